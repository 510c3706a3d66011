"""Taking in one draft: is it known, is it changed, what is it called from now on."""

import base64
import hashlib
import sqlite3
from datetime import datetime

from index.models import Draft, Identity, IdentityKind
from index.store.columns import BLOCKS, LINKS, to_seconds
from index.store.recognise import is_other_article
from index.text.words import count

# A path, a guid or a record number can be given to something else; an address or the same content cannot.
_REUSABLE = frozenset({IdentityKind.GUID, IdentityKind.RECORD, IdentityKind.PATH})
_LEAD_CHARACTERS = 200


def take_in(connection: sqlite3.Connection, draft: Draft, now: datetime, change: int) -> str:
    """Take in one draft; returns 'added', 'updated' or 'unchanged'."""
    known = _recognise(connection, draft)
    if known is None:
        _insert(connection, draft, now, change)
        return "added"
    kind, key, title, text = known
    same = (title, text) == (draft.title, draft.text)
    # A copy of an earlier revision: content recognises, but it cannot tell that an article went back to it.
    if kind is IdentityKind.CONTENT and not same:
        return "unchanged"
    _learn(connection, key, draft, change)
    if same:
        return "unchanged"
    _revise(connection, key, draft, now, change)
    return "updated"


def _recognise(connection: sqlite3.Connection, draft: Draft) -> tuple[IdentityKind, int, str, str] | None:
    """Find the known article that a draft is: by what, its key, and title and text of its newest revision."""
    for kind, value in draft.identities:
        row = connection.execute(
            "SELECT key, revision.title, text FROM identity JOIN article ON key = identity.article"
            " JOIN revision ON revision.article = key AND number = article.revision WHERE kind = ? AND value = ?",
            (kind, value),
        ).fetchone()
        if row is None:
            continue
        key, title, text = row
        if kind is IdentityKind.CONTENT and _stands_elsewhere(connection, key, draft):
            continue
        if kind not in _REUSABLE or not is_other_article(draft.title, draft.text, title, text):
            return kind, int(key), str(title), str(text)
    return None


def _stands_elsewhere(connection: sqlite3.Connection, key: int, draft: Draft) -> bool:
    """Tell whether the same content stands at another address than a draft's: a reprint, an article of its own."""
    if all(kind is not IdentityKind.URL for kind, _ in draft.identities):
        return False
    known = connection.execute("SELECT 1 FROM identity WHERE article = ? AND kind = ?", (key, IdentityKind.URL))
    return known.fetchone() is not None


def _insert(connection: sqlite3.Connection, draft: Draft, now: datetime, change: int) -> None:
    """Store a draft as a new article, which takes over identities that were another's until now."""
    published = to_seconds(draft.published)
    key = connection.execute(
        "INSERT INTO article (id, at, change, revision, published, fetched, words, language, source, url, author,"
        " title, lead) VALUES (?, ?, ?, 0, ?, ?, 0, ?, ?, ?, ?, '', '')",
        (
            _fresh_id(connection, draft.identities[0]),
            published if published is not None else to_seconds(now),
            change,
            published,
            to_seconds(now),
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


def _learn(connection: sqlite3.Connection, key: int, draft: Draft, change: int) -> None:
    """Add what a draft tells about a known article beside its text: identities, and facts that were missing.

    A path, guid or record number that was another article's until now is this one's. An article about which something
    was learned counts as changed: the index holds date, source and author, and facts are reckoned from the date.
    """
    connection.executemany(
        "INSERT INTO identity VALUES (?, ?, ?) ON CONFLICT (kind, value) DO UPDATE SET article = excluded.article"
        " WHERE kind IN ('guid', 'record', 'path')",
        [(kind, value, key) for kind, value in draft.identities],
    )
    learned = connection.execute(
        "UPDATE article SET change = :change, at = CASE WHEN published IS NULL THEN coalesce(:published, at) ELSE at"
        " END, published = coalesce(published, :published), url = coalesce(url, :url),"
        " author = coalesce(author, :author), source = CASE source WHEN '' THEN :source ELSE source END"
        " WHERE key = :key AND (published IS NULL AND :published IS NOT NULL OR url IS NULL AND :url IS NOT NULL"
        " OR author IS NULL AND :author IS NOT NULL OR source = '' AND :source <> '')",
        {
            "change": change,
            "published": to_seconds(draft.published),
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
            to_seconds(now),
            draft.title,
            BLOCKS.dump_json(draft.blocks).decode(),
            LINKS.dump_json(draft.links).decode(),
            draft.text,
            key,
        ),
    )
    _facts_changed(connection, key)


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
