"""Dates, resolved against the day of the report; a Wednesday, 11 June 2025."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.facts import dates
from index.facts.reckoning import nearest_day, shifted, weekday_of
from index.models import Fact
from tests.facts.articles import article, assert_sound

_WEDNESDAY = datetime(2025, 6, 11, 8, 40, tzinfo=UTC)


def find(text: str, published: datetime | None = _WEDNESDAY) -> list[Fact]:
    document = replace(article(text), published=published)
    found = dates.find(document, [])
    assert_sound(document, found)
    return found


def values(text: str) -> list[object]:
    return [fact.value for fact in find(text)]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("on 11 June 2025", "2025-06-11"),
        ("on June 11, 2025", "2025-06-11"),
        ("on Sept. 1, 1987", "1987-09-01"),
        ("on the 3rd of May 2020", "2020-05-03"),
        ("on Friday, June 6, 2025", "2025-06-06"),
        ("on 2025-06-11", "2025-06-11"),
        ("on 13/6/2025", "2025-06-13"),
        ("in May 2025", "2025-05"),
        ("in 2019", "2019"),
        ("in mid-1996", "1996"),
        ("in fiscal 2024", "2024"),
        ("in the third quarter of 2025", "2025-Q3"),
        ("in Q3 2025", "2025-Q3"),
        ("in the summer of 2019", "2019-22"),
    ],
)
def test_absolute_dates_need_no_day_of_report(said: str, value: str) -> None:
    [fact] = find(f"It happened {said} in the town.", published=None)
    assert fact.value == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("He left on Friday.", "2025-06-06"),
        ("He left on Wednesday.", "2025-06-11"),
        ("He will leave on Friday.", "2025-06-13"),
        ("He left last Monday.", "2025-06-09"),
        ("He left last Wednesday.", "2025-06-04"),
        ("He leaves next Wednesday.", "2025-06-18"),
        ("He left yesterday.", "2025-06-10"),
        ("He leaves tomorrow.", "2025-06-12"),
        ("He left last month.", "2025-05"),
        ("He leaves this year.", "2025"),
        ("He leaves next week.", "2025-W25"),
        ("He left in December.", "2024-12"),
        ("He will leave in January.", "2026-01"),
        ("He left last June.", "2024-06"),
        ("He left in January this year.", "2025-01"),
        ("He left on May 26.", "2025-05-26"),
        ("He left three months ago.", "2025-03"),
        ("He left 10 days ago.", "2025-06-01"),
        ("He left a year ago.", "2024"),
        ("He left last summer.", "2024-22"),
        ("Sales rose in the first quarter.", "2025-Q1"),
        ("Sales rose in the fourth quarter.", "2024-Q4"),
    ],
)
def test_relative_dates(said: str, value: str) -> None:
    assert values(said) == [value]
    assert find(said, published=None) == []


@pytest.mark.parametrize(
    "text",
    [
        "It may rain and they march on.",
        "He sat in the sun.",
        "Theresa May said so.",
        "The firm cut 2000 jobs.",
        "It was cut by 2000 workers.",
        "They paid $2000 for it.",
        "It fell on 30 February.",
        "The code is 1234-5678.",
        'He told "This Week" that.',
        "Shops fill on Black Friday.",
        "It was 5/6/2025 or so.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Azure has served it since 2019.", "since"),
        ("It runs until May 2026.", "until"),
        ("It ends by 2030.", "by"),
        ("He left on Friday.", "on"),
        ("He left in 2019.", None),
    ],
)
def test_roles_come_from_the_preposition(text: str, role: str | None) -> None:
    [fact] = find(text)
    assert fact.role == role


def test_a_year_in_front_of_what_happened_in_it() -> None:
    assert values("The 1990 invasion and his failed 1996 campaign (1999).") == ["1990", "1996", "1999"]
    assert values("In 2017, 2018, and 2019 it rose; the post-2020 plan.") == ["2017", "2018", "2019", "2020"]


def test_a_day_told_with_its_year_keeps_it_when_told_without() -> None:
    assert values("It began on Sept. 11, 2001. The Sept. 11 attacks changed it.") == ["2001-09-11", "2001-09-11"]


@pytest.mark.parametrize("year", [1, 9999])
def test_a_report_from_an_impossible_year_has_no_relative_dates(year: int) -> None:
    assert find("He left on Friday, a century ago, last weekend.", datetime(year, 1, 1, tzinfo=UTC)) == []


_DAYS = st.dates(min_value=date(1980, 1, 1), max_value=date(2100, 1, 1))


@given(_DAYS, st.integers(0, 6), st.booleans())
def test_a_bare_weekday_is_less_than_a_week_away_on_the_side_it_is_told(
    today: date, weekday: int, future: bool
) -> None:
    found = weekday_of(today, weekday, "", future=future)
    assert found.weekday() == weekday
    assert timedelta(0) <= (found - today if future else today - found) < timedelta(7)


@given(_DAYS, st.integers(1, 12), st.integers(1, 28))
def test_a_bare_day_is_the_nearest(today: date, month: int, number: int) -> None:
    found = nearest_day(today, month, number)
    assert found is not None
    assert (found.month, found.day) == (month, number)
    assert abs(found - today) <= timedelta(184)


@given(
    _DAYS,
    st.integers(-(10**6), 10**6),
    st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "century"]),
)
def test_shifting_never_leaves_the_calendar(today: date, by: int, unit: str) -> None:
    value = shifted(today, by, unit)
    assert value is None or 1 <= int(value[:4]) <= 9999
