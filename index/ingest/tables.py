"""Tables in plain text that still show their columns: with bars, or with tabs as browsers copy them."""

import re
from collections.abc import Sequence
from typing import Final

from index.ingest.lines import Line
from index.ingest.pieces import Piece, row

_SEPARATOR: Final = re.compile(r"\|?(?:\s*:?-+:?\s*[|+])+\s*(?::?-+:?)?\s*\|?|\+(?:[-=]+\+)+")
_BAR: Final = re.compile(r"(?<!\\)\|")
_MOST_COLUMNS: Final = 50


def barred_table(lines: Sequence[Line], at: int) -> tuple[list[Piece], int]:
    """Read a table with bars that begins at line `at`: its rows and the line after it.

    Where the lines up to there are no table, there are no rows, and they need not be tried again.
    Either a line of dashes follows the first row, or all of its lines begin and end with a bar.
    """
    end = at
    rows: list[list[str]] = []
    ruled = False
    while end < len(lines) and "|" in lines[end].text and (end == at or not lines[end].gap):
        if _SEPARATOR.fullmatch(lines[end].text):
            ruled = ruled or len(rows) == 1
        else:
            rows.append(_cells(lines[end].text))
        end += 1
    framed = all(line.text.startswith("|") and line.text.endswith("|") for line in lines[at:end])
    if not rows or not (ruled or (framed and len(rows) > 1)) or not 2 <= max(map(len, rows)) <= _MOST_COLUMNS:
        return [], end
    return _pieces(rows), end


def tabbed_table(lines: Sequence[Line], at: int) -> tuple[list[Piece], int]:
    """Read a table whose cells are parted by tabs, two rows or more with the same number of cells.

    Returns as `barred_table` does.
    """
    cells = lines[at].text.split("\t")
    end = at
    rows: list[list[str]] = []
    while end < len(lines) and (end == at or not lines[end].gap):
        found = lines[end].text.split("\t")
        if len(found) != len(cells):
            break
        rows.append([cell.strip() for cell in found])
        end += 1
    if len(rows) < 2 or not 2 <= len(cells) <= _MOST_COLUMNS:
        return [], end
    return _pieces(rows), end


def _cells(line: str) -> list[str]:
    """Split one line at its bars; a bar after a backslash belongs to the cell."""
    return [cell.replace("\\|", "|").strip() for cell in _BAR.split(line.removeprefix("|").removesuffix("|"))]


def _pieces(rows: Sequence[Sequence[str]]) -> list[Piece]:
    width = len(rows[0])
    return [
        row([*cells, *[""] * (width - len(cells))], header=at == 0, starts=at == 0) for at, cells in enumerate(rows)
    ]
