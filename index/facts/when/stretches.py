"""Stretches of time that are told by their ends or by a name of their own: years from and to, decades, weekends."""

import re
from datetime import timedelta

from index.facts.reckoning import day, nearest_day
from index.facts.when.forms import Form, Place
from index.facts.when.lengths import duration, interval
from index.facts.when.written import IN_YEAR, MONTH, MONTH_KEYS, month, year

_Y = r"(?:1[5-9]|20)\d\d"
_YEARS = re.compile(
    rf"\b(?:(?:[Ff]rom|[Bb]etween) (?P<a>{_Y}) (?:to|and|until|through) (?P<b>{_Y})"
    rf"|(?P<c>{_Y})(?:[-–—]| to | through )(?P<d>{_Y})|(?P<e>{_Y})(?P<joint>[-–/])(?P<f>\d\d))(?![\w%]|[.,:/-]\d)"
)
_DECADE = re.compile(
    r"(?:(?<!\w)(?P<century>1[5-9]|20|[’'])"
    r"|(?<!\b[Hh]is )(?<!\b[Hh]er )(?<!\bmy )(?:(?<=\bthe early )|(?<=\bthe late )|(?<=\bthe mid[- ])))"
    r"(?P<tens>\d)0[’']?s\b(?![’'])"
)
_TENS = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
         "nineties": 9}  # fmt: skip
_SPELT_DECADE = re.compile(
    rf"\bthe (?:early |late |mid[- ]|roaring |swinging )?(?P<tens>{'|'.join(_TENS)})\b", re.IGNORECASE
)
_CENTURY = re.compile(r"\b(?P<number>\d{1,2})(?:st|nd|rd|th)[ -]century\b", re.IGNORECASE)
_HALF = re.compile(
    rf"\b(?:(?P<half>first|second) half (?:of |in )(?:(?:the )?(?:fiscal )?(?:year )?(?P<year>{_Y})\b"
    rf"|(?:the|(?P<rel>this|last|next)) year\b)|H(?P<number>[12]) (?P<later>{_Y})\b)",
    re.IGNORECASE,
)
_WEEKEND = re.compile(r"\b(?P<word>last|this|next|the|at the|over the) weekend\b", re.IGNORECASE)
_SINGLE = re.compile(r"\bthe (?P<word>past|last|coming) (?P<unit>year|month|week|decade|century)\b", re.IGNORECASE)
_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_TO = r"(?:[-–—]| to | through | until )"
_DAYS_AFTER_MONTH = re.compile(
    rf"(?<!\w){MONTH} (?P<first>{_NUMBER}){_TO}(?P<last>{_NUMBER})(?:st|nd|rd|th)?(?![\w%]|[.,:/-]\d)(?:{IN_YEAR})?"
)
_DAYS_BEFORE_MONTH = re.compile(
    rf"(?<![\w.,:/-])(?P<first>{_NUMBER})(?:st|nd|rd|th)?"
    rf"(?:{_TO}|(?:(?<=\b[Bb]etween \d)|(?<=\b[Bb]etween \d\d)) and )"
    rf"(?P<last>{_NUMBER})(?:st|nd|rd|th)?(?: of)? {MONTH}(?!\w)(?:{IN_YEAR})?"
)
_ONE = re.compile(
    r"\b(?:(?P<couple>a couple of)|an?(?: (?:full|whole|further|single))?|another)"
    r" (?P<unit>year|month|week|day|hour|minute|decade|century|fortnight)(?P<plural>s?)\b"
    r"(?! (?:ago|old|earlier|before|later)\b|-)",
    re.IGNORECASE,
)
_ONE_UNITS = ("year", "month", "week", "day", "hour", "minute", "decade", "century", "fortnight")
# What stands before 'a week' that tells a length: without it, it mostly tells a rate ('twice a week').
_LENGTH = re.compile(
    r"\b(?:for|over|than|within|under|about|around|nearly|almost|least|only|just|lasted|lasting|took|take|takes|after"
    r"|until|in|up to)(?: the next)? $",
    re.IGNORECASE,
)


def _years(match: re.Match[str], place: Place) -> str | None:  # noqa: ARG001 - every reader is called alike
    """Read both years; '1998-99' is two years, '2004-12' may be a month or a number of a thing."""
    start = match.group("a") or match.group("c") or match.group("e")
    end = match.group("b") or match.group("d")
    if end is None:
        following, figures = int(start) + 1, match.group("f")
        end = str(following) if figures == "00" and following % 100 == 0 else start[:2] + figures
        sure = match.group("joint") == "–" or int(figures) > 12
        if int(end) != following and not (sure and match.group("joint") != "/"):
            return None
    return f"{start}/{end}" if start < end else None


def _decade(match: re.Match[str], place: Place) -> str | None:  # noqa: ARG001 - every reader is called alike
    century, tens = match.group("century"), match.group("tens")
    if century is None or not century.isdigit():
        century = "20" if tens in "01" else "19"
    return f"{century}{tens}0/{century}{tens}9"


def _spelt_decade(match: re.Match[str], place: Place) -> str | None:  # noqa: ARG001 - every reader is called alike
    tens = _TENS[match.group("tens").lower()]
    return f"19{tens}0/19{tens}9"


def _century(match: re.Match[str], place: Place) -> str | None:  # noqa: ARG001 - every reader is called alike
    number = int(match.group("number"))
    return f"{(number - 1) * 100 + 1:04}/{number * 100:04}" if 0 < number < 30 else None


def _half(match: re.Match[str], place: Place) -> str | None:
    later = match.group("later")
    of_year = int(later) if later else year(match, place.today) or (place.today.year if place.today else None)
    first = match.group("number") == "1" or (match.group("half") or "").lower() == "first"
    return f"{of_year}-{'01' if first else '07'}/{of_year}-{'06' if first else '12'}" if of_year else None


def _single(match: re.Match[str], place: Place) -> str | None:
    """Read 'the past year'."""
    unit, back = match.group("unit").lower(), match.group("word").lower() != "coming"
    return interval(place.today, 1, unit, back=back) if place.today else duration(1, unit)


def _weekend(match: re.Match[str], place: Place) -> str | None:
    """Read a weekend: the last one begun, unless it is this or the next one."""
    today = place.today
    if today is None:
        return None
    word = match.group("word").lower()
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 if today.weekday() != 6 else -1)
    if word == "next":
        saturday += timedelta(days=7 if today.weekday() >= 5 else 0)
    elif word != "this" and saturday > today:
        saturday -= timedelta(days=7)
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


def _days(match: re.Match[str], place: Place) -> str | None:
    """Read '3-5 March' and 'March 3 to 5'."""
    of_month, first, last = month(match), int(match.group("first")), int(match.group("last"))
    if first >= last or not (of_year := year(match, place.today) or _nearest_year(place, of_month, first)):
        return None
    start, end = day(of_year, of_month, first), day(of_year, of_month, last)
    return f"{start.isoformat()}/{end.isoformat()}" if start and end else None


def _nearest_year(place: Place, of_month: int, number: int) -> int | None:
    near = nearest_day(place.today, of_month, number) if place.today else None
    return near.year if near else None


def _one(match: re.Match[str], place: Place) -> str | None:
    """Read 'more than a year', 'for a couple of weeks'."""
    couple = match.group("couple") is not None
    if couple != bool(match.group("plural")) or not (couple or _LENGTH.search(place.before)):
        return None
    return duration(2 if couple else 1, match.group("unit").lower())


# Each form with strings of which one must stand in a sentence for the form to be looked for.
FORMS = (
    Form(("1", "20"), _YEARS, _years),
    Form(("0s", "0's", "0’s"), _DECADE, _decade),
    Form(tuple(_TENS), _SPELT_DECADE, _spelt_decade),
    Form(("century",), _CENTURY, _century),
    Form(("half of", "half in", "h1 ", "h2 "), _HALF, _half),
    Form(("weekend",), _WEEKEND, _weekend),
    Form(("past ", "last ", "coming "), _SINGLE, _single),
    Form(MONTH_KEYS, _DAYS_AFTER_MONTH, _days),
    Form(MONTH_KEYS, _DAYS_BEFORE_MONTH, _days),
    Form(
        (*(f"a {unit}" for unit in _ONE_UNITS), "an hour", "couple of", "another ", "a full", "a whole", "a further"),
        _ONE,
        _one,
    ),
)
