"""How things are timed: several runs, the median and the worst."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """Wall times of several runs, in milliseconds."""

    median: float
    worst: float


def timed(work: Callable[[], object], runs: int = 7) -> Times:
    """Run `work` once to warm up and then `runs` times."""
    work()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(milliseconds(began))
    return spread(taken)


def once(work: Callable[[], object]) -> float:
    """Run `work` once; return seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def spread(taken: Sequence[float]) -> Times:
    """Return the median and the worst of times in milliseconds."""
    return Times(statistics.median(taken), max(taken))


def milliseconds(began: float) -> float:
    """Return how long ago `began`, of `time.perf_counter`, is."""
    return (time.perf_counter() - began) * 1000
