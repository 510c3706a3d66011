"""The same quotation given to two speakers by two reports: who said it cannot be both.

Only speakers that are surely known and named beside the words count, since whom 'he said' means is read wrongly now and
then; and only two people or two organisations: a ministry and its minister may be told of as one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from index.compare.conflict import Claim, Conflict, between
from index.compare.names import name_key
from index.compare.telling import Aligned, Telling, Told, are_two_names
from index.compare.tokens import content_stem, tokens
from index.models import FactKind, Span, ToldValue
from index.models.comparison import SAID_BY

_RUN = 5  # words in a row that two quotations must share to be held against each other at all
_LONG_RUN = 10  # nobody says so many by chance; shorter ones must be told in sentences that surely belong together
_MOST_OF = 0.6  # of the shorter quotation's runs
_LEAST_CONTENT = 2  # content words that a quotation must have
_MOST_COMPARED = 8  # quotations of a report that one is held against: a slogan may be quoted often
_MOST_FOUND = 100  # of all reports
_SHOWN = 5  # words of the quotation in the label

_Run = tuple[str, ...]
_SPEAKERS = frozenset({FactKind.PERSON, FactKind.ORGANISATION})


class _Quote(NamedTuple):
    """A quotation with a named speaker."""

    told: Told
    speaker: str
    root: str
    """What all forms of the speaker's name have in common."""
    sure: bool
    words: _Run
    runs: frozenset[_Run]


def said_by(telling: Telling, aligned: Aligned) -> Iterator[Conflict]:
    """Yield the quotations that two reports give to two different speakers."""
    quotes = [quote for found in telling.facts for told in found if (quote := _quote(telling, told))]
    return islice(_said_by(telling, aligned, quotes), _MOST_FOUND)


def _said_by(telling: Telling, aligned: Aligned, quotes: Sequence[_Quote]) -> Iterator[Conflict]:
    kinds = _kinds(telling)
    places: defaultdict[tuple[int, _Run], list[int]] = defaultdict(list)
    for number, quote in enumerate(quotes):
        for run in quote.runs:
            places[quote.told.report, run].append(number)
    for number, one in enumerate(quotes):
        if not one.sure:
            continue
        alike = [
            (at, quotes[at])
            for report in range(len(telling.ids))
            for at in islice(_candidates(one, report, places), _MOST_COMPARED)
            if _are_one(one, quotes[at])
        ]
        given = {(quote.told.report, quote.root) for _, quote in alike}
        for at, other in alike:
            if (
                at > number
                and other.sure
                and (one.told.report, other.root) not in given
                and (other.told.report, one.root) not in given
                and _speakers_differ(telling, kinds, one, other)
                and (
                    _is_long(one, other)
                    or (one.told.report, one.told.line, other.told.report, other.told.line) in aligned
                )
            ):
                yield between(FactKind.QUOTE, SAID_BY, None, _label(one), _claim(one), _claim(other))


def _quote(telling: Telling, told: Told) -> _Quote | None:
    fact = told.fact
    if fact.kind is not FactKind.QUOTE or not (fact.speaker or "")[:1].isupper():
        return None
    text, speaker = str(fact.value), str(fact.speaker)
    words = tuple(token.word for token in tokens(text, Span(0, len(text))))
    content = {stem for word in words if (stem := content_stem(word, telling.languages[told.report]))}
    if len(words) < _RUN or len(content) < _LEAST_CONTENT:
        return None
    sure = _is_sure(telling, told, speaker)
    return _Quote(told, speaker, telling.names.root(speaker), sure, words, frozenset(_runs(words, _RUN)))


def _runs(words: _Run, length: int) -> Iterator[_Run]:
    return (words[at : at + length] for at in range(len(words) - length + 1))


def _candidates(quote: _Quote, report: int, places: Mapping[tuple[int, _Run], Sequence[int]]) -> Iterator[int]:
    """Yield the numbers of a report's quotations that share a run with one, in the order of its words."""
    seen: set[int] = set()
    for run in _runs(quote.words, _RUN):
        fresh = [at for at in islice(places.get((report, run), ()), _MOST_COMPARED) if at not in seen]
        seen.update(fresh)
        yield from fresh


def _are_one(one: _Quote, other: _Quote) -> bool:
    return len(one.runs & other.runs) >= _MOST_OF * min(len(one.runs), len(other.runs))


def _is_long(one: _Quote, other: _Quote) -> bool:
    return not set(_runs(one.words, _LONG_RUN)).isdisjoint(_runs(other.words, _LONG_RUN))


def _kinds(telling: Telling) -> Mapping[str, frozenset[FactKind]]:
    """Return what kinds of a name each speaker may be, by agreed name."""
    kinds: defaultdict[str, set[FactKind]] = defaultdict(set)
    for found in telling.facts:
        for told in found:
            if told.fact.kind in _SPEAKERS:
                kinds[telling.names.root(str(told.fact.value))].add(told.fact.kind)
    return {root: frozenset(found) for root, found in kinds.items()}


def _speakers_differ(telling: Telling, kinds: Mapping[str, frozenset[FactKind]], one: _Quote, other: _Quote) -> bool:
    """Tell whether two quotations are surely by two people, or by two organisations."""
    first, second = (kinds.get(quote.root, frozenset()) for quote in (one, other))
    return (
        len(first) == 1
        and first == second
        and are_two_names(telling, one.speaker, other.speaker, people=FactKind.PERSON in first)
    )


def _is_sure(telling: Telling, told: Told, speaker: str) -> bool:
    """Tell whether a speaker is surely known, and named in the sentences of the quotation, outside of it."""
    fact = told.fact
    last = telling.line_at(told.report, fact.end - 1)
    if fact.guessed or told.line < 0 or last < 0:
        return False
    around = (token for line in telling.lines[told.report][told.line : last + 1] for token in line.tokens)
    outside = {_bare(token.word) for token in around if not fact.start <= token.start < fact.end}
    return any(word in outside for word in name_key(speaker).split() if len(word) > 1)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _label(quote: _Quote) -> str:
    text = str(quote.told.fact.value)
    found = tokens(text, Span(0, len(text)))
    rest = "…" if len(found) > _SHOWN else ""
    return f"who said “{text[found[0].start : found[min(_SHOWN, len(found)) - 1].end]}{rest}”"


def _claim(quote: _Quote) -> Claim:
    fact = quote.told.fact
    value = ToldValue(value=quote.speaker, unit=None, text=fact.text, start=fact.start, end=fact.end)
    return Claim(quote.told.report, (quote.told.line,), fact.start, value)
