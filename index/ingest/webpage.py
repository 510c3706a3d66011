"""A saved web page: its article without what surrounds it, found by trafilatura and read by our own walk."""

import logging
from itertools import islice
from typing import Final

from lxml import etree

from index.errors import BadInputError
from index.ingest.encoding import declared_encoding, decode
from index.ingest.markup import parse, read_tree
from index.ingest.metadata import read_metadata
from index.ingest.pieces import Piece
from index.ingest.reading import Reading
from index.ingest.titles import take_title, without_title
from index.ingest.urls import absolute_url
from index.models import BlockKind

_PROSE_WORDS: Final = 25
_MUCH_PROSE: Final = 100
_MISSED: Final = 5
"""Times more prose in the page than in what was found of it: then it was not found."""
_MISSED_OF_NAMED: Final = 1.6
"""The same where the page names its article, so that what is more is none of what surrounds it."""
_TOO_MANY_ELEMENTS: Final = 200_000
_TINY: Final = 250
"""Characters; trafilatura's own threshold, below which it gives all the words of a page run together."""
_SMALL: Final = 2000
"""Characters; so short a page has hardly anything around its article."""
_MOST_ELEMENTS: Final = 20_000
"""A page with more is no article, or means harm; it is read whole, in time that grows with its length alone."""


def read_page(data: bytes, url: str | None = None) -> Reading:
    """Read an HTML page; `url` is where it was found, if that is known.

    Raises `BadInputError` where it holds no HTML, or far too much. No request is made, whatever the page asks for.
    """
    text = decode(data, declared=declared_encoding(data))
    root = parse(text.encode("utf-8", "replace"))
    if _has_more_than(root, _TOO_MANY_ELEMENTS):
        raise BadInputError("it has far more parts than an article; save only the article itself")
    about = read_metadata(root, url)
    base = _base(root, about.url)
    pieces = _article(root, base)
    if about.title:
        title, pieces = about.title, without_title(pieces, about.title)
    else:
        title, pieces = take_title(pieces)
    return Reading(
        pieces,
        title=title,
        source=about.source,
        url=about.url,
        author=about.author,
        published=about.published,
        language=about.language,
    )


def _has_more_than(root: etree._Element, most: int) -> bool:
    return next(islice(root.iter(), most, None), None) is not None


def _base(root: etree._Element, url: str | None) -> str | None:
    """Return what relative addresses are resolved against."""
    declared = next((each.get("href") for each in root.iter("base") if each.get("href")), None)
    return (absolute_url(declared, url) if declared else None) or url


def _article(root: etree._Element, base: str | None) -> tuple[Piece, ...]:
    """Return the article's pieces: what trafilatura finds, unless it passed over nearly all the prose there is."""
    found = _extracted(root, base)
    likely = _likely_root(root)
    whole = read_tree(likely, base)
    named = likely.tag == "article" or likely.get("itemprop") == "articleBody"
    missed = (_MISSED_OF_NAMED if named else _MISSED) * _prose(found) < _prose(whole) > _MUCH_PROSE
    tiny = _length(found) < _TINY and _length(whole) < _SMALL
    return whole if missed or tiny or not found else found


def _length(pieces: tuple[Piece, ...]) -> int:
    return sum(len(each.text) for each in pieces)


def _prose(pieces: tuple[Piece, ...]) -> int:
    """Count the words in what is too long to be a button, a teaser or a caption."""
    counts = (len(each.text.split()) for each in pieces if each.kind not in {BlockKind.HEADING, BlockKind.ROW})
    return sum(count for count in counts if count >= _PROSE_WORDS)


def _likely_root(root: etree._Element) -> etree._Element:
    """Return the element that the page itself calls its article, if it calls just one so."""
    bodies = [each for each in root.iter() if each.get("itemprop") == "articleBody"]
    for candidates in (bodies, list(root.iter("article")), list(root.iter("main"))):
        if len(candidates) == 1:
            return candidates[0]
    return root


def _extracted(root: etree._Element, base: str | None) -> tuple[Piece, ...]:
    """Return the pieces of the article that trafilatura finds in the page, or none."""
    if _has_more_than(root, _MOST_ELEMENTS):
        return ()
    from trafilatura import bare_extraction  # 0.7 s to import, and only pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it complains about pages that we read ourselves
    try:
        # A copy is made inside, so `root` stays whole for reading it ourselves.
        found = bare_extraction(root, fast=True, include_comments=False, include_links=True, include_formatting=True)
    except Exception:  # noqa: BLE001 - whatever it trips over in a hostile page, the page is still read without it
        return ()
    body = getattr(found, "body", None)
    return read_tree(body, base) if body is not None else ()
