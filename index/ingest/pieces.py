"""From the pieces of an article to its one text: every reader makes pieces, this alone makes spans.

Plain text, Markdown and HTML are read by different files into the same `Piece`s. They are cleaned and put together
here, so that the text looks alike whatever it came from, and a span cannot disagree with it.
"""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.models import Block, BlockKind, Link
from index.text.clean import clean

BULLET = "•"
"""The marker of an item that is not counted."""

# White space of any kind and length; but a fixed space between two digits parts thousands ('10 000') and stays.
_SPACE = re.compile(r"(?:(?!(?<=\d)[\u00a0\u2007\u202f](?=\d))\s)+")
_IN_ONE_LIST = frozenset({BlockKind.ITEM, BlockKind.ROW})


class Run(NamedTuple):
    """A stretch of words, linked to `url` (absolute, http or https) or not linked."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One block before it has a place: its kind, its words and how it stands to its neighbours."""

    kind: BlockKind
    cells: tuple[tuple[Run, ...], ...]
    """One cell; a table row has one for each column. An empty cell is kept, so that columns stay columns."""
    level: int = 0
    marker: str = ""
    """Of an item: `BULLET`, or the number with a full stop."""
    starts: bool = False
    """Of an item or a row: a new list or table begins here, though the piece before is of the same kind."""

    @property
    def text(self) -> str:
        """The words, uncleaned, for comparing and deciding."""
        return "\t".join("".join(run.text for run in cell) for cell in self.cells)


def piece(kind: BlockKind, text: str, level: int = 0, *, marker: str = "", starts: bool = False) -> Piece:
    """Return a piece of `kind` with one cell and no links."""
    return Piece(kind, ((Run(text),),), level, marker, starts)


def row(cells: Iterable[str], *, header: bool, starts: bool = False) -> Piece:
    """Return a table row without links."""
    return Piece(BlockKind.ROW, tuple((Run(cell),) for cell in cells), 0 if header else 1, starts=starts)


class Composed(NamedTuple):
    """An article's text with what is known of its parts."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


def compose(pieces: Sequence[Piece]) -> Composed:
    """Put `pieces` together into one clean text.

    Blocks come out in order, disjoint and not empty; they begin and end with a character that is not white space,
    except that a row may begin or end with the tab of an empty cell. Pieces without a word or sign are left out.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    links: list[Link] = []
    length = 0
    last: BlockKind | None = None
    starts = False
    for each in pieces:
        starts = starts or each.starts
        body, linked = _row(each) if each.kind is BlockKind.ROW else _body(each)
        if not body or body.isspace():
            continue
        lead = "" if last is None else "\n" if each.kind is last and last in _IN_ONE_LIST and not starts else "\n\n"
        if each.kind is BlockKind.ITEM:
            lead += "  " * (max(each.level, 1) - 1) + (each.marker or BULLET) + " "
        start = length + len(lead)
        parts += (lead, body)
        length = start + len(body)
        blocks.append(Block(kind=each.kind, start=start, end=length, level=each.level))
        links += (Link(start=start + s, end=start + e, url=url) for s, e, url in linked)
        last = each.kind
        starts = False
    return Composed("".join(parts), tuple(blocks), tuple(links))


_Links = list[tuple[int, int, str]]


def _body(each: Piece) -> tuple[str, _Links]:
    """Return the clean words of a piece with one cell, and the links in them."""
    runs = each.cells[0] if each.cells else ()
    if each.kind is BlockKind.CODE:
        text = textwrap.dedent(clean("".join(run.text for run in runs)))
        return text.strip(), []
    return _cell(runs)


def _row(each: Piece) -> tuple[str, _Links]:
    """Return the cells of a row parted by tabs, and the links in them."""
    texts: list[str] = []
    links: _Links = []
    at = 0
    for cell in each.cells:
        text, linked = _cell(cell)
        links += ((start + at, end + at, url) for start, end, url in linked)
        texts.append(text)
        at += len(text) + 1
    return "\t".join(texts), links


def _cell(runs: Sequence[Run]) -> tuple[str, _Links]:
    """Join runs into one line, white space folded."""
    if len(runs) == 1 and runs[0].url is None:
        return fold(clean(runs[0].text)), []
    parts: list[str] = []
    links: _Links = []
    length = 0
    open_end = False  # whether a space may follow what is there
    linked: str | None = None  # where the run before leads to
    for run in runs:
        text = _spaced(clean(run.text))
        if not open_end:
            text = text.removeprefix(" ")
        if not text:
            continue
        parts.append(text)
        if run.url and text.strip():
            goes_on = linked == run.url and links
            start = links.pop()[0] if goes_on else length + len(text) - len(text.lstrip())
            links.append((start, length + len(text.rstrip()), run.url))
        linked = run.url
        length += len(text)
        open_end = not text.endswith(" ")
    joined = "".join(parts).rstrip()
    if joined.isascii():
        return joined, links
    normal = unicodedata.normalize("NFC", joined)
    # A combining mark at the seam of two runs: the words count for more than their links.
    return (normal, links) if normal == joined else (normal, [])


def fold(text: str) -> str:
    """Return clean `text` on one line, white space folded to single spaces."""
    return _spaced(text).strip()


def _spaced(text: str) -> str:
    """Fold white space; of what is printable only the space is any."""
    return text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text)
