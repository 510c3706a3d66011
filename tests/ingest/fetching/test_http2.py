"""HTTP/2: spoken where the server does, on one connection, which one answer cannot spoil for the others."""

import asyncio
from pathlib import Path

from index.ingest.fetching import Failed, Had, Request
from index.ingest.fetching.fetcher import Fetcher
from tests.ingest.fetching.certificate import serving, trusting
from tests.ingest.fetching.conftest import public_here
from tests.ingest.fetching.server import Http2Server

BODY = b"<rss>" + b"news " * 50_000 + b"</rss>"


async def test_many_answers_come_by_one_connection(tmp_path: Path) -> None:
    bodies = {f"/{at}": BODY for at in range(20)}
    async with (
        Http2Server(serving(tmp_path), bodies) as server,
        Fetcher(private=public_here, tls=trusting()) as fetcher,
    ):
        outcomes = await asyncio.gather(*(fetcher.fetch(Request(server.url(path))) for path in bodies))
        assert all(isinstance(outcome, Had) and outcome.body == BODY for outcome in outcomes)
        assert server.connections == 1


async def test_answers_that_are_too_long_do_not_keep_later_ones_waiting(tmp_path: Path) -> None:
    bodies = {"/long": bytes(20_000_000), "/feed": BODY}
    async with (
        Http2Server(serving(tmp_path), bodies) as server,
        Fetcher(private=public_here, tls=trusting(), longest=1024 * 1024, read=5) as fetcher,
    ):
        for _ in range(3):
            assert isinstance(await fetcher.fetch(Request(server.url("/long"))), Failed)
            assert isinstance(await fetcher.fetch(Request(server.url("/feed"))), Had)
