"""A feed's bytes, in whatever format, as one `ParsedFeed`."""

import re
from typing import Final

from lxml import etree

from index.errors import BadInputError
from index.ingest.feeds.document import read_document, refuse_page
from index.ingest.feeds.jsonfeed import is_json, read_json
from index.ingest.feeds.outline import parse_tree
from index.ingest.feeds.parsed import Enclosure, ParsedEntry, ParsedFeed, Parser
from index.ingest.feeds.quick import read_quick
from index.ingest.feeds.tolerant import LONGEST, read_tolerant
from index.ingest.sizes import LONGEST_PAGE, in_mebibytes

# A thousand attributes of one element: both parsers go through all of them for each one; 60,000 took the first 12 s.
_OVERLOADED: Final = etree.XPath("boolean(//*[count(@*) > 1000])")
_ATTRIBUTES: Final = re.compile(
    r"""<[^\s<>/=!?]++(?:\s++[^\s=<>"'/]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+')){1001}""",
)

__all__ = ["Enclosure", "ParsedEntry", "ParsedFeed", "Parser", "parse_feed"]


def parse_feed(data: bytes, *, url: str, content_type: str | None = None) -> ParsedFeed:
    """Read RSS 0.9x to 2.0, RDF, Atom, CDF or JSON Feed from `data`, decompressed, found at `url`.

    `content_type` is the header it came with. Nothing is fetched and no entity from outside resolved. Raises
    `BadInputError`, a whole sentence, where it is no feed.
    """
    if len(data) > LONGEST_PAGE:
        raise BadInputError(f"This is larger than {in_mebibytes(LONGEST_PAGE)}, more than any feed has to be.")
    if not data.strip(b" \t\r\n\0"):
        raise BadInputError("This is empty; there is no feed in it.")
    if is_json(data):
        return read_json(data, url)
    document = read_document(data, content_type)
    refuse_page(document.root)
    if not document.root:
        raise BadInputError("This is text, but no feed: it has no XML and no JSON in it.")
    root = parse_tree(document.text)
    overloaded = root is None and _ATTRIBUTES.search(document.text)
    if root is None and not overloaded and len(document.text) > LONGEST:
        root = parse_tree(document.text, mend=True)  # more than the tolerant parser can be given
    if overloaded or (root is not None and _OVERLOADED(root)):
        raise BadInputError("An element in this feed has more attributes than any has use for.")
    feed = read_quick(root, url) if root is not None else None
    if feed is None:
        feed = read_tolerant(document.text, url)
    if not feed.entries and not document.is_feed:
        raise BadInputError("This is no feed in any format that Crossread knows.")
    return feed
