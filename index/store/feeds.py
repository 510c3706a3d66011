"""The feeds: what is subscribed to, and taking in what they bring."""

import base64
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.models import IdentityKind
from index.models.feeds import Credentials, Feed
from index.store.asking import SOURCE, Checked, Source, save_checked, source
from index.store.batches import batch
from index.store.columns import TAGS, to_seconds, to_time
from index.store.database import Database
from index.store.feed_counts import Count, count_by_feed
from index.store.from_feeds import take_from_feed
from index.store.news_format import FORMAT_WITH_FEEDS
from index.store.ready import Ready
from index.store.taking_in import Outcome
from index.store.watching import fetch_soon, host_of

_FEED = """
    SELECT key, id, url, title, name, folder, site, full_text, watch_hours, keep_days, secret IS NOT NULL, stopped,
        checked, succeeded, error, nullif(next_try, 0), quiet_until,
        (SELECT json_group_array(tag) FROM (SELECT tag FROM feed_tag WHERE feed = feed.key ORDER BY tag))
    FROM feed
"""
_NEXT_TELLERS = """
    UPDATE feed_article SET teller = 1 WHERE (feed, article) IN (
        SELECT min(other.feed), other.article FROM feed JOIN feed_article leaving ON leaving.feed = feed.key
            JOIN feed_article other ON other.article = leaving.article AND other.feed <> leaving.feed
        WHERE feed.id = ? AND leaving.teller GROUP BY other.article)
"""
_SETTABLE = frozenset({"name", "folder", "full_text", "watch_hours", "keep_days", "typed"})


@dataclass(frozen=True, slots=True)
class Brought:
    """What a feed brought."""

    feed: int
    """Its key."""
    drafts: Sequence[Ready]
    checked: Checked | None = None
    """How the fetch ended; None where there was none."""
    full_text: bool = False
    """Whether the page of each new article is to be fetched as well."""
    typed_host: str | None = None
    """The host of the feed, where the user gave its address: pages there may be private, too."""


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a batch: ids of articles."""

    added: tuple[str, ...]
    updated: tuple[str, ...]


class FeedStore:
    """The feeds of `news.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.there = database.format >= FORMAT_WITH_FEEDS
        """False in an older file that may not be changed: it has none."""

    # What is subscribed to

    def all(self, *, hides: bool = True) -> tuple[Feed, ...]:
        """Return all feeds by folder and name, with how many articles each lists and how many of them are unread.

        `hides` tells whether the reader's state knows hidden articles, which do not count as unread.
        """
        if not self.there:
            return ()
        read = self._database.connection()
        counts = count_by_feed(read, hides=hides)
        feeds = [_feed(row).model_copy(update=counts.get(row[0], Count(0, 0))._asdict()) for row in read.execute(_FEED)]
        return tuple(sorted(feeds, key=lambda feed: (feed.folder.casefold(), feed.called.casefold(), feed.id)))

    def plain(self) -> tuple[Feed, ...]:
        """Return all feeds in the order they were added, without their counts."""
        if not self.there:
            return ()
        return tuple(_feed(row) for row in self._database.connection().execute(_FEED + "ORDER BY key"))

    def get(self, feed_id: str) -> Feed | None:
        """Return a feed without its counts; None where the id is unknown."""
        if not self.there:
            return None
        row = self._database.connection().execute(_FEED + "WHERE id = ?", (feed_id,)).fetchone()
        return None if row is None else _feed(row)

    def id_of(self, url: str) -> str | None:
        """Return the id of the feed with an address."""
        row = self._database.connection().execute("SELECT id FROM feed WHERE url = ?", (url,)).fetchone()
        return None if row is None else str(row[0])

    def fresh_id(self, url: str) -> str:
        """Return the id that a feed of this address is to have."""
        return _fresh_id(self._database.connection(), url)

    def add(
        self, feeds: Iterable[Feed], secrets: Mapping[str, Credentials], *, typed: bool, now: datetime
    ) -> list[str]:
        """Subscribe to feeds and return their ids; one whose address is known is left out.

        Those without an id get one, as of `fresh_id`. `secrets` are by address. `typed`: the user gave the addresses.
        """
        made: list[str] = []
        with self._database.write() as connection:
            for feed in feeds:
                if connection.execute("SELECT 1 FROM feed WHERE url = ?", (feed.url,)).fetchone():
                    continue
                feed_id = feed.id or _fresh_id(connection, feed.url)
                key = connection.execute(
                    "INSERT INTO feed (id, url, typed, title, name, folder, site, full_text, added, secret)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        feed_id,
                        feed.url,
                        int(typed),
                        feed.title,
                        feed.name,
                        feed.folder,
                        feed.site,
                        int(feed.full_text),
                        to_seconds(now),
                        _sealed(secrets.get(feed.url)),
                    ),
                ).lastrowid
                connection.executemany(
                    "INSERT OR IGNORE INTO feed_tag VALUES (?, ?)", [(key, tag) for tag in feed.tags]
                )
                made.append(feed_id)
        return made

    def change(self, feed_id: str, values: Mapping[str, str | int | None]) -> None:
        """Set columns of a feed: those that are the user's."""
        unknown = values.keys() - _SETTABLE
        if unknown:
            raise ValueError(f"not for the user to set: {', '.join(sorted(unknown))}")
        names = ", ".join(f"{name} = ?" for name in values)
        with self._database.write() as connection:
            connection.execute(f"UPDATE feed SET {names} WHERE id = ?", (*values.values(), feed_id))  # noqa: S608 - names known above

    def set_credentials(self, feed_id: str, credentials: Credentials | None) -> None:
        """Keep what lets a feed in, or forget it; it is asked for again at once, and in full."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE feed SET secret = ?, stopped = NULL, next_try = 0, quiet_until = NULL, etag = NULL,"
                " last_modified = NULL, digest = NULL WHERE id = ?",
                (_sealed(credentials), feed_id),
            )

    def set_tags(self, feed_id: str, tags: Iterable[str]) -> None:
        """Give a feed these tags and no others."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM feed_tag WHERE feed = (SELECT key FROM feed WHERE id = ?)", (feed_id,))
            connection.executemany(
                "INSERT OR IGNORE INTO feed_tag SELECT key, ? FROM feed WHERE id = ?", [(tag, feed_id) for tag in tags]
            )

    def remove(self, feed_id: str) -> None:
        """End a subscription; its articles stay, and where another feed lists them, that tells them from now on."""
        with self._database.write() as connection:
            connection.execute(_NEXT_TELLERS, (feed_id,))
            connection.execute("DELETE FROM feed WHERE id = ?", (feed_id,))

    # Fetching

    def sources(
        self, ids: Sequence[str] | None = None, *, now: datetime | None = None, due_only: bool = False
    ) -> tuple[Source, ...]:
        """Return what has to be known to ask for feeds: for `ids`, or all that are not stopped.

        With `now`, without `ids`, all but those whose server asked to be left alone until later; with `due_only`, only
        those whose next try has come by then.
        """
        if not self.there:
            return ()
        conditions: list[str] = ["1"]
        values: list[str | int] = []
        if ids is not None:
            conditions.append("id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(ids)))
        else:
            conditions.append("stopped IS NULL")
            if now is not None:
                conditions.append("coalesce(quiet_until, 0) <= ?")
                values.append(int(now.timestamp()))
        if due_only and now is not None:
            conditions.append("next_try <= ?")
            values.append(int(now.timestamp()))
        rows = self._database.connection().execute(SOURCE.format(conditions=" AND ".join(conditions)), values)
        return tuple(source(row) for row in rows)

    def recent(self, feed: int, most: int) -> list[datetime]:
        """Return when the articles that a feed listed last were published; the feed is given by its key."""
        rows = self._database.connection().execute(
            "SELECT at FROM (SELECT article FROM feed_article WHERE feed = ? ORDER BY article DESC LIMIT ?)"
            " CROSS JOIN article ON key = article",
            (feed, most),
        )
        return [to_time(at) for (at,) in rows]

    def take(
        self, brought: Sequence[Brought], now: datetime, updated: Callable[[Sequence[str]], None] = lambda _: None
    ) -> Received:
        """Take in what feeds brought, and how their fetch ended, in one transaction; the caller holds the lock.

        `updated` is told the ids of articles that their outlets have changed, before that is committed: what it does
        is never missing where the change is there. A feed of which this is lost is asked for again in full: its tags
        are kept with its articles, or not at all.
        """
        changed: dict[Outcome, dict[int, None]] = {outcome: {} for outcome in Outcome}
        with batch(self._database) as (connection, change):
            for each in brought:
                for draft in each.drafts:
                    taken = take_from_feed(connection, each.feed, draft, now, change)
                    if taken.key is not None:
                        changed[taken.outcome][taken.key] = None
                    if each.full_text and taken.outcome is Outcome.ADDED and taken.key is not None and draft.url:
                        typed = each.typed_host is not None and each.typed_host == host_of(draft.url)
                        fetch_soon(connection, taken.key, draft.url, now, typed=typed)
                if each.checked is not None:
                    save_checked(connection, each.checked, now)
            added, revised = (_ids(connection, changed[outcome]) for outcome in (Outcome.ADDED, Outcome.UPDATED))
            new = frozenset(added)
            received = Received(added, tuple(article_id for article_id in revised if article_id not in new))
            updated(received.updated)
        return received

    def by_guid(self, feed_id: str, guids: Iterable[str]) -> dict[str, str]:
        """Return the ids of the articles that a feed knows by guids; unknown ones are left out."""
        read = self._database.connection().execute
        found = {}
        for guid in guids:
            row = read(
                "SELECT id FROM identity JOIN article ON key = identity.article WHERE kind = ? AND value = ?",
                (IdentityKind.GUID, f"{feed_id}#{guid}"),
            ).fetchone()
            if row is not None:
                found[guid] = str(row[0])
        return found

    def save(self, checked: Sequence[Checked], now: datetime) -> None:
        """Keep how fetches ended that brought nothing, in one transaction."""
        if checked:
            with self._database.write() as connection:
                for each in checked:
                    save_checked(connection, each, now)


def _ids(connection: sqlite3.Connection, keys: Iterable[int]) -> tuple[str, ...]:
    """Return the ids of articles, in the order of their keys as given."""
    wanted = list(keys)
    sql = "SELECT key, id FROM article WHERE key IN (SELECT value FROM json_each(?))"
    found: dict[int, str] = dict(connection.execute(sql, (json.dumps(wanted),)))
    return tuple(found[key] for key in wanted)


def _fresh_id(connection: sqlite3.Connection, url: str) -> str:
    """Make an id of a feed's address: 'f' and 12 characters of base32.

    A feed that has moved on keeps the id of its first address: then the next in line.
    """
    turn = 0
    while True:
        seed = url + (f"#{turn}" if turn else "")
        made = "f" + base64.b32encode(hashlib.sha256(seed.encode()).digest())[:12].decode().lower()
        if connection.execute("SELECT 1 FROM feed WHERE id = ?", (made,)).fetchone() is None:
            return made
        turn += 1


def _sealed(credentials: Credentials | None) -> str | None:
    """Return credentials as they are stored; None where there are none."""
    if credentials is None or credentials == Credentials():
        return None
    return credentials.model_dump_json(exclude_defaults=True)


def _feed(row: tuple[Any, ...]) -> Feed:
    """Turn a row of `_FEED` into the model."""
    _, feed_id, url, title, name, folder, site, full_text, watch_hours, keep_days, authorised, stopped, *rest = row
    checked, succeeded, error, next_try, quiet_until, tags = rest
    return Feed(
        id=feed_id,
        url=url,
        title=title,
        name=name,
        folder=folder,
        site=site,
        full_text=bool(full_text),
        watch_hours=watch_hours,
        keep_days=keep_days,
        authorised=bool(authorised),
        stopped=stopped,
        checked=None if checked is None else to_time(checked),
        succeeded=None if succeeded is None else to_time(succeeded),
        error=error,
        next_try=None if next_try is None else to_time(next_try),
        quiet_until=None if quiet_until is None else to_time(quiet_until),
        tags=TAGS.validate_json(str(tags)),
    )
