"""Subscribing to one feed: fetched once, to see what it is; a page is looked through for the feeds that it names."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from index.errors import BadInputError, FeedError
from index.ingest.feeds.discovery import FoundFeed, feeds_of
from index.ingest.fetching import Failed, Gone, Had, NotModified, Outcome, Request
from index.ingest.fetching.fetcher import Fetcher
from index.ingest.fetching.schedule import learned_interval
from index.ingest.subscriptions.addresses import feed_address
from index.library.authorising import apart, authorisation
from index.library.progress import silently
from index.library.refresh.incoming import read_feed
from index.models.feeds import Credentials, Feed
from index.store.asking import Checked
from index.store.columns import to_time
from index.store.feeds import Brought
from index.store.lock import library_lock
from index.store.watching import host_of
from index.text.clean import clean_line

if TYPE_CHECKING:
    from index.library.feeds import Feeds

_FILE = re.compile(r"file:", re.IGNORECASE)
_PATHS = ("/", "~", "./", "../")
_COMMENTS = re.compile(r"\bcomments?\b", re.IGNORECASE)
_FORMAT = re.compile(r"\b(?:rss|atom|rdf|xml|json)\b|feed|[\W\d_]", re.IGNORECASE)
_MOST_LISTED = 8


def subscribe(feeds: "Feeds", wanted: Feed, credentials: Credentials | None) -> Feed:
    """Subscribe to the feed at `wanted.url`, or to that of the page there, as `Feeds.add` says."""
    url, credentials = apart(_address(wanted.url), credentials)
    if (taken_over := _taken_over(feeds, wanted, url, credentials)) is not None:
        feeds.refresh([taken_over])
        return _listed(feeds, taken_over)
    _refuse_known(feeds, url)
    had = _fetch_feed(Request(url=url, auth=authorisation(credentials), typed=True))
    try:
        return _take(feeds, wanted, url, had, credentials, typed=True)
    except BadInputError as error:
        found = _one_of(feeds_of(had.body, had.url), url, str(error))
    # Only the server that the user named is asked with what the user gave, or within the user's own network.
    same = host_of(found.url) == host_of(url)
    credentials = credentials if same else None
    _refuse_known(feeds, found.url)
    had = _fetch_feed(Request(url=found.url, auth=authorisation(credentials), typed=same))
    try:
        return _take(feeds, wanted, found.url, had, credentials, typed=same)
    except BadInputError as error:
        raise FeedError(f"{clean_line(found.url)}, which the page names as its feed, is none: {error}") from error


def subscribe_unseen(feeds: "Feeds", wanted: Feed, credentials: Credentials | None) -> Feed:
    """Subscribe to what stands at `wanted.url` without asking for it, as `Feeds.add` says."""
    url, credentials = apart(_address(wanted.url), credentials)
    known = _taken_over(feeds, wanted, url, credentials)
    if known is None:
        _refuse_known(feeds, url)
        secrets = {} if credentials is None else {url: credentials}
        feed = wanted.model_copy(update={"url": url})
        (known,) = feeds.store.add([feed], secrets, typed=True, now=datetime.now(UTC))
    return _listed(feeds, known)


def _taken_over(feeds: "Feeds", wanted: Feed, url: str, credentials: Credentials | None) -> str | None:
    """Make a feed that a list from elsewhere had brought one that was typed; returns its id, None where it is none.

    It may lead into a private network then, and gets what the user gave.
    """
    known = feeds.store.id_of(url)
    if known is None or feeds.store.sources([known])[0].typed:
        return None
    feed = feeds.get(known)
    feeds.store.change(
        known,
        {
            "typed": 1,
            "name": wanted.name or feed.name,
            "folder": wanted.folder or feed.folder,
            "full_text": int(wanted.full_text or feed.full_text),
        },
    )
    feeds.store.set_tags(known, dict.fromkeys((*feed.tags, *wanted.tags)))
    if credentials is not None:
        feeds.store.set_credentials(known, credentials)
    return known


def _listed(feeds: "Feeds", feed_id: str) -> Feed:
    """Return a feed with its counts."""
    return next(feed for feed in feeds.list() if feed.id == feed_id)


def fetch(request: Request) -> Had:
    """Fetch one address. Raises FeedError, which says why it cannot be had."""
    outcome = _ask(request)
    if isinstance(outcome, Had):
        return outcome
    raise FeedError(getattr(outcome, "sentence", "It has not changed since it was last fetched."))


def _fetch_feed(request: Request) -> Had:
    """Fetch what is to be subscribed to. Raises FeedError, which says how to do without where it may be had later."""
    outcome = _ask(request)
    match outcome:
        case Had():
            return outcome
        case Failed(sentence, temporary=True):
            raise FeedError(f"{sentence} `crossread feeds add --unseen` subscribes without asking first.")
        case Gone():
            raise FeedError(f"{host_of(request.url)} says that what was at this address is gone for good.")
        case Failed(sentence):
            raise FeedError(sentence)
        case NotModified():
            raise FeedError("It has not changed since it was last fetched.")


def _ask(request: Request) -> Outcome:
    """Ask for one address."""

    async def ask() -> Outcome:
        async with Fetcher() as fetcher:
            return await fetcher.fetch(request)

    return asyncio.run(ask())


def _address(written: str) -> str:
    """Return the address that was typed, with a scheme. Raises FeedError."""
    if _FILE.match(written.strip()):
        return written.strip()
    try:
        return feed_address(written)
    except BadInputError as error:
        file = " The address of a file begins with file:///." if written.strip().startswith(_PATHS) else ""
        raise FeedError(f"This cannot be subscribed to: {error}.{file}") from error


def _refuse_known(feeds: "Feeds", url: str) -> None:
    """Raise BadInputError where an address is subscribed to already."""
    if known := feeds.store.id_of(url):
        raise BadInputError(
            f"{feeds.get(known).called} is subscribed to already, as {known}; `crossread refresh {known}` asks for it,"
            " and `crossread feeds set` changes it, its user name and password too."
        )


def _one_of(found: tuple[FoundFeed, ...], page: str, why: str) -> FoundFeed:
    """Return the feed that is meant among those that a page names.

    Comments are no news, and of several formats of one feed the first is as good as any.
    """
    if not found:
        raise FeedError(f"There is no feed at {clean_line(host_of(page) or page)}: {why}")
    news = [feed for feed in found if not _COMMENTS.search(f"{feed.title} {feed.url}")] or list(found)
    names = {_FORMAT.sub("", feed.title).casefold() for feed in news}
    if len(news) == 1 or (len(names) == 1 and len({feed.type for feed in news}) == len(news)):
        return news[0]
    listed = ", ".join(
        clean_line(f"{feed.url} ({feed.title})" if feed.title else feed.url) for feed in news[:_MOST_LISTED]
    )
    more = f", and {len(news) - _MOST_LISTED} more" if len(news) > _MOST_LISTED else ""
    raise FeedError(f"The page names {len(news)} feeds; add the one you want: {listed}{more}.")


def _take(feeds: "Feeds", wanted: Feed, url: str, had: Had, credentials: Credentials | None, *, typed: bool) -> Feed:
    """Read a feed as it was fetched from `url`, keep the subscription, and index what came with it.

    Raises BadInputError where it is no feed.
    """
    now = datetime.now(UTC)
    if had.permanent is not None and host_of(had.permanent) == host_of(url):
        url = had.permanent
    feed_id = feeds.store.fresh_id(url)
    read = read_feed(had.body, url=had.url, content_type=had.content_type, feed_id=feed_id, fetched=now)
    _refuse_known(feeds, url)
    feed = wanted.model_copy(update={"id": feed_id, "url": url, "title": read.title, "site": read.site})
    feeds.store.add([feed], {} if credentials is None else {url: credentials}, typed=typed, now=now)
    interval = learned_interval(
        [now if draft.published is None else to_time(draft.published) for draft in read.drafts], read.hint, now=now
    )
    checked = Checked(
        feeds.store.sources([feed_id])[0].key,
        now + timedelta(seconds=interval),
        etag=had.etag,
        last_modified=had.last_modified,
        digest=had.digest,
        interval=round(interval),
        hint=read.hint,
    )
    host = host_of(url) if typed else None
    with library_lock(feeds.folder, "subscribing to a feed"):
        feeds.store.take([Brought(checked.feed, read.drafts, checked, full_text=feed.full_text, typed_host=host)], now)
    feeds.index(silently)
    feeds.rules.apply()
    return _listed(feeds, feed_id)
