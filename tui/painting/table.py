"""Tables of an article: rows of cells, laid out in columns that fit the width."""

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len

from index.models import Block, Span
from tui.painting.lines import Line, Mark, Piece
from tui.painting.screen_text import line_for_screen
from tui.painting.wrap import wrap

_GAP = 2
_NARROWEST = 4


def cells_of(text: str, row: Block) -> list[Span]:
    """Return the cells of a row, without the white space around them."""
    found: list[Span] = []
    start = row.start
    for cell in row.span.of(text).split("\t"):
        kept = cell.strip()
        at = start + (cell.index(kept) if kept else 0)
        found.append(Span(at, at + len(kept)))
        start += len(cell) + 1
    return found


def lay_out_table(text: str, rows: Sequence[Block], width: int) -> list[Line]:
    """Lay consecutive row blocks out in columns over `width` cells; long cells go on in their column.

    A header row is bold and ruled off. Where even the narrowest columns do not fit, each cell has a line of its own.
    """
    cells = [cells_of(text, row) for row in rows]
    widths = _column_widths(text, cells, width)
    lines: list[Line] = []
    for row, spans in zip(rows, cells, strict=True):
        role = "heading" if row.level == 0 and len(rows) > 1 else ""
        if widths is None:
            lines.extend(_stacked(text, row, spans, width))
            continue
        wrapped = [wrap(text, span, column) for span, column in zip(spans, widths, strict=False)]
        lines.extend(Line(row.start, _beside(text, parts, widths), role) for parts in zip_longest(*wrapped))
        if role:
            lines.append(Line(row.start, (Mark("─" * min(sum(widths) + _GAP * (len(widths) - 1), width), "rule"),)))
    return lines


def _column_widths(text: str, cells: Sequence[Sequence[Span]], width: int) -> list[int] | None:
    """Give each column what its widest cell takes; where that is too much, cut the widest columns to a common width."""
    columns = zip_longest(*cells)
    wanted = [
        max(_NARROWEST, *(cell_len(line_for_screen(cell.of(text))) for cell in column if cell is not None))
        for column in columns
    ]
    room = width - _GAP * (len(wanted) - 1)
    if room < _NARROWEST * len(wanted):
        return None
    if sum(wanted) <= room:
        return wanted
    granted: dict[int, int] = {}
    by_need = sorted(range(len(wanted)), key=wanted.__getitem__)
    for done, column in enumerate(by_need):
        granted[column] = min(wanted[column], room // (len(wanted) - done))
        room -= granted[column]
    return [granted[column] for column in range(len(wanted))]


def _beside(text: str, parts: Sequence[Span | None], widths: Sequence[int]) -> tuple[Piece, ...]:
    """Set one line of each cell beside the others."""
    pieces: list[Piece] = []
    lack = 0
    for part, column in zip(parts, widths, strict=False):
        if part is not None and part.end > part.start:
            if lack:
                pieces.append(Mark(" " * lack))
            pieces.append(part)
            lack = column - cell_len(line_for_screen(part.of(text))) + _GAP
        else:
            lack += column + _GAP
    return tuple(pieces)


def _stacked(text: str, row: Block, spans: Sequence[Span], width: int) -> list[Line]:
    """Set the cells of a row below each other, all but the first indented."""
    lines: list[Line] = []
    for number, span in enumerate(spans):
        indent = (Mark("  "),) if number and width > _NARROWEST else ()
        lines.extend(Line(row.start, (*indent, part)) for part in wrap(text, span, width - 2 * len(indent)))
    return [*lines, Line(row.start)]
