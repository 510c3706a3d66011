"""A view of lines with a cursor that goes over the entries: disagreements, what is left out, facts as a list."""

import bisect
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events, on
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from tui.compare.compared import Compared, Place
from tui.moving import Moved
from tui.painting.layers import Layer, fitted, paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.compare.told import Said, Telling


class ToldView(Moved):
    """Lines that `tell` lays out for the width."""

    compared: reactive[Compared | None] = reactive(None)
    cursor: reactive[int] = reactive(0)
    """The number of the entry."""

    def __init__(self, view_id: str, tell: "Telling") -> None:
        super().__init__(id=view_id)
        self._tell = tell
        self._said: Sequence[Said] = ()
        self._first: list[int] = []
        """By entry, the number of its first line."""

    @property
    def place(self) -> Place | None:
        """Where the entry at the cursor is told."""
        return self._said[self._first[self.cursor]].place if self._first else None

    @property
    def text_at_cursor(self) -> str:
        """What the article says there."""
        if self.compared is None or self.place is None:
            return ""
        return self.compared.unit_at(self.place).span.of(self.compared.articles[self.place.article_id].text)

    def move(self, by: int) -> None:
        """Go `by` entries down, or up where it is negative; by lines where there are no entries."""
        if self._first:
            self.cursor += by
        else:
            super().move(by)

    @property
    def screenful(self) -> int:
        """How many entries a page is, about."""
        lines_each = max(len(self._said) // max(len(self._first), 1), 1)
        return max((self.size.height - 2) // lines_each, 1)

    def _watch_compared(self) -> None:
        place = self.place
        self._fit()
        places = [self._said[line].place for line in self._first]
        self.cursor = places.index(place) if place in places else 0

    def _validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self._first) - 1))

    def _watch_cursor(self) -> None:
        self._show_cursor()
        self.refresh()

    @on(events.Resize)
    def _fit(self) -> None:
        width = self.scrollable_content_region.width
        self._said = self._tell(self.compared, width) if self.compared is not None and width else ()
        self._first = [number for number, said in enumerate(self._said) if said.opens]
        self.virtual_size = Size(width, len(self._said))
        self._show_cursor()
        self.refresh()

    def _show_cursor(self) -> None:
        if not self._first or not self.size.height:
            return
        first, top, height = self._first[self.cursor], int(self.scroll_offset.y), self.size.height
        end = first + 1
        while end < len(self._said) and self._said[end].place is not None and not self._said[end].opens:
            end += 1
        # An entry brings along what it is called: the lines above it that belong to none.
        while first and self._said[first - 1].place is None and end - first < height:
            first -= 1
        if first < top or end - first > height:
            self.scroll_to(y=first, animate=False, force=True)
        elif end > top + height:
            self.scroll_to(y=end - height, animate=False, force=True)

    @on(events.Click)
    def _click(self, event: events.Click) -> None:
        """Put the cursor on an entry."""
        line = int(event.y) + int(self.scroll_offset.y)
        if line < len(self._said) and self._said[line].place is not None:
            self.cursor = self._entry_of(line)

    def _entry_of(self, line: int) -> int:
        return bisect.bisect_right(self._first, line) - 1

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width, base = self.scrollable_content_region.width, self.base_style
        number = int(self.scroll_offset.y) + y
        if number >= len(self._said):
            return Strip.blank(width, base)
        said = self._said[number]
        at_cursor = said.place is not None and self._entry_of(number) == self.cursor
        if at_cursor:
            base += self.role_styles["current"]
        layers = [Layer(said.spans, "conflict")]
        strip = paint(said.text, said.line, layers, self.role_styles, base, max(width - 1, 0))
        bar = Segment("▎" if at_cursor else " ", base + self.role_styles["marker"])
        return fitted([bar, *strip], width, base)
