"""Dates of facts (ISO 8601, with the precision they are told in) as the days they may mean, and back."""

import calendar
import functools
import re
from datetime import date

from index.search.dates import Days

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d\d)", re.ASCII)
_SEASON = re.compile(r"(\d{4})-(2[1-3])", re.ASCII)
"""Spring, summer and autumn after EDTF (ISO 8601-2); which year's a winter is cannot be told."""


@functools.lru_cache(maxsize=65536)
def days_of(value: str) -> Days | None:
    """Return the days of a year, season, quarter, month, week, day or interval; None for a duration or nonsense."""
    start, slash, end = value.partition("/")
    first, last = _days(start), _days(end if slash else start)
    return Days(first.first, last.last) if first and last and first.first <= last.last else None


def written(days: Days) -> str:
    """Return days in ISO 8601, as short as they can be: a year, a month, a day, or an interval of days."""
    start, end = (f"{day:08}" for day in days)
    if start == end:
        return _iso(start)
    if start[:4] == end[:4] and (start[4:], end[4:]) == ("0101", "1231"):
        return start[:4]
    if start[:6] == end[:6] and start[6:] == "01" and days.last == _months(int(start[:4]), int(start[4:6])).last:
        return f"{start[:4]}-{start[4:6]}"
    return f"{_iso(start)}/{_iso(end)}"


def _days(text: str) -> Days | None:
    try:
        if match := _QUARTER.fullmatch(text):
            return _months(int(match[1]), int(match[2]) * 3 - 2, 3)
        if match := _SEASON.fullmatch(text):
            return _months(int(match[1]), (int(match[2]) - 20) * 3, 3)
        if match := _DATE.fullmatch(text):
            year, month, day = (int(part) if part else 0 for part in match.groups())
            if match["day"]:
                return _between(date(year, month, day), date(year, month, day))
            return _months(year, month) if match["month"] else _months(year, 1, 12)
        if match := _WEEK.fullmatch(text):
            year, week = int(match[1]), int(match[2])
            return _between(date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))
    except (ValueError, OverflowError):
        # The thirteenth month, the year 0.
        return None
    return None


def _months(year: int, month: int, count: int = 1) -> Days:
    last = month + count - 1
    return _between(date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _between(first: date, last: date) -> Days:
    start, end = (day.year * 10_000 + day.month * 100 + day.day for day in (first, last))
    return Days(start, end)


def _iso(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"
