"""What a list of feeds comes to, whichever program wrote it."""

from dataclasses import dataclass, field, replace

from index.ingest.urls import canonical_url


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that a list names."""

    url: str = field(repr=False)
    """http or https, as written: with user name and password where the list has them, hence not in the repr."""
    title: str = ""
    """What the list calls it, one line; empty where it says nothing but the address."""
    site: str | None = None
    """The page of which it is the feed."""
    folder: str = ""
    """'A/B' for a feed in B within A; empty at the top."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """A list of feeds as read."""

    feeds: tuple[Subscription, ...] = ()
    """In the order of the list, none twice."""
    trouble: tuple[str, ...] = ()
    """A sentence for each entry that could not be taken; no password or command stands in any."""


def without_repeats(feeds: list[Subscription]) -> tuple[Subscription, ...]:
    """Return each feed once, where it came first, with the tags of all its mentions.

    The same address with another user name stays a feed of its own: what it brings is another's.
    """
    kept: dict[tuple[str, str], Subscription] = {}
    for feed in feeds:
        user = feed.url.partition("://")[2].partition("/")[0].rpartition("@")[0]
        key = (user, canonical_url(feed.url) or feed.url)
        first = kept.get(key)
        if first is None:
            kept[key] = replace(feed, tags=tuple(dict.fromkeys(feed.tags)))
        else:
            kept[key] = replace(
                first,
                title=first.title or feed.title,
                site=first.site or feed.site,
                tags=tuple(dict.fromkeys(first.tags + feed.tags)),
            )
    return tuple(kept.values())
