"""Laying out an article: its blocks one after the other, each kind in its own form."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len

from index.models import Block, BlockKind, Span
from tui.painting.lines import Line, Mark
from tui.painting.screen_text import line_for_screen
from tui.painting.table import lay_out_table
from tui.painting.wrap import wrap

COMFORTABLE = 80
"""Cells a line of prose may take: beyond that the eye loses the beginning of the next line."""
_LONGEST_MARKER = 6
_QUOTE_BAR = "┃ "
_TAB = "    "


def lay_out(text: str, blocks: Sequence[Block], width: int, measure: int = COMFORTABLE) -> list[Line]:
    """Lay the blocks of `text` out over `width` cells, prose over at most `measure`; each line draws spans of `text`.

    Headings, paragraphs, quotations, code and tables have an empty line before them; items of one list, rows of one
    table and lines of one quotation stand together. A text of no blocks has no lines.
    """
    measure = min(width, measure)
    lines: list[Line] = []
    for kind, group in groupby(blocks, key=_kind):
        for run in _runs(kind, list(group)):
            if lines:
                lines.append(Line(max(run[0].start - 1, lines[-1].start)))
            lines.extend(lay_out_table(text, run, width) if kind is BlockKind.ROW else _prose(text, run, measure))
    return lines


def _kind(block: Block) -> BlockKind:
    return block.kind


def _runs(kind: BlockKind, blocks: list[Block]) -> list[list[Block]]:
    """Part blocks of one kind into those that stand together: a list whole, a new table at each header row."""
    if kind is BlockKind.ITEM or kind is BlockKind.QUOTE:
        return [blocks]
    if kind is not BlockKind.ROW:
        return [[block] for block in blocks]
    runs: list[list[Block]] = []
    for block in blocks:
        if block.level == 0 or not runs:
            runs.append([])
        runs[-1].append(block)
    return runs


def _prose(text: str, blocks: Sequence[Block], width: int) -> Iterator[Line]:
    for block in blocks:
        match block.kind:
            case BlockKind.ITEM:
                yield from _item(text, block, width)
            case BlockKind.QUOTE:
                bar = Mark(_QUOTE_BAR, "bar")
                for span in wrap(text, block.span, width - len(_QUOTE_BAR)):
                    yield Line(span.start, (bar, span), "quote")
            case BlockKind.CODE:
                yield from _code(text, block)
            case BlockKind.HEADING:
                for span in wrap(text, block.span, width):
                    yield Line(span.start, (span,), "heading")
            case _:
                for span in wrap(text, block.span, width):
                    yield Line(span.start, (span,))


def _item(text: str, block: Block, width: int) -> Iterator[Line]:
    """Set the marker before the first line and the others below the words, not below the marker."""
    marker = marker_of(text, block)
    indent = min(2 * max(block.level, 1), max(width // 3, 0))
    hang = indent + cell_len(marker)
    for number, span in enumerate(wrap(text, block.span, width - hang)):
        first = (Mark(" " * indent), Mark(marker, "marker"))
        yield Line(span.start, ((Mark(" " * hang), span) if number else (*first, span)))


def marker_of(text: str, block: Block) -> str:
    """Return what stands before an item, with one space after it: '• ', '2. '."""
    line = text.rfind("\n", max(block.start - 64, 0), block.start) + 1
    written = line_for_screen(text[line : block.start]).strip() if line or block.start < _LONGEST_MARKER else ""
    return f"{written} " if 0 < len(written) <= _LONGEST_MARKER else "• "


def _code(text: str, block: Block) -> Iterator[Line]:
    """Leave code as it is written, line by line; what is too long is cut by painting."""
    start = block.start
    for written in block.span.of(text).split("\n"):
        tabs = len(written) - len(written.lstrip("\t"))
        span = Span(start + tabs, start + len(written))
        yield Line(start, (Mark(_TAB * tabs), span) if tabs else (span,), "code")
        start += len(written) + 1
