"""The line on top: where the reader is, how much there is, and the way to search."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from index.models import LibraryStatus
from tui.painting import line_for_screen
from tui.reading.shelf import Shelf

_PANE_ROOM = "Articles"
"""The name that stands first on the way."""


class Header(Widget):
    """One line."""

    DEFAULT_CSS = """
    Header { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    status: reactive[LibraryStatus | None] = reactive(None)
    trail: reactive[tuple[str, ...]] = reactive(())
    """On a narrow screen: the panes on the way to the one on show. Empty where all are seen at once."""
    search_key: reactive[str] = reactive("/")
    shelf: reactive[Shelf] = reactive(Shelf())
    news: reactive[int] = reactive(0)
    """How many articles the last refresh has brought."""

    def render(self) -> Content:
        """Return the line."""
        dim = "$foreground 60%"
        if self.trail:
            *before, here = (line_for_screen(part) for part in self.trail)
            # A headline on the way gives up what the name of the pane on show needs.
            space = max(self.size.width - cell_len(f"Crossread › {_PANE_ROOM} ›  › {here}"), 8)
            way = "".join(f"{Content(part).truncate(space, ellipsis=True).plain} › " for part in before)
            return Content.assemble((f"Crossread › {way}", dim), (here, "bold"))
        left = Content.assemble(("Crossread", "bold $accent"), "   ", ("Inbox ", ""), *self._counts(dim))
        right = Content.assemble(
            (self.search_key, "$accent"),
            (" search everything   newest first", dim),
            (f"   {self.news:,} new", "bold") if self.news else "",
        )
        gap = self.size.width - left.cell_length - right.cell_length
        return Content.assemble(left, " " * gap, right) if gap >= 2 else left

    def _counts(self, dim: str) -> list[tuple[str, str]]:
        if self.status is None:
            return []
        unread = f"   {self.status.unread:,} unread{' only' if self.shelf.unread else ''}"
        starred = f"   {self.status.starred:,} starred" if self.status.starred else ""
        return [(f"{self.status.articles:,}", "bold"), (unread + starred, dim)]
