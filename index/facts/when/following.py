"""Dates that are told by another date of the text: 'a year earlier', 'the following month', 'the quarter'.

Each is looked for like any form, but its value hangs on the last date told before it, so that it is resolved in order.
"""

import re
from datetime import date

from index.facts.reckoning import MONTHS, day, nearest_day, shifted
from index.facts.when.written import ANY_MONTH

KEYS = ("earlier", "before", "previous", "following", "quarter", "year-", "preceding")
PATTERN = re.compile(
    r"\b(?:(?P<earlier>a year (?:earlier|before)\b|(?:the |a )?year-(?:earlier|ago)\b)"
    r"|the (?P<word>previous|preceding|following) (?P<unit>day|week|month|quarter|year)\b"
    rf"|the (?:latest )?(?P<quarter>quarter)\b(?: (?:that )?end(?:ed|s|ing) (?:on )?(?P<month>{ANY_MONTH})"
    r"(?: (?P<day>\d{1,2}))?(?!\w))?)",
    re.IGNORECASE,
)
_REACH = 600
"""Characters within which a date counts as just told."""
_COUNTED = {4: ("year",), 7: ("month", "year"), 10: ("day", "week", "month", "year")}
"""The units that may be counted from a date, by the letters of its value: '2025', '2025-05', '2025-05-14'."""


def resolved(match: re.Match[str], told: tuple[int, str] | None, today: date | None) -> str | None:
    """Return the value of a match of `PATTERN`; `told` is where the last date before it ended, and its value."""
    last = told[1] if told and match.start() - told[0] <= _REACH else None
    if match.group("quarter"):
        if match.group("month"):
            return _ended(match, today)
        return last if last and "-Q" in last else None
    if match.group("earlier"):
        return _year_before(last, today)
    unit, back = match.group("unit").lower(), match.group("word").lower() != "following"
    anchor = _first_day(last) if last and _precise(last, unit) else None
    if anchor is None and (unit != "year" or not back):
        return None
    anchor = anchor or today
    return shifted(anchor, -1 if back else 1, unit) if anchor else None


def _year_before(last: str | None, today: date | None) -> str | None:
    """Return the same quarter, month or year of the year before; a day just told is mostly that of the report."""
    if last and last[:4].isdigit() and len(last) == 7:
        return f"{int(last[:4]) - 1:04}{last[4:]}"
    if last and last.isdigit():
        return f"{int(last) - 1:04}"
    return shifted(today, -1, "year") if today else None


def _ended(match: re.Match[str], today: date | None) -> str | None:
    """Return the quarter of the calendar that ends in the month told, None where a firm's own quarters are meant."""
    month = MONTHS[match.group("month")[:3].lower()]
    end = nearest_day(today, month, int(match.group("day") or 1), past=True) if today else None
    return f"{end.year}-Q{month // 3}" if end and month % 3 == 0 else None


def _precise(value: str, unit: str) -> bool:
    """Tell whether a date is told finely enough to count `unit`s from it."""
    if "-Q" in value:
        return unit in ("quarter", "year")
    return unit in _COUNTED.get(len(value), ())


def _first_day(value: str) -> date | None:
    """Return the first day of a year, quarter, month or day; None for weeks and seasons."""
    year, _, rest = value.partition("-")
    if rest.startswith("Q"):
        return day(int(year), int(rest[1]) * 3 - 2, 1)
    parts = [int(part) for part in rest.split("-") if part.isdigit()]
    if rest and len(parts) != rest.count("-") + 1:
        return None
    return day(int(year), *(*parts, 1, 1)[:2])
