"""The words of a feed's tree written plainly: as escaped HTML, in whichever of its many ways the feed gives them."""

import functools
import html
from typing import Final

from lxml import etree

from index.ingest.feeds.wording import as_html, meant_as_html

ATOM: Final = frozenset({"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
"""The namespaces of Atom 1.0 and 0.3."""
_LONG: Final = frozenset({"content", "summary"})


class EncodedWordsError(Exception):
    """The words are written in base64, which only the tolerant parser reads."""


@functools.lru_cache(maxsize=1024)
def split_tag(tag: object) -> tuple[str, str]:
    """Return the namespace of a tag, empty where it has none, and its name."""
    if not isinstance(tag, str) or not tag.startswith("{"):
        return "", str(tag)
    space, _, name = tag.rpartition("}")
    return space[1:], name


def write_plainly(element: etree._Element, space: str) -> None:
    """Make the words of `element`, in the namespace `space`, escaped HTML without elements in them.

    RSS: what stands there is HTML. Atom: as its type says (RFC 4287, section 3.1), and where it says nothing what is
    evidently HTML is taken as that. Raises `EncodedWordsError`.
    """
    kind = (element.get("type") or "").lower().partition(";")[0].strip()
    mode = element.get("mode") or ""
    encoded = "/" in kind and not kind.startswith("text/") and not kind.endswith("xml")
    if mode == "base64" or (encoded and (element.text or "").strip()):
        raise EncodedWordsError
    if len(element):
        element.text = _inner_html(element)
        del element[:]
    elif space in ATOM and not kind.endswith("html") and not (mode == "escaped" and kind != "text/plain"):
        text = element.text or ""
        if kind or not meant_as_html(text):
            long = split_tag(element.tag)[1] in _LONG
            element.text = as_html(text) if long else html.escape(text, quote=False)
    if space in ATOM:
        element.set("type", "html")


def _inner_html(element: etree._Element) -> str:
    """Return what is in `element` as HTML, whatever prefix its own elements have."""
    for each in element.iterdescendants(etree.Element):
        each.tag = split_tag(each.tag)[1]
    etree.cleanup_namespaces(element)
    inner = (etree.tostring(each, encoding="unicode", method="html") for each in element)
    return html.escape(element.text or "", quote=False) + "".join(inner)
