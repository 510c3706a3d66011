"""The outlines of an OPML file, however broken it is.

An XML parser that recovers loses what matters here: libxml2 2.14 makes '?a=1=2' of an address '?a=1&b=2' whose '&' is
bare, finds nothing after a quotation mark within a title, and stops at 256 outlines that nobody closed. An OPML file is
a row of `outline` tags, so those are looked for, in one pass, and nothing else in the file means anything: no document
type, no entity, no include.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_BODY: Final = re.compile(r"<(?:[\w.-]{1,40}:)?body\b", re.IGNORECASE)
_MARK: Final = re.compile(r"(?P<comment><!--)|<(?P<closing>/?)(?:[\w.-]{1,40}:)?outline(?=[\s/>]|$)", re.IGNORECASE)
# What can follow an outline's tag; a '<' or '>' before anything else stands in a value whose quotes do not match.
_NEXT: Final = r"(?:<(?:/?(?:[\w.-]{1,40}:)?(?:outline|body|opml)[\s/>]|!--)|\Z)"
# Disjoint alternatives and possessive repeats: each character is looked at a bounded number of times.
_PART: Final = re.compile(
    rf"""\s*+(?:
        (?P<next>(?={_NEXT}))
      | (?P<end>/?>)
      | (?P<name>[^\s=<>"'/]++)\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>(?:(?!/>)[^\s<>"'])++))
      | [^\s=<>"'/]++
      | [=<>"'/]
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# Only with its semicolon: '&copy=1' and '&section=2' are parts of addresses.
_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_OR_TAG_END: Final = re.compile(r"[\r\n>]")


@dataclass(frozen=True, slots=True)
class Tag:
    """The beginning or the end of an outline."""

    closing: bool = False
    empty: bool = False
    """Whether a beginning is the end as well: `<outline/>`."""
    attributes: dict[str, str] = field(default_factory=dict)
    """By name in lower case, the first of each; character references are resolved."""


def tags(text: str) -> Iterator[Tag]:
    """Yield every outline tag of the file `text`, leaving out those in comments. Takes linear time; never raises."""
    body = _BODY.search(text)
    place = body.end() if body else 0
    comments_end = True
    while mark := _MARK.search(text, place):
        place = mark.end()
        if mark["comment"]:
            if comments_end:  # one that never ends is none, and neither is any after it
                found = text.find("-->", place)
                comments_end = found >= 0
                place = found if comments_end else place
            continue
        tag, place = _tag(text, place, closing=bool(mark["closing"]))
        yield tag


def _tag(text: str, place: int, *, closing: bool) -> tuple[Tag, int]:
    """Read the rest of a tag from `place`; also return where it ends."""
    attributes: dict[str, str] = {}
    empty = False
    while (part := _PART.match(text, place)) and part["next"] is None:
        place = part.end()
        if part["end"]:
            empty = part["end"] == "/>"
        elif part["name"]:
            kind = part.lastgroup or "bare"
            value = part[kind]
            if "<" in value and _MARK.search(value) and (cut := _LINE_OR_TAG_END.search(value)):
                # The quote was left open, and the value ran on into the next outline.
                place = part.start(kind) + cut.start()
                value = value[: cut.start()].rstrip("/ ")
            attributes.setdefault(part["name"].lower(), _resolved(value))
    return Tag(closing, empty, attributes), place


def _resolved(value: str) -> str:
    """Resolve character references, those of HTML too; what is none stays as it stands."""
    return _REFERENCE.sub(lambda reference: html.unescape(reference[0]), value) if "&" in value else value
