"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/): every field may be of any kind, or missing."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from index.errors import BadInputError
from index.ingest.encoding import decode
from index.ingest.feeds.enclosures import chosen
from index.ingest.feeds.moments import first_date
from index.ingest.feeds.parsed import MOST_ENTRIES, ParsedEntry, ParsedFeed, Parser
from index.ingest.feeds.wording import as_html, title_words
from index.ingest.language import declared
from index.ingest.urls import absolute_url
from index.text.clean import clean_line


def is_json(data: bytes) -> bool:
    """Tell whether `data` begins as a JSON object does."""
    return data[:64].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip().startswith(b"{")


def read_json(data: bytes, url: str) -> ParsedFeed:
    """Read the feed at `url`. Raises `BadInputError` where it is not JSON, or other JSON than a feed."""
    try:
        about = json.loads(decode(data))
    except (ValueError, RecursionError, BadInputError) as error:
        raise BadInputError("This begins as JSON but breaks off being so, so no feed can be read from it.") from error
    items = about.get("items") if isinstance(about, dict) else None
    if not isinstance(items, list):
        raise BadInputError("This is JSON, but no feed: it has no list of items.")
    author = _author(about)
    kept = [item for item in items[:MOST_ENTRIES] if isinstance(item, dict)]
    return ParsedFeed(
        title=title_words(_text(about, "title")),
        site=_address(about, "home_page_url", url),
        language=declared(about.get("language")),
        entries=tuple(_entry(item, author, url) for item in kept),
        interval_hint=None,
        parser=Parser.JSON,
        left_out=max(len(items) - MOST_ENTRIES, 0),
    )


def _entry(item: Mapping[str, Any], author: str | None, feed: str) -> ParsedEntry:
    published, written = first_date(_text(item, name) for name in ("date_published", "date_modified"))
    place = _address(item, "url", feed) or _address(item, "external_url", feed)
    guid = _text(item, "id")
    html = _text(item, "content_html")
    if not html.strip():
        html = as_html(_text(item, "content_text") or _text(item, "summary"))
    return ParsedEntry(
        guid=guid or None,
        url=place or absolute_url(guid),
        title=clean_line(_text(item, "title")),
        author=_author(item) or author,
        published=published,
        dated=published is not None,
        html=html,
        enclosures=chosen(_enclosures(item), place or feed),
        language=declared(item.get("language")),
        written=written,
        base=place or feed,
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    """Return a field as text; an id or a date may be a number."""
    value = fields.get(name)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _address(fields: Mapping[str, Any], name: str, base: str) -> str | None:
    written = _text(fields, name)
    return absolute_url(written, base) if written.strip() else None


def _author(fields: Mapping[str, Any]) -> str | None:
    """Return the names of the authors: a list since 1.1, one object in 1.0, and here and there only a name."""
    named = fields.get("authors") or fields.get("author")
    names = (
        each if isinstance(each, str) else _text(each, "name") if isinstance(each, dict) else ""
        for each in (named if isinstance(named, list) else [named])
    )
    return ", ".join(filter(None, map(clean_line, names))) or None


def _enclosures(item: Mapping[str, Any]) -> Iterator[tuple[object, object, object]]:
    attached = item.get("attachments")
    for each in attached if isinstance(attached, list) else ():
        if isinstance(each, dict):
            yield each.get("url"), each.get("mime_type"), each.get("size_in_bytes")
