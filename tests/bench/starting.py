"""How long whole processes take to start, up to the first paint of the reader."""

import subprocess
import sys
from functools import partial
from pathlib import Path

from rich.table import Table

from tests.bench.first_paint import BARE, crossread, first_paint
from tests.bench.timing import timed

_CTRL_Q = "\x11"


def starting(library: Path) -> Table:
    """Time starts, with the samples in `library`."""
    table = Table("start of a process", "ms", title="Starting", title_justify="left")
    for name, command in {
        "python -c pass": [sys.executable, "-c", "pass"],
        "crossread --version": [sys.executable, "-m", "tui.main", "--version"],
        "crossread --help": [sys.executable, "-m", "tui.main", "--help"],
        "crossread list": [sys.executable, "-m", "tui.main", "--library", str(library), "list"],
    }.items():
        took = timed(partial(subprocess.run, command, stdout=subprocess.DEVNULL, check=True))
        table.add_row(name, f"{took.median:.0f}")
    bare = first_paint([sys.executable, "-c", BARE], "PAINTED", _CTRL_Q)
    table.add_row("a bare Textual app, first paint", f"{bare:.0f}")
    table.add_row("the reader, first paint, 5 articles", f"{first_paint(crossread(library), 'Crossread', 'q'):.0f}")
    return table
