"""Work beside the event loop: in a thread, or for much of it in other processes, so that more than one core is used."""

import asyncio
import os
import pickle
import sys
from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeVar, cast

_Result = TypeVar("_Result")

_MOST_PROCESSES = 2
"""The store and the index take a core, and readers of more feeds than they can take would wait for them."""
_LEAVE_SECONDS = 2.0
LENGTH = 8
"""Bytes before each pickle that say how long it is."""


class Answer(NamedTuple):
    """What came of a piece of work; here, because what is pickled must have the same module at both ends."""

    done: bool
    result: object
    """What it gave, or the exception that it raised."""


class Help(Protocol):
    """Does work beside the event loop."""

    async def do(self, work: Callable[[], _Result]) -> _Result:
        """Return what `work` returns, or raise what it raises."""

    async def close(self) -> None:
        """Let go of what was needed for it."""


class ThreadHelp:
    """Does one thing after another in a thread."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def do(self, work: Callable[[], _Result]) -> _Result:
        """Return what `work` returns, or raise what it raises."""
        async with self._turn:
            return await asyncio.to_thread(work)

    async def close(self) -> None:
        """Nothing to let go of: the thread is the event loop's."""


class ProcessHelp:
    """Does work in processes of its own, which are started when there is something to do for them.

    Functions, arguments and results are pickled: functions of modules, and partials of them. Where a process ends
    unexpectedly, the work is done in a thread.
    """

    def __init__(self, most: int = 0) -> None:
        self._most = most or min(_MOST_PROCESSES, os.cpu_count() or 1)
        self._room = asyncio.Semaphore(self._most)
        self._idle: list[asyncio.subprocess.Process] = []
        self._all: list[asyncio.subprocess.Process] = []

    async def do(self, work: Callable[[], _Result]) -> _Result:
        """Return what `work` returns, or raise what it raises."""
        async with self._room:
            process = self._idle.pop() if self._idle else await self._start()
            try:
                answer = await _ask(process, work)
            except (OSError, asyncio.IncompleteReadError):
                # It was killed, perhaps for want of memory.
                return await asyncio.to_thread(work)
            self._idle.append(process)
        if isinstance(answer.result, Exception) and not answer.done:
            raise answer.result
        return cast("_Result", answer.result)

    async def _start(self) -> asyncio.subprocess.Process:
        """Start one more process."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "index.library.refresh.helping_process",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        self._all.append(process)
        return process

    async def close(self) -> None:
        """End the processes."""
        for process in self._all:
            if process.stdin is not None:
                process.stdin.close()
        for process in self._all:
            try:
                await asyncio.wait_for(process.wait(), _LEAVE_SECONDS if process in self._idle else 0)
            except TimeoutError:
                # Nobody waits for what it is doing: the refresh was stopped.
                process.kill()
                await process.wait()


async def _ask(process: asyncio.subprocess.Process, work: Callable[[], object]) -> Answer:
    """Hand work to a process, and return its answer."""
    assert process.stdin is not None, "asked for above"  # noqa: S101 - for the type checker
    assert process.stdout is not None, "asked for above"  # noqa: S101 - for the type checker
    packed = pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
    process.stdin.write(len(packed).to_bytes(LENGTH, "big"))
    process.stdin.write(packed)
    await process.stdin.drain()
    length = int.from_bytes(await process.stdout.readexactly(LENGTH), "big")
    answer: Answer = pickle.loads(await process.stdout.readexactly(length))  # noqa: S301 - our own process
    return answer
