"""The fact columns of a library, in a folder of their own: runs of arrays, and a note that names them.

A run is written once for the articles whose facts have changed, and never changed itself: of an article that several
runs have, the last one tells the facts. Runs that follow each other are merged as they grow. Derived data, like the
index of the words: whatever is odd is made anew.
"""

import os
import secrets
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from index.search import note, segment_file
from index.search.encoding import Built
from index.search.facts.encoding import build
from index.search.facts.generation import Generation, Part
from index.search.facts.merging import merge
from index.search.facts.rows import ArticleFacts
from index.search.note import UNFINISHED, Note
from index.search.segment_file import DamagedSegmentError

VERSION = 1
"""Counted up whenever the files change, or what is read out of facts; columns of another version are made anew."""

_PRIVATE = 0o700
_SUFFIX = ".facts"
_LARGEST = 65_536
"""Articles of the largest run that merging makes: their rows fit into 16 bits, and memory is bounded."""
_FACTOR = 4
"""Runs are merged with the one before them while that is at most so many times as large."""
_ROTTEN = 0.5
"""The share of articles that later runs have from which on a run is made anew."""
_NOT_LOOKED = (-1, -1)
"""The signature of no note: it differs from that of every folder, also of one without a note."""
_TRIES = 3
_PAUSE = 0.05
"""Seconds between tries to open what another process is just replacing."""


class FactColumns:
    """The columns in one folder, made from the news store `store`. Methods may be called from several threads.

    Several processes may read; whoever writes holds a lock that keeps other writers out.
    """

    def __init__(self, folder: Path, *, store: int = 0) -> None:
        self._folder = folder
        self._store = store
        self._lock = threading.RLock()
        self._generation: Generation | None = None
        self._noted: Note | None = None
        self._signature: tuple[int, int] | None = _NOT_LOOKED

    @property
    def through(self) -> int:
        """The number of the last change of facts that the columns hold; 0 where there are none or they are no good."""
        with self._lock:
            generation = self.opened()
            return generation.through if generation else 0

    def opened(self) -> Generation | None:
        """Return the newest generation, which stays as it is for whoever holds it; None where there is none.

        Where nothing has changed, that costs a look at each file. OSError where they cannot be read just now.
        """
        with self._lock:
            if note.signature(self._folder) != self._signature:
                self._load()
            elif self._generation and any(part.run.file.cut() for part in self._generation.parts):
                self._generation = self._noted = None
            return self._generation

    def check(self) -> bool:
        """Read every byte and tell whether all is as it was written; where it is not, there is nothing from now on.

        Where there is nothing, nothing is damaged.
        """
        generation = self.opened()
        try:
            for part in generation.parts if generation else ():
                part.run.file.check()
        except DamagedSegmentError:
            with self._lock:
                self._generation = self._noted = None
            return False
        return True

    def prepare(self) -> None:
        """Make ready for `add`: columns that are missing, damaged or made from something else become empty ones."""
        if self._folder.is_file():
            self._folder.unlink()
        self._folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        self._folder.chmod(_PRIVATE)
        if self.opened() is None:
            self.start_over()
        self._sweep()

    def start_over(self) -> None:
        """Make the columns empty: what they hold is of no use."""
        with self._lock:
            self._commit([], 0)
            self._sweep()

    def add(self, articles: Iterable[ArticleFacts]) -> None:
        """Take in articles, each once, in place of what is known of them; in the order of their changes. OSError.

        Where a run turns out to be damaged, the columns are empty after that, and `through` is 0.
        """
        with self._lock:
            built, through = build(articles)
            if not built.facts["articles"]:
                return
            self._commit([*self._names(), self._write(built)], through)
            try:
                while (rest := self._merged()) is not None:
                    self._commit(rest, through)
            except DamagedSegmentError:
                self._commit([], 0)
            self._sweep()

    def _merged(self) -> list[str] | None:
        """Merge what there is to be merged and return the names of the runs then; None where there is nothing."""
        parts = self._generation.parts if self._generation else ()
        chosen = _chosen([part.run.size for part in parts], [part.count for part in parts])
        if chosen is None:
            return None
        names = self._names()
        sources = parts[chosen]
        for part in sources:
            # What is damaged would be written anew as whole.
            part.run.file.check()
        made = [self._write(merge([(part.run, part.living) for part in sources]))] if _alive(sources) else []
        names[chosen] = made
        return names

    def _names(self) -> list[str]:
        return list(self._noted.sizes) if self._noted else []

    def _write(self, built: Built) -> str:
        """Write a run that nothing knows of yet, and return its name."""
        name = secrets.token_hex(8) + _SUFFIX
        unfinished = self._folder / f"{UNFINISHED}{name}"
        segment_file.write(unfinished, built.facts, built.arrays)
        unfinished.replace(self._folder / name)
        return name

    def _commit(self, names: Sequence[str], through: int) -> None:
        """Make some runs the columns, the oldest first."""
        sizes = {name: (self._folder / name).stat().st_size for name in names}
        if os.name == "posix":
            # The names of the runs are to be on the disk before the note that tells them.
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        note.write(self._folder, Note(VERSION, self._store, through, "", 0, sizes))
        self._load()

    def _load(self) -> None:
        """Open what is noted; files that are missing may be those that somebody is just replacing."""
        earlier = self._generation
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(_PAUSE)
            self._signature = note.signature(self._folder)
            self._generation = self._noted = None
            noted = note.read(self._folder)
            if noted is None or (noted.version, noted.store) != (VERSION, self._store):
                return
            try:
                generation = Generation(self._folder, list(noted.sizes), noted.through, earlier)
            except FileNotFoundError:
                continue
            except OSError:
                # It says nothing about the files: whoever asks next looks again.
                self._signature = _NOT_LOOKED
                raise
            except (DamagedSegmentError, ValueError, KeyError, TypeError, IndexError):
                return
            self._generation, self._noted = generation, noted
            return

    def _sweep(self) -> None:
        """Delete runs that are not noted, and what was never finished. Who has them open keeps them."""
        kept = set(self._names())
        for path in self._folder.iterdir():
            if (path.suffix == _SUFFIX and path.name not in kept) or path.name.startswith(UNFINISHED):
                with suppress(FileNotFoundError):
                    path.unlink()


def _alive(parts: Sequence[Part]) -> bool:
    return any(part.count for part in parts)


def _chosen(sizes: Sequence[int], alive: Sequence[int]) -> slice | None:
    """Return which runs, one after another, to make one of: the last ones, or one of which little is alive."""
    first = len(alive) - 1
    total = alive[first] if alive else 0
    while first > 0 and alive[first - 1] <= _FACTOR * total and total + alive[first - 1] <= _LARGEST:
        first -= 1
        total += alive[first]
    if first < len(alive) - 1:
        return slice(first, len(alive))
    for place, (size, left) in enumerate(zip(sizes, alive, strict=True)):
        if left < _ROTTEN * size:
            return slice(place, place + 1)
    return None
