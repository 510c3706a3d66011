"""Dates that are told by the day of the report: weekdays, 'yesterday', 'last month', 'a year ago', 'year-end'."""

import re

from index.facts.closedclass import listed
from index.facts.reckoning import WEEKDAYS, shifted, weekday_of
from index.facts.when.forms import Form, Place
from index.facts.when.tense import is_future
from index.facts.when.written import WEEKDAY

_SPANS = ("year", "month", "week", "quarter")
_STEPS = {"last": -1, "this": 0, "next": 1}
_FEAST = re.compile(r"\b(?:Black|Good|Ash|Super|Cyber|Bloody|Easter|Palm|Holy|Shrove|Giving|every|each|any)[ -]$")
_DAYS_OFF = {
    "yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip


def _weekday(match: re.Match[str], place: Place) -> str | None:
    if place.today is None or _FEAST.search(place.before):
        return None
    weekday = WEEKDAYS[match.group("weekday")[:3].lower()]
    if week := (match.group("week") or "").lower():
        by = weekday - place.today.weekday() + 7 * _STEPS[week]
        return shifted(place.today, by, "day")
    return weekday_of(place.today, weekday, (match.group("word") or "").lower(), future=is_future(place)).isoformat()


def _near_day(match: re.Match[str], place: Place) -> str | None:
    if _is_title(match, place):
        return None
    return shifted(place.today, _DAYS_OFF.get(match.group().lower(), 0), "day") if place.today else None


def _near_unit(match: re.Match[str], place: Place) -> str | None:
    if _is_title(match, place):
        return None
    by = _STEPS[match.group("word").lower()]
    return shifted(place.today, by, match.group("unit").lower()) if place.today else None


def _is_title(match: re.Match[str], place: Place) -> bool:
    """Tell whether 'Today' or 'This Week' is what a programme or a paper is called."""
    words = match.group().split()
    capitals = all(word[0].isupper() for word in words) and not match.group().isupper()
    return capitals and (len(words) > 1 or place.before[-2:-1].isalnum())


def _unit_ago(match: re.Match[str], place: Place) -> str | None:
    by = -2 if match.group("couple") else -1
    unit = match.group("unit").lower()
    if unit == "fortnight":
        unit, by = "week", 2 * by
    return shifted(place.today, by, unit) if place.today else None


def _this_unit(match: re.Match[str], place: Place) -> str | None:
    """Read 'the end of the year', 'later in the month', 'year-end': the unit that the report lies in."""
    unit = (match.group("unit") or match.group("own") or match.group("now") or "year").lower()
    return shifted(place.today, 0, unit) if place.today else None


FORMS = (
    Form(
        listed(
            "monday tuesday wednesday thursday friday saturday sunday mon. tue. tues. wed. weds. thu. thur. thurs. fri."
        ),
        re.compile(
            rf"\b(?:(?P<word>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming) )?(?P<weekday>{WEEKDAY})(?![\w-])"
            r"(?: (?P<week>last|this|next) week\b)?"
        ),
        _weekday,
    ),
    Form(
        ("today", "yesterday", "tomorrow", "tonight", "this ", "last night"),
        re.compile(
            r"\b(?:the day before yesterday|the day after tomorrow|today|yesterday|tomorrow|tonight"
            r"|this (?:morning|afternoon|evening)|last night)\b",
            re.IGNORECASE,
        ),
        _near_day,
    ),
    Form(
        ("last ", "this ", "next "),
        re.compile(
            r"(?<!\bthe )(?<!\bin )\b(?P<word>last|this|next) (?P<unit>week|month|year|quarter)\b(?!-)", re.IGNORECASE
        ),
        _near_unit,
    ),
    Form(
        (" ago",),
        re.compile(
            r"\b(?:(?P<couple>a couple of)|an?) (?P<unit>day|week|fortnight|month|year|decade|century)s? ago\b",
            re.IGNORECASE,
        ),
        _unit_ago,
    ),
    Form(
        (
            *(f"{before} {unit}" for before in ("of the", "of this", "in the", "current") for unit in _SPANS),
            "year-end",
            "year end",
            "year’s end",
            "year's end",
        ),
        re.compile(
            r"\b(?:the )?(?:end|start|beginning|middle|close|turn|rest|remainder|course) of (?:the|this) "
            r"(?P<unit>year|month|week|quarter)\b(?! (?:of|to|in) )"
            r"|\b(?:earlier|later) in the (?P<own>year|month|week)\b"
            r"|\bthe current (?P<now>year|month|week|quarter)\b"
            r"|\b(?:the )?year(?:[’']s end|[- ]end)\b",
            re.IGNORECASE,
        ),
        _this_unit,
    ),
)
