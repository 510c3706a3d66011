"""The lines on top of the feeds screen and at its end: how it goes with all of them, and with one."""

from collections.abc import Callable
from datetime import datetime

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from index.models.feeds import Feed
from tui.feeds.feed_rows import told
from tui.painting import line_for_screen


class FeedsTitle(Widget):
    """One line: how many feeds, how many articles to read, how many feeds are in trouble, and what goes on."""

    DEFAULT_CSS = """
    FeedsTitle { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    feeds: reactive[tuple[Feed, ...]] = reactive(())
    doing: reactive[str] = reactive("")
    """What goes on, or when all was refreshed."""

    def render(self) -> Content:
        """Return the line."""
        dim = "$foreground 60%"
        unread = sum(feed.unread for feed in self.feeds)
        wrong = sum(1 for feed in self.feeds if feed.error and not feed.stopped)
        stopped = sum(1 for feed in self.feeds if feed.stopped)
        left = Content.assemble(
            ("Feeds", "bold $accent"),
            "   ",
            (f"{len(self.feeds):,}", "bold"),
            (f"   {unread:,} unread", dim) if self.feeds else "",
            f"   ! {wrong:,} not had" if wrong else "",
            f"   ■ {stopped:,} stopped" if stopped else "",
        )
        right = Content.styled(line_for_screen(self.doing), dim)
        gap = self.size.width - left.cell_length - right.cell_length
        return Content.assemble(left, " " * gap, right) if gap >= 2 else left


class FeedDetail(Widget):
    """What there is to say of the feed under the cursor; its error in full, before what a low pane would cut off."""

    DEFAULT_CSS = """
    FeedDetail { height: auto; max-height: 8; padding: 0 3; border-top: solid $rule; }
    """

    feed: reactive[Feed | None] = reactive(None, layout=True)

    def __init__(self, clock: Callable[[], datetime], refresh_key: str) -> None:
        super().__init__()
        self._clock = clock
        self._refresh_key = refresh_key

    def render(self) -> Content:
        """Return the lines."""
        if self.feed is None:
            return Content("")
        name, how, choices, url = map(line_for_screen, told(self.feed, self._clock(), self._refresh_key))
        dim = "$foreground 60%"
        return Content("\n").join(
            [Content.styled(name, "bold"), Content(how), Content.styled(choices, dim), Content.styled(url, dim)]
        )
