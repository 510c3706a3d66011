"""Files that the user takes along: what they are called, and that they are written whole or not at all."""

import os
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC
from itertools import count
from pathlib import Path

from index.errors import CrossreadError
from index.export import Format
from index.models import ArticleSummary

_FORMATS: Mapping[str, Format] = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".json": Format.JSON,
}
_NAME_WORDS, _NAME_LENGTH = 5, 48
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


class NotWrittenError(CrossreadError):
    """A file that the user asked for and that could not be written; nothing of it is left behind."""


class ThereAlreadyError(NotWrittenError):
    """There is a file of that name, which must not be lost."""


def format_of(path: Path) -> Format | None:
    """Return what the ending of a file's name says that it holds; None where it says nothing."""
    return _FORMATS.get(path.suffix.lower())


def name_for(article: ArticleSummary, kind: Format) -> str:
    """Return a name for the file of a comparison: 'crossread-2025-06-11-openai-adds-google.html'.

    ASCII without spaces, so that it survives any mail and any shell.
    """
    plain = unicodedata.normalize("NFKD", article.title).encode("ascii", "ignore").decode("ascii").lower()
    words = [word for word in _NOT_IN_NAMES.split(plain.replace("'", "")) if word][:_NAME_WORDS]
    day = f"{article.published.astimezone(UTC):%Y-%m-%d}" if article.published else ""
    stem = "-".join(filter(None, ("crossread", day, *words)))
    return f"{stem[:_NAME_LENGTH].rstrip('-')}.{kind.value}"


def free(path: Path) -> Path:
    """Return `path`, or the first of 'name-2', 'name-3' ... beside it that is not there yet."""
    if not os.path.lexists(path):
        return path
    others = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(other for other in others if not os.path.lexists(other))


def write(path: Path, text: str) -> None:
    """Write `text` to `path` in UTF-8; a file that is there is replaced when the new one is complete.

    Raises NotWrittenError, which says why.
    """
    try:
        path = path.expanduser()
        if path.exists() and not path.is_file():
            # A folder, which says so itself, or a pipe, which cannot be replaced.
            path.write_text(text, encoding="utf-8", newline="\n")
        else:
            # A link stays a link: what it leads to is replaced.
            _replace(path.resolve(), text)
    except (OSError, RuntimeError, ValueError) as error:
        raise _not_written(path, error) from error


def write_new(path: Path, text: str) -> None:
    """Write `text` to `path` in UTF-8 and never over another file. Raises ThereAlreadyError, NotWrittenError."""
    try:
        path = path.expanduser()
        with path.open("x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(text)
                file.flush()
            except OSError:
                path.unlink()
                raise
    except FileExistsError as error:
        raise ThereAlreadyError(f"{path} is there already. Choose another name.") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise _not_written(path, error) from error


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _not_written(path: Path, error: Exception) -> NotWrittenError:
    """Return why a file could not be written, as a sentence."""
    if isinstance(error, FileNotFoundError) and not path.parent.is_dir():
        why = f"there is no folder {path.parent}"
    elif isinstance(error, IsADirectoryError):
        why = "it is a folder"
    elif isinstance(error, OSError) and error.strerror:
        why = error.strerror[:1].lower() + error.strerror[1:]
    else:
        why = str(error)
    return NotWrittenError(f"{path} could not be written: {why}.")
