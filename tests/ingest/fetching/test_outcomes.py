"""What comes of a fetch from a server that behaves: bodies, tags, redirects, and what is sent to whom."""

import asyncio
import gzip
import hashlib
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]  # publishes no types
import pytest

from index.ingest.fetching import Authorisation, Failed, Gone, Had, NotModified, Request
from index.ingest.fetching.fetcher import Fetcher
from tests.ingest.fetching.server import Exchange, Server, answer_moved, answer_with

BODY = b"<rss>" + b"news " * 50_000 + b"</rss>"


async def test_what_is_had_comes_with_what_is_needed_the_next_time(server: Server, fetcher: Fetcher) -> None:
    url = server.on("/feed", answer_with(BODY, etag='"1"', last_modified="yesterday", content_type="text/xml"))
    had = await fetcher.fetch(Request(url))
    assert isinstance(had, Had)
    assert (had.body, had.url, had.permanent, had.content_type) == (BODY, url, None, "text/xml")
    assert (had.etag, had.last_modified, had.digest) == ('"1"', "yesterday", hashlib.sha256(BODY).hexdigest())
    assert server.asked[0].headers["user-agent"].startswith("Crossread/")


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("br", brotli.compress),
        ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
        ("utf-8", bytes),
    ],
)
async def test_a_compressed_body_is_unpacked(
    server: Server, fetcher: Fetcher, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    url = server.on("/feed", answer_with(pack(BODY), content_encoding=encoding))
    had = await fetcher.fetch(Request(url))
    assert isinstance(had, Had)
    assert had.body == BODY


async def test_what_has_not_changed_is_asked_for_by_its_tags(server: Server, fetcher: Fetcher) -> None:
    url = server.on("/feed", answer_with(status=304, content_length="900"))
    outcome = await fetcher.fetch(Request(url, etag='"é"', last_modified="then"))
    assert isinstance(outcome, NotModified)
    assert (outcome.etag, outcome.last_modified) == ('"é"', "then")
    sent = server.asked[0].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"é"', "then")


async def test_the_same_content_under_another_tag_is_not_modified(server: Server, fetcher: Fetcher) -> None:
    url = server.on("/feed", answer_with(BODY, etag='"2"'))
    outcome = await fetcher.fetch(Request(url, etag='"1"', digest=hashlib.sha256(BODY).hexdigest()))
    assert isinstance(outcome, NotModified)
    assert outcome.etag == '"2"'


async def test_304_for_what_was_never_had_is_a_failure(server: Server, fetcher: Fetcher) -> None:
    outcome = await fetcher.fetch(Request(server.on("/feed", answer_with(status=304))))
    assert isinstance(outcome, Failed)
    assert "nothing has changed" in outcome.sentence


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301,), True), ((308, 301), True), ((302,), False), ((307,), False), ((301, 302), False), ((303, 301), False)],
)
async def test_only_redirects_for_good_tell_a_new_address(
    server: Server, fetcher: Fetcher, statuses: tuple[int, ...], *, moved: bool
) -> None:
    for at, status in enumerate(statuses):
        server.on(f"/{at}", answer_moved(f"/{at + 1}#part", status))
    last = server.on(f"/{len(statuses)}", answer_with(BODY))
    had = await fetcher.fetch(Request(server.url("/0")))
    assert isinstance(had, Had)
    assert had.url == last
    assert had.permanent == (last if moved else None)


async def test_an_unchanged_feed_can_have_moved_as_well(server: Server, fetcher: Fetcher) -> None:
    server.on("/old", answer_moved("/new"))
    new = server.on("/new", answer_with(status=304))
    outcome = await fetcher.fetch(Request(server.url("/old"), etag='"1"'))
    assert isinstance(outcome, NotModified)
    assert outcome.permanent == new


async def test_gone_is_gone_unless_a_passing_redirect_led_there(server: Server, fetcher: Fetcher) -> None:
    gone = server.on("/gone", answer_with(status=410))
    outcome = await fetcher.fetch(Request(gone))
    assert isinstance(outcome, Gone)
    assert f"127.0.0.1:{server.port}" in outcome.sentence
    assert isinstance(await fetcher.fetch(Request(server.on("/for-now", answer_moved(gone, 302)))), Failed)


@pytest.mark.parametrize(
    ("status", "temporary"), [(400, False), (401, False), (403, False), (404, False), (429, True), (500, True)]
)
async def test_an_error_is_a_sentence_that_names_the_host(
    server: Server, fetcher: Fetcher, status: int, *, temporary: bool
) -> None:
    url = server.on("/feed", answer_with(status=status))
    outcome = await fetcher.fetch(Request(f"{url}?key=hidden"))
    assert isinstance(outcome, Failed)
    assert outcome.temporary is temporary
    assert outcome.sentence.startswith(f"127.0.0.1:{server.port} ")
    assert outcome.sentence.endswith(".")
    assert "hidden" not in outcome.sentence


@pytest.mark.parametrize("status", [429, 503])
async def test_how_long_to_wait_is_passed_on(server: Server, fetcher: Fetcher, status: int) -> None:
    outcome = await fetcher.fetch(Request(server.on("/feed", answer_with(status=status, retry_after="120"))))
    assert isinstance(outcome, Failed)
    assert outcome.retry_after == 120.0


async def test_what_lets_us_in_is_sent_to_its_origin_alone(server: Server, fetcher: Fetcher) -> None:
    auth = Authorisation("me", "häßlich", {"X-Key": "k"}, "session=1", "Mine/1")
    async with Server() as other:
        server.on("/feed", answer_moved("/again"))
        server.on("/again", answer_moved(other.on("/there", answer_with(BODY))))
        assert isinstance(await fetcher.fetch(Request(server.url("/feed"), auth=auth)), Had)
        for exchange in server.asked:
            assert exchange.headers["authorization"] == "Basic bWU6aMOkw59saWNo"
            assert (exchange.headers["x-key"], exchange.headers["cookie"]) == ("k", "session=1")
        (there,) = other.asked
        assert not {"authorization", "x-key", "cookie"} & set(there.headers)
        assert there.headers["user-agent"] == "Mine/1"


async def test_what_stands_in_the_address_is_sent_and_never_shown(server: Server, fetcher: Fetcher) -> None:
    server.on("/feed", answer_with(status=401))
    request = Request(server.url("/feed").replace("//", "//me:secret@"))
    outcome = await fetcher.fetch(request)
    assert server.asked[0].headers["authorization"] == "Basic bWU6c2VjcmV0"
    assert "secret" not in f"{outcome}{request}"


async def test_a_header_that_would_be_two_is_not_sent_and_not_shown(server: Server, fetcher: Fetcher) -> None:
    auth = Authorisation(cookie="a=secret\r\nX-Other: 1")
    outcome = await fetcher.fetch(Request(server.on("/feed", answer_with(BODY)), auth=auth))
    assert isinstance(outcome, Failed)
    assert not outcome.temporary
    assert "secret" not in outcome.sentence
    assert not server.asked


async def test_a_cookie_lives_for_one_fetch(server: Server, fetcher: Fetcher) -> None:
    async def doorman(exchange: Exchange) -> None:
        if "seen=1" in exchange.headers.get("cookie", ""):
            await exchange.answer(body=BODY)
        else:
            await exchange.answer(302, location="/feed", set_cookie="seen=1")

    url = server.on("/feed", doorman)
    for _ in range(2):
        assert isinstance(await fetcher.fetch(Request(url, auth=Authorisation(cookie="mine=2"))), Had)
    assert [each.headers["cookie"] for each in server.asked] == ["mine=2", "mine=2; seen=1"] * 2


async def test_so_many_at_once_and_so_many_a_host(server: Server) -> None:
    async def slowly(exchange: Exchange) -> None:
        for _ in range(20):
            await asyncio.sleep(0)
        await exchange.answer(body=BODY)

    async with Server() as second, Server() as third, Fetcher(at_once=3) as fetcher:
        servers = (server, second, third)
        urls = [each.on(f"/{at}", slowly) for at in range(10) for each in servers]
        outcomes = await asyncio.gather(*(fetcher.fetch(Request(url, typed=True)) for url in urls))
        assert all(isinstance(outcome, Had) for outcome in outcomes)
        assert all(each.most <= 2 and each.connections <= 2 for each in servers)


async def test_a_fetch_that_is_cancelled_leaves_the_others_alone(server: Server, fetcher: Fetcher) -> None:
    arrived = asyncio.Event()

    async def silent(exchange: Exchange) -> None:
        arrived.set()
        await exchange.reader.read()

    waiting = asyncio.create_task(fetcher.fetch(Request(server.on("/silent", silent))))
    await arrived.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    urls = [server.on(f"/{at}", answer_with(BODY)) for at in range(4)]
    assert all([isinstance(await fetcher.fetch(Request(url)), Had) for url in urls])


@pytest.mark.parametrize(
    "url", ["", "gopher://example.org/", "http://", "http://[::", "http://a:99999/", "example.org"]
)
async def test_what_is_no_address_of_the_web_is_said_to_be_none(fetcher: Fetcher, url: str) -> None:
    outcome = await fetcher.fetch(Request(url, typed=True))
    assert isinstance(outcome, Failed)
    assert not outcome.temporary
