"""A batch of changes to the articles: one transaction, one number that the search index follows."""

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from index.store.database import Database

_CACHE_KIB = 32_000
"""Of pages that a batch has changed: hashes lie all over an index, and what did not fit was written several times."""


class Batch(NamedTuple):
    """A transaction that changes articles, and the number of the change."""

    connection: sqlite3.Connection
    change: int


@contextlib.contextmanager
def batch(database: Database) -> Iterator[Batch]:
    """Begin a batch, and commit it at the end; the caller holds the library's lock. Raises what `write` raises."""
    database.connection().execute(f"PRAGMA cache_size = -{_CACHE_KIB:d}")
    with database.write() as connection:
        row = connection.execute("SELECT value FROM counter WHERE name = 'change'").fetchone()
        change = int(row[0]) + 1
        yield Batch(connection, change)
        # A batch that changed nothing is none: the index would wait for it for ever.
        connection.execute(
            "UPDATE counter SET value = :change WHERE name = 'change' AND (EXISTS (SELECT 1 FROM article"
            " WHERE change = :change) OR EXISTS (SELECT 1 FROM gone WHERE change = :change))",
            {"change": change},
        )
