"""What a page says of itself in its head: headline, outlet, author, date, address and language."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from lxml import etree

from index.ingest.dates import parse_date
from index.ingest.language import declared
from index.ingest.markup import words_in
from index.ingest.titles import same_words
from index.ingest.urls import absolute_url, site_of
from index.text.clean import clean_line

_MOST_NODES: Final = 2000
"""Objects looked at in a page's JSON-LD; an article is among the first dozen."""
_SEPARATORS: Final = (" | ", " - ", " – ", " — ", " :: ", " « ", " » ", " · ")
_DATE_NAMES: Final = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date",
    "citation_date", "article.published", "article_date_original", "originalpublicationdate", "article:modified_time",
)  # fmt: skip
_AUTHOR_NAMES: Final = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "citation_author",
)
# What templates wrap a script in, for browsers that read a page as XML.
_CDATA: Final = re.compile(r"\A\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*\Z")
_DATED_PATH: Final = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})/")
_TITLE_NAMES: Final = ("og:title", "twitter:title", "dc.title", "citation_title")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; what it does not say is empty or None."""

    title: str
    source: str
    url: str | None
    author: str | None
    published: datetime | None
    language: str | None


@dataclass(frozen=True, slots=True)
class _Head:
    """The raw material: `meta` elements by name in lower case, and the article's JSON-LD object."""

    meta: dict[str, str]
    linked: dict[str, object] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """Return the first that says something."""
        return next((said for name in names if (said := clean_line(self.meta.get(name, "")))), "")


def read_metadata(root: etree._Element, url: str | None = None) -> Metadata:
    """Read the metadata of a page; `url` is where it was found, if that is known."""
    head = _Head(_meta(root), _article(root))
    address = _address(root, head, url)
    source = head.first("og:site_name") or _name_of(head.linked.get("publisher")) or head.first("application-name")
    return Metadata(
        title=_title(root, head, source, address),
        source=source or site_of(address),
        url=address,
        author=_author(root, head),
        published=_published(root, head, address),
        language=declared(root.get("lang")) or declared(head.first("og:locale", "language", "content-language")),
    )


def _meta(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = element.get("content")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _article(root: etree._Element) -> dict[str, object]:
    """Return the JSON-LD object of the article, or an empty one."""
    for script in root.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(_CDATA.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue  # written by hand or by a template, and broken; the page says the same in other places
        for node in _nodes(data):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and name.endswith(("Article", "BlogPosting", "Report")) for name in names):
                return node
    return {}


def _nodes(data: object) -> Iterator[dict[str, object]]:
    """Yield the objects in JSON-LD data, outer ones first."""
    waiting = [data]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [value for value in node.values() if isinstance(value, dict | list)][:_MOST_NODES]
        elif isinstance(node, list):
            waiting += node[:_MOST_NODES]


def _address(root: etree._Element, head: _Head, url: str | None) -> str | None:
    """Return the page's own address: `rel=canonical`, else `og:url`, else where it was found."""
    canonical = next(
        (each.get("href") for each in root.iter("link") if "canonical" in (each.get("rel") or "").lower().split()), None
    )
    for address in (canonical, head.first("og:url")):
        if address and (absolute := absolute_url(address, url)):
            return absolute
    return url


def _title(root: etree._Element, head: _Head, source: str, address: str | None) -> str:
    """Return the headline: as the page gives it to others, else the heading that its title begins with."""
    title = next((clean_line(words_in(each)) for each in root.iter("title")), "")
    headline = head.linked.get("headline")
    said = head.first(*_TITLE_NAMES) or (clean_line(headline) if isinstance(headline, str) else "")
    if said:
        return _without_site(said, source, address)
    headings = [text for each in root.iter("h1", "h2") if (text := clean_line(words_in(each)))][:100]
    for heading in headings:
        if len(heading.split()) > 2 and title.casefold().startswith(heading.casefold()):
            return heading
    first = [clean_line(words_in(each)) for each in root.iter("h1")]
    if not title and len(first) == 1:
        return first[0]
    return _without_site(title, source, address)


def _without_site(title: str, source: str, address: str | None) -> str:
    """Take the outlet's name off the end of a title ('… | The Example'), where that leaves a title."""
    host = "".join(filter(str.isalnum, site_of(address).rpartition(".")[0]))
    for separator in _SEPARATORS:
        head, found, tail = title.rpartition(separator)
        name = "".join(filter(str.isalnum, tail.casefold()))
        if (
            found
            and len(head.split()) > 1
            and name
            and (same_words(tail, source) or (len(name) > 2 and name in host) or separator == " | ")
        ):
            return head.rstrip()
    return title


def _author(root: etree._Element, head: _Head) -> str | None:
    """Return the author's name, never an address; several are joined by commas."""
    linked = _name_of(head.linked.get("author"))
    marked = (clean_line(words_in(each)) for each in root.iter() if "author" in (each.get("rel"), each.get("itemprop")))
    for name in (linked, *(head.first(key) for key in _AUTHOR_NAMES), *marked):
        plain = name.removeprefix("By ").removeprefix("by ").strip(" ,;|-–—")
        if plain and len(plain) <= 200 and "://" not in plain:
            return plain
    return None


def _published(root: etree._Element, head: _Head, address: str | None) -> datetime | None:
    """Return when the article came out, from what says so exactly; a page's words are not searched for dates."""
    candidates: list[object] = [head.linked.get("datePublished"), *(head.meta.get(name) for name in _DATE_NAMES)]
    candidates += [
        each.get("datetime") or each.get("content")
        for each in root.iter("time", "abbr", "span")
        if each.get("itemprop") == "datePublished"
    ]
    candidates += [each.get("datetime") or words_in(each) for each in root.iter("time")][:3]
    if address and (dated := _DATED_PATH.search(address)):
        candidates.append("-".join(dated.groups()))
    return next((date for value in candidates if isinstance(value, str) and (date := parse_date(value.strip()))), None)


def _name_of(value: object) -> str:
    """Return the name or names that a JSON-LD value gives."""
    if isinstance(value, str):
        return clean_line(value)
    if isinstance(value, dict):
        name = value.get("name")
        return clean_line(name) if isinstance(name, str) else ""
    if isinstance(value, list):
        return ", ".join(
            dict.fromkeys(name for part in value[:20] if not isinstance(part, list) and (name := _name_of(part)))
        )
    return ""
