"""Opening the reader: what `crossread` does without a command."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.output import say

if TYPE_CHECKING:
    from tui.places import Places

_DONE, _MISUSED = 0, 2


def open_reader(places: "Places", log_file: Path | None) -> int:
    """Open the reader on this terminal and return the exit status; without a terminal, say what to do instead."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        say("The reader needs a terminal. Without one, name a command: 'crossread --help' lists them.")
        return _MISUSED
    from index.library import Library
    from tui.app import run

    library = Library.open(places.library, places.names_file)
    try:
        run(library, log_file, places.keys_file)
    finally:
        library.close()
    return _DONE
