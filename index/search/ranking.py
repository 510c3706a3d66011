"""The order of results: the first of them at once, the rest when somebody looks that far."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from index.models import Sort
from index.search.evaluate import Matches
from index.search.ragged import Ints, distinct, first_of_runs, offsets

HEAD = 100
"""Results that are put in order at once: more than a screen shows, and as quick to find as ten."""
_CHUNK = 1_000

_T = TypeVar("_T", str, float)


class Ranking:
    """Everything that matches, to be asked for by rank. Equal scores go newest first, equal dates by id.

    A rank is a place in the order of results; a row is one among the matches of all segments, one after another.
    """

    def __init__(self, matches: Sequence[Matches], sort: Sort) -> None:
        self._matches = [found for found in matches if len(found.docs)]
        self._sort = sort
        self._at = offsets(np.array([len(found.docs) for found in self._matches], np.int64))
        self.total = int(self._at[-1])
        self.scored = sort is Sort.BEST and any(found.scores is not None for found in self._matches)
        self._head = self._first(HEAD)
        self.ids: Sequence[str] = _Ids(self)
        self.scores: Sequence[float] = _Scores(self)

    def rows(self, first: int, end: int) -> Ints:
        """Return the rows of the results from rank `first` up to `end`."""
        return (self._head if end <= len(self._head) else self._order)[first:end]

    @cached_property
    def _order(self) -> Ints:
        """All rows in order."""
        return self._sorted(np.arange(self.total))

    @cached_property
    def _all_scores(self) -> NDArray[np.float32]:
        """The score of each row."""
        if not self.scored:
            return np.zeros(self.total, np.float32)
        return np.concatenate(
            [np.zeros(len(m.docs), np.float32) if m.scores is None else m.scores for m in self._matches]
        )

    def _dates(self, rows: Ints) -> NDArray[np.int64]:
        """Return the dates of `rows`, which ascend, as they are sorted: what goes first is the greater."""
        at = np.searchsorted(rows, self._at)
        moments = [
            found.part.segment.moments[found.docs[rows[first:end] - begin]]
            for found, begin, first, end in zip(self._matches, self._at[:-1], at[:-1], at[1:], strict=True)
        ]
        dates = np.concatenate([np.zeros(0, np.int64), *moments])
        return -dates if self._sort is Sort.OLDEST else dates

    def _first(self, count: int) -> Ints:
        """Return the first rows in order: all that may be among them by score, then by date, sorted."""
        if self.total <= count:
            return self._order
        rows, wanted = np.arange(self.total), count
        sure: list[Ints] = []
        for by_score in (True, False) if self.scored else (False,):
            values = self._all_scores if by_score else self._dates(rows)
            least = np.partition(values, len(values) - wanted)[len(values) - wanted]
            above = rows[values > least]
            sure.append(above)
            rows, wanted = rows[values == least], wanted - len(above)
            if len(rows) == wanted:
                break
        return self._sorted(np.sort(np.concatenate([*sure, rows])))[:count]

    def _sorted(self, rows: Ints) -> Ints:
        """Return `rows`, which ascend, by score, date and id."""
        scores, dates = self._all_scores[rows], self._dates(rows)
        by = np.lexsort((-dates, -scores))
        rows, scores, dates = rows[by], scores[by], dates[by]
        begins = first_of_runs(scores.view(np.int32), dates)
        if len(begins) == len(rows):
            return rows
        # Ids are only looked at where they decide.
        run = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(rows))))
        tied = np.flatnonzero(np.bincount(run)[run] > 1)
        rows[tied] = rows[tied][np.lexsort((self.encoded(rows[tied]), run[tied]))]
        return rows

    def encoded(self, rows: Ints) -> NDArray[np.bytes_]:
        """Return the ids of `rows` in UTF-8."""
        where = np.searchsorted(self._at, rows, "right") - 1
        width = max((found.part.segment.ids.dtype.itemsize for found in self._matches), default=1)
        result = np.zeros(len(rows), f"S{width}")
        for number in distinct(where).tolist():
            here = where == number
            found = self._matches[number]
            result[here] = found.part.segment.ids[found.docs[rows[here] - self._at[number]]]
        return result

    def scores_of(self, rows: Ints) -> NDArray[np.float32]:
        """Return the scores of `rows`."""
        return self._all_scores[rows]

    def rank_of(self, identity: str) -> int | None:
        """Return the rank of an article, None where it does not match."""
        for number, found in enumerate(self._matches):
            for doc in found.part.numbers([identity]).tolist():
                place = int(np.searchsorted(found.docs, doc))
                if place < len(found.docs) and found.docs[place] == doc:
                    row = self._at[number] + place
                    near = np.flatnonzero(self._head == row)
                    return int(near[0] if len(near) else np.flatnonzero(self._order == row)[0])
        return None


class _Results(Sequence[_T]):
    """One thing about the results, by rank."""

    def __init__(self, ranking: Ranking) -> None:
        self._ranking = ranking

    def _of(self, rows: Ints) -> list[_T]:
        """Return it for some rows."""
        raise NotImplementedError

    def __len__(self) -> int:
        return self._ranking.total

    @overload
    def __getitem__(self, at: int) -> _T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[_T]: ...
    def __getitem__(self, at: int | slice) -> _T | Sequence[_T]:
        if isinstance(at, slice):
            first, end, step = at.indices(len(self))
            return tuple(self._of(self._ranking.rows(first, end)[::step])) if step > 0 else tuple(self)[at]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        return self._of(self._ranking.rows(place, place + 1))[0]

    def __iter__(self) -> Iterator[_T]:
        for first in range(0, len(self), _CHUNK):
            yield from self[first : min(first + _CHUNK, len(self))]


class _Ids(_Results[str]):
    """The ids of the results; where one of them stands is looked up in the index."""

    @override
    def _of(self, rows: Ints) -> list[str]:
        return [identity.decode() for identity in self._ranking.encoded(rows).tolist()]

    @override
    def __contains__(self, value: object) -> bool:
        return isinstance(value, str) and self._ranking.rank_of(value) is not None

    @override
    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        rank = self._ranking.rank_of(value)
        if rank is None or rank not in range(*slice(start, stop).indices(len(self))):
            raise ValueError(f"{value} is not among the results.")
        return rank


class _Scores(_Results[float]):
    """The scores of the results."""

    @override
    def _of(self, rows: Ints) -> list[float]:
        scores: list[float] = self._ranking.scores_of(rows).tolist()
        return scores
