"""What a programmer would pick instead: SQLite's FTS5 over the same articles, with its Porter stemmer.

Its words go into a contentless table, as the text is stored elsewhere; what an article is, into a table beside it. It
has no wildcards but a prefix, and nothing fuzzy.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from index.search.index import Entry
from tests.bench.questions import Kind, Question
from tests.bench.search_engines import SHOWN, TITLE_WEIGHT, Answer

_TABLES = """
    CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '', tokenize = 'porter unicode61');
    CREATE TABLE article (number INTEGER PRIMARY KEY, id TEXT, source TEXT, moment REAL, day INTEGER);
"""
_MATCHING = "FROM words JOIN article ON article.number = words.rowid WHERE words MATCH ?"


class Fts5:
    """Title and text, ranked by its BM25 with the title weighing twice."""

    name: ClassVar[str] = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "fts5.db")

    @staticmethod
    def build(folder: Path, entries: Iterable[Entry]) -> None:
        """Index in one transaction; it merges as it goes."""
        connection = sqlite3.connect(folder / "fts5.db")
        connection.executescript(_TABLES)
        with connection:
            for number, entry in enumerate(entries, 1):
                connection.execute(
                    "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (number, entry.title, entry.text)
                )
                connection.execute(
                    "INSERT INTO article VALUES (?, ?, ?, ?, ?)",
                    (number, entry.id, entry.source, entry.date.timestamp(), entry.date.date().toordinal()),
                )
        connection.close()

    def answer(self, question: Question) -> Answer | None:
        """Ask for the ten best, and count all."""
        asked = _matched(question)
        if asked is None:
            return None
        values: list[object] = [asked, *_values(question)]
        # Counting needs no look at the articles unless they are filtered.
        matching = _MATCHING + "".join(_filters(question))
        counting = matching if len(values) > 1 else "FROM words WHERE words MATCH ?"
        (total,) = self._connection.execute(f"SELECT count(*) {counting}", values).fetchone()
        order = "article.moment DESC" if question.newest else f"bm25(words, {TITLE_WEIGHT}, 1.0)"
        rows = self._connection.execute(f"SELECT article.id {matching} ORDER BY {order} LIMIT {SHOWN}", values)
        return Answer([str(row[0]) for row in rows], total)


def _matched(question: Question) -> str | None:
    """Return the words in FTS5's own query language; None where it has none for them."""
    match question.kind:
        case Kind.ALL:
            return " AND ".join(f'"{word}"' for word in question.words)
        case Kind.ANY:
            return " OR ".join(f'"{word}"' for word in question.words)
        case Kind.PHRASE:
            return f'"{" ".join(question.words)}"'
        case Kind.PATTERN:
            beginning = question.words[0].removesuffix("*")
            return None if "*" in beginning else f'"{beginning}" *'
        case Kind.FUZZY:
            return None


def _filters(question: Question) -> Iterator[str]:
    if question.source is not None:
        yield " AND article.source = ?"
    if question.days is not None:
        yield " AND article.day BETWEEN ? AND ?"


def _values(question: Question) -> Iterator[object]:
    if question.source is not None:
        yield question.source
    if question.days is not None:
        yield from (day.toordinal() for day in question.days)
