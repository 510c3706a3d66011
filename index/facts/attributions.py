"""Attributions: whom the article names as its source, and how ('first reported by', 'according to', a closing line)."""

import bisect
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from index.facts.document import FactText
from index.facts.entities import lexicon
from index.facts.speech.reading import Reading
from index.facts.speech.reported import reported
from index.models import NAME_KINDS, Fact, FactKind, Span

_WORD = r"[A-ZÀ-ÞŒ](?:[\w&'’-]|\.(?=\w)){0,40}"
_NAME = re.compile(rf"(?:[Tt]he )?({_WORD}(?: (?:of the |of |for |and |& )?{_WORD}){{0,5}})")
_NAME_BEFORE = re.compile(rf"(?:^|[^\w.])({_WORD}(?: (?:of )?{_WORD}){{0,3}})(?: (?:has|had|was the))?,? $")
_DOMAIN = r"(?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,10}"
# Articles and common nouns that may stand between the cue and the name: 'according to a report on Monday by X'.
_VIA = r"(?:(?:an?|the|its|two|data|figures|reports?)(?: [a-z][\w'’-]{0,20}| [A-Z][a-z]{2,8}day){0,6} (?:by|from|in) )?"
_FIRST_BY = re.compile(
    r"\b(?:first|exclusively) (?:reported|published|revealed|disclosed)(?: [A-Za-z]{1,12}){0,3}? by "
    r"|\breported (?:first|exclusively)(?: on [A-Z][a-z]{2,8}day)? by "
)
_FIRST = re.compile(r"\b(?:was )?(?:first|exclusively) (?:reported|revealed|disclosed)\b(?! by)")
# 'Acme was first to report a profit' credits nobody: only outlets, or what can but be news.
_FIRST_TO = re.compile(
    r"\bwas (?:the )?first to (?:report|reveal|disclose|break)\b(?P<news> (?:that|on|the (?:news|story))\b)?"
)
_FIRST_TOLD = (
    "first reported",
    "first published",
    "first revealed",
    "first disclosed",
    "exclusively ",
    "reported first",
    "first to ",
)
"""One of these stands wherever the three patterns above may match."""
# Cues begin with letters that are searched for at the speed of a plain search: each pattern begins with a literal.
_ACCORDING = re.compile(rf"ccording(?<=\b[Aa]ccording) to {_VIA}")
_CITING = re.compile(rf"iting(?<=\b[Cc]iting) {_VIA}")
_TOLD = (re.compile(r"told(?<=\btold) "), re.compile(r"tells(?<=\btells) "))
_REPORTED = re.compile(r"report(?<=\breport)(?:ed|s)\b(?P<that> that\b)?")
_SOURCE_LINE = re.compile(r"^[ \t]*(?:[Ss]ources?|SOURCES?|[Vv]ia)[ \t]*:[ \t]*(?P<names>[^\n]{1,200})$", re.MULTILINE)
_LISTED = re.compile(r"[^,;/|]{1,80}")
_DATELINE = re.compile(r"^[ \t]*[A-Z][A-Za-z .,'’-]{1,60} \((?P<name>[A-Z][\w. -]{1,25})\) ?[-–—_]", re.MULTILINE)
_INLINE = re.compile(rf"[(\[](?P<name>(?:www\.)?{_DOMAIN}|[A-Z][\w .&-]{{1,30}})[)\]]")
_ROLE = re.compile(r"(?:an? |the )?([a-z-]{3,20}) ")
_ROLE_THEN_NAME = re.compile(rf" [a-z-]{{4,20}} (?={_WORD})")


class Source(NamedTuple):
    """One place where a source is named: the name's span and the role of the attribution."""

    span: Span
    role: str


def sources(text: str) -> list[Source]:
    """Return every place in `text` where a source is named, in order; a place counts once, by its strongest cue.

    Names are read by their capitals alone; `find` says what they are.
    """
    found: dict[int, Source] = {}
    for source in (*_first_reported(text), *_lines(text), *_after_cues(text), *_inline(text), *_reported(text)):
        found.setdefault(source.span.start, source)
    return sorted(found.values())


def _first_reported(text: str) -> Iterator[Source]:
    if not any(words in text for words in _FIRST_TOLD):
        return
    for cue in _FIRST_BY.finditer(text):
        yield from _after(text, cue.end(), "first-reported-by")
    for cue in _FIRST.finditer(text):
        yield from _before(text, cue.start(), "first-reported-by")
    for cue in _FIRST_TO.finditer(text):
        for source in _before(text, cue.start(), "first-reported-by"):
            if cue["news"] or _is_outlet(source.span.of(text)):
                yield source


def _after_cues(text: str) -> Iterator[Source]:
    for pattern, role in ((_ACCORDING, "according-to"), (_CITING, "citing")):
        for cue in pattern.finditer(text):
            yield from _after(text, cue.end(), role)


def _lines(text: str) -> Iterator[Source]:
    """Yield the names of 'Source: A, B' lines and of datelines ('LONDON (Reuters) -')."""
    for line in _SOURCE_LINE.finditer(text):
        start, end = line.span("names")
        for part in _LISTED.finditer(text, start, end):
            name = part.group().strip()
            if name[:1].isalnum():
                first = text.index(name, part.start())
                yield Source(_bare(text, Span(first, first + len(name))), "source-line")
    for line in _DATELINE.finditer(text):
        if _is_outlet(line["name"]):
            yield Source(Span(*line.span("name")), "source-line")


def _inline(text: str) -> Iterator[Source]:
    """Yield addresses and agencies in brackets: '(axios.com)', '[Reuters]'."""
    for mark in _INLINE.finditer(text):
        name = mark["name"]
        if name[0].islower() or _is_outlet(name):
            yield Source(Span(*mark.span("name")), "inline")


def _reported(text: str) -> Iterator[Source]:
    """Yield 'X reported that' for any name and 'X reported' for those that are known to report."""
    for cue in _REPORTED.finditer(text):
        for source in _before(text, cue.start(), "according-to"):
            if cue["that"] or _is_outlet(source.span.of(text)):
                yield source


def _after(text: str, at: int, role: str) -> Iterator[Source]:
    match = _NAME.match(text, at)
    if match is None:
        # 'according to analyst Jane Roe'
        word = _ROLE.match(text, at)
        match = _NAME.match(text, word.end()) if word and word[1] in lexicon.words("role") else None
    if match is None:
        return
    role_noun = _ROLE_THEN_NAME.match(text, match.end())
    if role_noun and role_noun.group().strip() in lexicon.words("role"):
        match = _NAME.match(text, role_noun.end()) or match
    yield Source(_bare(text, Span(*match.span(1))), role)


def _before(text: str, at: int, role: str) -> Iterator[Source]:
    window = text[max(0, at - 80) : at]
    match = _NAME_BEFORE.search(window)
    if match:
        offset = max(0, at - 80)
        start = match.start(1) + offset
        lead, _, rest = match[1].partition(" ")
        if rest and lead.lower() in lexicon.words("function"):
            start += len(lead) + 1
        elif lead.lower() in lexicon.words("function"):
            return
        yield Source(_bare(text, Span(start, match.end(1) + offset)), role)


def _bare(text: str, span: Span) -> Span:
    """Take a closing dot and a possessive ending off a name."""
    name = span.of(text)
    for ending in (".", "'s", "’s", "'", "’"):
        if name.endswith(ending) and name not in lexicon.known_names():
            name = name.removesuffix(ending)
    return Span(span.start, span.start + len(name))


def _is_outlet(name: str) -> bool:
    entry = lexicon.known_names().get(name.removeprefix("The "))
    if entry is not None:
        return entry.outlet
    return name.lower().split()[-1] in lexicon.words("outlet-ending") and " " in name


def find(document: FactText, names: Sequence[Fact], reading: Reading | None = None) -> list[Fact]:
    """Return the attributions of `document`; `value` is the source's canonical name, by `names` where it is there.

    One fact for each source and role, with all its places, in order of the first. Who is told to have said something in
    words that are not quoted ('Roe said that ...') is a source as in 'according to'. `reading` is the article as read
    before, where somebody has.
    """
    places = sorted((place, fact.value) for fact in names if fact.kind in NAME_KINDS for place in fact.places)
    found: dict[tuple[str, str], dict[Span, None]] = {}  # spans as keys: each once, in order
    told = (Source(place, "according-to") for place in reported(reading or Reading(document, names)))
    for source in sorted({*sources(document.text), *_told_outlets(document.text), *told}):
        value, span = _resolve(document.text, source.span, places)
        if value and not _is_small_talk(value):
            found.setdefault((value.casefold(), source.role), {})[span] = None
    return [
        _fact(document, role, sorted(held), _resolve(document.text, min(held), places)[0])
        for (_, role), held in found.items()
    ]


def _told_outlets(text: str) -> Iterator[Source]:
    """Yield the outlets that somebody spoke to: 'she told Reuters'."""
    for cue in chain.from_iterable(pattern.finditer(text) for pattern in _TOLD):
        for source in _after(text, cue.end(), "citing"):
            if _is_outlet(source.span.of(text)):
                yield source


def _is_small_talk(value: str) -> bool:
    """Tell whether what was read as a source is only a word with a capital ('according to The')."""
    lower = value.lower()
    return any(lower in lexicon.words(section) for section in ("function", "calendar", "generic", "demonym"))


def _resolve(text: str, span: Span, places: Sequence[tuple[Span, object]]) -> tuple[str, Span]:
    """Return the canonical name of a source and its exact place: a name of the article, a known outlet, as written."""
    at = bisect.bisect_left(places, span.start, key=lambda entry: entry[0].end - 1)
    inside = [entry for entry in places[at : at + 6] if entry[0].overlaps(span) and _is_most_of(entry[0], span)]
    if inside:
        place, value = inside[-1] if len(inside) > 1 and inside[-1][0].end >= span.end else inside[0]
        return str(value), place
    written = span.of(text)
    name = written.removeprefix("The ").removeprefix("www.")
    entry = lexicon.known_names().get(name)
    return (entry.name if entry else name), span


def _is_most_of(name: Span, span: Span) -> bool:
    """Tell whether a name is what a source goes by: 'India' is not the name of 'India TV News'."""
    return name.end >= span.end or 2 * (name.end - name.start) >= span.end - span.start


def _fact(document: FactText, role: str, places: Sequence[Span], value: str) -> Fact:
    first = places[0]
    sentence = document.sentence_at(first.start)
    return Fact(
        kind=FactKind.ATTRIBUTION,
        text=first.of(document.text),
        value=value,
        role=role,
        start=first.start,
        end=first.end,
        # A name with a full stop in it may reach over what was taken for the end of a sentence.
        sentence=Span(sentence.start, max(sentence.end, first.end)),
        places=tuple(places),
    )
