"""Asking for feeds: what has to be known of each beforehand, and how the last fetch of it ended."""

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from index.models.feeds import Credentials
from index.store.columns import to_seconds, to_time

SOURCE = """
    SELECT key, id, url, typed, etag, last_modified, digest, next_try, interval, failures, hint, full_text, secret
    FROM feed WHERE {conditions} ORDER BY key
"""


@dataclass(frozen=True, slots=True)
class Source:
    """What has to be known of a feed to ask for it."""

    key: int
    id: str
    url: str
    typed: bool
    """Whether the user gave this address: it may be private then."""
    etag: str | None
    last_modified: str | None
    digest: str | None
    next_try: datetime
    interval: int | None
    """Seconds between two fetches, as learned; None before the first."""
    failures: int
    """How often in a row it was not had."""
    hint: int | None
    full_text: bool
    credentials: Credentials | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """How the fetch of a feed ended. What is None after `stopped` stays as it was."""

    feed: int
    """Its key."""
    next_try: datetime
    error: str | None = None
    failures: int = 0
    stopped: str | None = None
    quiet_until: datetime | None = None
    """Until when its server asked to be left alone; None where it did not: an earlier wish holds on after a failure."""
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    interval: int | None = None
    hint: int | None = None
    title: str | None = None
    site: str | None = None
    url: str | None = None
    """Its new address, where it has moved for good."""


def save_checked(connection: sqlite3.Connection, checked: Checked, now: datetime) -> None:
    """Keep how a fetch ended; after a failure, what was known for the next one stays."""
    had = checked.error is None and checked.stopped is None
    connection.execute(
        "UPDATE feed SET checked = :now, next_try = :next_try, error = :error, failures = :failures,"
        " stopped = CASE WHEN :had THEN NULL ELSE coalesce(:stopped, stopped) END,"
        " quiet_until = CASE WHEN :had THEN NULL ELSE coalesce(:quiet_until, quiet_until) END,"
        " succeeded = CASE WHEN :had THEN :now ELSE succeeded END,"
        " etag = CASE WHEN :had THEN :etag ELSE etag END,"
        " last_modified = CASE WHEN :had THEN :last_modified ELSE last_modified END,"
        " digest = coalesce(:digest, digest), interval = coalesce(:interval, interval), hint = coalesce(:hint, hint),"
        " title = coalesce(nullif(:title, ''), title), site = coalesce(:site, site) WHERE key = :key",
        {
            "now": to_seconds(now),
            "next_try": to_seconds(checked.next_try),
            "error": checked.error,
            "failures": checked.failures,
            "stopped": checked.stopped,
            "quiet_until": None if checked.quiet_until is None else to_seconds(checked.quiet_until),
            "had": had,
            "etag": checked.etag,
            "last_modified": checked.last_modified,
            "digest": checked.digest,
            "interval": checked.interval,
            "hint": checked.hint,
            "title": checked.title,
            "site": checked.site,
            "key": checked.feed,
        },
    )
    if checked.url is not None:
        (before,) = connection.execute("SELECT url FROM feed WHERE key = ?", (checked.feed,)).fetchone()
        # Another feed may be subscribed to under the new address already: then both stay as they are. And the user
        # typed the name of one host, not that of the next, which may not lead into a private network.
        connection.execute(
            "UPDATE OR IGNORE feed SET url = ?, typed = typed AND ? WHERE key = ?",
            (checked.url, urlsplit(checked.url).hostname == urlsplit(before).hostname, checked.feed),
        )


def source(row: tuple[Any, ...]) -> Source:
    """Turn a row of `SOURCE` into what it is."""
    key, feed_id, url, typed, etag, last_modified, digest, next_try, interval, failures, hint, *rest = row
    full_text, secret = rest
    return Source(
        key=key,
        id=feed_id,
        url=url,
        typed=bool(typed),
        etag=etag,
        last_modified=last_modified,
        digest=digest,
        next_try=to_time(next_try),
        interval=interval,
        failures=failures,
        hint=hint,
        full_text=bool(full_text),
        credentials=None if secret is None else Credentials.model_validate_json(secret),
    )
