"""Letting go of articles whose time is over, so that they do not come back with the next refresh."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from index.store.batches import batch
from index.store.columns import to_seconds
from index.store.database import Database
from index.store.news_format import FORMAT_WITH_FEEDS

_LISTED = """
    SELECT key, fetched, at, coalesce(updated, 0) FROM feed_article CROSS JOIN article ON key = feed_article.article
    WHERE feed_article.feed = :feed ORDER BY feed_article.article
"""
_UNWANTED = """
    SELECT id FROM article WHERE key = :key
        AND NOT EXISTS (SELECT 1 FROM state.mark WHERE mark.id = article.id AND starred)
        AND NOT EXISTS (SELECT 1 FROM state.tag WHERE tag.id = article.id)
        AND NOT EXISTS (SELECT 1 FROM state.compared WHERE compared.id = article.id)
        AND NOT EXISTS (
            SELECT 1 FROM feed_article other JOIN feed ON feed.key = other.feed
            WHERE other.article = article.key AND (keep_days IS NULL OR keep_days > :days))
        AND key < (SELECT max(key) FROM article)
"""
# The last condition: SQLite gives the number of the newest row anew once that is gone, and what is derived of the
# articles knows them by their numbers.


class Dropping:
    """Lets go of the articles of `news.db` that no feed keeps any longer."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._there = database.format >= FORMAT_WITH_FEEDS

    def too_old(self, now: datetime, most: int) -> list[tuple[int, str]]:
        """Return keys and ids of up to `most` articles that nobody starred, tagged or compared, and no feed keeps.

        An article that its outlet has changed counts from then on.
        """
        return list(islice(self._too_old(now), most)) if self._there else []

    def _too_old(self, now: datetime) -> Iterator[tuple[int, str]]:
        """Yield keys and ids of articles, each once."""
        read = self._database.connection().execute
        found: set[int] = set()
        for feed, days in read("SELECT key, keep_days FROM feed WHERE keep_days IS NOT NULL").fetchall():
            before = to_seconds(now - timedelta(days=days))
            for key, fetched, at, updated in read(_LISTED, {"feed": feed}):
                if fetched >= before:
                    # Articles are numbered as they come in: all that follow are younger, however many.
                    break
                if at >= before or updated >= before or key in found:
                    continue
                if (row := read(_UNWANTED, {"key": key, "days": days}).fetchone()) is not None:
                    found.add(key)
                    yield key, row[0]

    def drop(self, now: datetime, most: int) -> int:
        """Let go of up to `most` articles that are too old, in one transaction, and return how many.

        The caller holds the library's lock. By what they were recognised is remembered: as long as a feed lists them
        they would come in again as new.
        """
        with batch(self._database) as (connection, change):
            # Looked for within the transaction: what was starred a moment ago stays.
            articles = self.too_old(now, most)
            keys = [(key,) for key, _ in articles]
            connection.executemany(
                "INSERT OR IGNORE INTO dropped SELECT kind, value FROM identity WHERE article = ?", keys
            )
            connection.executemany("DELETE FROM article WHERE key = ?", keys)
            connection.executemany(
                "INSERT OR REPLACE INTO gone VALUES (?, ?)", [(article_id, change) for _, article_id in articles]
            )
        return len(articles)
