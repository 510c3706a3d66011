"""Lengths of time as ISO 8601: so many units as a duration, and as an interval up to the day of a report or from it."""

from collections.abc import Sequence
from datetime import date

from index.facts.reckoning import shifted

ORDER = ("year", "month", "week", "day", "hour", "minute", "second")
"""The units that have a designator, the longest first."""
FULL = {"month": 12, "week": 5, "day": 31, "hour": 24, "minute": 60, "second": 60}
"""So many of a unit are a longer one or more: fewer may follow that one ('2 years 6 months', and not 18 months)."""
_DESIGNATORS = {"year": "P{}Y", "month": "P{}M", "week": "P{}W", "day": "P{}D", "hour": "PT{}H", "minute": "PT{}M",
                "second": "PT{}S"}  # fmt: skip
_MULTIPLES = {"decade": ("year", 10), "century": ("year", 100), "fortnight": ("week", 2), "quarter": ("month", 3)}
_FRACTIONS = {"year": ("month", 12), "hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24),
              "week": ("day", 7)}  # fmt: skip
_LONGEST_YEARS = 9000


def duration(number: float, unit: str) -> str:
    """Return so many units of time as an ISO 8601 duration; fractions become the next smaller unit where they can."""
    if unit in _MULTIPLES:
        unit, times = _MULTIPLES[unit]
        number *= times
    whole = int(number)
    if number != whole and unit in _FRACTIONS:
        smaller, times = _FRACTIONS[unit]
        rest = (number - whole) * times
        if abs(rest - round(rest)) < 1e-6:
            pieces = [duration(whole, unit)] if whole else []
            return joined([*pieces, duration(round(rest), smaller)])
    return _DESIGNATORS[unit].format(f"{number:.10g}" if number != whole else whole)


def joined(durations: Sequence[str]) -> str:
    """Join durations, the larger units first, into one: P2Y and P6M are P2Y6M."""
    days = "".join(each[1:] for each in durations if not each.startswith("PT"))
    times = "".join(each[2:] for each in durations if each.startswith("PT"))
    return "P" + days + (f"T{times}" if times else "")


def interval(today: date, number: int, unit: str, *, back: bool) -> str | None:
    """Return the interval of so many units up to `today`, or from it, at the unit's precision."""
    if unit in _MULTIPLES:
        unit, times = _MULTIPLES[unit]
        number *= times
    if number > _LONGEST_YEARS:
        return None
    here, there = shifted(today, 0, unit), shifted(today, -number if back else number, unit)
    if here is None or there is None:
        return None
    return f"{there}/{here}" if back else f"{here}/{there}"
