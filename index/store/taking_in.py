"""Taking in one draft: is it known, is it changed, what is it called from now on."""

import base64
import hashlib
import sqlite3
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from index.models import IdentityKind, Origin
from index.store.columns import to_seconds
from index.store.ready import Ready
from index.store.recognise import is_other_article

# A path, a guid or a record number can be given to something else; an address or the same content cannot.
_REUSABLE = frozenset({IdentityKind.GUID, IdentityKind.RECORD, IdentityKind.PATH})


class Outcome(Enum):
    """What became of a draft."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Taken(NamedTuple):
    """What became of a draft, and the article that it is; None where it is not wanted any more."""

    outcome: Outcome
    key: int | None


def take_in(connection: sqlite3.Connection, draft: Ready, now: datetime, change: int) -> Taken:
    """Take in one draft as it was found in a file."""
    known = _recognise(connection, draft)
    if known is None:
        return Taken(Outcome.ADDED, insert(connection, draft, now, change, Origin.FILE))
    kind, key, title, text, origin = known
    same = (title, text) == (draft.title, draft.text)
    # A copy of an earlier revision: content recognises, but it cannot tell that an article went back to it.
    if kind is IdentityKind.CONTENT and not same:
        return Taken(Outcome.UNCHANGED, key)
    learn(connection, key, draft, change)
    if same:
        return Taken(Outcome.UNCHANGED, key)
    # What a file has otherwise than a feed or a page is no change by the outlet.
    revise(connection, key, draft, now, change, Origin.FILE, changed=origin is Origin.FILE)
    return Taken(Outcome.UPDATED, key)


def _recognise(connection: sqlite3.Connection, draft: Ready) -> tuple[IdentityKind, int, str, str, Origin] | None:
    """Find the known article that a draft is: by what, its key, and title, text and origin of its newest revision."""
    for name, value in draft.identities:
        kind = IdentityKind(name)
        row = connection.execute(
            "SELECT key, revision.title, text, origin FROM identity JOIN article ON key = identity.article"
            " JOIN revision ON revision.article = key AND number = article.revision WHERE kind = ? AND value = ?",
            (kind, value),
        ).fetchone()
        if row is None:
            continue
        key, title, text, origin = row
        if kind is IdentityKind.CONTENT and stands_elsewhere(connection, key, draft):
            continue
        if kind not in _REUSABLE or not is_other_article(draft.title, draft.text, title, text):
            return kind, int(key), str(title), str(text), Origin(origin)
    return None


def stands_elsewhere(connection: sqlite3.Connection, key: int, draft: Ready) -> bool:
    """Tell whether the same content stands at another address than a draft's: a reprint, an article of its own."""
    if draft.known_by(IdentityKind.URL) is None:
        return False
    known = connection.execute("SELECT 1 FROM identity WHERE article = ? AND kind = ?", (key, IdentityKind.URL))
    return known.fetchone() is not None


def insert(connection: sqlite3.Connection, draft: Ready, now: datetime, change: int, origin: Origin) -> int:
    """Store a draft as a new article, which takes over identities that were another's; returns its key."""
    key = connection.execute(
        "INSERT INTO article (id, at, change, revision, published, fetched, words, language, source, url, author,"
        " title, lead) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            _fresh_id(connection, draft.identities[0]),
            draft.published if draft.published is not None else to_seconds(now),
            change,
            draft.published,
            to_seconds(now),
            draft.words,
            draft.language,
            draft.source,
            draft.url,
            draft.author,
            draft.title,
            draft.lead,
        ),
    ).lastrowid
    assert key is not None, "SQLite names the row it inserted"  # noqa: S101 - for the type checker
    # Not REPLACE, which takes a tenth longer where a foreign key has to be looked after.
    connection.executemany(
        "INSERT INTO identity VALUES (?, ?, ?) ON CONFLICT (kind, value) DO UPDATE SET article = excluded.article",
        [(*identity, key) for identity in draft.identities],
    )
    _add_revision(connection, key, 1, draft, now, origin)
    return key


def learn(connection: sqlite3.Connection, key: int, draft: Ready, change: int) -> None:
    """Add what a draft tells about a known article beside its text: identities, and facts that were missing.

    A path, guid or record number that was another article's until now is this one's. An article about which something
    was learned counts as changed: the index holds date, source and author, and facts are reckoned from the date.
    """
    connection.executemany(
        "INSERT INTO identity VALUES (?, ?, ?) ON CONFLICT (kind, value) DO UPDATE SET article = excluded.article"
        " WHERE kind IN ('guid', 'record', 'path')",
        [(*identity, key) for identity in draft.identities],
    )
    learned = connection.execute(
        "UPDATE article SET change = :change, at = CASE WHEN published IS NULL THEN coalesce(:published, at) ELSE at"
        " END, published = coalesce(published, :published), url = coalesce(url, :url),"
        " author = coalesce(author, :author), source = CASE source WHEN '' THEN :source ELSE source END"
        " WHERE key = :key AND (published IS NULL AND :published IS NOT NULL OR url IS NULL AND :url IS NOT NULL"
        " OR author IS NULL AND :author IS NOT NULL OR source = '' AND :source <> '')",
        {
            "change": change,
            "published": draft.published,
            "url": draft.url,
            "author": draft.author,
            "source": draft.source,
            "key": key,
        },
    )
    if learned.rowcount:
        connection.execute("DELETE FROM fact_set WHERE article = ?", (key,))
        _facts_changed(connection, key)


def _facts_changed(connection: sqlite3.Connection, key: int) -> None:
    """Note that the facts that an article had, if it had some, are no longer those of its newest revision."""
    connection.execute(
        "INSERT OR REPLACE INTO fact_change (article) SELECT article FROM fact_change WHERE article = ?", (key,)
    )


def revise(
    connection: sqlite3.Connection,
    key: int,
    draft: Ready,
    now: datetime,
    change: int,
    origin: Origin,
    *,
    changed: bool,
) -> None:
    """Store title and text of a draft as the next revision of an article.

    With `changed`, it is marked as changed by its outlet: not where only another sort of text came in, as the full one
    after a feed's few lines.
    """
    connection.execute(
        "UPDATE article SET revision = revision + 1, change = :change, title = :title, words = :words,"
        " language = :language, lead = :lead, updated = CASE WHEN :changed THEN :now ELSE updated END,"
        " was = CASE WHEN :changed AND title <> :title THEN title ELSE was END WHERE key = :key",
        {
            "change": change,
            "title": draft.title,
            "words": draft.words,
            "language": draft.language,
            "lead": draft.lead,
            "changed": changed,
            "now": to_seconds(now),
            "key": key,
        },
    )
    number = connection.execute("SELECT revision FROM article WHERE key = ?", (key,)).fetchone()[0]
    _add_revision(connection, key, number, draft, now, origin)
    _facts_changed(connection, key)


def _add_revision(
    connection: sqlite3.Connection, key: int, number: int, draft: Ready, now: datetime, origin: Origin
) -> None:
    """Store title and text of a draft as the revision of this number."""
    connection.execute(
        "INSERT INTO revision (article, number, fetched, title, blocks, links, text, origin)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (key, number, to_seconds(now), draft.title, draft.blocks, draft.links, draft.text, origin),
    )


def _fresh_id(connection: sqlite3.Connection, first: tuple[str, str]) -> str:
    """Make an id of an article's first identity: 'a' and 12 characters of base32 (60 bits of SHA-256).

    An identity that was taken over from another article has already made that one's id: then the next in line.
    """
    turn = 0
    while True:
        seed = ":".join(first) + (f"#{turn}" if turn else "")
        # The first ten bytes make sixteen characters, of which twelve are wanted.
        made = "a" + base64.b32encode(hashlib.sha256(seed.encode()).digest()[:10])[:12].decode().lower()
        if connection.execute("SELECT 1 FROM article WHERE id = ?", (made,)).fetchone() is None:
            return made
        turn += 1
