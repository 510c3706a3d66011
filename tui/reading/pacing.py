"""A pace for what is asked for more often than it needs to be done: lists while thousands of articles come in."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.worker import Worker


class HasTimers(Protocol):
    """The part of a screen that a pace needs."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> "Timer":
        """Call `callback` after `delay` seconds."""


class Pace:
    """Does a work at once; what is asked for meanwhile is done once, after a rest and never beside itself."""

    def __init__(self, timers: HasTimers, rest: float, work: "Callable[[], Worker[None]]") -> None:
        """`rest`: the seconds from one beginning to the next, at least."""
        self._timers = timers
        self._rest = rest
        self._work = work
        self._at_work: Worker[None] | None = None
        self._waiting: Timer | None = None
        self._wanted = False

    def ask(self) -> None:
        """Have it done, now or after the rest."""
        if self._waiting is not None:
            self._wanted = True
            return
        self._wanted = False
        self._at_work = self._work()
        self._waiting = self._timers.set_timer(self._rest, self._rested)

    def _rested(self) -> None:
        if self._at_work is not None and not self._at_work.is_finished:
            self._waiting = self._timers.set_timer(self._rest, self._rested)
            return
        self._waiting = None
        if self._wanted:
            self.ask()
