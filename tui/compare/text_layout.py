"""Laying out rows: two columns beside each other, or one below the other where the screen is narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len

from index.models import Article, BlockKind, Span
from tui.compare.compared import Unit
from tui.compare.rows import Row
from tui.painting import COMFORTABLE, Line, Mark, line_for_screen, wrap
from tui.painting.blocks import marker_of
from tui.painting.table import cells_of

_CELL_GAP = Mark("  ·  ", "rule")


@dataclass(frozen=True, slots=True)
class RowLine:
    """One line of the screen: a line of either side of a row, or of both."""

    row: int
    left: Line | None = None
    right: Line | None = None
    first: bool = False
    """Whether it is the first line of a side: the one with the sign."""
    gap: bool = False
    """An empty line between paragraphs."""


def side_by_side(rows: Sequence[Row], left: Article, right: Article, width: int) -> list[RowLine]:
    """Lay rows out in two columns whose text takes at most `width` cells each; both sides of a row begin together."""
    lines: list[RowLine] = []
    for number, row in enumerate(rows):
        if number and _opens_paragraph(row):
            lines.append(RowLine(number, gap=True))
        sides = zip_longest(lay_out_units(left, row.left, width), lay_out_units(right, row.right, width))
        lines.extend(RowLine(number, one, other, first=not at) for at, (one, other) in enumerate(sides))
    return lines


def one_below_other(rows: Sequence[Row], left: Article, right: Article, width: int) -> list[RowLine]:
    """Lay rows out in one column of at most `width` cells; what both tell in the same words stands there once."""
    lines: list[RowLine] = []
    for number, row in enumerate(rows):
        if number and _opens_paragraph(row):
            lines.append(RowLine(number, gap=True))
        lines.extend(
            RowLine(number, line, first=not at) for at, line in enumerate(lay_out_units(left, row.left, width))
        )
        if row.said_once:
            continue
        below = enumerate(lay_out_units(right, row.right, width))
        lines.extend(RowLine(number, None, line, first=not at) for at, line in below)
    return lines


def _opens_paragraph(row: Row) -> bool:
    """Tell whether a row begins something new on either side; items of a list and rows of a table do not."""
    return any(
        side and side[0].opens_block and side[0].block.kind not in {BlockKind.ITEM, BlockKind.ROW} for side in row.sides
    )


def lay_out_units(article: Article, units: Sequence[Unit], width: int) -> list[Line]:
    """Lay out units of one article over at most `width` cells; sentences of one paragraph run on."""
    width = min(width, COMFORTABLE)
    lines: list[Line] = []
    for unit, span in _run_on(article.text, units):
        match unit.block.kind:
            case BlockKind.HEADING:
                lines.extend(Line(part.start, (part,), "heading") for part in wrap(article.text, span, width))
            case BlockKind.ITEM if unit.opens_block:
                marker = Mark(marker_of(article.text, unit.block), "marker")
                lines.extend(_hanging(article.text, span, marker, width))
            case BlockKind.ROW if unit.span == unit.block.span:
                lines.extend(_table_row(article.text, unit, width))
            case _:
                lines.extend(Line(part.start, (part,)) for part in wrap(article.text, span, width))
    return lines


def _run_on(text: str, units: Sequence[Unit]) -> list[tuple[Unit, Span]]:
    """Join units that only white space parts."""
    joined: list[tuple[Unit, Span]] = []
    for unit in units:
        if joined:
            first, span = joined[-1]
            if first.block == unit.block and not text[span.end : unit.span.start].strip():
                joined[-1] = first, Span(span.start, unit.span.end)
                continue
        joined.append((unit, unit.span))
    return joined


def _hanging(text: str, span: Span, marker: Mark, width: int) -> list[Line]:
    hang = cell_len(marker.text)
    indent = Mark(" " * hang)
    return [
        Line(part.start, (indent if number else marker, part))
        for number, part in enumerate(wrap(text, span, width - hang))
    ]


def _table_row(text: str, unit: Unit, width: int) -> list[Line]:
    """Set the cells of a row behind each other, or below each other where they do not fit."""
    cells = [cell for cell in cells_of(text, unit.block) if cell.end > cell.start]
    needed = sum(cell_len(line_for_screen(cell.of(text))) for cell in cells)
    if needed + cell_len(_CELL_GAP.text) * (len(cells) - 1) > width:
        return [Line(unit.span.start, (part,)) for cell in cells for part in wrap(text, cell, width)]
    pieces: list[Span | Mark] = []
    for cell in cells:
        pieces += [_CELL_GAP, cell] if pieces else [cell]
    return [Line(unit.span.start, tuple(pieces))]
