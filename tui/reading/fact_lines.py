"""The rows of the facts panel broken into lines of a width: what does not fit beside something goes below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from index.models import Span
from tui.painting import line_for_screen, wrap
from tui.reading.fact_rows import FactGroup, FactRow

_INDENT, _DEEPER = 2, 2
_CONFLICT = "⚡"
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
    """How often the article tells it and how many others do, behind everything else."""
    left_dim: bool = True
    right_dim: bool = False
    heading: bool = False
    conflict: bool = False
    """Whether it says what others say against a fact."""


def lay_out_facts(groups: Sequence[FactGroup], width: int) -> tuple[FactLine, ...]:
    """Return the lines of all groups with their headings, for a panel of `width` cells."""
    lines: list[FactLine] = []
    number = 0
    for group in groups:
        if lines:
            lines.append(FactLine())
        lines.append(FactLine(indent=1, left=group.heading, heading=True))
        if group.note:
            space = max(width - _INDENT - 1, 1)
            lines.extend(FactLine(indent=_INDENT, left=line) for line in _broken(group.note, space))
        under = ""
        for row in group.rows:
            if row.under != under:
                under = row.under
                lines.append(FactLine(indent=_INDENT, left=line_for_screen(under), left_dim=False))
            lines.extend(_lay_out_row(number, row, width))
            for against in row.against:
                lines.extend(_set_below(number, f"{_CONFLICT} {against}", _INDENT + _DEEPER, width))
            number += 1
    return tuple(lines)


def _lay_out_row(number: int, row: FactRow, width: int) -> Iterator[FactLine]:
    """Set label, value and counts side by side where they fit; else the value below, the counts where they fit."""
    indent = _INDENT + (_DEEPER if row.under else 0)
    space = max(width - indent - 1, 1)
    *above, label = _broken(row.label, space)
    for line in above:
        yield FactLine(number, indent, line, left_dim=not row.tells_left)
    *between, value = _broken(row.value, space)
    counts = _counts(row)
    beside = cell_len(label) + bool(value) + cell_len(value)
    if not between and (count := _fitting(counts, space - beside)) is not None:
        yield FactLine(number, indent, label, value, count, not row.tells_left, row.tells_left)
        return
    # A short value stands at the right edge; the counts go with it, or else with the label.
    beside_value = None if between else _fitting(counts, space - cell_len(value))
    count = "" if beside_value is not None else _fitting(counts, space - cell_len(label))
    yield FactLine(number, indent, label, "", count or "", left_dim=not row.tells_left)
    for line in between:
        yield FactLine(number, indent, line, left_dim=row.tells_left)
    if between:
        yield FactLine(number, indent, value, left_dim=row.tells_left)
    elif value or beside_value:
        yield FactLine(number, indent, "", value, beside_value or "", right_dim=row.tells_left)
    if beside_value is None and count is None:
        yield FactLine(number, indent, "", "", counts[-1].strip())


def _fitting(counts: Sequence[str], space: int) -> str | None:
    """Return the longest of `counts` that fits into `space`."""
    return next((count for count in counts if cell_len(count) <= space), None)


def _set_below(number: int, text: str, indent: int, width: int) -> Iterator[FactLine]:
    for line in _broken(text, max(width - indent - 1, 1)):
        yield FactLine(number, indent, line, left_dim=False, conflict=True)


def _counts(row: FactRow) -> tuple[str, ...]:
    """Return what stands behind a row, the longest first: how often the article tells it, how many others do."""
    places = f" ×{len(row.fact.places)}" if len(row.fact.places) > 1 else ""
    if not row.others:
        return (places,)
    others = f"{row.others:,} {'other' if row.others == 1 else 'others'}"
    return (f"{places} · {others}", f"{places} · {row.others:,}") if places else (f"  {others}",)


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
