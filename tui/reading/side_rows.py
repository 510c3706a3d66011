"""What the side bar lists: the whole library, parts of it, tags, and the searches that were saved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from index.models import LibraryStatus, SavedSearch
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


def side_rows(status: LibraryStatus | None, kept: Kept, save_key: str) -> tuple[SideRow, ...]:
    """Return the rows from top to bottom; `save_key` saves a search, which is said while there is none."""
    return tuple(_rows(status, kept, save_key))


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
