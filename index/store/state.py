"""What the reader did: read, starred, tags, positions, searches, the last listing, the session. It needs no lock."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.models import ArticleState, SavedSearch, Session
from index.store.database import Database, Migration

MIGRATIONS = (
    Migration(
        1,
        """
        CREATE TABLE mark (
            id TEXT PRIMARY KEY,
            read INTEGER NOT NULL DEFAULT 0,
            starred INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE TABLE tag (id TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (id, tag)) WITHOUT ROWID;
        CREATE TABLE position (id TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE listing (number INTEGER PRIMARY KEY, id TEXT NOT NULL);
        CREATE TABLE session (only INTEGER PRIMARY KEY, data TEXT NOT NULL);
        CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO counter VALUES ('change', 0);
        """,
    ),
    Migration(
        2,
        """
        CREATE TABLE saved_search (name TEXT PRIMARY KEY, query TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE history (number INTEGER PRIMARY KEY, query TEXT NOT NULL UNIQUE);
        """,
    ),
    Migration(
        3,
        """
        ALTER TABLE mark ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX mark_hidden ON mark (id) WHERE hidden;
        CREATE INDEX mark_starred ON mark (id) WHERE starred;
        CREATE TABLE compared (id TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        """,
    ),
)
_SEARCHES_SINCE = 2
"""The format that brought saved searches and history: an older file that may not be changed has none."""
_HIDES_SINCE = 3
"""The format that brought hidden articles, settings, and what was compared."""
_MOST_QUERIES = 200
_COUNT_CHANGE = "UPDATE counter SET value = value + 1 WHERE name = 'change'"


class State:
    """`state.db`. A row whose article is gone is harmless."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(folder / "state.db", MIGRATIONS)
        self.hides = self.database.format >= _HIDES_SINCE
        """Whether articles can be hidden: not in an older file that may not be changed."""

    def change(self) -> int:
        """Return a number that grows whenever a mark, a tag or a saved search changes, in whatever process."""
        row = self.database.connection().execute("SELECT value FROM counter WHERE name = 'change'").fetchone()
        return int(row[0]) if row else 0

    def states(self, ids: Sequence[str]) -> tuple[ArticleState, ...]:
        """Return the states of `ids`, in their order; an article never touched is unread and bare."""
        connection = self.database.connection()
        marked = f"SELECT read, starred, {'hidden' if self.hides else '0'} FROM mark WHERE id = ?"  # noqa: S608 - a name
        found = []
        for article_id in ids:
            read, starred, hidden = connection.execute(marked, (article_id,)).fetchone() or (0, 0, 0)
            tags = connection.execute("SELECT tag FROM tag WHERE id = ? ORDER BY tag", (article_id,))
            found.append(
                ArticleState(
                    id=article_id,
                    read=bool(read),
                    starred=bool(starred),
                    tags=tuple(tag for (tag,) in tags),
                    hidden=bool(hidden),
                )
            )
        return tuple(found)

    def set_read(self, ids: Iterable[str], read: bool) -> None:
        """Mark articles read or unread."""
        self._each(
            "INSERT INTO mark (id, read) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET read = excluded.read",
            [(article_id, int(read)) for article_id in ids],
        )

    def mark_read(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Mark articles read, however many; returns those that were not before."""
        with self.database.write() as connection:
            known = {row[0] for row in connection.execute("SELECT id FROM mark WHERE read")}
            fresh = tuple(article_id for article_id in dict.fromkeys(ids) if article_id not in known)
            connection.executemany(
                "INSERT INTO mark (id, read) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET read = 1",
                ((article_id,) for article_id in fresh),
            )
            connection.execute(_COUNT_CHANGE)
        return fresh

    def set_hidden(self, ids: Iterable[str], hidden: bool) -> None:
        """Keep articles out of lists and searches, or show them again."""
        self._each(
            "INSERT INTO mark (id, hidden) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET hidden = excluded.hidden",
            [(article_id, int(hidden)) for article_id in ids],
        )

    def set_starred(self, ids: Iterable[str], starred: bool) -> None:
        """Star articles or take their stars away."""
        self._each(
            "INSERT INTO mark (id, starred) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET starred = excluded.starred",
            [(article_id, int(starred)) for article_id in ids],
        )

    def tag(self, ids: Iterable[str], tag: str) -> None:
        """Give articles a tag."""
        self._each("INSERT OR IGNORE INTO tag (id, tag) VALUES (?, ?)", [(article_id, tag) for article_id in ids])

    def untag(self, ids: Iterable[str], tag: str) -> None:
        """Take a tag off articles."""
        self._each("DELETE FROM tag WHERE id = ? AND tag = ?", [(article_id, tag) for article_id in ids])

    def restore(self, states: Sequence[ArticleState]) -> None:
        """Put articles back to earlier states, in one transaction."""
        with self.database.write() as connection:
            for state in states:
                connection.execute(
                    "INSERT OR REPLACE INTO mark (id, read, starred, hidden) VALUES (?, ?, ?, ?)",
                    (state.id, int(state.read), int(state.starred), int(state.hidden)),
                )
                connection.execute("DELETE FROM tag WHERE id = ?", (state.id,))
                connection.executemany(
                    "INSERT INTO tag (id, tag) VALUES (?, ?)", [(state.id, tag) for tag in state.tags]
                )
            connection.execute(_COUNT_CHANGE)

    def _each(self, statement: str, rows: list[tuple[str, int]] | list[tuple[str, str]]) -> None:
        """Run one statement for many rows, and count the change."""
        with self.database.write() as connection:
            connection.executemany(statement, rows)
            connection.execute(_COUNT_CHANGE)

    def tags(self) -> dict[str, int]:
        """Return how many articles carry each tag, the commonest first."""
        rows = self.database.connection().execute("SELECT tag, count(*) FROM tag GROUP BY tag ORDER BY 2 DESC, 1")
        return {str(tag): int(count) for tag, count in rows}

    def read_ids(self) -> frozenset[str]:
        """Return the ids of all articles that were read."""
        return self._ids("SELECT id FROM mark WHERE read = 1")

    def starred_ids(self) -> frozenset[str]:
        """Return the ids of all articles with a star."""
        return self._ids("SELECT id FROM mark WHERE starred = 1")

    def hidden_ids(self) -> frozenset[str]:
        """Return the ids of all articles that are kept out of lists and searches."""
        return self._ids("SELECT id FROM mark WHERE hidden") if self.hides else frozenset()

    def remember_compared(self, ids: Iterable[str]) -> None:
        """Remember that articles were compared: they are kept for as long as they are not deleted by hand."""
        with self.database.write() as connection:
            connection.executemany("INSERT OR IGNORE INTO compared VALUES (?)", [(article_id,) for article_id in ids])

    def setting(self, name: str) -> str | None:
        """Return the value of a setting; None where it was never set."""
        if not self.hides:
            return None
        row = self.database.connection().execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting."""
        with self.database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def _ids(self, statement: str) -> frozenset[str]:
        return frozenset(row[0] for row in self.database.connection().execute(statement))

    def tagged_ids(self) -> dict[str, frozenset[str]]:
        """Return the ids of the articles with each tag."""
        found: dict[str, set[str]] = {}
        for identity, tag in self.database.connection().execute("SELECT id, tag FROM tag"):
            found.setdefault(tag, set()).add(identity)
        return {tag: frozenset(ids) for tag, ids in found.items()}

    def position(self, article_id: str) -> int:
        """Return the code point at which the article was left; 0 where it was never opened."""
        row = self.database.connection().execute("SELECT place FROM position WHERE id = ?", (article_id,)).fetchone()
        return int(row[0]) if row else 0

    def set_position(self, article_id: str, place: int) -> None:
        """Remember where an article was left."""
        with self.database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO position VALUES (?, ?)", (article_id, place))

    def listing(self, number: int) -> str | None:
        """Return the article at a number (from 1) of the last listing."""
        row = self.database.connection().execute("SELECT id FROM listing WHERE number = ?", (number,)).fetchone()
        return str(row[0]) if row else None

    def remember_listing(self, ids: Sequence[str], first: int) -> None:
        """Remember what the last listing showed; its first article has the number `first`."""
        with self.database.write() as connection:
            connection.execute("DELETE FROM listing")
            connection.executemany("INSERT INTO listing VALUES (?, ?)", enumerate(ids, first))

    def session(self) -> Session:
        """Return where the reader was; a fresh session where there is none or it cannot be read any more."""
        row = self.database.connection().execute("SELECT data FROM session WHERE only = 1").fetchone()
        if row is None:
            return Session()
        try:
            return Session.model_validate_json(row[0])
        except ValueError:
            # Written by another version: a forgotten cursor is no reason not to start.
            return Session()

    def save_session(self, session: Session) -> None:
        """Remember where the reader is."""
        with self.database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO session VALUES (1, ?)", (session.model_dump_json(),))

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches by their names, upper and lower case alike."""
        if self.database.format < _SEARCHES_SINCE:
            return ()
        rows = self.database.connection().execute("SELECT name, query FROM saved_search ORDER BY lower(name), name")
        return tuple(SavedSearch(name=name, query=query) for name, query in rows)

    def save_search(self, search: SavedSearch) -> SavedSearch | None:
        """Keep a search; one of the same name is replaced, and returned."""
        with self.database.write() as connection:
            before = _saved(connection, search.name)
            connection.execute("INSERT OR REPLACE INTO saved_search VALUES (?, ?)", (search.name, search.query))
            connection.execute(_COUNT_CHANGE)
        return before

    def remove_search(self, name: str) -> SavedSearch | None:
        """Forget a saved search and return it; None where there was none of that name."""
        with self.database.write() as connection:
            before = _saved(connection, name)
            connection.execute("DELETE FROM saved_search WHERE name = ?", (name,))
            connection.execute(_COUNT_CHANGE)
        return before

    def history(self) -> tuple[str, ...]:
        """Return the queries that were used, the last one first."""
        if self.database.format < _SEARCHES_SINCE:
            return ()
        rows = self.database.connection().execute("SELECT query FROM history ORDER BY number DESC")
        return tuple(str(query) for (query,) in rows)

    def remember_query(self, query: str) -> None:
        """Put a query at the end of the history; an equal earlier one gives way, as does the oldest of too many."""
        with self.database.write() as connection:
            connection.execute("DELETE FROM history WHERE query = ?", (query,))
            connection.execute(
                "INSERT INTO history SELECT coalesce(max(number), 0) + 1, ? FROM history",
                (query,),
            )
            connection.execute(
                "DELETE FROM history WHERE number NOT IN (SELECT number FROM history ORDER BY number DESC LIMIT ?)",
                (_MOST_QUERIES,),
            )

    def close(self) -> None:
        """Close the file."""
        self.database.close()


def _saved(connection: sqlite3.Connection, name: str) -> SavedSearch | None:
    """Return the saved search of a name."""
    row = connection.execute("SELECT name, query FROM saved_search WHERE name = ?", (name,)).fetchone()
    return SavedSearch(name=row[0], query=row[1]) if row is not None else None
