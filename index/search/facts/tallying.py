"""Which facts the library tells, and how many articles tell each: counted when somebody asks."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.models import FactKind, FactTally, TalliedFact
from index.search.analysis import fold, words
from index.search.dates import Days
from index.search.facts import asking
from index.search.facts.calendar import written as written_days
from index.search.facts.generation import Generation, Part
from index.search.facts.rows import COLUMNS, LETTERS
from index.search.lexicon import Lexicon, chosen_words, union
from index.search.query import Leaf, understood
from index.search.ragged import Ints, first_of_runs, offsets


class _Told(Protocol):
    """The different facts of one kind in some order, and how many articles tell each."""

    @property
    def counts(self) -> Ints:
        """How many articles tell each."""

    def having(self, contains: str) -> NDArray[np.bool_]:
        """Tell for each whether it has the letters of `contains` in it, folded."""

    def fact(self, number: int) -> TalliedFact:
        """Return one of them."""


def tally(generation: Generation, kinds: Collection[FactKind], contains: str, limit: int, offset: int) -> FactTally:
    """Return a page of the facts of some kinds, those first that most articles tell; equal ones by kind and value."""
    letters = " ".join(word.written for word in words(contains, query=True))
    if contains.strip() and not letters:
        # Signs alone are in no value: they are not looked at.
        return FactTally(total=0, rows=())
    told: list[_Told] = [
        _names(generation.parts, kind) if kind in LETTERS else _amounts(generation.parts, kind)
        for kind in dict.fromkeys(kinds)
        if kind in LETTERS or kind in COLUMNS
    ]
    wanted = [_wanted(one, contains.strip() if letters else "") for one in told]
    counts = np.concatenate(
        [np.zeros(0, np.int64), *(one.counts[mine] for one, mine in zip(told, wanted, strict=True))]
    )
    begins = np.cumsum([0, *map(len, wanted)])
    rows = []
    for at in np.argsort(-counts, kind="stable")[offset : offset + limit].tolist():
        which = int(np.searchsorted(begins, at, "right")) - 1
        rows.append(told[which].fact(int(wanted[which][at - begins[which]])))
    return FactTally(total=len(counts), rows=tuple(rows))


def _wanted(told: _Told, contains: str) -> Ints:
    """Return the numbers of the facts that any article tells, and that contain what is asked for."""
    found = told.counts > 0
    return np.flatnonzero(found & told.having(contains) if contains else found)


@dataclass(frozen=True)
class _Names:
    """Names; `sources` has for each the run and the number there that tell how it is written."""

    kind: FactKind
    counts: Ints
    keys: Lexicon
    parts: Sequence[Part]
    sources: tuple[Ints, Ints]

    def having(self, contains: str) -> NDArray[np.bool_]:
        """Tell for each whether it has the letters of `contains` in it, folded, and the signs at either end of it."""
        sought = _folded([contains]).encode()
        # The letter and the blank before a name are none of it.
        found = np.array([sought in key[2:] for key in self.keys.words(0, len(self.keys))], bool)
        if not (contains[:1].isalnum() and contains[-1:].isalnum()):
            signed = fold(contains)
            for number in np.flatnonzero(found).tolist():
                found[number] = signed in fold(self._called(number))
        return found

    def _called(self, number: int) -> str:
        """Return how a name is written."""
        part, place = (int(source[number]) for source in self.sources)
        return self.parts[part].run.lexicon("names.written").word(place)

    def fact(self, number: int) -> TalliedFact:
        """Return one of them."""
        value = self._called(number)
        found = asking.named(self.kind, value)
        return TalliedFact(
            kind=self.kind,
            value=value,
            unit=None,
            articles=int(self.counts[number]),
            query=understood(found) if found else None,
        )


def _names(parts: Sequence[Part], kind: FactKind) -> _Names:
    """Count the names of a kind: every one as it is called in an article, and none of its other forms."""
    lexicons, begins, counted = [], [], []
    for part in parts:
        span = part.run.names.beginning(f"{LETTERS[kind]} ".encode())
        lexicons.append(_part_of(part.run.names, span))
        begins.append(span.start)
        posts = part.run.array("names.posts.at")[span.start : span.stop + 1].astype(np.int64)
        rows = part.run.array("names.docs")[int(posts[0]) : int(posts[-1])]
        alive = offsets(part.living[rows])
        counted.append(np.diff(alive[posts - posts[0]]))
    heap, at, numbers = union(lexicons) if parts else (np.zeros(0, np.uint8), np.zeros(1, np.uint32), [])
    counts, run, place = (np.zeros(len(at) - 1, np.int64) for _ in range(3))
    for which, (number, begin, count) in enumerate(zip(numbers, begins, counted, strict=True)):
        counts[number] += count
        run[number], place[number] = which, begin + np.arange(len(number))
    return _Names(kind, counts, Lexicon(heap, at), parts, (run, place))


@dataclass(frozen=True)
class _Amounts:
    """Amounts or dates, ascending, and the units, by their numbers in `written`."""

    kind: FactKind
    counts: Ints
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    unit: Ints
    written: Sequence[str]

    def having(self, contains: str) -> NDArray[np.bool_]:
        """Tell for each whether it has the letters of `contains` in it, folded."""
        letters = _folded([contains])
        facts = (self._told(number) for number in range(len(self.counts)))
        return np.array([letters in _folded(value for value in fact if value is not None) for fact in facts], bool)

    def fact(self, number: int) -> TalliedFact:
        """Return one of them."""
        value, low, high, unit = self._told(number)
        if self.kind is FactKind.DATE:
            found: Leaf | None = asking.dated(Days(int(self.low[number]), int(self.high[number])))
        else:
            found = asking.amount(self.kind, float(self.low[number]), float(self.high[number]), unit or "")
        return TalliedFact(
            kind=self.kind,
            value=value,
            low=low,
            high=high,
            unit=unit,
            articles=int(self.counts[number]),
            query=understood(found) if found else None,
        )

    def _told(self, number: int) -> tuple[float | str | None, float | None, float | None, str | None]:
        """Return value, both ends and unit, as a fact has them."""
        low, high = float(self.low[number]), float(self.high[number])
        if self.kind is FactKind.DATE:
            return written_days(Days(int(low), int(high))), None, None, None
        unit = self.written[int(self.unit[number])] or None
        return (low, None, None, unit) if low == high else (None, low, high, unit)


def _amounts(parts: Sequence[Part], kind: FactKind) -> _Amounts:
    """Count the amounts or dates of a kind; an article has each once."""
    columns: dict[str, list[NDArray[np.float64]]] = {"low": [], "high": [], "unit": []}
    known: dict[bytes, int] = {}
    written: list[str] = []
    for part in parts:
        alive = part.living[part.run.array(f"{kind}.docs")]
        for name in ("low", "high"):
            columns[name].append(part.run.array(f"{kind}.{name}")[alive])
        units, how = part.run.lexicon("units"), part.run.lexicon("units.written")
        numbers = np.zeros(len(units), np.int64)
        for number, key in enumerate(units.words(0, len(units))):
            numbers[number] = known.setdefault(key, len(known))
            if len(known) > len(written):
                written.append(how.word(number))
        columns["unit"].append(numbers[part.run.array(f"{kind}.unit")[alive]].astype(np.float64))
    low, high, unit = (np.concatenate([np.zeros(0), *columns[name]]) for name in ("low", "high", "unit"))
    order = np.lexsort((unit, high, low))
    low, high, unit = low[order], high[order], unit[order]
    first = first_of_runs(low, high, unit)
    counts = np.diff(np.append(first, len(low)))
    return _Amounts(kind, counts, low[first], high[first], unit[first].astype(np.int64), written)


def _part_of(lexicon: Lexicon, span: slice) -> Lexicon:
    """Return the words of a part of a lexicon."""
    return Lexicon(*chosen_words(lexicon.heap, lexicon.at, np.arange(span.start, span.stop)))


def _folded(values: Iterable[object]) -> str:
    """Return values as they are looked through: numbers whole, words folded."""
    shown = (f"{value:.15g}" if isinstance(value, float) else str(value) for value in values)
    return " ".join(word.written for word in words(" ".join(shown), query=True))
