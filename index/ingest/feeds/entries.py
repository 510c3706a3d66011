"""The entries of a feed as drafts, with the identities by which each is recognised when the feed comes again."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import unquote, urlsplit

from index.errors import BadInputError
from index.ingest.feeds.enclosures import family
from index.ingest.feeds.parsed import Enclosure, ParsedEntry, ParsedFeed
from index.ingest.language import detect
from index.ingest.markup import read_fragment
from index.ingest.pieces import Piece, Run, piece
from index.ingest.reading import Reading, draft
from index.ingest.titles import without_title
from index.models import BlockKind, Draft, Identity, IdentityKind

_AHEAD: Final = timedelta(days=1)
"""A date further ahead is a mistake or a trick to stay on top; every zone of the world lies within a day."""
_BLANK_LINES: Final = re.compile(r"\n[ \t\r]*\n")
_LABELS: Final = {"audio": "Audio", "video": "Video", "image": "Picture"}
_LONGEST_NAME: Final = 100
_SAMPLES: Final = 5
_LONGEST_GUID: Final = 2_000


@dataclass(frozen=True, slots=True)
class BadEntry:
    """An entry that is no article."""

    position: int
    """In its feed, from 1."""
    error: str
    """One sentence."""


def drafts(
    feed: ParsedFeed, *, feed_id: str, url: str, source: str = "", fetched: datetime
) -> Iterator[Draft | BadEntry]:
    """Yield the entries of `feed`, the subscription `feed_id` at `url`, as drafts, in its order.

    `source` is the outlet where the user named one, else it is the feed's title. A date more than a day after
    `fetched` is taken as none. An entry that the feed repeats comes once.
    """
    entries = _once(feed.entries)
    shared = _shared(entries)
    common = _common_language(feed, entries)
    for position, entry in entries:
        try:
            yield _draft(entry, feed, source, fetched, common, _Known(feed_id, shared))
        except BadInputError as error:
            yield BadEntry(position, f"Entry {position} of {feed.title or url} is left out: {error}.")


@dataclass(frozen=True, slots=True)
class _Known:
    """By what the entries of a feed can be recognised."""

    feed: str
    shared: frozenset[str]
    """Addresses and guids that stand for several entries, and so for none."""


_Numbered = Sequence[tuple[int, ParsedEntry]]


def _once(entries: Sequence[ParsedEntry]) -> _Numbered:
    """Return the entries numbered, without those that only repeat another: the same address and guid, or words."""
    seen: set[tuple[str | None, ...]] = set()
    kept: list[tuple[int, ParsedEntry]] = []
    for position, entry in enumerate(entries, 1):
        marks = (
            (entry.guid, entry.url) if entry.guid and entry.url else (entry.guid, entry.url, entry.title, entry.html)
        )
        if marks not in seen:
            seen.add(marks)
            kept.append((position, entry))
    return kept


def _shared(entries: _Numbered) -> frozenset[str]:
    """Return the addresses and guids of more than one entry; some feeds link all of them to the front page."""
    counted = Counter(mark for _, entry in entries for mark in {entry.url, entry.guid} if mark)
    return frozenset(mark for mark, count in counted.items() if count > 1)


def _common_language(feed: ParsedFeed, entries: _Numbered) -> str | None:
    """Return the language of all entries, or None where each must be looked at.

    Feeds declare wrong languages, and telling one takes 0.4 ms. So a few entries are looked at: where they agree
    with each other, and with the feed if it declares one, the others are taken to be written in it as well.
    """
    step = max(len(entries) // _SAMPLES, 1)
    found = [detect(_sample(entry)) for _, entry in entries[::step][:_SAMPLES]]
    agreed = {each for each in found if each}
    if len(agreed) != 1 or found.count(None) > len(found) // 2:
        return None
    language = agreed.pop()
    return language if feed.language in {None, language} else None


def _sample(entry: ParsedEntry) -> str:
    words = " ".join(each.text for each in _pieces(entry.html[:4000], None))
    return f"{entry.title}\n{words}"


def _draft(
    entry: ParsedEntry, feed: ParsedFeed, source: str, fetched: datetime, common: str | None, known: _Known
) -> Draft:
    pieces = _pieces(entry.html, entry.base or entry.url)
    if entry.title:
        pieces = without_title(pieces, entry.title)
    pieces = (*pieces, *map(_mention, entry.enclosures))
    title = entry.title
    if not any(each.text.strip() for each in pieces):
        pieces = _alone(entry)
        title = title or pieces[0].text
    published = entry.published if entry.published and entry.published <= fetched + _AHEAD else None
    reading = Reading(
        pieces,
        title=title,
        source=entry.source or source or feed.title,
        url=entry.url,
        author=entry.author,
        published=published,
        language=entry.language or common,
    )
    made = draft(reading)
    return made.model_copy(
        update={"language": made.language or feed.language, "identities": _identities(made, entry, known)}
    )


def _identities(made: Draft, entry: ParsedEntry, known: _Known) -> tuple[Identity, ...]:
    """Return the identities of a draft with its guid, and without what stands for other entries as well."""
    placed = entry.url not in known.shared
    found = [each for each in made.identities if placed or each.kind is not IdentityKind.URL]
    if entry.guid and len(entry.guid) <= _LONGEST_GUID and entry.guid not in known.shared:
        at = next((at for at, each in enumerate(found) if each.kind is not IdentityKind.URL), len(found))
        found.insert(at, Identity(IdentityKind.GUID, f"{known.feed}#{entry.guid}"))
    return tuple(found)


def _pieces(markup: str, base: str | None) -> tuple[Piece, ...]:
    """Return the pieces of the text of an entry; what has no tag at all is plain text."""
    if "<" in markup:
        return read_fragment(markup, base)
    parts = (html.unescape(part).strip() for part in _BLANK_LINES.split(markup))
    return tuple(piece(BlockKind.PARAGRAPH, part) for part in parts if part)


def _alone(entry: ParsedEntry) -> tuple[Piece, ...]:
    """Return the text of an entry that has none: its title, or else its address, linked to where it leads."""
    words = entry.title or entry.url
    if not words:
        raise BadInputError("it has no title, no text and no address")
    return (Piece(BlockKind.PARAGRAPH, ((Run(words, entry.url),),)),)


def _mention(enclosure: Enclosure) -> Piece:
    """Return a line that names what comes with an entry and links to it; its size would read as news."""
    label = _LABELS.get(family(enclosure), "File")
    parts = urlsplit(enclosure.url)
    name = unquote(parts.path.rstrip("/").rpartition("/")[2])[:_LONGEST_NAME] or parts.netloc.rpartition("@")[2]
    return Piece(BlockKind.PARAGRAPH, ((Run(f"{label}: "), Run(name, enclosure.url)),))
