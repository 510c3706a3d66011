"""By way of a proxy: what it is asked for, who needs none, and what may still not be asked of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.fetching import Authorisation, Failed, Had, Request
from index.ingest.fetching.fetcher import Fetcher
from index.ingest.fetching.proxies import Proxies
from tests.ingest.fetching.certificate import serving, trusting
from tests.ingest.fetching.server import Proxy, Server, answer_moved, answer_with

BODY = b"<rss/>"


async def test_an_address_is_asked_of_the_proxy_by_its_name(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.on("/feed", answer_with(BODY))
    async with Proxy() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url("").replace("//", "//me:secret@"))
        async with Fetcher() as fetcher:
            url = server.url("/feed", "news.example")
            assert isinstance(await fetcher.fetch(Request(url)), Had)
        (asked,) = proxy.asked
        assert asked.path == url
        assert asked.headers["proxy-authorization"] == "Basic bWU6c2VjcmV0"


async def test_a_secure_connection_goes_through_it_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Proxy() as proxy, Server(serving(tmp_path)) as server:
        server.on("/feed", answer_with(BODY))
        monkeypatch.setenv("https_proxy", proxy.url(""))
        async with Fetcher(tls=trusting()) as fetcher:
            had = await fetcher.fetch(Request(server.url("/feed", "news.example"), auth=Authorisation("me", "secret")))
            assert isinstance(had, Had)
        (asked,) = proxy.asked
        assert asked.path == f"news.example:{server.port}"
        assert "authorization" not in asked.headers
        assert server.asked[0].headers["authorization"] == "Basic bWU6c2VjcmV0"


@pytest.mark.parametrize("host", ["10.0.0.1", "127.1.2.3", "2130706434", "[fd00::1]", "%31%32%37.0.0.1"])
async def test_a_private_address_is_not_asked_of_it(server: Server, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    server.on("/feed", answer_moved(f"http://{host}:{server.port}/inside"))
    async with Proxy() as proxy:
        monkeypatch.setenv("ALL_PROXY", proxy.url(""))
        async with Fetcher() as fetcher:
            outcome = await fetcher.fetch(Request(server.url("/feed", "news.example"), typed=True))
            assert isinstance(outcome, Failed)
            assert ("to nowhere" if "%" in host else "private network") in outcome.sentence
        assert len(proxy.asked) == 1


async def test_a_private_address_that_was_typed_may_send_us_to_itself(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.on("/feed", answer_moved("/moved", connection="close"))
    server.on("/moved", answer_with(BODY))
    async with Proxy() as proxy:
        monkeypatch.setenv("ALL_PROXY", proxy.url(""))
        async with Fetcher() as fetcher:
            url = server.url("/feed", "10.0.0.1")
            assert isinstance(await fetcher.fetch(Request(url, typed=True)), Had)
        assert len(proxy.asked) == 2


async def test_a_proxy_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Proxy() as proxy:
        monkeypatch.setenv("ALL_PROXY", proxy.url("").replace("//", "//me:secret@"))
    async with Fetcher() as fetcher:
        outcome = await fetcher.fetch(Request("http://news.example/"))
        assert isinstance(outcome, Failed)
        assert "news.example by way of the proxy 127.0.0.1" in outcome.sentence
        assert "secret" not in outcome.sentence


async def test_a_kind_of_proxy_that_is_not_known_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1080")
    async with Fetcher() as fetcher:
        outcome = await fetcher.fetch(Request("http://news.example/"))
        assert isinstance(outcome, Failed)
        assert "name an http one" in outcome.sentence


@pytest.mark.parametrize(
    ("without", "host", "direct"),
    [
        ("", "news.example", False),
        ("*", "news.example", True),
        ("example", "news.example", True),
        (".example, other.org", "news.example", True),
        ("*.example", "news.example", True),
        ("s.example", "news.example", False),
        ("news.example:443", "news.example", True),
        ("news.example:80", "news.example", False),
        ("NEWS.example", "news.example", True),
        ("10.0.0.0/8", "10.1.2.3", True),
        ("10.0.0.0/8", "11.1.2.3", False),
        ("fd00::/8", "fd00::1", True),
        ("[fd00::1]:443", "fd00::1", True),
        ("", "localhost", True),
        ("", "127.9.9.9", True),
    ],
)
def test_who_needs_no_proxy(without: str, host: str, *, direct: bool) -> None:
    proxies = Proxies({"all": "proxy.example:3128", "no": without})
    assert proxies.of("https", host, 443) == (None if direct else "http://proxy.example:3128")


@given(st.text(), st.text(min_size=1), st.integers(1, 65535))
def test_whatever_stands_in_the_variables_is_no_error(without: str, host: str, port: int) -> None:
    Proxies({"all": "http://proxy.example", "no": without}).of("http", host, port)
