"""Which segments to merge next: small ones often and all together, larger ones seldom and with their like."""

from collections.abc import Sequence

_SMALL = 1_000
"""Articles; below that, merging takes a tenth of a second."""
_FACTOR = 4
"""How much larger the segments of the next tier are, and how many of one tier make one of the next."""
_MANY_SMALL = 8
"""Small segments that may lie beside each other: each costs a search some 0.05 ms."""
_MOST = 16
"""Segments in all, beyond which those are merged that make no segment which is too large."""
_ROTTEN = 0.2
"""The share of deleted articles from which on a segment is made anew."""
LARGEST = 65_536
"""Articles of the largest segment that merging makes: their numbers fit into 16 bits, and memory is bounded."""


def chosen(sizes: Sequence[int], deleted: Sequence[int]) -> list[int] | None:
    """Return the places of the segments to merge into one, None where there is nothing to do.

    `sizes` counts the articles of each segment, `deleted` those of them that are deleted.
    """
    alive = [size - gone for size, gone in zip(sizes, deleted, strict=True)]
    tiers: dict[int, list[int]] = {}
    for place, size in enumerate(alive):
        tiers.setdefault(_tier(size), []).append(place)
    for tier, places in sorted(tiers.items()):
        fitting = _fitting(places, alive)
        if len(fitting) >= (_FACTOR if tier else _MANY_SMALL):
            return fitting
    # What was deleted counts in the statistics, and takes room, until its segment is made anew.
    rotten = [place for place, gone in enumerate(deleted) if gone > _ROTTEN * sizes[place]]
    if rotten:
        return _fitting(rotten, alive)
    fitting = _fitting(range(len(alive)), alive)
    return fitting if len(alive) > _MOST and len(fitting) > 1 else None


def _tier(size: int) -> int:
    """Return 0 for small segments, and one more for each factor; of those that are too large for more, all in one."""
    tier = 0
    while size >= _SMALL * _FACTOR**tier:
        tier += 1
    return tier


def _fitting(places: Sequence[int], alive: Sequence[int]) -> list[int]:
    """Return as many of `places`, the smallest first, as make no segment that is too large; in their order."""
    taken: list[int] = []
    total = 0
    for place in sorted(places, key=lambda place: alive[place]):
        total += alive[place]
        if taken and total > LARGEST:
            break
        taken.append(place)
    return sorted(taken)
