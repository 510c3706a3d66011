"""Equal things told by their 64-bit hashes, many at a time: what is seen anew, and what number was given before.

Hashes are mixed well and 0 for nothing; whoever makes them has a random key, so that nobody can choose equal ones.
"""

import numpy as np
from numpy.typing import NDArray

_LEAST = 1 << 16
"""Slots of an empty table."""


class Numbers:
    """A table from hashes to numbers, by open addressing with linear probing; at most half of its slots are taken."""

    def __init__(self) -> None:
        self._length = 0
        self._room(_LEAST)

    def _room(self, slots: int) -> None:
        self._hashes = np.zeros(slots, np.uint64)
        self._numbers = np.zeros(slots, np.int32)
        self._shift = np.uint64(64 - (slots.bit_length() - 1))

    def _slots(self, hashes: NDArray[np.uint64]) -> NDArray[np.intp]:
        return (hashes >> self._shift).astype(np.intp)

    def find(self, hashes: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Return the number of each hash, -1 where it has none."""
        found = np.full(len(hashes), -1, np.int32)
        slots = self._slots(hashes)
        rest: NDArray[np.intp] | slice = slice(None)
        while len(slots):
            there = self._hashes[slots]
            same = there == hashes
            found[rest] = np.where(same, self._numbers[slots], -1)
            further = np.flatnonzero(~same & (there != 0))
            rest = further if isinstance(rest, slice) else rest[further]
            slots, hashes = (slots[further] + 1) & (len(self._hashes) - 1), hashes[further]
        return found

    def add(self, hashes: NDArray[np.uint64], numbers: NDArray[np.int32]) -> None:
        """Give `hashes`, all different and none with a number yet, their `numbers`."""
        self._length += len(hashes)
        if 2 * self._length > len(self._hashes):
            taken = np.flatnonzero(self._hashes)
            before = self._hashes[taken], self._numbers[taken]
            self._room(1 << (4 * self._length).bit_length())
            self._put(*before)
        self._put(hashes, numbers)

    def _put(self, hashes: NDArray[np.uint64], numbers: NDArray[np.int32]) -> None:
        slots = self._slots(hashes)
        while len(hashes):
            free = np.flatnonzero(self._hashes[slots] == 0)
            # Of those who want the same slot the last gets it.
            self._hashes[slots[free]] = hashes[free]
            got = self._hashes[slots] == hashes
            self._numbers[slots[got]] = numbers[got]
            hashes, numbers, slots = hashes[~got], numbers[~got], (slots[~got] + 1) & (len(self._hashes) - 1)


def one_equal(hashes: NDArray[np.uint64], multiplier: np.uint64) -> NDArray[np.intp]:
    """Return for each hash where one equal to it stands, the same place for all equal ones.

    A hash table for all at once: each writes its place into a slot, where one stays; who finds an equal one there is
    done, and the others go on with slots anew. At least those who won a slot are done each time.
    """
    bits = (2 * len(hashes)).bit_length()
    slots = np.zeros(1 << bits, np.intp)
    equal = np.zeros(len(hashes), np.intp)
    rest = np.arange(len(hashes))
    while len(rest):
        hashes = hashes * multiplier
        own = hashes[rest]
        slot = (own >> np.uint64(64 - bits)).astype(np.intp)
        slots[slot] = rest
        there = slots[slot]
        same = hashes[there] == own
        equal[rest[same]] = there[same]
        rest = rest[~same]
    return equal
