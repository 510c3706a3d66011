"""What is subscribed to, as the reading screen knows it: read in a thread, for the side bar and the feeds screen."""

from datetime import datetime

from textual import on
from textual.message import Message
from textual.reactive import var
from textual.worker import Worker

from index.library import Library
from index.models.feeds import Feed
from tui.reading.ages import time_of_day
from tui.reading.pacing import Pace
from tui.reading.searching import Searching
from tui.reading.shelf import Shelf

_REST_SECONDS = 1.0
"""Between two readings of the feeds: their counts cost time that grows with the library."""


class FeedsRead(Message):
    """The feeds were read."""

    def __init__(self, feeds: tuple[Feed, ...]) -> None:
        super().__init__()
        self.feeds = feeds


class Subscribed(Searching):
    """The part of the reading screen that knows the feeds."""

    feeds: var[tuple[Feed, ...] | None] = var(None)
    """By folder, then name; None before they were read."""
    refreshed: var[str] = var("")
    """When feeds were last asked for."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._feeds_pace = Pace(self, _REST_SECONDS, self._read_feeds)

    def now(self) -> datetime:
        """Return the time."""
        raise NotImplementedError

    def read_feeds(self) -> None:
        """Read the feeds anew, not too often."""
        self._feeds_pace.ask()

    def _read_feeds(self) -> Worker[None]:
        library = self.library
        return self.in_thread("feeds", lambda: FeedsRead(library.feeds.list()))

    @on(FeedsRead)
    def _take_feeds(self, event: FeedsRead) -> None:
        checked = [feed.checked for feed in event.feeds if feed.checked is not None]
        self.refreshed = f"refreshed {time_of_day(max(checked), self.now())}" if checked else ""
        self.feeds = event.feeds

    def open_shelf(self, shelf: Shelf) -> None:
        """Put the articles of a shelf into the list and go there; a search is over."""
        if self.searching:
            self.cancel_search()
        self.put_on(shelf)
        self.focus_pane("list")
