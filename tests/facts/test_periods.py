"""Durations and intervals in ISO 8601; the report is of 11 June 2025."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from index.facts import periods
from index.models import Fact
from tests.facts.articles import article, assert_sound

_WEDNESDAY = datetime(2025, 6, 11, 8, 40, tzinfo=UTC)


def find(text: str, published: datetime | None = _WEDNESDAY) -> list[Fact]:
    document = replace(article(text), published=published)
    found = periods.find(document, [])
    assert_sound(document, found)
    return found


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("three months", "P3M"),
        ("two years", "P2Y"),
        ("two and a half years", "P2Y6M"),
        ("1.5 hours", "PT1H30M"),
        ("a six-month deal", "P6M"),
        ("3 decades", "P30Y"),
        ("nine mths", "P9M"),
        ("half a century", "P50Y"),
        ("2 hours, 32 minutes", "PT2H32M"),
        ("from 2019 to 2021", "2019/2021"),
        ("between 2019 and 2021", "2019/2021"),
        ("2019-2021", "2019/2021"),
        ("1998-99", "1998/1999"),
        ("in the 1990s", "1990/1999"),
        ("in the ’80s", "1980/1989"),
        ("in the 20th century", "1901/2000"),
        ("in the first half of 2025", "2025-01/2025-06"),
        ("in H2 2024", "2024-07/2024-12"),
        ("2019–21", "2019/2021"),
        ("1914-18", "1914/1918"),
        ("in the nineties", "1990/1999"),
        ("in the early 2000s", "2000/2009"),
        ("March 3-5, 2009", "2009-03-03/2009-03-05"),
        ("3 to 5 March 2009", "2009-03-03/2009-03-05"),
        ("between 5 and 9 May 2009", "2009-05-05/2009-05-09"),
        ("for more than a year", "P1Y"),
        ("for a couple of weeks", "P2W"),
        ("for another three-and-a-half years", "P3Y6M"),
        ("for half an hour", "PT30M"),
    ],
)
def test_durations_and_intervals(said: str, value: str) -> None:
    [fact] = find(f"It lasted {said} there.", published=None)
    assert fact.value == value


@pytest.mark.parametrize(
    ("said", "resolved", "unresolved"),
    [
        ("in the past three months", "2025-03/2025-06", "P3M"),
        ("over the next two weeks", "2025-W24/2025-W26", "P2W"),
        ("in the past year", "2024/2025", "P1Y"),
        ("over the past decade", "2015/2025", "P10Y"),
    ],
)
def test_a_stretch_up_to_now_is_an_interval_where_now_is_known(said: str, resolved: str, unresolved: str) -> None:
    assert [fact.value for fact in find(f"It grew {said} again.")] == [resolved]
    assert [fact.value for fact in find(f"It grew {said} again.", published=None)] == [unresolved]


def test_a_range_of_durations_has_ends_and_a_unit() -> None:
    [fact] = find("It takes two to three years.")
    assert (fact.value, fact.low, fact.high, fact.unit) == (None, 2, 3, "year")


def test_a_list_of_durations_is_no_sum() -> None:
    assert [fact.value for fact in find("They got two years, 18 months and 90 days.")] == ["P2Y", "P18M", "P90D"]


def test_halves_of_the_year_of_the_report() -> None:
    assert [fact.value for fact in find("It fell in the second half of last year.")] == ["2024-07/2024-12"]
    assert find("He scored in the first half.") == []


@pytest.mark.parametrize(
    "text",
    [
        "He is in his early 50s.",
        "It costs $5 a week.",
        "He came twice a week.",
        "A 20-year-old man.",
        "He left three years ago.",
        "One day he left.",
        "The 1988 second quarter.",
        "1998-2004-3",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert find(text) == []


def test_a_year_by_its_number_is_no_length_of_time() -> None:
    assert find("Sales in the 1987 year fell from those in the 1986 year.") == []
    assert [fact.value for fact in find("The ruin is 1,987 years in the making.")] == ["P1987Y"]
