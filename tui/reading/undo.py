"""What the reader did, and how to take it back."""

from dataclasses import dataclass

from index.models import ArticleState


@dataclass(frozen=True)
class Done:
    """One change of marks, stars or tags."""

    what: str
    """As a toast says it: 'Marked 12 articles as read'."""
    before: tuple[ArticleState, ...]
    """How the articles were."""


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
