"""How feeds stand in rows: under their folders, each with how it goes with it, in as many columns as there is room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len

from index.models.feeds import Feed
from tui.reading.ages import ago, ahead

_UNREAD, _HAD, _NEXT = 8, 14, 13
"""Cells of the columns, with the gap before them."""
_BEFORE = 3
"""Cells before the name: the cursor's bar, a sign, a space."""
_WITH_HAD, _WITH_NEXT, _WITH_TROUBLE = 46, 64, 104
"""The narrowest list that has the column."""
_NAME_SHARE = 0.42
"""What names take at most of the room beside the columns, where what is wrong has the rest."""
_LEAST_NAME = 20
"""Cells that names have at least there, so that the columns keep their place while feeds come and go."""
INDENT = 2
"""Cells before a name in a folder."""


@dataclass(frozen=True)
class FeedRow:
    """A feed, or the folder that the next ones are in."""

    label: str
    feed: Feed | None = None
    indented: bool = False
    """Whether it stands in a folder."""


@dataclass(frozen=True)
class Columns:
    """The cells of each column; 0 where there is no room for it."""

    name: int
    unread: int = _UNREAD
    had: int = 0
    next: int = 0
    trouble: int = 0


@dataclass(frozen=True)
class Cells:
    """What stands in the columns."""

    sign: str
    unread: str
    had: str
    next: str
    trouble: str


HEADINGS = Cells("", "unread", "last had", "next try", "what is wrong")


def feed_rows(feeds: Sequence[Feed]) -> tuple[FeedRow, ...]:
    """Return the rows from top to bottom; `feeds` come by folder."""
    return tuple(_rows(feeds))


def _rows(feeds: Sequence[Feed]) -> Iterator[FeedRow]:
    folder = ""
    for feed in feeds:
        if feed.folder != folder:
            folder = feed.folder
            yield FeedRow(folder_name(folder))
        yield FeedRow(feed.called, feed, indented=bool(folder))


def folder_name(folder: str) -> str:
    """Return a folder as a reader reads it: 'News › World' for 'News/World'."""
    return " › ".join(part for part in folder.split("/") if part)


def name_cells(rows: Sequence[FeedRow]) -> int:
    """Return how many cells the longest name takes, with its indent."""
    return max((cell_len(row.label) + INDENT * row.indented for row in rows if row.feed is not None), default=0)


def columns(width: int, names: int) -> Columns:
    """Return what each column gets of a list of `width` cells whose longest name has `names`."""
    had = _HAD if width >= _WITH_HAD else 0
    next_try = _NEXT if width >= _WITH_NEXT else 0
    room = max(width - _BEFORE - _UNREAD - had - next_try - 1, 1)
    name = min(round(room * _NAME_SHARE), max(names, _LEAST_NAME)) if width >= _WITH_TROUBLE else room
    return Columns(name, had=had, next=next_try, trouble=room - name)


def cells_of(feed: Feed, now: datetime) -> Cells:
    """Return what the columns say of a feed; an error and a stop have a sign, for colour is not seen by everybody."""
    wrong = feed.stopped or feed.error
    return Cells(
        sign="■" if feed.stopped else "!" if wrong else " ",
        unread=f"{feed.unread:,}" if feed.unread else "",
        had=ago(feed.succeeded, now) if feed.succeeded is not None else "not yet",
        next="stopped" if feed.stopped else ahead(feed.next_try, now) if feed.next_try is not None else "",
        trouble=wrong or "",
    )


def told(feed: Feed, now: datetime, refresh_key: str) -> tuple[str, str, str, str]:
    """Return what there is to say of one feed: its name, how it goes with it, figures and choices, its address."""
    title = f" · calls itself “{feed.title}”" if feed.name and feed.title and feed.title != feed.name else ""
    choices = [
        f"{feed.articles:,} {'article' if feed.articles == 1 else 'articles'}, {feed.unread:,} unread",
        "full text of each is fetched" if feed.full_text else "",
        _watched(feed.watch_hours),
        f"kept for {feed.keep_days} days" if feed.keep_days else "",
        "logs in" if feed.authorised else "",
        *(f"#{tag}" for tag in feed.tags),
    ]
    return (
        f"{feed.called}{title}",
        _how_it_goes(feed, now, refresh_key),
        " · ".join(choice for choice in choices if choice),
        feed.url,
    )


def _watched(hours: int | None) -> str:
    if hours is None:
        return ""
    return f"looked at again for {hours} h" if hours else "never looked at again"


def _how_it_goes(feed: Feed, now: datetime, refresh_key: str) -> str:
    if feed.stopped:
        return f"Stopped: {feed.stopped} {refresh_key} asks for it all the same."
    if feed.error:
        tried = f" Tried {ago(feed.checked, now)}" if feed.checked is not None else ""
        follows = f"next try {ahead(feed.next_try, now)}" if feed.next_try is not None else ""
        return f"{feed.error}{f'{tried}, {follows}.' if tried and follows else f'{tried}.' if tried else ''}"
    if feed.succeeded is None:
        return "Not asked for yet."
    follows = f", next try {ahead(feed.next_try, now)}" if feed.next_try is not None else ""
    return f"Had {ago(feed.succeeded, now)}{follows}."
