"""What a feed says, whichever parser read it; the three parsers make these and nothing else."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

MOST_ENTRIES: Final = 5_000
"""Entries taken of one feed; the longest archives that outlets publish whole have some thousands."""


class Parser(StrEnum):
    """By what a feed was read."""

    QUICK = "fastfeedparser"
    TOLERANT = "feedparser"
    JSON = "JSON Feed"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A recording, a film or a picture that comes with an entry."""

    url: str
    """Absolute, http or https."""
    type: str | None = None
    """As the feed declares it: 'audio/mpeg', or only 'audio'."""
    length: int | None = None
    """Bytes, as declared."""


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One entry as the feed has it; nothing is cleaned but the title and the author."""

    guid: str | None
    url: str | None
    """Absolute, http or https."""
    title: str
    """Plain text; empty where there is none."""
    author: str | None
    published: datetime | None
    """In UTC."""
    dated: bool
    """Whether a date could be read."""
    html: str
    """The whole text where the feed has it, else the summary; empty where it has neither."""
    enclosures: tuple[Enclosure, ...] = ()
    language: str | None = None
    """ISO 639-1, where the entry says so itself."""
    written: str = ""
    """The date as the feed writes it; empty where it gives none."""
    base: str | None = None
    """Against what addresses in `html` are resolved."""
    source: str = ""
    """The outlet that the entry names as its own, in feeds that collect from several."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as it describes itself, with its entries in its own order."""

    title: str
    site: str | None
    language: str | None
    entries: tuple[ParsedEntry, ...]
    interval_hint: int | None
    """Seconds after which the feed asks to be fetched again."""
    parser: Parser = Parser.QUICK
    left_out: int = 0
    """Entries past the first `MOST_ENTRIES`, which are not read."""
