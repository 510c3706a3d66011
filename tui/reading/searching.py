"""Searching as one types: the bar, the answers, and the way back to exactly what was there before."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.reactive import var

from index.errors import QueryError
from index.library import Library
from index.models import Found, Sort
from tui.dialogs import Reading
from tui.reading.loading import Loaded
from tui.reading.messages import Answered, Refused
from tui.reading.query_help import QUERY_LANGUAGE
from tui.reading.search_bar import SORT_NAMES, QueryInput, SearchBar
from tui.reading.showing import Showing

if TYPE_CHECKING:
    from textual.worker import Worker


@dataclass(frozen=True)
class Before:
    """The list and the article as they were when the search began."""

    ids: tuple[str, ...]
    selected: str | None
    top_row: int
    """The first row on the screen."""
    loaded: Loaded | None
    top: int
    """The code point at the top of the article."""
    pane: str


class Searching(Showing):
    """The part of the reading screen that searches."""

    found: var[Found | None] = var(None)
    """The answer on show."""
    problem: var[str] = var("")
    """What is wrong with a submitted query, a sentence."""
    sort: var[Sort] = var(Sort.BEST)
    """The order of results."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._before: Before | None = None
        self._asked = ""
        self._submitted: Worker[None] | None = None

    @property
    def bar(self) -> SearchBar:
        """The search bar."""
        return self.query_one(SearchBar)

    @property
    def searching(self) -> bool:
        """Whether the bar is open."""
        return self._before is not None

    @property
    def listed(self) -> tuple[str, ...]:
        """The list as it is, or was before the search."""
        return self._before.ids if self._before is not None else self.ids

    def take_list(self, ids: tuple[str, ...]) -> None:
        """Show a list that was read anew; under a search, keep it for later and search anew."""
        if self._before is None:
            super().take_list(ids)
            return
        self._before = replace(self._before, ids=ids)
        if self.query_text:
            self.list.forget()
            self.ask(self._asked)
        else:
            super().take_list(ids)

    def show_panes(self) -> None:
        """Show what fits on the screen."""
        raise NotImplementedError

    def focus_pane(self, pane: str) -> None:
        """Go to a pane."""
        raise NotImplementedError

    @property
    def at_pane(self) -> str:
        """The pane with the focus, or that had it last."""
        raise NotImplementedError

    def action_search(self) -> None:
        """Open the bar, or go back to it."""
        self.begin_search(self.query_text)

    def begin_search(self, query: str, *, focus: bool = True) -> None:
        """Open the bar with a query."""
        if self._before is None:
            self.leave_article()
            self._before = Before(
                self.ids, self.list.selected, self.list.top_row, self.loaded, self.view.top, self.at_pane
            )
        self.show_panes()
        self.bar.begin(query, focus=focus)

    def ask(self, query: str, *, submitted: bool = False) -> None:
        """Search in a thread."""
        self._asked = query
        self.problem = ""
        if not query.strip() and not submitted:
            self._show_all()
            return
        library, sort = self.library, self.sort

        def work() -> Answered | Refused:
            try:
                return Answered(query, library.find(query, sort=sort, submitted=submitted), submitted=submitted)
            except QueryError as error:
                return Refused(query, str(error))

        worker = self.in_thread("search", work)
        self._submitted = worker if submitted else None

    def answer_is_due(self) -> bool:
        """Tell whether a submitted search is under way: its answer will move the focus."""
        return self._submitted is not None and not self._submitted.is_finished

    def _show_all(self) -> None:
        """Show the whole list while the bar is empty."""
        self.query_text, self.found = "", None
        if self._before is not None:
            self.ids = self._before.ids
        self._reload()

    def _reload(self) -> None:
        """Show the article's matches for another query; what is being loaded for the old one is dropped."""
        if self._wanted is not None:
            self.load(self._wanted)

    @on(SearchBar.Asked)
    def _ask(self, event: SearchBar.Asked) -> None:
        if self.searching and event.query == self.bar.text:
            self.ask(event.query)

    @on(Answered)
    def _answer(self, event: Answered) -> None:
        if not self.searching or event.query != self._asked:
            return
        again = event.query != self.query_text
        self.query_text, self.found = event.query, event.found
        self.ids = event.found.ids
        if again:
            # Another query is another ranking: it is read from its best hit on.
            self.list.select(next(iter(event.found.ids), None), 0)
            self._reload()
        self.save_soon()
        if event.submitted:
            self.focus_pane("list")

    @on(Refused)
    def _refuse(self, event: Refused) -> None:
        if self.searching and event.query == self._asked:
            self.problem = event.sentence

    @on(QueryInput.Left)
    def _leave_bar(self, event: QueryInput.Left) -> None:
        match event.how:
            case "cancel":
                self.cancel_search()
            case "keep" if self.bar.text.strip():
                self.bar.flush()
                self.ask(self.bar.text, submitted=True)
            case "keep":
                self.cancel_search()
            case _:
                self.app.push_screen(Reading("How to write a query", Content(QUERY_LANGUAGE)))

    def cancel_search(self) -> None:
        """Return to what was there before the search."""
        before, self._before = self._before, None
        self.bar.end()
        if before is None:
            return
        self._asked = ""
        self.query_text, self.found, self.problem = "", None, ""
        # Set first, so that the list's word of its cursor is no news and no other article is loaded over this one.
        self.selected = before.selected
        self.ids = before.ids
        self.list.select(before.selected, before.top_row)
        # Not `show`: where a search has jumped to is no place to come back to.
        self.loaded = before.loaded
        self._wanted = before.loaded.article.id if before.loaded is not None else None
        if before.loaded is None and before.selected is not None and self.previewing:
            self.open_article(before.selected)
        self.view.show_top(before.top)
        self.focus_pane(before.pane)
        self.save_soon()

    def action_sort(self) -> None:
        """Order results another way: best, newest, oldest first."""
        if not self.searching:
            self.say(f"Lists are newest first. {self.key('reading.sort')} orders what a search has found.")
            return
        orders = list(Sort)
        self.sort = orders[(orders.index(self.sort) + 1) % len(orders)]
        if self.query_text:
            self.ask(self.query_text)
        self.say(f"Results are {SORT_NAMES[self.sort]}.")
