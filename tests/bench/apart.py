"""Running work in a process of its own, and asking what memory it took."""

import multiprocessing
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


def apart(work: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
    """Call `work` in a new interpreter, wait, and return what it returns or raise what it raises."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(work, *args, **kwargs).result()


def say(text: str) -> None:
    """Tell on standard error how far it is."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stderr.flush()


def size(folder: Path) -> int:
    """Return the bytes of the files in `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def peak_memory() -> int:
    """Return the bytes that this process had in memory at most, mapped files included."""
    # On Linux ru_maxrss begins with what the parent had when it started this process.
    told = _status("VmHWM")
    unit = 1 if sys.platform == "darwin" else 1024
    return getrusage(RUSAGE_SELF).ru_maxrss * unit if told is None else told


def anonymous_memory() -> int | None:
    """Return the bytes that this process has in memory now, without mapped files; None where that is not told."""
    return _status("RssAnon")


def _status(name: str) -> int | None:
    """Return a line of what Linux tells of this process, in bytes."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")), None)
