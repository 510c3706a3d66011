"""The log: what the program did and why something failed. Never the text of an article, never a password.

One file in the state folder, turned over at 1 MB with two older ones kept. Several processes append to it (reader,
writer, command line); when one turns it over, the others go on in the older file until they end.
"""

import contextlib
import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_MEGABYTE = 1_000_000
_OLDER_FILES = 2
_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_THEN = "\n\nThen, while that was handled:\n\n"
_OURS = ("index", "tui")
"""Only what we wrote is logged: other packages may quote what they were given."""
_MAY_QUOTE = (ValueError, LookupError)
"""Errors whose message may hold what was being read ("invalid literal for int(): ..."): it is left out."""


def start_log(file: Path | None, *, verbose: TextIO | None = None) -> Path | None:
    """Send the log to `file`, and to `verbose` where that is given; return the file, or None where there can be none.

    A log that cannot be written never stops the program. A second call replaces what the first one set up.
    """
    handlers: list[logging.Handler] = []
    if file is not None and (in_file := _file_handler(file)):
        handlers.append(in_file)
    if verbose is not None:
        handlers.append(logging.StreamHandler(verbose))
    for name in _OURS:
        logger = logging.getLogger(name)
        for old in logger.handlers[:]:
            logger.removeHandler(old)
            old.close()
        logger.setLevel(logging.INFO)
        logger.propagate = False
        for handler in handlers or [logging.NullHandler()]:
            handler.setFormatter(_OneLine(_FORMAT))
            logger.addHandler(handler)
    return file if any(isinstance(handler, _QuietFileHandler) for handler in handlers) else None


class _QuietFileHandler(RotatingFileHandler):
    """A file handler that never speaks to the user: a full disk must not paint tracebacks over the reader."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the name that logging calls)
        """Drop what could not be written."""

    def close(self) -> None:
        """Close the file, even where its last lines cannot be written."""
        with contextlib.suppress(OSError):
            super().close()


class _OneLine(logging.Formatter):
    """Escapes what is not printable: a file name may hold a line break or an escape sequence."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line, and the traceback's lines where there is one."""
        return "\n".join(_printable(line) for line in super().format(record).split("\n"))

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802 (the name that logging calls)
        """Return the whole traceback, with those of the errors that led to it, without messages that may quote."""
        chain: list[BaseException] = []
        error = ei[1]
        while error is not None and error not in chain:
            chain.append(error)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return _THEN.join(map(_traceback, reversed(chain)))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (the name that logging calls)
        """Return the first line, with line breaks in the message escaped."""
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")


def _traceback(error: BaseException) -> str:
    """Return the traceback of one error."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    told = f"{type(error).__qualname__} (its message is left out: it may quote an article)\n"
    if not isinstance(error, _MAY_QUOTE):
        told = "".join(traceback.format_exception_only(error))
    return f"Traceback (most recent call last):\n{frames}{told}".rstrip()


def _printable(line: str) -> str:
    """Return `line` with every character that is not printable written as an escape."""
    if line.isprintable():
        return line
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in line
    )


def _file_handler(file: Path) -> logging.Handler | None:
    """Open the log for appending; None where the folder cannot be made or the file not be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return _QuietFileHandler(
            file, maxBytes=_MEGABYTE, backupCount=_OLDER_FILES, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        return None
