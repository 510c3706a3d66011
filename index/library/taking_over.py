"""Taking over what another reader has: lists of feeds, and newsboat's articles with what was read of them."""

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import BadInputError
from index.ingest.feeds.entries import drafts
from index.ingest.feeds.parsed import Enclosure, ParsedEntry, ParsedFeed
from index.ingest.subscriptions.newsboat import newsboat_places, read_urls
from index.ingest.subscriptions.newsboat_cache import ReadMark, read_cache
from index.ingest.subscriptions.opml import read_opml
from index.ingest.subscriptions.subscription import Subscription, Subscriptions
from index.ingest.urls import absolute_url
from index.library.authorising import apart
from index.library.progress import silently
from index.library.refresh.incoming import outlet
from index.models import Draft
from index.models.feeds import Credentials, Feed, FeedsTaken
from index.store.asking import Source
from index.store.feeds import Brought
from index.store.from_feeds import NOT_TOLD
from index.store.lock import library_lock
from index.store.ready import ready
from index.text.clean import clean_line

if TYPE_CHECKING:
    from index.library.feeds import Feeds

_BATCH = 1_000
"""Articles of a transaction."""


def take_opml(feeds: "Feeds", path: Path) -> FeedsTaken:
    """Subscribe to the feeds of a list, as `Feeds.import_opml` says."""
    return _subscribe(feeds, _read(read_opml, path), typed=False)


def take_newsboat(feeds: "Feeds", urls: Path | None, cache: Path | None) -> FeedsTaken:
    """Take over newsboat's feeds and articles, as `Feeds.import_newsboat` says."""
    usual = newsboat_places(os.environ, Path.home())
    # The list is the user's own, and so every address in it is one that the user typed.
    taken = _subscribe(feeds, _read(read_urls, urls or usual.urls), typed=True)
    if cache is None and not usual.cache.exists():
        return taken
    articles = _take_cache(feeds, cache or usual.cache)
    feeds.index(silently)
    return taken.model_copy(update={"articles": articles})


def _read(reader: Callable[[bytes], Subscriptions], path: Path) -> Subscriptions:
    """Read a list. Raises BadInputError, which names the file."""
    try:
        return reader(path.read_bytes())
    except OSError as error:
        raise BadInputError(f"{path} cannot be read: {error.strerror or error}.") from error
    except BadInputError as error:
        raise BadInputError(f"{path} was not taken: {error}.") from error


def _subscribe(feeds: "Feeds", found: Subscriptions, *, typed: bool) -> FeedsTaken:
    """Subscribe to all feeds of a list that are not known yet."""
    new: list[Feed] = []
    secrets: dict[str, Credentials] = {}
    for subscription in found.feeds:
        url, credentials = apart(subscription.url, None)
        new.append(_feed(subscription, url))
        if credentials is not None:
            secrets[url] = credentials
    made = feeds.store.add(new, secrets, typed=typed, now=datetime.now(UTC))
    return FeedsTaken(added=len(made), known=len(new) - len(made), trouble=found.trouble)


def _feed(subscription: Subscription, url: str) -> Feed:
    """Return a feed as a list names it; its own title comes with the first refresh."""
    return Feed(
        id="",
        url=url,
        title="",
        name=subscription.title or None,
        folder=subscription.folder,
        tags=subscription.tags,
        site=subscription.site,
    )


def _take_cache(feeds: "Feeds", cache: Path) -> int:
    """Take in the articles of newsboat's cache whose feeds are subscribed to; returns how many are new."""
    known = {source.url: source for source in feeds.store.sources([feed.id for feed in feeds.store.plain()])}
    waiting: defaultdict[str, list[ReadMark]] = defaultdict(list)
    added = 0
    try:
        for mark in read_cache(cache):
            url, _ = apart(mark.feed_url, None)
            if url in known:
                waiting[url].append(mark)
                if len(waiting[url]) >= _BATCH:
                    added += _take(feeds, known[url], waiting.pop(url))
    except BadInputError as error:
        raise BadInputError(f"{cache} was not taken: {error}.") from error
    return added + sum(_take(feeds, known[url], marks) for url, marks in waiting.items())


def _take(feeds: "Feeds", source: Source, marks: Sequence[ReadMark]) -> int:
    """Take in articles of one feed with what was done with them; returns how many are new."""
    now = datetime.now(UTC)
    entries = tuple(map(_entry, marks))
    feed = ParsedFeed(title=marks[0].feed_title, site=None, language=None, entries=entries, interval_hint=None)
    found = drafts(feed, feed_id=source.id, url=source.url, source=outlet(feed, source.url), fetched=now)
    articles = [ready(each)._replace(told=NOT_TOLD) for each in found if isinstance(each, Draft)]
    with library_lock(feeds.folder, "taking over newsboat's articles"):
        received = feeds.store.take([Brought(source.key, articles)], now)
    ids = feeds.store.by_guid(source.id, [mark.guid.strip() for mark in marks])
    known = [(ids[mark.guid.strip()], mark) for mark in marks if mark.guid.strip() in ids]
    feeds.state.mark_read(article for article, mark in known if mark.read)
    feeds.state.set_starred([article for article, mark in known if mark.starred], True)
    return len(received.added)


def _entry(mark: ReadMark) -> ParsedEntry:
    """Return an article of newsboat's as its feed had it."""
    enclosure = (Enclosure(mark.enclosure_url, mark.enclosure_type or None),) if mark.enclosure_url else ()
    return ParsedEntry(
        guid=mark.guid.strip() or None,
        url=absolute_url(mark.url) if mark.url else None,
        title=clean_line(mark.title),
        author=clean_line(mark.author) or None,
        published=mark.pub_date,
        dated=mark.pub_date is not None,
        html=mark.content,
        enclosures=enclosure,
        base=mark.base or None,
    )
