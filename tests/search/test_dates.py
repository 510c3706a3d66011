"""The dates of the query language, resolved against a day that the test chooses."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.dates import Days, days, tidied
from index.search.language import parse
from index.search.query import Dated

THURSDAY = date(2025, 6, 12)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", 20250101, 20251231),
        ("2024-02", 20240201, 20240229),
        ("2025-6-1", 20250601, 20250601),
        (">=2025-06-01", 20250601, 99991231),
        (">2025-06", 20250631, 99991231),
        ("<2025-06", 10101, 20250600),
        ("<=2025-06", 10101, 20250630),
        ("2025-05..2025-06", 20250501, 20250630),
        ("2025-05..", 20250501, 99991231),
        ("..2025-05", 10101, 20250531),
        ("today", 20250612, 20250612),
        ("TODAY", 20250612, 20250612),
        ("yesterday", 20250611, 20250611),
        ('"this week"', 20250609, 20250615),
        ("“last  week”", 20250602, 20250608),
        ('"this month"', 20250601, 20250630),
        ('"last month"', 20250501, 20250531),
        ('"this year"', 20250101, 20251231),
        ('"last year"', 20240101, 20241231),
        ('"last 7 days"', 20250606, 20250612),
        ('"last 1 day"', 20250612, 20250612),
        ('"last 30 days"', 20250514, 20250612),
        ('"last 2 weeks"', 20250530, 20250612),
        ('"last 3 months"', 20250313, 20250612),
        ('"last 1 year"', 20240613, 20250612),
        ('"last month"..today', 20250501, 20250612),
        ("2025-01..“last week”", 20250101, 20250608),
        ('>="last week"', 20250602, 99991231),
        ("today..2025-01", 20250612, 20250131),
    ],
)
def test_what_each_date_means(text: str, first: int, last: int) -> None:
    assert days(text, THURSDAY) == Days(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20",
        "2025-13",
        "2025-02-30",
        "0000",
        "..",
        ">=",
        "tomorrow",
        '"last"',
        '"last 0 days"',
        "2025..x",
        "lastweek",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert days(text, THURSDAY) is None


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        (date(2024, 1, 1), '"last month"', Days(20231201, 20231231)),
        (date(2024, 1, 1), '"last week"', Days(20231225, 20231231)),
        (date(2025, 1, 1), '"this week"', Days(20241230, 20250105)),
        (date(2025, 5, 31), '"last 3 months"', Days(20250301, 20250531)),
        (date(2024, 2, 29), '"last 1 year"', Days(20230301, 20240229)),
        (date(2024, 3, 1), "yesterday", Days(20240229, 20240229)),
        (date(2025, 6, 15), '"this week"', Days(20250609, 20250615)),
        (date(2025, 6, 15), '"last 99999 years"', Days(10101, 20250615)),
    ],
)
def test_the_edges_of_the_calendar(today: date, text: str, expected: Days) -> None:
    assert days(text, today) == expected


_NAMED = st.sampled_from(
    ["today", "yesterday", '"this week"', '"last week"', '"this month"', '"last month"', '"this year"', '"last year"']
) | st.builds('"last {} {}s"'.format, st.integers(1, 99999), st.sampled_from(["day", "week", "month", "year"]))


@given(_NAMED, st.dates())
def test_named_days_are_days_of_the_calendar_in_order(text: str, today: date) -> None:
    found = days(text, today)
    assert found is not None
    first, last = (date(number // 10_000, number // 100 % 100, number % 100) for number in found)
    assert first <= last
    assert tidied(text) == text


@given(st.text(max_size=30) | st.text('0123456789-.<>" lastdywekmonhr', max_size=30), st.dates())
def test_no_text_fails(text: str, today: date) -> None:
    found = days(text, today)
    assert found is None or days(tidied(text), today) == found


def test_today_is_the_present_day_in_utc() -> None:
    before = datetime.now(UTC).date()
    query = parse("date:today ")
    after = datetime.now(UTC).date()
    assert isinstance(query, Dated)
    assert query.days in {days("today", before), days("today", after)}
