"""Full texts: the pages of articles, one on demand, or all that are due in a refresh."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from index.errors import BadInputError, FeedError, UnknownArticleError
from index.ingest.fetching import Failed, Gone, Had, NotModified, Request
from index.ingest.fetching.fetcher import Fetcher
from index.library.authorising import apart, authorisation
from index.library.progress import silently
from index.library.refresh.helping import Help
from index.library.refresh.incoming import is_feed
from index.library.refresh.intake import Intake
from index.library.refresh.means import Means
from index.library.refresh.page_reading import read_article, why_kept
from index.library.subscribing import fetch
from index.models.feeds import FullText
from index.store.lock import library_lock
from index.store.pages import Page, PageStore
from index.store.ready import Ready
from index.store.taking_in import Outcome
from index.store.watching import Tags, Watched, WatchStore, host_of
from index.text.clean import clean_line

if TYPE_CHECKING:
    from index.library.feeds import Feeds

_BATCH = 100
"""Pages that are taken in together."""
_UNDER_WAY = 64
"""Pages between being asked for and being taken in."""

_log = logging.getLogger(__name__)


def add_page(feeds: "Feeds", url: str) -> FullText:
    """Take in the page at `url`, as `Feeds.add_page` says."""
    bare, credentials = apart(url, None)
    had = fetch(Request(url=bare, auth=authorisation(credentials), typed=True))
    if is_feed(had.body, url=had.url, content_type=had.content_type):
        raise FeedError(f"This is a feed; `crossread feeds add {clean_line(bare)}` subscribes to it.")
    page = _read(had, bare)
    now = datetime.now(UTC)
    with library_lock(feeds.folder, "adding a page"):
        added = PageStore(feeds.news.database).add(page, now)
        watched = _watched(feeds, added.id, bare, now, typed=True)
        _pages(feeds).take([Page(watched, tags=_tags(had))], now, why_kept)
    feeds.index(silently)
    return FullText(id=added.id, revision=_revision(feeds, added.id), known=added.known)


def fetch_full(feeds: "Feeds", article_id: str) -> FullText:
    """Fetch the page of an article, as `Feeds.fetch_full` says."""
    found = feeds.news.summaries([article_id])
    if not found:
        raise UnknownArticleError(f"There is no article {article_id}. `crossread list` shows what there is.")
    url = found[0].url
    if url is None:
        raise FeedError("The article has no address, so there is no page to fetch.")
    # What a feed links to is not what the user typed, unless it is on the server that the user named.
    typed = host_of(url) in {host_of(feed) for feed in WatchStore(feeds.news.database).typed_feeds(article_id)}
    had = fetch(Request(url=url, typed=typed))
    page = _read(had, url)
    now = datetime.now(UTC)
    with library_lock(feeds.folder, "fetching a page"):
        watched = _watched(feeds, article_id, url, now, typed=typed)
        (taken,) = _pages(feeds).take([Page(watched, page, _tags(had))], now, why_kept)
    feeds.index(silently)
    return FullText(id=article_id, revision=_revision(feeds, article_id), known=True, kept=taken.kept)


class Pages:
    """Asks for pages that are due, and takes in what stands there.

    `stored` is told after each batch.
    """

    def __init__(self, feeds: "Feeds", stored: Callable[[], None]) -> None:
        self._feeds = feeds
        self._stored = stored
        self._now = datetime.now(UTC)
        self.done = 0
        self.came: list[str] = []
        """The ids of articles whose full text came in."""
        self.updated: list[str] = []
        """The ids of articles that their outlets have changed."""

    async def run(self, fetcher: Fetcher, reader: Help, due: Sequence[Watched]) -> None:
        """Ask for pages. Where it is cancelled, what has come in by then stays."""
        room = asyncio.Semaphore(_UNDER_WAY)
        with Intake(self._take_in, lambda _: 1, _BATCH) as intake:
            means = Means(fetcher, reader, intake, room)
            await intake.of_all(self._ask(watched, means) for watched in due)

    async def _ask(self, watched: Watched, means: Means[Page]) -> None:
        """Ask for one page, and hand on what stands there."""
        async with means.room:
            outcome = await means.fetcher.fetch(
                Request(
                    url=watched.url,
                    etag=watched.etag,
                    last_modified=watched.last_modified,
                    digest=watched.digest,
                    typed=watched.typed,
                )
            )
            page = Page(watched)
            match outcome:
                case Had():
                    work = partial(_read, outcome, watched.url)
                    try:
                        ready = await means.reader.do(work)
                        page = Page(watched, ready, _tags(outcome))
                    except FeedError as error:
                        _log.info("no full text of %s: %s", watched.id, error)
                        page = Page(watched, None, _tags(outcome))
                case NotModified(etag=etag, last_modified=last_modified):
                    page = Page(watched, None, Tags(etag, last_modified, None))
                case Gone(sentence):
                    _log.info("no full text of %s: %s", watched.id, sentence)
                    page = Page(watched, again=False)
                case Failed(sentence):
                    _log.info("no full text of %s: %s", watched.id, sentence)
            await means.intake.put(page)
            self.done += 1

    def _take_in(self, batch: list[Page]) -> None:
        """Store a batch; runs in the thread of the intake."""
        with library_lock(self._feeds.folder, "fetching pages"):
            taken = _pages(self._feeds).take(batch, self._now, why_kept, self._feeds.unread_again)
        for each in taken:
            if each.kept is not None:
                _log.info("the full text of %s was not taken: %s", each.id, each.kept)
        self.came.extend(each.id for each in taken if each.outcome is Outcome.ADDED)
        self.updated.extend(each.id for each in taken if each.outcome is Outcome.UPDATED)
        if any(each.outcome is not Outcome.UNCHANGED for each in taken):
            self._stored()


def _read(had: Had, url: str) -> Ready:
    """Read a page as it was fetched from `url`. Raises FeedError."""
    try:
        return read_article(had.body, url=had.url, content_type=had.content_type, also=url)
    except BadInputError as error:
        raise FeedError(f"The page cannot be read: {error}.") from error


def _pages(feeds: "Feeds") -> PageStore:
    return PageStore(feeds.news.database)


def _watched(feeds: "Feeds", article_id: str, url: str, now: datetime, *, typed: bool) -> Watched:
    """Return the page of an article that is there, watched from now on."""
    watched = WatchStore(feeds.news.database).of(article_id, url, now, feeds.settings().watch_hours, typed=typed)
    if watched is None:
        raise UnknownArticleError(f"There is no article {article_id}. `crossread list` shows what there is.")
    return watched


def _tags(had: Had) -> Tags:
    return Tags(had.etag, had.last_modified, had.digest)


def _revision(feeds: "Feeds", article_id: str) -> int:
    """Return the number of an article's newest revision."""
    return feeds.news.summaries([article_id])[0].revision
