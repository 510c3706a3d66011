"""The side bar: from the whole library to a saved search, one row each, with how much there is in it."""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from index.models import LibraryStatus, SavedSearch
from index.models.feeds import Feed
from tui.command import Context, bindings
from tui.painting import line_for_screen
from tui.painting.layers import fitted
from tui.painting.view import Painted
from tui.reading.commands import SIDE_COMMANDS
from tui.reading.side_rows import Kept, Place, SideRow, side_rows

_MOST_STRIPS = 1_000
"""Drawn lines kept: a hundred counts change while news comes in."""


class SideBar(Painted, can_focus=True, inherit_bindings=False):
    """Rows with a cursor; the one whose articles the list holds is marked."""

    context: ClassVar[Context] = "side"
    BINDINGS = bindings(SIDE_COMMANDS)
    DEFAULT_CSS = """
    SideBar { overflow-x: hidden; overflow-y: auto; }
    """

    status: reactive[LibraryStatus | None] = reactive(None)
    kept: reactive[Kept] = reactive(Kept())
    """Tags and saved searches."""
    place: reactive[Place | None] = reactive(None)
    """What the list holds; None for a search that was not saved."""
    save_key: reactive[str] = reactive("")
    """The key that saves a search."""
    feeds: reactive[tuple[Feed, ...] | None] = reactive(None)
    """By folder; None before they were read."""
    feeds_key: reactive[str] = reactive("")
    """The key that opens the feeds."""
    cursor: var[int] = var(0)
    """The row the cursor is on."""

    class Opened(Message):
        """The reader wants the articles of a row in the list."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    class Removed(Message):
        """The reader wants a saved search to be forgotten; None where the row is no saved search."""

        def __init__(self, search: SavedSearch | None) -> None:
            super().__init__()
            self.search = search

    def __init__(self) -> None:
        super().__init__(id="side")
        self._rows: tuple[SideRow, ...] = ()

    @property
    def current(self) -> SideRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    # What changes from outside.

    def _watch_status(self) -> None:
        self._list()

    def _watch_kept(self) -> None:
        self._list()

    def _watch_save_key(self) -> None:
        self._list()

    def _watch_feeds(self) -> None:
        self._list()

    def _watch_feeds_key(self) -> None:
        self._list()

    def _list(self) -> None:
        """List anew; the cursor stays on its row, or near it where that is gone."""
        place = self.current.place if self.current is not None else None
        self._rows = side_rows(self.status, self.kept, self.save_key, self.feeds, self.feeds_key)
        same = [at for at, row in enumerate(self._rows) if row.place == place]
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        self._redraw()
        self.cursor = same[0] if same and place is not None else self._nearest(self.cursor, -1)

    def _watch_place(self, place: Place | None) -> None:
        """Put the cursor on what was opened, from wherever."""
        self._redraw()
        self.cursor = next((at for at, row in enumerate(self._rows) if place and row.place == place), self.cursor)

    def _watch_cursor(self) -> None:
        self._redraw()
        top, height = int(self.scroll_offset.y), self.size.height
        if height and not top <= self.cursor < top + height:
            self.scroll_to(y=max(self.cursor - height // 2, 0), animate=False, force=True)

    @on(events.Resize)
    @on(events.Focus)
    @on(events.Blur)
    def _redraw(self) -> None:
        self.refresh()

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        number = y + int(self.scroll_offset.y)
        if number >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row, at_cursor = self._rows[number], number == self.cursor and self.has_focus
        here = row.place is not None and row.place == self.place
        if (strip := self.strips.get((row, at_cursor, here, width))) is None:
            if len(self.strips) > _MOST_STRIPS:
                self.strips.clear()
            strip = self.strips[row, at_cursor, here, width] = self._draw(row, width, at_cursor, here)
        return strip

    def _draw(self, row: SideRow, width: int, at_cursor: bool, here: bool) -> Strip:
        base = self.rich_style + self.role_styles["current"] if at_cursor else self.rich_style
        dim = base + self.role_styles["dim"]
        bar = Segment("▎" if at_cursor else " ", base + self.role_styles["marker"])
        sign = Segment("" if row.heading else "› " if here else "  ", base + self.role_styles["marker"])
        style = base + Style(bold=True) if row.heading or here else base if row.place is not None else dim
        figure = Segment(f" {row.figure} ", base if row.fresh else dim)
        space = max(width - 1 - cell_len(sign.text + figure.text), 0)
        left = fitted([Segment(line_for_screen(row.label), style)], space, base)
        return Strip([bar, sign, *left, figure]).adjust_cell_length(width, base)

    # What the keys do.

    def _nearest(self, wanted: int, direction: int) -> int:
        """Return the nearest row to `wanted` that can be opened, looking in `direction` first."""
        wanted = max(0, min(wanted, len(self._rows) - 1))
        ahead = range(wanted, len(self._rows) if direction > 0 else -1, direction)
        back = range(wanted, -1 if direction > 0 else len(self._rows), -direction)
        return next((at for at in (*ahead, *back) if self._rows[at].place is not None), 0)

    def action_down(self) -> None:
        """Go to the next row."""
        self.cursor = self._nearest(self.cursor + 1, 1)

    def action_up(self) -> None:
        """Go to the row before."""
        self.cursor = self._nearest(self.cursor - 1, -1)

    def action_top(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.cursor = self._nearest(len(self._rows), -1)

    def action_page(self, direction: int) -> None:
        """Go a screen down (1) or up (-1)."""
        self.cursor = self._nearest(self.cursor + direction * max(self.size.height - 1, 1), direction)

    def action_half(self, direction: int) -> None:
        """Go half a screen down (1) or up (-1)."""
        self.cursor = self._nearest(self.cursor + direction * max(self.size.height // 2, 1), direction)

    def action_open(self) -> None:
        """Ask for the row's articles."""
        if self.current is not None and self.current.place is not None:
            self.post_message(self.Opened(self.current.place))

    def action_remove(self) -> None:
        """Ask for the saved search to be forgotten."""
        place = self.current.place if self.current is not None else None
        self.post_message(self.Removed(place if isinstance(place, SavedSearch) else None))

    @on(events.Click)
    def _click(self, event: events.Click) -> None:
        """Open the row that was clicked on."""
        number = int(event.y) + int(self.scroll_offset.y)
        if number < len(self._rows) and self._rows[number].place is not None:
            self.cursor = number
            self.action_open()
