"""A real server on loopback that misbehaves as it is told to: by HTTP/1.1, by HTTP/2, and as a proxy.

`Server` answers each path with the function that `on` was given for it. Those below that begin with `answer_` make
the usual ones; an `Exchange` lets a test write whatever it wants, byte by byte.
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Self

import h2.config
import h2.connection
import h2.events


@dataclass
class Exchange:
    """One request, and the connection on which it is answered."""

    path: str
    headers: Mapping[str, str]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    close: bool = False

    async def send(self, data: bytes) -> None:
        """Send `data` just as it is."""
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        """Send a whole answer; `headers` are written with _ for -."""
        headers.setdefault("content_length", str(len(body)))
        await self.send(head(status, **headers) + body)


Behaviour = Callable[[Exchange], Awaitable[None]]


def head(status: int, **headers: str) -> bytes:
    """Return the head of an answer; `headers` are written with _ for -."""
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def answer_with(body: bytes = b"", status: int = 200, **headers: str) -> Behaviour:
    """Return a behaviour that answers with `body`."""

    async def behave(exchange: Exchange) -> None:
        await exchange.answer(status, body, **headers)

    return behave


def answer_moved(location: str, status: int = 301, **headers: str) -> Behaviour:
    """Return a behaviour that redirects to `location`."""
    return answer_with(b"moved", status, location=location, **headers)


def answer_raw(data: bytes, *, close: bool = True) -> Behaviour:
    """Return a behaviour that sends `data` as it is and closes the connection."""

    async def behave(exchange: Exchange) -> None:
        await exchange.send(data)
        exchange.close = close

    return behave


def answer_endlessly(piece: bytes, *, every: float = 0.0, **headers: str) -> Behaviour:
    """Return a behaviour that sends `piece` again and again until nobody reads it any more."""

    async def behave(exchange: Exchange) -> None:
        await exchange.send(head(200, **headers))
        exchange.close = True
        while not exchange.writer.is_closing():
            await exchange.send(piece)
            await asyncio.sleep(every)

    return behave


async def answer_never(exchange: Exchange) -> None:
    """Say nothing until the other side gives up."""
    await exchange.reader.read()
    exchange.close = True


@dataclass
class Server:
    """An HTTP server on a port of 127.0.0.1; `asked` are the requests that came, in order."""

    tls: ssl.SSLContext | None = None
    asked: list[Exchange] = field(default_factory=list)
    connections: int = 0
    now: int = 0
    """How many requests are being answered, and `most` how many at once that ever were."""
    most: int = 0
    _behaviours: dict[str, Behaviour] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self.tls)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def port(self) -> int:
        assert self._server
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def on(self, path: str, behaviour: Behaviour) -> str:
        """Let `path` be answered so, and return its address."""
        self._behaviours[path] = behaviour
        return self.url(path)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [exchange.path for exchange in self.asked]

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        self.connections += 1
        try:
            await self.converse(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the other side has had enough, or the test has
        finally:
            self._tasks.discard(task)
            writer.close()

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection, one after the other."""
        while True:
            exchange = await read_request(reader, writer)
            self.asked.append(exchange)
            await self.behave(exchange)
            if exchange.close:
                return

    async def behave(self, exchange: Exchange) -> None:
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            behaviour = self._behaviours.get(exchange.path.partition("?")[0], answer_with(b"nothing here", 404))
            await behaviour(exchange)
        finally:
            self.now -= 1


async def read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Exchange:
    """Return the next request of a connection."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("utf-8").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:] if line)
    return Exchange(lines[0].split(" ")[1], {name.lower(): value for name, value in headers.items()}, reader, writer)


class Proxy(Server):
    """A proxy that resolves every name to 127.0.0.1, whoever asks, and keeps the ports."""

    async def behave(self, exchange: Exchange) -> None:
        absolute = exchange.path.removeprefix("http://")
        authority, _, path = absolute.partition("/")
        reader, writer = await asyncio.open_connection("127.0.0.1", int(authority.rpartition(":")[2]))
        exchange.close = True
        if absolute == exchange.path:  # CONNECT
            await exchange.send(b"HTTP/1.1 200 Connected\r\n\r\n")
        else:
            writer.write(f"GET /{path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n".encode())
        try:
            await asyncio.gather(_pass_on(exchange.reader, writer), _pass_on(reader, exchange.writer))
        finally:
            writer.close()
            await writer.wait_closed()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


class Http2Server(Server):
    """The same by HTTP/2: every path has a body, sent as fast as the flow control lets it."""

    def __init__(self, tls: ssl.SSLContext, bodies: Mapping[str, bytes]) -> None:
        tls.set_alpn_protocols(["h2"])
        super().__init__(tls)
        self._bodies = bodies

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        link.initiate_connection()
        unsent: dict[int, memoryview] = {}
        while True:
            for stream in list(unsent):
                size = min(link.local_flow_control_window(stream), link.max_outbound_frame_size, len(unsent[stream]))
                link.send_data(stream, bytes(unsent[stream][:size]))
                unsent[stream] = unsent[stream][size:]
                if not len(unsent[stream]):
                    link.end_stream(stream)
                    del unsent[stream]
            writer.write(link.data_to_send())
            await writer.drain()
            if unsent and all(link.local_flow_control_window(stream) > 0 for stream in unsent):
                continue
            data = await reader.read(65536)
            if not data:
                return
            for event in link.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    headers = {str(name): str(value) for name, value in event.headers or ()}
                    exchange = Exchange(headers[":path"], headers, reader, writer)
                    self.asked.append(exchange)
                    link.send_headers(event.stream_id or 0, [(":status", "200")])
                    unsent[event.stream_id or 0] = memoryview(self._bodies[exchange.path])
