"""Feast days by which news dates things: those whose day can be reckoned, and that are the same wherever kept."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from index.facts.when.forms import Form, Place
from index.facts.when.written import IN_YEAR, year


def easter(of_year: int) -> date:
    """Return Easter Sunday of the Western churches (Meeus, Astronomical Algorithms, chapter 8)."""
    century, in_century = divmod(of_year, 100)
    golden = of_year % 19
    leaps, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    quarters, years = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * quarters - epact - years) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, number = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(of_year, month, number + 1)


def _fixed(month: int, number: int) -> Callable[[int], date]:
    return lambda of_year: date(of_year, month, number)


def _after_easter(days: int) -> Callable[[int], date]:
    return lambda of_year: easter(of_year) + timedelta(days)


def _thanksgiving(of_year: int) -> date:
    """Return the fourth Thursday of November."""
    first = date(of_year, 11, 1)
    return first + timedelta((3 - first.weekday()) % 7 + 21)


_FEASTS: dict[str, Callable[[int], date]] = {
    "christmas eve": _fixed(12, 24), "christmas day": _fixed(12, 25), "boxing day": _fixed(12, 26),
    "new year's eve": _fixed(12, 31), "new year's day": _fixed(1, 1), "valentine's day": _fixed(2, 14),
    "good friday": _after_easter(-2), "easter sunday": _after_easter(0), "easter monday": _after_easter(1),
    "ash wednesday": _after_easter(-46), "thanksgiving day": _thanksgiving,
}  # fmt: skip
# Without 'day' they are as often an adjective ('Christmas trees'), so that a preposition has to stand before them.
_SHORT: dict[str, Callable[[int], date]] = {
    "christmas": _fixed(12, 25), "easter": _after_easter(0), "thanksgiving": _thanksgiving, "halloween": _fixed(10, 31),
}  # fmt: skip
_NAMES = "|".join(sorted((*_FEASTS, *_SHORT), key=len, reverse=True)).replace("'", "[’']")
_PATTERN = re.compile(
    rf"\b(?:(?P<word>last|this|next) )?(?P<feast>{_NAMES})\b(?! (?!and|or|in|at|when|as|for)[a-z])(?:{IN_YEAR})?",
    re.IGNORECASE,
)
_CUE = re.compile(r"\b(?:by|at|on|over|before|after|since|until|till|during) $", re.IGNORECASE)


def _read(match: re.Match[str], place: Place) -> str | None:
    """Read a feast: in its year if that is told, else the nearest."""
    name, word = match.group("feast").lower().replace("’", "'"), (match.group("word") or "").lower()
    of_year = year(match, place.today)
    if name in _SHORT and not word and of_year is None and not _CUE.search(place.before):
        return None
    if word and match.group()[0].isupper() and place.before:
        # A song or a film of that name: 'Last Christmas'.
        return None
    reckon = _FEASTS.get(name) or _SHORT[name]
    if of_year is not None:
        return reckon(of_year).isoformat()
    if place.today is None:
        return None
    return nearest_of(place.today, reckon, word).isoformat()


def nearest_of(today: date, reckon: Callable[[int], date], word: str) -> date:
    """Return the feast nearest to `today`, or the last or next one if `word` says so."""
    days = [reckon(today.year + by) for by in (-1, 0, 1)]
    if word == "last":
        days = [each for each in days if each < today]
    elif word == "next":
        days = [each for each in days if each > today]
    return min(days, key=lambda each: abs(each - today))


FORMS = (Form(("christmas", "boxing day", "new year", "valentine", "easter", "friday", "ash wed", "thanksgiv",
               "hallow"), _PATTERN, _read),)  # fmt: skip
