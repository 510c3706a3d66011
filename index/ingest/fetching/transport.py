"""Connections: kept and used again, HTTP/2 where the server speaks it, through a proxy where one is named."""

import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final, TypeAlias
from urllib.parse import unquote, urlsplit

import httpcore2
import httpx2

from index.ingest.fetching.addresses import IPAddress, literal
from index.ingest.fetching.connecting import AddressRefusedError, GuardedBackend, Resolver
from index.ingest.fetching.outcomes import FetchFailedError
from index.ingest.fetching.proxies import Proxies
from index.ingest.fetching.redirects import Origin

_RETRIED: Final = (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError)
"""In what a kept connection ends that its server has closed just now."""
_KEPT_FOR: Final = 15.0
"""Seconds that an unused connection is kept; many servers close theirs after 5 to 75."""


_Key: TypeAlias = tuple[Origin, bool]
"""An origin, and whether private addresses are refused."""


@dataclass
class _Kept:
    """The connections to one origin, and how many requests are using them.

    `spoiled` are those on which something was not read to its end. httpcore2 only forgets a stream of HTTP/2: the
    server goes on sending it, at the cost of what the next answers may send; and it keeps a broken connection of HTTP/2
    among those it counts.
    """

    pool: httpcore2.AsyncConnectionPool
    used: int = 0
    spoiled: bool = False


class Transport:
    """Sends requests by connections that are made as they are needed and kept for a while.

    Each origin has its own small pool: httpcore2 looks at every connection of a pool, by system calls, before and after
    each request (with 100 hosts in one pool that was half of all the time). And connections that may lead to private
    addresses are never in one pool with those that may not. `a_host` is how many connections an origin gets at most,
    `origins` how many are kept.
    """

    def __init__(
        self,
        *,
        proxies: Proxies,
        resolve: Resolver,
        private: Callable[[IPAddress], bool],
        a_host: int,
        origins: int,
        tls: ssl.SSLContext | None,
    ) -> None:
        self._proxies = proxies
        self._resolve = resolve
        self._private = private
        self._a_host = a_host
        self._origins = origins
        self._tls = tls
        self._kept: dict[_Key, _Kept] = {}

    @asynccontextmanager
    async def send(
        self, request: httpx2.Request, origin: Origin, *, private_too: bool, timeouts: dict[str, float]
    ) -> AsyncIterator[httpx2.Response]:
        """Send `request` and give its answer with the body unread; at the end it is closed.

        Unless `private_too`, raises `AddressRefusedError` where `origin` turns out to be private: in the connection,
        or before it where a proxy makes the connection and only an address can be judged, no name. Else what
        httpcore2 raises.
        """
        proxy = self._proxies.of(origin.scheme, origin.host, origin.port)
        if proxy and not private_too and (address := literal(origin.host)) and self._private(address):
            raise AddressRefusedError
        key = (origin, not private_too)
        kept = self._connections(key, proxy)
        kept.used += 1
        read = False
        try:
            await self._close_oldest()
            answer = await self._ask(kept.pool, request, timeouts)
            body = _Body(answer)
            response = httpx2.Response(
                answer.status, headers=answer.headers, stream=body, extensions=answer.extensions, request=request
            )
            try:
                yield response
            finally:
                read = body.ended
                if not read:
                    await answer.extensions["network_stream"].aclose()
                await response.aclose()
        finally:
            await self._give_back(key, kept, spoiled=not read)

    def proxy_of(self, origin: Origin) -> str | None:
        """Return the host of the proxy by which `origin` is reached, or None."""
        proxy = self._proxies.of(origin.scheme, origin.host, origin.port)
        return (urlsplit(proxy).hostname or "") if proxy else None

    def reached_private(self, response: httpx2.Response, origin: Origin) -> bool:
        """Tell whether `response` came from a private address; by a proxy, whether `origin` is written as one."""
        if self.proxy_of(origin) is not None:
            address = literal(origin.host)
            return address is not None and self._private(address)
        peer = response.extensions["network_stream"].get_extra_info("server_addr")
        return bool(peer) and self._private(ip_address(peer[0]))

    async def aclose(self) -> None:
        """Close all connections."""
        while self._kept:
            _, kept = self._kept.popitem()
            await kept.pool.aclose()

    async def _ask(
        self, pool: httpcore2.AsyncConnectionPool, request: httpx2.Request, timeouts: dict[str, float]
    ) -> httpcore2.Response:
        """Send `request`, twice where a connection that was kept turns out to have been closed by the server."""
        url = request.url
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        asked = httpcore2.Request(b"GET", target, headers=request.headers.raw, extensions={"timeout": timeouts})
        try:
            return await pool.handle_async_request(asked)
        except _RETRIED:
            return await pool.handle_async_request(asked)

    def _connections(self, key: _Key, proxy: str | None) -> _Kept:
        """Return the connections to an origin, which are now those used last."""
        origin, guarded = key
        kept = self._kept.pop(key, None) or _Kept(self._new_pool(origin, proxy, guarded=guarded))
        self._kept[key] = kept
        return kept

    async def _give_back(self, key: _Key, kept: _Kept, *, spoiled: bool) -> None:
        """Note that a request is done with its connections; the last one closes those that are spoiled."""
        kept.used -= 1
        kept.spoiled = kept.spoiled or spoiled
        if kept.spoiled and self._kept.get(key) is kept:
            del self._kept[key]
        if kept.spoiled and not kept.used:
            await kept.pool.aclose()

    async def _close_oldest(self) -> None:
        """Close the connections that have not been used for longest, where too many are kept."""
        if len(self._kept) > self._origins:
            unused = next((key for key, kept in self._kept.items() if not kept.used), None)
            if unused:
                await self._kept.pop(unused).pool.aclose()

    def _new_pool(self, origin: Origin, proxy: str | None, *, guarded: bool) -> httpcore2.AsyncConnectionPool:
        secure = origin.scheme == "https"
        if secure and self._tls is None:
            self._tls = httpx2.create_ssl_context()  # reads the system's certificates: 20 to 100 ms, once
        tls = self._tls if secure else None
        if proxy is None:
            return httpcore2.AsyncConnectionPool(
                ssl_context=tls,
                max_connections=self._a_host,
                keepalive_expiry=_KEPT_FOR,
                http2=True,
                network_backend=GuardedBackend(self._resolve, self._private if guarded else None),
            )
        parts = urlsplit(proxy)
        if parts.scheme not in {"http", "https"}:
            raise FetchFailedError(
                "The proxy that the environment names is of a kind Crossread cannot use; name an http one.",
                temporary=False,
            )
        user = (unquote(parts.username).encode(), unquote(parts.password or "").encode()) if parts.username else None
        return httpcore2.AsyncHTTPProxy(
            f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/",
            proxy_auth=user,
            ssl_context=tls,
            max_connections=self._a_host,
            keepalive_expiry=_KEPT_FOR,
            http2=True,
            network_backend=GuardedBackend(self._resolve, None),  # the user named the proxy
        )


class _Body(httpx2.AsyncByteStream):
    """The body of an answer, as it comes in; errors are httpcore2's. `ended` says whether it was read to its end."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer
        self.ended = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._answer.aiter_stream():
            yield piece
        self.ended = True

    async def aclose(self) -> None:
        await self._answer.aclose()
