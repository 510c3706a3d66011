"""Tables that were copied cell by cell, each on a line of its own: finding the columns again, or leaving it alone.

Two kinds of evidence. The first lines are words that head columns ('Provider', 'Key partners'), as many as there are
columns; and with the right number of columns, cells that look alike (numbers, lists with commas) stand under one
another, while with any other number they do not. Without either, the lines stay what they are: wrong columns would
say what nobody wrote.
"""

import re
from collections.abc import Sequence
from typing import Final

from index.ingest.lines import Line
from index.ingest.pieces import Piece, row

_LONGEST_CELL: Final = 90
_FEWEST_CELLS: Final = 6
_MOST_CELLS: Final = 600
_COLUMNS: Final = range(2, 9)
_NUMBER: Final = re.compile(r"[^\w(]*(?:US|A|C)?[$€£¥]?\s?\d|n/?a$|[-–—]$", re.IGNORECASE)
_HEADS: Final = frozenset({
    "advantage", "age", "amount", "approach", "area", "artist", "aspect", "author", "average", "battery", "benefit",
    "book", "brand", "bronze", "budget", "candidate", "capacity", "category", "change", "chip", "city", "class",
    "club", "company", "competitor", "constituency", "cost", "country", "county", "currency", "customer", "date",
    "day", "deal", "department", "description", "detail", "device", "difference", "district", "domain", "draw",
    "duration", "effect", "event", "example", "factor", "feature", "film", "focus", "founded", "goal", "gold",
    "group", "growth", "headquarters", "height", "impact", "income", "industry", "infrastructure", "issue", "item",
    "job", "key", "language", "launch", "leader", "level", "limit", "location", "loss", "main", "manufacturer",
    "margin", "market", "maximum", "measure", "medal", "memory", "metric", "minimum", "model", "month", "name",
    "nation", "number", "operator", "organisation", "organization", "origin", "outlet", "owner", "parameter",
    "partner", "partnership", "party", "percent", "percentage", "period", "place", "plan", "platform", "player",
    "point", "population", "position", "price", "product", "profit", "program", "programme", "project", "provider",
    "purpose", "quarter", "range", "rank", "rate", "rating", "ratio", "reason", "region", "release", "result",
    "revenue", "risk", "role", "route", "sale", "school", "score", "season", "seat", "sector", "segment", "series",
    "service", "share", "silver", "size", "source", "speed", "spending", "stage", "stake", "state", "status", "step",
    "storage", "strategy", "strength", "study", "supplier", "support", "symbol", "task", "team", "technology", "term",
    "time", "title", "topic", "total", "town", "type", "unit", "usage", "use", "user", "value", "vendor", "version",
    "volume", "vote", "weakness", "website", "week", "weight", "width", "win", "year",
})  # fmt: skip
# How far the cells of a column may be from alike, and how much better than chance the columns must explain them.
_MOST_COST: Final = 0.12
_LEAST_GAIN: Final = 0.2
_LEAST_LEAD: Final = 0.08


def is_cell(line: Line) -> bool:
    """Tell whether a line could be a cell: short, no list marker, and no sentence."""
    return len(line.text) <= _LONGEST_CELL and not line.marker and not line.ends_sentence and "|" not in line.text


def flattened_table(lines: Sequence[Line], at: int, end: int) -> tuple[list[Piece], int]:
    """Read a flattened table in lines `at` to `end`, a run of cells: its rows and the line after it.

    Returns no rows and `at` where the evidence for any number of columns is thin.
    """
    run = lines[at:end]
    if not _FEWEST_CELLS <= len(run) <= _MOST_CELLS:
        return [], at
    cells = [line.text for line in run]
    columns = _grouped(run) or _columns(cells)
    if not columns and end < len(lines) and not lines[end].gap:  # the last one may be the heading of what follows
        end -= 1
        cells.pop()
        columns = _columns(cells)
    if not columns:
        return [], at
    rows = [cells[first : first + columns] for first in range(0, len(cells), columns)]
    return [row(each, header=place == 0, starts=place == 0) for place, each in enumerate(rows)], end


def run_of_cells(lines: Sequence[Line], at: int) -> int:
    """Return the end of the cells from line `at` on: lines under one another, or each set apart by as many blanks."""
    end = at + 1
    if not is_cell(lines[at]):
        return at
    if end + 1 < len(lines) and lines[end].gap and not lines[end + 1].gap and is_cell(lines[end + 1]):
        return end  # a heading, set apart from the cells after it
    while (
        end < len(lines) and is_cell(lines[end]) and (lines[end].gap == lines[at + 1].gap or _next_row(lines, at, end))
    ):
        end += 1
    return end


def _next_row(lines: Sequence[Line], at: int, end: int) -> bool:
    """Tell whether a blank line at `end` parts rows that are groups of equal size."""
    first = next((place for place in range(at + 1, end) if lines[place].gap), end)
    return lines[at + 1].gap == 0 and lines[end].gap == 1 and first - at > 1 and (end - at) % (first - at) == 0


def _grouped(run: Sequence[Line]) -> int:
    """Return the columns where blank lines part the rows, or 0."""
    starts = [place for place, line in enumerate(run) if place and line.gap]
    if run[1].gap or len(starts) < 2:
        return 0
    columns = starts[0]
    whole = columns in _COLUMNS and len(run) % columns == 0
    return columns if whole and _is_header([line.text for line in run[:columns]]) else 0


def _columns(cells: Sequence[str]) -> int:
    """Return the number of columns that the evidence agrees on, or 0."""
    possible = [count for count in _COLUMNS if len(cells) % count == 0 and len(cells) // count >= 3]
    costs = {count: _cost(cells, count) for count in possible}
    best_cost = min(costs.values(), default=1.0)
    heads = next((place for place, cell in enumerate(cells) if not _is_head(cell)), len(cells))
    if heads in costs and costs[heads] <= best_cost + _LEAST_LEAD / 2:
        return heads
    ranked = sorted(possible, key=lambda count: costs[count])
    if not ranked:
        return 0
    best = ranked[0]
    chance = _cost(cells[best:], 1)
    lead = costs[ranked[1]] - costs[best] if len(ranked) > 1 else chance - costs[best]
    convincing = costs[best] <= _MOST_COST and chance - costs[best] >= _LEAST_GAIN and lead >= _LEAST_LEAD
    return best if convincing and _is_header(cells[:best]) else 0


def _is_head(cell: str) -> bool:
    """Tell a cell that names a column: few words, no digit, and one of them a general noun for what columns hold."""
    words = re.findall(r"[a-z]+", cell.lower())
    singular = {word.removesuffix("s") for word in words} | set(words)
    return 0 < len(words) <= 5 and not any(map(str.isdigit, cell)) and not singular.isdisjoint(_HEADS)


def _is_header(cells: Sequence[str]) -> bool:
    """Tell whether `cells` could head columns: all different, none a number or a list, one at least a known head."""
    plain = all(not _NUMBER.match(cell) and "," not in cell for cell in cells)
    return plain and len(set(cells)) == len(cells) and any(map(_is_head, cells))


def _cost(cells: Sequence[str], columns: int) -> float:
    """Return the share of cells below the header that look unlike the rest of their column, summed over two looks."""
    body = cells[columns:] if columns > 1 else cells
    total = 0
    for column in range(columns):
        below = body[column::columns]
        for look in (_NUMBER.match, _is_list):
            alike = sum(1 for cell in below if look(cell))
            total += min(alike, len(below) - alike)
    return total / max(len(body), 1)


def _is_list(cell: str) -> bool:
    return "," in cell or ";" in cell
