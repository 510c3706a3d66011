"""Servers that are slow, broken or hostile: each costs a sentence and a bounded time and memory, and nobody else."""

import asyncio
import gzip
import random
import socket
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # publishes no types
import pytest

from index.ingest.fetching import Failed, Gone, Had, NotModified, Request
from index.ingest.fetching.fetcher import Fetcher
from tests.ingest.fetching.certificate import serving, trusting
from tests.ingest.fetching.conftest import public_here
from tests.ingest.fetching.server import (
    Behaviour,
    Exchange,
    Server,
    answer_endlessly,
    answer_moved,
    answer_never,
    answer_raw,
    answer_with,
    head,
)

MEBIBYTE = 1024 * 1024
ZEROS = bytes(4 * MEBIBYTE)
EMPTY_GZIP = gzip.compress(b"")


def bomb() -> bytes:
    """Return a gzip file of 1 GiB of zeros, of which a block repeats itself."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    first, block = (packer.compress(ZEROS) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + block * 255


async def failure(fetcher: Fetcher, url: str) -> Failed:
    """Fetch `url`, which has to fail, and return how."""
    outcome = await fetcher.fetch(Request(url))
    assert isinstance(outcome, Failed)
    assert "127.0.0.1" in outcome.sentence
    return outcome


@pytest.mark.parametrize(
    ("behaviour", "words", "temporary"),
    [
        (answer_raw(head(200, content_length="1000") + b"<rss>"), "broke off", True),
        (answer_raw(head(200, transfer_encoding="chunked") + b"5\r\n<rss>\r\n"), "broke off", True),
        (answer_raw(head(200, transfer_encoding="chunked") + b"zz\r\n<rss>\r\n"), "broke off", True),
        (answer_raw(b""), "closed the connection", True),
        (answer_raw(b"HTTP/1.1 200 OK\r\nContent-Le"), "closed the connection", True),
        (answer_raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "no web server", True),
        (answer_endlessly(b"X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 100), "more than 1 MiB", False),
        (answer_endlessly(b"<item>" * 10_000), "more than 1 MiB", False),
        (answer_with(b"", content_length=str(2 * MEBIBYTE)), "more than 1 MiB", False),
        (answer_with(b"not packed", content_encoding="gzip"), "unpacked", True),
        (answer_with(b"not packed", content_encoding="br"), "unpacked", True),
        (answer_with(b"not packed", content_encoding="zstd"), "unpacked", True),
        (answer_with(gzip.compress(ZEROS)[:-9], content_encoding="gzip"), "more than 1 MiB", False),
        (answer_with(gzip.compress(b"<rss/>")[:-9], content_encoding="gzip"), "broke off", True),
        (answer_with(EMPTY_GZIP * 1000, content_encoding="gzip"), "unpacked", True),
        (answer_with(gzip.compress(b""), content_encoding="gzip, gzip, gzip, gzip"), "unpacked", True),
        (answer_with(brotli.compress(ZEROS, quality=5), content_encoding="br"), "more than 1 MiB", False),
        (answer_with(bomb(), content_encoding="gzip"), "more than 1 MiB", False),
        (answer_with(gzip.compress(bomb()), content_encoding="gzip, gzip"), "more than 1 MiB", False),
        (answer_with(b"", 302), "to nowhere", False),
        (answer_moved("file:///etc/hostname"), "'file:' address", False),
        (answer_moved("http://[broken/"), "to nowhere", False),
        (answer_moved("/feed"), "in circles", False),
    ],
)
async def test_what_is_broken_or_hostile_is_a_sentence(
    server: Server, behaviour: Behaviour, words: str, *, temporary: bool
) -> None:
    async with Fetcher(private=public_here, longest=MEBIBYTE) as fetcher:
        outcome = await failure(fetcher, server.on("/feed", behaviour))
        assert words in outcome.sentence
        assert outcome.temporary is temporary
        assert isinstance(await fetcher.fetch(Request(server.on("/good", answer_with(b"<rss/>")))), Had)


NAMES = ("Location", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Set-Cookie", "ETag", "Retry-After")
VALUES = (
    *(b"/feed", b"//", b"http://[::1", b"http://127.0.0.2/", b"http://a:b@c:99999/", b"http://xn--\xff/", b"?", b"#"),
    *(b"5", b"-1", b"5, 5", b"9" * 30, b"gzip", b"br, zstd", b"chunked", b"a=b; Domain=.; Path=\xff", b"=;;;", b"\x00"),
    *(b'"\xff\x80"', b"\xc3\xa9", b"\xe2\x80\xae", b"", b"close", b"http://" + b"a" * 70 + b".example/"),
)
BODIES = (b"", b"12345", b"5\r\nhello\r\n0\r\n\r\n", gzip.compress(b"news"), b"\xff\x00\x80")


def nonsense(draw: random.Random) -> bytes:
    """Return an answer of headers that do not fit together, now and then with a byte or two of something else."""
    status = draw.choice((200, 200, 301, 302, 304, 410, 429, 500, 100, 101, 204, 999, 0))
    lines = [f"{draw.choice(NAMES)}: ".encode() + draw.choice(VALUES) + b"\r\n" for _ in range(draw.randrange(5))]
    answer = bytearray(f"HTTP/1.1 {status} X\r\n".encode() + b"".join(lines) + b"\r\n" + draw.choice(BODIES))
    for _ in range(draw.choice((0, 0, 0, 1, 3))):
        answer[draw.randrange(len(answer))] = draw.randrange(256)
    return bytes(answer)


async def test_whatever_a_server_answers_something_comes_of_it(server: Server, fetcher: Fetcher) -> None:
    draw = random.Random(5)  # noqa: S311 - the same nonsense each time, nothing secret

    async def behave(exchange: Exchange) -> None:
        exchange.close = True
        await exchange.send(nonsense(draw))

    url = server.on("/feed", behave)
    for _ in range(400):
        outcome = await fetcher.fetch(Request(url, etag='"1"', typed=draw.random() < 0.5))
        assert isinstance(outcome, Had | NotModified | Gone | Failed)


async def test_a_bomb_takes_no_more_memory_than_the_longest_answer(server: Server, fetcher: Fetcher) -> None:
    url = server.on("/feed", answer_with(gzip.compress(bomb()), content_encoding="gzip, gzip"))
    tracemalloc.start()
    try:
        await failure(fetcher, url)
        assert tracemalloc.get_traced_memory()[1] < 40 * MEBIBYTE
    finally:
        tracemalloc.stop()


async def test_headers_without_end_are_cut_off(server: Server, fetcher: Fetcher) -> None:
    async def behave(exchange: Exchange) -> None:
        exchange.close = True
        await exchange.send(b"HTTP/1.1 200 OK\r\n")
        while not exchange.writer.is_closing():
            await exchange.send(b"X-More: and more\r\n" * 1000)

    assert "no web server" in (await failure(fetcher, server.on("/feed", behave))).sentence


@pytest.mark.parametrize(
    ("patience", "behaviour", "words"),
    [
        ((0.1, 10), answer_never, "stopped sending"),
        ((0.1, 10), answer_raw(head(200, content_length="9") + b"<rss>", close=False), "stopped sending"),
        ((5, 0.2), answer_endlessly(b"<", every=0.01), "too slow"),
    ],
)
async def test_slowness_ends_somewhere(
    server: Server, patience: tuple[float, float], behaviour: Behaviour, words: str
) -> None:
    read, whole = patience
    async with Fetcher(private=public_here, connect=5, read=read, whole=whole) as fetcher:
        outcome = await failure(fetcher, server.on("/feed", behaviour))
        assert words in outcome.sentence
        assert outcome.temporary


async def test_redirects_round_in_circles_are_noticed_at_once(server: Server, fetcher: Fetcher) -> None:
    server.on("/a", answer_moved("/b"))
    server.on("/b", answer_moved("/a", 302))
    assert "in circles" in (await failure(fetcher, server.url("/a"))).sentence
    assert server.paths == ["/a", "/b"]


async def test_ten_redirects_are_followed_and_no_more(server: Server, fetcher: Fetcher) -> None:
    for at in range(11):
        server.on(f"/{at}", answer_moved(f"/{at + 1}"))
    server.on("/11", answer_with(b"<rss/>"))
    assert isinstance(await fetcher.fetch(Request(server.url("/1"))), Had)
    assert "more than 10 times" in (await failure(fetcher, server.url("/0"))).sentence
    assert server.paths.count("/11") == 1


async def test_a_kept_connection_that_was_closed_meanwhile_costs_nothing(server: Server, fetcher: Fetcher) -> None:
    async def once(exchange: Exchange) -> None:
        if server.connections == 1 and len(server.asked) == 2:
            exchange.close = True
        else:
            await exchange.answer(body=b"<rss/>")

    url = server.on("/feed", once)
    for _ in range(2):
        assert isinstance(await fetcher.fetch(Request(url)), Had)
    assert server.connections == 2


async def test_the_others_come_in(server: Server, fetcher: Fetcher) -> None:
    bad = [server.on(f"/bad{at}", answer_raw(head(200, content_length="9") + b"<")) for at in range(10)]
    good = [server.on(f"/good{at}", answer_with(b"<rss/>")) for at in range(10)]
    urls = [url for pair in zip(bad, good, strict=True) for url in pair]
    outcomes = await asyncio.gather(*(fetcher.fetch(Request(url)) for url in urls))
    assert [type(outcome) for outcome in outcomes] == [Failed, Had] * 10


async def test_a_wrong_character_set_is_left_to_who_reads_it(server: Server, fetcher: Fetcher) -> None:
    url = server.on("/feed", answer_with("é".encode("latin-1"), content_type="text/xml; charset=no-such-thing"))
    had = await fetcher.fetch(Request(url))
    assert isinstance(had, Had)
    assert (had.body, had.content_type) == (b"\xe9", "text/xml; charset=no-such-thing")


async def test_nobody_listens_there(fetcher: Fetcher) -> None:
    async with Server() as closed:
        url = closed.url("/")
    outcome = await failure(fetcher, url)
    assert "refuses the connection" in outcome.sentence
    assert outcome.temporary


async def unknown(host: str) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, f"no {host}")


async def nobody_to_ask(host: str) -> list[str]:
    raise socket.gaierror(socket.EAI_AGAIN, f"no server for {host}")


@pytest.mark.parametrize(
    ("resolve", "sentence"),
    [
        (unknown, "Could not reach example.org: the name does not exist."),
        (nobody_to_ask, "Could not reach example.org: names cannot be looked up; is this computer connected?"),
    ],
)
async def test_a_name_that_leads_nowhere(resolve: Callable[[str], Awaitable[list[str]]], sentence: str) -> None:
    async with Fetcher(resolve=resolve) as fetcher:
        outcome = await fetcher.fetch(Request("https://example.org/feed?key=hidden"))
        assert isinstance(outcome, Failed)
        assert outcome.sentence == sentence


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path, fetcher: Fetcher) -> None:
    async with Server(serving(tmp_path)) as server:
        outcome = await failure(fetcher, server.on("/feed", answer_with(b"<rss/>")))
        assert outcome.sentence.startswith(f"Could not trust 127.0.0.1:{server.port}: its certificate is signed by its")
        assert not server.asked


async def test_a_certificate_for_another_name_is_not_trusted(tmp_path: Path) -> None:
    async def resolve(_: str) -> list[str]:
        return ["127.0.0.1"]

    async with (
        Server(serving(tmp_path)) as server,
        Fetcher(private=public_here, tls=trusting(), resolve=resolve) as fetcher,
    ):
        server.on("/feed", answer_with(b"<rss/>"))
        assert isinstance(await fetcher.fetch(Request(server.url("/feed", "news.example"))), Had)
        outcome = await fetcher.fetch(Request(server.url("/feed", "other.example")))
        assert isinstance(outcome, Failed)
        assert "is for another name" in outcome.sentence


async def test_https_where_none_is_spoken(fetcher: Fetcher) -> None:
    async def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ready\r\n")
        writer.close()

    async with await asyncio.start_server(greet, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        assert "no secure connection" in (await failure(fetcher, f"https://127.0.0.1:{port}/feed")).sentence
