"""The reading screen and the writer process: what it is asked for, and what becomes of its words."""

from typing import TYPE_CHECKING

from textual import on

from index.library import Library
from index.models import FactsReady, ImportReport, NewsChanged, Progress, WriterFailed, WriterNotice
from index.models.feeds import FeedAdded, PageFetched, RefreshReport
from tui.reading.article_list import ArticleList
from tui.reading.feed_actions import FeedActions, Fetches
from tui.reading.messages import WriterSaid
from tui.reading.pacing import Pace

if TYPE_CHECKING:
    from textual.timer import Timer

_REST_SECONDS = 4.0
"""After so long without a word of it work is over: not every work knows its end beforehand."""


_LIST_SECONDS = 0.5
"""Between two readings of the list while articles come in by batches."""


class Hearing(FeedActions):
    """The part of the reading screen that speaks with the writer."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._list_pace = Pace(self, _LIST_SECONDS, self.read_list)
        self._resting: Timer | None = None

    def start_writing(self, fetches: Fetches) -> None:
        """Say whom to ask for facts, samples and news; an empty library gets the samples at once."""
        self.fetches = fetches
        if self.status is not None and not self.status.articles and not self.status.read_only:
            self.action_samples()
        elif self.loaded is not None and self.loaded.facts is None:
            fetches.prefer(self.loaded.article.id)

    def action_samples(self) -> None:
        """Add the sample articles."""
        if self.status is not None and self.status.read_only:
            self.say(self.status.read_only, "warning")
            return
        if self.fetches is not None:
            self.work = self.work.seeding()
            self.fetches.import_samples()

    def ask_for_facts(self, article_id: str) -> None:
        """Have the facts of an article made first."""
        if self.fetches is not None:
            self.fetches.prefer(article_id)

    @on(WriterSaid)
    def _hear(self, event: WriterSaid) -> None:
        message = event.message
        was = self.work
        self.work = self.work.after(message)
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST_SECONDS, self._rest)
        match message:
            case NewsChanged(added=added):
                self.news += added if was.refreshing else 0
                self._list_pace.ask()
            case RefreshReport():
                self.refresh_ended(message)
            case FeedAdded(feed=feed):
                self.feed_added(feed)
            case PageFetched(page=page):
                self.page_fetched(page)
            case FactsReady(ids=ids) if self.loaded is not None and self.loaded.article.id in ids:
                self.load(self.loaded.article.id)
            case ImportReport(failed=failed) if failed:
                self.say(f"{failed[0].path}: {failed[0].error}", "warning")
            case WriterFailed(sentence=sentence) if was.asked:
                self.say(sentence, "warning")
                self.read_feeds()
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
        self.work = self.work.rested()

    def look_for_changes(self) -> None:
        """Read the list anew where anybody changed the library; not while the screen is taken down."""
        if self.query(ArticleList) and self.library.changed():
            self._list_pace.ask()
