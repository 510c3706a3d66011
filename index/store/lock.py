"""The library's lock: who takes in articles holds it for one batch, then lets go."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryBusyError, LibraryUnusableError

WAIT_SECONDS = 10.0
"""What the contract lets a writer wait before it says who holds the lock."""
# Between two batches a holder reads or parses for tens of milliseconds; a waiter must look in often enough to get in.
_LOOK_SECONDS = 0.005


@contextlib.contextmanager
def library_lock(folder: Path, work: str, wait: float = WAIT_SECONDS, *, name: str = "lock") -> Iterator[None]:
    """Hold the lock of the library in `folder` while doing `work` ('importing', 'storing facts').

    What does not write to the store has a lock with a `name` of its own.

    Waits up to `wait` seconds, then raises LibraryBusyError, which says who holds it. The lock goes with the process:
    a killed holder leaves none behind. Raises LibraryUnusableError where it cannot be had at all: the disk is full, or
    the file is another user's.
    """
    lock = FileLock(folder / name)
    holder = folder / f"{name}.holder"
    try:
        lock.acquire(timeout=wait, poll_interval=_LOOK_SECONDS)
    except Timeout as error:
        raise LibraryBusyError(f"The library is in use: {_describe(holder)}. Try again when it is done.") from error
    except OSError as error:
        raise _unusable(folder, error) from error
    try:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        note = {"process": os.getpid(), "program": Path(sys.argv[0]).name, "work": work, "since": since}
        try:
            holder.write_text(json.dumps(note))
        except OSError as error:
            raise _unusable(folder, error) from error
        yield
    finally:
        lock.release()


def _unusable(folder: Path, error: OSError) -> LibraryUnusableError:
    """Say why the lock cannot be taken."""
    return LibraryUnusableError(f"{folder} cannot be written to ({error.strerror or error}). Nothing was changed.")


def _describe(holder: Path) -> str:
    """Say who wrote the note beside the lock."""
    try:
        note = json.loads(holder.read_text())
        since = datetime.fromisoformat(note["since"]).astimezone()
        return f"process {note['process']} ({note['program']}) has been {note['work']} since {since:%H:%M:%S}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another program holds it"
