"""The key facts on the screen: what is looked up for them, and what the reader does with one."""

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.reactive import var

from index.library import Library
from tui.reading.elsewhere import Elsewhere, look_closer, look_elsewhere
from tui.reading.fact_search import FactSearch
from tui.reading.facts_panel import FactsPanel
from tui.reading.loading import Loaded
from tui.reading.messages import CountedElsewhere, LookedElsewhere

if TYPE_CHECKING:
    from textual.timer import Timer

_PAUSE = 0.6
"""Seconds that an article is on show before others are set beside it: who leafs through many has no use for that."""


class FactActions(FactSearch):
    """The part of the reading screen that serves the key facts."""

    elsewhere: var[Elsewhere | None] = var(None)
    """What other articles have of the facts on show; of another article's facts until that is looked up."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._pause: Timer | None = None

    @property
    def facts_on(self) -> bool:
        """Whether the key facts are on the screen."""
        raise NotImplementedError

    def _watch_loaded(self, loaded: Loaded | None) -> None:
        if loaded is not None and self.elsewhere is not None and self.elsewhere.is_of(loaded.article.id, loaded.facts):
            return
        if self._pause is not None:
            self._pause.stop()
        self.look_elsewhere()

    def look_elsewhere(self) -> None:
        """Look up how many others tell the facts that are on show: counts change with the library."""
        if self.loaded is not None and self.loaded.facts:
            library, article_id, facts = self.library, self.loaded.article.id, self.loaded.facts
            self.in_thread("elsewhere", lambda: CountedElsewhere(look_elsewhere(library, article_id, facts)))

    def _shows(self, article_id: str) -> bool:
        return self.loaded is not None and self.loaded.article.id == article_id

    @on(LookedElsewhere)
    def _take_elsewhere(self, event: LookedElsewhere) -> None:
        if self._shows(event.elsewhere.article_id):
            self.elsewhere = event.elsewhere

    @on(CountedElsewhere)
    def _take_told(self, event: CountedElsewhere) -> None:
        if self._shows(event.elsewhere.article_id):
            self.elsewhere = event.elsewhere
            self._pause = self.set_timer(_PAUSE, partial(self._look_closer, event.elsewhere))

    def _look_closer(self, counted: Elsewhere) -> None:
        """Look what reports of the same events say, for an article that is being read."""
        library = self.library

        def look() -> None:
            for found in look_closer(library, counted):
                self.post_message(LookedElsewhere(found))

        if self.facts_on and self._shows(counted.article_id):
            self.in_thread("closer", look)

    @on(FactsPanel.Chosen)
    def _go_to_fact(self, event: FactsPanel.Chosen) -> None:
        if self.narrow:
            self.focus_pane("article")
        self.call_after_refresh(self.view.show_place, event.place)

    @on(FactsPanel.Copied)
    def _copy_fact(self, event: FactsPanel.Copied) -> None:
        self.copy(event.text)
