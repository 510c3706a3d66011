"""Running what fetches: an event loop of its own, that tells how far it is, and ends cleanly when it is told to."""

import asyncio
from collections.abc import Awaitable, Callable

from index.ingest.fetching.fetcher import Fetcher

_LOOK_SECONDS = 0.05


def conduct(work: Callable[[Fetcher], Awaitable[None]], look: Callable[[], bool]) -> bool:
    """Run `work` with a fetcher to its end; returns whether it was stopped before.

    `look` is called in this thread some twenty times a second, and stops the work where it returns True, as Ctrl-C
    does in the main thread. The work is cancelled then, and puts away what it has. A second Ctrl-C raises
    KeyboardInterrupt. Raises what `work` and `look` raise.
    """
    return asyncio.run(_conduct(work, look))


async def _conduct(work: Callable[[Fetcher], Awaitable[None]], look: Callable[[], bool]) -> bool:
    async with Fetcher() as fetcher:
        working = asyncio.ensure_future(work(fetcher))
        stopped = False
        try:
            while not working.done() and not stopped:
                await asyncio.wait({working}, timeout=_LOOK_SECONDS)
                stopped = look() and not working.done()
        except asyncio.CancelledError:
            # Ctrl-C: asyncio has cancelled this task, and goes on as soon as it says that it has understood.
            stopped = True
            if (task := asyncio.current_task()) is not None:
                task.uncancel()
        finally:
            working.cancel()
            await asyncio.wait({working})
        if not working.cancelled():
            working.result()
        return stopped
