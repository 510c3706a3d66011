"""How long ago, in few columns."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tui.reading.ages import age, ago, ahead, day, reading_time, time_of_day

NOW = datetime(2025, 6, 14, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "shown"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=5), "5m"),
        (timedelta(hours=2, minutes=59), "2h"),
        (timedelta(days=3, hours=1), "3d"),
        (timedelta(days=7), "7 Jun"),
        (timedelta(days=400), "10 May 2024"),
        (timedelta(minutes=-10), "now"),
        (timedelta(days=-3), "17 Jun"),
    ],
)
def test_an_age_is_short(passed: timedelta, shown: str) -> None:
    assert age(NOW - passed, NOW) == shown


def test_days_are_those_of_the_reader() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert day(datetime(2025, 6, 11, 22, 0, tzinfo=UTC), NOW.astimezone(tokyo)) == "12 June 2025"


def test_an_unknown_time_has_no_age() -> None:
    assert age(None, NOW) == ""


def test_reading_takes_at_least_a_minute_and_hours_are_told() -> None:
    assert (reading_time(3), reading_time(714), reading_time(51_000)) == ("1 min", "3 min", "3 h 34 min")


@pytest.mark.parametrize(
    ("passed", "shown"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=12), "12 min ago"),
        (timedelta(hours=3), "3 h ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=5), "5 days ago"),
        (timedelta(days=7), "7 Jun"),
    ],
)
def test_how_long_ago_is_told_in_words(passed: timedelta, shown: str) -> None:
    assert ago(NOW - passed, NOW) == shown


@pytest.mark.parametrize(
    ("to_come", "shown"),
    [
        (timedelta(minutes=-5), "now"),
        (timedelta(seconds=20), "in 1 min"),
        (timedelta(minutes=48), "in 48 min"),
        (timedelta(hours=5), "in 5 h"),
        (timedelta(days=2), "in 2 days"),
    ],
)
def test_how_long_it_is_to_go_is_told_in_words(to_come: timedelta, shown: str) -> None:
    assert ahead(NOW + to_come, NOW) == shown


def test_a_time_of_another_day_has_its_day() -> None:
    assert time_of_day(NOW - timedelta(hours=1), NOW) == "11:00"
    assert time_of_day(NOW - timedelta(days=1), NOW) == "13 Jun 12:00"
