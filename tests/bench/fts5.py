"""What a programmer would pick instead: SQLite's FTS5 over the same articles, with its Porter stemmer."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path


class Fts5:
    """Title and text in a table of FTS5, ranked by its BM25 with the title weighing twice."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.execute("CREATE VIRTUAL TABLE article USING fts5 (title, text, tokenize = 'porter unicode61')")

    def add(self, articles: Iterable[dict[str, str]]) -> None:
        """Index articles in one transaction."""
        with self._connection:
            self._connection.executemany(
                "INSERT INTO article VALUES (?, ?)", ((a.get("title", ""), a.get("text", "")) for a in articles)
            )

    def search(self, query: str) -> list[int]:
        """Return the ten best rows and count the rest, as a reader would."""
        self._connection.execute("SELECT count(*) FROM article WHERE article MATCH ?", (query,)).fetchone()
        rows = self._connection.execute(
            "SELECT rowid FROM article WHERE article MATCH ? ORDER BY bm25(article, 2.0, 1.0) LIMIT 10", (query,)
        )
        return [int(row[0]) for row in rows]
