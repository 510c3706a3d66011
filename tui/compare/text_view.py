"""The text view of a comparison: two articles whose sentences stand beside or below each other, signs in the gutter."""

from collections.abc import Mapping

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from index.models import Span
from index.models.relations import SIGNS, Relation
from tui.compare.compared import Compared, Place, dated
from tui.compare.spread import Spread, Wanted, spread
from tui.compare.text_layout import RowLine
from tui.moving import Moved
from tui.painting import Line, line_for_screen, wrap
from tui.painting.layers import Layer, fitted, paint

WIDE = 110
"""From so many columns on, two columns stand beside each other."""
_GUTTER = 4
_NARROW_GUTTER = 6
_ABOVE = 2
"""Lines shown above a row that was jumped to."""
_ABSENT = "╱"
_SIGN_ROLES: Mapping[Relation, str] = {
    Relation.SAME: "dim",
    Relation.REWORDED: "marker",
    Relation.LIKELY: "dim",
    Relation.CONFLICT: "conflict",
    Relation.ONLY: "added",
    Relation.ELSEWHERE: "dim",
    Relation.PLAIN: "dim",
}


class TextView(Moved):
    """Two of the compared articles, row by row; its first line, with their names, does not scroll."""

    DEFAULT_CSS = "TextView > .paint--added { text-style: bold; }"

    compared: reactive[Compared | None] = reactive(None)
    shown: reactive[tuple[str, str] | None] = reactive(None)
    """The articles on the left and on the right."""
    column: reactive[int] = reactive(0)
    """Which of the two the keys speak of: 0 left, 1 right."""
    cursor: reactive[int] = reactive(-1)
    """The row at the cursor; -1 before any was gone to."""
    target: reactive[Place | None] = reactive(None)
    """The place that was jumped to from another view."""

    instead: reactive[str] = reactive("")
    """What is said as long as there is nothing to show."""

    class TooLong(Message):
        """The articles take long to spread out: somebody with a thread is to do it and to call `take`."""

        def __init__(self, wanted: Wanted) -> None:
            super().__init__()
            self.wanted = wanted

    class Taken(Message):
        """Other articles are on the screen, or the same ones otherwise."""

    def __init__(self) -> None:
        super().__init__(id="text")
        self.spread: Spread | None = None
        """What is on the screen; the one before while a thread makes the next."""
        self._goal: Place | None = None
        """Where to go as soon as it is spread out."""

    @property
    def text_at_cursor(self) -> str:
        """What the article of the chosen column says in the row at the cursor."""
        if self.spread is None or not 0 <= self.cursor < len(self.spread.rows):
            return ""
        text = self._text(self.spread, self.column)
        return " ".join(unit.span.of(text) for unit in self.spread.rows[self.cursor].sides[self.column])

    def go_to_difference(self, direction: int) -> bool:
        """Go to the next row that differs (1) or the one before (-1); from the cursor, or from what is seen."""
        rows = self.spread.rows if self.spread is not None else ()
        at = self.cursor if self._sees(self.cursor) else self._top_row() - (direction > 0)
        numbers = range(at + 1, len(rows)) if direction > 0 else range(at - 1, -1, -1)
        found = next((number for number in numbers if rows[number].differs), None)
        if found is None:
            return False
        self.cursor = found
        self._show_row(found)
        return True

    def go_to(self, place: Place) -> None:
        """Mark a place in one of the two articles and bring its row on the screen."""
        self.target = self._goal = place
        if self.spread is not None and self.spread.wanted == self._wanted():
            self._reach(self.spread)

    def _reach(self, now: Spread) -> None:
        if self._goal is not None:
            self.cursor = now.row_at(self._goal)
            self._show_row(self.cursor)
            self._goal = None

    # What changes from outside.

    def _watch_compared(self) -> None:
        self._arrange()

    def _watch_shown(self) -> None:
        self._arrange()

    def _watch_column(self) -> None:
        self._redraw()

    def _watch_cursor(self, before: int, now: int) -> None:
        if self.spread is not None:
            for row in (before, now):
                for line in range(self.spread.line_of(row), self.spread.line_of(row + 1)):
                    self.strips.pop(line, None)
        self.refresh()

    def _watch_target(self) -> None:
        self._redraw()

    def _redraw(self) -> None:
        self.strips.clear()
        self.refresh()

    @on(events.Resize)
    def _arrange(self) -> None:
        """Spread out what is to be shown, or have it done."""
        wanted = self._wanted()
        if wanted is None:
            return
        if self.spread is not None and self.spread.wanted == wanted:
            self._fit(self.spread)
        elif wanted.is_long:
            self.post_message(self.TooLong(wanted))
        else:
            self.take(spread(wanted))

    def _wanted(self) -> Wanted | None:
        if self.compared is None or self.shown is None or not self.size.width:
            return None
        if not set(self.shown) <= set(self.compared.ids):
            return None
        return Wanted(self.compared, self.shown, self.is_wide, self._text_width)

    def take(self, now: Spread) -> None:
        """Show articles that were spread out, if they are still wanted, at the sentence that was on top before."""
        if now.wanted != self._wanted():
            return
        before, top, cursor = self.spread, self._top_row(), self.cursor
        at_top = self.scroll_offset.y == 0
        self.spread = now
        if before is not None:
            top, cursor = now.row_like(before, top), now.row_like(before, cursor)
        if self.target is not None and self.target.article_id not in now.wanted.shown:
            self.set_reactive(TextView.target, None)
        self.set_reactive(TextView.cursor, cursor)
        self._fit(now)
        self.scroll_to(y=self._first_line(top) if top > 0 and not at_top else 0, animate=False, force=True)
        self._reach(now)
        self.post_message(self.Taken())

    def _fit(self, now: Spread) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(now.notes) + len(now.lines) + 1)
        self._redraw()

    @property
    def is_wide(self) -> bool:
        """Whether two columns stand beside each other."""
        return self.size.width >= WIDE

    @property
    def _column_widths(self) -> tuple[int, int]:
        width = self.scrollable_content_region.width
        return (width - 1) // 2, width - 1 - (width - 1) // 2

    @property
    def _text_width(self) -> int:
        width = self._column_widths[0] - _GUTTER if self.is_wide else self.size.width - 1 - _NARROW_GUTTER
        return max(width - 1, 1)

    def _first_line(self, row: int) -> int:
        """Return where a row begins on the page, the notes above the text counted."""
        return self.spread.line_of(row) + len(self.spread.notes) if self.spread is not None else 0

    def _top_row(self) -> int:
        if self.spread is None or not self.spread.lines:
            return 0
        top = max(int(self.scroll_offset.y) - len(self.spread.notes), 0)
        return self.spread.lines[min(top, len(self.spread.lines) - 1)].row

    def _sees(self, row: int) -> bool:
        top = int(self.scroll_offset.y)
        return row >= 0 and top <= self._first_line(row) < top + self.size.height - 1

    def _show_row(self, row: int) -> None:
        first, end, top = self._first_line(row), self._first_line(row + 1), int(self.scroll_offset.y)
        if row >= 0 and not (top <= first and end <= top + self.size.height - 1):
            self.scroll_to(y=max(first - _ABOVE, 0), animate=False, force=True)

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width, base, now = self.scrollable_content_region.width, self.base_style, self.spread
        if now is None:
            words = line_for_screen(self.instead)
            lines = wrap(words, Span(0, len(words)), max(width - 2 * _GUTTER, 1))
            said = lines[y - 1].of(words) if 0 < y <= len(lines) else ""
            return fitted([Segment(" " * _GUTTER + said, base + self.role_styles["dim"])], width, base)
        if y == 0:
            return self._draw_names(now, width, base)
        number = int(self.scroll_offset.y) + y - 1
        if number < len(now.notes):
            return fitted([Segment(f" {now.notes[number]}", base + self.role_styles["dim"])], width, base)
        number -= len(now.notes)
        if number >= len(now.lines):
            return Strip.blank(width, base)
        if (strip := self.strips.get(number)) is None:
            line = now.lines[number]
            draw = self._draw_beside if now.wanted.wide else self._draw_below
            strip = self.strips[number] = draw(now, line, width, base)
        return strip

    def _draw_names(self, now: Spread, width: int, base: Style) -> Strip:
        one, other = self._column_widths
        if not now.wanted.wide:
            left, right = (self._caption(now, side, base, sign) for side, sign in ((0, "< "), (1, "> ")))
            return fitted([Segment(" ", base), *left, Segment("   ", base), *right], width, base)
        left, right = self._caption(now, 0, base), self._caption(now, 1, base)
        indent = Segment(" " * _GUTTER, base)
        rule = Segment("│", base + self.role_styles["rule"])
        return Strip([*fitted([indent, *left], one, base), rule, *fitted([indent, *right], other, base)])

    def _caption(self, now: Spread, side: int, base: Style, sign: str = "") -> list[Segment]:
        """Return an article's name; of the chosen column bold, its day and place in the row of articles behind it."""
        compared = now.wanted.compared
        article = compared.articles[now.wanted.shown[side]]
        number, count = compared.ids.index(article.id) + 1, len(compared.ids)
        dim = base + self.role_styles["dim"]
        style = base + self.role_styles["marker"] + Style(bold=True) if side == self.column else dim
        details = " · ".join(part for part in (dated(article), f"{number} of {count}" if count > 2 else "") if part)
        return [Segment(sign + compared.names[article.id], style), Segment(f"  {details}" if details else "", dim)]

    def _draw_beside(self, now: Spread, line: RowLine, _: int, base: Style) -> Strip:
        row = now.rows[line.row]
        apart = all(row.sides) and not row.together
        one, other = self._column_widths
        return Strip(
            [
                *self._draw_side(now, line, 0, line.left, one, base),
                # What is only here stands beside what is only there: nothing joins them.
                Segment(_ABSENT if apart else "│", base + self.role_styles["absent" if apart else "rule"]),
                *self._draw_side(now, line, 1, line.right, other, base),
            ]
        )

    def _draw_side(
        self, now: Spread, line: RowLine, side: int, part: Line | None, width: int, base: Style
    ) -> list[Segment]:
        if line.gap:
            return [Segment(" " * width, base)]
        row, at_cursor = now.rows[line.row], line.row == self.cursor
        if at_cursor:
            base += self.role_styles["current"]
        bar = self._bar(base, drawn=at_cursor and side == self.column)
        if not row.sides[side]:
            fill = (" " if row.relations[side] is Relation.PLAIN else _ABSENT) * max(width - _GUTTER - 1, 0)
            return [bar, Segment("   ", base), Segment(fill, base + self.role_styles["absent"]), Segment(" ", base)]
        return [
            bar,
            *self._sign(row.relations[side], base, drawn=line.first),
            *self._words(now, side, part, width - _GUTTER, base),
        ]

    def _draw_below(self, now: Spread, line: RowLine, width: int, base: Style) -> Strip:
        if line.gap:
            return Strip.blank(width, base)
        row, at_cursor, side = now.rows[line.row], line.row == self.cursor, int(line.left is None)
        if at_cursor:
            base += self.role_styles["current"]
        whose = "<>"[side] if line.first and not row.said_once else ""
        sides = [
            self._bar(base, drawn=at_cursor),
            *self._sign(row.relations[side], base, drawn=line.first),
            Segment(f"{whose:2}", base + self.role_styles["marker" if side else "dim"]),
            *self._words(now, side, line.left or line.right, width - _NARROW_GUTTER, base),
        ]
        return Strip(sides).adjust_cell_length(width, base)

    def _bar(self, base: Style, *, drawn: bool) -> Segment:
        return Segment("▎" if drawn else " ", base + self.role_styles["marker"])

    def _sign(self, relation: Relation, base: Style, *, drawn: bool) -> tuple[Segment, Segment]:
        """Return the sign in two cells, for some are as wide, and a space."""
        sign = SIGNS[relation] if drawn else ""
        style = base + self.role_styles[_SIGN_ROLES[relation]]
        return Segment(sign, style), Segment(" " * (3 - cell_len(sign)), base)

    def _words(self, now: Spread, side: int, part: Line | None, width: int, base: Style) -> Strip:
        if part is None:
            return Strip.blank(width, base)
        layers = now.layers[side]
        if self.target is not None and self.target.article_id == now.wanted.shown[side]:
            layers = [*layers, Layer((self.target.span,), "match")]
        return paint(self._text(now, side), part, layers, self.role_styles, base, width)

    def _text(self, now: Spread, side: int) -> str:
        return now.wanted.compared.articles[now.wanted.shown[side]].text
