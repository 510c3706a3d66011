"""How one article looks in the list: two lines, of the headline and of the line that tells most."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from index.models import ArticleSummary, Span
from tui.painting import line_for_screen
from tui.painting.layers import Layer, fitted, paint_line
from tui.reading.ages import age

LINES_A_ROW = 2
_GUTTER = 3
"""Cells before the words: the cursor's bar, a sign, a space."""
_GAP = 2
"""Cells between outlet and words."""
_MATCH = "match"
_STAYS_NEWS = timedelta(days=3)
"""How long a row says what its outlet has changed, in place of what the article begins with."""


@dataclass(frozen=True)
class Row:
    """What a row shows of an article."""

    summary: ArticleSummary
    title_matches: tuple[Span, ...]
    line: str
    """The article's first words or, while searching, the place that was found."""
    line_matches: tuple[Span, ...]
    figure: tuple[str, str] | None = None
    """A figure that its outlet has changed, before and after; None also where that is not known yet."""


@dataclass(frozen=True)
class Looks:
    """How a row stands in the list at the moment: all that its strip depends on beside the row itself."""

    width: int
    at_cursor: bool
    focused: bool
    marked: bool


def painted(
    text: str, matches: tuple[Span, ...], styles: Mapping[str, Style], base: Style, width: int, *, whole: bool = True
) -> Strip:
    """Return one line of `text` with its matches in exactly `width` cells.

    Where it need not be `whole` and its first match would be cut off, it begins nearer to that.
    """
    offset = 0
    if matches and matches[0].end > width - 2 and not whole:
        offset = max(matches[0].start - width // 3, 0)
        offset = min(text.find(" ", offset, matches[0].start) + 1 or offset, matches[0].start)
    # A headline may be a megabyte: no more code points than could be seen are looked at. Marks take no cell, hence 4.
    end = min(len(text), offset + 4 * width)
    segments = paint_line(text, Span(offset, end), [Layer(matches, _MATCH)], styles, base)
    return fitted([Segment("…", base), *segments] if offset else segments, width, base)


def draw_row(row: Row, line: int, looks: Looks, styles: Mapping[str, Style], base: Style, now: datetime) -> Strip:
    """Draw one of the two lines of a row."""
    dim = base + styles["dim"]
    if looks.at_cursor:
        base += styles["current"]
        dim += styles["current"]
    bar = Segment("▎" if looks.at_cursor else " ", base + styles["marker"] if looks.focused else dim)
    if line:
        return _second_line(row, bar, looks, styles, dim, now)
    return _headline(row, bar, looks, styles, base, dim, now)


def _headline(
    row: Row, bar: Segment, looks: Looks, styles: Mapping[str, Style], base: Style, dim: Style, now: datetime
) -> Strip:
    summary = row.summary
    sign = "✓" if looks.marked else " " if summary.read else "●"
    right = f"{'★ ' if summary.starred else ''}{age(summary.published or summary.fetched, now)} "
    space = max(looks.width - _GUTTER - cell_len(right) - 1, 1)
    title = painted(
        summary.title or "Without a headline",
        row.title_matches,
        styles,
        base if summary.read else base + Style(bold=True),
        space,
    )
    return Strip(
        [bar, Segment(f"{sign} ", base + styles["marker"]), *title, Segment(" ", base), Segment(right, dim)]
    ).adjust_cell_length(looks.width, base)


def line_space(summary: ArticleSummary, width: int) -> int:
    """Return how many cells of a list of `width` the words on the second line have, beside the outlet."""
    space = max(width - _GUTTER - 1, 1)
    return space - _outlet_space(line_for_screen(summary.source), space)


def _outlet_space(outlet: str, space: int) -> int:
    """Return the cells of the outlet with the gap behind it: a long one leaves the words half of the line."""
    return min(cell_len(outlet) + _GAP, space // 2) if outlet else 0


def change_in_words(row: Row, now: datetime) -> str:
    """Return what an outlet has changed lately: 'updated: 12 → 15 · was “Storm nears”'; empty where it has not."""
    summary = row.summary
    if summary.updated is None or now - summary.updated > _STAYS_NEWS:
        return ""
    figure = f": {row.figure[0]} → {row.figure[1]}" if row.figure is not None else ""
    rest = f"was “{summary.was}”" if summary.was is not None else row.line
    return f"updated{figure} · {rest}" if rest else f"updated{figure}"


def _second_line(row: Row, bar: Segment, looks: Looks, styles: Mapping[str, Style], dim: Style, now: datetime) -> Strip:
    outlet = line_for_screen(row.summary.source)
    words_space = line_space(row.summary, looks.width)
    outlet_space = _outlet_space(outlet, max(looks.width - _GUTTER - 1, 1))
    before = fitted([Segment(outlet, dim)], outlet_space - _GAP, dim) if outlet_space > _GAP else Strip([])
    gap = Segment(" " * (outlet_space - before.cell_length), dim)
    changed = change_in_words(row, now)
    line = row.line if row.line_matches or not changed else changed
    words = painted(line, row.line_matches, styles, dim, words_space, whole=False)
    sign = Segment("~ " if changed else "  ", dim + styles["marker"])
    return Strip([bar, sign, *before, gap, *words]).adjust_cell_length(looks.width, dim)
