"""The feeds that a web page names."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from index.errors import BadInputError
from index.ingest.encoding import declared_encoding, decode
from index.ingest.markup import parse
from index.ingest.urls import absolute_url, site_of
from index.text.clean import clean_line

_TYPES: Final = {
    "application/rss+xml": "RSS",
    "application/atom+xml": "Atom",
    "application/rdf+xml": "RSS",
    "application/feed+json": "JSON Feed",
    "application/json": "JSON Feed",
    "text/xml": "RSS",
    "application/xml": "RSS",
}
_NAMES: Final = frozenset(
    {"feed", "rss", "atom", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json", "index.rdf"}
)
_ENDINGS: Final = (".rss", ".atom", ".rdf")
_MOST: Final = 50
_LOOKED_AT: Final = 10_000
"""Links of a page; a long one has some hundreds."""
_MOST_WORDS: Final = 20
"""Stretches of text in a link: one that is never closed holds the rest of the page."""
_LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names."""

    url: str
    """Absolute, http or https."""
    title: str
    """As the page calls it; empty where it does not."""
    type: str
    """'RSS', 'Atom' or 'JSON Feed', as declared; empty where it is only linked to."""


def feeds_of(page: bytes, url: str) -> tuple[FoundFeed, ...]:
    """Return the feeds that the HTML `page` at `url` declares, in its order; none where it is no HTML.

    Where it declares none, the links of its own site that end as feeds do ('/feed', 'rss.xml').
    """
    try:
        root = parse(decode(page, declared=declared_encoding(page)).encode("utf-8", "replace"))
    except BadInputError:
        return ()
    declared_base = next((each.get("href") for each in root.iter("base") if each.get("href")), None)
    base = (absolute_url(declared_base, url) if declared_base else None) or url
    declared = _once(_declared(each, base) for each in islice(root.iter("link"), _LOOKED_AT))
    return declared or _once(_linked(each, base, url) for each in islice(root.iter("a"), _LOOKED_AT))


def _once(feeds: Iterable[FoundFeed | None]) -> tuple[FoundFeed, ...]:
    """Return the first of each address, so many as a page may have."""
    found: dict[str, FoundFeed] = {}
    for feed in feeds:
        if feed is not None and len(found) < _MOST:
            found.setdefault(feed.url, feed)
    return tuple(found.values())


def _declared(element: etree._Element, base: str) -> FoundFeed | None:
    """Return the feed of a `link` in the head: https://html.spec.whatwg.org/#rel-alternate and the older rel=feed."""
    rels = (element.get("rel") or "").lower().split()
    kind = _TYPES.get((element.get("type") or "").lower().partition(";")[0].strip(), "")
    if not ("feed" in rels or ("alternate" in rels and kind)) or "stylesheet" in rels:
        return None
    address = absolute_url(element.get("href") or "", base) if element.get("href") else None
    return FoundFeed(address, clean_line(element.get("title") or "")[:_LONGEST_TITLE], kind) if address else None


def _linked(element: etree._Element, base: str, page: str) -> FoundFeed | None:
    """Return the feed that words of the page link to, if it is the page's own site's."""
    address = absolute_url(element.get("href") or "", base) if element.get("href") else None
    if not address or site_of(address) != site_of(page):
        return None
    last = urlsplit(address).path.lower().rstrip("/").rpartition("/")[2]
    if last not in _NAMES and not last.endswith(_ENDINGS):
        return None
    words = " ".join(map(str, islice(element.itertext(), _MOST_WORDS)))
    return FoundFeed(address, clean_line(words[: 2 * _LONGEST_TITLE])[:_LONGEST_TITLE], "")
