"""The note beside the index files: which version made them, how far they reach, and how long each file is.

Whoosh's table of contents is a pickle, so it is opened only where this note says that it is ours, of this version, and
every byte of it as it was written. A segment is never changed after it is written: one with another length is damaged.
"""

import json
import os
import re
import tempfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

NOTE = "crossread.json"
UNFINISHED = "unfinished."
"""How the names of files begin that are being written beside others: they are none of the index yet."""
_INDEX = re.compile(r"_MAIN_\d+\.toc|MAIN_[0-9a-z]+\.[\w.]+")
_LEFT = re.compile(rf"{re.escape(UNFINISHED)}.+|_MAIN_\d+\.toc\..+")
"""Unfinished files, of Whoosh's table of contents too."""
_TABLE = re.compile(r"_MAIN_\d+\.toc")


@dataclass(frozen=True, slots=True)
class State:
    """What the note says; `through` is the number of the last change of the news store `store` that the index holds."""

    version: int
    store: int
    through: int
    sizes: dict[str, int]
    """Bytes of each index file by name."""
    tables: dict[str, int]
    """CRC-32 of each table of contents by name."""


def read(folder: Path) -> State | None:
    """Return what the note in `folder` says, or None where there is none or it is no such note.

    Other errors of the file system are raised: an index that cannot be read just now is not to be made anew.
    """
    try:
        note = json.loads((folder / NOTE).read_bytes())
        # Notes of earlier versions, which are read for their version only, have no checksums.
        sizes, tables = ({str(k): int(v) for k, v in part.items()} for part in (note["sizes"], note.get("tables", {})))
        return State(int(note["version"]), int(note.get("store", 0)), int(note["through"]), sizes, tables)
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def write(folder: Path, *, version: int, store: int, through: int) -> None:
    """Write the note for the files as they are now, in one step: a reader sees the old one or the new one."""
    sizes = {path.name: path.stat().st_size for path in files(folder)}
    tables = {name: _checksum(folder / name) for name in sizes if _TABLE.fullmatch(name)}
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=folder)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"version": version, "store": store, "through": through, "sizes": sizes, "tables": tables}, file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(folder / NOTE)
    except OSError:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _checksum(path: Path) -> int:
    return zlib.crc32(path.read_bytes())


def signature(folder: Path) -> tuple[int, int] | None:
    """Return what changes whenever the note is written anew: the cheap question whether somebody committed."""
    try:
        stat = (folder / NOTE).stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stat.st_ino, stat.st_mtime_ns


def whole(folder: Path, state: State) -> bool:
    """Tell whether all files are there with the length noted, and the table of contents as it was.

    Where the noted table of contents is gone, a later commit has replaced it and died before its note, or is just
    about to write it; then files that it merged away may be gone too.
    """
    sizes = {path.name: path.stat().st_size for path in files(folder)}
    replaced = not any(name in sizes for name in state.tables)
    if any(name in sizes and _checksum(folder / name) != checksum for name, checksum in state.tables.items()):
        return False
    return all(sizes.get(name, size if replaced else None) == size for name, size in state.sizes.items())


def clear(folder: Path) -> None:
    """Delete the note and the index files in `folder`, and nothing else that may be there."""
    for path in [folder / NOTE, *files(folder), *unfinished(folder)]:
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
