"""Quotations: the quoted words of an article and, where a rule is sure of it, who said them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.facts.document import FactText
from index.facts.entities import lexicon
from index.facts.quote_marks import Quoted, quoted
from index.facts.speakers import Cast, Clause, clause_end, clause_start
from index.models import Fact, FactKind, Span

_DASHED = re.compile(r"\s{0,3}[―—–-]{1,2}\s{0,3}(?P<name>[^\n]{2,80})$", re.MULTILINE)
_LABEL = re.compile(r"[A-Z][A-Z .’'-]{1,30}:\s{1,3}(?=\S)")
_NEAR = 30
"""Quoted single words count only with a verb of speech this near, in characters; else they are scare quotes."""


@dataclass(frozen=True, slots=True)
class _Said:
    """Quoted words with what the rules found: `clause` is the speech clause, `speaker` a canonical name."""

    words: Quoted
    clause: Clause | None
    speaker: str | None
    sure: bool
    """Words beside them tell that they are speech, whether or not we can name the speaker."""


def find(document: FactText, names: Sequence[Fact]) -> list[Fact]:
    """Return the quotations of `document` in order; `value` and span are the quoted words without their marks.

    `speaker` is the canonical name of a person or organisation among `names`, or None where no rule is sure. Titles
    and single words in scare quotes are left out.
    """
    found = quoted(document.text, document.blocks)
    cast = Cast(document, names)
    said: list[_Said] = []
    for position in range(len(found)):
        said.append(_said(document, cast, found, position, said[-1] if said else None))
    return _facts(document, [one for one in _carried_back(said) if _is_speech(document.text, one)])


def _said(document: FactText, cast: Cast, found: Sequence[Quoted], at: int, previous: _Said | None) -> _Said:
    """Find who speaks, the surest rule first."""
    one = found[at]
    block = document.blocks[one.block]
    before = found[at - 1] if at and found[at - 1].block == one.block else None
    after = found[at + 1] if at + 1 < len(found) and found[at + 1].block == one.block else None
    head_start = before.whole.end if before else block.start
    tail_end = after.whole.start if after else block.end
    label = cast.labelled(head_start, one.whole.start)
    inner = _LABEL.match(document.text, one.words.start, one.words.end)
    if inner and (speaker := cast.labelled(*inner.span())):
        return _Said(replace(one, words=Span(inner.end(), one.words.end)), None, speaker, sure=True)
    if label:
        return _Said(one, None, label, sure=True)
    dashed = _DASHED.match(document.text, one.whole.end, block.end)
    if dashed and cast.within(*dashed.span("name")):
        return _Said(one, None, cast.within(*dashed.span("name"))[0].name, sure=True)
    tail = _tail(document, one, tail_end)
    clause = cast.after_quote(*tail) if tail else None
    head = _head(document, one, head_start)
    if clause is None and head.start < head.end:
        clause = cast.before_quote(*head)
    if clause is not None:
        return _Said(one, clause, clause.name, sure=True)
    if previous is not None and _speaks_on(document, previous, one, head):
        return _Said(one, None, previous.speaker, previous.sure)
    return _Said(one, None, None, sure=False)


def _tail(document: FactText, one: Quoted, end: int) -> Span | None:
    """Return the rest of the sentence after quoted words, or None where they end a sentence."""
    text = document.text
    start = one.whole.end
    rest = text[start : start + 3].lstrip(" ")
    if not rest or one.goes_on or one.whole.end == one.words.end:
        return None
    last = text[start - 2]
    if last == "." and not rest[0].islower():
        return None
    if last in "!?…" and not (rest[0].islower() or rest[0].isupper()):
        return None
    return Span(start, clause_end(text, start, end))


def _head(document: FactText, one: Quoted, start: int) -> Span:
    """Return the part of the sentence before quoted words."""
    block = document.blocks[one.block]
    if one.whole.start == block.start and one.block:
        # 'She went on:' may be a paragraph of its own.
        before = document.blocks[one.block - 1]
        if document.text[before.end - 1] == ":" and before.end - before.start < 300:
            return Span(clause_start(document.text, before.start, before.end), before.end)
    return Span(clause_start(document.text, start, one.whole.start), one.whole.start)


def _speaks_on(document: FactText, previous: _Said, one: Quoted, head: Span) -> bool:
    """Tell whether quoted words go on with the voice before: the next paragraph of it, or the next sentence after it.

    '"...", she said. "..."' is one voice; where other words lead to the second quotation, it may be another.
    """
    if previous.words.goes_on and one.block == previous.words.block + 1:
        return True
    if one.block != previous.words.block or head.of(document.text).strip():
        return False
    between = document.text[previous.words.whole.end : one.whole.start]
    return previous.sure and len(between) < 200


def _carried_back(said: Sequence[_Said]) -> list[_Said]:
    """Give the paragraphs of a long quotation the speaker that its last one names."""
    found = list(said)
    for at in range(len(found) - 2, -1, -1):
        here, following = found[at], found[at + 1]
        if here.words.goes_on and here.speaker is None and following.words.block == here.words.block + 1:
            found[at] = _Said(here.words, None, following.speaker, following.sure)
    return found


def _is_speech(text: str, said: _Said) -> bool:
    """Tell whether quoted words are what somebody said, and no title and no scare quote."""
    words = said.words.words.of(text).split()
    weighty = [word for word in words if word.lower() not in lexicon.words("minor") and word[0].isalpha()]
    start = said.words.whole.start
    if text[max(0, start - 12) : start].rstrip().lower().endswith(("so-called", "known as", "word")):
        return False
    if not weighty:
        return False
    if len(words) <= 2:
        return said.sure and (said.clause is None or _gap(said) <= _NEAR)
    title = len(words) <= 8 and all(word[0].isupper() for word in weighty)
    return not title or words[-1][-1] in ".!?" or (said.clause is not None and _gap(said) <= 2)


def _gap(said: _Said) -> int:
    """Return how many characters part the quoted words from their verb."""
    if said.clause is None:
        return 0
    verb, whole = said.clause.verb, said.words.whole
    return max(verb.start - whole.end, whole.start - verb.end)


def _facts(document: FactText, said: Sequence[_Said]) -> list[Fact]:
    """Make facts; the same words of the same speaker are one fact with several places."""
    places: dict[tuple[str, str | None], list[Span]] = {}
    for one in said:
        value = " ".join(one.words.words.of(document.text).split())
        places.setdefault((value, one.speaker), []).append(one.words.words)
    return [
        Fact(
            kind=FactKind.QUOTE,
            text=held[0].of(document.text),
            value=value,
            speaker=speaker,
            start=held[0].start,
            end=held[0].end,
            sentence=_around(document, held[0]),
            places=tuple(held),
        )
        for (value, speaker), held in places.items()
    ]


def _around(document: FactText, words: Span) -> Span:
    """Return the sentences that quoted words stand in: a quotation may have several."""
    first = document.sentence_at(words.start)
    last = document.sentence_at(words.end - 1)
    return Span(min(first.start, words.start), max(last.end, words.end))
