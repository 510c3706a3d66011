"""How long until the first headline is on the screen, in a real pseudo-terminal."""

import contextlib
import os
import pty
import select
import signal
import statistics
import struct
import sys
import time
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

_GIVE_UP_SECONDS = 30.0
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
    return statistics.median(_paint(command, text.encode(), leave.encode()) for _ in range(runs))


def _paint(command: list[str], text: bytes, leave: bytes) -> float:
    """Start once, wait for the text, leave."""
    began = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execvp(command[0], command)  # noqa: S606 - our own program
    ioctl(terminal, TIOCSWINSZ, struct.pack("HHHH", 48, 160, 0, 0))
    drawn = b""
    try:
        while text not in drawn:
            ready, _, _ = select.select([terminal], [], [], _GIVE_UP_SECONDS)
            if not ready:
                raise TimeoutError(f"{text!r} was not drawn; the screen ended with {drawn[-500:]!r}")
            drawn += os.read(terminal, 65536)
        taken = (time.perf_counter() - began) * 1000
        os.write(terminal, leave)
        _read_to_the_end(terminal)
        return taken
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def _read_to_the_end(terminal: int) -> None:
    """Take what is drawn until the program has ended, or for a while."""
    with contextlib.suppress(OSError):
        while select.select([terminal], [], [], _GIVE_UP_SECONDS)[0] and os.read(terminal, 65536):
            pass


def crossread(library: Path) -> list[str]:
    """Return the command that opens the reader on a library."""
    return [sys.executable, "-m", "tui.main", "--library", str(library)]
