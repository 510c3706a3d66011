"""Saved searches and the side bar they live in: kept, opened, counted, removed."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.reactive import var

from index.errors import SearchStoppedError
from index.library import Library
from index.models import LibraryStatus, SavedSearch
from tui.dialogs import Question
from tui.reading.messages import Listed, StatesChanged
from tui.reading.shelf import Shelf
from tui.reading.side_bar import SideBar
from tui.reading.side_rows import Kept, Place
from tui.reading.subscribed import Subscribed
from tui.reading.undo import Done

if TYPE_CHECKING:
    from textual.timer import Timer

_REST_SECONDS = 0.3
"""Between the last change and reading the side bar anew: marks come in rows."""


class KeptRead(Message):
    """Tags and saved searches were read."""

    def __init__(self, tags: tuple[tuple[str, int], ...], searches: tuple[SavedSearch, ...]) -> None:
        super().__init__()
        self.tags = tags
        self.searches = searches


class Counted(Message):
    """The unread articles of the saved searches were counted, by their queries."""

    def __init__(self, unread: Mapping[str, int]) -> None:
        super().__init__()
        self.unread = unread


class Saving(Subscribed):
    """The part of the reading screen that keeps searches."""

    kept: var[Kept] = var(Kept())
    """Tags and saved searches."""
    place: var[Place | None] = var(None)
    """What the list holds: a part of the library, or a saved search; None for any other search."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._painted = False
        self._kept_timer: Timer | None = None
        self._count: object = None
        """What the counting under way is told by; another one ends it."""

    @property
    def side_on(self) -> bool:
        """Whether the side bar is on the screen."""
        raise NotImplementedError

    # Reading and counting.

    def read_kept(self) -> None:
        """Read tags, saved searches and feeds, and count what is unread in these."""
        self._painted = True
        self.read_feeds()
        library = self.library
        self.in_thread("kept", lambda: KeptRead(tuple(library.tags().items()), library.saved_searches()))

    def _read_kept_soon(self) -> None:
        """Do so after a rest; never before the first paint."""
        if self._painted:
            if self._kept_timer is not None:
                self._kept_timer.stop()
            self._kept_timer = self.set_timer(_REST_SECONDS, self.read_kept)

    def _watch_status(self, old: LibraryStatus | None, new: LibraryStatus | None) -> None:
        if old != new:
            self._read_kept_soon()

    @on(Listed)
    @on(StatesChanged)
    def _something_changed(self) -> None:
        self._read_kept_soon()

    @on(KeptRead)
    def _take_kept(self, event: KeptRead) -> None:
        queries = {search.query for search in event.searches}
        known = {query: count for query, count in self.kept.unread.items() if query in queries}
        self.kept = Kept(event.tags, event.searches, known)
        self.count_unread()

    def count_unread(self) -> None:
        """Count the unread articles of every saved search, one after the other, where they are seen."""
        searches, library = self.kept.searches, self.library
        if not searches or not self.side_on:
            return
        mine = self._count = object()

        def stop() -> bool:
            return self._count is not mine or not self.is_running

        def work() -> Counted | None:
            try:
                return Counted({search.query: library.unread_count(search.query, stop=stop) for search in searches})
            except SearchStoppedError:
                return None

        self.in_thread("counts", work)

    @on(Counted)
    def _take_counts(self, event: Counted) -> None:
        self.kept = Kept(self.kept.tags, self.kept.searches, event.unread)

    # Opening.

    def compute_place(self) -> Place | None:
        """Find what the list holds."""
        if not self.query_text:
            return self.shelf
        query = self.query_text.strip()
        return next((search for search in self.kept.searches if search.query == query), None)

    @on(SideBar.Opened)
    def _open_place(self, event: SideBar.Opened) -> None:
        if isinstance(event.place, Shelf):
            self.open_shelf(event.place)
        else:
            self.begin_search(event.place.query, focus=False)
            self.ask(event.place.query, submitted=True, going=True)

    # Saving and removing.

    def action_save_search(self) -> None:
        """Ask for a name and save the search."""
        query = self.bar.text.strip() if self.searching else ""
        if not query:
            key = self.key("reading.save_search")
            self.say(f"There is no search to save. {self.key('reading.search')} searches, {key} saves the search then.")
            return
        hint = "Enter saves the search in the side bar, under this name. Esc goes back."
        self.app.push_screen(Question("Save this search as", hint, query), partial(self._save_search, query))

    def _save_search(self, query: str, name: str | None) -> None:
        if not name:
            return
        library = self.library

        def work() -> StatesChanged:
            search = SavedSearch(name=name, query=_whole(library, query))
            before = library.save_search(search)
            back = partial(library.save_search, before) if before else partial(library.remove_search, name)
            return StatesChanged(Done(f"Saved the search {name}", back), aloud=True)

        self.in_thread("save", work)

    @on(SideBar.Removed)
    def _remove_search(self, event: SideBar.Removed) -> None:
        search, library = event.search, self.library
        if search is None:
            self.say("Only a saved search can be removed here.")
            return

        def work() -> StatesChanged:
            library.remove_search(search.name)
            return StatesChanged(
                Done(f"Removed the saved search {search.name}", partial(library.save_search, search)), aloud=True
            )

        self.in_thread("save", work)


def _whole(library: Library, query: str) -> str:
    """Return a query as it can be submitted; where it finds something only half typed, as that was understood.

    Raises QueryError.
    """
    if library.find(query, submitted=True).total:
        return query
    typed = library.find(query)
    return typed.understood if typed.total else query
