"""The writer: a process of its own that reads files, indexes and makes facts, so that the screen never waits.

Started as `python -m index.library.writer_process FOLDER LOG NAMES`; the log and the user's names.toml may be empty.
Commands come as JSON lines on standard input, what it has to say goes out as JSON lines on standard output.
It leaves when its input closes: whoever started it is gone.
"""

import contextlib
import json
import logging
import logging.handlers
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import TextIO

from index.errors import CrossreadError
from index.library.library import Library
from index.models import FactsReady, ImportReport, NewsChanged, Progress, WriterFailed, WriterMessage, WriterNotice

# What failed (the library in use, the disk full) is tried again after this time.
_RETRY_SECONDS = 30.0

_log = logging.getLogger(__name__)


class _LeavingError(Exception):
    """The other end is gone: whatever is going on ends at the next batch."""


class _Worker:
    """Does one thing after another: imports as they come, then the index, then facts, the open article's first."""

    def __init__(self, library: Library, out: TextIO) -> None:
        self._library = library
        self._out = out
        self._commands: queue.Queue[dict[str, object]] = queue.Queue()
        self._leaving = threading.Event()
        self._checked = False
        library.notice = lambda sentence: self._say(WriterNotice(sentence=sentence))

    def listen(self, lines: TextIO) -> None:
        """Read commands until the input closes; runs in a thread of its own."""
        for line in lines:
            self._commands.put(json.loads(line))
        self._leaving.set()
        self._commands.put({"do": "leave"})

    def run(self) -> None:
        """Work until told to leave."""
        failed = False
        while True:
            try:
                if not failed:
                    self._derive()
                self._obey(self._next(_RETRY_SECONDS if failed else None))
                failed = False
            except _LeavingError:
                return
            except CrossreadError as error:
                _log.warning("%s", error)
                self._say(WriterFailed(sentence=str(error)))
                failed = True

    def _next(self, wait: float | None) -> dict[str, object]:
        """Return the next command, after `wait` seconds without one an empty one."""
        try:
            return self._commands.get(timeout=wait)
        except queue.Empty:
            return {}

    def _obey(self, command: dict[str, object]) -> None:
        """Do what a command says."""
        match command:
            case {"do": "import", "paths": list(paths)}:
                self._report(self._library.import_paths([Path(str(path)) for path in paths], self._progress))
            case {"do": "samples"}:
                self._report(self._library.import_samples(self._progress))
            case {"do": "prefer", "id": str(article_id)}:
                self._prefer(article_id)
            case {"do": "mend"}:
                self._checked = False
            case {"do": "leave"}:
                raise _LeavingError

    def _report(self, report: ImportReport) -> None:
        """Say how an import ended."""
        self._say(report)
        self._say(NewsChanged(added=report.added + report.updated))

    def _prefer(self, article_id: str) -> None:
        """Make the facts of one article now."""
        self._library.facts_now(article_id)
        self._say(FactsReady(ids=(article_id,)))

    def _derive(self) -> None:
        """Bring index and facts up to the store; a new command comes first."""
        self._library.index_pending(self._progress, check=not self._checked)
        self._checked = True
        if not self._commands.empty():
            # What makes facts takes a second to start.
            return
        self._library.derive_facts(
            self._progress, made=lambda ids: self._say(FactsReady(ids=ids)), until=lambda: not self._commands.empty()
        )

    def _progress(self, progress: Progress) -> None:
        """Pass progress on; between two batches, look whether anybody still listens or an article was opened."""
        if self._leaving.is_set():
            raise _LeavingError
        self._say(progress)
        if progress.work == "reading":
            self._say(NewsChanged(added=0))
        waiting = []
        with contextlib.suppress(queue.Empty):
            while True:
                waiting.append(self._commands.get_nowait())
        for command in waiting:
            if command.get("do") == "prefer" and progress.work != "facts":
                self._obey(command)
            else:
                self._commands.put(command)

    def _say(self, message: WriterMessage) -> None:
        """Send one message; a closed pipe means that nobody listens any more."""
        try:
            self._out.write(
                json.dumps({"kind": type(message).__name__, "message": message.model_dump(mode="json")}) + "\n"
            )
            self._out.flush()
        except (BrokenPipeError, ValueError) as error:
            raise _LeavingError from error


def main(folder: str, log_file: str = "", names_file: str = "") -> None:
    """Work on the library in `folder` until standard input closes."""
    if log_file:
        handler = logging.handlers.RotatingFileHandler(log_file, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s writer %(name)s: %(message)s"))
        logging.basicConfig(level=logging.INFO, handlers=[handler])
    # The terminal's Ctrl-C is the reader's affair.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(5)
    try:
        library = Library.open(Path(folder), Path(names_file) if names_file else None)
        worker = _Worker(library, sys.stdout)
        threading.Thread(target=worker.listen, args=(sys.stdin,), daemon=True).start()
        worker.run()
        library.close()
    except Exception:
        _log.exception("the writer ended")
        raise


if __name__ == "__main__":
    main(*sys.argv[1:])
