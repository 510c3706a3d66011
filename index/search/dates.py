"""The dates of the query language: `2025`, `2025-06`, `2025-06-01`, `>=2025-06`, `2025-05..2025-06`."""

import calendar
import re
from typing import NamedTuple

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_FIRST, _LAST = 10101, 99991231


class Days(NamedTuple):
    """The days from `first` to `last`, both included, as numbers yyyymmdd in UTC; empty where `first` is the later."""

    first: int
    last: int


def days(text: str) -> Days | None:
    """Return the days that `text` means, or None where it is not a date of the query language.

    A year or a month means all its days; `<` and `>` leave the whole of it out, `<=` and `>=` take it in; either end
    of a range may be left open (`2025..`).
    """
    for sign in ("<=", ">=", "<", ">"):
        if text.startswith(sign):
            whole = _whole(text.removeprefix(sign))
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
        return _whole(start)
    first = _whole(start) if start else Days(_FIRST, _FIRST)
    last = _whole(end) if end else Days(_LAST, _LAST)
    if first is None or last is None or not start + end:
        return None
    return Days(first.first, last.last)


def _whole(text: str) -> Days | None:
    """Return the days of one year, month or day."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
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
