"""Indexing while articles still come in, in a thread of its own: the first at once, the rest by larger batches."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from index.models import Progress

_TOGETHER = 10
"""Batches of the intake, some thousand articles each, that are indexed together: one by one takes four times as
long."""


class _StoppedError(Exception):
    """Nobody waits for the rest: it is indexed another time."""


class IndexingBeside:
    """Runs `index` when there is `more` to index. A context manager, which waits for the end, or only for what goes on.

    `index` is given what to tell how far it is; `told` is that of the moment.
    """

    def __init__(self, index: Callable[[Callable[[Progress], None]], None]) -> None:
        self._index = index
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="indexing")
        self._guard = threading.Lock()
        self._queued: Future[None] | None = None
        self._stopped = False
        self._left = 0
        """Batches that wait for others."""
        self._wanted = 1
        """So many have to wait before they are indexed."""
        self.told: Progress | None = None

    def more(self) -> None:
        """Index what has come in, or have it wait for more; from any thread."""
        with self._guard:
            self._left += 1
            if self._left >= self._wanted:
                self._wanted = _TOGETHER
                self._submit()

    def _submit(self) -> None:
        """Index what is there."""
        self._left = 0
        # One that has not begun yet will find it as well.
        if self._queued is None or self._queued.running() or self._queued.done():
            self._queued = self._thread.submit(self._run)

    def _run(self) -> None:
        if not self._stopped:
            self._index(self._tell)

    def _tell(self, progress: Progress) -> None:
        if self._stopped:
            raise _StoppedError
        self.told = progress

    def finish(self) -> None:
        """Return when all is indexed. Raises what `index` raises."""
        with self._guard:
            if self._left:
                self._submit()
        if self._queued is not None:
            self._queued.result()

    def stop(self) -> None:
        """Leave the rest, at the end of the batch in hand."""
        self._stopped = True

    def close(self) -> None:
        """Let go of the thread, once it has ended."""
        self._thread.shutdown()
