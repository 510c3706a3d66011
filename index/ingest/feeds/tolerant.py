"""The second parser: feedparser, for what is damaged, old or rare. It is fifty times slower, and cannot be stopped."""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

import feedparser  # type: ignore[import-untyped]  # it publishes no types

from index.ingest.feeds.enclosures import chosen
from index.ingest.feeds.intervals import interval
from index.ingest.feeds.moments import first_date
from index.ingest.feeds.parsed import MOST_ENTRIES, ParsedEntry, ParsedFeed, Parser
from index.ingest.feeds.wording import as_html, author_name, meant_as_html, title_words
from index.ingest.language import declared
from index.ingest.urls import absolute_url

LONGEST: Final = 256 * 1024
"""Characters; the worst of what it can be given takes it 12 s a million."""
_END: Final = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_DATES: Final = ("published", "created", "updated")


def read_tolerant(text: str, url: str) -> ParsedFeed:
    """Read whatever feedparser finds in `text`, the document at `url`; what it cannot read is an empty feed.

    Of a document longer than `LONGEST` only what stands before is read, up to the end of an entry.
    """
    left_out = 0
    if len(text) > LONGEST:
        ends = [found.end() for found in _END.finditer(text)]
        kept = sum(1 for end in ends if end <= LONGEST)
        left_out = len(ends) - kept
        text = text[: ends[kept - 1] if kept else LONGEST]
    # In a stream, because bytes would be taken for the name of a file first.
    stream = io.BytesIO(b'<?xml version="1.0" encoding="utf-8"?>\n' + text.encode("utf-8", "replace"))
    found = feedparser.parse(
        stream, response_headers={"content-location": url}, resolve_relative_uris=False, sanitize_html=False
    )
    about, entries = found["feed"], found["entries"]
    author = _text(about, "author")
    return ParsedFeed(
        title=title_words(_markup(about, "title")),
        site=absolute_url(_text(about, "link"), url) if _text(about, "link") else None,
        language=declared(dict.get(about, "language")),
        entries=tuple(_entry(each, author, url) for each in entries[:MOST_ENTRIES]),
        interval_hint=interval(
            _text(about, "ttl"), _text(about, "sy_updateperiod"), _text(about, "sy_updatefrequency")
        ),
        parser=Parser.TOLERANT,
        left_out=left_out + max(len(entries) - MOST_ENTRIES, 0),
    )


def _entry(entry: dict[str, Any], author: str, feed: str) -> ParsedEntry:
    published, written = first_date(_text(entry, name) for name in _DATES)
    html, base = _words(entry)
    guid = _text(entry, "id")
    link = _text(entry, "feedburner_origlink") or _link(entry)
    permanent = guid if entry.get("guidislink") else ""
    place = (absolute_url(link, feed) if link else None) or (absolute_url(permanent) if permanent else None)
    based = absolute_url(base, feed) if base else None
    near = based if based and based != feed else place or feed
    return ParsedEntry(
        guid=guid or None,
        url=place,
        title=title_words(_markup(entry, "title")),
        author=author_name(_text(entry, "author") or author),
        published=published,
        dated=published is not None,
        html=html,
        enclosures=chosen(_enclosures(entry), near),
        language=declared(dict.get(entry, "language")),
        written=written,
        base=near,
        source=title_words(_text(dict.get(entry, "source") or {}, "title")),
    )


def _text(fields: dict[str, Any], name: str) -> str:
    """Return a field as text; asked for so that feedparser gives none of another name in its place."""
    value = dict.get(fields, name) if isinstance(fields, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _markup(fields: dict[str, Any], name: str) -> str:
    """Return a field as HTML, whatever its declared type."""
    return _as_markup(dict.get(fields, f"{name}_detail") or {"value": _text(fields, name)})


def _as_markup(detail: dict[str, Any]) -> str:
    value = _text(detail, "value")
    kind = _text(detail, "type")
    if kind.startswith(("image/", "audio/", "video/")):
        return ""
    return as_html(value) if kind == "text/plain" and not meant_as_html(value) else value


def _words(entry: dict[str, Any]) -> tuple[str, str]:
    """Return the whole text, else the summary, as HTML, and the base of its addresses."""
    details = list(dict.get(entry, "content") or ())
    details.sort(key=lambda each: "html" not in _text(each, "type"))  # stable: the first HTML, else the first
    details.append(dict.get(entry, "summary_detail") or {"value": _text(entry, "summary")})
    for each in details:
        if words := _as_markup(each):
            return words, _text(each, "base")
    return "", ""


def _link(entry: dict[str, Any]) -> str:
    """Return where the entry leads to; not to a recording, and not to another feed."""
    for each in dict.get(entry, "links") or ():
        if _text(each, "rel") in {"", "alternate"} and _text(each, "href"):
            return _text(each, "href")
    return _text(entry, "link")


def _enclosures(entry: dict[str, Any]) -> Iterator[tuple[object, object, object]]:
    for each in dict.get(entry, "links") or ():
        if _text(each, "rel") == "enclosure":
            yield each.get("href"), each.get("type"), each.get("length")
    for each in dict.get(entry, "media_content") or ():
        yield each.get("url"), each.get("type") or each.get("medium"), None
    for each in dict.get(entry, "content") or ():
        if each.get("src"):
            yield each.get("src"), each.get("type"), None
