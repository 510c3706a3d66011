"""The text view of a comparison: two articles whose sentences stand beside or below each other, signs in the gutter."""

import bisect
from collections.abc import Mapping, Sequence
from operator import attrgetter

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from index.models import Span
from tui.compare.compared import Compared, Place, dated
from tui.compare.rows import SIGNS, Relation, Row, rows
from tui.compare.text_layout import RowLine, one_below_other, side_by_side
from tui.moving import Moved
from tui.painting import Line, line_for_screen
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
_row = attrgetter("row")


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

    def __init__(self) -> None:
        super().__init__(id="text")
        self._rows: tuple[Row, ...] = ()
        self._rows_are_wide = True
        self._lines: list[RowLine] = []
        self._layers: tuple[Sequence[Layer], Sequence[Layer]] = ((), ())

    @property
    def share(self) -> tuple[int, int]:
        """How many sentences of the left article the right one surely tells as well, and how many it has."""
        of = [row for row in self._rows if row.left and row.relations[0] is not Relation.PLAIN]
        sure = [row for row in of if row.together and row.relations[0] is not Relation.LIKELY]
        return sum(len(row.left) for row in sure), sum(len(row.left) for row in of)

    @property
    def empty(self) -> str:
        """What it means that nothing stands side by side; empty where something does."""
        if not self._rows or self.share[0]:
            return ""
        return "No sentence of these two is told in the same words or nearly."

    @property
    def text_at_cursor(self) -> str:
        """What the article of the chosen column says in the row at the cursor."""
        if self.compared is None or self.shown is None or not 0 <= self.cursor < len(self._rows):
            return ""
        text = self.compared.articles[self.shown[self.column]].text
        return " ".join(unit.span.of(text) for unit in self._rows[self.cursor].sides[self.column])

    def go_to_difference(self, direction: int) -> bool:
        """Go to the next row that differs (1) or the one before (-1); from the cursor, or from what is seen."""
        at = self.cursor if self._sees(self.cursor) else self._top_row() - (direction > 0)
        numbers = range(at + 1, len(self._rows)) if direction > 0 else range(at - 1, -1, -1)
        found = next((number for number in numbers if self._rows[number].differs), None)
        if found is None:
            return False
        self.cursor = found
        self._show_row(found)
        return True

    def go_to(self, place: Place) -> None:
        """Mark a place in one of the two articles and bring its row on the screen."""
        if self.compared is None or self.shown is None:
            return
        self.target = place
        unit = self.compared.unit_at(place)
        side = self.shown.index(place.article_id)
        self.cursor = next((number for number, row in enumerate(self._rows) if unit in row.sides[side]), -1)
        self._show_row(self.cursor)

    # What changes from outside.

    def _watch_compared(self) -> None:
        self._arrange()

    def _watch_shown(self) -> None:
        self._arrange()

    def _watch_column(self) -> None:
        self._redraw()

    def _watch_cursor(self) -> None:
        self._redraw()

    def _watch_target(self) -> None:
        self._arrange_layers()
        self._redraw()

    def _redraw(self) -> None:
        self.strips.clear()
        self.refresh()

    def _arrange(self) -> None:
        """Set up the rows anew, from their top."""
        self._set_rows()
        self.set_reactive(TextView.cursor, -1)
        self.set_reactive(TextView.target, None)
        self._arrange_layers()
        self._lay_out(0)

    def _set_rows(self) -> None:
        """Set up the rows for the width: below each other, what an article tells alone is not broken up."""
        compared, shown = self.compared, self.shown
        self._rows = rows(compared, *shown, beside=self.is_wide) if compared is not None and shown is not None else ()
        self._rows_are_wide = self.is_wide

    def _arrange_layers(self) -> None:
        compared, shown = self.compared, self.shown
        if compared is None or shown is None:
            self._layers = ((), ())
            return
        found: list[Sequence[Layer]] = []
        for side, article_id in enumerate(shown):
            changed = sorted(span for row in self._rows for span in row.changed[side])
            contested = sorted(
                Span(told.start, told.end)
                for disagreement in compared.comparison.disagreements
                if (told := disagreement.values.get(article_id)) is not None
            )
            target = (self.target.span,) if self.target is not None and self.target.article_id == article_id else ()
            found.append(
                (Layer(tuple(changed), "changed"), Layer(tuple(contested), "conflict"), Layer(target, "match"))
            )
        self._layers = found[0], found[1]

    @on(events.Resize)
    def _fit(self) -> None:
        top = self._top_row()
        if self._rows and self._rows_are_wide is not self.is_wide:
            before, cursor = self._rows, self.cursor
            self._set_rows()
            top = self._row_with(before[top])
            if cursor >= 0:
                self.set_reactive(TextView.cursor, self._row_with(before[cursor]))
        self._lay_out(top)

    def _row_with(self, wanted: Row) -> int:
        """Return the number of the row that has the first unit of another row."""
        side = 0 if wanted.left else 1
        first = wanted.sides[side][0]
        return next(number for number, row in enumerate(self._rows) if first in row.sides[side])

    def _lay_out(self, top: int) -> None:
        """Break the rows into lines for the width, and bring row `top` to the top."""
        if self.compared is None or self.shown is None or not self.size.width:
            self._lines = []
        else:
            left, right = (self.compared.articles[article_id] for article_id in self.shown)
            lay_out = side_by_side if self.is_wide else one_below_other
            self._lines = lay_out(self._rows, left, right, self._text_width)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines) + 1 + 2 * bool(self.empty))
        self._redraw()
        self.scroll_to(y=self._line_of(top) if top > 0 else 0, animate=False, force=True)

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

    def _line_of(self, row: int) -> int:
        return bisect.bisect_left(self._lines, row, key=_row)

    def _top_row(self) -> int:
        top = int(self.scroll_offset.y)
        return self._lines[min(top, len(self._lines) - 1)].row if self._lines else 0

    def _sees(self, row: int) -> bool:
        top = int(self.scroll_offset.y)
        return row >= 0 and top <= self._line_of(row) < top + self.size.height - 1

    def _show_row(self, row: int) -> None:
        first, end, top = self._line_of(row), self._line_of(row + 1), int(self.scroll_offset.y)
        if row >= 0 and not (top <= first and end <= top + self.size.height - 1):
            self.scroll_to(y=max(first - _ABOVE, 0), animate=False, force=True)

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width, base = self.scrollable_content_region.width, self.rich_style
        if not self._rows:
            return Strip.blank(width, base)
        if y == 0:
            return self._draw_names(width, base)
        number = int(self.scroll_offset.y) + y - 1
        if self.empty:
            if number < 2:
                words = [Segment("" if number else f" {self.empty}", base + self.role_styles["dim"])]
                return fitted(words, width, base)
            number -= 2
        if number >= len(self._lines):
            return Strip.blank(width, base)
        if (strip := self.strips.get(number)) is None:
            line = self._lines[number]
            strip = self._draw_beside(line, base) if self.is_wide else self._draw_below(line, width, base)
            self.strips[number] = strip
        return strip

    def _draw_names(self, width: int, base: Style) -> Strip:
        one, other = self._column_widths
        if not self.is_wide:
            left, right = (self._caption(side, base, sign) for side, sign in ((0, "< "), (1, "> ")))
            return fitted([Segment(" ", base), *left, Segment("   ", base), *right], width, base)
        left, right = self._caption(0, base), self._caption(1, base)
        indent = Segment(" " * _GUTTER, base)
        return Strip([*fitted([indent, *left], one, base), self._rule(base), *fitted([indent, *right], other, base)])

    def _caption(self, side: int, base: Style, sign: str = "") -> list[Segment]:
        """Return an article's name; of the chosen column bold, its day and place in the row of articles behind it."""
        assert self.compared is not None  # noqa: S101  # there are rows, so there is a comparison
        assert self.shown is not None  # noqa: S101  # the same
        article = self.compared.articles[self.shown[side]]
        number, count = self.compared.ids.index(article.id) + 1, len(self.compared.ids)
        dim = base + self.role_styles["dim"]
        style = base + self.role_styles["marker"] + Style(bold=True) if side == self.column else dim
        details = " · ".join(part for part in (dated(article), f"{number} of {count}" if count > 2 else "") if part)
        name = line_for_screen(article.source) or self.compared.names[article.id]
        return [Segment(sign + name, style), Segment(f"  {details}" if details else "", dim)]

    def _rule(self, base: Style) -> Segment:
        return Segment("│", base + self.role_styles["rule"])

    def _draw_beside(self, line: RowLine, base: Style) -> Strip:
        sides: list[Segment] = []
        for side, (part, width) in enumerate(zip((line.left, line.right), self._column_widths, strict=True)):
            if side:
                sides.append(self._rule(base))
            sides.extend(self._draw_side(line, side, part, width, base))
        return Strip(sides)

    def _draw_side(self, line: RowLine, side: int, part: Line | None, width: int, base: Style) -> list[Segment]:
        if line.gap:
            return [Segment(" " * width, base)]
        row, at_cursor = self._rows[line.row], line.row == self.cursor
        if at_cursor:
            base += self.role_styles["current"]
        bar = self._bar(base, drawn=at_cursor and side == self.column)
        if not row.sides[side]:
            fill = (" " if row.relations[side] is Relation.PLAIN else _ABSENT) * max(width - _GUTTER - 1, 0)
            return [bar, Segment("   ", base), Segment(fill, base + self.role_styles["absent"]), Segment(" ", base)]
        return [
            bar,
            *self._sign(row.relations[side], base, drawn=line.first),
            *self._words(side, part, width - _GUTTER, base),
        ]

    def _draw_below(self, line: RowLine, width: int, base: Style) -> Strip:
        if line.gap:
            return Strip.blank(width, base)
        row, at_cursor, side = self._rows[line.row], line.row == self.cursor, int(line.left is None)
        if at_cursor:
            base += self.role_styles["current"]
        whose = "" if row.said_once else "<>"[side]
        sides = [
            self._bar(base, drawn=at_cursor),
            *self._sign(row.relations[side], base, drawn=line.first),
            Segment(f"{whose:2}", base + self.role_styles["marker" if side else "dim"]),
            *self._words(side, line.left or line.right, width - _NARROW_GUTTER, base),
        ]
        return Strip(sides).adjust_cell_length(width, base)

    def _bar(self, base: Style, *, drawn: bool) -> Segment:
        return Segment("▎" if drawn else " ", base + self.role_styles["marker"])

    def _sign(self, relation: Relation, base: Style, *, drawn: bool) -> tuple[Segment, Segment]:
        """Return the sign in two cells, for some are as wide, and a space."""
        sign = SIGNS[relation] if drawn else ""
        style = base + self.role_styles[_SIGN_ROLES[relation]]
        return Segment(sign, style), Segment(" " * (3 - cell_len(sign)), base)

    def _words(self, side: int, part: Line | None, width: int, base: Style) -> Strip:
        if part is None or self.compared is None or self.shown is None:
            return Strip.blank(width, base)
        text = self.compared.articles[self.shown[side]].text
        return paint(text, part, self._layers[side], self.role_styles, base, width)
