"""Looking where else a fact is told, and the way back to it: Esc returns to the fact, also into an earlier search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on

from index.library import Library
from tui.reading.facts_panel import FactsPanel
from tui.reading.wording import Wording

if TYPE_CHECKING:
    from index.models import Found
    from tui.reading.fact_rows import FactRow
    from tui.reading.inquiry import Inquiry
    from tui.reading.loading import Loaded
    from tui.reading.narrowing import Step


@dataclass(frozen=True)
class _Earlier:
    """A search that was left for one from a fact: its query and answer, and where the reader was in it."""

    query: str
    inquiry: "Inquiry | None"
    found: "Found | None"
    steps: "tuple[Step, ...]"
    ids: Sequence[str]
    selected: str | None
    top_row: int
    """The first row on the screen."""
    top: int
    """The code point at the top of the article."""


@dataclass(frozen=True)
class _Left:
    """A fact that was left to look where else it is told."""

    loaded: "Loaded"
    row: "FactRow"
    number: int
    """Which row it was."""
    earlier: _Earlier | None
    """The search that was under way."""


class FactSearch(Wording):
    """The part of the reading screen that looks for a fact in other articles."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._left: tuple[_Left, ...] = ()
        """The facts that were left, the last one last."""

    @property
    def panel(self) -> FactsPanel:
        """The key facts."""
        return self.query_one(FactsPanel)

    @on(FactsPanel.Wanted)
    def _look_for_fact(self, event: FactsPanel.Wanted) -> None:
        """Search for the articles that tell a fact."""
        query = self.library.fact_query(event.fact)
        if query is None:
            self.say("This one cannot be looked for elsewhere: it tells nothing without the rest of its article.")
            return
        if self.loaded is not None and self.panel.current is not None:
            earlier = self._this_search() if self.searching else None
            self._left = (*self._left, _Left(self.loaded, self.panel.current, self.panel.cursor, earlier))
        self.begin_search(query, focus=False)
        self.ask(query, submitted=True, going=True)

    def _this_search(self) -> _Earlier:
        """Return the search on show, for the way back."""
        return _Earlier(
            self.query_text,
            self._inquiry,
            self.found,
            self._steps_taken,
            self.ids,
            self.list.selected,
            self.list.top_row,
            self.view.top,
        )

    def cancel_search(self) -> None:
        """Return to what was there before the search: the fact that it was begun from, in an earlier search or none."""
        if self._return():
            return
        left, self._left = self._left, ()
        super().cancel_search()
        if left and self.loaded is not None and self.loaded.article.id == left[0].loaded.article.id:
            self.call_after_refresh(self.panel.select, left[0].row, left[0].number)

    def _return(self) -> bool:
        """Return to the search in which the last fact was left; tells whether there was one."""
        if not self._left or (earlier := self._left[-1].earlier) is None:
            return False
        *others, left = self._left
        self._left = tuple(others)
        self.bar.put(earlier.query)
        self._inquiry, self._steps_taken, self.problem = earlier.inquiry, earlier.steps, ""
        self.query_text, self.found = earlier.query, earlier.found
        # Set first, so that the list's word of its cursor is no news and no other article is loaded over this one.
        self.selected = earlier.selected
        self.list.begin_anew()
        self.ids = earlier.ids
        self.list.select(earlier.selected, earlier.top_row)
        self.loaded, self._wanted = left.loaded, left.loaded.article.id
        self.view.show_top(earlier.top)
        self.focus_pane("facts")
        self.call_after_refresh(self.panel.select, left.row, left.number)
        return True
