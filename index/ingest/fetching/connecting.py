"""The guard in the connection itself: a name is looked up once, and only an address that was checked is connected to.

A check made any earlier could be answered with one address and the connection with another.
"""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from itertools import chain, zip_longest
from typing import Final, TypeAlias

import httpcore2

from index.ingest.fetching.addresses import IPAddress, parse_address

Resolver: TypeAlias = Callable[[str], Awaitable[Sequence[str]]]
"""From a host name to its addresses, in the order of preference; raises `OSError` where there are none."""

_NEXT_AFTER: Final = 0.25
"""Seconds until the next address is tried beside the last one; RFC 8305 section 5 recommends this."""
_MOST_ADDRESSES: Final = 8


class AddressRefusedError(httpcore2.ConnectError):
    """The name leads to private addresses alone, and whoever named it may not send us there."""


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Opens connections to addresses for which `refused` is False; to any where `refused` is None."""

    def __init__(self, resolve: Resolver, refused: Callable[[IPAddress], bool] | None) -> None:
        self._resolve = resolve
        self._refused = refused
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address of `host` that answers, within `timeout` seconds together with the look-up."""

        async def connect(address: str) -> httpcore2.AsyncNetworkStream:
            return await self._inner.connect_tcp(address, port, None, local_address, socket_options)

        try:
            async with asyncio.timeout(timeout):
                return await _first(self._allowed(await self._addresses(host)), connect)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout from error

    async def _addresses(self, host: str) -> Sequence[str]:
        if parse_address(host):
            return (host,)
        try:
            return await self._resolve(host)
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error

    def _allowed(self, addresses: Sequence[str]) -> list[str]:
        """Return those of `addresses` that may be connected to, the two families by turns."""
        parsed = [(address, parse_address(address)) for address in addresses]
        known = [(address, found) for address, found in parsed if found]
        allowed = [(address, found) for address, found in known if not (self._refused and self._refused(found))]
        if not allowed:
            raise AddressRefusedError
        first = allowed[0][1].version
        same = [address for address, found in allowed if found.version == first]
        other = [address for address, found in allowed if found.version != first]
        turns = chain.from_iterable(zip_longest(same, other))
        return [address for address in turns if address is not None][:_MOST_ADDRESSES]


async def look_up(host: str) -> Sequence[str]:
    """Ask the system for the addresses of `host`; raises `OSError` where it has none.

    In a thread of its own that nobody waits for: a look-up cannot be stopped, and a program that has been told to end
    would otherwise hang for as long as a dead name server takes (10 to 30 seconds).
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def tell(found: Sequence[str], error: OSError | None) -> None:
        if answer.done():
            return
        if error:
            answer.set_exception(error)
        else:
            answer.set_result(found)

    def ask() -> None:
        found: Sequence[str] = ()
        failure: OSError | None = None
        try:
            entries = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            found = tuple(dict.fromkeys(str(entry[4][0]) for entry in entries))
        except OSError as error:
            failure = error
        except ValueError:  # a label that is too long or empty, or no text at all
            failure = socket.gaierror(socket.EAI_NONAME, "not a host name")
        with suppress(RuntimeError):  # the loop has been closed meanwhile: nobody waits for it any more
            loop.call_soon_threadsafe(tell, found, failure)

    threading.Thread(target=ask, name="look-up", daemon=True).start()
    return await answer


async def _first(
    addresses: list[str], connect: Callable[[str], Awaitable[httpcore2.AsyncNetworkStream]]
) -> httpcore2.AsyncNetworkStream:
    """Return the first connection that comes about, a next address being tried whenever one fails or is slow.

    The way of RFC 8305 ("happy eyeballs"): a network whose IPv6 leads nowhere costs a quarter of a second.
    """
    if len(addresses) == 1:
        return await connect(addresses[0])
    waiting = iter(addresses)
    trying: set[asyncio.Future[httpcore2.AsyncNetworkStream]] = set()
    failure: BaseException = httpcore2.ConnectError()
    more = True
    try:
        while True:
            address = next(waiting, None) if more else None
            more = address is not None
            if address is not None:
                trying.add(asyncio.ensure_future(connect(address)))
            if not trying:
                raise failure
            done, trying = await asyncio.wait(
                trying, timeout=_NEXT_AFTER if more else None, return_when=asyncio.FIRST_COMPLETED
            )
            for attempt in done:
                if error := attempt.exception():
                    failure = error
                else:
                    trying |= done - {attempt}
                    return attempt.result()
    finally:
        await _abandon(trying)


async def _abandon(attempts: set[asyncio.Future[httpcore2.AsyncNetworkStream]]) -> None:
    """Cancel `attempts`, and close those that came about in the meantime."""
    for attempt in attempts:
        attempt.cancel()
    for ended in await asyncio.gather(*attempts, return_exceptions=True):
        if isinstance(ended, httpcore2.AsyncNetworkStream):
            await ended.aclose()
