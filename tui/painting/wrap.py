"""Breaking a block of text into lines as spans, by the cells that it takes on the screen."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, get_character_cell_size, split_graphemes

from index.models import Span

# Where a line may break: white space except the spaces that say not to (U+00A0, U+2007, U+202F).
_SPACE = " \t\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
# Chinese and Japanese are written without spaces and break after any character, but no line begins with a closing mark.
_EAST_ASIAN = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u30fc\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
_UNIT = re.compile(f"[{_EAST_ASIAN}][{_CLOSING}]*|[^{_SPACE}{_EAST_ASIAN}]+")
_GAP = re.compile(f"[{_SPACE}]+")
_TRIMMED = " \u2002\u2003\u2009\u3000"


def wrap(text: str, span: Span, width: int) -> list[Span]:
    """Break `text[span.start:span.end]` into lines of at most `width` cells and return the place of each.

    White space at a break belongs to no line; newlines always break, and an empty line is an empty span. Words that
    are too long are broken between graphemes. A double-width character in a width of one stands alone. Linear.
    """
    width = max(width, 1)
    lines: list[Span] = []
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        piece = text[start:end]
        if _one_cell_each(piece):
            lines.extend(_by_count(text, start, end, width))
        else:
            lines.extend(found.shifted(start) for found in _by_cells(piece, width))
        start = end + 1
    return lines


def _one_cell_each(piece: str) -> bool:
    """Tell whether cells can be counted as code points: true of most blocks in alphabets."""
    return all(get_character_cell_size(character) == 1 for character in set(piece))


def _by_count(text: str, start: int, end: int, width: int) -> Iterator[Span]:
    """Break a piece of single cells at the last space that fits, found from the right."""
    first = True
    while True:
        if gap := _GAP.match(text, start, end):
            start = gap.end()
        if start >= end:
            if first:
                yield Span(start, start)
            return
        first = False
        if end - start <= width:
            yield Span(start, start + len(text[start:end].rstrip(_TRIMMED)))
            return
        cut = text.rfind(" ", start, start + width + 1)
        stop = cut if cut > start else start + width
        yield Span(start, start + len(text[start:stop].rstrip(_TRIMMED)))
        start = stop


def _by_cells(piece: str, width: int) -> Iterator[Span]:
    """Break a piece unit by unit, each measured on its own: joiners can only make the whole narrower."""
    start = end = used = 0
    for match in _UNIT.finditer(piece):
        unit, at = match.group(), match.start()
        cells = cell_len(unit)
        gap = _cells_of_gap(piece, end, at)
        if end and used + gap + cells <= width:
            end, used = match.end(), used + gap + cells
            continue
        if end:
            yield Span(start, end)
        start, end, used = at, match.end(), cells
        if cells > width:
            *whole, last = _broken(unit, width)
            yield from (found.shifted(at) for found in whole)
            start, used = last.start + at, cell_len(last.of(unit))
    yield Span(start, end)


def _cells_of_gap(piece: str, start: int, end: int) -> int:
    """Return the cells of white space between two units; a tab is drawn as one space."""
    return end - start if end - start < 2 else cell_len(piece[start:end]) + piece.count("\t", start, end)


def _broken(unit: str, width: int) -> list[Span]:
    """Break a unit that is wider than a line between its graphemes."""
    lines: list[Span] = []
    start = used = 0
    for at, _, cells in split_graphemes(unit)[0]:
        if used and used + cells > width:
            lines.append(Span(start, at))
            start, used = at, 0
        used += cells
    lines.append(Span(start, len(unit)))
    return lines
