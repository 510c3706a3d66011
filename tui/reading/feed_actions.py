"""Feeds at a key while reading: refresh one or all, the full text of an article, a rule of a search."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual import on
from textual.message import Message
from textual.reactive import var

from index.library import Library
from index.models.feeds import Feed, FeedFailure, FullText, RefreshReport, RuleAction
from tui.dialogs import Question
from tui.reading.article_list import ArticleList
from tui.reading.fact_actions import FactActions
from tui.reading.messages import StatesChanged
from tui.reading.ruled import done_by
from tui.reading.undo import Done

if TYPE_CHECKING:
    from tui.feeds.rules import Wish


class Fetches(Protocol):
    """The part of the writer process that the reading screen needs."""

    def prefer(self, article_id: str) -> None:
        """Have the facts of an article made first."""

    def import_samples(self) -> None:
        """Have the sample articles taken in."""

    def refresh(self, feeds: Sequence[str] = ()) -> None:
        """Have feeds asked for what is new; all of them where none is named."""

    def stop(self) -> None:
        """Have that end; what came in stays."""

    def fetch(self, article_id: str) -> None:
        """Have the full text of an article fetched."""

    def add_feed(self, url: str) -> None:
        """Have the feed at an address, or of a page, subscribed to."""


class FiguresRead(Message):
    """It was looked up which figures changed in articles, by their ids and revisions."""

    def __init__(self, figures: Mapping[tuple[str, int], tuple[str, str] | None]) -> None:
        super().__init__()
        self.figures = figures


class FeedActions(FactActions):
    """The part of the reading screen that has news fetched."""

    latest: var[Feed | None] = var(None)
    """The feed that was subscribed to last."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.fetches: Fetches | None = None
        """Who fetches; None where nothing can be added to the library."""

    def _fetcher(self) -> Fetches | None:
        """Return who fetches; where nobody does, say why."""
        if self.fetches is None:
            read_only = self.status.read_only if self.status is not None else None
            self.say(read_only or "Nothing can be fetched before the background process has started.", "warning")
        return self.fetches

    def action_feeds(self) -> None:
        """Show the feeds."""
        # Imported when it is first wanted: the first paint does without it.
        from tui.feeds.screen import FeedsScreen

        self.read_feeds()
        self.app.push_screen(FeedsScreen(self))

    # Refreshing.

    def action_refresh_all(self) -> None:
        """Ask for all feeds; while that goes on, stop it."""
        if self.feeds is not None and not self.feeds:
            self.say(
                f"No feeds yet. {self.key('reading.feeds')} opens the feeds; {self.key('feeds.add')} adds one there."
            )
        else:
            self.refresh_feeds(())

    def action_refresh(self) -> None:
        """Ask for the feed of the article, or for the one whose articles are listed."""
        feeds = {feed.url: feed for feed in self.feeds or ()}
        summaries = self.library.summaries((self.target,)) if self.target is not None else ()
        ids = tuple(feeds[url].id for summary in summaries for url in summary.feeds if url in feeds)
        if ids or self.shelf.feeds:
            self.refresh_feeds(ids or self.shelf.feeds)
        elif summaries and summaries[0].feeds:
            self.say("The feed of this article is not subscribed to any more.")
        else:
            self.say(f"This article came from no feed. {self.key('reading.refresh_all')} asks for all feeds.")

    def refresh_feeds(self, ids: Sequence[str]) -> None:
        """Ask for feeds, all of them where none is named; a refresh that goes on is stopped instead."""
        if (fetcher := self._fetcher()) is None:
            return
        if not self.work.refreshing:
            self.news = 0
            self.work = replace(self.work, refreshing=True)
            fetcher.refresh(ids)
        elif ids:
            self.say(f"A refresh is going on. {self.key('reading.refresh_all')} stops it.")
        else:
            self.work = replace(self.work, stopping=True)
            fetcher.stop()

    def refresh_ended(self, report: RefreshReport) -> None:
        """Say how a refresh ended, where the lines on top and at the foot do not say it all."""
        self.news = report.added
        new = f"{report.added:,} new {'article' if report.added == 1 else 'articles'}"
        if report.stopped:
            self.say(f"Stopped. {new} came in, and stay.")
        elif report.failed:
            self.say(f"{new}. {self._why_not(report.failed)}", "warning")
        elif not report.added and not report.updated:
            self.say("Nothing new.")
        self.read_feeds()

    def _why_not(self, failed: Sequence[FeedFailure]) -> str:
        """Say what could not be had, and where the reasons are: a page's are nowhere but here."""
        at_feeds = getattr(self.app.screen, "context", "") == "feeds"
        if len(failed) == 1:
            shows = "" if at_feeds else f" {self.key('reading.feeds')} shows the feeds."
            return f"{failed[0].error}{shows}"
        feeds = sum(failure.feed is not None for failure in failed)
        if not feeds:
            return f"{len(failed):,} pages could not be had. {failed[0].error}"
        what = f"{feeds:,} {'feed' if feeds == 1 else 'feeds'}"
        pages = len(failed) - feeds
        what += f" and {pages:,} {'page' if pages == 1 else 'pages'}" if pages else ""
        return f"{what} could not be had; {self.key('feeds.failing' if at_feeds else 'reading.feeds')} says why."

    def add_feed(self, url: str, host: str) -> None:
        """Subscribe to the feed at an address."""
        if (fetcher := self._fetcher()) is not None:
            self.work = replace(self.work, adding=host)
            fetcher.add_feed(url)

    def feed_added(self, feed: Feed) -> None:
        """Say that a feed is there."""
        self.latest = feed
        self.say(f"Added {feed.called}: {feed.articles:,} {'article' if feed.articles == 1 else 'articles'}.")
        self.read_feeds()

    @on(ArticleList.Updated)
    def _look_up_figures(self, event: ArticleList.Updated) -> None:
        library, revisions = self.library, event.revisions

        def look_up() -> FiguresRead:
            return FiguresRead({each: library.feeds.figures_changed(each[0]) for each in revisions})

        self.in_thread("figures", look_up)

    @on(FiguresRead)
    def _take_figures(self, event: FiguresRead) -> None:
        self.list.take_figures(event.figures)

    # Full text.

    def action_full_text(self) -> None:
        """Fetch the full text of the article."""
        if self.target is None or (fetcher := self._fetcher()) is None:
            return
        if self.work.fetching is not None:
            self.say("A full text is being fetched already.")
            return
        self.work = replace(self.work, fetching=self.target)
        fetcher.fetch(self.target)

    def page_fetched(self, page: FullText) -> None:
        """Show the text that came in where its article is on show; say where the one before was kept."""
        if page.kept is not None:
            self.say(page.kept)
            return
        loaded = self.loaded
        if loaded is None or loaded.article.id != page.id:
            self.say("The full text of an article came in.")
        elif loaded.article.revision == page.revision:
            self.say("This is the full text already.")
        else:
            self.leave_article()
            self.load(page.id)
            self.say("The full text is here.")

    # Rules.

    def action_rule(self) -> None:
        """Make a rule of the search."""
        query = self.query_text.strip()
        if not query:
            self.say(
                f"A rule is made of a search. {self.key('reading.search')} searches, "
                f"{self.key('reading.rule')} makes a rule of it then."
            )
            return
        from tui.feeds.rules import RuleMaker

        chosen = self.shelf.feeds if len(self.shelf.feeds) == 1 else ()
        feed = next((feed for feed in self.feeds or () if feed.id in chosen), None)
        self.app.push_screen(RuleMaker(query, feed), partial(self._rule_wanted, query))

    def _rule_wanted(self, query: str, wish: "Wish | None") -> None:
        if wish is None:
            return
        if wish.action is RuleAction.TAG:
            question = Question("Tag for what the rule finds", "Enter makes the rule. Esc goes back.")
            self.app.push_screen(question, lambda tag: self._make_rule(query, wish, tag) if tag else None)
        else:
            self._make_rule(query, wish, None)

    def _make_rule(self, query: str, wish: "Wish", tag: str | None) -> None:
        library = self.library

        def work() -> StatesChanged:
            rule = library.rules.add(query, wish.action, tag=tag, feed=wish.feed.id if wish.feed is not None else None)
            what = f"Made a rule: what “{query}” finds is {done_by(wish.action, tag)} from now on"
            done = Done(what, partial(library.rules.remove, rule.id))
            return StatesChanged(done, aloud=True)

        self.in_thread("rules", work)
