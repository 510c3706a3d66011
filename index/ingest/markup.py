"""An HTML tree as pieces; also the tree that trafilatura makes of a page, whose elements have other names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree, html

from index.errors import BadInputError
from index.ingest.pieces import BULLET, Piece, Run
from index.ingest.urls import absolute_url
from index.models import BlockKind

_HIDDEN: Final = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "form", "button", "select",
    "input", "textarea", "canvas", "audio", "video", "map", "nav", "footer", "aside", "dialog", "menu", "graphic",
})  # fmt: skip
_HEADINGS: Final = {**{f"h{level}": level for level in range(1, 7)}, "head": 2}
_LISTS: Final = frozenset({"ul", "ol", "list", "dir"})
_ITEMS: Final = frozenset({"li", "item"})
_ROWS: Final = frozenset({"tr", "row"})
_CELLS: Final = frozenset({"td", "th", "cell"})
_QUOTES: Final = frozenset({"blockquote", "quote", "q-block"})
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

    def text(self, words: str | None) -> None:
        """Take in words."""
        if words:
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
        if any(run.text and not run.text.isspace() for run in self.runs):
            kind = BlockKind.QUOTE if self.quotes and self.kind is BlockKind.PARAGRAPH else self.kind
            self.pieces.append(Piece(kind, (tuple(self.runs),), self.level, self.marker, self.starts))
            if kind is BlockKind.ITEM:  # what follows in the same item has no marker of its own
                self.plain()
            self.starts = False
        self.runs = []
        self.breaks = 0

    def plain(self) -> None:
        """Whatever comes next is a paragraph."""
        self.kind, self.level, self.marker = BlockKind.PARAGRAPH, 0, ""


def parse(data: bytes) -> etree._Element:
    """Parse HTML in UTF-8: no network, no entities from outside, 256 levels at most (libxml2 cuts deeper ones off).

    Raises `BadInputError` where there is no element at all.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInputError("it holds no HTML that can be read; save the page again") from error
    if root is None:
        raise BadInputError("it holds no HTML; save the page again")
    return root


def read_fragment(text: str, base: str | None = None) -> tuple[Piece, ...]:
    """Return the pieces of a stretch of HTML; nothing where it holds none."""
    try:
        return read_tree(parse(text.encode("utf-8", "replace")), base)
    except BadInputError:
        return ()


def read_tree(root: etree._Element, base: str | None = None) -> tuple[Piece, ...]:
    """Return the pieces of the tree under `root`; addresses are resolved against `base`."""
    walk = _Walk(base)
    for event, element in _visible(root):
        if event == "start":
            _enter(walk, element)
            walk.text(element.text)
        else:
            _leave(walk, element)
            if element is not root:
                walk.text(element.tail)
    walk.flush()
    return tuple(walk.pieces)


def _visible(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Walk the tree without recursion, leaving out what no reader sees; the words after it are kept."""
    walk = etree.iterwalk(root, events=("start", "end"))
    hidden: etree._Element | None = None
    for event, element in walk:
        if hidden is not None:
            if element is hidden and event == "end":
                hidden = None
                element.text = None
                yield "end", element
            continue
        if event == "start" and (_name(element) in _HIDDEN or _outside(element)):
            hidden = element
            continue
        yield event, element


def _outside(element: etree._Element) -> bool:
    """Tell the head of a page (not trafilatura's `head`, a heading) and what is declared invisible."""
    after = element.getnext() if element.tag == "head" else None
    return (
        (after is not None and _name(after) == "body")
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    )


def _name(element: etree._Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def words_in(element: etree._Element) -> str:
    """Return all the words in `element`, as they stand."""
    return "".join(str(part) for part in element.itertext())


def _enter(walk: _Walk, element: etree._Element) -> None:
    name = _name(element)
    if name in {"a", "ref"}:
        address = element.get("href") or element.get("target")
        walk.links.append(absolute_url(address, walk.base) if address else None)
    elif name in _BREAKS:
        walk.breaks += 1
        walk.runs.append(Run("\n"))
        if walk.breaks > 1 and walk.kind is not BlockKind.CODE:
            walk.part()
    elif name in _HEADINGS:
        walk.part()
        if not _in_data(walk):
            rend = element.get("rend") or ""
            walk.kind, walk.level, walk.marker = BlockKind.HEADING, _HEADINGS.get(rend, _HEADINGS[name]), ""
    elif name in _LISTS:
        if not _in_data(walk):
            walk.flush()
            walk.plain()
            walk.starts = walk.starts or not walk.lists
        ordered = name == "ol" or element.get("rend") == "ol"
        first = element.get("start") or ""
        walk.lists.append(_List(ordered, int(first) if first.isdecimal() and len(first) < 5 else 1))
        walk.counts.append(0)
    elif name in _ITEMS:
        walk.part()
        if not _in_data(walk):
            walk.flush()
            _begin_item(walk)
    elif name == "table":
        _begin_table(walk, element)
    elif name in _CELLS and walk.tables:
        if _in_data(walk):
            walk.runs = []
        else:
            walk.flush()
    elif name in _QUOTES:
        walk.part()
        walk.quotes += 1
    elif name == "pre" or (name == "code" and _is_block(element)):
        walk.part()
        if not _in_data(walk):
            walk.flush()
            walk.kind, walk.marker = BlockKind.CODE, ""
    elif name in _PARTS:
        walk.part()


def _leave(walk: _Walk, element: etree._Element) -> None:
    name = _name(element)
    if name in {"a", "ref"}:
        if walk.links:
            walk.links.pop()
    elif name in _HEADINGS or name == "pre" or (name == "code" and walk.kind is BlockKind.CODE and _is_block(element)):
        walk.part()
        if not _in_data(walk):
            walk.plain()
    elif name in _LISTS:
        if not _in_data(walk):
            walk.flush()
            walk.plain()
        if walk.lists:
            walk.lists.pop()
            walk.counts.pop()
    elif name in _ITEMS:
        if not _in_data(walk):
            walk.flush()
            walk.plain()
    elif name in _CELLS and walk.tables:
        _end_cell(walk, element)
    elif name in _ROWS and walk.tables:
        _end_row(walk)
    elif name == "table" and walk.tables:
        walk.flush()
        walk.tables.pop()
    elif name in _QUOTES:
        walk.part()
        walk.quotes = max(walk.quotes - 1, 0)
    elif name in _PARTS:
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


def _begin_table(walk: _Walk, element: etree._Element) -> None:
    """Tell a table of data, two columns and two rows at least and no table in it, from one that arranges a page."""
    walk.part()
    nested = element.find(".//table") is not None
    data = False
    if not nested and not _in_data(walk):
        walk.flush()
        rows = [sum(1 for cell in each if _name(cell) in _CELLS) for each in element.iter("tr", "row")]
        data = len(rows) > 1 and max(rows) > 1
    walk.tables.append(_Table(data or _in_data(walk)))


def _end_cell(walk: _Walk, element: etree._Element) -> None:
    table = walk.tables[-1]
    if not table.data:
        walk.flush()
        return
    table.cells.append(tuple(walk.runs))
    words = any(not run.text.isspace() for run in walk.runs)
    table.headed += words and (_name(element) == "th" or element.get("role") == "head")
    walk.runs = []
    spanned = element.get("colspan") or ""
    if spanned.isdecimal() and len(spanned) < 4:
        table.cells += [()] * min(int(spanned) - 1, _MOST_SPANNED)


def _end_row(walk: _Walk) -> None:
    """End a row; it is the header where it is the first and most of its cells that say something are headers."""
    table = walk.tables[-1]
    if table.data and table.cells:
        said = sum(1 for cell in table.cells if any(not run.text.isspace() for run in cell))
        header = table.starts and table.headed > said / 2
        if said:
            walk.pieces.append(Piece(BlockKind.ROW, tuple(table.cells), 0 if header else 1, starts=table.starts))
            table.starts = False
    table.cells = []
    table.headed = 0
