"""Where results fall, as entries of the strip under the search bar: outlets, months or years and more, tags."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from itertools import groupby
from typing import Literal

from index.models import Facets
from tui.reading.narrowing import term

Group = Literal["outlet", "month", "year", "decade", "century", "millennium", "tag"]
TIMES: tuple[Group, ...] = ("month", "year", "decade", "century", "millennium")

_MOST_NAMES = 40
"""Outlets or tags that can be walked through; whoever wants the hundredth types its name."""
_MONTHS = 12
_YEARS: tuple[tuple[Group, int], ...] = (("year", 1), ("decade", 10), ("century", 100), ("millennium", 1000))
"""Groups of years and their lengths: the last one makes ten of all the years there can be."""


@dataclass(frozen=True)
class Entry:
    """Some of the results, and the term that leaves only them."""

    group: Group
    name: str
    count: int
    term: str


def entries_of(facets: Facets, room: int) -> tuple[Entry, ...]:
    """Return outlets and tags, the commonest first, and between them months from the first to the last.

    Months without results are among them, for the picture. More than `room` (ten at least) are told as years; more
    years than that as those that have results, or as decades and longer: every result is in one of the entries.
    """
    return (*_names("outlet", "source", facets.source), *_times(facets.month, room), *_names("tag", "tag", facets.tag))


def _names(group: Group, field: str, counts: dict[str, int]) -> list[Entry]:
    """Return the commonest names; spellings that the search cannot tell apart are one, as the commonest writes it."""
    spelled: dict[str, str] = {}
    together: Counter[str] = Counter()
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if name.strip():
            together[spelled.setdefault(name.casefold(), name)] += count
    commonest = nsmallest(_MOST_NAMES, together.items(), key=lambda item: (-item[1], item[0]))
    return [Entry(group, name, count, term(field, name)) for name, count in commonest]


def _times(counts: dict[str, int], room: int) -> list[Entry]:
    counts = {key: count for key, count in counts.items() if count}
    if not counts:
        return []
    first, last = _number(min(counts)), _number(max(counts))
    if last - first < room:
        months = [f"{number // _MONTHS:04}-{number % _MONTHS + 1:02}" for number in range(first, last + 1)]
        return [Entry("month", _month(key), counts.get(key, 0), f"date:{key}") for key in months]
    by_year: Counter[int] = Counter()
    for key, count in counts.items():
        by_year[int(key[:4])] += count
    if max(by_year) - min(by_year) < room:
        return [_years("year", [year], by_year) for year in range(min(by_year), max(by_year) + 1)]
    ways = [(group, _together(sorted(by_year), length)) for group, length in _YEARS]
    group, spans = next((way for way in ways if len(way[1]) <= room), ways[-1])
    return [_years(group, years, by_year) for years in spans]


def _together(years: list[int], length: int) -> list[list[int]]:
    """Return sorted years in groups: those of one decade where `length` is 10."""
    return [list(group) for _, group in groupby(years, lambda year: year // length)]


def _years(group: Group, years: list[int], by_year: Counter[int]) -> Entry:
    """Return the entry of some years, named after the first and the last that have results."""
    first, last = f"{years[0]:04}", f"{years[-1]:04}"
    count = sum(by_year[year] for year in years)
    if first == last:
        return Entry(group, first, count, f"date:{first}")
    return Entry(group, f"{first}–{last}", count, f"date:{first}..{last}")


def _number(month: str) -> int:
    """Return how many months lie before 'YYYY-MM'."""
    return int(month[:4]) * _MONTHS + int(month[5:7]) - 1


def _month(key: str) -> str:
    """Return 'Jun 2025' for '2025-06'."""
    return f"{date(2000, int(key[5:7]), 1):%b} {key[:4]}"
