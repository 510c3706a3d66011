"""Dates as feeds write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.feeds.moments import first_date, read_date


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Wed, 11 Jun 2025 15:04:05 GMT", "2025-06-11T15:04:05"),
        ("Wed, 11 Jun 25 15:04 GMT", "2025-06-11T15:04"),
        ("11 Jun 99 15:04:05 UT", "1999-06-11T15:04:05"),
        ("Wed,11 Jun 2025 15:04:05 -0700 (PDT)", "2025-06-11T22:04:05"),
        ("Wed, 11-Jun-2025 15:04:05 GMT+2", "2025-06-11T13:04:05"),
        ("Wed, 11 Jun 2025 03:04:05 PM EST", "2025-06-11T20:04:05"),
        ("Wed, 11 Jun 2025 15:04:05 JST", "2025-06-11T06:04:05"),
        ("Wed, 11 Jun 2025 24:00:00 GMT", "2025-06-12T00:00"),
        ("Wed, 11 Jun 2025", "2025-06-11T00:00"),
        ("Wed Jun 11 15:04:05 2025", "2025-06-11T15:04:05"),
        ("Wed Jun 11 15:04:05 CEST 2025", "2025-06-11T13:04:05"),
        ("Mi, 11 Mär 2025 15:04:05 +0100", "2025-03-11T14:04:05"),
        ("mer., 11 févr. 2025 15:04:05 +0100", "2025-02-11T14:04:05"),
        ("11 de junio de 2025 15:04", "2025-06-11T15:04"),
        ("2025-06-11T15:04:05Z", "2025-06-11T15:04:05"),
        ("2025-06-11T15:04:05.123456789+02:00", "2025-06-11T13:04:05"),
        ("2025-06-11T15:04Z", "2025-06-11T15:04"),
        ("2025-06-11t15:04:60z", "2025-06-11T15:04:59"),
        ("2025-06-11 15:04:05 +0200", "2025-06-11T13:04:05"),
        ("2025-06-11 오후 3:04:05", "2025-06-11T15:04:05"),
        ("2025年6月11日 15:04", "2025-06-11T15:04"),
        ("2025-06", "2025-06-01T00:00"),
        ("2025", "2025-01-01T00:00"),
        ("20250611", "2025-06-11T00:00"),
        ("20250611150405", "2025-06-11T15:04:05"),
        ("1749654245", "2025-06-11T15:04:05"),
        ("1749654245.7", "2025-06-11T15:04:05"),
        ("1749654245000", "2025-06-11T15:04:05"),
        (" \n Wed,  11 Jun 2025\t15:04:05 GMT ", "2025-06-11T15:04:05"),
    ],
)
def test_dates_that_are_known(written: str, moment: str) -> None:
    assert read_date(written) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["", "today", "10:30", "11 Jun", "06/11/2025", "31 Jun 2025 10:00 GMT", "0000-00-00T00:00:00Z", "12", "9999",
     "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 01:00:00 +0100", "Wed, 11 Jux 2025 15:04:05 GMT", "post-2025",
     "2025-06-11T25:00:00Z", "2025-06-11T10:00:00+99:99", "1" * 500, "٢٠٢٥-٠٦-١١x"],
)  # fmt: skip
def test_what_is_no_date_or_not_just_one(written: str) -> None:
    assert read_date(written) is None


def test_the_first_that_can_be_read_counts_and_what_was_written_is_told() -> None:
    assert first_date(["soon", "2025-06-11"]) == (datetime(2025, 6, 11, tzinfo=UTC), "2025-06-11")
    assert first_date([" soon ", "later"]) == (None, "soon")
    assert first_date(["", ""]) == (None, "")


@given(st.text() | st.from_regex(r"\w{0,4},? ?\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,4} \d\d:\d\d(:\d\d)? ?[+A-Z]{0,3}\d{0,4}"))
def test_whatever_is_written_gives_a_moment_in_utc_or_none(written: str) -> None:
    found = read_date(written)
    assert found is None or found.tzinfo is UTC
