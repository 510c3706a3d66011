"""How long ago, in few columns."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tui.reading.ages import age, day, reading_time

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
