"""What differs between two sentences, word for word: runs of words in the place of others."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

MOST_WORDS = 200
"""Of a sentence: longer ones are lists or no sentences at all, and are not looked at."""


class Change(NamedTuple):
    """Words of one sentence in the place of words of the other, by number; one side may be empty."""

    left: range
    right: range

    @property
    def size(self) -> int:
        """How many words differ, at the longer side."""
        return max(len(self.left), len(self.right))


class Differing(NamedTuple):
    """What differs between two sentences, in order, and how many words they share."""

    same: int
    changes: tuple[Change, ...]


def differing(one: Sequence[str], other: Sequence[str]) -> Differing | None:
    """Return what differs between two sentences; None for one of more than `MOST_WORDS` words."""
    if max(len(one), len(other)) > MOST_WORDS:
        return None
    codes = Levenshtein.opcodes(one, other)
    changes: list[Change] = []
    for equal, group in groupby(codes, key=lambda code: code.tag == "equal"):
        if not equal:
            run = list(group)
            changes.append(Change(range(run[0].src_start, run[-1].src_end), range(run[0].dest_start, run[-1].dest_end)))
    return Differing(sum(code.src_end - code.src_start for code in codes if code.tag == "equal"), tuple(changes))
