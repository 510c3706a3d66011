"""The table of contents of the index: which segments count, written by Whoosh, under its lock and down to the disk."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files
from whoosh.util.filelock import try_for

from index.errors import LibraryBusyError
from index.search import note
from index.search.codec import ArraySegment
from index.search.note import Note
from index.search.schema import SCHEMA_VERSION, schema

_NAME = "MAIN"
_ABANDONED = 3_600
"""Seconds without a change after which an unfinished segment is nobody's any more."""
_WAIT, _PAUSE = 5.0, 0.02
"""Seconds to wait for another writer, who needs the lock for a commit only, and between tries."""


class _DurableStorage(FileStorage):  # type: ignore[misc] # Whoosh publishes no usable types
    """Whoosh's files, but what is renamed into place is on the disk before, its name after: Whoosh syncs nothing."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        with (Path(self.folder) / oldname).open("rb+") as file:
            os.fsync(file.fileno())
        super().rename_file(oldname, newname, safe=safe)
        if os.name == "posix":
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def read(folder: Path, noted: Note) -> list[ArraySegment]:
    """Return the segments of the table of contents that is noted, which the caller has found whole.

    Raises whatever Whoosh raises where it cannot be read.
    """
    generation = int(noted.table.removeprefix(f"_{_NAME}_").removesuffix(".toc"))
    storage = FileStorage(str(folder), readonly=True)
    segments: list[ArraySegment] = TOC.read(storage, _NAME, gen=generation, schema=schema()).segments
    return segments


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold Whoosh's lock for writing. Raises LibraryBusyError where another process keeps it."""
    lock: Any = FileStorage(str(folder)).lock(f"{_NAME}_WRITELOCK")
    if not try_for(lock.acquire, timeout=_WAIT, delay=_PAUSE):
        raise LibraryBusyError("Another process is writing to the search index.")
    try:
        yield
    finally:
        lock.release()


@contextmanager
def merging(folder: Path) -> Iterator[bool]:
    """Hold the lock for merging, or yield False where another process has it. What dead writers left is deleted."""
    lock: Any = FileStorage(str(folder)).lock(f"{_NAME}_MERGELOCK")
    mine = bool(lock.acquire())
    try:
        if mine:
            _clear(folder)
        yield mine
    finally:
        if mine:
            lock.release()


def _clear(folder: Path) -> None:
    """Delete what was never finished; what is younger may still be."""
    for path in note.unfinished(folder):
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()


def commit(folder: Path, segments: Sequence[ArraySegment], *, store: int, through: int) -> None:
    """Make `segments` the index: write their table, then the note, and delete what both no longer name.

    Whoever dies in between leaves the index as it was, and files that the next one deletes. The caller holds the lock.
    """
    storage = _DurableStorage(str(folder))
    generation = TOC._latest_generation(storage, _NAME) + 1  # noqa: SLF001 # Whoosh's own writer asks it so
    TOC(schema(), list(segments), generation).write(storage, _NAME)
    table = f"_{_NAME}_{generation}.toc"
    sizes = {path.name: path.stat().st_size for path in (segment.path(folder) for segment in segments)}
    note.write(folder, Note(SCHEMA_VERSION, store, through, table, note.checksum(folder / table), sizes))
    clean_files(storage, _NAME, generation, segments)


def new_segment(size: int) -> ArraySegment:
    """Return a segment of `size` articles with a name of its own."""
    return ArraySegment(_NAME, size)
