"""Sentences that are the same but for one figure, date or name: there the words around say that both mean one thing.

What a fact is about is a guess from its sentence; in sentences nearly word for word the same no guess is needed. So
also values can be held against each other that are about nothing in particular, and names, of which reports have many.
"""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.compare.differing import Change, differing
from index.compare.pool import Line
from index.compare.telling import Aligned, Telling, Told, are_two_names
from index.compare.values import NUMBERS, clash, lengths_clash
from index.models import Fact, FactKind, Span

_NAMES = frozenset({FactKind.PERSON, FactKind.ORGANISATION, FactKind.ATTRIBUTION})
_HELD = NUMBERS | _NAMES | {FactKind.DATE, FactKind.PERIOD}
_LEAST_SAME = 5  # words that two sentences must share in order
_MOST_OTHER = 0.25  # of the words they share: how much else may differ
_MOST_BESIDE = 1  # words in the place of a value that are not the value's: a title, 'about'


def swapped(telling: Telling, aligned: Aligned) -> Iterator[tuple[Told, Told]]:
    """Yield the values of two reports that stand in each other's place and cannot both hold."""
    places = [_Places(text, found) for text, found in zip(telling.texts, telling.facts, strict=True)]
    for left, one, right, other in sorted(aligned):
        if left < right:
            lines = telling.lines[left][one], telling.lines[right][other]
            swaps = [
                (places[left].over(lines[0], swap.left, one), places[right].over(lines[1], swap.right, other))
                for swap in _swaps(*lines)
            ]
            # Where two values differ at once ('12% in May', '15% in June'), each sentence tells of its own.
            swaps = [swap for swap in swaps if any(swap)]
            if len(swaps) == 1:
                yield from _clashing(telling, *swaps[0])


def _swaps(one: Line, other: Line) -> Iterator[Change]:
    """Yield what differs between two sentences, where all else is nearly the same."""
    found = differing(one.words, other.words)
    if found is None or found.same < _LEAST_SAME:
        return
    size = sum(change.size for change in found.changes)
    for change in found.changes:
        if size - change.size <= _MOST_OTHER * found.same:
            yield change


class _Places:
    """The places of a report's values, to be looked up by where they stand."""

    def __init__(self, text: str, found: Sequence[Told]) -> None:
        self._text = text
        self._places = sorted(
            ((place, told) for told in found if told.fact.kind in _HELD for place in told.fact.places),
            key=lambda entry: entry[0],
        )

    def over(self, line: Line, words: range, number: int) -> list[Told]:
        """Return the values that stand where `words` of a sentence do, each as if that were its only place."""
        tokens = [line.tokens[at] for at in words]
        if not tokens:
            return []
        first = bisect.bisect_left(self._places, line.span.start, key=lambda entry: entry[0].start)
        found: list[Told] = []
        for place, told in self._places[first:]:
            if place.start >= tokens[-1].end:
                break
            beside = sum(token.end <= place.start or place.end <= token.start for token in tokens)
            if beside <= min(_MOST_BESIDE, len(tokens) - 1):
                found.append(_at(told, place.of(self._text), place, number))
        return found


def _at(told: Told, text: str, place: Span, line: int) -> Told:
    fact = told.fact.model_copy(update={"text": text, "start": place.start, "end": place.end, "places": (place,)})
    return replace(told, fact=fact, line=line)


def _clashing(telling: Telling, left: Sequence[Told], right: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    for one in left:
        for other in right:
            if one.fact.kind is not other.fact.kind:
                continue
            if one.fact.kind in _NAMES:
                differ = one.fact.role == other.fact.role and _are_two_names(telling, one, other)
            elif one.fact.kind is FactKind.PERIOD:
                differ = lengths_clash(str(one.fact.value), str(other.fact.value))
            else:
                differ = one.unit == other.unit and clash(*_as_exact(one.fact, other.fact))
            if differ:
                yield one, other


def _as_exact(one: Fact, other: Fact) -> tuple[Fact, Fact]:
    """Return two figures without the 'about' or 'more than' that both have: it leaves the same room to both."""
    if one.modifier != other.modifier:
        return one, other
    return one.model_copy(update={"modifier": None}), other.model_copy(update={"modifier": None})


def _are_two_names(telling: Telling, one: Told, other: Told) -> bool:
    names = str(one.fact.value), str(other.fact.value)
    return are_two_names(telling, *names, people=one.fact.kind is FactKind.PERSON)
