"""One generation of the facts, opened for reading: its runs, of which the last that has an article tells its facts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.search.facts.run import Rows, Run
from index.search.ragged import distinct
from index.search.segment_file import SegmentFile

_FEW = 100
"""Rows that are quicker to go through one by one."""
_SPARSE = 16
"""Times that a run is to be longer than what is found in it for sorting that to be quicker than painting."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run, with which of its articles are `alive`: no later run has them. None for all."""

    run: Run
    alive: NDArray[np.bool_] | None

    @property
    def living(self) -> NDArray[np.bool_]:
        """For each article whether it is alive."""
        return np.ones(self.run.size, bool) if self.alive is None else self.alive

    @property
    def count(self) -> int:
        """How many articles are alive."""
        return self.run.size if self.alive is None else int(np.count_nonzero(self.alive))

    def once(self, rows: Rows) -> NDArray[np.intp]:
        """Return rows ascending, each once, without those that are not alive."""
        if len(rows) * _SPARSE < self.run.size:
            found = distinct(rows).astype(np.intp)
            return found if self.alive is None else found[self.alive[found]]
        return np.flatnonzero(self._painted(rows))

    def count_beside(self, rows: Rows, own: int | None) -> int:
        """Return how many different rows are alive, without one's `own`."""
        if len(rows) < _FEW:
            # Faster than any array is made.
            found = set(rows.tolist()) - {own}
            return len(found) if self.alive is None else sum(self.alive[list(found)].tolist())
        painted = self._painted(rows)
        if own is not None:
            painted[own] = False
        return int(np.count_nonzero(painted))

    def _painted(self, rows: Rows) -> NDArray[np.bool_]:
        painted = np.zeros(self.run.size, bool)
        painted[rows] = True
        if self.alive is not None:
            painted &= self.alive
        return painted


class Generation:
    """An opened generation of `runs`, the oldest first. Those that an `earlier` one has opened are taken over.

    Raises DamagedSegmentError and OSError.
    """

    def __init__(
        self, folder: Path, runs: Sequence[str], through: int = 0, earlier: "Generation | None" = None
    ) -> None:
        self.through = through
        """The number of the last change of facts that it holds."""
        known = {part.run.file.path.name: part.run for part in earlier.parts} if earlier else {}
        opened = [known.get(name) or Run(SegmentFile(folder / name)) for name in runs]
        self._end = 1 + max((run.last for run in opened), default=0)
        later = np.zeros(self._end, bool)
        parts: list[Part] = []
        for run in reversed(opened):
            alive = ~later[run.keys]
            later[run.keys] = True
            parts.append(Part(run, None if alive.all() else alive))
        self.parts: tuple[Part, ...] = tuple(reversed(parts))
        self.articles = sum(part.count for part in self.parts)
        """How many articles there are."""

    def painted(self, find: Callable[[Run], Rows]) -> NDArray[np.bool_]:
        """Return for each number of an article in the news store whether `find` finds it; the last is for all others.

        To be read with `take(keys, mode="clip")`.
        """
        painted = np.zeros(self._end + 1, bool)
        for part in self.parts:
            painted[part.run.keys[part.once(find(part.run))]] = True
        return painted

    def counts_beside(self, key: int, finds: Iterable[Callable[[Run], Rows] | None]) -> Iterator[int | None]:
        """Yield how many articles each of `finds` finds beside the one with the number `key`; None for none of them."""
        own = [part.run.row(key) for part in self.parts]
        for find in finds:
            if find is None:
                yield None
            else:
                yield sum(part.count_beside(find(part.run), row) for part, row in zip(self.parts, own, strict=True))
