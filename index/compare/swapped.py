"""Sentences that are the same but for one figure, date or name: there the words around say that both mean one thing.

What a fact is about is a guess from its sentence; in sentences nearly word for word the same no guess is needed. So
also values can be held against each other that are about nothing in particular, and names, of which reports have many.
"""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from index.compare.names import name_key
from index.compare.pool import Line
from index.compare.telling import Aligned, Telling, Told
from index.compare.values import NUMBERS, clash, lengths_clash
from index.models import Fact, FactKind, Span

_NAMES = frozenset({FactKind.PERSON, FactKind.ORGANISATION, FactKind.ATTRIBUTION})
_HELD = NUMBERS | _NAMES | {FactKind.DATE, FactKind.PERIOD}
_SMALL = frozenset({"and", "for", "of", "on", "the"})
_LEAST_SAME = 5  # words that two sentences must share in order
_MOST_OTHER = 0.25  # of the words they share: how much else may differ
_MOST_BESIDE = 1  # words in the place of a value that are not the value's: a title, 'about'
_MOST_WORDS = 200  # of a sentence: longer ones are lists or no sentences at all


class _Swap(NamedTuple):
    """Words of one sentence in the place of words of the other, by number; one may be empty."""

    left: range
    right: range


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


def _swaps(one: Line, other: Line) -> Iterator[_Swap]:
    """Yield what differs between two sentences, where all else is nearly the same."""
    if max(len(one.words), len(other.words)) > _MOST_WORDS:
        return
    codes = Levenshtein.opcodes(one.words, other.words)
    same = sum(code.src_end - code.src_start for code in codes if code.tag == "equal")
    changes: list[_Swap] = []
    for equal, group in groupby(codes, key=lambda code: code.tag == "equal"):
        if not equal:
            run = list(group)
            changes.append(_Swap(range(run[0].src_start, run[-1].src_end), range(run[0].dest_start, run[-1].dest_end)))
    sizes = [max(len(change.left), len(change.right)) for change in changes]
    for change, size in zip(changes, sizes, strict=True):
        if same >= _LEAST_SAME and sum(sizes) - size <= _MOST_OTHER * same:
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
    """Tell whether two names are surely of two: not agreed to be one, and each with a word that the other has not.

    Persons may have no word in common, since many go by several first names.
    """
    roots = [telling.names.root(str(told.fact.value)) for told in (one, other)]
    first, second = (
        (set(name_key(str(told.fact.value)).split()) | set(root.split())) - _SMALL
        for told, root in zip((one, other), roots, strict=True)
    )
    if roots[0] == roots[1] or not first - second or not second - first:
        return False
    return one.fact.kind is not FactKind.PERSON or not first & second
