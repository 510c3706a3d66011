"""An HTML tree as pieces; also the tree that trafilatura makes of a page, whose elements have other names."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from lxml import etree, html

from index.errors import BadInputError
from index.ingest.pieces import BULLET, Piece, Run
from index.ingest.urls import absolute_url
from index.models import BlockKind

_HIDDEN: Final = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "object", "form", "button", "select",
    "input", "textarea", "canvas", "audio", "video", "map", "nav", "footer", "aside", "dialog", "menu", "graphic",
})  # fmt: skip
_INVISIBLE: Final = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)\b", re.IGNORECASE)
_MOST_ATTRIBUTES: Final = 1_000
_LONG: Final = 16 * 1024
"""Bytes in which the attributes of an element, however many they are, cost no time to speak of."""
_HEADINGS: Final = {**{f"h{level}": level for level in range(1, 7)}, "head": 2}
_LISTS: Final = frozenset({"ul", "ol", "list", "dir"})
_ITEMS: Final = frozenset({"li", "item"})
_ROWS: Final = frozenset({"tr", "row"})
_CELLS: Final = frozenset({"td", "th", "cell"})
_QUOTES: Final = frozenset({"blockquote", "quote", "q-block"})
_LINKS: Final = frozenset({"a", "ref"})
_BREAKS: Final = frozenset({"br", "lb"})
_PARTS: Final = frozenset({
    "p", "div", "section", "article", "main", "header", "body", "html", "figure", "figcaption", "address", "dl", "dt",
    "dd", "details", "summary", "fieldset", "center", "hr", "caption", "thead", "tbody", "tfoot", "hgroup", "ab",
})  # fmt: skip
_MOST_SPANNED: Final = 20
"""Columns; a cell that claims to span more is there to do harm."""


class _List(NamedTuple):
    ordered: bool
    first: int


@dataclass(slots=True)
class _Table:
    """A table being read; `rows` holds its finished rows."""

    data: bool
    """Whether it shows data; others only arrange a page, and their cells are read like any other part."""
    starts: bool = True
    cells: list[tuple[Run, ...]] = field(default_factory=list)
    headed: int = 0


@dataclass(slots=True)
class _Walk:
    """The state of one walk over a tree. Lives as long as the call that made it."""

    base: str | None
    pieces: list[Piece] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    links: list[str | None] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    quotes: int = 0
    marker: str = ""
    starts: bool = False
    breaks: int = 0

    def text(self, words: str) -> None:
        """Take in words."""
        if not words.isspace():
            self.breaks = 0
        self.runs.append(Run(words, self.links[-1] if self.links else None))

    def part(self) -> None:
        """End or begin a part: what was collected is a piece, but in a cell or an item that has begun a space."""
        if (self.tables and self.tables[-1].data) or (self.marker and self.kind is BlockKind.ITEM):
            self.runs.append(Run(" "))
        else:
            self.flush()

    def flush(self) -> None:
        """Make a piece of what was collected."""
        self.breaks = 0
        if not self.runs:
            return
        if any(run.text and not run.text.isspace() for run in self.runs):
            kind = BlockKind.QUOTE if self.quotes and self.kind is BlockKind.PARAGRAPH else self.kind
            self.pieces.append(Piece(kind, (tuple(self.runs),), self.level, self.marker, self.starts))
            if kind is BlockKind.ITEM:  # what follows in the same item has no marker of its own
                self.plain()
            self.starts = False
        self.runs = []

    def plain(self) -> None:
        """Whatever comes next is a paragraph."""
        self.kind, self.level, self.marker = BlockKind.PARAGRAPH, 0, ""


def parse(data: bytes) -> etree._Element:
    """Parse HTML in UTF-8: no network, no entities from outside, 256 levels at most (libxml2 cuts deeper ones off).

    The elements are those of `lxml.html`. Raises `BadInputError` where there is none at all.
    """
    return _parsed(data, html.HTMLParser)


class _Attributes:
    """Builds no tree, and refuses an element with attributes without end."""

    def start(self, _: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > _MOST_ATTRIBUTES:
            raise BadInputError("an element in it has more attributes than any has use for")

    def close(self) -> None:
        """End with nothing."""


def _parsed(data: bytes, kind: type[etree.HTMLParser]) -> etree._Element:
    parser = kind(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        if len(data) > _LONG:
            # libxml2 2.14 goes through those that an element has for each one that it adds: 40,000 take it 4 s.
            target: Any = _Attributes()  # the stubs want every method; lxml calls those that are there
            etree.fromstring(data, etree.HTMLParser(target=target, encoding="utf-8", no_network=True))
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInputError("it holds no HTML that can be read; save the page again") from error
    if root is None:
        raise BadInputError("it holds no HTML; save the page again")
    return root


def read_fragment(text: str, base: str | None = None) -> tuple[Piece, ...]:
    """Return the pieces of a stretch of HTML; nothing where it holds none."""
    try:
        # Plain elements: those of `lxml.html` take half as long again, and only trafilatura wants them.
        return read_tree(_parsed(text.encode("utf-8", "replace"), etree.HTMLParser), base)
    except BadInputError:
        return ()


def read_tree(root: etree._Element, base: str | None = None) -> tuple[Piece, ...]:
    """Return the pieces of the tree under `root`; addresses are resolved against `base`."""
    walk = _Walk(base)
    hidden: etree._Element | None = None
    # Without recursion; what no reader sees is left out, but the words after it are kept.
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        name = _name(element)
        if event == "start":
            # Most have no attribute: then only a head is asked whether it is to be seen.
            if name in _HIDDEN or ((name == "head" or element.keys()) and _outside(element, name)):
                events.skip_subtree()
                hidden = element
                continue
            if enter := _ENTER.get(name):
                enter(walk, element, name)
            if words := element.text:
                walk.text(words)
            continue
        if element is hidden:
            hidden = None
            if name in _PARTS or name in _ITEMS:
                walk.part()
        elif leave := _LEAVE.get(name):
            leave(walk, element, name)
        if element is not root and (words := element.tail):
            walk.text(words)
    walk.flush()
    return tuple(walk.pieces)


def _outside(element: etree._Element, name: str) -> bool:
    """Tell the head of a page (not trafilatura's `head`, a heading) and what is declared invisible."""
    if name == "head":
        after = element.getnext()
        if after is not None and _name(after) == "body":
            return True
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        # Not a whole page, which shows itself when its script has run.
        or (style is not None and name not in {"html", "body"} and _INVISIBLE.search(style) is not None)
    )


def _name(element: etree._Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def words_in(element: etree._Element) -> str:
    """Return all the words in `element`, as they stand."""
    return "".join(str(part) for part in element.itertext())


def _enter_link(walk: _Walk, element: etree._Element, _: str) -> None:
    address = element.get("href") or element.get("target")
    walk.links.append(absolute_url(address, walk.base) if address else None)


def _leave_link(walk: _Walk, _element: etree._Element, _: str) -> None:
    walk.links.pop()


def _enter_break(walk: _Walk, _element: etree._Element, _: str) -> None:
    walk.breaks += 1
    walk.runs.append(Run("\n"))
    if walk.breaks > 1 and walk.kind is not BlockKind.CODE:
        walk.part()


def _enter_heading(walk: _Walk, element: etree._Element, name: str) -> None:
    walk.part()
    if not _in_data(walk):
        rend = element.get("rend") or ""
        walk.kind, walk.level, walk.marker = BlockKind.HEADING, _HEADINGS.get(rend, _HEADINGS[name]), ""


def _leave_special(walk: _Walk, _element: etree._Element, _: str) -> None:
    """End a heading or a block of code."""
    walk.part()
    if not _in_data(walk):
        walk.plain()


def _enter_list(walk: _Walk, element: etree._Element, name: str) -> None:
    if not _in_data(walk):
        walk.flush()
        walk.plain()
        walk.starts = walk.starts or not walk.lists
    ordered = name == "ol" or element.get("rend") == "ol"
    first = element.get("start") or ""
    walk.lists.append(_List(ordered, int(first) if first.isdecimal() and len(first) < 5 else 1))
    walk.counts.append(0)


def _leave_list(walk: _Walk, element: etree._Element, name: str) -> None:
    _leave_item(walk, element, name)
    walk.lists.pop()
    walk.counts.pop()


def _enter_item(walk: _Walk, _element: etree._Element, _: str) -> None:
    walk.part()
    if not _in_data(walk):
        walk.flush()
        _begin_item(walk)


def _leave_item(walk: _Walk, _element: etree._Element, _: str) -> None:
    if not _in_data(walk):
        walk.flush()
        walk.plain()


def _enter_quote(walk: _Walk, _element: etree._Element, _: str) -> None:
    walk.part()
    walk.quotes += 1


def _leave_quote(walk: _Walk, _element: etree._Element, _: str) -> None:
    walk.part()
    walk.quotes -= 1


def _enter_pre(walk: _Walk, _element: etree._Element, _: str) -> None:
    walk.part()
    if not _in_data(walk):
        walk.flush()
        walk.kind, walk.marker = BlockKind.CODE, ""


def _enter_code(walk: _Walk, element: etree._Element, name: str) -> None:
    if _is_block(element):
        _enter_pre(walk, element, name)


def _leave_code(walk: _Walk, element: etree._Element, name: str) -> None:
    if walk.kind is BlockKind.CODE and _is_block(element):
        _leave_special(walk, element, name)


def _at_part(walk: _Walk, _element: etree._Element, _: str) -> None:
    walk.part()


def _in_data(walk: _Walk) -> bool:
    return bool(walk.tables) and walk.tables[-1].data


def _is_block(element: etree._Element) -> bool:
    """Tell a block of code from a word of code in a sentence; trafilatura calls both `code`."""
    parent = element.getparent()
    return "\n" in words_in(element).strip() and (parent is None or _name(parent) not in {"p", "pre", "code"})


def _begin_item(walk: _Walk) -> None:
    """Begin a list item; its marker is counted where the list is ordered."""
    if walk.counts:
        walk.counts[-1] += 1
    inner = walk.lists[-1] if walk.lists else _List(ordered=False, first=1)
    number = inner.first + walk.counts[-1] - 1 if walk.counts else 1
    walk.kind = BlockKind.ITEM
    walk.level = max(len(walk.lists), 1)
    walk.marker = f"{number}." if inner.ordered else BULLET


def _enter_table(walk: _Walk, element: etree._Element, _: str) -> None:
    """Tell a table of data, two columns and two rows at least and no table in it, from one that arranges a page."""
    walk.part()
    nested = element.find(".//table") is not None
    data = False
    if not nested and not _in_data(walk):
        walk.flush()
        rows = [sum(1 for cell in each if _name(cell) in _CELLS) for each in element.iter("tr", "row")]
        data = len(rows) > 1 and max(rows) > 1
    walk.tables.append(_Table(data or _in_data(walk)))


def _leave_table(walk: _Walk, _element: etree._Element, _: str) -> None:
    walk.flush()
    walk.tables.pop()


def _enter_cell(walk: _Walk, _element: etree._Element, _: str) -> None:
    if _in_data(walk):
        walk.runs = []
    elif walk.tables:
        walk.flush()


def _leave_cell(walk: _Walk, element: etree._Element, name: str) -> None:
    if not walk.tables:
        return
    table = walk.tables[-1]
    if not table.data:
        walk.flush()
        return
    table.cells.append(tuple(walk.runs))
    words = any(not run.text.isspace() for run in walk.runs)
    table.headed += words and (name == "th" or element.get("role") == "head")
    walk.runs = []
    spanned = element.get("colspan") or ""
    if spanned.isdecimal() and len(spanned) < 4:
        table.cells += [()] * min(int(spanned) - 1, _MOST_SPANNED)


def _leave_row(walk: _Walk, _element: etree._Element, _: str) -> None:
    """End a row; it is the header where it is the first and most of its cells that say something are headers."""
    if not walk.tables:
        return
    table = walk.tables[-1]
    if table.data and table.cells:
        said = sum(1 for cell in table.cells if any(not run.text.isspace() for run in cell))
        header = table.starts and table.headed > said / 2
        if said:
            walk.pieces.append(Piece(BlockKind.ROW, tuple(table.cells), 0 if header else 1, starts=table.starts))
            table.starts = False
    table.cells = []
    table.headed = 0


_Step = Callable[[_Walk, etree._Element, str], None]  # noqa: SLF001 - the name that its types are published under
_ENTER: Final[dict[str, _Step]] = {
    **dict.fromkeys(_PARTS, _at_part),
    **dict.fromkeys(_LINKS, _enter_link),
    **dict.fromkeys(_BREAKS, _enter_break),
    **dict.fromkeys(_HEADINGS, _enter_heading),
    **dict.fromkeys(_LISTS, _enter_list),
    **dict.fromkeys(_ITEMS, _enter_item),
    **dict.fromkeys(_CELLS, _enter_cell),
    **dict.fromkeys(_QUOTES, _enter_quote),
    "table": _enter_table,
    "pre": _enter_pre,
    "code": _enter_code,
}
"""What is done where an element begins, by its name; with all others nothing is done but to read what is in them."""
_LEAVE: Final[dict[str, _Step]] = {
    **dict.fromkeys(_PARTS, _at_part),
    **dict.fromkeys(_LINKS, _leave_link),
    **dict.fromkeys(_HEADINGS, _leave_special),
    **dict.fromkeys(_LISTS, _leave_list),
    **dict.fromkeys(_ITEMS, _leave_item),
    **dict.fromkeys(_CELLS, _leave_cell),
    **dict.fromkeys(_ROWS, _leave_row),
    **dict.fromkeys(_QUOTES, _leave_quote),
    "table": _leave_table,
    "pre": _leave_special,
    "code": _leave_code,
}
"""The same where it ends."""
