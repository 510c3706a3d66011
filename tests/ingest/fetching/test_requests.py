"""Requests: what lets us in is taken out of an address, and never shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.fetching import Authorisation, Request, split_credentials
from index.ingest.fetching.redirects import Origin, parse
from tests.test_imports import imported


@pytest.mark.parametrize(
    ("url", "without", "user", "password"),
    [
        ("https://me:secret@example.org:8443/a?b=c@d", "https://example.org:8443/a?b=c@d", "me", "secret"),
        ("https://me%40home:p%3Aw@example.org/", "https://example.org/", "me@home", "p:w"),
        ("https://me@example.org/", "https://example.org/", "me", ""),
        ("https://me:a@b@example.org/", "https://example.org/", "me", "a@b"),
    ],
)
def test_user_and_password_are_taken_out(url: str, without: str, user: str, password: str) -> None:
    assert split_credentials(url) == (without, Authorisation(user, password))


@pytest.mark.parametrize("url", ["https://example.org/@me", "https://example.org", "", "http://[", "file:///a@b"])
def test_where_there_are_none_nothing_changes(url: str) -> None:
    assert split_credentials(url) == (url, None)


@pytest.mark.parametrize(
    ("given_for", "sent_to", "trusted"),
    [
        ("https://a.example/x", "https://a.example/y", True),
        ("https://a.example", "https://A.example:443/", True),
        ("http://a.example", "https://a.example", True),
        ("https://a.example", "http://a.example", False),
        ("http://a.example:8080", "https://a.example", False),
        ("http://a.example", "https://a.example:8443", False),
        ("https://a.example", "https://b.a.example", False),
    ],
)
def test_whom_secrets_are_sent_to(given_for: str, sent_to: str, *, trusted: bool) -> None:
    ours, theirs = parse(given_for), parse(sent_to)
    assert ours
    assert theirs
    assert Origin.of(ours).trusts(Origin.of(theirs)) is trusted


def test_asking_for_nothing_yet_loads_no_http_library() -> None:
    assert not imported("import index.ingest.fetching") & {"httpx2", "httpcore2", "ssl", "brotli"}


@given(st.text(min_size=8, alphabet="abcdefghij"))
def test_nothing_of_it_is_shown(secret: str) -> None:
    auth = Authorisation(secret, secret, {"x": secret}, secret, secret)
    request = Request(f"https://me:{secret}@example.org/?key={secret}", auth=auth)
    assert secret not in f"{auth}{auth!r}{request}{request!r}"
