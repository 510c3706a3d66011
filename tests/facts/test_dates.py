"""Dates, resolved against the day of the report; a Wednesday, 11 June 2025."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.facts import dates
from index.facts.reckoning import nearest_day, shifted, weekday_of
from index.facts.when.feasts import easter
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
        ("in June of 2009", "2009-06"),
        ("on June 3 of 2009", "2009-06-03"),
        ("in the second quarter of fiscal 2025", "2025-Q2"),
        ("in the 1988 second quarter", "1988-Q2"),
        ("in 3Q 2024", "2024-Q3"),
        ("in FY25", "2025"),
        ("under the Water Act 1997", "1997"),
        ("by copyright 2024", "2024"),
        ("in nineteen ninety-six", "1996"),
        ("in twenty twenty-four", "2024"),
        ("in two thousand and nine", "2009"),
        ("at Christmas 2024", "2024-12-25"),
        ("on Easter Monday 2025", "2025-04-21"),
        ("on Thanksgiving Day 2024", "2024-11-28"),
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
        ("Olga Brandt stepped down in August.", "2024-08"),
        ("The mill was sold to a rival in early September.", "2024-09"),
        ("He said the mill would be sold in August.", "2025-08"),
        ("He added that rules to be published in early July are late.", "2025-07"),
        ("The bridge will be mended by the spring.", "2026-21"),
        ("The bridge was to be mended by the spring.", "2026-21"),
        ("She wants to leave by the summer.", "2025-22"),
        ("By the spring, the mayor had left.", "2025-21"),
        ("He left last June.", "2024-06"),
        ("He left in January this year.", "2025-01"),
        ("He left on May 26.", "2025-05-26"),
        ("He left three months ago.", "2025-03"),
        ("He left 10 days ago.", "2025-06-01"),
        ("He left a year ago.", "2024"),
        ("He left last summer.", "2024-22"),
        ("Sales rose in the first quarter.", "2025-Q1"),
        ("Sales rose in the fourth quarter.", "2024-Q4"),
        ("Sales rose in Q1.", "2025-Q1"),
        ("He left in June last year.", "2024-06"),
        ("Sales rose in the first quarter of last year.", "2024-Q1"),
        ("He left on Monday last week.", "2025-06-02"),
        ("The vote is on Sunday.", "2025-06-15"),
        ("The game was on Sunday.", "2025-06-08"),
        ("He must pay by 6pm on Friday.", "2025-06-13"),
        ("He left the day before yesterday.", "2025-06-09"),
        ("He leaves the day after tomorrow.", "2025-06-13"),
        ("He left a fortnight ago.", "2025-W22"),
        ("He left a couple of years ago.", "2023"),
        ("He leaves at the end of the year.", "2025"),
        ("He left earlier in the month.", "2025-06"),
        ("It should be done by year-end.", "2025"),
        ("He left in the spring.", "2025-21"),
        ("He left in the fall.", "2024-23"),
        ("It will open in the fall.", "2025-23"),
        ("He left over Christmas.", "2024-12-25"),
        ("He left on Good Friday.", "2025-04-18"),
        ("Profit rose from a year earlier.", "2024"),
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
        "They bought Christmas trees.",
        "They sang Last Christmas and more.",
        "The fall of the town was near.",
        "He drove an Audi Q3 there.",
        "He is the rest of us.",
        "Twenty five men came.",
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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It ran from January to March 2024.", ["2024-01", "2024-03"]),
        ("It was in June and July of 2009.", ["2009-06", "2009-07"]),
        ("It ran from June 3 to July 5, 2009.", ["2009-06-03", "2009-07-05"]),
        ("He won the June elections of 2009.", ["2009-06", "2009"]),
        ("The talks in June, first held in June of 2009, failed.", ["2025-06", "2009-06"]),
        ("In January nineteen ninety-seven he left.", ["1997-01", "1997"]),
    ],
)
def test_a_month_shares_the_year_that_its_phrase_ends_with(text: str, found: list[str]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sales rose in the third quarter of 2024 from a year earlier.", ["2024-Q3", "2023-Q3"]),
        ("It began in May 2024. The following month it closed.", ["2024-05", "2024-06"]),
        ("It lost money in 2019. The previous year had been good.", ["2019", "2018"]),
        ("Profit rose in the second quarter. Sales for the quarter fell.", ["2025-Q2", "2025-Q2"]),
        ("Profit for the quarter ended March 31 rose.", ["2025-Q1"]),
        ("The following month it closed.", []),
        ("He lives in the quarter of the tanners.", []),
    ],
)
def test_dates_that_hang_on_the_last_one_told(text: str, found: list[str]) -> None:
    assert values(text) == found


@given(st.integers(1900, 2099))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_easter_of_years_that_are_known() -> None:
    assert [easter(year) for year in (1961, 2000, 2019, 2024, 2025)] == [
        date(1961, 4, 2), date(2000, 4, 23), date(2019, 4, 21), date(2024, 3, 31), date(2025, 4, 20),
    ]  # fmt: skip


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


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("By Saturday, the mayor clarified what she meant.", "2025-06-07"),
        ("By Saturday the town was cut off.", "2025-06-07"),
        ("By Saturday, the firms will have to leave.", "2025-06-14"),
        ("By Saturday, the firms are required to leave.", "2025-06-14"),
    ],
)
def test_a_term_that_was_kept_lies_before_the_report(said: str, value: str) -> None:
    assert values(said) == [value]
