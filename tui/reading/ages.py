"""How long ago, in as few columns as possible, and dates and reading times in words."""

import re
from datetime import date, datetime, timedelta

_WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: Brysbaert, "How many words do we read per minute?", JML 109 (2019)."""


def age(then: datetime | None, now: datetime) -> str:
    """Return the time from `then` to `now` for a list: '2h', '3d', '11 Jun', '11 Jun 2024'; empty where it is unknown.

    Both carry a time zone; days are those of `now`'s. A time still to come is a date, but for a clock an hour off.
    """
    if then is None:
        return ""
    then = then.astimezone(now.tzinfo)
    passed = now - then
    if timedelta(hours=-1) <= passed < timedelta(minutes=1):
        return "now"
    if timedelta(0) <= passed < timedelta(hours=1):
        return f"{passed.seconds // 60}m"
    if timedelta(0) <= passed < timedelta(days=1):
        return f"{passed.seconds // 3600}h"
    if timedelta(0) <= passed < timedelta(days=7):
        return f"{passed.days}d"
    return f"{then.day} {then:%b}" if then.year == now.year else f"{then.day} {then:%b} {then.year}"


def ago(then: datetime | None, now: datetime) -> str:
    """Return how long ago `then` was, in words: 'just now', '12 min ago', '3 h ago', '5 days ago', '11 Jun'."""
    short = age(then, now)
    if short == "now":
        return "just now"
    return f"{_unit_in_words(short)} ago" if _IN_UNITS.fullmatch(short) else short


def ahead(then: datetime | None, now: datetime) -> str:
    """Return how long it is to `then`, in words: 'now', 'in 12 min', 'in 3 h', 'in 2 days'."""
    if then is None:
        return ""
    # Rounded up: what is to come in 30 seconds is not there yet.
    minutes = -((now - then) // timedelta(minutes=1))
    if minutes <= 0:
        return "now"
    short = f"{minutes}m" if minutes < 60 else f"{minutes // 60}h" if minutes < 24 * 60 else f"{minutes // 1440}d"
    return f"in {_unit_in_words(short)}"


def time_of_day(then: datetime, now: datetime) -> str:
    """Return the time of a day in `now`'s zone: '09:41'; of another day the day as well: '11 Jun 09:41'."""
    then = then.astimezone(now.tzinfo)
    return f"{then:%H:%M}" if then.date() == now.date() else f"{then.day} {then:%b} {then:%H:%M}"


_IN_UNITS = re.compile(r"(\d+)([mhd])")


def _unit_in_words(short: str) -> str:
    """Return '12 min' for '12m', '3 h' for '3h', '1 day' for '1d'."""
    number, unit = short[:-1], short[-1]
    return f"{number} {'min' if unit == 'm' else 'h' if unit == 'h' else 'day' if number == '1' else 'days'}"


def day(then: datetime, now: datetime) -> str:
    """Return the day in words, in `now`'s time zone: '11 June 2025'."""
    then = then.astimezone(now.tzinfo)
    return f"{then.day} {then:%B} {then.year}"


def reading_time(words: int) -> str:
    """Return how long `words` words take to read: '3 min', '2 h 5 min'."""
    minutes = max(1, round(words / _WORDS_A_MINUTE))
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-Q(\d)|-W(\d\d))?(?![\d-])")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
"""Numbers of the seasons in place of a month: EDTF, ISO 8601-2."""


def iso_in_words(value: str) -> str:
    """Return an ISO 8601 date or interval at its precision in words: '24 Mar 2019', 'May 2025', 'Q3 2025', '2019'.

    Empty for anything else, such as a duration.
    """
    begins, slash, ends = value.partition("/")
    if slash:
        first, last = iso_in_words(begins), iso_in_words(ends)
        if first and last:
            return f"{first} to {last}"
        return f"from {first}" if first else f"until {last}" if last else ""
    found = _ISO.match(value)
    if found is None:
        return ""
    year, month, of_month, quarter, week = found.groups()
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    try:
        if of_month:
            then = date(int(year), int(month), int(of_month))
            return f"{then.day} {then:%b} {year}"
        if month:
            return f"{date(int(year), int(month), 1):%b} {year}"
    except ValueError:
        return ""
    return f"Q{quarter} {year}" if quarter else f"week {int(week)} of {year}" if week else year


def date_beside(written: str, value: str) -> str:
    """Return the date `value` in words, where those `written` do not tell it alone: '24 Mar 2019' for 'Sunday'."""
    return "" if value[:4] in written else iso_in_words(value)
