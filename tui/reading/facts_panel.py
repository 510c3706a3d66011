"""The key facts of the open article: grouped, each a step away from the place that tells it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from index.models import Fact, Span
from tui.command import Context, bindings
from tui.painting import line_for_screen, wrap
from tui.painting.view import Painted
from tui.reading.commands import FACTS_COMMANDS
from tui.reading.fact_rows import FactRow, grouped
from tui.reading.list_rows import fitted
from tui.reading.loading import Loaded

if TYPE_CHECKING:
    from rich.style import Style

_INDENT: Final = 2
_LEAST_LABEL: Final = 8
"""Cells a label keeps beside a long value."""

FILTER_ID: Final = "facts.filter"


@dataclass(frozen=True)
class _Heading:
    text: str


class FactsPanel(Painted, can_focus=True, inherit_bindings=False):
    """The facts under their headings, with a cursor."""

    context: ClassVar[Context] = "facts"
    BINDINGS = bindings(command for command in FACTS_COMMANDS if command.id != FILTER_ID)
    DEFAULT_CSS = """
    FactsPanel { overflow-x: hidden; overflow-y: scroll; }
    """

    loaded: reactive[Loaded | None] = reactive(None)
    """The article whose facts are shown."""
    needle: reactive[str] = reactive("")
    """Only facts that contain these words are shown."""
    nothing: reactive[str] = reactive("")
    """What stands here while the article's facts are not made yet."""
    cursor: reactive[int] = reactive(0)
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

    def __init__(self) -> None:
        super().__init__(id="facts")
        self._lines: list[_Heading | FactRow | None] = []
        self._at: list[int] = []
        """By fact, its line."""
        self._gone_to: tuple[Fact, int] | None = None

    @property
    def current(self) -> FactRow | None:
        """The row under the cursor."""
        if self.cursor >= len(self._at):
            return None
        line = self._lines[self._at[self.cursor]]
        return line if isinstance(line, FactRow) else None

    # What changes from outside.

    def _watch_loaded(self, old: Loaded | None, new: Loaded | None) -> None:
        same = old is not None and new is not None and old.article.id == new.article.id
        if not same:
            self._gone_to = None
        self._arrange(keep=same)

    def _watch_needle(self) -> None:
        self._arrange(keep=False)

    def _watch_nothing(self) -> None:
        self.strips.clear()
        self.refresh()

    def _validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self._at) - 1))

    def _watch_cursor(self, old: int, new: int) -> None:
        self._show_cursor()
        for row in (old, new):
            if row < len(self._at):
                self.refresh_line(self._at[row])

    def _arrange(self, *, keep: bool) -> None:
        facts = self.loaded.facts if self.loaded is not None and self.loaded.facts is not None else ()
        self._lines, self._at = [], []
        self.strips.clear()
        for group in grouped(facts, self.needle):
            if self._lines:
                self._lines.append(None)
            self._lines.append(_Heading(group.heading))
            for row in group.rows:
                self._at.append(len(self._lines))
                self._lines.append(row)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        if not keep:
            self.scroll_to(y=0, animate=False, force=True)
        self.cursor = self.cursor if keep else 0
        self.refresh()

    @on(events.Resize)
    def _fit(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self._show_cursor()

    @on(events.Focus)
    @on(events.Blur)
    def _redraw(self) -> None:
        self.refresh()

    def _show_cursor(self) -> None:
        if not self._at or not self.size.height:
            return
        line, top = self._at[self.cursor], int(self.scroll_offset.y)
        # The first fact of a group brings its heading along.
        first = line - 1 if isinstance(self._lines[line - 1], _Heading) else line
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif line >= top + self.size.height:
            self.scroll_to(y=line - self.size.height + 1, animate=False, force=True)

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        number = y + int(self.scroll_offset.y)
        at_cursor = bool(self._at) and self._at[self.cursor] == number and self.has_focus
        key = (number, width, at_cursor)
        if (strip := self.strips.get(key)) is None:
            strip = self.strips[key] = self._draw(number, width, at_cursor=at_cursor)
        return strip

    def _draw(self, number: int, width: int, *, at_cursor: bool) -> Strip:
        base = self.rich_style
        if not self._lines:
            return self._draw_nothing(number, width)
        match self._lines[number] if number < len(self._lines) else None:
            case FactRow() as row:
                return self._draw_row(row, width, at_cursor=at_cursor)
            case _Heading(text):
                return fitted([Segment(f" {text}", base + self.role_styles["dim"])], width, base)
            case None:
                return Strip.blank(width, base)

    def _draw_row(self, row: FactRow, width: int, *, at_cursor: bool) -> Strip:
        base = self.rich_style + self.role_styles["current"] if at_cursor else self.rich_style
        dim = base + self.role_styles["dim"]
        places = len(row.fact.places)
        count = f" ×{places}" if places > 1 else ""
        space = max(width - _INDENT - cell_len(count) - 1, 1)
        label, value = line_for_screen(row.label[:space]), line_for_screen(row.value[:space])
        # The value keeps its cells as far as the label keeps its least: what is said matters more than of what.
        value_space = min(cell_len(value), max(space - min(cell_len(label), _LEAST_LABEL) - 1, 0))
        label_space = space - value_space - (1 if value_space else 0)
        bar = Segment("▎ " if at_cursor else "  ", base + self.role_styles["marker"])
        gap = Segment(" " if value_space else "", base)
        plain = base if not row.value else dim
        return Strip(
            [
                bar,
                *fitted([Segment(label, plain)], label_space, base),
                gap,
                *fitted([Segment(value, base)], value_space, base),
                Segment(count, dim),
            ]
        ).adjust_cell_length(width, base)

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
        self.cursor = len(self._at) - 1

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

    def action_copy(self) -> None:
        """Ask for the fact to be copied, as the article words it."""
        if (row := self.current) is not None:
            self.post_message(self.Copied(row.fact.text))

    @on(events.Click)
    def _click(self, event: events.Click) -> None:
        """Put the cursor on a fact; a second click goes to its place."""
        line = int(event.y) + int(self.scroll_offset.y)
        if line in self._at:
            self.cursor = self._at.index(line)
            if event.chain > 1:
                self.action_go()
