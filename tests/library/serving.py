"""A web server on this computer for tests: it answers what it is told to, and remembers what it was asked."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from xml.sax.saxutils import escape


class Answer(NamedTuple):
    """What is answered to whoever asks for a path."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}


class Asked(NamedTuple):
    """What was asked."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Server:
    """The server: `pages` by path. An answer of status 200 has an ETag, and is not sent twice to who has it."""

    address: str = ""
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    before: dict[str, threading.Event] = field(default_factory=dict)
    """By path: what is waited for before the answer."""

    def put(self, path: str, body: str | bytes, **headers: str) -> str:
        """Answer `body` under `path`; returns its address."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Answer(data, 200, {"Content-Type": "text/html; charset=utf-8", **named})
        return self.address + path

    def fail(self, path: str, status: int, **headers: str) -> str:
        """Answer an error, or a redirect, under `path`; returns its address."""
        self.pages[path] = Answer(b"", status, {name.replace("_", "-"): value for name, value in headers.items()})
        return self.address + path

    def hold(self, path: str) -> None:
        """Let whoever asks for `path` wait until it is released."""
        self.before[path] = threading.Event()

    def release(self, path: str) -> None:
        """Answer those who wait for `path`."""
        self.before[path].set()

    def paths(self) -> list[str]:
        """Return what was asked for, in its order."""
        return [each.path for each in self.asked]


@contextmanager
def serving() -> Iterator[Server]:
    """Serve until the end of the block."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.asked.append(Asked(self.path, dict(self.headers)))
            if (wait := server.before.get(self.path)) is not None:
                wait.wait(30)
            answer = server.pages.get(self.path.partition("?")[0], Answer(b"nothing here", 404))
            tag = f'"{sha256(answer.body).hexdigest()[:16]}"'
            known = answer.status == 200 and self.headers.get("If-None-Match") == tag
            self.send_response(304 if known else answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status == 200:
                self.send_header("ETag", tag)
            self.send_header("Content-Length", "0" if known else str(len(answer.body)))
            self.end_headers()
            if not known:
                self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        server.address = f"http://127.0.0.1:{listening.server_address[1]}"
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            for event in server.before.values():
                event.set()
            listening.shutdown()
            thread.join()


class Item(NamedTuple):
    """An entry of a feed."""

    title: str
    text: str
    link: str | None = None
    guid: str | None = None
    at: datetime | None = None


def rss(*items: Item, title: str = "Coast Post") -> str:
    """Return a feed of RSS 2.0."""
    parts = []
    for item in items:
        link = f"<link>{escape(item.link)}</link>" if item.link else ""
        guid = f'<guid isPermaLink="false">{escape(item.guid)}</guid>' if item.guid else ""
        date = f"<pubDate>{format_datetime(item.at)}</pubDate>" if item.at else ""
        text = escape(f"<p>{item.text}</p>")
        parts.append(
            f"<item><title>{escape(item.title)}</title>{link}{guid}{date}<description>{text}</description></item>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>https://example.org/</link><description/>{''.join(parts)}</channel></rss>"
    )
