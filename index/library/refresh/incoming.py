"""From the bytes of a feed to what the store takes in: the part of a refresh that costs time, and knows of no store."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from index.errors import BadInputError
from index.models import Draft
from index.store.ready import Ready, ready

if TYPE_CHECKING:
    from index.ingest.feeds.parsed import ParsedFeed


@dataclass(frozen=True, slots=True)
class FeedRead:
    """A feed as it was read."""

    title: str
    site: str | None
    hint: int | None
    """Seconds after which it asks to be fetched again."""
    drafts: tuple[Ready, ...]


def read_feed(body: bytes, *, url: str, content_type: str | None, feed_id: str, fetched: datetime) -> FeedRead:
    """Read the feed that stood at `url`; entries that are no articles are left out. Raises BadInputError."""
    from index.ingest.feeds.entries import drafts
    from index.ingest.feeds.parsing import parse_feed

    feed = parse_feed(body, url=url, content_type=content_type)
    found = drafts(feed, feed_id=feed_id, url=url, source=outlet(feed, url), fetched=fetched)
    return FeedRead(
        title=feed.title,
        site=feed.site,
        hint=feed.interval_hint,
        drafts=tuple(ready(each) for each in found if isinstance(each, Draft)),
    )


def is_feed(body: bytes, *, url: str, content_type: str | None) -> bool:
    """Tell whether what stood at `url` is a feed."""
    from index.ingest.feeds.parsing import parse_feed

    try:
        parse_feed(body, url=url, content_type=content_type)
    except BadInputError:
        return False
    return True


def outlet(feed: "ParsedFeed", url: str) -> str:
    """Return who speaks in the articles of the feed at `url`: as it calls itself, else the host of its site.

    Never as the user calls it: that names the subscription, and changes.
    """
    from index.ingest.urls import site_of

    return feed.title or site_of(feed.site) or site_of(url)
