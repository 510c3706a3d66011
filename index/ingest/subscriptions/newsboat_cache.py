"""What newsboat's cache knows of articles: which were read or flagged, and the articles themselves."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from index.errors import BadInputError

_WAIT: Final = 3.0
"""Seconds; newsboat holds its lock for the writing of one feed."""
_NEEDED: Final = frozenset({"feedurl", "unread"})


@dataclass(frozen=True, slots=True)
class ReadMark:
    """An article in newsboat's cache, with what its reader did with it. Columns that an old cache lacks are empty."""

    guid: str
    """As in the feed; newsboat puts the address, or address and date, where the feed gives none."""
    url: str
    feed_url: str = field(repr=False)
    """As in the `urls` file: with user name and password where they stand there."""
    feed_title: str
    read: bool
    flags: str
    """Letters that the reader gave it; what each means is the reader's own affair."""
    title: str
    author: str
    pub_date: datetime | None
    """UTC."""
    content: str = field(repr=False)
    """HTML as a rule; whatever the feed had."""
    content_type: str
    base: str
    """The address against which links in `content` are resolved."""
    enclosure_url: str
    enclosure_type: str

    @property
    def starred(self) -> bool:
        """Whether it has any flag: newsboat's way to set an article apart."""
        return bool(self.flags)


def read_cache(path: Path) -> Iterator[ReadMark]:
    """Yield the articles of newsboat's `cache.db` as they are read, without those that were deleted.

    The file is only ever read. One that stays locked for three seconds (newsboat at work, or a network disk without
    locks) or lies in a folder that cannot be written to is read as it stands; what is being written may be missing.
    Raises `BadInputError`, not before the first article is asked for: no such file, no database of newsboat's, damaged.
    """
    if not path.is_file():
        raise BadInputError("there is no such file; name newsboat's cache.db")
    try:
        with closing(_opened(path)) as database:
            titles = _feed_titles(database)
            rows = database.execute("SELECT * FROM rss_item")
            rows.row_factory = sqlite3.Row
            if not {column[0] for column in rows.description} >= _NEEDED:
                raise BadInputError("it is no cache of newsboat's: its articles have no read marks")
            for row in rows:
                cells = {name: row[name] for name in row.keys()}  # noqa: SIM118 -- iterating a Row gives its values
                if not cells.get("deleted"):
                    yield _mark(cells, titles)
    except sqlite3.Error as error:
        raise BadInputError(f"it cannot be read as newsboat's cache ({error}); name its cache.db") from error


def _opened(path: Path) -> sqlite3.Connection:
    """Open the cache for reading, all of it as of one moment; with its locks, or without where they cannot be had."""
    uri = path.resolve().as_uri()
    try:
        return _connected(f"{uri}?mode=ro")
    except sqlite3.OperationalError:
        return _connected(f"{uri}?mode=ro&immutable=1")


def _connected(uri: str) -> sqlite3.Connection:
    database = sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None)
    try:
        database.text_factory = _text
        database.execute("BEGIN")
        database.execute("SELECT name FROM sqlite_master").fetchall()  # takes the lock, and reads the first page
    except sqlite3.Error:
        database.close()
        raise
    return database


def _text(stored: bytes) -> str:
    """Decode a cell; a feed's damaged characters must not stop the rest."""
    return stored.decode(errors="replace")


def _feed_titles(database: sqlite3.Connection) -> dict[str, str]:
    """Return the titles of the feeds by their addresses, or none where the cache keeps none."""
    columns = {name for _, name, *_ in database.execute("PRAGMA table_info(rss_feed)")}
    if not columns >= {"rssurl", "title"}:
        return {}
    return {_word(url): _word(title) for url, title in database.execute("SELECT rssurl, title FROM rss_feed")}


def _mark(cells: dict[str, object], titles: dict[str, str]) -> ReadMark:
    feed_url = _word(cells.get("feedurl"))
    return ReadMark(
        guid=_word(cells.get("guid")),
        url=_word(cells.get("url")),
        feed_url=feed_url,
        feed_title=titles.get(feed_url, ""),
        read=not cells.get("unread"),
        flags=_word(cells.get("flags")),
        title=_word(cells.get("title")),
        author=_word(cells.get("author")),
        pub_date=_moment(cells.get("pubDate")),
        content=_word(cells.get("content")),
        content_type=_word(cells.get("content_mime_type")),
        base=_word(cells.get("base")),
        enclosure_url=_word(cells.get("enclosure_url")),
        enclosure_type=_word(cells.get("enclosure_type")),
    )


def _word(cell: object) -> str:
    """Return a cell as text; SQLite lets any column hold anything."""
    if isinstance(cell, bytes):
        return _text(cell)
    return str(cell) if isinstance(cell, str | int) else ""


def _moment(cell: object) -> datetime | None:
    """Return seconds since 1970 as a time; newsboat writes 0 where the feed has none."""
    if not isinstance(cell, int) or cell <= 0:
        return None
    try:
        return datetime.fromtimestamp(cell, UTC)
    except (OverflowError, ValueError, OSError):
        return None
