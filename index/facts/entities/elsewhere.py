"""Names in other languages than English: by lists and capitals alone, and so only what these tell for certain.

A capital means little by itself (in German every noun has one), and neither the rules for English nor the tagger help.
What is left are names of the lists, a listed first name with what follows it, the words that bodies are called by, and
a surname that the article repeats.
"""

from collections.abc import Iterator, Sequence

from index.facts.entities import lexicon
from index.facts.entities.clues import ORGANISATION, PERSON, PLACE, is_marked
from index.facts.entities.mentions import Mention
from index.facts.entities.runs import known_at
from index.facts.entities.tokens import Habits, Line, Token
from index.facts.tagger.lists import Listed, NameList, shipped
from index.models import FactKind, Span

_SURE = 4.0
_BARELY = 0.001
"""A vote that becomes enough only with that of a surname which stands alone."""
_NOUNS_HAVE_CAPITALS = frozenset({"de", "lb"})
_LONGEST = 5
# Small words inside names, and those that may follow them.
_PARTICLES = frozenset(["de", "del", "della", "di", "da", "do", "dos", "du", "van", "von", "al", "bin", "ibn"])
_MORE_PARTICLES = frozenset(["la", "las", "los", "le", "der", "den"])
_PLACES = frozenset({NameList.COUNTRY, NameList.CITY, NameList.STATE})


def mentions(listed: Sequence[Line], article: Habits, language: str) -> list[Mention]:
    """Return the mentions of names in an article's lines, in order; none overlap."""
    loose = language.lower()[:2] not in _NOUNS_HAVE_CAPITALS
    found = [mention for line in listed if not line.headline for mention in _in_line(line, article, loose)]
    surnames = {mention.words[-1] for mention in found if len(mention.words) > 1}
    return [mention if mention.votes or mention.known else _told(mention, surnames) for mention in found]


def _told(mention: Mention, surnames: set[str]) -> Mention:
    """Return a single word with a vote for a person where some run of capitals ends in it; alone it stays doubtful."""
    votes = {PERSON: 1.0} if mention.words[-1] in surnames else {}
    return Mention(mention.span, mention.words, votes, doubtful=True)


def _in_line(line: Line, article: Habits, loose: bool) -> Iterator[Mention]:
    """Yield the mentions of one line; single words with a capital have no votes."""
    tokens = line.tokens
    marks = {run.first: run for run in shipped().listed([token.text for token in tokens])}
    at = 0
    while at < len(tokens):
        if not tokens[at].capital:
            at += 1
            continue
        mention, at = _at(line, at, marks.get(at), article, loose)
        if mention is not None:
            yield mention


def _at(line: Line, at: int, run: Listed | None, article: Habits, loose: bool) -> tuple[Mention | None, int]:
    """Return the mention that begins at a token with a capital, if any, and where to go on."""
    tokens = line.tokens
    if tokens[at].lower in lexicon.words("small-elsewhere"):
        return None, at + 1
    match = known_at(line, at, len(tokens) - 1)
    if match is not None:
        end, known = match
        return Mention(_span(tokens, at, end), _words(tokens, at, end), known=known), end + 1
    end = _run_end(line, at)
    ordinary = article.small[tokens[at].lower] > 0
    if run is not None and not ordinary:
        if NameList.FIRST_NAME in run.marks and end > at:
            return _mention(tokens, at, end, PERSON, _SURE), end + 1
        if _PLACES.intersection(run.marks):
            return _mention(tokens, at, run.last - 1, PLACE, _SURE), run.last
        if NameList.COMPANY in run.marks:
            return _mention(tokens, at, run.last - 1, ORGANISATION, _SURE), run.last
    bodies = lexicon.words("body-elsewhere")
    if end > at and not ordinary and any(token.lower in bodies for token in tokens[at : end + 1]):
        return _mention(tokens, at, end, ORGANISATION, _SURE), end + 1
    if is_marked(tokens[at].text) and not tokens[at].text.isupper() and tokens[at].text.isascii():
        return _mention(tokens, at, at, ORGANISATION, _SURE), at + 1
    if at < end <= at + 2 and loose and not ordinary and not line.opens(at):
        return _mention(tokens, at, end, PERSON, _BARELY), end + 1
    return Mention(_span(tokens, at, at), _words(tokens, at, at), {}), at + 1


def _run_end(line: Line, at: int) -> int:
    """Return the last token of the run of capitals at `at`, over small words such as 'de la' and 'van der'."""
    tokens = line.tokens
    last = at
    while last + 1 < min(len(tokens), at + _LONGEST):
        following = last + 1
        if tokens[following].lower in _PARTICLES:
            following += 1
            while following < len(tokens) and tokens[following].lower in _MORE_PARTICLES:
                following += 1
        beside = all(tokens[k].start - tokens[k - 1].end == 1 for k in range(last + 1, min(following + 1, len(tokens))))
        if following >= len(tokens) or not tokens[following].capital or not beside:
            break
        last = following
    return last


def _mention(tokens: Sequence[Token], first: int, last: int, kind: FactKind, vote: float) -> Mention:
    return Mention(_span(tokens, first, last), _words(tokens, first, last), {kind: vote})


def _span(tokens: Sequence[Token], first: int, last: int) -> Span:
    return Span(tokens[first].start, tokens[last].end)


def _words(tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    return tuple(token.text for token in tokens[first : last + 1])
