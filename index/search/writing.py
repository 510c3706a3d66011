"""Segments built and written on two cores: most of the work is numpy's, which lets other threads run meanwhile."""

import os
import secrets
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from index.search import segment_file
from index.search.encoding import Built
from index.search.inverting import invert
from index.search.note import UNFINISHED
from index.search.schema import Entry
from index.search.tokenise import Tokeniser

_MOST = 2
"""Threads; each takes some 300 MB for 5,000 articles."""
_WORTH = 1_000
"""Articles that are worth a thread, and a segment."""


@dataclass(frozen=True, slots=True)
class Written:
    """A segment of `size` articles on the disk, with a name that is none of the index yet."""

    path: Path
    size: int


def write(folder: Path, built: Built) -> Written:
    """Write a segment that nothing knows of yet. Raises OSError; then there is no file."""
    path = folder / f"{UNFINISHED}{secrets.token_hex(8)}"
    segment_file.write(path, built.facts, built.arrays)
    return Written(path, built.facts["articles"])


class Builder:
    """Builds segments in a folder, one call at a time; remembers words from one call to the next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tokenisers = [Tokeniser() for _ in range(min(_MOST, os.cpu_count() or 1))]
        self._lock = threading.Lock()

    def build(self, entries: Sequence[Entry]) -> list[Written]:
        """Write segments of `entries`, in their order: one for each thread; none of no entries.

        Raises OSError; then none of the segments is left.
        """
        if not entries:
            return []
        count = max(1, min(len(self._tokenisers), len(entries) // _WORTH))
        size = -(-len(entries) // count)
        pieces = [entries[at : at + size] for at in range(0, len(entries), size)]
        running: list[Future[Written]] = []
        try:
            with self._lock, ThreadPoolExecutor(count) as pool:
                running.extend(map(pool.submit, [self._one] * count, pieces, self._tokenisers))
            return [one.result() for one in running]
        except BaseException:
            for one in running:
                if one.exception() is None:
                    one.result().path.unlink(missing_ok=True)
            raise

    def _one(self, entries: Sequence[Entry], tokenise: Tokeniser) -> Written:
        return write(self._folder, invert(entries, tokenise))
