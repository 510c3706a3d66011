"""When to ask again: after what went well, after what did not, and as often as a feed brings something."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

SHORTEST: Final = 15 * 60.0
"""Seconds; nobody is asked more often without the user wanting it."""
LONGEST: Final = 24 * 3600.0
"""Seconds; no feed waits longer, whatever it has learned or failed, unless its server asks for it."""
USUAL: Final = 3600.0
"""Seconds, for a feed of which nothing is known yet."""
LONGEST_ASKED: Final = 7 * 24 * 3600.0
"""Seconds; a server that asks for more is not believed."""
_LOOKED_AT: Final = 30
"""The newest articles from which an interval is learned: some weeks of a blog, an hour or two of a wire."""


def next_try(
    now: datetime, *, failures: int, interval: float, retry_after: float | None, rng: random.Random
) -> datetime:
    """Return when to ask again.

    `failures` is how often in a row it was not had: after the first the wait is a quarter of an hour, and doubles
    with each up to a day; with none it is `interval`. A tenth more or less is drawn from `rng` (after failures up to
    a half less), so that feeds of one server which fail together do not come back together. Both waits are seconds,
    as is `retry_after`, before which we never come.
    """
    if failures <= 0:
        wait = interval * rng.uniform(0.9, 1.1)
    else:
        doubled = SHORTEST * 2 ** min(failures - 1, 10)
        wait = min(doubled, LONGEST) * rng.uniform(0.5, 1.0)
    asked = min(max(retry_after or 0.0, 0.0), LONGEST_ASKED)
    return now + timedelta(seconds=max(wait, asked))


def learned_interval(times: Iterable[datetime], hint: float | None = None, *, now: datetime | None = None) -> float:
    """Return every how many seconds to ask a feed whose articles came at `times`, in any order.

    Half of the mean time between its latest changes, so that an article is seen while it is news; articles that came
    together are one change. The silence since the last one counts (up to `now`): a feed that has fallen asleep is
    asked less and less. `hint` is how long the feed itself wants to be left alone (`ttl` and the like), in seconds.
    Between `SHORTEST` and `LONGEST`.
    """
    until = now or datetime.now(UTC)
    newest = sorted((time for time in times if time <= until), reverse=True)[:_LOOKED_AT]
    learned = USUAL
    if newest:
        changes, change = 1, newest[0]
        for time in newest:
            if (change - time).total_seconds() >= SHORTEST:
                changes, change = changes + 1, time
        span = (until - newest[-1]).total_seconds()
        learned = span / changes / 2
    return min(max(learned, hint or 0.0, SHORTEST), LONGEST)


def parse_retry_after(value: str, now: datetime) -> float | None:
    """Return how many seconds a `Retry-After` header (RFC 9110 section 10.2.3) asks for, or None where it says nothing.

    Seconds or a date; never more than `LONGEST_ASKED`.
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text[:12]), int(LONGEST_ASKED)))
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    seconds = ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds()
    return min(max(seconds, 0.0), LONGEST_ASKED)
