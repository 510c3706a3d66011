"""The key facts of the open article: grouped, each a step away from the place that tells it."""

from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from index.models import Fact, Span, told_by_lists
from tui.command import Context, bindings
from tui.painting import line_for_screen, wrap
from tui.painting.layers import fitted
from tui.painting.view import Painted
from tui.reading.commands import FACTS_COMMANDS
from tui.reading.elsewhere import Elsewhere
from tui.reading.fact_lines import FactLine, lay_out_facts
from tui.reading.fact_rows import FactGroup, FactRow, grouped
from tui.reading.loading import Loaded

FILTER_ID: Final = "facts.filter"
_WIDEST: Final = 64
"""Cells from a label to its value: further apart the eye does not find from one to the other."""


class FactsPanel(Painted, can_focus=True, inherit_bindings=False):
    """The facts under their headings, with a cursor."""

    context: ClassVar[Context] = "facts"
    BINDINGS = bindings(command for command in FACTS_COMMANDS if command.id != FILTER_ID)
    DEFAULT_CSS = """
    FactsPanel { overflow-x: hidden; overflow-y: scroll; }
    """

    loaded: reactive[Loaded | None] = reactive(None)
    """The article whose facts are shown."""
    elsewhere: reactive[Elsewhere | None] = reactive(None)
    """How many other articles have each of them, once that is looked up."""
    needle: reactive[str] = reactive("")
    """Only facts that contain these words are shown."""
    nothing: reactive[str] = reactive("")
    """What stands here while the article's facts are not made yet."""
    cursor: var[int] = var(0)
    """Which fact the cursor is on, headings not counted."""

    class Chosen(Message):
        """The reader wants to see a place of a fact."""

        def __init__(self, place: Span, number: int, of: int) -> None:
            super().__init__()
            self.place = place
            self.number = number
            """Which of the fact's places, from 1."""
            self.of = of

    class Copied(Message):
        """The reader wants to have a fact's words."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Wanted(Message):
        """The reader wants to see where else a fact is told."""

        def __init__(self, fact: Fact) -> None:
            super().__init__()
            self.fact = fact

    def __init__(self) -> None:
        super().__init__(id="facts")
        self._groups: tuple[FactGroup, ...] = ()
        self._rows: tuple[FactRow, ...] = ()
        self._lines: tuple[FactLine, ...] = ()
        self._at: tuple[range, ...] = ()
        """By row, its lines."""
        self._gone_to: tuple[Fact, int] | None = None

    @property
    def count(self) -> int:
        """How many rows there are, headings apart."""
        return len(self._rows)

    @property
    def current(self) -> FactRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def select(self, row: FactRow, near: int) -> None:
        """Put the cursor on the row of a fact that was left, the one nearest to `near` where it has two."""
        self.cursor = near
        self.cursor = self._row_of(row.fact)

    # What changes from outside.

    def _watch_loaded(self, old: Loaded | None, new: Loaded | None) -> None:
        same = old is not None and new is not None and old.article.id == new.article.id
        if not same:
            self._gone_to = None
        self._arrange(keep=same)

    def _watch_elsewhere(self) -> None:
        if self.elsewhere is not None and self.elsewhere.facts:
            self._arrange(keep=True)

    def _watch_needle(self) -> None:
        self._arrange(keep=False)

    def _watch_nothing(self) -> None:
        self.strips.clear()
        self.refresh()

    def _validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self._rows) - 1))

    def _watch_cursor(self, old: int, new: int) -> None:
        self._show_cursor()
        for row in (old, new):
            if row < len(self._at):
                self.refresh_lines(self._at[row].start, len(self._at[row]))

    def _arrange(self, *, keep: bool) -> None:
        article = self.loaded.article if self.loaded is not None else None
        facts = self.loaded.facts if self.loaded is not None and self.loaded.facts is not None else ()
        text, article_id = (article.text, article.id) if article is not None else ("", "")
        known = self.elsewhere if self.elsewhere is not None and self.elsewhere.is_of(article_id, facts) else None
        current, before = self.current, self._at[self.cursor].start if self._at else 0
        self._groups = grouped(facts, self.needle, text, known, names_note=self._note_on_names())
        self._rows = tuple(row for group in self._groups for row in group.rows)
        self._lay_out()
        if not keep:
            self.scroll_to(y=0, animate=False, force=True)
        self.cursor = self._row_of(current.fact) if keep and current is not None else 0
        if keep and self._at and self.scroll_offset.y:
            # What the cursor is on stays where it is on the screen.
            moved = self._at[self.cursor].start - before
            self.scroll_to(y=self.scroll_offset.y + moved, animate=False, force=True)

    def _note_on_names(self) -> str:
        """Return what should be known of the names of this article; empty where they are as good as any."""
        language = self.loaded.article.language if self.loaded is not None else None
        return "Guessed from lists and capital letters in this language." if told_by_lists(language) else ""

    def _row_of(self, fact: Fact) -> int:
        """Return the row of a fact, the nearest to the cursor where it has two; the cursor where it has none."""
        rows = [number for number, row in enumerate(self._rows) if row.fact == fact]
        return min(rows, key=lambda number: abs(number - self.cursor), default=self.cursor)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self.strips.clear()
        self._lines = lay_out_facts(self._groups, min(width, _WIDEST))
        lines: list[list[int]] = [[] for _ in self._rows]
        for number, line in enumerate(self._lines):
            if line.row is not None:
                lines[line.row].append(number)
        self._at = tuple(range(each[0], each[-1] + 1) for each in lines)
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    @on(events.Resize)
    def _fit(self) -> None:
        self._lay_out()
        self._show_cursor()

    @on(events.Focus)
    @on(events.Blur)
    def _redraw(self) -> None:
        self.refresh()

    def _show_cursor(self) -> None:
        if not self._at or not self.size.height:
            return
        lines, top = self._at[self.cursor], int(self.scroll_offset.y)
        first = lines.start
        # The first row of a group brings its headings along.
        while first > 0 and self._lines[first - 1].row is None and self._lines[first - 1].left:
            first -= 1
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif lines.stop > top + self.size.height:
            self.scroll_to(y=min(lines.stop - self.size.height, first), animate=False, force=True)

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        number = y + int(self.scroll_offset.y)
        at_cursor = bool(self._at) and number in self._at[self.cursor] and self.has_focus
        key = (number, width, at_cursor)
        if (strip := self.strips.get(key)) is None:
            strip = self.strips[key] = self._draw(number, width, at_cursor=at_cursor)
        return strip

    def _draw(self, number: int, width: int, *, at_cursor: bool) -> Strip:
        if not self._lines:
            return self._draw_nothing(number, width)
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        base = self.rich_style + self.role_styles["current"] if at_cursor else self.rich_style
        dim = base + self.role_styles["dim"]
        bar = Segment("▎" if at_cursor else " ", base + self.role_styles["marker"])
        right = [Segment(line.right, dim if line.right_dim else base), Segment(line.count, dim)]
        space = max(min(width, _WIDEST) - line.indent - 1 - sum(cell_len(part.text) for part in right), 0)
        role = self.role_styles["heading" if line.heading else "conflict"] if line.heading or line.conflict else Style()
        left_style = (dim if line.left_dim else base) + role
        left = fitted([Segment(line.left, left_style)], space, base)
        indent = Segment(" " * (line.indent - 1), base)
        return Strip([bar, indent, *left, *right]).adjust_cell_length(width, base)

    def _draw_nothing(self, y: int, width: int) -> Strip:
        dim: Style = self.rich_style + self.role_styles["dim"]
        words = line_for_screen(self._why_empty())
        lines = wrap(words, Span(0, len(words)), max(width - 3, 10))
        text = lines[y - 1].of(words) if 1 <= y <= len(lines) else ""
        return Strip([Segment(f" {text}", dim)]).adjust_cell_length(width, dim)

    def _why_empty(self) -> str:
        if self.loaded is None:
            return ""
        if self.loaded.facts is None:
            return self.nothing
        if self.needle:
            return f"No fact contains “{self.needle}”. Esc shows all {len(self.loaded.facts)}."
        return "Nothing in this article is a fact that can be told apart: no name, number, date or quotation."

    # What the keys do.

    def action_down(self) -> None:
        """Go to the next fact."""
        self.cursor += 1

    def action_up(self) -> None:
        """Go to the fact before."""
        self.cursor -= 1

    def action_top(self) -> None:
        """Go to the first fact."""
        self.cursor = 0

    def action_bottom(self) -> None:
        """Go to the last fact."""
        self.cursor = len(self._rows) - 1

    def action_page(self, direction: int) -> None:
        """Go about a screen down (1) or up (-1)."""
        self.cursor += direction * max(self.size.height - 2, 1)

    def action_half(self, direction: int) -> None:
        """Go about half a screen down (1) or up (-1)."""
        self.cursor += direction * max(self.size.height // 2, 1)

    def action_go(self) -> None:
        """Show the first place of the fact or, when that was shown last, the next."""
        if (row := self.current) is None:
            return
        fact = row.fact
        number = (self._gone_to[1] + 1) % len(fact.places) if self._gone_to and self._gone_to[0] == fact else 0
        self._gone_to = (fact, number)
        self.post_message(self.Chosen(fact.places[number], number + 1, len(fact.places)))

    def action_elsewhere(self) -> None:
        """Ask for the articles that tell the fact."""
        if (row := self.current) is not None:
            self.post_message(self.Wanted(row.fact))

    def action_copy(self) -> None:
        """Ask for the fact to be copied, as the article words it."""
        if (row := self.current) is not None:
            self.post_message(self.Copied(row.fact.text))

    @on(events.Click)
    def _click(self, event: events.Click) -> None:
        """Put the cursor on a fact; a second click goes to its place."""
        number = int(event.y) + int(self.scroll_offset.y)
        row = self._lines[number].row if number < len(self._lines) else None
        if row is not None:
            self.cursor = row
            if event.chain > 1:
                self.action_go()
