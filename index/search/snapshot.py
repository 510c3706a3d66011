"""One generation of the index, opened for reading: its segments, and what is known of all of them together."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.search.codec import ArraySegment
from index.search.segment import Docs, Segment
from index.search.segment_file import DamagedSegmentError, SegmentFile

# Whoosh's constants of BM25F, for every field: the tests compare scores with those of Whoosh.
B, K1 = 0.75, 1.2
_SETS = 4_096
"""Sets of marked articles whose numbers are remembered."""


@dataclass(frozen=True)
class Part:
    """A segment of the generation, at `place` among them: `alive` tells which articles were not deleted (None: all)."""

    noted: ArraySegment
    segment: Segment
    place: int
    alive: NDArray[np.bool_] | None
    _marked: dict[int, tuple[frozenset[str], Docs]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def every(self) -> Docs:
        """The numbers of all articles that were not deleted."""
        if self.alive is None:
            return np.arange(self.segment.size, dtype=np.intp)
        return np.flatnonzero(self.alive)

    @cached_property
    def living(self) -> NDArray[np.bool_]:
        """For each article whether it was not deleted."""
        return np.ones(self.segment.size, bool) if self.alive is None else self.alive

    def live(self, docs: Docs) -> Docs:
        """Return `docs` without deleted ones."""
        return docs if self.alive is None else docs[self.alive[docs]]

    def marked(self, ids: frozenset[str]) -> Docs:
        """Return the same as `numbers`, which is worked out once for each set: marks are asked for at every key."""
        known = self._marked.get(id(ids))
        if known is None or known[0] is not ids:
            if len(self._marked) >= _SETS:
                self._marked.clear()
            known = self._marked[id(ids)] = ids, self.numbers(ids)
        return known[1]

    def numbers(self, ids: Iterable[str]) -> Docs:
        """Return the numbers of those of `ids` that are here and not deleted."""
        # Numpy's strings end with their last character that is not NUL.
        wanted = np.array([one.encode("utf-8", "replace") for one in ids if not one.endswith("\0")], np.bytes_)
        return self.live(self.segment.numbers(wanted)) if len(wanted) else np.zeros(0, np.intp)


class Snapshot:
    """An opened generation. Segments that an `earlier` snapshot has opened are taken over from it.

    Raises DamagedSegmentError and OSError.
    """

    def __init__(self, folder: Path, segments: Sequence[ArraySegment], earlier: "Snapshot | None" = None) -> None:
        known = {part.noted.segid: part.segment for part in earlier.parts} if earlier else {}
        self.parts: list[Part] = []
        self.size = 0
        """Articles, deleted ones included: what frequencies are set against."""
        for place, noted in enumerate(segments):
            segment = known.get(noted.segid) or Segment(SegmentFile(noted.path(folder)))
            if segment.size != noted.doc_count_all():
                raise DamagedSegmentError(f"{segment.file.path.name} is not the segment that the index knows.")
            alive = None
            if noted.deleted_count():
                alive = np.ones(segment.size, bool)
                alive[noted.deleted()] = False
            self.parts.append(Part(noted, segment, place, alive))
            self.size += segment.size
        self._norms: dict[tuple[str, str], NDArray[np.float32]] = {}
        self._averages: dict[str, float] = {}

    def norms(self, part: Part, name: str) -> NDArray[np.float32]:
        """Return for each article of a segment what BM25 adds to a frequency below the line, for the field `name`."""
        key = (name, part.noted.segid)
        found = self._norms.get(key)
        if found is None:
            # For each of the 256 lengths that a byte can tell.
            found = (K1 * ((1 - B) + B * part.segment.field(name).lengths() / np.float32(self._average(name)))).astype(
                np.float32
            )
            self._norms[key] = found
        return found

    def _average(self, name: str) -> float:
        if name not in self._averages:
            total = sum(part.segment.field(name).total_length for part in self.parts)
            self._averages[name] = total / self.size or 1.0
        return self._averages[name]

    def idf(self, count: int) -> float:
        """Return how much a term in `count` articles tells, after Whoosh's BM25F."""
        return math.log(self.size / (count + 1)) + 1 if self.size else 0.0
