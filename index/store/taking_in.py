"""Taking in one draft: is it known, is it changed, what is it called from now on."""

import base64
import hashlib
import sqlite3
from datetime import datetime

from pydantic import TypeAdapter

from index.models import Block, Draft, Identity, IdentityKind, Link
from index.store.recognise import is_other_article
from index.text.words import count

# A path, a guid or a record number can be given to something else; an address or the same content cannot.
_REUSABLE = frozenset({IdentityKind.GUID, IdentityKind.RECORD, IdentityKind.PATH})
_LEAD_CHARACTERS = 200

_BLOCKS = TypeAdapter(tuple[Block, ...])
_LINKS = TypeAdapter(tuple[Link, ...])


def take_in(connection: sqlite3.Connection, draft: Draft, now: datetime, change: int) -> str:
    """Take in one draft; returns 'added', 'updated' or 'unchanged'."""
    known = _recognise(connection, draft)
    if known is None:
        _insert(connection, draft, now, change)
        return "added"
    key, title, text = known
    _learn(connection, key, draft)
    if (title, text) == (draft.title, draft.text):
        return "unchanged"
    _revise(connection, key, draft, now, change)
    return "updated"


def _recognise(connection: sqlite3.Connection, draft: Draft) -> tuple[int, str, str] | None:
    """Find the known article that a draft is: its key, and title and text of its newest revision."""
    for kind, value in draft.identities:
        row = connection.execute(
            "SELECT key, revision.title, text FROM identity JOIN article ON key = identity.article"
            " JOIN revision ON revision.article = key AND number = article.revision WHERE kind = ? AND value = ?",
            (kind, value),
        ).fetchone()
        if row is None:
            continue
        key, title, text = row
        if kind not in _REUSABLE or not is_other_article(draft.title, draft.text, title, text):
            return int(key), str(title), str(text)
    return None


def _insert(connection: sqlite3.Connection, draft: Draft, now: datetime, change: int) -> None:
    """Store a draft as a new article, which takes over identities that were another's until now."""
    published = _seconds(draft.published)
    key = connection.execute(
        "INSERT INTO article (id, at, change, revision, published, fetched, words, language, source, url, author,"
        " title, lead) VALUES (?, ?, ?, 0, ?, ?, 0, ?, ?, ?, ?, '', '')",
        (
            _fresh_id(connection, draft.identities[0]),
            published if published is not None else _seconds(now),
            change,
            published,
            _seconds(now),
            draft.language,
            draft.source,
            draft.url,
            draft.author,
        ),
    ).lastrowid
    assert key is not None, "SQLite names the row it inserted"  # noqa: S101 - for the type checker
    connection.executemany(
        "INSERT OR REPLACE INTO identity VALUES (?, ?, ?)", [(kind, value, key) for kind, value in draft.identities]
    )
    _revise(connection, key, draft, now, change)


def _learn(connection: sqlite3.Connection, key: int, draft: Draft) -> None:
    """Add what a draft tells about a known article beside its text: identities, and facts that were missing."""
    connection.executemany(
        "INSERT OR IGNORE INTO identity VALUES (?, ?, ?)", [(kind, value, key) for kind, value in draft.identities]
    )
    published = _seconds(draft.published)
    connection.execute(
        "UPDATE article SET at = CASE WHEN published IS NULL THEN coalesce(?, at) ELSE at END,"
        " published = coalesce(published, ?), url = coalesce(url, ?), author = coalesce(author, ?),"
        " source = CASE source WHEN '' THEN ? ELSE source END WHERE key = ?",
        (published, published, draft.url, draft.author, draft.source, key),
    )


def _revise(connection: sqlite3.Connection, key: int, draft: Draft, now: datetime, change: int) -> None:
    """Store title and text of a draft as the next revision of an article."""
    connection.execute(
        "UPDATE article SET revision = revision + 1, change = ?, title = ?, words = ?, language = ?, lead = ?"
        " WHERE key = ?",
        (change, draft.title, count(draft.text), draft.language, _lead(draft), key),
    )
    connection.execute(
        "INSERT INTO revision SELECT key, revision, ?, ?, ?, ?, ? FROM article WHERE key = ?",
        (
            _seconds(now),
            draft.title,
            _BLOCKS.dump_json(draft.blocks).decode(),
            _LINKS.dump_json(draft.links).decode(),
            draft.text,
            key,
        ),
    )


def _lead(draft: Draft) -> str:
    """Return the first words of prose, on one line."""
    prose = [block for block in draft.blocks if block.kind in ("paragraph", "quote", "item")] or draft.blocks
    start = prose[0].start if prose else 0
    return " ".join(draft.text[start : start + 2 * _LEAD_CHARACTERS].split())[:_LEAD_CHARACTERS]


def _fresh_id(connection: sqlite3.Connection, first: Identity) -> str:
    """Make an id of an article's first identity: 'a' and 12 characters of base32 (60 bits of SHA-256).

    An identity that was taken over from another article has already made that one's id: then the next in line.
    """
    turn = 0
    while True:
        seed = f"{first.kind}:{first.value}" + (f"#{turn}" if turn else "")
        made = "a" + base64.b32encode(hashlib.sha256(seed.encode()).digest())[:12].decode().lower()
        if connection.execute("SELECT 1 FROM article WHERE id = ?", (made,)).fetchone() is None:
            return made
        turn += 1


def _seconds(at: datetime | None) -> int | None:
    """Return a time as whole seconds of the Unix epoch."""
    return None if at is None else int(at.timestamp())
