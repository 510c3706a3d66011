"""Searching as one types: the bar, the answers, and the way back to exactly what was there before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.reactive import var

from index.errors import QueryError, SearchStoppedError
from index.library import Library
from index.models import Found, Sort
from tui.dialogs import Reading
from tui.reading.facet_strip import FacetStrip
from tui.reading.history import History
from tui.reading.inquiry import Inquiry
from tui.reading.list_rows import Row
from tui.reading.loading import Loaded
from tui.reading.messages import Answered, Refused
from tui.reading.narrowing import Step, stepped
from tui.reading.query_help import QUERY_LANGUAGE
from tui.reading.rows import read_rows
from tui.reading.search_bar import SORT_NAMES, QueryInput, SearchBar
from tui.reading.showing import Showing

if TYPE_CHECKING:
    from textual.worker import Worker


@dataclass(frozen=True)
class Before:
    """The list and the article as they were when the search began."""

    ids: Sequence[str]
    selected: str | None
    top_row: int
    """The first row on the screen."""
    loaded: Loaded | None
    top: int
    """The code point at the top of the article."""
    pane: str


class Searching(Showing):
    """The part of the reading screen that searches."""

    found: var[Found | None] = var(None, always_update=True)
    """The answer on show."""
    problem: var[str] = var("")
    """What is wrong with a query, a sentence."""
    sort: var[Sort] = var(Sort.BEST)
    """The order of results."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._before: Before | None = None
        self._inquiry: Inquiry | None = None
        """What was asked for last; answers to anything else are dropped."""
        self._submitted: Worker[None] | None = None
        self._steps_taken: tuple[Step, ...] = ()
        """The narrowings that stand, the first one first."""
        self._history: History | None = None

    @property
    def bar(self) -> SearchBar:
        """The search bar."""
        return self.query_one(SearchBar)

    @property
    def searching(self) -> bool:
        """Whether the bar is open."""
        return self._before is not None

    @property
    def listed(self) -> Sequence[str]:
        """The list as it is, or was before the search."""
        return self._before.ids if self._before is not None else self.ids

    def take_list(self, ids: Sequence[str], rows: Mapping[str, Row]) -> None:
        """Show a list that was read anew; under a search, keep it for later and search anew."""
        if self._before is None:
            super().take_list(ids, rows)
            return
        self._before = replace(self._before, ids=ids)
        if self._inquiry is not None and self._inquiry.query.strip():
            self.ask_again()
        else:
            super().take_list(ids, rows)

    def ask_again(self) -> None:
        """Ask once more what was asked last, if anything: there may be more to find."""
        wrong = self._inquiry is not None and self._inquiry.submitted and self.problem
        if self._inquiry is not None and self._inquiry.query.strip() and not wrong:
            self.list.forget()
            self.ask(self._inquiry.query, submitted=self._inquiry.submitted, going=self.answer_is_due())

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

    # Asking.

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
        self._forget_steps()
        self.show_panes()
        self.bar.begin(query, focus=focus)

    def _forget_steps(self) -> None:
        """Forget the steps from query to query: another one was begun."""
        self._steps_taken, self._history = (), None

    def ask(self, query: str, *, submitted: bool = False, going: bool = False) -> None:
        """Search in a thread; `going`: go to the results then."""
        inquiry = self._inquiry = Inquiry(query, self.sort, submitted, going)
        self.problem = ""
        if not query.strip() and not submitted:
            self._show_all()
            return
        library, width = self.library, self.list.row_width
        screenful = self.list.screenful if query != self.query_text else 0

        def stop() -> bool:
            return self._inquiry is not inquiry or inquiry.overdue() or not self.is_running

        def work() -> Answered | Refused | None:
            try:
                found = library.find(query, sort=inquiry.sort, submitted=submitted, stop=stop)
                if submitted and not found.total:
                    # What was found while the last word was half typed is kept where the word itself is nowhere.
                    found = library.find(query, sort=inquiry.sort, stop=stop)
                return Answered(inquiry, found, read_rows(library, query, found.ids[:screenful], width))
            except QueryError as error:
                return Refused(inquiry, str(error))
            except SearchStoppedError:
                return Refused(inquiry, "This search takes long. Enter waits for it.") if inquiry.overdue() else None

        worker = self.in_thread("search", work)
        self._submitted = worker if going else None

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
            self._forget_steps()
            self.ask(event.query)

    # Answers.

    @on(Answered)
    def _answer(self, event: Answered) -> None:
        if not self.searching or event.inquiry is not self._inquiry:
            return
        query, found = event.inquiry.query, event.found
        if query != self.query_text:
            # Another query is another ranking: it is read from its best hit on.
            self.query_text = query
            self.list.begin_anew()
            self.found, self.ids = found, found.ids
            self.list.take_rows(event.rows)
            self._reload()
        else:
            self.found, self.ids = found, found.ids
        self.save_soon()
        if event.inquiry.going and not found.total and self.bar.query_has_focus:
            # There is nothing to go to, and the query is what is to be changed.
            return
        if event.inquiry.going:
            self.remember_query()
            self.focus_pane("list")
        elif self.focused is self.bar.strip and not self.bar.strip.display:
            self.bar.focus_query()

    def remember_query(self) -> None:
        """Put the query into the history: its results were used."""
        query, library = self.query_text, self.library
        if query:
            self.in_thread("history", lambda: library.remember_query(query))

    @on(Refused)
    def _refuse(self, event: Refused) -> None:
        if not self.searching or event.inquiry is not self._inquiry:
            return
        self.problem = event.sentence
        if event.inquiry.submitted or event.inquiry.query != self.query_text:
            # Neither what another query has found nor what this one may mean half typed is its answer.
            self.query_text = event.inquiry.query
            self.list.begin_anew()
            self.found, self.ids = None, ()
            self._reload()

    @property
    def suggestion(self) -> str:
        """The query that may have been meant; empty where there is none."""
        return (self.found.did_you_mean or "") if self.found is not None else ""

    def action_suggestion(self) -> None:
        """Search for what may have been meant."""
        if suggestion := self.suggestion:
            self._forget_steps()
            self.bar.put(suggestion)
            self.ask(suggestion, submitted=True, going=True)

    # Keys of the bar and the strip.

    @on(QueryInput.Left)
    def _leave_bar(self, event: QueryInput.Left) -> None:
        match event.how:
            case "cancel":
                self.cancel_search()
            case "keep" if self._found_nothing_for(self.bar.text) and self.suggestion:
                self.action_suggestion()
            case "keep" if self.bar.text.strip():
                self.bar.flush()
                self.ask(self.bar.text, submitted=True, going=True)
            case "keep":
                self.cancel_search()
            case "counts" if self.bar.strip.display:
                self.bar.strip.focus()
            case "earlier":
                self._recall(-1)
            case "later" if not self._recall(1):
                self._go_below()
            case "language":
                self.app.push_screen(Reading("How to write a query", Content(QUERY_LANGUAGE)))

    def _found_nothing_for(self, query: str) -> bool:
        """Tell whether a query was submitted as it is, and found nothing."""
        asked, found = self._inquiry, self.found
        told = asked is not None and asked.submitted and asked.query == query == self.query_text
        return told and found is not None and not found.total

    def _go_below(self) -> None:
        """Go from the bar to the counts; to the list where there are none."""
        if self.bar.strip.display:
            self.bar.strip.focus()
        else:
            self.focus_pane("list")

    def _recall(self, direction: int) -> bool:
        """Put the query before (-1) or after (1) into the bar; tells whether there is one."""
        if self._history is None and direction > 0:
            return False
        if self._history is None:
            self._history = History(self.bar.text, self.library.history())
        query = self._history.earlier() if direction < 0 else self._history.later()
        if query is not None:
            self.bar.put(query)
            self.ask(query)
        return query is not None

    @on(FacetStrip.Chosen)
    def _narrow(self, event: FacetStrip.Chosen) -> None:
        """Narrow the search to what was chosen, or widen it where it is narrowed to that already."""
        if self._inquiry is not None:
            self._steps_taken, query = stepped(self._steps_taken, self._inquiry.query, event.term)
            self._step_to(query)

    @on(FacetStrip.Left)
    def _leave_strip(self, event: FacetStrip.Left) -> None:
        if event.how == "results":
            self.focus_pane("list")
        elif event.how == "bar" or not self.widen():
            self.bar.focus_query()

    def widen(self) -> bool:
        """Take the last narrowing back; tells whether there was one."""
        if self._steps_taken:
            *steps, last = self._steps_taken
            self._steps_taken = tuple(steps)
            self._step_to(last.before)
            return True
        return False

    def _step_to(self, query: str) -> None:
        submitted = self._inquiry is not None and self._inquiry.submitted
        self.bar.put(query)
        self.ask(query, submitted=submitted)

    # The way back.

    def cancel_search(self) -> None:
        """Return to what was there before the search."""
        before, self._before = self._before, None
        self._inquiry = None
        self._forget_steps()
        self.bar.end()
        if before is None:
            return
        self.query_text, self.found, self.problem = "", None, ""
        # Set first, so that the list's word of its cursor is no news and no other article is loaded over this one.
        self.selected = before.selected
        self.list.begin_anew()
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
        if self.query_text and self._inquiry is not None:
            self.ask(self._inquiry.query, submitted=self._inquiry.submitted)
        self.say(f"Results are {SORT_NAMES[self.sort]}.")
