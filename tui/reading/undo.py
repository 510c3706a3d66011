"""What the reader did, and how to take it back."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Done:
    """One change of marks, stars, tags or saved searches."""

    what: str
    """As a toast says it: 'Marked 12 articles as read'."""
    back: Callable[[], object]
    """Puts everything as it was; raises CrossreadError where that cannot be."""
    many: bool = False
    """Whether it is so much that taking it back takes its time."""


class UndoStack:
    """Changes, the last on top."""

    _MOST = 100

    def __init__(self) -> None:
        self._done: list[Done] = []

    def push(self, done: Done) -> None:
        """Remember a change; the oldest of more than a hundred is forgotten."""
        self._done = [*self._done[-self._MOST + 1 :], done]

    def pop(self) -> Done | None:
        """Return the last change and forget it; None where there is none."""
        return self._done.pop() if self._done else None
