"""The list and the article on show: read in threads, kept as they are while the library changes around them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.reactive import var

from index.library import Library
from index.models import LibraryStatus
from tui.reading.actions import ArticleActions
from tui.reading.article_list import ArticleList
from tui.reading.article_view import ArticleView
from tui.reading.loading import Loaded, load
from tui.reading.messages import ArticleLoaded, Listed, StatesChanged
from tui.reading.rows import read_rows
from tui.reading.shelf import Shelf

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.worker import Worker

    from tui.reading.list_rows import Row

_PREVIEW_PAUSE = 0.08
"""Seconds the cursor rests on an article before it is shown: a held key passes by without loading each."""
_SAVE_PAUSE = 1.5
"""Seconds after the last change before position and session are saved."""
_STEP = 500
"""Articles looked at in one go for the next unread one."""


class Showing(ArticleActions):
    """The part of the reading screen that reads the library."""

    query_text: var[str] = var("")
    """What is searched for; empty while nothing is."""
    status: var[LibraryStatus | None] = var(None)
    """What the library holds."""
    shelf: var[Shelf] = var(Shelf())
    """Which articles the list holds, or held before a search."""
    selected: var[str | None] = var(None)
    """The article under the cursor of the list."""
    row: var[int] = var(0)
    """The row of the cursor."""
    percent: var[int] = var(0)
    """How far the article is read."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._wanted: str | None = None
        """The article that is being loaded."""
        self._listed_of = Shelf()
        """What the list on show is of."""
        self._preview: Timer | None = None
        self._save: Timer | None = None

    @property
    def list(self) -> ArticleList:
        """The list of articles."""
        return self.query_one(ArticleList)

    @property
    def view(self) -> ArticleView:
        """The article."""
        return self.query_one(ArticleView)

    @property
    def previewing(self) -> bool:
        """Whether the article under the cursor is shown beside the list."""
        raise NotImplementedError

    def ask_for_facts(self, article_id: str) -> None:
        """Have the facts of an article made first."""
        raise NotImplementedError

    def save_session(self) -> None:
        """Remember where the reader is."""
        raise NotImplementedError

    # The list.

    def read_list(self) -> "Worker[None]":
        """Read the list anew; articles read since it was made stay in a list of the unread, lest anything jumps.

        The rows that will be seen come with it: the event loop has none to read.
        """
        library, shelf = self.library, self.shelf
        seen = self.list.seen if not self.query_text else None
        kept = () if shelf.everything or shelf != self._listed_of else self.listed

        def work() -> Listed:
            ids = shelf.order(library)
            if kept:
                shown = {*kept, *ids}
                ids = tuple(article_id for article_id in library.order() if article_id in shown)
            rows = read_rows(library, "", seen.of(ids), seen.width) if seen is not None else {}
            return Listed(ids, library.status(), shelf, rows)

        return self.in_thread("list", work)

    @property
    def listed(self) -> Sequence[str]:
        """The list as it is, or was before a search."""
        return self.ids

    def take_list(self, ids: Sequence[str], rows: "Mapping[str, Row]") -> None:
        """Show a list that was read anew, with the rows of it that will be seen."""
        self.list.expect(rows)
        self.ids = ids

    @on(Listed)
    def _take_listed(self, event: Listed) -> None:
        self.status = event.status
        if event.shelf == self.shelf:
            self._listed_of = event.shelf
            self.take_list(event.ids, event.rows if not self.query_text else {})
        if self.loaded is not None:
            self._reload_if_revised(self.loaded)

    def _reload_if_revised(self, loaded: Loaded) -> None:
        summaries = self.library.summaries((loaded.article.id,))
        if summaries and (summaries[0].revision, summaries[0].tags) != (loaded.article.revision, loaded.article.tags):
            self.leave_article()
            self.load(loaded.article.id)

    def action_unread_only(self) -> None:
        """Show unread articles only, or all."""
        self.put_on(self.shelf.turned())

    def put_on(self, shelf: Shelf) -> None:
        """Put the articles of a shelf into the list."""
        self.shelf = shelf
        library = self.library
        self.in_thread("list", lambda: Listed(shelf.order(library), library.status(), shelf))
        self.save_soon()

    @on(StatesChanged)
    def _states_changed(self) -> None:
        self.list.forget()
        self.status = self.library.status()
        if self.loaded is not None:
            self._reload_if_revised(self.loaded)

    @on(ArticleList.Selected)
    def _select(self, event: ArticleList.Selected) -> None:
        self.row = event.row
        if event.article_id == self.selected:
            return
        self.selected = event.article_id
        self.save_soon()
        if self.previewing:
            self.preview()

    def preview(self) -> None:
        """Show the article under the cursor once the cursor rests."""
        if self._preview is not None:
            self._preview.stop()
        if self.selected is None and self.query_text:
            # A search that finds nothing, perhaps because a word is half typed, leaves what is open.
            return
        if self.selected is None:
            self.leave_article()
            self.loaded = None
            self._wanted = None
        else:
            self._preview = self.set_timer(_PREVIEW_PAUSE, partial(self.open_article, self.selected))

    def move_to_unread(self, direction: int) -> bool:
        """Put the cursor on the next unread article (1) or the one before (-1); tells whether there is one."""
        ids, row = self.ids, self.list.cursor
        while 0 <= row + direction < len(ids):
            first = row + 1 if direction > 0 else max(row - _STEP, 0)
            ahead = ids[first : first + _STEP] if direction > 0 else ids[first:row]
            for at, state in list(enumerate(self.library.states(ahead), first))[::direction]:
                if not state.read:
                    self.list.cursor = at
                    return True
            row = first + len(ahead) - 1 if direction > 0 else first
        return False

    # The article.

    def open_article(self, article_id: str) -> None:
        """Show an article; nothing happens where it is on show."""
        if self._wanted != article_id:
            self.load(article_id)

    def load(self, article_id: str) -> None:
        """Read an article anew and show it."""
        self._wanted = article_id
        library, query = self.library, self.query_text
        self.in_thread("article", lambda: ArticleLoaded(query, load(library, article_id, query)))

    def show(self, loaded: Loaded | None) -> None:
        """Show an article that is loaded already."""
        self.leave_article()
        self._wanted = loaded.article.id if loaded is not None else None
        self.loaded = loaded
        if loaded is not None and loaded.facts is None:
            self.ask_for_facts(loaded.article.id)

    @on(ArticleLoaded)
    def _take_article(self, event: ArticleLoaded) -> None:
        if event.loaded.article.id != self._wanted or event.query != self.query_text:
            return
        self.show(event.loaded)

    def read_article(self) -> None:
        """Mark the article under the cursor as read: the reader went into it."""
        status = self.status
        if self.selected is None or (status is not None and status.read_only):
            return
        state = self._state_of(self.selected)
        if not state:
            self.library.set_read((self.selected,), True)
            self.list.forget()
            self.status = self.library.status()

    def _state_of(self, article_id: str) -> bool:
        states = self.library.states((article_id,))
        return bool(states and states[0].read)

    def leave_article(self) -> None:
        """Remember where the article was left; a search, which jumps about, leaves no trace."""
        if self.loaded is None or self.query_text:
            return
        if (top := self.view.top) != self.loaded.position:
            self.library.set_position(self.loaded.article.id, top)
            self.set_reactive(Showing.loaded, replace(self.loaded, position=top))

    @on(ArticleView.Scrolled)
    def _scrolled(self, event: ArticleView.Scrolled) -> None:
        self.percent = event.percent
        self.save_soon()

    def save_soon(self) -> None:
        """Save position and session after a pause."""
        if self._save is not None:
            self._save.stop()
        self._save = self.set_timer(_SAVE_PAUSE, self.save_now)

    def save_now(self) -> None:
        """Save position and session."""
        self.leave_article()
        self.save_session()
