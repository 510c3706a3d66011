"""Dates that are told by the calendar: days and months with or without their year, quarters, seasons, bare years."""

import re

from index.facts.closedclass import FUNCTION_WORDS
from index.facts.nouns import is_plural
from index.facts.reckoning import SEASONS, day, full_year, month_of, nearest_day, quarter_of, season_of
from index.facts.when.forms import Form, Place
from index.facts.when.tense import is_future, is_past
from index.facts.when.written import (
    DAY,
    IN_YEAR,
    LONG_MONTH,
    MONTH,
    MONTH_KEYS,
    SPELT_YEAR,
    WEEKDAY,
    YEAR,
    month,
    spelt_year,
    year,
    year_after,
)

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
# Before a bare month that is also a name or a verb.
_MONTH_CUE = re.compile(
    r"\b(?:in|since|until|till|by|last|next|this|early|late|mid|of|from|during|for|through|between|before|after|end"
    r"|start|every|each|past|and|to)[ -]$",
    re.IGNORECASE,
)
_UNSURE_MONTHS = frozenset({"march", "april", "may", "june", "august"})
_YEAR_CUE = re.compile(
    r"(?:\b(?P<firm>in|post|pre|since|until|till|during|fiscal|year|early|mid|late|before|after|back to|summer|spring"
    r"|autumn|winter|circa|around|copyright|©|act|bill|olympics|election|elections)[ -]"
    r"|\b(?P<weak>by|of|from|to|and|between|than|for|through|about|over)[ ]"
    r"|(?:\b(?:the|a|an|his|her|its|their|this|that|our|my)|[’']s|s[’'])[ ](?P<adjective>[a-z-]{1,30}[ ])?"
    r"|[(©]|(?:19|20)\d\d(?:,|,? and|,? or)[ ])$",
    re.IGNORECASE,
)
_SEASON_CUE = re.compile(
    r"\b(?:in|into|by|during|over|since|until|through|before|after) the (?:early |late )?$", re.IGNORECASE
)
_NEXT_WORD = re.compile(r" (?P<word>[A-Za-z][\w’'-]{0,40})")
_CAPITAL_BEFORE = re.compile(r"\b(?P<word>[A-Z][\w’'-]{0,30}) $")


def _iso(match: re.Match[str], place: Place) -> str | None:  # noqa: ARG001 - every reader is called alike
    found = day(int(match.group("year")), int(match.group("month")), int(match.group("day")))
    return found.isoformat() if found else None


def _slashed(match: re.Match[str], place: Place) -> str | None:  # noqa: ARG001 - every reader is called alike
    """Read 13/6/2025 and 6/13/2025; where both orders are possible the day is not known."""
    first, second, of_year = int(match.group("first")), int(match.group("second")), full_year(match.group("year"))
    days = {found for found in (day(of_year, first, second), day(of_year, second, first)) if found}
    return days.pop().isoformat() if len(days) == 1 else None


def _day_of_month(match: re.Match[str], place: Place) -> str | None:
    """Read a month with a day, the year given, shared with a later date, or the nearest."""
    of_month, number = month(match), int(match.group("day"))
    of_year = year(match, place.today) or year_after(place.text, place.end, place.sentence.end)
    if of_year is None:
        ended = place.before.endswith("ended ")
        found = nearest_day(place.today, of_month, number, past=ended) if place.today else None
    else:
        found = day(of_year, of_month, number)
    return found.isoformat() if found else None


def _month_of_year(match: re.Match[str], place: Place) -> str | None:
    of_year = year(match, place.today)
    return f"{of_year}-{month(match):02}" if of_year else None


def _bare_month(match: re.Match[str], place: Place) -> str | None:
    """Read a month alone; its year may come later in the phrase ('from January to March 2024')."""
    word = (match.group("word") or "").lower()
    if of_year := year_after(place.text, place.end, place.sentence.end):
        return f"{of_year}-{month(match):02}"
    if not word and match.group("month").lower() in _UNSURE_MONTHS and not _MONTH_CUE.search(place.before):
        return None
    if place.today is None:
        return None
    # 'stepped down in February' cannot be to come, however near that month is.
    past = not word and is_past(place) and month(match) != place.today.month
    word = "last" if past else word
    return month_of(place.today, month(match), word, future=is_future(place))


def _quarter(match: re.Match[str], place: Place) -> str | None:
    """Read a quarter; 'Q3' behind another capitalised word may be the name of a car."""
    parts = match.groupdict()
    quarter = int(parts["number"] or parts.get("before") or 0) or _ORDINALS[parts["ordinal"].lower()]
    of_year = year(match, place.today)
    if of_year is not None:
        return f"{of_year}-Q{quarter}"
    capital = _CAPITAL_BEFORE.search(place.before) if parts["number"] else None
    if place.today is None or (capital and capital.group("word").lower() not in FUNCTION_WORDS):
        return None
    return quarter_of(place.today, quarter)


def _season(match: re.Match[str], place: Place) -> str | None:
    season, of_year = SEASONS[match.group("season").lower()], match.group("year")
    if of_year:
        return f"{of_year}-{season}"
    word = (match.group("word") or "").lower()
    if place.today is None:
        return None
    if word:
        return season_of(place.today, season, word)
    if not _SEASON_CUE.search(place.before) or place.text[place.end : place.end + 3] == " of":
        return None
    return season_of(place.today, season, "coming" if is_future(place) else "")


def _bare_year(match: re.Match[str], place: Place) -> str | None:
    """Read four figures as a year where the words around say so."""
    figures = match.group("year")
    cue = _YEAR_CUE.search(place.before)
    if not cue or (not cue.group("firm") and not "1700" <= figures <= "2099"):
        return None
    following = _NEXT_WORD.match(place.text, place.end, place.sentence.end)
    # 'by 2000 workers', 'than 2000 people': a number of things, in papers that write no comma.
    counted = following and following.group("word").islower() and is_plural(following.group("word"))
    unsure = cue.group("weak") or cue.group("adjective") or figures < "1900" or figures.endswith("00")
    return None if counted and not cue.group("firm") and unsure else figures


def _fiscal(match: re.Match[str], place: Place) -> str | None:  # noqa: ARG001 - every reader is called alike
    return str(full_year(match.group("year")))


def _spelt(match: re.Match[str], place: Place) -> str | None:  # noqa: ARG001 - every reader is called alike
    return str(spelt_year(match))


FORMS = (
    Form(("-0", "-1"), re.compile(r"\b(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"), _iso),
    Form(
        ("/",),
        re.compile(r"(?<![\w/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\w/])"),
        _slashed,
    ),
    Form(
        MONTH_KEYS,
        re.compile(rf"(?<![\w.,:/-])(?:{WEEKDAY},? )?{DAY}(?: of)? {MONTH}(?!\w)(?:{IN_YEAR})?"),
        _day_of_month,
    ),
    Form(MONTH_KEYS, re.compile(rf"(?<!\w)(?:{WEEKDAY},? )?{MONTH}(?: |(?<=\.)){DAY}(?:{IN_YEAR})?"), _day_of_month),
    Form(MONTH_KEYS, re.compile(rf"\b{MONTH}{IN_YEAR}"), _month_of_year),
    Form(
        MONTH_KEYS,
        re.compile(rf"(?<!\d )\b(?:(?P<word>[Ll]ast|[Tt]his|[Nn]ext) )?(?P<month>{LONG_MONTH})\b(?! \d)"),
        _bare_month,
    ),
    Form(
        ("quarter", "q1", "q2", "q3", "q4"),
        re.compile(
            rf"\b(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter\b|Q(?P<number>[1-4])\b)"
            rf"(?:,?(?: of| in)?(?: the)?(?: fiscal)?(?: year)? {YEAR}|,? [’'](?P<short>\d\d)\b"
            r"|(?: of| in)? (?P<rel>last|this|next) year\b)?",
            re.IGNORECASE,
        ),
        _quarter,
    ),
    Form(
        ("quarter", "1q", "2q", "3q", "4q"),
        re.compile(
            rf"(?<![\w.,:/$£€-])(?:{YEAR}(?:[’']s)?|(?P<rel>last|this|next) year[’']s) (?P<number>)"
            rf"(?P<ordinal>first|second|third|fourth)[ -]quarter\b|\b(?P<before>[1-4])Q ?(?P<short>20\d\d|\d\d)\b",
            re.IGNORECASE,
        ),
        _quarter,
    ),
    Form(
        ("spring", "summer", "autumn", "fall", "winter"),
        re.compile(
            rf"\b(?:(?P<word>last|this|next) )?(?P<season>spring|summer|autumn|fall|winter)\b(?: of)?(?: {YEAR})?"
            r"(?![’'-])",
            re.IGNORECASE,
        ),
        _season,
    ),
    Form(("fy",), re.compile(r"\bFY ?[’']?(?P<year>20\d\d|\d\d)\b"), _fiscal),
    Form(("teen ", "twenty", "two thousand"), re.compile(rf"\b{SPELT_YEAR}", re.IGNORECASE), _spelt),
    Form(
        ("1", "2"),
        re.compile(rf"(?:(?<![\w$£€.,:/#-])|(?<=[Mm]id-)|(?<=[Pp]re-)|(?<=[Pp]ost-)){YEAR}(?!-)"),
        _bare_year,
    ),
)
