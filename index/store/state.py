"""What the reader did: read, starred, tags, positions, the last listing, the session. It needs no lock."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.models import ArticleState, Session
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
)


class State:
    """`state.db`. A row whose article is gone is harmless."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(folder / "state.db", MIGRATIONS)

    def change(self) -> int:
        """Return a number that grows whenever a mark or a tag changes, in whatever process."""
        row = self.database.connection().execute("SELECT value FROM counter WHERE name = 'change'").fetchone()
        return int(row[0]) if row else 0

    def states(self, ids: Sequence[str]) -> tuple[ArticleState, ...]:
        """Return the states of `ids`, in their order; an article never touched is unread and bare."""
        connection = self.database.connection()
        found = []
        for article_id in ids:
            mark = connection.execute("SELECT read, starred FROM mark WHERE id = ?", (article_id,)).fetchone() or (0, 0)
            tags = connection.execute("SELECT tag FROM tag WHERE id = ? ORDER BY tag", (article_id,))
            found.append(
                ArticleState(
                    id=article_id, read=bool(mark[0]), starred=bool(mark[1]), tags=tuple(tag for (tag,) in tags)
                )
            )
        return tuple(found)

    def set_read(self, ids: Iterable[str], read: bool) -> None:
        """Mark articles read or unread."""
        self._each(
            "INSERT INTO mark (id, read) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET read = excluded.read",
            [(article_id, int(read)) for article_id in ids],
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
                    "INSERT OR REPLACE INTO mark (id, read, starred) VALUES (?, ?, ?)",
                    (state.id, int(state.read), int(state.starred)),
                )
                connection.execute("DELETE FROM tag WHERE id = ?", (state.id,))
                connection.executemany(
                    "INSERT INTO tag (id, tag) VALUES (?, ?)", [(state.id, tag) for tag in state.tags]
                )
            connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'change'")

    def _each(self, statement: str, rows: list[tuple[str, int]] | list[tuple[str, str]]) -> None:
        """Run one statement for many rows, and count the change."""
        with self.database.write() as connection:
            connection.executemany(statement, rows)
            connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'change'")

    def tags(self) -> dict[str, int]:
        """Return how many articles carry each tag, the commonest first."""
        rows = self.database.connection().execute("SELECT tag, count(*) FROM tag GROUP BY tag ORDER BY 2 DESC, 1")
        return {str(tag): int(count) for tag, count in rows}

    def tags_among(self, ids: frozenset[str]) -> dict[str, int]:
        """Return how many of the given articles carry each tag."""
        rows = self.database.connection().execute("SELECT id, tag FROM tag")
        return dict(Counter(str(tag) for article_id, tag in rows if article_id in ids))

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

    def close(self) -> None:
        """Close the file."""
        self.database.close()
