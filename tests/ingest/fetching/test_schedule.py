"""When to ask again."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.fetching.schedule import (
    LONGEST,
    LONGEST_ASKED,
    SHORTEST,
    USUAL,
    learned_interval,
    next_try,
    parse_retry_after,
)

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = 3600.0
times = st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants bounds without a zone


def wait(failures: int, *, interval: float = HOUR, retry_after: float | None = None, seed: int = 1) -> float:
    """Return the seconds until the next try."""
    then = next_try(NOW, failures=failures, interval=interval, retry_after=retry_after, rng=random.Random(seed))  # noqa: S311 - a seeded draw, nothing secret
    return (then - NOW).total_seconds()


@given(st.integers(), st.floats(SHORTEST, LONGEST))
def test_all_well_means_the_interval_a_tenth_more_or_less(seed: int, interval: float) -> None:
    assert 0.899 * interval <= wait(0, interval=interval, seed=seed) <= 1.101 * interval


@given(st.integers(), st.integers(1, 10_000))
def test_failures_wait_longer_each_time_up_to_a_day(seed: int, failures: int) -> None:
    most = min(SHORTEST * 2 ** min(failures - 1, 100), LONGEST)
    assert 0.499 * most <= wait(failures, seed=seed) <= most


@given(st.integers(), st.integers(0, 100), st.floats(0, LONGEST_ASKED))
def test_nobody_is_asked_before_the_time_they_named(seed: int, failures: int, retry_after: float) -> None:
    assert wait(failures, retry_after=retry_after, seed=seed) >= retry_after - 0.001


def test_the_draw_is_the_callers() -> None:
    assert wait(3, seed=7) == wait(3, seed=7) != wait(3, seed=8)


@given(st.lists(times, max_size=60), st.none() | st.floats(0, 10 * LONGEST), times)
def test_an_interval_keeps_within_its_bounds(articles: list[datetime], hint: float | None, now: datetime) -> None:
    assert SHORTEST <= learned_interval(articles, hint, now=now) <= LONGEST


@pytest.mark.parametrize(("every", "learned"), [(0.1, 0.25), (1, 0.5), (4, 2), (48, 24), (1000, 24)])
def test_a_feed_is_asked_twice_as_often_as_it_changes(every: float, learned: float) -> None:
    articles = [NOW - timedelta(hours=every * at) for at in range(1, 40)]
    assert learned_interval(articles, now=NOW) == pytest.approx(learned * HOUR)
    assert learned_interval(reversed(articles), now=NOW) == learned_interval(articles, now=NOW)


def test_articles_that_came_together_are_one_change() -> None:
    days = [NOW - timedelta(days=day, seconds=second) for day in range(3) for second in range(10)]
    assert learned_interval(days, now=NOW) == pytest.approx(8 * HOUR, rel=0.01)


def test_a_feed_that_fell_asleep_is_asked_less() -> None:
    busy = [NOW - timedelta(minutes=20 * at) for at in range(30)]
    assert learned_interval(busy, now=NOW) == SHORTEST
    assert learned_interval(busy, now=NOW + timedelta(days=90)) == LONGEST


def test_a_feed_that_wants_to_be_left_alone_is_and_one_of_which_nothing_is_known_waits_an_hour() -> None:
    busy = [NOW - timedelta(minutes=20 * at) for at in range(30)]
    assert learned_interval(busy, 2 * HOUR, now=NOW) == 2 * HOUR
    assert learned_interval([], now=NOW) == USUAL
    assert learned_interval([], 6 * HOUR, now=NOW) == 6 * HOUR


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Wed, 04 Mar 2026 12:02:00 GMT", 120.0),
        ("Wed, 04 Mar 2026 13:02:00 +0100", 120.0),
        ("Wed, 04 Mar 2026 11:00:00 GMT", 0.0),
        ("99999999999999999999", LONGEST_ASKED),
        ("Wed, 04 Mar 2099 11:00:00 GMT", LONGEST_ASKED),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("²", None),
        ("Wed, 99 Mar 2026 12:02:00 GMT", None),
    ],
)
def test_how_long_a_server_asks_us_to_wait(value: str, seconds: float | None) -> None:
    assert parse_retry_after(value, NOW) == seconds


@given(st.text())
def test_whatever_a_server_says_is_no_error(value: str) -> None:
    parse_retry_after(value, NOW)
