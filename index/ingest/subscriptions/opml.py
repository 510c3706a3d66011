"""OPML in and out: the format in which readers hand lists of feeds to one another, http://opml.org/spec2.opml.

Reading runs and fetches nothing: a list within a list is named, not followed.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import islice
from typing import Final
from xml.sax.saxutils import escape

from index.errors import BadInputError
from index.ingest.encoding import declared_encoding, decode
from index.ingest.sizes import LONGEST_PAGE, in_mebibytes
from index.ingest.subscriptions.addresses import feed_address, without_credentials
from index.ingest.subscriptions.outlines import Tag, tags
from index.ingest.subscriptions.subscription import Subscription, Subscriptions, without_repeats
from index.ingest.urls import absolute_url
from index.models.feeds import Feed
from index.text.clean import clean_line

_MOST_OUTLINES: Final = 100_000
"""Ten times what anybody was seen to have."""
_DEEPEST: Final = 16
"""Folders within each other; what lies deeper is put into the last of them."""
_LONGEST_NAME: Final = 500
"""Characters of a title or a folder's name, as for the titles of articles."""
_FEED_TYPES: Final = frozenset({"rss", "atom", "feed", "rdf", "jsonfeed", "rss1", "rss2"})
_OPML: Final = re.compile(r"<(?:[\w.-]{1,40}:)?(?:opml|outline)[\s/>]", re.IGNORECASE)
_FEED: Final = re.compile(r"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_NOT_IN_XML: Final = re.compile("[\ufffe\uffff]")


def read_opml(data: bytes) -> Subscriptions:
    """Read the feeds of an OPML file of any version, or of a plain list with one address a line.

    A title is `text`, else `title`; tags are the `category` without a leading slash, and one with it is the folder of a
    feed that stands in none. Raises `BadInputError` where there is no list of feeds in `data`.
    """
    if len(data) > LONGEST_PAGE:
        raise BadInputError(f"it is larger than {in_mebibytes(LONGEST_PAGE)}; that is no list of feeds")
    try:
        text = decode(data, declared=declared_encoding(data))
    except BadInputError as error:
        raise BadInputError("it is no text; choose the OPML file that the other reader exported") from error
    if _OPML.search(text):
        return _read_outlines(text)
    if _FEED.search(text):
        raise BadInputError("it is a feed itself, not a list of feeds; add it by its address")
    return _read_lines(text)


def write_opml(feeds: Sequence[Feed], *, made: datetime | None = None) -> str:
    """Return `feeds` as an OPML 2.0 file: folders nested, in order of name whatever the order of `feeds`.

    `made` (aware) is the file's date. No user name or password is ever in it. A comma cannot be part of a category, and
    a leading slash means a folder there: tags lose both.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "  <head>"]
    lines.append("    <title>Crossread</title>")
    if made:
        lines.append(f"    <dateCreated>{format_datetime(made.astimezone(UTC), usegmt=True)}</dateCreated>")
    lines += ["  </head>", "  <body>"]
    inside: tuple[str, ...] = ()
    for folder, feed in sorted(((_path(feed.folder), feed) for feed in feeds), key=_order):
        shared = _shared(inside, folder)
        lines += [_indented(depth, "</outline>") for depth in range(len(inside) - 1, shared - 1, -1)]
        for depth in range(shared, len(folder)):
            lines.append(_indented(depth, f"<outline{_attributes(text=folder[depth], title=folder[depth])}>"))
        lines.append(_indented(len(folder), f"<outline{_of_feed(feed)}/>"))
        inside = folder
    lines += [_indented(depth, "</outline>") for depth in range(len(inside) - 1, -1, -1)]
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _read_outlines(text: str) -> Subscriptions:
    feeds: list[Subscription] = []
    trouble: list[str] = []
    for number, (folder, tag) in enumerate(_placed(text), start=1):
        if number > _MOST_OUTLINES:
            trouble.append(f"the list has more than {_MOST_OUTLINES:,} outlines; those after that many were left out")
            break
        title = _title(tag)
        try:
            if feed := _feed(tag, title[:_LONGEST_NAME], folder):
                feeds.append(feed)
        except BadInputError as error:
            trouble.append(f'"{title[:80]}": {error}' if title else f"outline {number}, which has no title: {error}")
    return Subscriptions(without_repeats(feeds), tuple(trouble))


def _placed(text: str) -> Iterator[tuple[tuple[str, ...], Tag]]:
    """Yield each outline with the folders it stands in.

    Where not all outlines are closed, those of feeds are taken for the ones that are not: none of them, if there are
    ends for the folders only, else those that another outline follows.
    """
    found = list(islice(tags(text), 2 * _MOST_OUTLINES + 1))
    opened = [_is_feed(tag) for tag in found if not tag.closing and not tag.empty]
    ends = sum(tag.closing for tag in found)
    unclosed = ends != len(opened)
    never_closed = unclosed and ends <= opened.count(False)
    around: list[tuple[tuple[str, ...], bool]] = []  # of each open outline: the path within it, whether it is a feed
    for tag in found:
        if tag.closing:
            if around:
                around.pop()
            continue
        if unclosed and around and around[-1][1]:
            around.pop()
        folder = around[-1][0] if around else ()
        yield folder, tag
        is_feed = _is_feed(tag)
        if not tag.empty and not (is_feed and never_closed):
            around.append((folder if is_feed else (folder + _path(_title(tag)))[:_DEEPEST], is_feed))


def _is_feed(tag: Tag) -> bool:
    return bool(_address(tag).strip())


def _title(tag: Tag) -> str:
    return clean_line(tag.attributes.get("text", "")) or clean_line(tag.attributes.get("title", ""))


def _address(tag: Tag) -> str:
    """Return the address of a feed as written, or nothing where the outline is a folder or a list."""
    kind = tag.attributes.get("type", "").strip().lower()
    if kind == "include":
        return ""
    address = tag.attributes.get("xmlurl", "")
    return address if address.strip() or kind not in _FEED_TYPES else tag.attributes.get("url", "")


def _feed(tag: Tag, title: str, folder: tuple[str, ...]) -> Subscription | None:
    """Return the feed of an outline, or None for a folder or a note; raises `BadInputError` for what is not taken."""
    kind = tag.attributes.get("type", "").strip().lower()
    written = _address(tag).strip()
    if not written:
        if kind in {"include", "link"}:
            raise BadInputError("it stands for another list or page, which is not fetched; import that by itself")
        if kind in _FEED_TYPES or "xmlurl" in tag.attributes:
            if tag.attributes.get("htmlurl"):
                raise BadInputError("it has the address of a page but of no feed; add the page, and its feed is found")
            if tag.empty:
                raise BadInputError("it has no address")
        return None
    url = feed_address(written)
    labels: list[str] = []
    for each in tag.attributes.get("category", "").split(","):
        label = clean_line(each)
        if label.startswith("/"):
            path = _path(label)
            if not folder:
                folder = path
                continue
            label = "/".join(path)
        if label:
            labels.append(label)
    return Subscription(
        url=url,
        title="" if title in {written, url} else title,
        site=absolute_url(tag.attributes.get("htmlurl", "")),
        folder="/".join(folder),
        tags=tuple(labels),
    )


def _read_lines(text: str) -> Subscriptions:
    """Read one address a line, and pass over what follows it; lines that begin with '#' are remarks.

    A text of which most lines begin with no address is no such list.
    """
    feeds: list[Subscription] = []
    trouble: list[str] = []
    for number, line in enumerate(text.splitlines()[:_MOST_OUTLINES], start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            feeds.append(Subscription(feed_address(line.split(maxsplit=1)[0])))
        except BadInputError as error:
            trouble.append(f"line {number}: {error}")
    if not feeds or len(feeds) < len(trouble):
        raise BadInputError("there is no list of feeds in it; choose an OPML file, or a list with one address a line")
    return Subscriptions(without_repeats(feeds), tuple(trouble))


def _path(folder: str) -> tuple[str, ...]:
    names = (clean_line(name)[:_LONGEST_NAME] for name in folder.split("/"))
    return tuple(name for name in names if name)[:_DEEPEST]


def _order(placed: tuple[tuple[str, ...], Feed]) -> tuple[object, ...]:
    folder, feed = placed
    return [(name.casefold(), name) for name in folder], feed.called.casefold(), feed.called, feed.url


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many folders two paths have in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _of_feed(feed: Feed) -> str:
    url = without_credentials(feed.url)
    called = without_credentials(feed.called) if feed.called == feed.url else clean_line(feed.called)
    labels = (clean_line(tag.replace(",", " ")).lstrip("/ ") for tag in feed.tags)
    site = without_credentials(feed.site) if feed.site else ""
    return _attributes(
        type="rss", text=called, title=called, xmlUrl=url, htmlUrl=site, category=",".join(filter(None, labels))
    )


def _attributes(**values: str) -> str:
    """Return the attributes that say something, each with a space before it."""
    quotes = {'"': "&quot;"}
    return "".join(f' {name}="{escape(_NOT_IN_XML.sub("", value), quotes)}"' for name, value in values.items() if value)


def _indented(depth: int, tag: str) -> str:
    return "  " * (depth + 2) + tag
