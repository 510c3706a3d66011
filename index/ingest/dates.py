"""Dates as outlets write them: ISO 8601, mail dates and a table of written forms; never guessed, always in UTC.

No general date parser: those find a date in nearly anything and may take a second over it. What is ambiguous
('06/11/2025') or impossible is None.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

# The first newspaper came out in 1605; what claims to be older, or from the far future, is a placeholder.
_YEARS: Final = range(1605, 2201)
_LONGEST: Final = 100
_MONTHS: Final = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
# Seconds or milliseconds since 1970, from 1973 on: no date is written in so many digits and no others.
_UNIX: Final = re.compile(r"[0-9]{9,11}|[0-9]{13}")
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
# Hours from UTC. Only names that mean one thing wherever news is written in English.
_ZONES: Final = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 1, "cet": 1, "cest": 2, "est": -5, "edt": -4, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_LEAD: Final = r"(?:(?:last\s+)?(?:published|updated|posted|modified)(?:\s+on)?\s*:?\s*|on\s+|date\s*:\s*)?"
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME: Final = (
    r"(?:(?:\s*,|\s+at|\s*[|·•\-–—]|\s*t)?\s*(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,6})?)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>[a-z]{1,4}\b|[+-]\d{2}:?\d{2})?)?"
)
_FORMS: Final = tuple(
    re.compile(_LEAD + _WEEKDAY + form + _TIME, re.IGNORECASE)
    for form in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month>{_MONTH})\.?,?[\s-]+(?P<year>\d{{4}})\b",
        rf"(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
        r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})\b",
        r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})\b",
    )
)


def parse_date(value: object) -> datetime | None:
    """Return the moment that `value` names, in UTC, or None where it names none or not just one.

    Takes a string, or a number of seconds or milliseconds since 1970, also where it is written as text. A day without
    a time is its midnight in UTC; a time without a zone is taken as UTC.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_number(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = " ".join(value.split())
    if _UNIX.fullmatch(text):
        return _from_number(int(text))
    return _from_iso(text) or _from_written(text)


def _from_number(value: float) -> datetime | None:
    """Read seconds since 1970, milliseconds where seconds would lie past the year 2200, or digits like 20250611."""
    if isinstance(value, int) and 1605_01_01 <= value < 2201_01_01:
        return _from_iso(str(value))
    try:
        return plausible(datetime.fromtimestamp(value / 1000 if abs(value) >= 7_300_000_000 else value, UTC))
    except (OverflowError, ValueError, OSError):
        return None


def _from_iso(text: str) -> datetime | None:
    try:
        return plausible(datetime.fromisoformat(text))
    except ValueError:
        return None


def _from_written(text: str) -> datetime | None:
    """Read the table of written forms, each of which must cover the whole of `text`."""
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _from_parts(match)
    return None


def _from_parts(match: re.Match[str]) -> datetime | None:
    day, year = int(match["day"]), int(match["year"])
    named = match["month"].lower()
    month = _MONTHS.get(named) or int(named)
    if match.re is _FORMS[-1]:
        if day <= 12 and month <= 12 and day != month:
            return None  # the eleventh of June or the sixth of November: nobody can tell
        if month > 12:
            day, month = month, day
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if half := (match["half"] or "").lower():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    elif match["hour"] and not match["minute"]:
        return None  # a bare number after a date is not an hour
    zone = _zone(match["zone"])
    if zone is None:
        return None
    try:
        return plausible(datetime(year, month, day, hour, minute, second, tzinfo=zone))
    except ValueError:
        return None


def _zone(name: str | None) -> timezone | None:
    """Return the zone called `name`; UTC where there is no name or an unclear one, None where it cannot be a zone."""
    if not name:
        return UTC
    if name[0] in "+-":
        minutes = int(name[1:3]) * 60 + int(name[-2:])
        if minutes >= 24 * 60:
            return None
        return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes))
    return timezone(timedelta(hours=_ZONES.get(name.lower(), 0)))


def plausible(moment: datetime) -> datetime | None:
    """Return `moment` in UTC if an article can have come out then."""
    if moment.year not in _YEARS:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
