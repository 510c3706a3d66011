"""How many of the articles found fall to each outlet, month and tag: counted when somebody asks."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from index.search.evaluate import Matches


class Counts:
    """Counts of everything that was found."""

    def __init__(self, found: Sequence[Matches]) -> None:
        self._found = found

    @cached_property
    def outlets(self) -> dict[str, int]:
        """Counts by outlet, the most first; unknown outlets are left out."""
        counts: dict[str, int] = {}
        for part, docs, _ in self._found:
            names = part.segment.outlet_names
            numbers = np.bincount(part.segment.outlets.take(docs), minlength=len(names)).tolist()
            for name, number in zip(names, numbers, strict=True):
                if number and name:
                    counts[name] = counts.get(name, 0) + number
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def months(self) -> dict[str, int]:
        """Counts by month, YYYY-MM, in order of time."""
        counts: dict[int, int] = {}
        for part, docs, _ in self._found:
            first, months = part.segment.months
            for month, number in enumerate(np.bincount(months.take(docs)).tolist(), first):
                if number:
                    counts[month] = counts.get(month, 0) + number
        return {f"{month // 12:04}-{month % 12 + 1:02}": count for month, count in sorted(counts.items())}

    def by_tag(self, tags: Mapping[str, frozenset[str]]) -> dict[str, int]:
        """Return counts by tag, the most first; those that nothing has are left out."""
        names = list(tags)
        total = np.zeros(len(names), np.int64)
        for part, docs, _ in self._found:
            marked = [part.marked(tags[name]) for name in names]
            painted = np.zeros(part.segment.size, bool)
            painted[docs] = True
            lengths = np.fromiter(map(len, marked), np.int64, len(marked))
            held = painted[np.concatenate([np.zeros(0, np.intp), *marked])]
            total += np.bincount(np.repeat(np.arange(len(names)), lengths)[held], minlength=len(names))
        counts = {name: count for name, count in zip(names, total.tolist(), strict=True) if count}
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
