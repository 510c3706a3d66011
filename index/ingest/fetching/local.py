"""Feeds in files of this computer, by `file:` addresses: only regular ones, and no larger than what is fetched."""

import os
import stat
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from index.ingest.fetching.outcomes import FetchFailedError
from index.ingest.sizes import in_mebibytes

_HERE: Final = frozenset({"", "localhost"})


def read_local(url: str, longest: int) -> bytes:
    """Return what the file at `url` holds; raises `FetchFailedError` where it cannot be had, or is over `longest`."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("file:")
    if parts.netloc.lower() not in _HERE or not parts.path:
        raise FetchFailedError(
            "A file: address names a file of this computer, as file:///home/me/feed.xml does.", temporary=False
        )
    path = Path(url2pathname(parts.path))
    try:
        # Opening a pipe would wait for somebody to write into it; without waiting it can be looked at first.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123 - from a descriptor, which a path cannot open
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise FetchFailedError(f"{path.name} is not a file; give the address of a file.", temporary=False)
            data = file.read(longest + 1)
    except FileNotFoundError as error:
        raise FetchFailedError(f"There is no file {path.name} there; check the address.", temporary=False) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise FetchFailedError(f"{path.name} cannot be read; may you read it?", temporary=False) from error
    if len(data) > longest:
        raise FetchFailedError(f"{path.name} is over {in_mebibytes(longest)}; that is no feed.", temporary=False)
    return data
