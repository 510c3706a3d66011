"""Libraries to read in, and the reader on one of them, with a clock that stands still."""

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension
from textual import events
from textual.pilot import Pilot

from index.library import Library
from tui.app import Crossread
from tui.reading.screen import ReadingScreen

# syrupy 7 has another name for what the plug-in sets; without this line pictures are kept as ".raw", unopenable.
SVGImageExtension.file_extension = "svg"

NOW = datetime(2025, 6, 14, 12, 0, tzinfo=UTC)
WIDE, NARROW = (120, 20), (80, 24)


def clock() -> datetime:
    """Return the time at which all tests read."""
    return NOW


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Dates on the screen are local: here the machine's zone is UTC."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library of the five samples, with their facts; for copying."""
    folder = tmp_path_factory.mktemp("seeded") / "library"
    library = Library.open(folder)
    library.import_samples()
    library.derive_facts()
    library.close()
    return folder


@pytest.fixture
def library(seeded: Path, tmp_path: Path) -> Iterator[Library]:
    """Return a library of the five samples."""
    folder = tmp_path / "library"
    shutil.copytree(seeded, folder)
    library = Library.open(folder)
    yield library
    library.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """Return a library without articles."""
    library = Library.open(tmp_path / "library")
    yield library
    library.close()


def add(library: Library, folder: Path, *records: dict[str, str]) -> None:
    """Take in articles from JSON Lines."""
    file = folder / f"{len(list(folder.iterdir()))}.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    assert library.import_paths([file]).failed == ()


class Reader:
    """The reader in a test: what is pressed, and what comes of it."""

    def __init__(self, app: Crossread, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen."""
        return self.app.reading

    async def press(self, *keys: str) -> None:
        """Press keys and wait until what they set going has come back."""
        await self.pilot.press(*keys)
        await self.settle()

    async def paste(self, text: str) -> None:
        """Write a text where the focus is, all at once."""
        assert self.app.focused is not None
        self.app.focused.post_message(events.Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing goes on any more: no thread at work, no message on its way, no pause running."""
        await self.pilot.pause(0.15)
        # Not `wait_for_complete`, which raises where a newer search takes the place of one that is waited for.
        await self.until(lambda: all(worker.is_finished for worker in self.app.workers))
        await self.pilot.pause()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true; the test fails after ten seconds."""
        async with asyncio.timeout(10):
            while not true():
                await self.pilot.pause(0.02)

    def shown(self) -> str:
        """Return the text on the screen, line by line."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    def facts(self) -> str:
        """Return the text of the pane of facts, on one line."""
        rows = [line.rsplit("│", 1)[1] for line in self.shown().splitlines() if "│" in line]
        return " ".join(" ".join(rows).split())

    def said(self) -> list[str]:
        """Return the toasts."""
        return [notification.message for notification in self.app._notifications]


@asynccontextmanager
async def reading(
    library: Library, size: tuple[int, int] = WIDE, keys_file: Path | None = None
) -> AsyncIterator[Reader]:
    """Open the reader on a library, without a writer process."""
    app = Crossread(library, None, keys_file, clock)
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot)
        await reader.until(lambda: app.reading.is_mounted)
        await reader.settle()
        yield reader
