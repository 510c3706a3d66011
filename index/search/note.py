"""The note beside the index files: which version made them, how far they reach, which they are, and how long each is.

Whoosh's table of contents is a pickle, so only that is opened which this note names, and only where every byte of it is
as it was written. A segment is never changed after it is written: one with another length is damaged.
"""

import json
import os
import re
import tempfile
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "crossread.json"
UNFINISHED = "unfinished."
"""How the names of files begin that are being written beside others: they are none of the index yet."""
_INDEX = re.compile(r"_MAIN_\d+\.toc|MAIN_[0-9a-z]+\.[\w.]+")
_LEFT = re.compile(rf"{re.escape(UNFINISHED)}.+|_MAIN_\d+\.toc\..+")
"""Unfinished files, of Whoosh's table of contents too."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the note says; `through` is the number of the last change of the news store `store` that the index holds."""

    version: int
    store: int
    through: int
    table: str
    """The name of the table of contents."""
    checksum: int
    """Its CRC-32."""
    sizes: dict[str, int]
    """Bytes of each segment's file by name."""


def read(folder: Path) -> Note | None:
    """Return what the note in `folder` says, or None where there is none or it is no such note.

    Other errors of the file system are raised: an index that cannot be read just now is not to be made anew. Of a note
    of another version only that is sure to be there.
    """
    try:
        told = json.loads((folder / NAME).read_bytes())
        return Note(
            version=int(told["version"]),
            store=int(told.get("store", 0)),
            through=int(told["through"]),
            table=str(told.get("table", "")),
            checksum=int(told.get("checksum", 0)),
            sizes={str(name): int(size) for name, size in told["sizes"].items()},
        )
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def write(folder: Path, note: Note) -> None:
    """Write the note in one step: a reader sees the old one or the new one."""
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=folder)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(note), file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(folder / NAME)
    except OSError:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def checksum(path: Path) -> int:
    """Return the CRC-32 of a file."""
    return zlib.crc32(path.read_bytes())


def signature(folder: Path) -> tuple[int, int] | None:
    """Return what changes whenever the note is written anew: the cheap question whether somebody committed."""
    try:
        stat = (folder / NAME).stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stat.st_ino, stat.st_mtime_ns


def whole(folder: Path, note: Note) -> bool:
    """Tell whether the table of contents is as it was written and every segment as long. Raises FileNotFoundError."""
    if not note.table or checksum(folder / note.table) != note.checksum:
        return False
    return all((folder / name).stat().st_size == size for name, size in note.sizes.items())


def clear(folder: Path) -> None:
    """Delete the note and the index files in `folder`, and nothing else that may be there."""
    for path in [folder / NAME, *files(folder), *unfinished(folder)]:
        with suppress(FileNotFoundError):
            path.unlink()


def files(folder: Path) -> list[Path]:
    """Return the files of the index, those that Whoosh made for earlier versions too; not its locks."""
    return _named(folder, _INDEX)


def unfinished(folder: Path) -> list[Path]:
    """Return the files that somebody is still writing, or never finished."""
    return _named(folder, _LEFT)


def _named(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    return sorted(path for path in folder.iterdir() if pattern.fullmatch(path.name) and path.is_file())
