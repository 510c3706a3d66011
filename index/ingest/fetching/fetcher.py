"""The fetcher: so many at once and so many a host, steps from redirect to redirect, and what came of it at the end."""

import asyncio
import hashlib
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from types import TracebackType
from typing import Final, Self
from weakref import WeakValueDictionary

import httpx2

from index.ingest.fetching.addresses import IPAddress, is_private
from index.ingest.fetching.connecting import AddressRefusedError, Resolver, look_up
from index.ingest.fetching.decoding import Unpacker
from index.ingest.fetching.local import read_local
from index.ingest.fetching.outcomes import FetchFailedError, Gone, Had, NotModified, Outcome
from index.ingest.fetching.proxies import Proxies
from index.ingest.fetching.redirects import STATUSES, Origin, parse
from index.ingest.fetching.requests import Authorisation, Request, split_credentials
from index.ingest.fetching.schedule import parse_retry_after
from index.ingest.fetching.sentences import FAILURES, failed, refused, status_failed, too_large, too_slow
from index.ingest.fetching.trail import Trail
from index.ingest.fetching.transport import Transport
from index.ingest.sizes import LONGEST_PAGE

AT_ONCE: Final = 32
A_HOST: Final = 2
_ENOUGH: Final = 64 * 1024
"""Bytes of a redirect's or an error's own body that are read so that its connection can be used again."""
_LONGEST_TAG: Final = 1024


class Fetcher:
    """Fetches addresses, many at once. An asynchronous context manager: `async with Fetcher() as fetcher`.

    Times are seconds: `connect` until a connection stands, `read` until the next bytes come, `whole` for all of a
    fetch but the wait for its turn. `longest` are bytes, after decompression. `tls`, `resolve` and `private` are there
    for whom the system's own certificates, its look-up of names, or the idea of a private address do not serve.
    """

    def __init__(
        self,
        *,
        at_once: int = AT_ONCE,
        a_host: int = A_HOST,
        connect: float = 10.0,
        read: float = 20.0,
        whole: float = 60.0,
        longest: int = LONGEST_PAGE,
        tls: ssl.SSLContext | None = None,
        resolve: Resolver = look_up,
        private: Callable[[IPAddress], bool] = is_private,
    ) -> None:
        self._timeouts = {"connect": connect, "read": read, "write": read, "pool": whole}
        self._whole = whole
        self._longest = longest
        self._user_agent = f"Crossread/{version('crossread')} (news reader)"
        self._all = asyncio.Semaphore(at_once)
        self._a_host = a_host
        self._hosts: WeakValueDictionary[tuple[str, int], asyncio.Semaphore] = WeakValueDictionary()
        self._transport = Transport(
            proxies=Proxies.from_environment(),
            resolve=resolve,
            private=private,
            a_host=a_host,
            origins=2 * at_once,
            tls=tls,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._transport.aclose()

    async def fetch(self, request: Request) -> Outcome:
        """Fetch what `request` asks for. Never raises for anything that a server or a file does; see `Outcome`."""
        try:
            if request.url.strip().lower().startswith("file:"):
                return await self._read_file(request)
            return await self._follow(_start(request))
        except FetchFailedError as failure:
            return failure.outcome

    async def _read_file(self, request: Request) -> Outcome:
        if not request.typed:
            raise FetchFailedError("A link leads to a file of this computer; it is not opened.", temporary=False)
        started = time.monotonic()
        body = await asyncio.to_thread(read_local, request.url.strip(), self._longest)
        digest = hashlib.sha256(body).hexdigest()
        seconds = time.monotonic() - started
        if digest == request.digest:
            return NotModified(request.url, None, None, None, seconds)
        return Had(request.url, None, body, None, None, None, digest, seconds)

    async def _follow(self, trail: Trail) -> Outcome:
        spent = 0.0
        while True:
            async with self._turn(trail.origin):
                started = time.monotonic()
                outcome = await self._step(trail, self._whole - spent, spent)
                spent += time.monotonic() - started
            if outcome:
                return outcome

    @asynccontextmanager
    async def _turn(self, origin: Origin) -> AsyncIterator[None]:
        """Wait for a turn: at the host first, so that those who wait for a busy one keep nobody else waiting.

        Nothing is held from one step to the next, so that no two fetches can wait for each other.
        """
        key = (origin.host, origin.port)
        host = self._hosts.get(key)
        if host is None:
            host = self._hosts[key] = asyncio.Semaphore(self._a_host)
        async with host, self._all:
            yield

    async def _step(self, trail: Trail, left: float, spent: float) -> Outcome | None:
        """Ask once; return what came of it, or None where a redirect sends us on."""
        started = time.monotonic()
        host = trail.origin.shown
        asking = trail.asking(self._user_agent)
        sending = self._transport.send(asking, trail.origin, private_too=trail.private_too, timeouts=self._timeouts)
        try:
            async with asyncio.timeout(left), sending as response:
                if not response.is_success:
                    await _drain(response)
                if response.status_code not in STATUSES:
                    return await self._outcome(trail, response, started - spent)
                trail.go_on(response, from_private=self._transport.reached_private(response, trail.origin))
                return None
        except AddressRefusedError as error:
            raise refused(host, trail.sender) from error
        except TimeoutError as error:
            raise too_slow(host, self._whole) from error
        except FAILURES as error:
            raise failed(error, host, proxy=self._transport.proxy_of(trail.origin)) from error

    async def _outcome(self, trail: Trail, response: httpx2.Response, started: float) -> Outcome:
        request, host, status = trail.request, trail.origin.shown, response.status_code
        etag, last_modified = _tag(response, "etag"), _tag(response, "last-modified")
        if status == 304 and (request.etag or request.last_modified):
            seconds = time.monotonic() - started
            return NotModified(
                str(trail.url), trail.moved, etag or request.etag, last_modified or request.last_modified, seconds
            )
        if status == 410 and trail.permanent:
            return Gone(f"{host} says that this is gone for good; it is not asked for any more.")
        if not response.is_success:
            wait = parse_retry_after(response.headers.get("retry-after", ""), datetime.now(UTC))
            raise status_failed(status, host, wait)
        try:
            body = await _read(response, self._longest)
        except FAILURES as error:
            raise failed(error, host, body=True) from error
        if body is None:
            raise too_large(host, self._longest)
        digest = hashlib.sha256(body).hexdigest()
        seconds = time.monotonic() - started
        if digest == request.digest:
            return NotModified(str(trail.url), trail.moved, etag, last_modified, seconds)
        kind = response.headers.get("content-type")
        return Had(str(trail.url), trail.moved, body, kind, etag, last_modified, digest, seconds)


def _start(request: Request) -> Trail:
    """Return the trail at its first address; raises `FetchFailedError` where that is none."""
    found = parse(request.url)
    if found is None:
        raise FetchFailedError(
            "That is no address of the web; it begins with http:// or https:// and names a host.", temporary=False
        )
    auth = request.auth or split_credentials(request.url.strip())[1] or Authorisation()
    return Trail(request, auth, found)


async def _read(response: httpx2.Response, longest: int) -> bytes | None:
    """Return the body of `response`, unpacked, or None as soon as it turns out to be longer than `longest` bytes."""
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > longest:
        return None
    unpacker = Unpacker(response.headers.get("content-encoding", ""))
    body, sent = bytearray(), 0
    async with aclosing(response.aiter_raw()) as pieces:
        async for raw in pieces:
            sent += len(raw)
            for piece in unpacker.decode(raw):
                body += piece
                if len(body) > longest:
                    return None
            if sent > longest:
                return None
    unpacker.finish()
    return bytes(body)


async def _drain(response: httpx2.Response) -> None:
    """Read the rest of a short answer that nobody looks at; a longer one, or one that fails, is left where it is."""
    read = 0
    try:
        async with aclosing(response.aiter_raw()) as pieces:
            async for piece in pieces:
                read += len(piece)
                if read > _ENOUGH:
                    return
    except FAILURES:
        return  # its head was all that we wanted of it


def _tag(response: httpx2.Response, name: str) -> str | None:
    """Return a header that is to be sent back, where it can be."""
    value: str = response.headers.get(name, "").strip()
    return value if value and len(value) <= _LONGEST_TAG and value.isprintable() else None
