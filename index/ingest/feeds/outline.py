"""The tree of an RSS, RDF or Atom feed: what is read off it, and how it is made plain for fastfeedparser.

fastfeedparser (0.6.5) reads the words of an entry well and fast, but it guesses dates (by dateutil and dateparser, at
up to 20 ms for one that it cannot read; it takes a guid for a date as well), drops what tells an address from an
identifier, the types of Atom's titles, `xml:base`, the language and the interval of RSS, and ends a text at the first
element in it. So all this is read here, and taken off or written plainly before fastfeedparser sees the feed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from index.ingest.feeds.intervals import interval
from index.ingest.feeds.parsed import MOST_ENTRIES
from index.ingest.feeds.plainly import ATOM, EncodedWordsError, split_tag, write_plainly
from index.ingest.feeds.wording import as_html
from index.ingest.language import declared
from index.ingest.urls import absolute_url

_RSS1: Final = "http://purl.org/rss/1.0/"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_MEDIA: Final = "{http://search.yahoo.com/mrss/}*"
_THUMBNAIL: Final = "{http://search.yahoo.com/mrss/}thumbnail"
_BARE: Final = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
_TOLD: Final = "{http://search.yahoo.com/mrss/}group/{http://search.yahoo.com/mrss/}description"
_BASE: Final = f"{{{_XML}}}base"
_LANGUAGE: Final = "{http://purl.org/dc/elements/1.1/}language"
# When it came out before when it was last touched; of each kind the first that stands there.
_DATES: Final = ("pubdate", "published", "issued", "date", "created", "updated", "modified", "lastbuilddate")
_WORDS: Final = frozenset({
    "title", "description", "summary", "content", "encoded", "fullitem", "body", "subtitle", "tagline",
})  # fmt: skip
# The ways in which RSS gives the whole text, the best first: the module for it, two old ones, and one that is none.
_WHOLE: Final = {"encoded": 0, "fullitem": 1, "body": 2, "content": 3}
_NAMES: Final = _WORDS | {"author"}

_Declared = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Marks:
    """What the tree says of one entry."""

    guid: str | None
    url: str | None
    dates: tuple[str, ...]
    """As written, the likeliest first."""
    language: str | None
    base: str
    """Of the addresses in its words: what the feed declares, else where the entry is, else where the feed is."""
    source: str
    enclosures: tuple[_Declared, ...]
    """Addresses, types and lengths of what Atom links to as enclosures."""
    told: str
    """What is said of a recording or film as a whole, as HTML; all that some entries have to say."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What the tree says of a feed, and the feed written plainly."""

    plain: bytes
    site: str | None
    language: str | None
    interval: int | None
    marks: tuple[Marks, ...]
    left_out: int


def parse_tree(text: str, *, mend: bool = False) -> etree._Element | None:
    """Parse XML without network, DOCTYPE or entities; None where it is not well-formed.

    With `mend` what is not well-formed is left out, and None stands for what has no element at all.
    """
    if mend:
        text = _BARE.sub("&amp;", text)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        collect_ids=False, recover=mend,
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def read_outline(root: etree._Element, url: str) -> Outline | None:
    """Read the tree and make it plain; None for what is neither RSS, RDF nor Atom as fastfeedparser knows them."""
    space, name = split_tag(root.tag)
    if name == "rss" and not space:
        channel, items = root.find("channel"), root.findall("channel/item")
    elif name == "RDF" and space == _RDF:
        channel, items = root.find(f"{{{_RSS1}}}channel"), root.findall(f"{{{_RSS1}}}item")
    elif name == "feed" and space in ATOM:
        channel, items = root, root.findall(f"{{{space}}}entry")
    else:
        return None
    if channel is None or not items:
        return None
    for late in items[MOST_ENTRIES:]:
        _remove(late)
    base = _based(channel, absolute_url(root.get(_BASE) or "", url) or url)
    try:
        language, asked, site = _read_channel(channel, items[0].tag, base)
        media = next(root.iter(_MEDIA), None) is not None
        marks = tuple(_read_item(item, base, url, media=media) for item in items[:MOST_ENTRIES])
    except EncodedWordsError:
        return None
    return Outline(
        plain=etree.tostring(root, encoding="utf-8", with_tail=False),
        site=site,
        language=language or declared(root.get(f"{{{_XML}}}lang")),
        interval=asked,
        marks=marks,
        left_out=max(len(items) - MOST_ENTRIES, 0),
    )


def _read_channel(channel: etree._Element, item: object, base: str) -> tuple[str | None, int | None, str | None]:
    """Return the language, the interval in seconds and the page of a feed."""
    language = declared(channel.get(f"{{{_XML}}}lang"))
    links: list[_Link] = []
    said: dict[str, str] = {}
    for child in list(channel):
        if child.tag == item:
            continue
        space, name = split_tag(child.tag)
        if name == "link":
            links += _link(child, space, base)
        elif name in _WORDS:
            write_plainly(child, space)
        elif name in {"language", "ttl", "updatePeriod", "updateFrequency"}:
            said.setdefault(name, (child.text or "").strip())
    asked = interval(said.get("ttl", ""), said.get("updatePeriod", ""), said.get("updateFrequency", ""))
    return declared(said.get("language")) or language, asked, _best(links)


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    rank: int


def _link(element: etree._Element, space: str, base: str) -> Iterator[_Link]:
    """Yield a link that leads to what is told of, ranked from the best."""
    base = _based(element, base)
    rel = (element.get("rel") or "alternate").lower()
    address = element.get("href") or (element.text or "").strip()
    url = absolute_url(address, base) if address and rel == "alternate" else None
    if url and space not in ATOM:
        yield _Link(url, 1)
    elif url:
        yield _Link(url, 2 if (element.get("type") or "text/html") in {"text/html", "application/xhtml+xml"} else 3)


def _best(links: list[_Link]) -> str | None:
    return min(links, key=lambda link: link.rank).url if links else None


@dataclass(slots=True)
class _Item:
    """An entry being read."""

    base: str
    inner: str
    language: str | None
    guid: str = ""
    permanent: bool = True
    dates: dict[str, str] = field(default_factory=dict)
    links: list[_Link] = field(default_factory=list)
    enclosures: list[_Declared] = field(default_factory=list)
    source: str = ""
    whole: dict[int, str] = field(default_factory=dict)
    """The ways in which RSS gives a whole text, by rank."""


def _read_item(item: etree._Element, base: str, feed: str, *, media: bool) -> Marks:
    """Read what is said of one entry, and leave only what fastfeedparser reads rightly.

    `feed` is the address of the feed; `media` tells whether it describes recordings, films or pictures.
    """
    base = _based(item, base)
    read = _Item(base, base, declared(item.get(f"{{{_XML}}}lang")))
    children = [(child, *split_tag(child.tag)) for child in item]
    own = {name for _, space, name in children if not space}
    for child, space, name in children:
        lower = name.lower()
        if lower in _WORDS and not (space and lower in own):
            _read_words(read, child, space, lower)
            if lower in _WHOLE and space not in ATOM:
                _remove(child)
        elif _read_mark(read, child, space, lower) or (space and lower in own and lower in _NAMES):
            _remove(child)  # the title of a film in it, or of a chapter, is not the entry's
    told = ""
    if media:
        told = as_html(item.findtext(_TOLD) or "")
        for each in list(item.iter(_THUMBNAIL)):
            _remove(each)
    space, _ = split_tag(item.tag)
    if whole := next((read.whole[rank] for rank in sorted(read.whole) if read.whole[rank].strip()), ""):
        name = f"{{{space}}}description" if space else "description"
        for each in list(item.iterchildren(name)):
            _remove(each)
        etree.SubElement(item, name).text = whole
    read.guid = read.guid or item.get(f"{{{_RDF}}}about") or ""
    url = _best(read.links) or (_permanent(read.guid, base) if read.permanent else None)
    return Marks(
        guid=read.guid or None,
        url=url,
        dates=tuple(read.dates[name] for name in _DATES if read.dates.get(name)),
        language=read.language,
        base=read.inner if read.inner != feed else url or feed,
        source=read.source,
        enclosures=tuple(read.enclosures),
        told=told,
    )


def _permanent(guid: str, base: str) -> str | None:
    """Return a guid as the address that it is; a mere word is none, whatever the feed declares."""
    return absolute_url(guid, base) if guid.lower().startswith(("http:", "https:", "/")) else None


def _read_words(read: _Item, element: etree._Element, space: str, name: str) -> None:
    """Read a stretch of words, and write it plainly."""
    if name in _WHOLE or read.inner == read.base:
        read.inner = _based(element, read.base)
    if address := element.get("src"):  # content that stands elsewhere
        read.enclosures.append((absolute_url(address, read.base), element.get("type"), None))
    write_plainly(element, space)
    if name in _WHOLE and space not in ATOM:
        read.whole.setdefault(_WHOLE[name], element.text or "")


def _read_mark(read: _Item, element: etree._Element, space: str, name: str) -> bool:
    """Read one of the other parts of an entry; return whether fastfeedparser must not see it."""
    words = (element.text or "").strip()
    if name == "link":
        read.links += _link(element, space, read.base)
        if (element.get("rel") or "").lower() == "enclosure" and (address := element.get("href")):
            url = absolute_url(address, _based(element, read.base))
            read.enclosures.append((url, element.get("type"), element.get("length")))
    elif name == "origlink":  # where a service that counts readers would lead to
        read.links += (_Link(url, 0) for url in [absolute_url(words)] if url)
    elif name == "guid" or (name == "id" and space in ATOM):
        if not read.guid:
            read.guid = words
            read.permanent = (element.get("isPermaLink") or "true").lower() == "true"
    elif name in _DATES:
        read.dates.setdefault(name, words)
    elif name == "source":
        read.source = read.source or _source(element, space)
        return False
    elif element.tag == _LANGUAGE:
        read.language = declared(words) or read.language
    else:
        return False
    return True


def _source(element: etree._Element, space: str) -> str:
    """Return the outlet that an entry was taken from: a name in RSS, a whole description of its feed in Atom."""
    if space in ATOM:
        title = element.find(f"{{{space}}}title")
        return "".join(map(str, title.itertext())) if title is not None else ""
    return element.text or ""


def _based(element: etree._Element, base: str) -> str:
    """Return the base of addresses in `element`."""
    nearer = element.get(_BASE)
    return (absolute_url(nearer, base) if nearer else None) or base


def _remove(element: etree._Element) -> None:
    """Take `element` out of its parent; the words after it, which stand between elements, go as well."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
