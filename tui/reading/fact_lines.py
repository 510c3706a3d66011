"""The rows of the facts panel broken into lines of a width: what does not fit beside something goes below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from index.models import Span
from tui.painting import line_for_screen, wrap
from tui.reading.fact_rows import FactGroup, FactRow

_INDENT, _DEEPER = 2, 2
_MOST_LINES = 3
"""Lines that a long text takes; the article has the rest."""


@dataclass(frozen=True)
class FactLine:
    """One line of the panel."""

    row: int | None = None
    """Which row it is of, counted from 0; None for headings and empty lines."""
    indent: int = 0
    left: str = ""
    right: str = ""
    count: str = ""
    """How often the article tells it, behind everything else."""
    left_dim: bool = True
    right_dim: bool = False
    heading: bool = False


def lay_out_facts(groups: Sequence[FactGroup], width: int) -> tuple[FactLine, ...]:
    """Return the lines of all groups with their headings, for a panel of `width` cells."""
    lines: list[FactLine] = []
    number = 0
    for group in groups:
        if lines:
            lines.append(FactLine())
        lines.append(FactLine(indent=1, left=group.heading, heading=True))
        under = ""
        for row in group.rows:
            if row.under != under:
                under = row.under
                lines.append(FactLine(indent=_INDENT, left=line_for_screen(under), left_dim=False))
            lines.extend(_lay_out_row(number, row, width))
            number += 1
    return tuple(lines)


def _lay_out_row(number: int, row: FactRow, width: int) -> Iterator[FactLine]:
    """Set label and value side by side where both fit, else the value below."""
    indent = _INDENT + (_DEEPER if row.under else 0)
    space = max(width - indent - 1, 1)
    places = len(row.fact.places)
    count = f" ×{places}" if places > 1 else ""
    *above, label = _broken(row.label, space)
    for line in above:
        yield FactLine(number, indent, line, left_dim=not row.tells_left)
    *between, value = _broken(row.value, space - cell_len(count))
    fits = not between and cell_len(label) + bool(value) + cell_len(value) + cell_len(count) <= space
    if fits:
        yield FactLine(number, indent, label, value, count, not row.tells_left, row.tells_left)
        return
    yield FactLine(number, indent, label, left_dim=not row.tells_left)
    if not between:
        yield FactLine(number, indent, "", value, count, right_dim=row.tells_left)
        return
    for line in between:
        yield FactLine(number, indent, line, left_dim=row.tells_left)
    yield FactLine(number, indent, value, "", count, left_dim=row.tells_left)


def _broken(text: str, width: int) -> list[str]:
    """Break a text into at most so many lines as are shown, at least one; the last ends in an ellipsis if more came."""
    width = max(width, 1)
    # A quotation may be a megabyte: no more than could be seen is looked at. Marks take no cell, hence 4.
    shown = line_for_screen(text[: 4 * _MOST_LINES * width])
    spans = wrap(shown, Span(0, len(shown)), width)
    lines = [span.of(shown) for span in spans[:_MOST_LINES]] or [""]
    if len(spans) > _MOST_LINES or len(text) > 4 * _MOST_LINES * width:
        last = lines[-1]
        while last and cell_len(last) >= width:
            last = last[:-1]
        lines[-1] = f"{last.rstrip()}…"
    return lines
