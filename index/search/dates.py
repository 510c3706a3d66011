"""The dates of the query language, from `2025-06` and `>=2025-06-01` to `"last week"` and `"last month"..today`.

Days are those of UTC, because the index holds the day in UTC of every article.
"""

import calendar
import re
from datetime import date
from typing import NamedTuple

QUOTES = '"“”„'
"""What may stand around words that belong together."""

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_LATELY = re.compile(r"last ([1-9]\d{0,4}) (day|week|month|year)s?", re.ASCII)
_FIRST, _LAST = 10101, 99991231
_TO_STRAIGHT = str.maketrans(dict.fromkeys(QUOTES, '"'))


class Days(NamedTuple):
    """The days from `first` to `last`, both included, as numbers yyyymmdd in UTC; empty where `first` is the later."""

    first: int
    last: int


def days(text: str, today: date) -> Days | None:
    """Return the days that `text` means on the day `today`, or None where it is not a date of the query language.

    A year, a month or a week means all its days; `<` and `>` leave the whole of it out, `<=` and `>=` take it in;
    either end of a range may be left open (`2025..`). Weeks begin on Monday (ISO 8601).
    """
    text = tidied(text)
    for sign in ("<=", ">=", "<", ">"):
        if text.startswith(sign):
            whole = _whole(text.removeprefix(sign), today)
            if whole is None:
                return None
            return {
                "<=": Days(_FIRST, whole.last),
                ">=": Days(whole.first, _LAST),
                "<": Days(_FIRST, whole.first - 1),
                ">": Days(whole.last + 1, _LAST),
            }[sign]
    start, dots, end = text.partition("..")
    if not dots:
        return _whole(start, today)
    first = _whole(start, today) if start else Days(_FIRST, _FIRST)
    last = _whole(end, today) if end else Days(_LAST, _LAST)
    if first is None or last is None or not start + end:
        return None
    return Days(first.first, last.last)


def tidied(text: str) -> str:
    """Return a date in one way of writing: lower case, single blanks, straight quotation marks."""
    text = " ".join(text.casefold().translate(_TO_STRAIGHT).split())
    return text.replace('" ', '"').replace(' "', '"') if '"' in text else text


def _whole(text: str, today: date) -> Days | None:
    """Return the days of one year, month, week or day, or of one of the words for them."""
    text = text.removeprefix('"').removesuffix('"').strip()
    match = _DATE.fullmatch(text)
    if match is None:
        return _named(text, today)
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year:
        return None
    if month is None:
        return Days(year * 10_000 + 101, year * 10_000 + 1231)
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(year, month)[1]
    if day is not None and not 1 <= day <= length:
        return None
    base = year * 10_000 + month * 100
    return Days(base + (day or 1), base + (day or length))


def _named(text: str, today: date) -> Days | None:
    """Return the days of `today`, `last week`, `last 30 days` and the like."""
    monday = _before(today, today.weekday())
    this_month = today.replace(day=1)
    last_month = _before(this_month, 1)
    match text:
        case "today":
            return _from(today, today)
        case "yesterday":
            return _from(_before(today, 1), _before(today, 1))
        case "this week":
            return _from(monday, _before(monday, -6))
        case "last week":
            return _from(_before(monday, 7), _before(monday, 1))
        case "this month":
            return _whole(f"{today.year:04}-{today.month:02}", today)
        case "last month":
            return _from(last_month.replace(day=1), last_month)
        case "this year":
            return _whole(f"{today.year:04}", today)
        case "last year":
            return _whole(f"{max(today.year - 1, 1):04}", today)
    lately = _LATELY.fullmatch(text)
    return _from(_begun(int(lately[1]), lately[2], today), today) if lately else None


def _begun(count: int, unit: str, today: date) -> date:
    """Return the first of the last `count` days, weeks, months or years, of which `today` is the last day."""
    match unit:
        case "day":
            return _before(today, count - 1)
        case "week":
            return _before(today, 7 * count - 1)
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    if months < 12:
        return date.min
    year, month = months // 12, months % 12 + 1
    # A month before 31 May is 30 April; the days that follow it are the last month.
    return _before(date(year, month, min(today.day, calendar.monthrange(year, month)[1])), -1)


def _before(day: date, count: int) -> date:
    """Return the day `count` days before, or after where it is negative, as near as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() - count, 1), date.max.toordinal()))


def _from(first: date, last: date) -> Days:
    return Days(_number(first), _number(last))


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
