"""The calendar as news uses it: what 'last Monday', 'in December' or 'three months ago' mean on the day of a report."""

from datetime import date, datetime, timedelta

from index.facts.closedclass import listed

MONTHS = {
    name: number for number, name in enumerate(listed("jan feb mar apr may jun jul aug sep oct nov dec"), start=1)
}
"""Months by the first three letters of their names, in lower case."""
WEEKDAYS = {name: number for number, name in enumerate(listed("mon tue wed thu fri sat sun"))}
"""Weekdays by their first three letters; Monday is 0, as in `date.weekday`."""
# ISO 8601-2:2019, 4.8: sub-year groupings independent of the hemisphere.
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
# Of 1 to 5 tried on dated news (TimeBank), 1 to 3 were right most often.
_MONTHS_AHEAD = 3
_SEASON_ENDS = {21: 5, 22: 8, 23: 11, 24: 2}


def reporting_day(published: datetime | None) -> date | None:
    """Return the day of a report, None where it is unknown or so odd that reckoning could leave the calendar."""
    return published.date() if published and 1000 < published.year < 9900 else None


def day(year: int, month: int, number: int) -> date | None:
    """Return a day, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def full_year(figures: str) -> int:
    """Return the year of two or four figures; two are read as 1930 to 2029."""
    year = int(figures)
    if len(figures) > 2:
        return year
    return year + (1900 if year >= 30 else 2000)


def nearest_day(today: date, month: int, number: int, *, past: bool = False) -> date | None:
    """Return the day of that month and number that is nearest to `today`, or the last one if it is known to be past."""
    years = (today.year - 1, today.year, today.year + 1)
    found = [near for year in years if (near := day(year, month, number)) and not (past and near > today)]
    return min(found, key=lambda near: abs(near - today), default=None)


def month_of(today: date, month: int, word: str, *, future: bool) -> str:
    """Return the month meant by a bare name on `today`; `word` is what stands before it ('last', 'next', 'this').

    One of the next three months is meant to come: said of the past, most of a year ago, it would be the 'last' one.
    """
    year = today.year
    if word == "last":
        year -= month >= today.month
    elif word == "next":
        year += month <= today.month
    elif word != "this":
        year += _step_to(today.month, month, future=future)
    return f"{year}-{month:02}"


def _step_to(here: int, month: int, *, future: bool) -> int:
    """Return by how many years to step from the month `here` to a bare `month`."""
    if future or 1 <= (month - here) % 12 <= _MONTHS_AHEAD:
        return 1 if month < here else 0
    return -1 if month > here else 0


def weekday_of(today: date, weekday: int, word: str, *, future: bool) -> date:
    """Return the day meant by a weekday on `today`: of the past six days or today, unless said of the future."""
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    if word in ("last", "past"):
        return today - timedelta(days=back or 7)
    if word in ("next", "coming"):
        return today + timedelta(days=ahead or 7)
    return today + timedelta(days=ahead if future or word == "this" else -back)


def quarter_of(today: date, quarter: int) -> str:
    """Return the last such quarter that had begun by `today`."""
    begun = (quarter - 1) * 3 + 1 <= today.month
    return f"{today.year if begun else today.year - 1}-Q{quarter}"


def season_of(today: date, season: int, word: str) -> str:
    """Return the season meant by 'last', 'this', 'next' or 'coming' on `today`; without a word, the last one begun.

    The coming one may have begun but is not over.
    """
    over = today.month > _SEASON_ENDS[season]
    year = today.year
    if word == "last":
        year -= not over
    elif word == "next":
        year += over or today.month > _SEASON_ENDS[season] - 3
    elif word == "coming":
        year += over and season != SEASONS["winter"]
    elif not word:
        year -= today.month < (_SEASON_ENDS[season] - 3) % 12 + 1
    return f"{year}-{season}"


def shifted(today: date, by: int, unit: str) -> str | None:
    """Return the day, week, month, quarter or year that lies `by` units after `today`, at the unit's precision.

    None where the calendar does not reach so far or the unit is not one of these.
    """
    try:
        if unit == "day":
            return (today + timedelta(days=by)).isoformat()
        if unit == "week":
            year, week, _ = (today + timedelta(weeks=by)).isocalendar()
            return f"{year:04}-W{week:02}"
    except OverflowError:
        return None
    if unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 + by, 12)
        return f"{year:04}-{month + 1:02}" if 0 < year < 10000 else None
    if unit == "quarter":
        year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 + by, 4)
        return f"{year:04}-Q{quarter + 1}" if 0 < year < 10000 else None
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if years is None or not 0 < today.year + by * years < 10000:
        return None
    return f"{today.year + by * years:04}"
