"""The list of feeds: one line each under column heads that stay, with a cursor that stays on its feed."""

from collections.abc import Callable
from datetime import datetime

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from index.models import Span
from index.models.feeds import Feed
from tui.feeds.feed_rows import HEADINGS, INDENT, Cells, Columns, FeedRow, cells_of, columns, feed_rows, name_cells
from tui.moving import Moved
from tui.painting import line_for_screen, wrap
from tui.painting.layers import fitted

_HEAD_LINES = 1


class FeedList(Moved):
    """Feeds under their folders."""

    DEFAULT_CSS = """
    FeedList { overflow-y: scroll; }
    """

    feeds: reactive[tuple[Feed, ...]] = reactive(())
    """By folder, then name."""
    nothing: reactive[str] = reactive("")
    """What an empty list says."""
    cursor: var[int] = var(0)
    """The row the cursor is on."""

    class Selected(Message):
        """The cursor came to another feed, or the feed changed."""

    class Opened(Message):
        """A feed was clicked on twice."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(id="feeds")
        self._clock = clock
        self._rows: tuple[FeedRow, ...] = ()
        self._name_cells = 0

    @property
    def selected(self) -> Feed | None:
        """The feed under the cursor."""
        return self._rows[self.cursor].feed if self.cursor < len(self._rows) else None

    def select(self, feed_id: str) -> None:
        """Put the cursor on a feed, where it is in the list."""
        self.cursor = next(
            (at for at, row in enumerate(self._rows) if row.feed is not None and row.feed.id == feed_id), self.cursor
        )

    def select_failing(self) -> bool:
        """Go to the next feed that was not had or is stopped, after the last to the first; returns whether one is."""
        behind = self.cursor + 1
        for at in (*range(behind, len(self._rows)), *range(min(behind, len(self._rows)))):
            feed = self._rows[at].feed
            if feed is not None and (feed.error or feed.stopped):
                self.cursor = at
                return True
        return False

    def tick(self) -> None:
        """Draw anew: time has passed."""
        self._redraw()

    # What changes from outside.

    def _watch_feeds(self) -> None:
        """List anew; the cursor stays on its feed, or near it where that is gone."""
        before = self.selected
        self._rows = feed_rows(self.feeds)
        self._name_cells = name_cells(self._rows)
        self._measure()
        self._redraw()
        if before is not None:
            self.select(before.id)
        if self.selected is None:
            self.cursor = self._nearest(self.cursor, -1)
        self.post_message(self.Selected())

    def _watch_nothing(self) -> None:
        self._redraw()

    def _watch_cursor(self) -> None:
        self._redraw()
        self._show_cursor()
        self.post_message(self.Selected())

    def _show_cursor(self) -> None:
        """Scroll as little as it takes to have the cursor on the screen, and the folder that it begins."""
        space, top = self.size.height - _HEAD_LINES, int(self.scroll_offset.y)
        if space <= 0:
            return
        first = self.cursor - 1 if self.cursor and self._rows[self.cursor - 1].feed is None else self.cursor
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif self.cursor >= top + space:
            self.scroll_to(y=self.cursor - space + 1, animate=False, force=True)

    @on(events.Resize)
    def _fit(self) -> None:
        self._measure()
        self._show_cursor()

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows) + _HEAD_LINES)

    def _redraw(self) -> None:
        self.strips.clear()
        self.refresh()

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        if not self._rows:
            return self._draw_nothing(y, width)
        number = y - _HEAD_LINES + int(self.scroll_offset.y) if y >= _HEAD_LINES else -1
        if number >= len(self._rows):
            return Strip.blank(width, self.base_style)
        if (strip := self.strips.get((number, width))) is None:
            strip = self.strips[number, width] = self._draw(number, width)
        return strip

    def _draw(self, number: int, width: int) -> Strip:
        dim = self.base_style + self.role_styles["dim"]
        widths = columns(width, self._name_cells)
        if number < 0:
            return _in_columns(HEADINGS, "  ", Strip([Segment("feed", dim)]), widths, (dim, dim, dim), width)
        row = self._rows[number]
        if row.feed is None:
            return fitted([Segment(f"   {line_for_screen(row.label)}", dim)], width, self.base_style)
        at_cursor = number == self.cursor
        base = self.base_style + self.role_styles["current"] if at_cursor else self.base_style
        dim = base + self.role_styles["dim"]
        bar = Segment("▎" if at_cursor else " ", base + self.role_styles["marker"])
        cells = cells_of(row.feed, self._clock())
        label = f"{' ' * INDENT * row.indented}{line_for_screen(row.label)}"
        name = Strip([Segment(label, base + Style(bold=bool(row.feed.unread)))])
        wrong = base + self.role_styles["conflict"] + Style(bold=False) if cells.sign.strip() else dim
        return Strip([bar, *_in_columns(cells, cells.sign, name, widths, (base, dim, wrong), width - 1)])

    def _draw_nothing(self, y: int, width: int) -> Strip:
        words = line_for_screen(self.nothing)
        lines = wrap(words, Span(0, len(words)), max(width - 6, 10))
        text = lines[y - 1].of(words) if 0 <= y - 1 < len(lines) else ""
        dim = self.base_style + self.role_styles["dim"]
        return Strip([Segment(f"   {text}", dim)]).adjust_cell_length(width, dim)

    # Moving.

    def _nearest(self, wanted: int, direction: int) -> int:
        """Return the nearest row to `wanted` that is a feed, looking in `direction` first."""
        if not self._rows:
            return 0
        wanted = max(0, min(wanted, len(self._rows) - 1))
        ahead = range(wanted, len(self._rows) if direction > 0 else -1, direction)
        back = range(wanted, -1 if direction > 0 else len(self._rows), -direction)
        return next((at for at in (*ahead, *back) if self._rows[at].feed is not None), 0)

    def move(self, by: int) -> None:
        """Go `by` rows down, or up where it is negative."""
        self.cursor = self._nearest(self.cursor + by, 1 if by > 0 else -1)

    @on(events.Click)
    def _click(self, event: events.Click) -> None:
        """Select the row; a second click opens it."""
        number = int(event.y) - _HEAD_LINES + int(self.scroll_offset.y)
        if event.y < _HEAD_LINES or number >= len(self._rows) or self._rows[number].feed is None:
            return
        if number == self.cursor and event.chain > 1:
            self.post_message(self.Opened())
        self.cursor = number


def _in_columns(
    cells: Cells, sign: str, name: Strip, widths: Columns, styles: tuple[Style, Style, Style], width: int
) -> Strip:
    """Set a row in columns of exactly `width` cells; `styles` are for the name, the figures, and what is wrong."""
    base, dim, wrong = styles
    parts = [Segment(f"{sign:<2}" if sign != "  " else "   ", wrong), *fitted(list(name), widths.name, base)]
    parts.append(Segment(f"{cells.unread:>{widths.unread}}", base))
    for text, cells_wide in ((cells.had, widths.had), (cells.next, widths.next)):
        parts += fitted([Segment(f"  {text}", dim)], cells_wide, dim) if cells_wide else []
    if widths.trouble:
        parts += fitted([Segment(f"  {line_for_screen(cells.trouble)}", wrong)], widths.trouble, base)
    return Strip(parts).adjust_cell_length(width, base)
