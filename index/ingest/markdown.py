"""Markdown as pieces: CommonMark with tables, read by markdown-it, and front matter."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.ingest.frontmatter import reading_of, split_front
from index.ingest.markup import read_fragment
from index.ingest.pieces import BULLET, Piece, Run, piece
from index.ingest.plaintext import read_plain
from index.ingest.reading import Reading
from index.ingest.titles import take_title, without_title
from index.ingest.urls import absolute_url
from index.models import BlockKind
from index.text.clean import clean

_LONGEST: Final = 256 * 1024
"""Characters; a longer file is no article and is read as plain text, whose time grows with its length alone."""
_LONGEST_PARAGRAPH: Final = 64 * 1024
"""Characters without a blank line; the same, since inline marks are matched with one another within it."""
_TAG_BREAK: Final = re.compile(r"<br\b", re.IGNORECASE)


def read_markdown(text: str) -> Reading:
    """Read a Markdown file; its title is the front matter's, else a first heading or line that reads as one."""
    front = split_front(clean(text))
    about = reading_of(front)
    if len(front.text) > _LONGEST or max(map(len, front.text.split("\n\n"))) > _LONGEST_PARAGRAPH:
        plain = read_plain(front.text, about.title)
        return replace(about, pieces=plain.pieces, title=plain.title)
    pieces = tuple(_Walk(about.url).read(_parser().parse(front.text)))
    if about.title:
        return replace(about, pieces=without_title(pieces, about.title))
    title, pieces = take_title(pieces)
    return replace(about, pieces=pieces, title=title)


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    # Which addresses become links is decided in one place, `absolute_url`; refused here, one would stay as markup.
    parser.validateLink = lambda _url: True  # type: ignore[assignment, method-assign]  # how markdown-it is told so
    return parser


@dataclass(slots=True)
class _Walk:
    """One walk over the tokens of a file."""

    base: str | None
    pieces: list[Piece] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    """For each list that is open, the marker of its present item; empty once the item has begun."""
    counts: list[int | None] = field(default_factory=list)
    quotes: int = 0
    row: list[tuple[Run, ...]] | None = None
    header: bool = False
    starts: bool = False

    def read(self, tokens: Sequence[Token]) -> list[Piece]:
        """Return the pieces of `tokens`."""
        for at, token in enumerate(tokens):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    first = token.attrGet("start")
                    ordered = token.type == "ordered_list_open"
                    self.counts.append((first if isinstance(first, int) else 1) if ordered else None)
                    self.markers.append("")
                    self.starts = self.starts or len(self.counts) == 1
                case "bullet_list_close" | "ordered_list_close":
                    self.counts.pop()
                    self.markers.pop()
                case "list_item_open":
                    self._item()
                case "blockquote_open":
                    self.quotes += 1
                case "blockquote_close":
                    self.quotes -= 1
                case "thead_open":
                    self.header, self.starts = True, True
                case "tbody_open":
                    self.header = False
                case "tr_open":
                    self.row = []
                case "tr_close":
                    self._add(Piece(BlockKind.ROW, tuple(self.row or ()), 0 if self.header else 1))
                    self.row = None
                case "inline":
                    self._inline(token, tokens[at - 1])
                case "fence" | "code_block":
                    self._add(piece(BlockKind.CODE, token.content))
                case "html_block":
                    for each in read_fragment(token.content, self.base):
                        self._add(each)
        return self.pieces

    def _item(self) -> None:
        count = self.counts[-1]
        self.markers[-1] = BULLET if count is None else f"{count}."
        if count is not None:
            self.counts[-1] = count + 1

    def _add(self, each: Piece) -> None:
        self.pieces.append(replace(each, starts=True) if self.starts else each)
        self.starts = False

    def _inline(self, token: Token, opening: Token) -> None:
        """Take in a paragraph, a heading or a cell."""
        runs = tuple(_runs(token.children or (), self.base))
        if self.row is not None:
            self.row.append(runs)
        elif opening.type == "heading_open":
            self._add(Piece(BlockKind.HEADING, (runs,), int(opening.tag[1])))
        elif self.markers and self.markers[-1]:
            self._add(Piece(BlockKind.ITEM, (runs,), len(self.markers), self.markers[-1]))
            self.markers[-1] = ""
        else:
            self._add(Piece(BlockKind.QUOTE if self.quotes else BlockKind.PARAGRAPH, (runs,)))


def _runs(tokens: Sequence[Token], base: str | None) -> list[Run]:
    """Return the words of inline tokens; a picture gives its description, markup inside a line nothing."""
    found: list[Run] = []
    links: list[str | None] = []
    for token in tokens:
        url = links[-1] if links else None
        match token.type:
            case "link_open":
                address = token.attrGet("href")
                links.append(absolute_url(address, base) if isinstance(address, str) else None)
            case "link_close" if links:
                links.pop()
            case "softbreak" | "hardbreak":
                found.append(Run(" ", url))
            case "html_inline":
                if _TAG_BREAK.match(token.content):
                    found.append(Run(" ", url))
            case "image":
                found.extend(_runs(token.children or (), base))
            case _:
                found.append(Run(token.content, url))
    return found
