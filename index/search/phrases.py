"""Phrases and near-phrases: which articles have some words one after another, found out from their positions."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from index.search.nodes import NOTHING, SEARCH, Node, Scores, Term, both
from index.search.ragged import distinct
from index.search.segment import Docs
from index.search.snapshot import Part

_PICK = 4
"""Times that a word's articles are to be more than those that are left for its places to be picked (measured)."""


class InOrder(Node):
    """Words one after another, each at most `slop` places after the one before; scores what its words score."""

    def __init__(self, terms: Sequence[Term], slop: int, look: Callable[[], None]) -> None:
        super().__init__()
        self._terms = terms
        self._slop = slop
        self._look = look

    @override
    def size(self, part: Part) -> int:
        return min(term.size(part) for term in self._terms)

    @override
    def _docs(self, part: Part) -> Docs:
        lists: list[Docs] = []
        # An article's words are of one group, and so are those of a phrase in it.
        for rows in zip(*(term.rows(part) for term in self._terms), strict=True):
            if None not in rows:
                self._look()
                lists.append(self._in_group(part, [row for row in rows if row is not None]))
        return lists[0] if len(lists) == 1 else np.sort(np.concatenate([NOTHING, *lists]))

    def _in_group(self, part: Part, rows: Sequence[int]) -> Docs:
        field = self._terms[0].field(part)
        postings = {row: field.postings(row) for row in rows}
        docs = min((one.docs for one in postings.values()), key=len)
        for one in sorted(postings.values(), key=lambda one: len(one.docs)):
            docs = both(part, docs, one.docs)
        if not len(docs):
            return docs
        # Where a good part of a word's articles is left, all of its places are quicker to take than to pick from.
        picked = {
            row: None if len(one.docs) < _PICK * len(docs) else np.searchsorted(one.docs, docs)
            for row, one in postings.items()
        }
        placed = {row: field.positions(one, picked[row]) for row, one in postings.items()}
        self._look()
        if all(len(positions) == len(docs) for positions, _ in placed.values()):
            # Each word stands once in each article, as most do in names: no searching is needed.
            first, *others = (placed[row][0].astype(np.int64) for row in rows)
            near = np.ones(len(docs), bool)
            for place in others:
                near &= (place > first) & (place - first <= self._slop)
                first = place
            return docs[near]
        # One number for article and position, so that a word's places ascend through all articles.
        stride = max(int(positions.max()) for positions, _ in placed.values()) + self._slop + 1
        kind = np.dtype(np.uint32 if stride * part.segment.size < 1 << 32 else np.int64)
        keys = {}
        for row, (positions, counts) in placed.items():
            chosen = picked[row]
            begins = (postings[row].docs if chosen is None else docs).astype(kind) * kind.type(stride)
            keys[row] = np.repeat(begins, counts)
            keys[row] += positions
        reached = keys[rows[0]]
        for row in rows[1:]:
            self._look()
            reached = _following(reached, keys[row], self._slop)
            if not len(reached):
                return NOTHING
        return distinct(reached // kind.type(stride)).astype(np.intp)

    @override
    def scores(self, part: Part, docs: Docs) -> Scores | None:
        total = np.zeros(len(docs), np.float32)
        for term, times in Counter(self._terms).items():
            more = term.scores(part, docs)
            if more is not None:
                total += more * np.float32(times)
        return total * self.holds(part, docs)


def _following(reached: NDArray[Any], keys: NDArray[Any], slop: int) -> NDArray[Any]:
    """Return those of `keys` that stand 1 to `slop` places after one of `reached`; both ascend."""
    if slop > 1:
        before = np.searchsorted(reached, keys) - 1
        chosen: NDArray[np.bool_] = (before >= 0) & (keys - reached[np.maximum(before, 0)] <= slop)
        return keys[chosen]
    wanted = reached + reached.dtype.type(1)
    short, long = (wanted, keys) if len(wanted) < len(keys) else (keys, wanted)
    if len(long) > SEARCH * len(short):
        near = long[np.minimum(np.searchsorted(long, short), len(long) - 1)]
        chosen = short == near
        return short[chosen]
    # Two ascending runs, which the stable sort merges: faster than searching where they are about as long.
    merged = np.concatenate((wanted, keys))
    merged.sort(kind="stable")
    chosen = merged[1:] == merged[:-1]
    return merged[1:][chosen]
