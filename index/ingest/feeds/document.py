"""From the bytes of an XML feed to a document that is safe to parse: decoded, without DOCTYPE, references resolved.

No parser after this one meets a DOCTYPE, so none can be made to multiply entities or to fetch one from outside. Of
what a DOCTYPE declares only short and plain entities are kept, as old feeds use them for accented letters.
"""

import html
import re
from dataclasses import dataclass
from email.message import Message
from typing import Final

from index.errors import BadInputError
from index.ingest.encoding import declared_encoding, decode
from index.ingest.sizes import LONGEST_PAGE

_PROLOG: Final = 64 * 1024
"""Characters in which the first element must begin."""
_FIRST_BYTES: Final = (
    # https://www.w3.org/TR/xml/#sec-guessing, without byte order mark
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"Lo\xa7\x94", "cp037"),
)
_SEVEN_BITS: Final = re.compile(r"iso-?2022|hz|utf-?7", re.IGNORECASE)
_CONTROLS: Final = bytes({*range(32)} - set(b"\t\n\r\x1b"))
_DECLARATION: Final = re.compile(r"<\?xml\s[^>]{0,500}>")
_SUBSET_END: Final = re.compile(r"\]\s*>")
_FEEDS: Final = frozenset({"rss", "feed", "rdf", "channel"})
_NAME: Final = re.compile(r"<([A-Za-z_][\w.-]{0,60}(?::[\w.-]{1,60})?)")
_ENTITY: Final = re.compile(r"""<!ENTITY\s+([A-Za-z][\w.-]{0,31})\s+(?:"([^"&<%]{0,16})"|'([^'&<%]{0,16})')\s*>""")
_REFERENCE: Final = re.compile(
    r"&(?!(?:lt|gt|amp|quot|apos);)(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});"
)
_MOST_REFERENCES: Final = 10_000
_MARKUP: Final = frozenset("<>&\"'")
# https://www.w3.org/TR/xml/#charsets
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """An XML document without its declaration and DOCTYPE."""

    text: str
    root: str
    """The name of its first element as it is written, in lower case; empty where it has none."""

    @property
    def is_feed(self) -> bool:
        """Whether it begins as a feed does, RSS, RDF, Atom or CDF, with whatever prefix."""
        return self.root.rpartition(":")[2] in _FEEDS


def read_document(data: bytes, content_type: str | None = None) -> Document:
    """Decode `data` and make it safe; `content_type` is the header that it came with.

    Raises `BadInputError` where it is no text, or grows too large.
    """
    text = _decoded(data, content_type)
    start, name, subset = _prolog(text)
    if name.lower().rpartition(":")[2] not in _FEEDS and (late := _DECLARATION.search(text, start, start + _PROLOG)):
        text = text[late.end() :]  # before it stands what the server's programs had to complain about
        start, name, subset = _prolog(text)
    entities = {each[1]: each[2] or each[3] or "" for each in _ENTITY.finditer(subset)}
    text = text[start:]
    if "&" in text:
        text = _REFERENCE.sub(_Resolver(entities), text)
    if len(text) > 2 * LONGEST_PAGE:
        raise BadInputError("The entities in this feed make it larger than any feed has to be.")
    return Document(_NOT_XML.sub("", text), name.lower())


def _decoded(data: bytes, content_type: str | None) -> str:
    """Decode by the first bytes, by valid UTF-8, then by what the header and the document declare, in this order."""
    header = _charset(content_type)
    for first, encoding in _FIRST_BYTES:
        if data.startswith(first):
            return data.decode(encoding, "replace")
    if data.lstrip().startswith((b"<", b"\xef\xbb\xbf")):  # a stray control character does not make it binary
        data = data.translate(None, _CONTROLS)
    declared = declared_encoding(data)
    for name in (header, declared):
        if name and _SEVEN_BITS.match(name):  # such bytes are valid UTF-8 as well, and mean something else there
            try:
                return data.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    # What servers send with everything they have says less than the document itself.
    default = header and header.lower() in {"iso-8859-1", "us-ascii", "windows-1252"}
    try:
        return decode(data, declared=(declared or header) if default else (header or declared))
    except BadInputError as error:
        raise BadInputError("This is not text, so there is no feed in it.") from error


def _charset(content_type: str | None) -> str | None:
    if not content_type:
        return None
    message = Message()
    message["content-type"] = content_type.replace("\n", " ").replace("\r", " ")
    return message.get_content_charset()


def _prolog(text: str) -> tuple[int, str, str]:
    """Return where the first element begins, its name, and what a DOCTYPE before it declares."""
    at, subset = 0, ""
    while 0 <= (at := text.find("<", at)) < _PROLOG:
        if text.startswith("<!--", at):
            at = text.find("-->", at)
        elif text.startswith("<?", at):
            at = text.find("?>", at)
        elif text.startswith("<!", at):
            end = text.find(">", at)
            bracket = text.find("[", at, end)
            if bracket >= 0:
                close = _SUBSET_END.search(text, bracket)
                end = close.end() - 1 if close else -1
                subset = text[bracket:end] if close else ""
            at = end
        elif name := _NAME.match(text, at):
            return at, name[1], subset
        else:
            at += 1
            continue
        if at < 0:
            break
        at += 1
    return 0, "", subset


class _Resolver(dict[str, str]):
    """What references stand for, found out once for each; one that stands for markup, or for nothing known, stays."""

    def __call__(self, found: re.Match[str]) -> str:
        return self[found[0]]

    def __init__(self, entities: dict[str, str]) -> None:
        super().__init__((f"&{name};", words) for name, words in entities.items())

    def __missing__(self, reference: str) -> str:
        words = html.unescape(reference)
        said = reference if _MARKUP.intersection(words) else words
        if len(self) < _MOST_REFERENCES:
            self[reference] = said
        return said


def refuse_page(root: str) -> None:
    """Raise `BadInputError` where the first element is that of something known that is no feed."""
    if root in _OTHERS:
        raise BadInputError(_OTHERS[root])


_PAGE: Final = "This is a web page, not a feed; add it as a page, or give the address of the site's feed."
_OTHERS: Final = {
    **dict.fromkeys(("html", "head", "body", "xhtml:html", "div", "p", "br", "script", "center", "b", "h1"), _PAGE),
    "opml": "This is a list of feeds (OPML), not a feed; import it with opml import.",
    "urlset": "This is a map of the site for search engines, not a feed.",
    "sitemapindex": "This is a map of the site for search engines, not a feed.",
    "error": "This is an error message of the server, not a feed.",
}
