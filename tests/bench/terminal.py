"""A program in a pseudo-terminal of 160x48 cells: keys go in, and what it draws is timed."""

import contextlib
import os
import pty
import select
import signal
import struct
import time
from fcntl import ioctl
from termios import TIOCSWINSZ
from types import TracebackType

_GIVE_UP_SECONDS = 120.0
_LEAVE_SECONDS = 30.0
_ROWS, _COLUMNS = 48, 160


class Terminal:
    """Runs a command until it is left; whatever it draws is read, for a full terminal would hold it up."""

    def __init__(self, command: list[str]) -> None:
        self._process, self._file = pty.fork()
        if self._process == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execvp(command[0], command)  # noqa: S606 - our own program
        ioctl(self._file, TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put an end to the program."""
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._file)

    def type(self, keys: str) -> None:
        """Type keys."""
        os.write(self._file, keys.encode())

    def wait_for(self, text: str) -> None:
        """Read until `text` is drawn, in one piece and from now on. Raises TimeoutError."""
        drawn = b""
        while text.encode() not in drawn:
            ready, _, _ = select.select([self._file], [], [], _GIVE_UP_SECONDS)
            if not ready:
                raise TimeoutError(f"{text!r} was not drawn; the screen ended with {drawn[-500:]!r}")
            drawn += os.read(self._file, 65536)

    def settle(self, seconds: float) -> None:
        """Read until nothing is drawn for some seconds."""
        while select.select([self._file], [], [], seconds)[0]:
            os.read(self._file, 65536)

    def drawn_after(self, key: str, quiet: float) -> float:
        """Type a key; return the milliseconds until the last it draws, behind which `quiet` seconds pass with nothing.

        0 where it draws nothing within a second.
        """
        began = last = time.perf_counter()
        self.type(key)
        wait = 1.0
        while select.select([self._file], [], [], wait)[0]:
            os.read(self._file, 65536)
            last, wait = time.perf_counter(), quiet
        return (last - began) * 1000

    def read_to_the_end(self) -> None:
        """Read until the program has ended, or for a while."""
        with contextlib.suppress(OSError):
            while select.select([self._file], [], [], _LEAVE_SECONDS)[0] and os.read(self._file, 65536):
                pass
