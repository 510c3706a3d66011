"""The reading screen and the writer process: what it is asked for, and what becomes of its words."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on

from index.library import Library
from index.models import FactsReady, ImportReport, NewsChanged, Progress, WriterFailed, WriterNotice
from tui.reading.fact_actions import FactActions
from tui.reading.messages import WriterSaid
from tui.reading.work import Work

if TYPE_CHECKING:
    from textual.timer import Timer

_REST_SECONDS = 4.0
"""After so long without a word of it work is over: not every work knows its end beforehand."""


class Hearing(FactActions):
    """The part of the reading screen that speaks with the writer."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._ask_for_facts: Callable[[str], None] = lambda _: None
        self._ask_for_samples: Callable[[], None] = lambda: None
        self._resting: Timer | None = None

    def start_writing(self, ask_for_facts: Callable[[str], None], ask_for_samples: Callable[[], None]) -> None:
        """Say whom to ask for facts and samples; an empty library gets the samples at once."""
        self._ask_for_facts = ask_for_facts
        self._ask_for_samples = ask_for_samples
        if self.status is not None and not self.status.articles and not self.status.read_only:
            self.action_samples()
        elif self.loaded is not None and self.loaded.facts is None:
            ask_for_facts(self.loaded.article.id)

    def action_samples(self) -> None:
        """Add the sample articles."""
        if self.status is not None and self.status.read_only:
            self.say(self.status.read_only, "warning")
            return
        self.work = self.work.seeding()
        self._ask_for_samples()

    def ask_for_facts(self, article_id: str) -> None:
        """Have the facts of an article made first."""
        self._ask_for_facts(article_id)

    @on(WriterSaid)
    def _hear(self, event: WriterSaid) -> None:
        message = event.message
        self.work = self.work.after(message)
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST_SECONDS, self._rest)
        match message:
            case NewsChanged():
                self.read_list()
            case FactsReady(ids=ids) if self.loaded is not None and self.loaded.article.id in ids:
                self.load(self.loaded.article.id)
            case ImportReport(failed=failed) if failed:
                self.say(f"{failed[0].path}: {failed[0].error}", "warning")
            case WriterNotice(sentence=sentence):
                self.say(sentence, "warning")
            case WriterFailed(sentence=sentence):
                self.say(sentence, "error")
            case Progress(work="indexing", done=done, total=total) if done == total:
                self.ask_again()
            case Progress(work="facts", done=done, total=total) if done == total:
                self.look_elsewhere()
            case Progress() | FactsReady() | ImportReport():
                pass

    def _rest(self) -> None:
        """Stop naming work that the writer no longer speaks of."""
        self.work = Work()

    def look_for_changes(self) -> None:
        """Read the list anew where anybody changed the library."""
        if self.library.changed():
            self.read_list()
