"""What a reader of one format found out, and how that becomes a draft."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from index.errors import BadInputError
from index.ingest import language as languages
from index.ingest.identity import identities
from index.ingest.pieces import Piece, compose
from index.ingest.sizes import LONGEST_TEXT
from index.ingest.titles import LONGEST, cut, make_title
from index.ingest.urls import absolute_url
from index.models import Draft
from index.text.clean import clean_line

_LONGEST_NAME = 200
_MOST_PARTS = 50_000
"""A hundred times the longest of articles; more would only fill the memory."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as its format gives it, not cleaned yet; what the format does not say is empty or None."""

    pieces: tuple[Piece, ...]
    title: str = ""
    source: str = ""
    url: str | None = None
    author: str | None = None
    published: datetime | None = None
    language: str | None = None


def draft(reading: Reading, *, path: Path | None = None, record: str | None = None) -> Draft:
    """Clean and compose `reading`, make a title and tell the language where it brings none.

    `path` and `record` are where it came from, as for `identities`. Raises `BadInputError` where it has no text.
    """
    if len(reading.pieces) > _MOST_PARTS:
        raise BadInputError(f"it has more than {_MOST_PARTS:,} paragraphs; split it into its articles")
    text, blocks, links = compose(reading.pieces)
    if not blocks:
        raise BadInputError("it has no text to read")
    if len(text) > LONGEST_TEXT:
        raise BadInputError(f"its text is longer than {LONGEST_TEXT:,} characters; split it into its articles")
    language = reading.language or languages.detect(text)
    title = cut(clean_line(reading.title), LONGEST) or make_title(reading.pieces, language) or "Untitled"
    source = cut(clean_line(reading.source), _LONGEST_NAME)
    url = absolute_url(clean_line(reading.url)) if reading.url else None
    return Draft(
        title=title,
        text=text,
        blocks=blocks,
        links=links,
        source=source,
        url=url,
        author=cut(clean_line(reading.author or ""), _LONGEST_NAME) or None,
        published=reading.published,
        language=language,
        identities=identities(
            source=source,
            title=title,
            published=reading.published,
            text=text,
            url=url,
            path=path,
            record=record,
        ),
    )
