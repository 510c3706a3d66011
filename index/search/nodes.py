"""The nodes of a query: which articles of a segment match, and what they score. Phrases are in `phrases`.

Sets of articles are ascending arrays of numbers. Where two are put against each other, the shorter is searched in the
longer if it is much shorter, and else both are painted on a mask as long as the segment.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from index.search.segment import Docs, FieldReader, Postings
from index.search.snapshot import K1, Part, Snapshot

Scores: TypeAlias = NDArray[np.float32]
"""What some articles score, each."""

SEARCH = 16
"""Times that one set is to be longer than another for searching to be quicker than painting (measured)."""

NOTHING = np.zeros(0, np.intp)
"""No articles."""


class Node:
    """A part of a query. What it answers for a segment is kept until the query is done."""

    def __init__(self) -> None:
        self._known: dict[int, Docs] = {}

    def docs(self, part: Part) -> Docs:
        """Return the articles that match, ascending; deleted ones may be among them."""
        found = self._known.get(part.place)
        if found is None:
            found = self._known[part.place] = self._docs(part)
        return found

    def _docs(self, part: Part) -> Docs:
        raise NotImplementedError

    def holds(self, part: Part, docs: Docs) -> NDArray[np.bool_]:
        """Tell for each of `docs` whether it matches."""
        return among(part, docs, self.docs(part))

    def scores(self, part: Part, docs: Docs) -> Scores | None:
        """Return for each of `docs` its score, 0 where it does not match; None where that is so for all."""
        raise NotImplementedError

    def add_to(self, total: Scores, part: Part, weight: float = 1.0) -> None:
        """Add `weight` times the score of every article that matches to `total`, which has a place for each article."""
        docs = self.docs(part)
        scores = self.scores(part, docs)
        if scores is not None:
            total[docs] += scores * np.float32(weight)

    def size(self, part: Part) -> int:
        """Return about how many articles match, without working it out."""
        return part.segment.size


def among(part: Part, docs: Docs, others: Docs) -> NDArray[np.bool_]:
    """Tell for each of `docs` whether it is one of `others`."""
    if docs is others:
        return np.ones(len(docs), bool)
    if not len(others):
        return np.zeros(len(docs), bool)
    if len(others) > SEARCH * len(docs):
        found: NDArray[np.bool_] = others[np.minimum(np.searchsorted(others, docs), len(others) - 1)] == docs
        return found
    painted = np.zeros(part.segment.size, bool)
    painted[others] = True
    return painted.take(docs)


def both(part: Part, one: Docs, other: Docs) -> Docs:
    """Return what is in both sets."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return short[among(part, short, long)]


class Term(Node):
    """A word in a field: for each group of languages one term, of which an article can hold only its own.

    All of them score as one term, whose document frequency is the sum of theirs.
    """

    def __init__(self, snapshot: Snapshot, name: str, terms: Sequence[bytes]) -> None:
        super().__init__()
        self._snapshot = snapshot
        self._name = name
        # For each segment, in their order: each group's term there, and in how many articles one of them stands.
        self._rows = [[self.field(part).find(term) for term in terms] for part in snapshot.parts]
        self._counts = [
            sum(self.field(part).count(row) for row in rows if row is not None)
            for part, rows in zip(snapshot.parts, self._rows, strict=True)
        ]
        self._idf = snapshot.idf(sum(self._counts))
        self._postings: dict[int, list[Postings]] = {}

    def field(self, part: Part) -> FieldReader:
        """Return the field of a segment."""
        return part.segment.field(self._name)

    def rows(self, part: Part) -> list[int | None]:
        """Return the number of each group's term in a segment, None where it does not occur."""
        return self._rows[part.place]

    def postings(self, part: Part) -> list[Postings]:
        """Return where the terms stand that do occur."""
        found = self._postings.get(part.place)
        if found is None:
            field = self.field(part)
            found = self._postings[part.place] = [field.postings(row) for row in self.rows(part) if row is not None]
        return found

    @override
    def size(self, part: Part) -> int:
        return self._counts[part.place]

    @override
    def _docs(self, part: Part) -> Docs:
        found = self.postings(part)
        if len(found) == 1:
            return found[0].docs
        return np.sort(np.concatenate([NOTHING, *(postings.docs for postings in found)]))

    @override
    def scores(self, part: Part, docs: Docs) -> Scores | None:
        norms = self._snapshot.norms(part, self._name)
        total: Scores | None = None
        for postings in self.postings(part):
            if docs is postings.docs:
                scores = self._bm25(postings.freqs, norms.take(docs))
            elif len(postings.docs) > SEARCH * len(docs):
                rows = np.minimum(np.searchsorted(postings.docs, docs), len(postings.docs) - 1)
                scores = self._bm25(postings.freqs.take(rows), norms.take(docs)) * (postings.docs[rows] == docs)
            else:
                painted = np.zeros(part.segment.size, np.float32)
                painted[postings.docs] = self._bm25(postings.freqs, norms.take(postings.docs))
                scores = painted.take(docs)
            total = scores if total is None else total + scores
        return total

    @override
    def add_to(self, total: Scores, part: Part, weight: float = 1.0) -> None:
        norms = self._snapshot.norms(part, self._name)
        for postings in self.postings(part):
            total[postings.docs] += self._bm25(postings.freqs, norms.take(postings.docs), weight)

    def _bm25(self, freqs: NDArray[np.generic], norms: Scores, weight: float = 1.0) -> Scores:
        """Return Whoosh's BM25 of frequencies, with what `Snapshot.norms` says of their articles."""
        weights = freqs.astype(np.float32)
        result: Scores = weights / (weights + norms)
        result *= np.float32(self._idf * (K1 + 1) * weight)
        return result


class Constant(Node):
    """Whatever a function says for a segment; everything scores the same."""

    def __init__(self, find: Callable[[Part], Docs], score: float) -> None:
        super().__init__()
        self._find = find
        self._score = np.float32(score)

    @override
    def _docs(self, part: Part) -> Docs:
        return self._find(part)

    @override
    def scores(self, part: Part, docs: Docs) -> Scores | None:
        if not self._score:
            return None
        result: Scores = self.holds(part, docs) * self._score
        return result


class Filter(Node):
    """What a mask of the whole segment says; it does not score."""

    def __init__(self, mask: Callable[[Part], NDArray[np.bool_]]) -> None:
        super().__init__()
        self._mask = mask
        self._masks: dict[int, NDArray[np.bool_]] = {}

    def _of(self, part: Part) -> NDArray[np.bool_]:
        if part.place not in self._masks:
            self._masks[part.place] = self._mask(part)
        return self._masks[part.place]

    @override
    def _docs(self, part: Part) -> Docs:
        return np.flatnonzero(self._of(part))

    @override
    def holds(self, part: Part, docs: Docs) -> NDArray[np.bool_]:
        return self._of(part)[docs]

    @override
    def scores(self, part: Part, docs: Docs) -> Scores | None:
        return None


class _Several(Node):
    """Joins some nodes; scores the sum of what they score."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        super().__init__()
        self._nodes = nodes

    @override
    def scores(self, part: Part, docs: Docs) -> Scores | None:
        total: Scores | None = None
        for node in self._nodes:
            more = node.scores(part, docs)
            if more is not None:
                total = more if total is None else total + more
        return total


class Both(_Several):
    """All of the nodes match."""

    def __init__(self, nodes: Sequence[Node], look: Callable[[], None]) -> None:
        super().__init__(nodes)
        self._look = look

    @override
    def size(self, part: Part) -> int:
        return min(node.size(part) for node in self._nodes)

    @override
    def _docs(self, part: Part) -> Docs:
        # The rarest first; what is only a mask is asked about what is left.
        by_size = sorted(self._nodes, key=lambda node: (isinstance(node, Filter), node.size(part)))
        docs = by_size[0].docs(part)
        for node in by_size[1:]:
            if not len(docs):
                break
            self._look()
            docs = docs[node.holds(part, docs)] if isinstance(node, Filter) else both(part, docs, node.docs(part))
        return docs

    @override
    def scores(self, part: Part, docs: Docs) -> Scores | None:
        total = super().scores(part, docs)
        # Where only some of the nodes match, none of them counts.
        return total if total is None or docs is self.docs(part) else total * self.holds(part, docs)


class OneOf(_Several):
    """At least one of the nodes matches."""

    @override
    def add_to(self, total: Scores, part: Part, weight: float = 1.0) -> None:
        for node in self._nodes:
            node.add_to(total, part, weight)

    @override
    def _docs(self, part: Part) -> Docs:
        hit = np.zeros(part.segment.size, bool)
        for node in self._nodes:
            hit[node.docs(part)] = True
        return np.flatnonzero(hit)


class Unless(Node):
    """A node, or everything, without what matches any of the others."""

    def __init__(self, base: Node | None, others: Sequence[Node]) -> None:
        super().__init__()
        self._base = base
        self._others = others

    @override
    def _docs(self, part: Part) -> Docs:
        docs = part.every if self._base is None else self._base.docs(part)
        for other in self._others:
            docs = docs[~other.holds(part, docs)]
        return docs

    @override
    def scores(self, part: Part, docs: Docs) -> Scores | None:
        total = None if self._base is None else self._base.scores(part, docs)
        return total if total is None or docs is self.docs(part) else total * self.holds(part, docs)


class Scaled(Node):
    """A node whose score counts several times."""

    def __init__(self, node: Node, factor: float) -> None:
        super().__init__()
        self._node = node
        self._factor = np.float32(factor)

    @override
    def size(self, part: Part) -> int:
        return self._node.size(part)

    @override
    def _docs(self, part: Part) -> Docs:
        return self._node.docs(part)

    @override
    def holds(self, part: Part, docs: Docs) -> NDArray[np.bool_]:
        return self._node.holds(part, docs)

    @override
    def scores(self, part: Part, docs: Docs) -> Scores | None:
        scores = self._node.scores(part, docs)
        return None if scores is None else scores * self._factor

    @override
    def add_to(self, total: Scores, part: Part, weight: float = 1.0) -> None:
        self._node.add_to(total, part, weight * float(self._factor))
