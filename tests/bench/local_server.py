"""A server of made-up feeds on loopback, in a process of its own: what a refresh is timed against.

Several ports, each a host of its own to whoever asks two of a host at once; HTTP/1.1, connections kept, bodies packed
with gzip beforehand, ETag and Last-Modified. What the feeds list is an edition: the first is that of the start, and
`turn` brings out the next, in which the first feeds list new items in place of all their old ones.
"""

import asyncio
import gzip
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from itertools import islice
from multiprocessing.connection import Connection

from index.search.index import Entry
from tests.bench.corpus import articles, invented

FEEDS = 200
ITEMS = 250
"""Of a feed."""
_PORTS = 20
_SHORT, _LONG = 60, 300
"""Words of an item; every tenth is long."""
_LONG_EVERY = 10
_MARKS = 10**11
"""The rank of the first invented word that no item is likely to have."""
_NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
_HEAD = (
    "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\nContent-Encoding: gzip\r\n"
    "Content-Length: {length}\r\nETag: {etag}\r\nLast-Modified: {modified}\r\n\r\n"
)
_SAME = "HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\nLast-Modified: {modified}\r\n\r\n"
_NONE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class LocalServer:
    """The server's end that is held by whoever started it."""

    def __init__(self, wire: Connection) -> None:
        self._wire = wire
        ports: list[int] = wire.recv()
        self.urls = tuple(f"http://127.0.0.1:{ports[number % len(ports)]}/feed/{number}" for number in range(FEEDS))
        """The addresses of the feeds."""
        self.edition = 0

    def turn(self, feeds: int = FEEDS) -> int:
        """Bring out the next edition, in which the first `feeds` feeds are new, and return its number."""
        self.edition += 1
        self._wire.send((self.edition, feeds))
        self._wire.recv()
        return self.edition


def mark(edition: int, feed: int, item: int) -> str:
    """Return a word that stands in one item alone."""
    return invented(_MARKS + (edition * FEEDS + feed) * ITEMS + item)


@contextmanager
def serving() -> Iterator[LocalServer]:
    """Start the server, wait until it serves its first edition, and end it."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    # What is the server's alone: its end is noticed here only if nobody else holds it.
    theirs.close()
    try:
        yield LocalServer(ours)
    finally:
        ours.close()
        process.join(timeout=10)
        if process.is_alive():
            process.kill()


@dataclass(frozen=True, slots=True)
class _Feed:
    """Both answers to a request for one feed."""

    etag: str
    modified: str
    whole: bytes
    same: bytes


def _serve(wire: Connection) -> None:
    """Serve until the other end is gone."""
    asyncio.run(_listen(wire, _feeds(0, FEEDS)))


async def _listen(wire: Connection, feeds: dict[int, _Feed]) -> None:
    """Answer requests, and turn to the next edition when told to."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                writer.write(_answer(head, feeds))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            # The other end has let go.
            writer.close()

    servers = [await asyncio.start_server(answer, "127.0.0.1", 0) for _ in range(_PORTS)]
    wire.send([server.sockets[0].getsockname()[1] for server in servers])
    loop = asyncio.get_running_loop()
    ended = loop.create_future()

    def obey() -> None:
        try:
            edition, new = wire.recv()
        except EOFError:
            loop.remove_reader(wire.fileno())
            ended.set_result(None)
            return
        feeds.update(_feeds(edition, new))
        wire.send(None)

    loop.add_reader(wire.fileno(), obey)
    await ended


def _answer(head: str, feeds: dict[int, _Feed]) -> bytes:
    """Return the answer to a request."""
    request, *lines = head.split("\r\n")
    number = request.split(" ")[1].rpartition("/")[2]
    feed = feeds.get(int(number)) if number.isdecimal() else None
    if feed is None:
        return _NONE
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    asked = fields.get("if-none-match")
    same = asked == feed.etag if asked is not None else fields.get("if-modified-since") == feed.modified
    return feed.same if same else feed.whole


def _feeds(edition: int, count: int) -> dict[int, _Feed]:
    """Make the first feeds of an edition."""
    entries = articles(count * ITEMS, edition * FEEDS * ITEMS)
    return {number: _feed(edition, number, islice(entries, ITEMS)) for number in range(count)}


def _feed(edition: int, number: int, entries: Iterator[Entry]) -> _Feed:
    """Make one feed: RSS 2.0, its items in HTML as feeds mostly have them, escaped or in CDATA."""
    newest = _NEWEST + timedelta(hours=edition)
    items = "".join(_item(edition, number, item, entry, newest) for item, entry in enumerate(entries))
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Feed {number}</title><link>https://feed-{number}.example/</link><language>en</language>"
        f"<description>What is new</description>{items}</channel></rss>"
    )
    # A low level: real servers do not try harder for what changes by the hour.
    packed = gzip.compress(text.encode(), 5)
    etag, modified = f'"{edition}-{number}"', format_datetime(newest, usegmt=True)
    head = _HEAD.format(length=len(packed), etag=etag, modified=modified)
    return _Feed(etag, modified, head.encode() + packed, _SAME.format(etag=etag, modified=modified).encode())


def _item(edition: int, feed: int, item: int, entry: Entry, newest: datetime) -> str:
    place = f"https://feed-{feed}.example/{edition}/{item}"
    words = [mark(edition, feed, item), *entry.text.split()[: _SHORT if item % _LONG_EVERY else _LONG]]
    parts = [
        f'<p>{escape(" ".join(words[at : at + _SHORT]))} <a href="{place}/more-{at}">read on</a>.</p>\n'
        for at in range(0, len(words) - 1, _SHORT)
    ]
    html = f'<p><img src="{place}.jpg" alt=""/></p>\n' + "".join(parts)
    body = f"<![CDATA[{html}]]>" if feed % 2 else escape(html)
    at = format_datetime(newest - timedelta(minutes=7 * item + feed % 7))
    return (
        f"<item><title>{escape(entry.title)}</title><link>{place}?utm_source=rss&amp;utm_medium=feed</link>"
        f'<guid isPermaLink="false">{feed}-{edition}-{item}</guid><dc:creator>{invented(feed)} desk</dc:creator>'
        f"<pubDate>{at}</pubDate><description>{body}</description></item>\n"
    )
