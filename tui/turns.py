"""Keys in turn: what is typed right behind a key that moves the focus goes where the focus goes.

A key takes its time: it bubbles from queue to queue up to the application, its action may send a message that bubbles
too, and only then the focus moves or another screen opens. Textual meanwhile hands the next key to whatever still has
the focus. Here each key waits until the one before it has had its whole effect.
"""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode

Typed = events.Key | events.Paste
_UNSEEN_SECONDS = 0.05
"""Keys that come faster than they are painted are painted together, but at least so often."""
_LOOK_SECONDS = 0.005
"""Between two looks whether a thread is done."""
_FEWEST_ROUNDS = 2
"""The first round follows the key up to the application, the second the message that its action sent."""


class Turns:
    """Hands out keys one by one."""

    def __init__(
        self,
        app: "App[None]",
        hand_out: Callable[[Typed], Awaitable[None]],
        under_way: Callable[[], bool],
        failed: Callable[[Exception], None],
    ) -> None:
        """`hand_out` gives a key to who has the focus; `under_way` tells whether a thread's word will soon move it."""
        self._app = app
        self._hand_out = hand_out
        self._under_way = under_way
        self._failed = failed
        self.patience = 1.0
        """Seconds after which a key whose work is slow keeps the others waiting no more."""
        self._typed: deque[Typed] = deque()
        self._at_work: asyncio.Task[None] | None = None

    def take(self, event: Typed) -> None:
        """Hand a key out as soon as it is its turn."""
        self._typed.append(event)
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._hand_out_all())

    async def _hand_out_all(self) -> None:
        try:
            painted = time.monotonic()
            while self._typed and self._app.is_running:
                event = self._typed.popleft()
                # Painting costs more than a key does: while others wait it is left out, as long as nobody sees it.
                if self._typed and time.monotonic() - painted < _UNSEEN_SECONDS:
                    with self._app.batch_update():
                        await self._hand_out_one(event)
                else:
                    await self._hand_out_one(event)
                    painted = time.monotonic()
        except Exception as error:  # noqa: BLE001 (as Textual's own queues: whatever a key's action raises)
            self._failed(error)

    async def _hand_out_one(self, event: Typed) -> None:
        await self._hand_out(event)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self.patience):
                await self._settle()

    async def _settle(self) -> None:
        """Return when nothing that the last key set going can still move the focus."""
        before = self._whereabouts()
        rounds = 0
        while rounds < _FEWEST_ROUNDS or self._whereabouts() != before:
            before = self._whereabouts()
            for node in before[-1].ancestors_with_self:
                await _pass_through(node)
            rounds += 1
            while self._under_way():
                rounds = 0
                await asyncio.sleep(_LOOK_SECONDS)

    def _whereabouts(self) -> tuple["DOMNode", "DOMNode"]:
        """Return the screen, and who gets the next key."""
        screen = self._app.screen
        return screen, screen.focused or screen


async def _pass_through(node: "DOMNode") -> None:
    """Wait until a node has handled all that lies in its queue now; one that is closing takes nothing more."""
    passed = asyncio.Event()
    if node.call_later(passed.set):
        await passed.wait()
