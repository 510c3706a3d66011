"""The date of an entry: mail dates, W3C dates, Unix times, and the forms that programs write in other languages.

A table of general forms, each of which must cover the whole of what is written. No general date parser: it finds a
date in nearly anything, and may take a second over it.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Final

from index.ingest.dates import parse_date, plausible

_LONGEST: Final = 80
# The names of months as programs write them, by their first letters, in languages that much news is written in.
_MONTHS: Final = tuple(
    tuple(names.split())
    for names in (
        "jan ene gen janv ιαν янв ocak sty led",
        "feb fev fév febr févr φεβ фев şub lut úno",
        "mar mär maer mrt μάρ μαρ мар márc",
        "apr abr avr απρ апр ápr nis kwi dub",
        "may mai mei mag maj μάι μαϊ май мая máj kvě",
        "jun giu juin ιούν ιον июн jún haz cze",
        "jul lug juil ιούλ ιολ июл júl tem lip",
        "aug ago août aout αύγ αυγ авг srp sie",
        "sep set sept σεπ сен szept eyl wrz",
        "oct okt ott out οκτ окт paź eki říj",
        "nov νοέ νοε ноя lis kas",
        "dec dez dic déc δεκ дек gru ara pro",
    )
)
_BY_NAME: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
# Hours from UTC: RFC 822, section 5.1, and those that mean one thing everywhere else.
_ZONES: Final = {
    "ut": 0.0, "utc": 0.0, "gmt": 0.0, "z": 0.0, "wet": 0.0, "bst": 1.0, "west": 1.0, "cet": 1.0, "mez": 1.0,
    "met": 1.0, "cest": 2.0, "mesz": 2.0, "mest": 2.0, "eet": 2.0, "eest": 3.0, "msk": 3.0, "pkt": 5.0, "hkt": 8.0,
    "sgt": 8.0, "awst": 8.0, "jst": 9.0, "kst": 9.0, "acst": 9.5, "aest": 10.0, "acdt": 10.5, "aedt": 11.0,
    "nzst": 12.0, "nzdt": 13.0, "adt": -3.0, "edt": -4.0, "est": -5.0, "cdt": -5.0, "cst": -6.0, "mdt": -6.0,
    "mst": -7.0, "pdt": -7.0, "pst": -8.0, "akdt": -8.0, "akst": -9.0, "hst": -10.0,
}  # fmt: skip
_AFTERNOON: Final = frozenset({"p", "오후", "下午", "午後"})
_ZONE: Final = (
    r"(?P<zone>(?:gmt|utc)?\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?::?\d{2})?|[a-z]{1,5})?"
    r"(?:\s?\([^()]{0,40}\))?"
)
_TIME: Final = (
    r"(?P<before>오전|오후|上午|下午|午前|午後)?\s?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?\s?(?:(?P<half>[ap])\.?m\b\.?)?\s?"
)
# Thu, 01 Jan 2004 19:48:21 +0100; 01-Jan-04; 1. Januar 2004 19:48
_DAY_FIRST: Final = (
    r"(?:[^\W\d]{2,12}\.?,?\s?)?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-](?:de\s)?(?P<month>[^\W\d]{3,11})\.?,?"
    rf"[\s-](?:de\s)?(?P<year>\d{{4}}|\d{{2}}),?(?:\s(?:-\s)?{_TIME}{_ZONE})?"
)
# 2004-01-01 19:48 PST; 2004-július-13T9:15-05:00; 2004年1月1日 下午7:48
_YEAR_FIRST: Final = (
    r"(?P<year>\d{4})(?:[-/.年년]\s?)(?P<month>\d{1,2}|[^\W\d]{3,11})(?:[-/.月월]\s?)(?P<day>\d{1,2})[.日일]?"
    rf"(?:(?:\s|T)?{_TIME}{_ZONE})?"
)
# Thu Jan 1 19:48:21 EST 2004, as asctime(3) and date(1) write it
_YEAR_LAST: Final = (
    rf"[^\W\d]{{2,12}},?\s(?P<month>[^\W\d]{{3,11}})\s(?P<day>\d{{1,2}}),?\s{_TIME}{_ZONE}\s(?P<year>\d{{4}})"
)
_FORMS: Final = tuple(re.compile(form, re.IGNORECASE) for form in (_DAY_FIRST, _YEAR_FIRST, _YEAR_LAST))
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?Z?")
_YEAR: Final = re.compile(r"((?:19|20)\d{2})(?:-(0[1-9]|1[0-2]))?")
_UNIX: Final = re.compile(r"(\d{9,13})(?:\.\d{1,9})?")
_PLACEHOLDERS: Final = frozenset({date(1969, 12, 31), date(1970, 1, 1)})
"""Second nought in some zone: what a program writes that has no date."""


def first_date(written: Iterable[str]) -> tuple[datetime | None, str]:
    """Return the first of the dates that can be read, and how it is written.

    Where none can be read the first that stands there is returned as it is written, without a moment; nothing and an
    empty string where there is none at all.
    """
    first = ""
    for each in written:
        text = each.strip()
        if moment := read_date(text):
            return moment, text
        first = first or text
    return None, first


def read_date(written: str) -> datetime | None:
    """Return the moment that `written` names, in UTC, or None where it names none or not just one.

    A number is seconds or milliseconds since 1970; a year or a month alone is its first day, as W3C dates may be so
    short; a time without a zone, or with one of no clear name, is taken as UTC.
    """
    if len(written) > _LONGEST:
        return None
    text = " ".join(written.split())
    moment = _from_form(text) or _from_digits(text) or parse_date(text)
    return None if moment is None or moment.date() in _PLACEHOLDERS else moment


def _from_form(text: str) -> datetime | None:
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            year, month = int(parts["year"]), _month(parts["month"])
            if len(parts["year"]) == 2:
                year += 2000 if year < 50 else 1900  # RFC 2822, section 4.3
            hour = int(parts["hour"] or 0)
            half = (parts["half"] or parts["before"] or "").lower()
            if half:
                hour = hour % 12 + (12 if half in _AFTERNOON else 0)
            time = (hour, int(parts["minute"] or 0), int(parts["second"] or 0))
            return _moment((year, month, int(parts["day"])), time, _offset(parts))
    return None


def _from_digits(text: str) -> datetime | None:
    if match := _YEAR.fullmatch(text):
        return _moment((int(match[1]), int(match[2] or 1), 1), (0, 0, 0), timedelta())
    if (match := _COMPACT.fullmatch(text)) and not _is_milliseconds(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return _moment((year, month, day), (hour, minute, second), timedelta())
    return parse_date(int(match[1])) if (match := _UNIX.fullmatch(text)) else None


def _is_milliseconds(text: str) -> bool:
    return len(text) == 13 and text.isdecimal()


def _month(name: str) -> int:
    """Return the number of a month; 0, which is none, for a name that is none."""
    if name.isdecimal():
        return int(name)
    lower = name.lower()
    return _BY_NAME.get(lower[:4]) or _BY_NAME.get(lower[:3], 0)


def _offset(parts: dict[str, str | None]) -> timedelta:
    """Return how far a zone is ahead of UTC."""
    if sign := parts["sign"]:
        ahead = timedelta(hours=int(parts["hours"] or 0), minutes=int(parts["minutes"] or 0))
        return -ahead if sign == "-" else ahead
    return timedelta(hours=_ZONES.get((parts["zone"] or "").lower(), 0.0))


def _moment(day: tuple[int, int, int], time: tuple[int, int, int], ahead: timedelta) -> datetime | None:
    """Return the moment in UTC; hour 24 is the next day's midnight, and a leap second the one before it."""
    hour, minute, second = time
    midnight, leap = hour == 24, second == 60
    try:
        found = datetime(*day, 0 if midnight else hour, minute, 59 if leap else second, tzinfo=timezone(ahead))
        return plausible(found + timedelta(days=midnight))
    except (ValueError, OverflowError):
        return None
