"""The list of articles: any number of rows at no cost, for only the rows on the screen are ever asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from index.library import Library
from index.models import Span
from tui.command import Context, bindings
from tui.painting import line_for_screen, wrap
from tui.painting.view import Painted
from tui.reading.commands import LIST_COMMANDS
from tui.reading.list_rows import LINES_A_ROW, Looks, Row, draw_row
from tui.reading.rows import Seen, read_rows, row_of

_MOST_STRIPS: Final = 4_000
"""Drawn lines kept; a screen has about fifty, and holding a key down passes through thousands."""


class ArticleList(Painted, can_focus=True, inherit_bindings=False):
    """Articles in the order given, two lines each, with a cursor that stays on its article when the order changes."""

    context: ClassVar[Context] = "list"
    BINDINGS = bindings(LIST_COMMANDS)
    DEFAULT_CSS = """
    ArticleList { overflow-x: hidden; overflow-y: scroll; }
    """

    ids: reactive[Sequence[str]] = reactive((), always_update=True)
    """The articles, from top to bottom. Only rows on the screen are looked up: there may be many, not yet ranked."""
    wanted: reactive[str] = reactive("")
    """What is searched for; rows then show what was found. Empty while nothing is."""
    marked: reactive[tuple[str, ...]] = reactive(())
    """The articles marked for comparison."""
    nothing: reactive[str] = reactive("")
    """What an empty list says."""
    cursor: var[int] = var(0)
    """The row the cursor is on."""

    class Selected(Message):
        """The cursor came to another article, or to none."""

        def __init__(self, article_id: str | None, row: int) -> None:
            super().__init__()
            self.article_id = article_id
            self.row = row

    class Opened(Message):
        """The reader wants to go into the article."""

        def __init__(self, article_id: str) -> None:
            super().__init__()
            self.article_id = article_id

    class Updated(Message):
        """Articles came on the screen that their outlets have changed: which of their figures did is not known."""

        def __init__(self, revisions: Sequence[tuple[str, int]]) -> None:
            super().__init__()
            self.revisions = revisions
            """Ids, with the revisions that are shown."""

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__(id="list")
        self._library = library
        self._clock = clock
        self._rows: dict[str, Row] = {}
        self._figures: dict[tuple[str, int], tuple[str, str] | None] = {}
        """By article and revision, the figure that changed: before and after."""
        self._coming: Mapping[str, Row] = {}
        """The rows that come with the next list."""
        self._drawn: datetime | None = None
        """The minute in which all was drawn: ages change with it."""
        self._told: tuple[str | None, int] = (None, -1)
        self._anew = False
        """Whether the next ids are another list, not this one grown or shrunk."""

    @property
    def selected(self) -> str | None:
        """The article under the cursor."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else None

    @property
    def top_row(self) -> int:
        """The first row on the screen."""
        return int(self.scroll_offset.y) // LINES_A_ROW

    def select(self, article_id: str | None, top_row: int | None = None) -> None:
        """Put the cursor on an article, with `top_row` on top; on the first where it is not in the list."""
        self.cursor = row_of(article_id, self.ids, self.cursor) or 0
        if top_row is not None:
            self.scroll_to(y=top_row * LINES_A_ROW, animate=False, force=True)
        self._show_cursor()
        self._tell()

    def begin_anew(self) -> None:
        """Show the next ids from the first on: they are another list."""
        self._anew = True

    def take_rows(self, rows: Mapping[str, Row]) -> None:
        """Take rows that were read already, for what is wanted and as wide as they are here."""
        unknown = []
        for article_id, row in rows.items():
            revision = article_id, row.summary.revision
            if row.summary.updated is not None and revision not in self._figures:
                unknown.append(revision)
            figure = self._figures.get(revision)
            self._rows[article_id] = replace(row, figure=figure) if figure is not None else row
        if unknown:
            self.post_message(self.Updated(unknown))

    def expect(self, rows: Mapping[str, Row]) -> None:
        """Take the rows of the next list that will be seen: of those, what looks as before is not drawn anew."""
        self._coming = rows

    def _put_rows(self) -> None:
        """Forget the rows, or take those that came with the list in their place."""
        coming, self._coming = self._coming, {}
        minute = self._clock().replace(second=0, microsecond=0)
        if not coming or minute != self._drawn:
            self.forget()
            self._drawn = minute
        before, self._rows = self._rows, {}
        self.take_rows(coming)
        same = {article_id for article_id, row in self._rows.items() if before.get(article_id) == row}
        for key in [key for key in self.strips if isinstance(key, tuple) and key[0] not in same]:
            del self.strips[key]
        self.refresh()

    def take_figures(self, figures: Mapping[tuple[str, int], tuple[str, str] | None]) -> None:
        """Take the figures that changed in articles, as asked for by `Updated`."""
        self._figures |= figures
        self.take_rows({article_id: self._rows[article_id] for article_id, _ in figures if article_id in self._rows})
        self.strips.clear()
        self.refresh()

    @property
    def seen(self) -> Seen:
        """What is on the screen."""
        return Seen(self.selected, self.cursor, self.cursor - self.top_row, self.screenful, self.row_width)

    @property
    def screenful(self) -> int:
        """How many rows are seen at most."""
        return self._space() + 1

    @property
    def row_width(self) -> int:
        """The cells of a row."""
        return self.scrollable_content_region.width

    def forget(self) -> None:
        """Read the rows anew: something about the articles changed."""
        self._rows.clear()
        self.strips.clear()
        self.refresh()

    def _space(self) -> int:
        """Return how many whole rows fit."""
        return max(self.size.height // LINES_A_ROW, 1)

    # What changes from outside.

    def _watch_ids(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Keep the cursor on its article, and the article where it is on the screen; another list begins at its top."""
        selected = old[self.cursor] if self.cursor < len(old) and not self._anew else None
        below_top = self.cursor - self.top_row
        self._put_rows()
        self._measure()
        row = row_of(selected, new, self.cursor)
        kept = row if row is not None else 0
        self.set_reactive(ArticleList.cursor, kept)
        top = kept - below_top if row is not None else 0
        self.scroll_to(y=max(top, 0) * LINES_A_ROW, animate=False, force=True)
        self._show_cursor()
        if self._anew:
            # Whoever began anew may yet select a row: only where the cursor comes to rest is news.
            self._anew = False
            self.call_later(self._tell)
        else:
            self._tell()

    def _watch_wanted(self) -> None:
        self.forget()

    def _watch_marked(self) -> None:
        self.refresh()

    def _watch_nothing(self) -> None:
        self.refresh()

    def _validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self.ids) - 1))

    def _watch_cursor(self, old: int, new: int) -> None:
        self._show_cursor()
        for row in (old, new):
            self.refresh_lines(row * LINES_A_ROW, LINES_A_ROW)
        self._tell()

    @on(events.Resize)
    def _fit(self) -> None:
        if self.wanted:
            self.forget()
        self._measure()
        self._show_cursor()

    @on(events.Focus)
    @on(events.Blur)
    def _redraw(self) -> None:
        self.refresh()

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.ids) * LINES_A_ROW)

    def _show_cursor(self) -> None:
        """Scroll as little as it takes to have the cursor's row on the screen."""
        height = self.size.height
        if not height:
            return
        top, y = self.cursor * LINES_A_ROW, int(self.scroll_offset.y)
        if top < y:
            self.scroll_to(y=top, animate=False, force=True)
        elif top + LINES_A_ROW > y + height:
            self.scroll_to(y=top + LINES_A_ROW - height, animate=False, force=True)

    def _tell(self) -> None:
        if (now := (self.selected, self.cursor)) != self._told:
            self._told = now
            self.post_message(self.Selected(*now))

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        if not self.ids:
            return self._draw_nothing(y, width)
        number, line = divmod(y + int(self.scroll_offset.y), LINES_A_ROW)
        if number >= len(self.ids):
            return Strip.blank(width, self.rich_style)
        article_id = self.ids[number]
        looks = Looks(width, number == self.cursor, self.has_focus, article_id in self.marked)
        key = (article_id, line, looks)
        if (strip := self.strips.get(key)) is None:
            if len(self.strips) > _MOST_STRIPS:
                self.strips.clear()
            row = self._row(number)
            strip = (
                Strip.blank(width, self.rich_style)
                if row is None
                else draw_row(row, line, looks, self.role_styles, self.rich_style, self._clock())
            )
            self.strips[key] = strip
        return strip

    def _draw_nothing(self, y: int, width: int) -> Strip:
        words = line_for_screen(self.nothing)
        lines = wrap(words, Span(0, len(words)), max(width - 4, 10))
        text = lines[y - 1].of(words) if 0 <= y - 1 < len(lines) else ""
        style = self.rich_style + self.role_styles["dim"]
        return Strip([Segment(f"   {text}", style)]).adjust_cell_length(width, style)

    def _row(self, number: int) -> Row | None:
        """Return a row; where it is not known yet, the rows of a screen around it are read at once."""
        article_id = self.ids[number]
        if article_id not in self._rows:
            if len(self._rows) > _MOST_STRIPS:
                self._rows.clear()
            space = self.screenful
            first = max(0, number - space)
            unknown = [i for i in self.ids[first : number + space] if i not in self._rows]
            self.take_rows(read_rows(self._library, self.wanted, unknown, self.row_width))
        return self._rows.get(article_id)

    # What the keys do.

    def action_down(self) -> None:
        """Go to the next article."""
        self.cursor += 1

    def action_up(self) -> None:
        """Go to the article before."""
        self.cursor -= 1

    def action_top(self) -> None:
        """Go to the first article."""
        self.cursor = 0

    def action_bottom(self) -> None:
        """Go to the last article."""
        self.cursor = len(self.ids) - 1

    def action_page(self, direction: int) -> None:
        """Go a screen down (1) or up (-1)."""
        self.cursor += direction * max(self._space() - 1, 1)

    def action_half(self, direction: int) -> None:
        """Go half a screen down (1) or up (-1)."""
        self.cursor += direction * max(self._space() // 2, 1)

    def action_open(self) -> None:
        """Ask for the article to be opened."""
        if self.selected is not None:
            self.post_message(self.Opened(self.selected))

    @on(events.Click)
    def _click(self, event: events.Click) -> None:
        """Select the row; a second click goes into it."""
        row = (int(event.y) + int(self.scroll_offset.y)) // LINES_A_ROW
        if row >= len(self.ids):
            return
        if row == self.cursor and event.chain > 1:
            self.action_open()
        self.cursor = row
