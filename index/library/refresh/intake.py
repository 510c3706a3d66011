"""What comes in from many sides at once, handed on by batches, one after another, in a thread of their own."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

_Item = TypeVar("_Item")


class Intake(Generic[_Item]):
    """Hands on to `take` what is `put`: all that has come in by then, up to a weight of `most`, as one batch.

    A context manager, within one event loop.
    """

    def __init__(self, take: Callable[[list[_Item]], None], weigh: Callable[[_Item], int], most: int) -> None:
        self._take = take
        self._weigh = weigh
        self._most = most
        self._waiting: deque[tuple[_Item, asyncio.Future[None]]] = deque()
        self._turn = asyncio.Lock()
        self._running: asyncio.Future[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="intake")

    async def put(self, item: _Item) -> None:
        """Hand on an item, and return when it was taken. Raises what `take` raises.

        Whoever is cancelled meanwhile leaves the item behind: `flush` hands it on.
        """
        taken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, taken))
        async with self._turn:
            while not taken.done():
                await self._hand_on()
        taken.result()

    async def _hand_on(self) -> None:
        """Hand on the next batch."""
        batch: list[tuple[_Item, asyncio.Future[None]]] = []
        weight = 0
        while self._waiting and (not batch or weight < self._most):
            batch.append(self._waiting.popleft())
            weight += self._weigh(batch[-1][0])
        items = [item for item, _ in batch]
        self._running = asyncio.get_running_loop().run_in_executor(self._thread, self._take, items)
        # A thread cannot be stopped: whoever is cancelled here leaves it to `flush` to wait for it.
        self._running.add_done_callback(lambda running: _settle(running, [taken for _, taken in batch]))
        await asyncio.shield(self._running)

    async def flush(self) -> None:
        """Hand on all that is there, and return when it was taken. Raises what `take` raises."""
        if self._running is not None:
            await self._running
        while self._waiting:
            await self._hand_on()

    async def of_all(self, asking: Iterable[Coroutine[None, None, None]]) -> None:
        """Run what puts things in side by side, and return when all of it was taken.

        Where that is cancelled or one of them fails, the others end too, and what has come in by then is taken.
        """
        tasks = [asyncio.create_task(each) for each in asking]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.flush()

    def __enter__(self) -> "Intake[_Item]":
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown()


def _settle(running: "asyncio.Future[None]", taken: "list[asyncio.Future[None]]") -> None:
    """Tell those who wait for a batch that it was taken, or why not."""
    error = running.exception()
    for each in taken:
        if each.done():
            continue
        if error is None:
            each.set_result(None)
        else:
            each.set_exception(error)
            # Whoever put it may have been cancelled: then nobody asks.
            each.exception()
