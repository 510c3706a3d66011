"""What lets a feed in: it reaches the feed's server, and nothing that is printed, written or logged."""

import base64
import io
from pathlib import Path

import pytest

from tests.cli.conftest import crossread
from tests.library.serving import Item, Server, rss

PASSWORD, TOKEN, COOKIE = "pass-Zq81", "token-Zq82", "cookie-Zq83"
SECRETS = (PASSWORD, TOKEN, COOKIE, base64.b64encode(f"ada:{PASSWORD}".encode()).decode())
NEWS = rss(Item("Storm at the coast", "Gusts of 110 km/h.", "https://example.org/storm", "1"))


@pytest.fixture
def secrets(tmp_path: Path) -> list[str]:
    """Return the options that let a feed in, each of its own kind."""
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    (tmp_path / "cookie").write_text(f"session={COOKIE}\n", encoding="utf-8")
    return [
        *("--user", "ada", "--password-file", str(tmp_path / "password")),
        *("--header", f"X-Api-Key: {TOKEN}", "--cookie", f"@{tmp_path / 'cookie'}", "--user-agent", "Tester/1"),
    ]


def sent_last(server: Server) -> dict[str, str]:
    """Return the headers of the last request, their names in lower case."""
    return {name.lower(): value for name, value in server.asked[-1].headers.items()}


def test_it_reaches_the_server_and_no_output(server: Server, secrets: list[str], home: Path, empty: Path) -> None:
    url = server.put("/feed", NEWS)
    said = [crossread("feeds", "add", url, *secrets)]
    sent = sent_last(server)
    assert sent["authorization"] == f"Basic {SECRETS[3]}"
    assert (sent["x-api-key"], sent["cookie"], sent["user-agent"]) == (TOKEN, f"session={COOKIE}", "Tester/1")
    said += [
        crossread(*arguments)
        for arguments in (
            ["feeds", "list"],
            ["feeds", "list", "--json"],
            ["opml", "export"],
            ["--verbose", "refresh", "--verbose"],
            ["feeds", "set", url, *secrets, "--json"],
            ["feeds", "add", url, *secrets],
            ["feeds", "remove", f"http://ada:{PASSWORD}@nowhere.invalid/feed", "--json"],
            ["add", url.replace("//", f"//ada:{PASSWORD}@") + "-gone"],
            ["feeds", "add", url.replace("//", f"//ada:{PASSWORD}@") + "-gone"],
        )
    ]
    server.fail("/feed", 401)
    said += [crossread("refresh"), crossread("refresh", "--json"), crossread("feeds", "list")]
    assert [ran.status for ran in said] == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0]
    assert crossread("feeds", "list", "--json").document["feeds"][0]["authorised"] is True
    log = (home / "state" / "crossread" / "crossread.log").read_text(encoding="utf-8")
    everything = log + "".join(ran.out + ran.err for ran in said)
    assert [secret for secret in SECRETS if secret in everything] == []
    assert empty.is_dir()


@pytest.mark.usefixtures("empty")
def test_an_address_may_hold_it_and_it_is_split_off(server: Server) -> None:
    url = server.put("/feed", NEWS)
    ran = crossread("feeds", "add", url.replace("//", f"//ada:{PASSWORD}@"), "--json")
    assert sent_last(server)["authorization"] == f"Basic {SECRETS[3]}"
    assert ran.document["feeds"][0]["url"] == url
    assert PASSWORD not in ran.out


@pytest.mark.usefixtures("empty")
def test_it_can_be_changed_and_forgotten(server: Server, secrets: list[str]) -> None:
    url = server.put("/feed", NEWS)
    crossread("feeds", "add", url)
    assert "authorization" not in sent_last(server)
    assert crossread("feeds", "set", url, *secrets).status == 0
    crossread("refresh")
    assert sent_last(server)["authorization"] == f"Basic {SECRETS[3]}"
    assert crossread("feeds", "set", url, "--no-login", "--json").document["feeds"][0]["authorised"] is False
    crossread("refresh")
    assert "authorization" not in sent_last(server)


@pytest.mark.usefixtures("empty")
def test_a_password_comes_from_standard_input_where_that_is_asked_for(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert crossread("feeds", "add", server.put("/feed", NEWS), "--user", "ada", "--password-file", "-").status == 0
    assert sent_last(server)["authorization"] == f"Basic {SECRETS[3]}"


@pytest.mark.parametrize(
    "options",
    [
        ["--user", "ada"],
        ["--password-file", "-"],
        ["--header", TOKEN],
        ["--header", f"X Y: {TOKEN}"],
        ["--header", f"X-Key: {TOKEN}\r\nHost: other"],
        ["--cookie", f"{COOKIE}\n"],
        ["--cookie", ""],
    ],
)
@pytest.mark.usefixtures("empty")
def test_what_cannot_be_sent_is_wrong_usage_that_quotes_no_secret(
    options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    ran = crossread("feeds", "add", "http://127.0.0.1:9/feed", *options)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert [secret for secret in SECRETS if secret in ran.err] == []


@pytest.mark.usefixtures("empty")
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    for name in ("empty", "bytes", "nowhere"):
        file = str(tmp_path / name)
        ran = crossread("feeds", "add", "http://127.0.0.1:9/feed", "--user", "ada", "--password-file", file)
        assert (ran.status, ran.out) == (1, "")
        assert file in ran.err
