"""Taking in one draft as a feed brings it: feeds repeat themselves at every refresh, and say less than their pages.

What a feed said last of an article is remembered as a hash. Where it says the same again, nothing is looked at; what it
says otherwise is a revision if it is this feed that tells the article, and if no full text would be hidden by it.
"""

import sqlite3
from datetime import datetime
from typing import NamedTuple

from index.models import IdentityKind, Origin
from index.store.ready import Ready
from index.store.recognise import is_other_article
from index.store.taking_in import Outcome, Taken, insert, learn, revise, stands_elsewhere
from index.store.watching import fetch_soon

_MUCH_LONGER = 2.0
"""Times the text of an article: a feed that says so much more than the one that brought it tells it from now on."""
NOT_TOLD = 0
"""In the place of the hash: the article came from elsewhere, and what its feed says of it first is no change."""


class _Text(NamedTuple):
    """The text of a revision."""

    origin: Origin
    title: str
    text: str
    url: str | None


def take_from_feed(connection: sqlite3.Connection, feed: int, draft: Ready, now: datetime, change: int) -> Taken:
    """Take in one draft that the feed of key `feed` lists."""
    known = _known(connection, feed, draft)
    if known is None:
        if _was_dropped(connection, draft):
            return Taken(Outcome.UNCHANGED, None)
        key = insert(connection, draft, now, change, Origin.FEED)
        _list(connection, feed, key, draft.told, teller=True)
        return Taken(Outcome.ADDED, key)
    listed = connection.execute(
        "SELECT told, teller FROM feed_article WHERE feed = ? AND article = ?", (feed, known)
    ).fetchone()
    if listed is not None and draft.told in (listed[0], NOT_TOLD):
        return Taken(Outcome.UNCHANGED, known)
    learn(connection, known, draft, change)
    if listed is None:
        return _first_listed(connection, feed, known, draft, now, change)
    before, teller = listed
    _list(connection, feed, known, draft.told, teller=bool(teller))
    if before == NOT_TOLD:
        return Taken(Outcome.UNCHANGED, known)
    return _told_anew(connection, known, draft, now, change) if teller else Taken(Outcome.UNCHANGED, known)


def _known(connection: sqlite3.Connection, feed: int, draft: Ready) -> int | None:
    """Find the known article that a draft is.

    The guid comes first: some feeds give all that they list the address of one page.
    """
    for identity in sorted(draft.identities, key=lambda each: each[0] != IdentityKind.GUID):
        row = connection.execute(
            "SELECT article, (SELECT told FROM feed_article WHERE feed = ? AND article = identity.article)"
            " FROM identity WHERE kind = ? AND value = ?",
            (feed, *identity),
        ).fetchone()
        if row is None:
            continue
        key = int(row[0])
        if row[1] == draft.told or not _is_other(connection, key, draft, identity):
            return key
    return None


def _is_other(connection: sqlite3.Connection, key: int, draft: Ready, by: tuple[str, str]) -> bool:
    """Tell whether the article known by an identity is another one than a draft that has it."""
    if by[0] == IdentityKind.CONTENT:
        return stands_elsewhere(connection, key, draft)
    if by[0] == IdentityKind.URL and not _has_another_guid(connection, key, draft):
        return False
    newest = _newest(connection, key)
    return is_other_article(draft.title, draft.text, newest.title, newest.text)


def _has_another_guid(connection: sqlite3.Connection, key: int, draft: Ready) -> bool:
    """Tell whether the feed of a draft knows an article by another guid than the draft's."""
    guid = draft.known_by(IdentityKind.GUID)
    if guid is None:
        return False
    rows = connection.execute("SELECT value FROM identity WHERE article = ? AND kind = ?", (key, IdentityKind.GUID))
    feed = guid.partition("#")[0]
    of_feed = {str(value) for (value,) in rows if value.partition("#")[0] == feed}
    return bool(of_feed) and guid not in of_feed


def _newest(connection: sqlite3.Connection, key: int) -> _Text:
    """Return the newest text of an article."""
    row = connection.execute(
        "SELECT origin, revision.title, text, url FROM article JOIN revision ON revision.article = key"
        " AND number = article.revision WHERE key = ?",
        (key,),
    ).fetchone()
    return _Text(Origin(row[0]), *row[1:])


def _was_dropped(connection: sqlite3.Connection, draft: Ready) -> bool:
    """Tell whether a draft was here before, and was let go because its time was over."""
    # Few libraries let anything go; and where nothing was, no identity has to be looked up.
    if connection.execute("SELECT 1 FROM dropped LIMIT 1").fetchone() is None:
        return False
    return any(
        connection.execute("SELECT 1 FROM dropped WHERE kind = ? AND value = ?", identity).fetchone()
        for identity in draft.identities
    )


def _list(connection: sqlite3.Connection, feed: int, key: int, told: int, *, teller: bool) -> None:
    """Note that a feed lists an article, and what it says of it."""
    connection.execute(
        "INSERT INTO feed_article VALUES (?, ?, ?, ?)"
        " ON CONFLICT (feed, article) DO UPDATE SET told = excluded.told, teller = excluded.teller",
        (feed, key, told, int(teller)),
    )


def _first_listed(
    connection: sqlite3.Connection, feed: int, key: int, draft: Ready, now: datetime, change: int
) -> Taken:
    """Take in what a feed says of an article that is known from elsewhere."""
    telling = connection.execute("SELECT feed FROM feed_article WHERE article = ? AND teller", (key,)).fetchone()
    if telling is None:
        _list(connection, feed, key, draft.told, teller=True)
        before = connection.execute(
            "SELECT title, text FROM revision WHERE article = ? AND origin = ? ORDER BY number DESC LIMIT 1",
            (key, Origin.FEED),
        ).fetchone()
        if before is None or before == (draft.title, draft.text):
            return Taken(Outcome.UNCHANGED, key)
        return _told_anew(connection, key, draft, now, change)
    newest = _newest(connection, key)
    much_longer = newest.origin is Origin.FEED and len(draft.text) > _MUCH_LONGER * len(newest.text)
    _list(connection, feed, key, draft.told, teller=much_longer)
    if much_longer:
        connection.execute("UPDATE feed_article SET teller = 0 WHERE article = ? AND feed <> ?", (key, feed))
        revise(connection, key, draft, now, change, Origin.FEED, changed=False)
    return Taken(Outcome.UNCHANGED, key)


def _told_anew(connection: sqlite3.Connection, key: int, draft: Ready, now: datetime, change: int) -> Taken:
    """Make a revision of what a feed says otherwise than before; where a full text stands, have that fetched again."""
    newest = _newest(connection, key)
    if newest.origin is Origin.FEED or newest.url is None:
        if (newest.title, newest.text) == (draft.title, draft.text):
            return Taken(Outcome.UNCHANGED, key)
        revise(connection, key, draft, now, change, Origin.FEED, changed=True)
        return Taken(Outcome.UPDATED, key)
    fetch_soon(connection, key, newest.url, now, typed=False)
    return Taken(Outcome.UNCHANGED, key)
