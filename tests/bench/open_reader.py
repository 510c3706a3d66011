"""An open reader while feeds come in: how late its loop is, and how soon a new article can be read."""

import asyncio
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual.pilot import Pilot

from index.library import Library, Writer
from tests.bench.repaint import Delays, beaten
from tests.bench.timing import milliseconds
from tui.app import Crossread

_IDLE_SECONDS = 3.0
_GIVE_UP_SECONDS = 600.0
_LOOK = 0.01
_SIZE = (160, 48)


@dataclass(frozen=True, slots=True)
class Opened:
    """What was measured, in milliseconds."""

    idle: Delays
    busy: Delays
    first: float
    """From the key to the first new article at the top of the list."""
    opening: float
    """From Enter there to its text, with a word that stands in it alone drawn or not; others come in meanwhile."""
    all: float
    """From the key until everything is in and searchable."""


def reading_meanwhile(folder: Path, count: int, word: str) -> Opened:
    """Open a library in the reader, press the key for a refresh that brings `count` articles, and read one of them.

    `word` stands in one of the new articles alone: it is searched for at the end. Raises RuntimeError where not all
    have come in.
    """
    from tui.app import _SWITCH_SECONDS

    sys.setswitchinterval(_SWITCH_SECONDS)
    with closing(Library.open(folder)) as library:
        before = library.status().articles
        opened = asyncio.run(_read(library))
        if (added := library.status().articles - before) != count or not library.find(word, submitted=True).ids:
            raise RuntimeError(f"{count:,} articles should have come in, and {added:,} have")
    return opened


async def _read(library: Library) -> Opened:
    app = Crossread(library, partial(Writer, library.folder, None))
    async with app.run_test(size=_SIZE) as pilot:
        try:
            await _until(lambda: app.writer is not None and app.reading.loaded is not None)
            idle = await beaten(asyncio.sleep(_IDLE_SECONDS))
            times: list[float] = []
            busy = await beaten(_refreshed(app, pilot, times))
        finally:
            if app.writer is not None:
                app.writer.close()
    return Opened(idle, busy, *times)


async def _refreshed(app: Crossread, pilot: Pilot[None], times: list[float]) -> None:
    """Press the key, open the first that comes in, and wait for the rest; put down the three times of `Opened`."""
    reading = app.reading
    began = time.perf_counter()
    known = set(reading.ids)
    await pilot.press("R")
    await _until(lambda: any(article not in known for article in reading.ids[: _SIZE[1]]))
    times.append(milliseconds(began))
    new = next(article for article in reading.ids if article not in known)
    reading.list.select(new)
    at = time.perf_counter()
    await pilot.press("enter")
    await _until(lambda: reading.loaded is not None and reading.loaded.article.id == new)
    times.append(milliseconds(at))
    if not reading.work.refreshing:
        raise RuntimeError("all articles were in before the first of them was opened")
    await _until(lambda: not reading.work.refreshing)
    times.append(milliseconds(began))


async def _until(holds: Callable[[], bool]) -> None:
    """Wait until something holds. Raises TimeoutError."""
    async with asyncio.timeout(_GIVE_UP_SECONDS):
        while not holds():
            await asyncio.sleep(_LOOK)
