"""The pages that are to be fetched, once or again: when, and what is known of each from the last time."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from index.store.columns import to_seconds, to_time
from index.store.database import Database
from index.store.news_format import FORMAT_WITH_FEEDS

_FACTOR = 3
"""1, 3, 9, 27 hours: each wait is so many times the one before."""
_MOST_STEPS = 7
"""The last wait of a starred article is 27 days."""
_DUE = """
    SELECT watch.article, id, watch.url, typed, step, etag, last_modified, digest, at,
        coalesce((SELECT starred FROM state.mark WHERE mark.id = article.id), 0),
        (SELECT max(coalesce(watch_hours, :hours)) FROM feed_article JOIN feed ON feed.key = feed_article.feed
            WHERE feed_article.article = watch.article)
    FROM watch JOIN article ON key = watch.article
"""

_OF_FEEDS = """
    AND EXISTS (SELECT 1 FROM feed_article JOIN feed ON feed.key = feed_article.feed
        WHERE feed_article.article = watch.article AND feed.id IN (SELECT value FROM json_each(:feeds)))
"""


class Watched(NamedTuple):
    """A page that is to be fetched."""

    key: int
    """The number of its article in the store."""
    id: str
    url: str
    typed: bool
    """Whether the user gave its address, or that of a feed of the same host: it may be private then."""
    step: int
    """How often it was fetched for being watched."""
    etag: str | None
    last_modified: str | None
    digest: str | None
    at: datetime
    """When the article was published, or else came in."""
    starred: bool
    hours: int
    """How long the article is watched from then on."""

    def next(self, now: datetime) -> datetime | None:
        """Return when to fetch it after this time; None for never. One that was never had yet is tried for long."""
        due = now + timedelta(hours=_FACTOR**self.step)
        if self.starred or self.digest is None:
            return due if self.step < _MOST_STEPS else None
        return due if due <= self.at + timedelta(hours=self.hours) else None

    def wanted(self, now: datetime) -> bool:
        """Tell whether it is to be fetched at all: until it was had once, then while it is young, or starred."""
        return self.step == 0 or self.digest is None or self.starred or now <= self.at + timedelta(hours=self.hours)


class Tags(NamedTuple):
    """What makes the next request a conditional one."""

    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None


NO_TAGS = Tags()


class WatchStore:
    """The watched pages of `news.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._there = database.format >= FORMAT_WITH_FEEDS

    def due(self, now: datetime, most: int, hours: int, feeds: Sequence[str] | None = None) -> tuple[Watched, ...]:
        """Return up to `most` pages that are due, the longest waiting first; with `feeds` (ids), only of theirs.

        `hours`: how long an article is watched where none of its feeds says otherwise.
        """
        if not self._there:
            return ()
        rows = self._database.connection().execute(
            _DUE + f"WHERE due <= :now {'' if feeds is None else _OF_FEEDS} ORDER BY due LIMIT :most",
            {"hours": hours, "now": to_seconds(now), "most": most, "feeds": json.dumps(list(feeds or ()))},
        )
        return tuple(_watched(row, hours) for row in rows)

    def leave(self, watched: Sequence[Watched]) -> None:
        """Watch pages no more."""
        if watched:
            with self._database.write() as connection:
                rows = [(each.key,) for each in watched]
                connection.executemany("UPDATE watch SET due = NULL WHERE article = ?", rows)

    def of(self, article_id: str, url: str, now: datetime, hours: int, *, typed: bool) -> Watched | None:
        """Return the page of one article, which is watched from now on; None where the article is unknown."""
        with self._database.write() as connection:
            row = connection.execute("SELECT key FROM article WHERE id = ?", (article_id,)).fetchone()
            if row is None:
                return None
            fetch_soon(connection, int(row[0]), url, now, typed=typed)
            found = connection.execute(_DUE + "WHERE watch.article = :key", {"hours": hours, "key": row[0]}).fetchone()
        return _watched(found, hours)

    def watch_starred(self, now: datetime) -> None:
        """See to it that the pages of all starred articles are watched, those too that were watched before."""
        if not self._there:
            return
        new = (
            self._database.connection()
            .execute(
                "SELECT article.key, article.url, (SELECT feed.url FROM feed_article JOIN feed ON feed.key = feed"
                " WHERE feed_article.article = article.key AND typed LIMIT 1) FROM state.mark CROSS JOIN article"
                " USING (id) WHERE starred AND article.url IS NOT NULL"
                " AND NOT EXISTS (SELECT 1 FROM watch WHERE watch.article = article.key"
                " AND (due IS NOT NULL OR step >= ?))",
                (_MOST_STEPS,),
            )
            .fetchall()
        )
        if new:
            with self._database.write() as connection:
                for key, url, feed in new:
                    fetch_soon(connection, key, url, now, typed=feed is not None and host_of(feed) == host_of(url))

    def typed_feeds(self, article_id: str) -> tuple[str, ...]:
        """Return the addresses of the feeds that list an article and that the user gave."""
        rows = self._database.connection().execute(
            "SELECT feed.url FROM article JOIN feed_article ON feed_article.article = article.key"
            " JOIN feed ON feed.key = feed_article.feed WHERE article.id = ? AND typed",
            (article_id,),
        )
        return tuple(str(url) for (url,) in rows)


def fetch_soon(connection: sqlite3.Connection, key: int, url: str, now: datetime, *, typed: bool) -> None:
    """Have the page of an article fetched in the next refresh, and watched from then on as if for the first time."""
    connection.execute(
        "INSERT INTO watch (article, url, typed, due) VALUES (?, ?, ?, ?) ON CONFLICT (article) DO UPDATE"
        " SET due = min(coalesce(due, excluded.due), excluded.due), step = 0, typed = max(typed, excluded.typed)",
        (key, url, int(typed), to_seconds(now)),
    )


def fetched(
    connection: sqlite3.Connection,
    watched: Watched,
    now: datetime,
    tags: Tags,
    *,
    again: bool = True,
) -> None:
    """Note that a page was asked for; `tags` are kept as they were where they are None.

    Unless it is not to be asked for `again`, the next time is set.
    """
    known = watched._replace(digest=tags.digest or watched.digest)
    connection.execute(
        "UPDATE watch SET step = ?, due = ?, etag = coalesce(?, etag),"
        " last_modified = coalesce(?, last_modified), digest = coalesce(?, digest) WHERE article = ?",
        (
            watched.step + 1 if again else _MOST_STEPS,
            to_seconds(known.next(now)) if again else None,
            *tags,
            watched.key,
        ),
    )


def host_of(url: str) -> str:
    """Return host and port of an address, in lower case."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _watched(row: tuple[object, ...], hours: int) -> Watched:
    """Turn a row of `_DUE` into what it is."""
    key, article_id, url, typed, step, etag, last_modified, digest, at, starred, of_feeds = row
    return Watched._make(
        (
            key,
            article_id,
            url,
            bool(typed),
            step,
            etag,
            last_modified,
            digest,
            to_time(int(str(at))),
            bool(starred),
            hours if of_feeds is None else of_feeds,
        )
    )
