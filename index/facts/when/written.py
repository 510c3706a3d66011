"""The pieces that dates are written with: names of months and days, numbers of days, years in figures and in words."""

import re
from datetime import date

from index.facts.closedclass import listed
from index.facts.reckoning import MONTHS, full_year

_MONTH_NAMES = listed("January February March April May June July August September October November December")
LONG_MONTH = "|".join((*_MONTH_NAMES, *(name.upper() for name in _MONTH_NAMES)))
_SHORT_MONTH = "|".join(
    f"{form(name)}\\.?"
    for name in listed("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec")
    for form in (str, str.upper)
)
ANY_MONTH = f"(?:{LONG_MONTH}|{_SHORT_MONTH})"
MONTH = rf"(?P<month>{LONG_MONTH}|{_SHORT_MONTH})"
_DAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
WEEKDAY = (
    "(?:" + "|".join((*_DAYS, *(name.upper() for name in _DAYS), *(r"(?:Mon|Tues?|Weds?|Thurs?|Thu|Fri)\.",))) + ")"
)
_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:/]\d)"
YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)(?![\w%]|[.,:/-]\d)"
IN_YEAR = rf"(?:,? (?:of |in )?{YEAR}|,? [’'](?P<short>\d\d)\b|,? (?:of |in )?(?P<rel>last|this|next) year\b)"
MONTH_KEYS = (
    *(name.lower() for name in _MONTH_NAMES),
    *(f"{name}{end}" for name in listed("jan feb mar apr jun jul aug sep sept oct nov dec") for end in " ."),
)
"""One of these stands in every text that names a month."""

_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
SPELT_YEAR = (
    rf"(?:(?P<century>eighteen|nineteen) (?:(?P<teen>{_TEENS})|(?P<tens>{_TENS})(?:[- ](?P<unit>{_UNITS}))?)"
    rf"|twenty[ -](?:(?P<teen2>{_TEENS})|twenty(?:[- ](?P<unit2>{_UNITS}))?)"
    rf"|(?:the year )two thousand(?: and)?(?: (?P<unit3>{_UNITS}))?|two thousand and (?P<unit4>{_UNITS}))\b(?!-)"
)
"""A year as broadcasters say it: 'nineteen ninety-six', 'twenty twenty-four', 'two thousand and nine'."""
_SPELT = re.compile(SPELT_YEAR, re.IGNORECASE)
_UNIT_VALUES = {word: value for value, word in enumerate(_UNITS.split("|"), start=1)}
_TEEN_VALUES = {word: value for value, word in enumerate(_TEENS.split("|"), start=10)}
_TEN_VALUES = {word: 10 * value for value, word in enumerate(_TENS.split("|"), start=2)}
# What may stand between a month and the year that it shares with a later one, or with what happened in it:
# 'from *January* to March 2024', '*June* 3 and July 5, 2009', 'the *June* elections of 2009'.
_YEAR_LATER = re.compile(
    rf"(?: {_NUMBER})?,?(?: and| or| to| through| until|[-–—])? ?(?:the )?(?:{_NUMBER} )?(?:of )?{ANY_MONTH}(?!\w)"
    rf"(?: {_NUMBER})?,?(?: of)? (?P<a>(?:1[5-9]|20)\d\d)(?![\w%]|[.,:/-]\d)"
    r"|(?: [a-z]{1,20}){1,3} of (?P<b>(?:1[5-9]|20)\d\d)(?![\w%]|[.,:/-]\d)"
)
_STEPS = {"last": -1, "this": 0, "next": 1}


def month(match: re.Match[str]) -> int:
    """Return the number of the month that a match names."""
    return MONTHS[match.group("month")[:3].lower()]


def year(match: re.Match[str], today: date | None) -> int | None:
    """Return the year that a form gives in four figures, in two, or as 'last year'."""
    parts = match.groupdict()
    if figures := parts.get("year"):
        return int(figures)
    if short := parts.get("short"):
        return full_year(short)
    if today and (word := parts.get("rel")):
        return today.year + _STEPS[word.lower()]
    return None


def year_after(text: str, start: int, end: int) -> int | None:
    """Return the year that a month ending at `start` shares with words further on, up to `end`."""
    if match := _YEAR_LATER.match(text, start, min(end, start + 60)):
        return int(match.group("a") or match.group("b"))
    spelt = _SPELT.match(text, min(start + 1, end), end) if text[start : start + 1] == " " else None
    return spelt_year(spelt) if spelt else None


def spelt_year(match: re.Match[str]) -> int:
    """Return the year of a match of `SPELT_YEAR`."""
    parts = {name: (word or "").lower() for name, word in match.groupdict().items()}
    if parts["century"]:
        century = 1800 if parts["century"] == "eighteen" else 1900
        if parts["teen"]:
            return century + _TEEN_VALUES[parts["teen"]]
        return century + _TEN_VALUES[parts["tens"]] + _UNIT_VALUES.get(parts["unit"], 0)
    if parts["teen2"]:
        return 2000 + _TEEN_VALUES[parts["teen2"]]
    if match.group().lower().startswith("twenty"):
        return 2020 + _UNIT_VALUES.get(parts["unit2"], 0)
    return 2000 + _UNIT_VALUES.get(parts["unit3"] or parts["unit4"], 0)
