"""How long the screen waits while a search runs in a thread: a heartbeat on the loop that paints, and its delays."""

import asyncio
import itertools
import statistics
import sys
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from index.models import Sort
from index.search.index import SearchIndex
from tests.bench.apart import apart, say
from tests.bench.indexes import Indexes
from tests.bench.questions import QuestionClass, chosen
from tests.bench.search_engines import Ours, written
from tests.bench.searching import figure, verdict

DELAY_BAR = 5.0
"""Milliseconds by which a repaint may be late, at the 95th percentile."""
_BEAT = 0.005
"""Seconds between two heartbeats."""
_IDLE_SECONDS = 3.0
_SEARCHING_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Delays:
    """How late the heartbeats of some seconds came, in milliseconds."""

    beats: int
    median: float
    most: float
    """The 95th percentile."""
    nearly_all: float
    """The 99th."""
    worst: float


def while_searching(indexes: Indexes, count: int) -> Table:
    """Search `count` articles with every question, and look how late the loop is meanwhile."""
    indexes.of(Ours, count)
    say("the heartbeat of the screen")
    idle, searching = apart(heartbeats, indexes.path(Ours, count), apart(chosen, count))
    table = Table(title=f"Repaint while searching {count:,} articles", title_justify="left")
    for head in ("late by", "heartbeats", "median", "95th percentile", "worst", "bar"):
        table.add_column(head, justify="left" if head == "late by" else "right")
    for name, delays in (("nothing going on", idle), ("one search after another", searching)):
        bar = f"{DELAY_BAR:.0f}: {verdict(delays.most <= DELAY_BAR)}" if delays is searching else ""
        table.add_row(name, f"{delays.beats:,}", figure(delays.median), figure(delays.most), figure(delays.worst), bar)
    return table


def heartbeats(folder: Path, classes: Sequence[QuestionClass]) -> tuple[Delays, Delays]:
    """Return the delays while nothing goes on, and while a thread asks as the reader does: all matches, in order."""
    # The reader's own setting: how soon a thread that computes lets the loop have its turn.
    from tui.app import _SWITCH_SECONDS

    sys.setswitchinterval(_SWITCH_SECONDS)
    index = SearchIndex.open(folder, read_only=True)
    turns = zip(*(asked.questions for asked in classes), strict=True)
    questions = list(itertools.chain.from_iterable(turns))

    def search() -> None:
        until = time.perf_counter() + _SEARCHING_SECONDS
        for question in itertools.cycle(questions):
            if time.perf_counter() > until:
                return
            index.search(written(question), sort=Sort.NEWEST if question.newest else Sort.BEST, submitted=True)

    async def both() -> tuple[Delays, Delays]:
        return await beaten(asyncio.sleep(_IDLE_SECONDS)), await beaten(asyncio.to_thread(search))

    return asyncio.run(both())


async def beaten(work: Awaitable[None]) -> Delays:
    """Wake up every _BEAT until `work` is done; return how late that was."""
    working = asyncio.ensure_future(work)
    late: list[float] = []
    while not working.done():
        due = time.perf_counter() + _BEAT
        await asyncio.sleep(_BEAT)
        late.append(max(0.0, (time.perf_counter() - due) * 1000))
    await working
    shares = statistics.quantiles(late, n=100)
    return Delays(len(late), statistics.median(late), shares[94], shares[98], max(late))
