"""What lists show of articles: a row of the store joined with the feeds that list it and what the reader did."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from index.models import ArticleSummary
from index.store.columns import TAGS, to_time
from index.store.news_format import FORMAT_WITH_FEEDS

_FEEDS = """
    updated, was,
    (SELECT json_group_array(url) FROM (SELECT feed.url FROM feed_article JOIN feed ON feed.key = feed_article.feed
        WHERE feed_article.article = article.key ORDER BY feed.key))
"""
_WITHOUT_FEEDS = "NULL, NULL, '[]'"
_SUMMARY = """
    SELECT article.id, article.title, article.source, article.url, article.author, article.published, article.fetched,
        article.language, article.words, article.revision, coalesce(mark.read, 0), coalesce(mark.starred, 0),
        (SELECT json_group_array(tag) FROM (SELECT tag FROM state.tag WHERE tag.id = article.id ORDER BY tag)),
        {feeds}
    FROM article LEFT JOIN state.mark ON mark.id = article.id WHERE article.id = ?
"""


def summaries(connection: sqlite3.Connection, ids: Sequence[str], format_: int) -> tuple[ArticleSummary, ...]:
    """Return the summaries of `ids` in their order, from a store of a format; unknown ones are left out."""
    statement = _SUMMARY.format(feeds=_FEEDS if format_ >= FORMAT_WITH_FEEDS else _WITHOUT_FEEDS)
    rows = (connection.execute(statement, (article_id,)).fetchone() for article_id in ids)
    return tuple(_summary(row) for row in rows if row is not None)


def _summary(row: tuple[Any, ...]) -> ArticleSummary:
    """Turn a row of `_SUMMARY` into the model."""
    article_id, title, source, url, author, published, fetched, language, words, revision, *rest = row
    read, starred, tags, updated, was, feeds = rest
    return ArticleSummary.model_validate(
        {
            "id": article_id,
            "title": title,
            "source": source,
            "feeds": TAGS.validate_json(str(feeds)),
            "url": url,
            "author": author,
            "published": None if published is None else to_time(published),
            "fetched": to_time(fetched),
            "language": language,
            "words": words,
            "revision": revision,
            "read": bool(read),
            "starred": bool(starred),
            "tags": TAGS.validate_json(str(tags)),
            "updated": None if updated is None else to_time(updated),
            "was": was,
        }
    )
