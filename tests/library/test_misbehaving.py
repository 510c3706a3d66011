"""A refresh of servers that misbehave in every way beside good ones: nothing is lost, and each gets a sentence."""

import asyncio
import gzip
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from index.ingest.fetching.fetcher import Fetcher
from index.library import Library
from tests.ingest.fetching.certificate import serving as broken_tls
from tests.ingest.fetching.server import (
    Behaviour,
    Server,
    answer_endlessly,
    answer_moved,
    answer_never,
    answer_raw,
    answer_with,
    head,
)
from tests.library.serving import Item, rss

ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "news">{ENTITIES}]>'
ZEROS = gzip.compress(bytes(32 * 1024 * 1024))
FAILING: dict[str, tuple[Behaviour, str]] = {
    "slow-bytes": (answer_endlessly(b"<", every=0.05), "too slow"),
    "silence": (answer_never, "stopped sending"),
    "endless-body": (answer_endlessly(b"<item>" * 20_000), "more than 15 MiB"),
    "wrong-length": (answer_raw(head(200, content_length="9000") + b"<rss>"), "broke off"),
    "mid-stream-close": (answer_raw(head(200, transfer_encoding="chunked") + b"5\r\n<rss>\r\n"), "broke off"),
    "redirect-loop": (answer_moved("/redirect-loop"), "in circles"),
    "redirect-to-private": (answer_moved("http://169.254.169.254/latest/"), "private network"),
    "gzip-bomb": (answer_with(ZEROS, content_encoding="gzip"), "more than 15 MiB"),
    "no-304-asked-for": (answer_raw(head(304)), "nothing has changed"),
    "too-often": (answer_with(b"", 429, retry_after="7200"), "less often"),
    "gone": (answer_with(b"", 410), "gone for good"),
    "trouble": (answer_with(b"", 503), "error 503"),
    "page": (answer_with(b"<html><body>Down for repairs</body></html>"), "web page"),
}


def feed(name: str, day: int) -> bytes:
    """Return what the feed `name` brings on a day: an article of each day until then."""
    items = [
        Item(f"{name} {number}", f"On day {number} {name} came in.", f"https://example.org/{name}/{number}")
        for number in range(1, day + 1)
    ]
    return rss(*items, title=name).encode()


def windows_1252(day: int) -> Behaviour:
    """Return a behaviour that answers in another character set than the header and the document name."""
    body = feed("charset", day).decode().replace("came", "café").encode("cp1252")
    return answer_with(body, content_type="application/rss+xml; charset=utf-8")


@contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server in a thread of its own, beside a refresh, which has an event loop of its own."""
    loop, server = asyncio.new_event_loop(), Server(tls)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result(10)
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.__aexit__(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Wait for seconds where the user would wait for a minute; have neither proxy nor newsboat."""
    monkeypatch.setattr("index.library.refresh.conducting.Fetcher", partial(Fetcher, connect=5.0, read=0.7, whole=1.5))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def titles(shelf: Library) -> set[str]:
    return {article.title for article in shelf.summaries(shelf.order())}


@pytest.mark.usefixtures("_impatient")
def test_nothing_is_lost_each_gets_a_sentence_and_the_others_come_in(shelf: Library, tmp_path: Path) -> None:
    good = ["good-1", "good-2"]
    with running() as server, running(broken_tls(tmp_path)) as secure:
        names = [*FAILING, *good]
        urls = {server.on(f"/{name}", answer_with(feed(name, 1))): name for name in names}
        urls[server.on("/charset", windows_1252(1))] = "charset"
        urls[server.on("/entity-bomb", answer_with(feed("entity-bomb", 1)))] = "entity-bomb"
        urls[secure.on("/tls", answer_with(feed("tls", 1)))] = "tls"
        (tmp_path / "urls").write_text("\n".join(urls), encoding="utf-8")
        assert shelf.feeds.import_newsboat(tmp_path / "urls").added == len(urls)

        report = shelf.feeds.refresh()
        assert [urls[failure.url] for failure in report.failed] == ["tls"]
        before = {f"{name} 1" for name in urls.values() if name != "tls"}
        assert titles(shelf) == before
        shelf.set_read(shelf.order(), True)

        for name, (behaviour, _) in FAILING.items():
            server.on(f"/{name}", behaviour)
        for name in good:
            server.on(f"/{name}", answer_with(feed(name, 2)))
        server.on("/charset", windows_1252(2))
        bomb = feed("entity-bomb", 2).replace(b"On day 2", b"&amp;e11; &e11; On day 2")
        server.on("/entity-bomb", answer_with(bomb.replace(b'<?xml version="1.0" encoding="utf-8"?>', BOMB.encode())))

        report = shelf.feeds.refresh()
        told = {urls[failure.url]: failure.error for failure in report.failed}
        assert told.keys() == {*FAILING, "tls"}
        for name, (_, words) in FAILING.items():
            assert words in told[name]
        assert "Could not trust" in told["tls"]
        came_in = {f"{name} 2" for name in (*good, "charset", "entity-bomb")}
        assert titles(shelf) == before | came_in
        assert {article.title for article in shelf.summaries(shelf.order()) if not article.read} == came_in
        assert shelf.find("café").total == 2
        listed = {urls[feed.url]: feed for feed in shelf.feeds.list()}
        for name, sentence in told.items():
            assert sentence.endswith(".")
            assert listed[name].error == sentence
        assert [name for name, each in listed.items() if each.stopped] == ["gone"]
        asked = listed["too-often"].next_try
        assert asked is not None
        assert asked >= datetime.now(UTC) + timedelta(minutes=119)

        for name in names:
            server.on(f"/{name}", answer_with(feed(name, 3)))
        report = shelf.feeds.refresh([each.id for each in listed.values()])
        assert [urls[failure.url] for failure in report.failed] == ["tls"]
        assert titles(shelf) == before | came_in | {f"{name} {day}" for name in names for day in (2, 3)}
