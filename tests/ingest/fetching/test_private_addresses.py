"""Nobody on the internet sends us into a private network; 127.0.0.1 stands for the internet here."""

from pathlib import Path

import pytest

from index.ingest.fetching import Failed, Had, Request
from index.ingest.fetching.fetcher import Fetcher
from tests.ingest.fetching.certificate import serving, trusting
from tests.ingest.fetching.conftest import public_here
from tests.ingest.fetching.server import Server, answer_moved, answer_with

BODY = b"<rss/>"


class Names:
    """A look-up of names that counts; each name has a list of answers, the last of which stays."""

    def __init__(self, **names: list[list[str]]) -> None:
        self.names = {name.replace("_", "."): answers for name, answers in names.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str) -> list[str]:
        self.asked.append(host)
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]


def refused(outcome: object, host: str) -> bool:
    return isinstance(outcome, Failed) and host in outcome.sentence and "private network" in outcome.sentence


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.2",
        "127.2",
        "0x7f000002",
        "2130706434",
        "10.1.2.3",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to be refused, nothing is bound to it
        "224.0.0.1",
        "[::1]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:127.0.0.2]",
        "[::127.0.0.2]",
        "[64:ff9b::7f00:2]",
        "[2002:7f00:2::]",
    ],
)
async def test_a_redirect_to_a_private_address_is_refused(server: Server, host: str, *, typed: bool) -> None:
    async with Fetcher(private=public_here) as fetcher:
        url = server.on("/feed", answer_moved(f"http://{host}:{server.port}/inside"))
        outcome = await fetcher.fetch(Request(url, typed=typed))
        assert refused(outcome, f"127.0.0.1:{server.port} sends us to")
        assert server.paths == ["/feed"]


async def test_a_redirect_to_a_name_that_is_private_is_refused_in_the_connection(server: Server) -> None:
    names = Names(inside_example=[["127.0.0.2", "::1"]])
    server.on("/inside", answer_with(BODY))
    url = server.on("/feed", answer_moved(f"http://inside.example:{server.port}/inside", 302))
    async with Fetcher(private=public_here, resolve=names) as fetcher:
        assert refused(await fetcher.fetch(Request(url, typed=True)), "inside.example")
        assert names.asked == ["inside.example"]


async def test_the_address_that_was_checked_is_the_one_connected_to(server: Server) -> None:
    names = Names(news_example=[["127.0.0.1"], ["127.0.0.2"]])
    server.on("/feed", answer_with(BODY))
    async with Fetcher(private=public_here, resolve=names) as fetcher:
        assert isinstance(await fetcher.fetch(Request(server.url("/feed", "news.example"))), Had)
        assert names.asked == ["news.example"]


async def test_private_addresses_among_public_ones_are_passed_over(server: Server) -> None:
    names = Names(news_example=[["10.0.0.1", "::1", "127.0.0.1"]])
    server.on("/feed", answer_with(BODY))
    async with Fetcher(private=public_here, resolve=names, connect=5) as fetcher:
        assert isinstance(await fetcher.fetch(Request(server.url("/feed", "news.example"))), Had)


async def test_a_dead_address_does_not_hide_a_living_one(server: Server) -> None:
    names = Names(news_example=[["::1", "127.0.0.1"]])
    server.on("/feed", answer_with(BODY))
    async with Fetcher(resolve=names) as fetcher:
        assert isinstance(await fetcher.fetch(Request(server.url("/feed", "news.example"), typed=True)), Had)


async def test_a_private_address_is_reached_where_the_user_typed_it(server: Server) -> None:
    server.on("/moved", answer_moved("/feed"))
    server.on("/feed", answer_with(BODY))
    async with Fetcher() as fetcher:
        assert isinstance(await fetcher.fetch(Request(server.url("/moved"), typed=True)), Had)
        assert isinstance(await fetcher.fetch(Request(server.url("/moved", "localhost"), typed=True)), Had)
        assert refused(await fetcher.fetch(Request(server.url("/feed"))), "127.0.0.1")


async def test_a_private_host_may_send_us_to_another_of_its_ports_but_not_elsewhere(server: Server) -> None:
    async with Server() as other, Fetcher() as fetcher:
        there = other.on("/feed", answer_with(BODY))
        port = server.on("/port", answer_moved(there))
        host = server.on("/host", answer_moved(other.url("/feed", "localhost")))
        assert isinstance(await fetcher.fetch(Request(port, typed=True)), Had)
        assert refused(await fetcher.fetch(Request(host, typed=True)), "localhost")


async def test_a_public_host_may_not_send_us_to_another_of_its_ports_where_that_is_private(server: Server) -> None:
    names = Names(news_example=[["127.0.0.1"], ["127.0.0.2"]])
    async with Server() as other, Fetcher(private=public_here, resolve=names) as fetcher:
        server.on("/feed", answer_moved(other.url("/inside", "news.example")))
        outcome = await fetcher.fetch(Request(server.url("/feed", "news.example"), typed=True))
        assert refused(outcome, f"news.example:{other.port}")


async def test_a_public_host_may_not_send_us_to_itself_once_its_name_is_private(server: Server) -> None:
    names = Names(news_example=[["127.0.0.1"], ["127.0.0.2"]])
    async with Fetcher(private=public_here, resolve=names) as fetcher:
        server.on("/feed", answer_moved("/inside", 302, connection="close"))
        outcome = await fetcher.fetch(Request(server.url("/feed", "news.example"), typed=True))
        assert refused(outcome, f"news.example:{server.port} sends us to news.example")
        assert server.paths == ["/feed"]


async def test_who_was_sent_away_is_not_sent_back_in(server: Server) -> None:
    names = Names(news_example=[["127.0.0.1"], ["127.0.0.2"]], away_example=[["127.0.0.1"]])
    async with Server() as away, Fetcher(private=public_here, resolve=names) as fetcher:
        server.on("/feed", answer_moved(away.url("/back", "away.example")))
        away.on("/back", answer_moved(server.url("/inside", "news.example")))
        outcome = await fetcher.fetch(Request(server.url("/feed", "news.example"), typed=True))
        assert refused(outcome, f"away.example:{away.port} sends us to news.example")
        assert server.paths == ["/feed"]


async def test_a_connection_made_for_the_user_is_not_used_for_others(server: Server) -> None:
    server.on("/feed", answer_with(BODY))
    async with Fetcher() as fetcher:
        assert isinstance(await fetcher.fetch(Request(server.url("/feed"), typed=True)), Had)
        assert refused(await fetcher.fetch(Request(server.url("/feed"))), "127.0.0.1")


async def test_a_certificate_is_checked_against_the_name_not_the_address(tmp_path: Path) -> None:
    names = Names(news_example=[["127.0.0.1"]])
    async with (
        Server(serving(tmp_path)) as server,
        Fetcher(private=public_here, tls=trusting(), resolve=names) as fetcher,
    ):
        server.on("/feed", answer_with(BODY))
        assert isinstance(await fetcher.fetch(Request(server.url("/feed", "news.example"))), Had)


async def test_no_link_opens_a_file(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(BODY)
    async with Fetcher() as fetcher:
        assert isinstance(await fetcher.fetch(Request(file.as_uri())), Failed)
