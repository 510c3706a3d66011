"""Arrays of rows of different lengths, laid end to end: what postings and positions are."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]


def offsets(lengths: NDArray[np.integer]) -> Ints:
    """Return where each row begins and where the last one ends: one more than there are `lengths`."""
    at = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=at[1:])
    return at


def places(starts: NDArray[np.integer], lengths: NDArray[np.integer]) -> Ints:
    """Return the places of rows that begin at `starts`, one row after another: an index that gathers them."""
    at = offsets(lengths)
    return np.repeat(np.asarray(starts, np.int64) - at[:-1], lengths) + np.arange(at[-1])


def order(numbers: NDArray[np.integer]) -> tuple[Ints, NDArray[np.int32]]:
    """Return the stable order that sorts `numbers` (each at least 0 and below 2**31), and them in that order.

    Each is packed with its place into 64 bits: numpy sorts those by vector instructions, five times as fast as it finds
    a stable order (5.6 million, measured).
    """
    packed = numbers.astype(np.uint64)
    packed <<= np.uint64(32)
    packed |= np.arange(len(numbers), dtype=np.uint64)
    packed.sort()
    ordered = (packed >> np.uint64(32)).astype(np.int32)
    packed &= np.uint64(0xFFFFFFFF)
    return packed.view(np.int64), ordered


def distinct(numbers: NDArray[np.integer]) -> NDArray[Any]:
    """Return the different `numbers`, ascending. `np.unique` would load numpy.ma first, which takes half a second."""
    numbers = np.sort(numbers)
    return numbers[first_of_runs(numbers)]


def first_of_runs(*columns: NDArray[np.integer]) -> Ints:
    """Return where a run of equal rows begins; row `i` is `columns[0][i], columns[1][i]` and so on."""
    if not len(columns[0]):
        return np.zeros(0, np.int64)
    new = np.zeros(len(columns[0]), bool)
    new[0] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(new)
