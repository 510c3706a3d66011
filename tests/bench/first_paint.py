"""How long until the first headline is on the screen, in a real pseudo-terminal."""

import statistics
import sys
import time
from pathlib import Path

from tests.bench.terminal import Terminal
from tests.bench.timing import milliseconds

# What any Textual program costs: the floor under ours.
BARE = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label("PAINTED")
Bare().run()
"""


def first_paint(command: list[str], text: str, leave: str, runs: int = 5) -> float:
    """Return the median time in milliseconds from starting `command` until `text` is drawn, at 160x48.

    `leave` is typed then, and the end waited for: what a program does after its first paint would slow the next one.
    """
    return statistics.median(_paint(command, text, leave) for _ in range(runs))


def _paint(command: list[str], text: str, leave: str) -> float:
    """Start once, wait for the text, leave."""
    began = time.perf_counter()
    with Terminal(command) as terminal:
        terminal.wait_for(text)
        taken = milliseconds(began)
        terminal.type(leave)
        terminal.read_to_the_end()
    return taken


def crossread(library: Path) -> list[str]:
    """Return the command that opens the reader on a library."""
    return [sys.executable, "-m", "tui.main", "--library", str(library)]
