"""What the index holds of an article, and how Whoosh is told of it.

The text itself is not stored; the news store has it.
"""

from dataclasses import dataclass
from datetime import datetime

from whoosh import fields, formats

from index.search.whoosh_analysis import ArticleAnalyzer

SCHEMA_VERSION = 3
"""Counted up whenever the fields, the analysis or the files change; an index of another version is made anew."""

SLOP_LIMIT = 20
"""How far apart the words of a near-phrase may stand at most. Parts of an article are kept further apart than that."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index wants of an article; `date` is when it was published, or else fetched, in UTC."""

    id: str
    title: str
    text: str
    source: str
    author: str
    date: datetime
    language: str | None
    key: int = 0
    """Its number in the news store, by which its facts go; 0 for none."""


def schema() -> fields.Schema:
    """Return the schema for Whoosh; `text` is headline, body, outlet and author: a bare word is one look-up.

    Terms of `text` and `title` are stems with the group of their language (`en:run`), all others words as written.
    """
    stemmed, written = ArticleAnalyzer(form="stem"), ArticleAnalyzer(form="written")
    return fields.Schema(
        id=fields.STORED(),
        text=fields.TEXT(analyzer=stemmed),
        title=fields.TEXT(analyzer=stemmed),
        source=fields.TEXT(analyzer=written),
        author=fields.TEXT(analyzer=written),
        written=_written(written),
        title_written=_written(written),
    )


def _written(analyzer: ArticleAnalyzer) -> fields.TEXT:
    """Return a field of words as written, without positions or scores: what patterns and fuzzy words look through."""
    field = fields.TEXT(analyzer=analyzer, phrase=False)
    field.format = formats.Existence()
    field.scorable = False
    return field
