"""A server for each test, and a fetcher with little patience."""

from collections.abc import AsyncIterator, Callable
from ipaddress import ip_address

import pytest

from index.ingest.fetching.addresses import IPAddress, is_private
from index.ingest.fetching.fetcher import Fetcher
from tests.ingest.fetching.server import Server


def public_here(address: IPAddress) -> bool:
    """Tell what is private where 127.0.0.1, on which the tests' servers are, stands for the internet."""
    return address != ip_address("127.0.0.1") and is_private(address)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with Server() as server:
        yield server


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(private=public_here, connect=5, read=5, whole=10) as fetcher:
        yield fetcher


@pytest.fixture
def private() -> Callable[[IPAddress], bool]:
    return public_here
