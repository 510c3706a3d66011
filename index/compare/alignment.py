"""Which sentences of two reports tell the same thing: by shared words first, then by odds, in two tiers.

That sentences belong together never means that they agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from index.compare.odds import log_odds, probability
from index.compare.pool import Line, similar_candidates
from index.compare.similarity import highest, vectors
from index.compare.verbatim import shared_lines
from index.models import SURE_PAIR

LIKELY = 0.65
"""The least probability of a link that is shown; under `SURE_PAIR`, six of ten are right (docs/quality.md)."""
VERBATIM = 0.98
"""The least probability of a link by shared words: 81 of 81 in real reports were right."""
_FURTHER = 3  # how many partners of a line are looked at; on the tuning stories more change nothing
_MOST_ON_A_SIDE = 3


class Link(NamedTuple):
    """A line of one text and a line of another that tell the same thing, and how likely that is (0 to 1)."""

    left: int
    right: int
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """Lines of two texts that stand side by side, by number; one side may have several (a sentence split)."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float
    """Of the two lines that were matched first. Where a side has several, each of them is sure."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The links of two texts, and the matches made of them."""

    links: tuple[Link, ...]
    """Those by shared words first, then the likeliest; a line may be in several: a text may tell a thing twice."""
    matches: tuple[Match, ...]
    """In order of the left text; a line is in at most one of them."""

    @property
    def told(self) -> tuple[frozenset[int], frozenset[int]]:
        """The lines of the left and of the right text that the other tells as well."""
        return frozenset(link.left for link in self.links), frozenset(link.right for link in self.links)

    def joined(self, link: Link) -> "Alignment":
        """Return the alignment with one more match of two lines, or as it is where a match holds one of them."""
        if any(link.left in match.left or link.right in match.right for match in self.matches):
            return self
        matches = sorted((*self.matches, Match((link.left,), (link.right,), link.score)), key=_in_order)
        return Alignment((*self.links, link), tuple(matches))


class Aligner:
    """Aligns the texts of one pool, two at a time; what all couples need is computed once."""

    def __init__(self, lines: Sequence[Sequence[Line]]) -> None:
        self._lines = lines
        self._looked_at = similar_candidates(lines)
        rows = vectors([lines[text][at] for text, part in enumerate(self._looked_at) for at in part])
        ends = np.cumsum([0, *(len(part) for part in self._looked_at)])
        self._vectors = [rows[start:end] for start, end in pairwise(ends)]

    def align(self, left: int, right: int) -> Alignment:
        """Align text number `left` with text number `right`."""
        verbatim = [
            Link(at, to, max(share, VERBATIM)) for at, to, share in shared_lines(self._lines[left], self._lines[right])
        ]
        known = {(link.left, link.right) for link in verbatim}
        links = (*verbatim, *(link for link in self._likely(left, right) if (link.left, link.right) not in known))
        return Alignment(links, _matches(links))

    def _likely(self, left: int, right: int) -> list[Link]:
        """Return the links of at least `LIKELY`, the likeliest first."""
        mine, its = self._looked_at[left], self._looked_at[right]
        odds = log_odds(
            [self._lines[left][at] for at in mine],
            [self._lines[right][to] for to in its],
            np.clip(self._vectors[left] @ self._vectors[right].T, 0, 1),
        )
        links = (
            Link(mine[row], its[column], probability(float(odds[row, column])))
            for row, column in highest(odds, _FURTHER)
        )
        return sorted((link for link in links if link.score >= LIKELY), key=lambda link: (-link.score, *link))


def _matches(links: Sequence[Link]) -> tuple[Match, ...]:
    """Gather links, in their order, into matches of one line of one side with one to three of the other.

    A doubtful link joins no match: what a sure row shows is sure.
    """
    groups: list[tuple[list[int], list[int], float]] = []
    of_left: dict[int, int] = {}
    of_right: dict[int, int] = {}
    for link in links:
        mine, its = of_left.get(link.left), of_right.get(link.right)
        if mine is None and its is None:
            of_left[link.left] = of_right[link.right] = len(groups)
            groups.append(([link.left], [link.right], link.score))
        elif link.score < SURE_PAIR or (mine is not None and its is not None):
            continue
        elif mine is None and its is not None:
            if len(groups[its][1]) == 1 and len(groups[its][0]) < _MOST_ON_A_SIDE:
                of_left[link.left] = its
                groups[its][0].append(link.left)
        elif mine is not None and len(groups[mine][0]) == 1 and len(groups[mine][1]) < _MOST_ON_A_SIDE:
            of_right[link.right] = mine
            groups[mine][1].append(link.right)
    matches = (Match(tuple(sorted(left)), tuple(sorted(right)), score) for left, right, score in groups)
    return tuple(sorted(matches, key=_in_order))


def _in_order(match: Match) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return match.left, match.right
