"""Dates, addresses, encodings, languages and identities."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import BadInputError
from index.ingest.dates import parse_date
from index.ingest.encoding import decode
from index.ingest.identity import identities
from index.ingest.language import detect
from index.ingest.urls import absolute_url, canonical_url


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-06-11", "2025-06-11T00:00"),
        ("20250611", "2025-06-11T00:00"),
        (20250611, "2025-06-11T00:00"),
        ("2025-06-11T15:04:05Z", "2025-06-11T15:04:05"),
        ("2025-06-11T23:30:00-04:00", "2025-06-12T03:30"),
        ("2025/06/11", "2025-06-11T00:00"),
        ("2025-6-1 9:05", "2025-06-01T09:05"),
        ("11 June 2025", "2025-06-11T00:00"),
        ("11th of June 2025", "2025-06-11T00:00"),
        ("June 11, 2025 3:04 PM", "2025-06-11T15:04"),
        ("Jun. 11, 2025 at 12:30 a.m.", "2025-06-11T00:30"),
        ("Wed, 11 Jun 2025 15:04:05 GMT", "2025-06-11T15:04:05"),
        ("Wed, 11 Jun 2025 15:04:05 -0700", "2025-06-11T22:04:05"),
        ("Wednesday, June 11, 2025, 9 pm EDT", "2025-06-12T01:00"),
        ("12-MAR-1987 09:29:02.46", "1987-03-12T09:29:02"),
        ("Published: 11 June 2025, 15:04", "2025-06-11T15:04"),
        ("13/06/2025", "2025-06-13T00:00"),
        ("06/13/2025", "2025-06-13T00:00"),
        (1749654245, "2025-06-11T15:04:05"),
        (1749654245000, "2025-06-11T15:04:05"),
        ("1749654245", "2025-06-11T15:04:05"),
        ("1749654245000", "2025-06-11T15:04:05"),
    ],
)
def test_dates_that_are_known(written: object, moment: str) -> None:
    assert parse_date(written) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "31 June 2025", "06/11/2025", "0001-01-01", "9999-12-31", "June 2025", "2025", "12", None, True,
     float("nan"), 10**30, [], "May 5, 2025 17", "June 11, 2025 25:00", "The bridge closed on 11 June 2025"],
)  # fmt: skip
def test_dates_that_are_impossible_or_not_one(written: object) -> None:
    assert parse_date(written) is None


@given(
    st.text()
    | st.floats()
    | st.integers()
    | st.from_regex(r"\d{1,4}[/. -]\w{1,9}[/. -]\d{1,4}( \d\d:\d\d)?", fullmatch=True)
)
def test_whatever_stands_for_a_date_gives_one_in_utc_or_none(value: object) -> None:
    found = parse_date(value)
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/news/bridge?b=2&a=1",
        "http://example.org/news/bridge?a=1&b=2",
        "HTTPS://WWW.Example.org:443/news/bridge/?a=1&b=2#comments",
        "https://m.example.org/news/bridge?a=1&utm_source=x&b=2&fbclid=y",
        "https://mobile.example.org/news/bridge/amp/?a=1&b=2",
        "https://amp.example.org/amp/news/bridge?a=1&b=2&outputType=amp",
        "https://www.google.com/amp/s/www.example.org/news/bridge/amp?a=1&b=2",
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/bridge?a=1&b=2",
        " https://user:secret@example.org:443/news/bridge?a=1&b=2 ",
    ],
)
def test_addresses_of_one_place_are_one(url: str) -> None:
    assert canonical_url(url) == "https://example.org/news/bridge?a=1&b=2"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a", "https://example.org:8080/a"),
        ("https://news.example.org/a", "https://example.org/a"),
        ("https://example.org/example", "https://example.org/ex"),
        ("https://example.org/A", "https://example.org/a"),
    ],
)
def test_addresses_of_two_places_are_two(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def test_country_hosts_for_devices_are_folded() -> None:
    assert canonical_url("https://en.m.example.org/wiki/X") == "https://en.example.org/wiki/X"


@pytest.mark.parametrize(
    "url",
    ["", "bridge", "example.org/a", "//example.org/a", "ftp://example.org/a", "javascript:alert(1)", "mailto:a@b.c",
     "http://", "http://[::1", "http://a b.c/", "http://exa\x1bmple.org/", "https://example.org:99999/", "http:///a"],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    assert canonical_url(url) is None


@given(
    st.text()
    | st.from_regex(
        r"https?://(www\.|m\.|amp\.)*[a-z]{1,3}\.[a-z]{2}(:\d{1,5})?(/(amp|s|c|[a-z%.]+)){0,4}/?(\?[a-z=&%]*)?",
        fullmatch=True,
    )
)
def test_canonical_is_canonical(url: str) -> None:
    found = canonical_url(url)
    assert found is None or canonical_url(found) == found


@given(st.text(), st.none() | st.text() | st.just("https://example.org/a"))
def test_links_are_web_addresses_or_none(url: str, base: str | None) -> None:
    found = absolute_url(url, base)
    assert found is None or found.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Café “bridge”", "utf-8"),
        ("Café “bridge”", "utf-8-sig"),
        ("Café “bridge”", "utf-16"),
        ("Bridge closed, café", "utf-16-le"),
        ("Bridge closed, café", "utf-16-be"),
        ("Café “bridge”", "utf-32"),
        ("Café “bridge” – closed", "cp1252"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_old_code_pages_are_told_from_their_letters() -> None:
    text = "Старый мост через реку закроют на год, и никого в городе это не удивило. Паром городу не по карману."
    assert decode(text.encode("cp1251")) == text


def test_a_character_cut_in_two_costs_only_itself() -> None:
    data = ("Überall Brücken über Flüsse, größer und schöner. " * 5).encode()
    assert "Brücken über Flüsse" in decode(data + b"\xc3")


def test_binary_is_refused() -> None:
    for data in (bytes(range(256)) * 4, b"\0" * 100, b"PK\x03\x04\x14\x00\x06\x00\x08\x00" * 10):
        with pytest.raises(BadInputError):
            decode(data)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council agreed on Monday to close the old bridge for a year.", "en"),
        ("Der Stadtrat hat am Montag beschlossen, die alte Brücke für ein Jahr zu schließen.", "de"),
        ("Le conseil a décidé lundi de fermer le vieux pont pendant un an.", "fr"),
        (
            "市议会星期一决定将旧桥关闭一年,没有人对此感到惊讶。渡轮的费用市政府负担不起,居民们只好绕道而行,商人们也在抱怨。",
            "zh",
        ),
        ("Bridge closed", None),
        ("123 456 789 " * 20, None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_identities_come_strongest_first_and_the_content_is_always_there() -> None:
    known = {"source": "S", "title": "T", "published": None, "text": "X"}
    found = identities(**known, url="http://example.org/a?utm_medium=x", path=Path("/news/a.txt"))
    assert [(each.kind.value, each.value) for each in found[:2]] == [
        ("url", "https://example.org/a"),
        ("path", "/news/a.txt"),
    ]
    assert [each.kind.value for each in identities(**known)] == ["content"]
    assert identities(**known)[0] == found[-1]
    assert [each.kind.value for each in identities(**known, path=Path("/n.jsonl"), record="")] == ["content"]


def test_the_content_hash_tells_every_part_apart() -> None:
    moment = datetime(2025, 6, 11, tzinfo=UTC)
    variants = [
        {"source": "S", "title": "T", "published": moment, "text": "X"},
        {"source": "S", "title": "T", "published": None, "text": "X"},
        {"source": "ST", "title": "", "published": moment, "text": "X"},
        {"source": "S", "title": "T", "published": moment, "text": "Y"},
    ]
    assert len({identities(**each)[-1].value for each in variants}) == len(variants)  # type: ignore[arg-type]  # mixed values
