"""Where results fall, as entries of the strip under the search bar: outlets, months or years, tags."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Literal

from index.models import Facets
from tui.reading.narrowing import term

Group = Literal["outlet", "month", "year", "tag"]

_MOST_NAMES = 40
"""Outlets or tags that can be walked through; whoever wants the hundredth types its name."""
_MONTHS = 12


@dataclass(frozen=True)
class Entry:
    """Some of the results, and the term that leaves only them."""

    group: Group
    name: str
    count: int
    term: str


def entries_of(facets: Facets, room: int) -> tuple[Entry, ...]:
    """Return outlets and tags, the commonest first, and between them months from the first to the last.

    Months without results are among them, for the picture. More than `room` months are told as years.
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
    if not counts:
        return []
    first, last = _number(min(counts)), _number(max(counts))
    if last - first < room:
        months = [f"{number // _MONTHS:04}-{number % _MONTHS + 1:02}" for number in range(first, last + 1)]
        return [Entry("month", _month(key), counts.get(key, 0), f"date:{key}") for key in months]
    by_year: dict[int, int] = {}
    for key, count in counts.items():
        by_year[int(key[:4])] = by_year.get(int(key[:4]), 0) + count
    newest = max(by_year)
    years = range(max(min(by_year), newest - room + 1), newest + 1)
    return [Entry("year", f"{year:04}", by_year.get(year, 0), f"date:{year:04}") for year in years]


def _number(month: str) -> int:
    """Return how many months lie before 'YYYY-MM'."""
    return int(month[:4]) * _MONTHS + int(month[5:7]) - 1


def _month(key: str) -> str:
    """Return 'Jun 2025' for '2025-06'."""
    return f"{date(2000, int(key[5:7]), 1):%b} {key[:4]}"
