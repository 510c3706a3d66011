"""The list of articles: any number of rows at no cost, for only the rows on the screen are ever asked for."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from index.library import Library
from index.models import ArticleSummary, Snippet, Span
from tui.command import Context, bindings
from tui.painting import line_for_screen, wrap
from tui.painting.view import Painted
from tui.reading.commands import LIST_COMMANDS
from tui.reading.list_rows import LINES_A_ROW, Looks, Row, draw_row, line_space

_MOST_STRIPS: Final = 4_000
"""Drawn lines kept; a screen has about fifty, and holding a key down passes through thousands."""


class ArticleList(Painted, can_focus=True, inherit_bindings=False):
    """Articles in the order given, two lines each, with a cursor that stays on its article when the order changes."""

    context: ClassVar[Context] = "list"
    BINDINGS = bindings(LIST_COMMANDS)
    DEFAULT_CSS = """
    ArticleList { overflow-x: hidden; overflow-y: scroll; }
    """

    ids: reactive[tuple[str, ...]] = reactive(())
    """The articles, from top to bottom."""
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

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__(id="list")
        self._library = library
        self._clock = clock
        self._rows: dict[str, Row] = {}
        self._told: tuple[str | None, int] = (None, -1)

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
        self.cursor = self.ids.index(article_id) if article_id in self.ids else 0
        if top_row is not None:
            self.scroll_to(y=top_row * LINES_A_ROW, animate=False, force=True)
        self._show_cursor()
        self._tell()

    def forget(self) -> None:
        """Read the rows anew: something about the articles changed."""
        self._rows.clear()
        self.strips.clear()
        self.refresh()

    def _space(self) -> int:
        """Return how many whole rows fit."""
        return max(self.size.height // LINES_A_ROW, 1)

    # What changes from outside.

    def _watch_ids(self, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        """Keep the cursor on its article, and the article where it is on the screen."""
        selected = old[self.cursor] if self.cursor < len(old) else None
        below_top = self.cursor - self.top_row
        self.forget()
        self._measure()
        row = _row_of(selected, new, self.cursor)
        kept = row if row is not None else 0
        self.set_reactive(ArticleList.cursor, kept)
        top = kept - below_top if row is not None else 0
        self.scroll_to(y=max(top, 0) * LINES_A_ROW, animate=False, force=True)
        self._show_cursor()
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
            space = self._space() + 1
            first = max(0, number - space)
            self._read(tuple(i for i in self.ids[first : number + space] if i not in self._rows))
        return self._rows.get(article_id)

    def _read(self, ids: tuple[str, ...]) -> None:
        summaries = self._library.summaries(ids)
        snippets = self._snippets(summaries) if self.wanted else {}
        leads = self._library.leads([i for i in ids if i not in snippets])
        for summary in summaries:
            found = snippets.get(summary.id)
            self._rows[summary.id] = Row(
                summary,
                self._library.title_matches(self.wanted, summary.title, summary.language) if self.wanted else (),
                found.text if found else leads.get(summary.id, ""),
                found.spans if found else (),
            )

    def _snippets(self, summaries: Sequence[ArticleSummary]) -> dict[str, Snippet]:
        """Return for each article the words around what was found, as many as its line has room for."""
        width = self.scrollable_content_region.width
        by_space: dict[int, list[str]] = {}
        for summary in summaries:
            by_space.setdefault(line_space(summary, width), []).append(summary.id)
        found: dict[str, Snippet] = {}
        for space, ids in by_space.items():
            found |= self._library.snippets(self.wanted, ids, width=space)
        return found

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


def _row_of(article_id: str | None, ids: tuple[str, ...], near: int) -> int | None:
    """Return where an article is in the list, looking where it was first; None where it is not."""
    if article_id is None:
        return None
    if near < len(ids) and ids[near] == article_id:
        return near
    try:
        return ids.index(article_id)
    except ValueError:
        return None
