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
import time
from pathlib import Path
from typing import Any, TextIO

from index.errors import BadInputError, CrossreadError, FeedError, UnknownArticleError, UnknownFeedError
from index.library.library import Library
from index.models import FactsReady, ImportReport, NewsChanged, Progress, WriterFailed, WriterMessage, WriterNotice
from index.models.feeds import Credentials, FeedAdded, PageFetched

# What failed (the library in use, the disk full) is tried again after this time.
_RETRY_SECONDS = 30.0
# Lists are read anew so often while feeds come in.
_SHOW_SECONDS = 1.0
_REFUSED = (BadInputError, FeedError, UnknownArticleError, UnknownFeedError)
"""What is the matter with the command alone: everything else goes on."""

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
        self._refreshing = self._stop = False
        self._shown = 0.0
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
            case {"do": "refresh", "feeds": list(feeds), "due": bool(due)}:
                self._refresh([str(feed) for feed in feeds], due_only=due)
            case {"do": "fetch" | "add_page" | "add_feed"}:
                self._fetch(command)
            case {"do": "mend"}:
                self._checked = False
            case {"do": "leave"}:
                raise _LeavingError

    def _report(self, report: ImportReport) -> None:
        """Say how an import ended."""
        self._say(report)
        self._say(NewsChanged(added=report.added + report.updated))

    def _refresh(self, feeds: list[str], *, due_only: bool) -> None:
        """Refresh feeds until all are done, or until told to stop."""
        self._stop, self._refreshing = False, True
        try:
            report = self._library.feeds.refresh(
                feeds, due_only=due_only, progress=self._progress, stop=self._asked_to_stop
            )
        finally:
            self._refreshing = False
        self._say(report)
        self._say(NewsChanged(added=report.added + report.updated))

    def _asked_to_stop(self) -> bool:
        """Look what has been asked meanwhile."""
        if self._leaving.is_set():
            raise _LeavingError
        self._look(also_prefer=True)
        return self._stop

    def _fetch(self, command: dict[str, Any]) -> None:
        """Do what asks for one address; where it cannot be had, that is said, and everything else goes on."""
        feeds = self._library.feeds
        try:
            match command:
                case {"do": "fetch", "id": str(article_id)}:
                    self._say(PageFetched(page=feeds.fetch_full(article_id)))
                case {"do": "add_page", "url": str(url)}:
                    self._say(PageFetched(page=feeds.add_page(url)))
                case {"do": "add_feed", "url": str(url), "wanted": dict(wanted)}:
                    secret = wanted.pop("credentials", None)
                    credentials = None if secret is None else Credentials.model_validate(secret)
                    self._say(FeedAdded(feed=feeds.add(url, credentials=credentials, **wanted)))
        except _REFUSED as error:
            self._say(WriterFailed(sentence=str(error)))
        else:
            self._say(NewsChanged(added=1))

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
            self._progress,
            made=lambda ids: self._say(FactsReady(ids=ids)),
            until=lambda: not self._commands.empty(),
            ruled=self._ruled,
        )

    def _ruled(self, articles: int) -> None:
        """Have lists read anew where rules that ask for facts were applied to articles."""
        if articles:
            self._say(NewsChanged(added=0))

    def _progress(self, progress: Progress) -> None:
        """Pass progress on; between two batches, look whether anybody still listens or an article was opened."""
        if self._leaving.is_set():
            raise _LeavingError
        self._say(progress)
        if progress.work == "reading" or (progress.work == "refreshing" and self._is_time()):
            self._say(NewsChanged(added=0))
        self._look(also_prefer=progress.work != "facts")

    def _is_time(self) -> bool:
        """Tell whether what has come in meanwhile should be shown."""
        now = time.monotonic()
        if now - self._shown < _SHOW_SECONDS or not self._library.changed():
            return False
        self._shown = now
        return True

    def _look(self, *, also_prefer: bool) -> None:
        """Look through the commands that wait: stopping is heeded at once, with `also_prefer` what is open."""
        waiting = []
        with contextlib.suppress(queue.Empty):
            while True:
                waiting.append(self._commands.get_nowait())
        for command in waiting:
            if command.get("do") == "stop" and self._refreshing:
                self._stop = True
            elif command.get("do") == "prefer" and also_prefer:
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
