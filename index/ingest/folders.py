"""Walking a folder: in order of name, nothing twice, and what cannot be looked into is said."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from index.ingest.identity import printable_path
from index.models import Failure


def files_in(path: Path, wanted: Callable[[str], bool]) -> Iterator[Path | Failure]:
    """Yield `path` itself if it is a file, else the files under it whose name is `wanted`, in order of name.

    Hidden files and folders are passed over, except for `path` itself. Links are followed, but no folder or file
    is come to twice, so a link that leads in a circle ends. What is missing or cannot be opened is a failure.
    """
    try:
        is_folder = path.is_dir()
        path.stat()
    except (OSError, ValueError) as error:
        yield failure(path, unreadable(error))
        return
    if not is_folder:
        yield path
        return
    seen: set[tuple[int, int]] = set()
    waiting = [path]
    while waiting:
        each = waiting.pop()
        try:
            about = each.stat()
            place = (about.st_dev, about.st_ino)
            if place in seen:
                continue
            seen.add(place)
            if each.is_dir():
                inside = sorted(each.iterdir(), key=lambda entry: entry.name, reverse=True)
                waiting += (entry for entry in inside if _is_looked_at(entry, wanted))
            elif each.is_file():
                yield each
        except OSError as error:
            yield failure(each, unreadable(error))


def failure(path: Path, error: str, line: int | None = None) -> Failure:
    """Return the failure of `path`, at `line` if it is one line's."""
    return Failure(path=printable_path(path), line=line, error=error)


def unreadable(error: OSError | ValueError) -> str:
    """Say in a sentence why a file or folder could not be opened, and what to do."""
    match error:
        case FileNotFoundError():
            return "there is no such file or folder; check the path"
        case PermissionError():
            return "you may not read it; change its permissions or copy it to a folder of your own"
        case OSError():
            return (
                f"it cannot be read ({os.strerror(error.errno) if error.errno else error}); check the disk or the link"
            )
        case _:
            return "this is no path at all; check what you typed"


def _is_looked_at(entry: Path, wanted: Callable[[str], bool]) -> bool:
    """Tell what is worth opening: folders, and files of a type that is read, unless they are hidden."""
    return not entry.name.startswith(".") and (wanted(entry.name) or entry.is_dir())
