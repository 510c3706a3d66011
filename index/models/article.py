"""An article: one outlet's text at one place, its parts as spans over it, and what the reader did with it."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from index.models.base import Frozen, Span


class BlockKind(StrEnum):
    """What a block is; the article view draws each its own way."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    ROW = "row"
    CODE = "code"


class Block(Frozen):
    """One block of the text: `text[start:end]` without its marker, and without surrounding blank lines.

    A list item's marker ("• ", "2. ") stands in the text just before `start`, so that the plain text reads
    well on its own, and a number that only counts is never taken for a fact. A table row is one line whose cells are
    parted by tabs.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Headings: 1 to 6. Items: depth from 1. Rows: 0 for a table's header row, 1 for the others. Else 0."""

    @property
    def span(self) -> Span:
        """The place of the block in the text."""
        return Span(self.start, self.end)


class Link(Frozen):
    """A hyperlink: the linked words and the absolute address."""

    start: int
    end: int
    url: str


class IdentityKind(StrEnum):
    """By what an article is recognised when it comes in again, the strongest first."""

    URL = "url"
    GUID = "guid"
    RECORD = "record"
    PATH = "path"
    CONTENT = "content"


class Identity(NamedTuple):
    """One mark that an article is known by: a kind and a value that is unique within the kind."""

    kind: IdentityKind
    value: str


class Origin(StrEnum):
    """Where the text of a revision is from: a feed may bring a few lines of what its page says in full."""

    FILE = "file"
    FEED = "feed"
    PAGE = "page"


class Draft(Frozen):
    """An article as it comes in, before the store has decided whether it is known."""

    title: str
    text: str
    blocks: tuple[Block, ...]
    identities: tuple[Identity, ...]
    """The strongest first; the content hash is always among them."""
    links: tuple[Link, ...] = ()
    source: str = ""
    """The outlet's name; empty where it is unknown."""
    url: str | None = None
    author: str | None = None
    published: datetime | None = None
    """With a time zone, in UTC."""
    language: str | None = None
    """ISO 639-1, or None where it cannot be told."""


class ArticleSummary(Frozen):
    """What a list shows of an article: the `article` of the JSON documents."""

    id: str
    title: str
    source: str
    feeds: tuple[str, ...]
    """The addresses of the feeds that list it."""
    url: str | None
    author: str | None
    published: datetime | None
    fetched: datetime
    language: str | None
    words: int
    revision: int
    read: bool
    starred: bool
    tags: tuple[str, ...]
    updated: datetime | None = None
    """When the outlet's last change to headline or text came in; None where there was none."""
    was: str | None = None
    """The headline before it was last changed; None where it never was."""


class Article(ArticleSummary):
    """An article in full, at one revision."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


class Revision(Frozen):
    """One state of an article's headline and text; numbers count from 1."""

    revision: int
    fetched: datetime
    title: str
    origin: Origin = Origin.FILE
    """A feed's few lines and its page's full text are no change of the outlet's."""


class ArticleState(Frozen):
    """What the reader did with an article."""

    id: str
    read: bool
    starred: bool
    tags: tuple[str, ...]
    hidden: bool = False
    """Whether a rule keeps it out of lists and searches."""
