"""The view of two merged revisions: the text with its changes in place, signs in the gutter, a cursor on one change."""

import bisect

from rich.segment import Segment
from textual import events, on
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from index.models import Span
from tui.moving import Moved
from tui.painting import COMFORTABLE, Line, Mark, lay_out, line_at
from tui.painting.layers import Layer, fitted, paint
from tui.revisions.merged import Merged

_GUTTER = 3
_ABOVE = 2
"""Lines shown above a change that was gone to."""
_SIGN_ROLES = {"+": "added", "-": "conflict", "~": "marker"}


class RevisionsView(Moved):
    """Scrolls by lines; the cursor is on a change."""

    DEFAULT_CSS = "RevisionsView > .paint--added { text-style: bold; }"

    merged: reactive[Merged | None] = reactive(None)
    cursor: reactive[int] = reactive(-1)
    """The number of the change at the cursor; -1 before any was gone to."""

    def __init__(self) -> None:
        super().__init__(id="changes")
        self._lines: list[Line] = []
        self._marks: list[tuple[str, bool]] = []
        """By line, its sign, and whether the change at the cursor is on it."""
        self._layers: list[Layer] = []

    def go_to_change(self, direction: int) -> bool:
        """Go to the next change (1) or the one before (-1); from the cursor, or from the top of the screen."""
        if self.merged is None:
            return False
        changes = self.merged.changes
        if self._sees_cursor():
            found = self.cursor + direction
        else:
            top = self._lines[min(int(self.scroll_offset.y), len(self._lines) - 1)].start if self._lines else 0
            found = bisect.bisect_left(changes, top, key=lambda change: change.span.start) - (direction < 0)
        if not 0 <= found < len(changes):
            return False
        self.cursor = found
        self.scroll_to_change()
        return True

    def scroll_to_change(self) -> None:
        """Bring the change at the cursor on the screen; nothing moves where it is seen."""
        if not self._sees_cursor() and self.merged is not None and self.cursor >= 0:
            self.scroll_to(y=max(self._line_of_cursor() - _ABOVE, 0), animate=False, force=True)

    def _line_of_cursor(self) -> int:
        return line_at(self._lines, self.merged.changes[self.cursor].span.start) if self.merged is not None else 0

    def _sees_cursor(self) -> bool:
        top = int(self.scroll_offset.y)
        return self.cursor >= 0 and top <= self._line_of_cursor() < top + self.size.height

    def _watch_merged(self, merged: Merged | None) -> None:
        self.set_reactive(RevisionsView.cursor, -1)
        self._layers = []
        if merged is not None:
            whole = tuple(change.span for change in merged.changes)
            spans = ((whole, "dim"), (merged.moved, "moved"), (merged.removed, "removed"), (merged.added, "changed"))
            self._layers = [Layer(places, role) for places, role in spans]
        self._fit()
        self.scroll_to(y=0, animate=False, force=True)

    def _watch_cursor(self) -> None:
        self._mark()

    @on(events.Resize)
    def _fit(self) -> None:
        width = self.scrollable_content_region.width
        merged = self.merged
        if merged is None or not width:
            self._lines = []
        else:
            self._lines = lay_out(merged.text, merged.blocks, max(min(width - _GUTTER - 1, COMFORTABLE), 1))
        self.virtual_size = Size(width, len(self._lines) + 1)
        self._mark()

    def _mark(self) -> None:
        """Find the sign of each line, and the lines of the change at the cursor."""
        changes = self.merged.changes if self.merged is not None else ()
        self._marks = []
        at = 0
        for line in self._lines:
            spans = [piece for piece in line.pieces if not isinstance(piece, Mark)]
            if not spans:
                self._marks.append(("", False))
                continue
            whole = Span(spans[0].start, spans[-1].end)
            while at < len(changes) and changes[at].span.end <= whole.start:
                at += 1
            sign = changes[at].sign if at < len(changes) and changes[at].span.overlaps(whole) else ""
            current = 0 <= self.cursor < len(changes) and changes[self.cursor].span.overlaps(whole)
            self._marks.append((sign, current))
        self.strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width, base = self.scrollable_content_region.width, self.rich_style
        number = int(self.scroll_offset.y) + y
        if number >= len(self._lines) or self.merged is None:
            return Strip.blank(width, base)
        if (strip := self.strips.get(number)) is None:
            sign, current = self._marks[number]
            if current:
                base += self.role_styles["current"]
            styles = self.role_styles
            strip = fitted(
                [
                    Segment("▎" if current else " ", base + styles["marker"]),
                    Segment(f"{sign:1} ", base + styles[_SIGN_ROLES.get(sign, "dim")]),
                    *paint(self.merged.text, self._lines[number], self._layers, styles, base, width - _GUTTER),
                ],
                width,
                base,
            )
            self.strips[number] = strip
        return strip
