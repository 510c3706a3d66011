"""The fact table on a wide screen: facts as rows, articles as columns, a cursor on one cell."""

import bisect
from collections.abc import Iterator
from itertools import accumulate

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.compare.compared import Compared, Place
from tui.compare.fact_table import Cell, TableGroup, TableRow, role_of, table
from tui.moving import Moved
from tui.painting import line_for_screen
from tui.painting.layers import fitted

_NARROWEST_LABEL = 18
_LABEL_SHARE = 0.32
_GUTTER = 4
_WIDEST = 1.5
"""How much wider than the others' mean a column may be."""


class FactView(Moved):
    """Its first line, with the articles' names, does not scroll."""

    compared: reactive[Compared | None] = reactive(None)
    cursor: reactive[int] = reactive(0)
    """The number of the row."""
    column: reactive[int] = reactive(0)
    """The number of the article."""

    class Pointed(Message):
        """The cursor is on another cell."""

        def __init__(self, cut: str) -> None:
            super().__init__()
            self.cut = cut
            """What the cell says in full, where it does not fit into its column; else empty."""

    def __init__(self) -> None:
        super().__init__(id="facts")
        self._lines: list[TableRow | TableGroup | None] = []
        self._at: list[int] = []
        self._label = _NARROWEST_LABEL
        self._columns: tuple[int, ...] = ()

    @property
    def _row(self) -> TableRow | None:
        """The row at the cursor."""
        row = self._lines[self._at[self.cursor]] if self.cursor < len(self._at) else None
        return row if isinstance(row, TableRow) else None

    @property
    def cell(self) -> Cell | None:
        """The cell at the cursor; None where the article does not tell the fact."""
        if self.compared is None or self._row is None:
            return None
        return self._row.cells.get(self.compared.ids[self.column])

    @property
    def place(self) -> Place | None:
        """Where the cell at the cursor is told."""
        return self.cell.place if self.cell is not None else None

    @property
    def text_at_cursor(self) -> str:
        """What the article says, as it words it."""
        if self.compared is None or self.place is None:
            return ""
        return self.place.span.of(self.compared.articles[self.place.article_id].text)

    def move(self, by: int) -> None:
        """Go `by` rows down, or up where it is negative."""
        self.cursor += by

    def sideways(self, by: int) -> None:
        """Go `by` columns to the right, or to the left where it is negative."""
        self.column += by

    def _watch_compared(self) -> None:
        before = self._row
        self._lines, self._at = [], []
        for group in table(self.compared) if self.compared is not None else ():
            if self._lines:
                self._lines.append(None)
            self._lines.append(group)
            self._at.extend(range(len(self._lines), len(self._lines) + len(group.rows)))
            self._lines.extend(group.rows)
        labels = [row.label for row in self._lines if isinstance(row, TableRow)]
        self.cursor = labels.index(before.label) if before is not None and before.label in labels else 0
        # Through the validator: there may be fewer articles than before.
        self.column += 0
        self._fit()

    def _validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self._at) - 1))

    def _validate_column(self, column: int) -> int:
        return max(0, min(column, len(self.compared.ids) - 1)) if self.compared is not None else 0

    def _watch_cursor(self) -> None:
        self._show_cursor()
        self._point()

    def _watch_column(self) -> None:
        self._point()

    def _point(self) -> None:
        """Draw the cursor, and tell what its cell says where that is cut off."""
        self.refresh()
        cut = ""
        if self.compared is not None and self.cell is not None and self._columns:
            words = line_for_screen(self.cell.text)
            if cell_len(words) > self._columns[self.column] - 2:
                cut = f"{self.compared.names[self.compared.ids[self.column]]}: {words}"
        self.post_message(self.Pointed(cut))

    @on(events.Resize)
    def _fit(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines) + 1)
        self._label, self._columns = self._widths()
        self.strips.clear()
        self._show_cursor()
        self._point()

    def _show_cursor(self) -> None:
        if not self._at or not self.size.height:
            return
        line, top, height = self._at[self.cursor], int(self.scroll_offset.y), self.size.height - 1
        # The first row of a group brings its heading along.
        first = line - 1 if isinstance(self._lines[line - 1], TableGroup) else line
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif line >= top + height:
            self.scroll_to(y=line - height + 1, animate=False, force=True)

    @on(events.Click)
    def _click(self, event: events.Click) -> None:
        """Put the cursor on a cell."""
        line = int(event.y) - 1 + int(self.scroll_offset.y)
        if event.y > 0 and line in self._at:
            self.cursor = self._at.index(line)
            ends = accumulate((column + 1 for column in self._columns), initial=self._label + 1)
            self.column = max(bisect.bisect_right(list(ends), event.x) - 1, 0)

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width, base = self.scrollable_content_region.width, self.base_style
        if self.compared is None:
            return Strip.blank(width, base)
        if not self._lines:
            words = " None of these articles tells a fact that can be compared." if y == 1 else ""
            return fitted([Segment(words, base + self.role_styles["dim"])], width, base)
        if y == 0:
            return self._draw_names(self.compared, width, base)
        number = int(self.scroll_offset.y) + y - 1
        line = self._lines[number] if number < len(self._lines) else None
        match line:
            case TableRow():
                at_cursor = self._at[self.cursor] == number
                drawn = number, self.column if at_cursor else None
                if drawn not in self.strips:
                    self.strips[drawn] = self._draw_row(self.compared, line, width, base, at_cursor=at_cursor)
                return self.strips[drawn]
            case TableGroup():
                heading = Segment(f" {line.heading} ", base + self.role_styles["dim"])
                return fitted([heading, Segment(str(len(line.rows)), base + self.role_styles["dim"])], width, base)
            case None:
                return Strip.blank(width, base)

    def _widths(self) -> tuple[int, tuple[int, ...]]:
        """Return the cells of the labels and of each article's column; a rule stands before each column."""
        count = len(self.compared.ids) if self.compared is not None else 1
        width = self.scrollable_content_region.width
        longest = (
            max((cell_len(row.label) for row in self._lines if isinstance(row, TableRow)), default=0) + _GUTTER + 1
        )
        label = max(_NARROWEST_LABEL, min(longest, int(width * _LABEL_SHARE)))
        return label, tuple(self._shared_out(max(width - label - count, count)))

    def _shared_out(self, room: int) -> Iterator[int]:
        """Yield the columns' widths: what their cells take, the widest cut to a common width; what is left, evenly."""
        if self.compared is None:
            return
        rows = [row for row in self._lines if isinstance(row, TableRow)]
        # One long quotation does not take the room of all others.
        most = int(room * _WIDEST / len(self.compared.ids))
        needed = [
            min(2 + max([cell_len(name), *(cell_len(row.cells[of].text) for row in rows if of in row.cells)]), most)
            for of, name in self.compared.names.items()
        ]
        granted: dict[int, int] = {}
        for done, column in enumerate(sorted(range(len(needed)), key=needed.__getitem__)):
            granted[column] = max(min(needed[column], room // (len(needed) - done)), 1)
            room -= granted[column]
        each, over = divmod(max(room, 0), len(needed))
        yield from (granted[column] + each + (column < over) for column in range(len(needed)))

    def _draw_names(self, compared: Compared, width: int, base: Style) -> Strip:
        dim = base + self.role_styles["dim"]
        chosen = base + self.role_styles["marker"] + Style(bold=True)
        segments = [*fitted([Segment(" " * _GUTTER + "what", dim)], self._label, base)]
        for number, (article_id, column) in enumerate(zip(compared.ids, self._columns, strict=True)):
            name = Segment(f" {compared.names[article_id]}", chosen if number == self.column else dim)
            segments += [self._rule(base), *fitted([name], column, base)]
        return Strip(segments).adjust_cell_length(width, base)

    def _rule(self, base: Style) -> Segment:
        return Segment("│", base + self.role_styles["rule"])

    def _draw_row(self, compared: Compared, row: TableRow, width: int, base: Style, *, at_cursor: bool) -> Strip:
        if at_cursor:
            base += self.role_styles["current"]
        bar = Segment("▎" if at_cursor else " ", base + self.role_styles["marker"])
        sign = Segment(row.sign, base + self.role_styles[role_of(row)])
        gap = Segment(" " * (_GUTTER - 1 - cell_len(row.sign)), base)
        segments = [bar, sign, gap, *fitted([Segment(line_for_screen(row.label), base)], self._label - _GUTTER, base)]
        for number, (article_id, column) in enumerate(zip(compared.ids, self._columns, strict=True)):
            cell, here = row.cells.get(article_id), at_cursor and number == self.column
            style = base + self.role_styles["conflict"] if row.sign == "⚡" else base
            if here:
                style += self.role_styles["chosen"]
            words = f" {line_for_screen(cell.text)}" if cell is not None else ""
            segments += [self._rule(base), *fitted([Segment(words, style)], column - 1, style if here else base)]
            segments.append(Segment(" ", style if here else base))
        return Strip(segments).adjust_cell_length(width, base)
