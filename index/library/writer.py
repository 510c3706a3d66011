"""The reader's end of the writer process: starts it, tells it what to do, passes on what it says."""

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from index.models import FactsReady, ImportReport, NewsChanged, Progress, WriterFailed, WriterMessage, WriterNotice
from index.models.feeds import Credentials, FeedAdded, PageFetched, RefreshReport

_MESSAGES: dict[str, type[WriterMessage]] = {
    kind.__name__: kind
    for kind in (
        Progress,
        ImportReport,
        RefreshReport,
        FeedAdded,
        PageFetched,
        NewsChanged,
        FactsReady,
        WriterNotice,
        WriterFailed,
    )
}
# Longer than one batch takes; a writer that still works after that is ended, and loses at most that batch.
_LEAVE_SECONDS = 5.0


class Writer:
    """A process that takes in articles, indexes them and makes their facts.

    `tell` gets its messages, in a thread of ours. Plain pipes and a fresh interpreter rather than `multiprocessing`: a
    terminal application replaces the standard streams, which its resource tracker wants to hand on.
    """

    def __init__(
        self,
        folder: Path,
        log_file: Path | None,
        tell: Callable[[WriterMessage], None],
        names_file: Path | None = None,
    ) -> None:
        # -P: `-m` alone would look for modules in the folder that the reader was started in, and run what it finds.
        self._command = [sys.executable, "-P", "-m", "index.library.writer_process", str(folder)]
        self._command += [str(file) if file is not None else "" for file in (log_file, names_file)]
        self._tell = tell
        self._process: subprocess.Popen[str] | None = None
        self._closing = False

    def start(self) -> None:
        """Start the process; it begins with whatever index and facts lack."""
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            # One thread: the second core is the reader's (and two BLAS threads were three times slower, align/README).
            env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"},
        )
        assert self._process.stdout is not None, "asked for above"  # noqa: S101 - for the type checker
        threading.Thread(
            target=self._pass_on, args=(self._process.stdout,), name="writer messages", daemon=True
        ).start()

    def _pass_on(self, lines: IO[str]) -> None:
        """Turn each line into a message."""
        for line in lines:
            said = json.loads(line)
            self._tell(_MESSAGES[said["kind"]].model_validate(said["message"]))
        if not self._closing:
            self._tell(
                WriterFailed(
                    sentence="The background process ended: new articles and facts wait for the next start. "
                    "The log says why."
                )
            )

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Have files and folders taken in."""
        self._send({"do": "import", "paths": [str(path.absolute()) for path in paths]})

    def import_samples(self) -> None:
        """Have the sample articles taken in."""
        self._send({"do": "samples"})

    def prefer(self, article_id: str) -> None:
        """Have the facts of this article made first: it is open."""
        self._send({"do": "prefer", "id": article_id})

    def refresh(self, feeds: Sequence[str] = (), *, due_only: bool = False) -> None:
        """Have feeds (ids; none for all) asked for what is new; a `RefreshReport` says how that ended."""
        self._send({"do": "refresh", "feeds": list(feeds), "due": due_only})

    def stop(self) -> None:
        """End the refresh that goes on; what came in by then stays. Nothing happens where none does."""
        self._send({"do": "stop"})

    def fetch(self, article_id: str) -> None:
        """Have the page of an article fetched; `PageFetched` or `WriterFailed` says what came of it."""
        self._send({"do": "fetch", "id": article_id})

    def add_page(self, url: str) -> None:
        """Have a page taken in as an article; `PageFetched` or `WriterFailed` says what came of it."""
        self._send({"do": "add_page", "url": url})

    def add_feed(
        self,
        url: str,
        *,
        name: str | None = None,
        folder: str = "",
        tags: Sequence[str] = (),
        credentials: Credentials | None = None,
        full_text: bool = False,
    ) -> None:
        """Have a feed subscribed to, as `Feeds.add`; `FeedAdded` or `WriterFailed` says what came of it."""
        secret = None if credentials is None else credentials.model_dump()
        wanted = {"name": name, "folder": folder, "tags": list(tags), "credentials": secret, "full_text": full_text}
        self._send({"do": "add_feed", "url": url, "wanted": wanted})

    def mend(self) -> None:
        """Have the search index read through, and made anew where it is damaged."""
        self._send({"do": "mend"})

    def _send(self, command: dict[str, object]) -> None:
        """Send one command; a writer that has ended has said so already."""
        if self._process is None or self._process.stdin is None or self._process.poll() is not None:
            return
        try:
            self._process.stdin.write(json.dumps(command) + "\n")
            self._process.stdin.flush()
        except (BrokenPipeError, OSError):
            # `_pass_on` sees the end of its output and tells.
            return

    def close(self) -> None:
        """Let the process leave after the batch in hand."""
        self._closing = True
        if self._process is None or self._process.stdin is None:
            return
        with contextlib.suppress(OSError):
            # One that has ended takes nothing more, not even what still waits to be sent.
            self._process.stdin.close()
        try:
            self._process.wait(_LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
