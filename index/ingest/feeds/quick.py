"""The first parser: fastfeedparser, for what is well-formed RSS, RDF or Atom. Its words with the outline's marks."""

from collections.abc import Iterator
from typing import Any

import fastfeedparser  # type: ignore[import-untyped]  # it publishes no types
from lxml import etree

from index.ingest.feeds.enclosures import chosen
from index.ingest.feeds.moments import first_date
from index.ingest.feeds.outline import Marks, read_outline
from index.ingest.feeds.parsed import ParsedEntry, ParsedFeed
from index.ingest.feeds.wording import author_name, title_words


def read_quick(root: etree._Element, url: str) -> ParsedFeed | None:
    """Read the feed under `root`, found at `url`; None where it is not one of those, or where entries were lost."""
    outline = read_outline(root, url)
    if outline is None:
        return None
    try:
        found = fastfeedparser.parse(outline.plain, include_tags=False)
    except ValueError:
        return None
    if len(found["entries"]) != len(outline.marks):
        return None
    about = found["feed"]
    author = about.get("author")
    entries = tuple(_entry(entry, marks, author) for entry, marks in zip(found["entries"], outline.marks, strict=True))
    return ParsedFeed(
        title=title_words(about.get("title") or ""),
        site=outline.site,
        language=outline.language,
        entries=entries,
        interval_hint=outline.interval,
        left_out=outline.left_out,
    )


def _entry(entry: dict[str, Any], marks: Marks, author: str | None) -> ParsedEntry:
    """Put what the two know of one entry together; `author` is the feed's."""
    published, written = first_date(marks.dates)
    content = entry.get("content")
    html = (content[0]["value"] if content else "") or entry.get("description") or ""
    media = entry.get("media_content") or ()
    if not html.strip():
        html = next((str(each["description"]) for each in media if each.get("description")), marks.told)
    written_author = entry.get("author") or author
    return ParsedEntry(
        guid=marks.guid,
        url=marks.url,
        title=title_words(entry.get("title") or ""),
        author=author_name(written_author) if written_author else None,
        published=published,
        dated=published is not None,
        html=html,
        enclosures=chosen(_enclosures(entry, marks), marks.base),
        language=marks.language,
        written=written,
        base=marks.base,
        source=title_words(marks.source),
    )


def _enclosures(entry: dict[str, Any], marks: Marks) -> Iterator[tuple[object, object, object]]:
    """Yield what comes with an entry, by any of the three ways to say so."""
    for each in entry.get("enclosures") or ():
        yield each.get("url"), each.get("type"), each.get("length")
    yield from marks.enclosures
    for each in entry.get("media_content") or ():
        yield each.get("url"), each.get("type") or each.get("medium"), None
