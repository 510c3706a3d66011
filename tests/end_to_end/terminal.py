"""A real pseudo-terminal with the program in it, and a screen that says what a user would see."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

_GIVE_UP_SECONDS = 60.0


class Terminal:
    """Runs a command at a given size; `wait_until` reads what it draws until the screen shows what is wanted."""

    def __init__(self, command: list[str], environment: dict[str, str], columns: int = 160, lines: int = 48) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            os.execve(command[0], command, environment)  # noqa: S606 - the program under test
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._terminal, keys.encode())

    def wait_until(self, wanted: Callable[[str], bool], what: str) -> str:
        """Read until the screen shows what is wanted; returns it."""
        deadline = time.monotonic() + _GIVE_UP_SECONDS
        while not wanted(self.text):
            if time.monotonic() > deadline or not self._read():
                raise AssertionError(f"Never shown: {what}. The screen:\n{self.text}")
        return self.text

    def wait_for(self, text: str) -> str:
        """Read until the screen shows `text`."""
        return self.wait_until(lambda screen: text in screen, text)

    def _read(self) -> bool:
        """Take in what was drawn, if anything comes within a moment; False when the program has ended."""
        ready, _, _ = select.select([self._terminal], [], [], 0.5)
        if ready:
            try:
                drawn = os.read(self._terminal, 65536)
            except OSError:
                return False
            self.raw += drawn
            self._stream.feed(drawn)
        return True

    def ended(self) -> int:
        """Read to the end of the program; returns its exit status."""
        deadline = time.monotonic() + _GIVE_UP_SECONDS
        while self._read():
            if time.monotonic() > deadline:
                os.kill(self.process, signal.SIGKILL)
                raise AssertionError(f"The program did not end. The screen:\n{self.text}")
        _, status = os.waitpid(self.process, 0)
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(status)


def environment_of(home: Path) -> dict[str, str]:
    """Return the environment of a user who has just come to this machine."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL", "TMPDIR"}}
    return kept | {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
