"""What the side bar lists: the whole library, parts of it, tags, saved searches, and the feeds in their folders."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from index.models import LibraryStatus, SavedSearch
from index.models.feeds import Feed
from tui.feeds.feed_rows import folder_name
from tui.reading.shelf import Shelf

Place = Shelf | SavedSearch
"""What a row opens."""
_MOST_TAGS = 12


@dataclass(frozen=True)
class Kept:
    """Tags and searches as the library keeps them."""

    tags: tuple[tuple[str, int], ...] = ()
    """Tag and number of articles, the commonest first."""
    searches: tuple[SavedSearch, ...] = ()
    unread: Mapping[str, int] = field(default_factory=dict)
    """By query, how many unread articles it finds; searches that were not counted yet are missing."""


@dataclass(frozen=True)
class SideRow:
    """One line of the side bar."""

    label: str = ""
    figure: str = ""
    """On the right."""
    place: Place | None = None
    """What Enter opens; None for headings and gaps."""
    heading: bool = False
    fresh: bool = False
    """Whether the figure counts something unread."""


def side_rows(
    status: LibraryStatus | None,
    kept: Kept,
    save_key: str,
    feeds: Sequence[Feed] | None = None,
    feeds_key: str = "",
) -> tuple[SideRow, ...]:
    """Return the rows from top to bottom; `feeds` come by folder, None before they were read.

    `save_key` saves a search and `feeds_key` opens the feeds, which is said while there are none.
    """
    return (*_rows(status, kept, save_key), *(_feed_rows(feeds, feeds_key) if feeds is not None else ()))


def _rows(status: LibraryStatus | None, kept: Kept, save_key: str) -> Iterator[SideRow]:
    yield SideRow("Inbox", f"{status.articles:,}" if status is not None else "", Shelf())
    yield SideRow("Unread", f"{status.unread:,}" if status is not None else "", Shelf(unread=True))
    yield SideRow("Starred", f"{status.starred:,}" if status is not None else "", Shelf(starred=True))
    if kept.tags:
        yield SideRow()
        yield SideRow("Tags", heading=True)
        for tag, count in kept.tags[:_MOST_TAGS]:
            yield SideRow(f"#{tag}", f"{count:,}", Shelf(tag=tag))
    yield SideRow()
    yield SideRow("Saved", "unread" if kept.searches else "", heading=True)
    if not kept.searches:
        yield SideRow(f"{save_key} while searching" if save_key else "A search that is")
        yield SideRow("saves the search." if save_key else "saved comes here.")
    for search in kept.searches:
        unread = kept.unread.get(search.query)
        yield SideRow(search.name, f"{unread:,}" if unread is not None else "", search, fresh=bool(unread))


def _feed_rows(feeds: Sequence[Feed], feeds_key: str) -> Iterator[SideRow]:
    yield SideRow()
    yield SideRow("Feeds", "unread" if feeds else "", heading=True)
    if not feeds:
        yield SideRow(f"{feeds_key} and then a" if feeds_key else "A feed that was")
        yield SideRow("adds one." if feeds_key else "added comes here.")
    for folder, within in groupby(feeds, key=lambda feed: feed.folder):
        listed = tuple(within)
        if folder:
            yield _places(folder_name(folder), listed)
        for feed in listed:
            yield _places(f"  {feed.called}" if folder else feed.called, (feed,), feed.called)


def _places(label: str, feeds: Sequence[Feed], called: str = "") -> SideRow:
    """Return the row that opens `feeds`."""
    unread = sum(feed.unread for feed in feeds)
    shelf = Shelf(feeds=tuple(feed.id for feed in feeds), called=called or label)
    return SideRow(label, f"{unread:,}" if unread else "", shelf, fresh=bool(unread))
