"""What the index holds of an article, as a Whoosh schema, and how an article becomes a document of it.

The text itself is not stored; the news store has it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from whoosh import columns, fields, formats

from index.search.analysis import words

SCHEMA_VERSION = 1
"""Counted up whenever the fields, the analysis or Whoosh's files change; an index of another version is made anew."""

SLOP_LIMIT = 20
"""How far apart the words of a near-phrase may stand at most. Parts of an article are kept further apart than that."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Placed = Sequence[tuple[str, int]]
"""Words with their positions."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index wants of an article; `date` is when it was published, or else fetched, in UTC."""

    id: str
    title: str
    text: str
    source: str
    author: str
    date: datetime
    language: str | None


class PlacedField(fields.TEXT):  # type: ignore[misc] # Whoosh publishes no usable types
    """A field of words that come analysed, with their positions: analysis happens once, and outside of Whoosh."""

    def index(self, value: Placed, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each different word with its frequency, weight and positions as Whoosh's format encodes them."""
        places: dict[str, list[int]] = defaultdict(list)
        for word, position in value:
            places[word].append(position)
        encode = self.format.encode
        for word, positions in places.items():
            yield word.encode(), len(positions), float(len(positions)), encode(positions)


class WrittenField(fields.FieldType):  # type: ignore[misc] # as above
    """A field of words as written, without positions or scores: what patterns and fuzzy words look through."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(self, value: frozenset[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each word once."""
        for word in value:
            yield word.encode(), 1, 1.0, b""


def schema() -> fields.Schema:
    """Return the schema; `text` is title, body, outlet and author together, so that a bare word is one look-up."""
    return fields.Schema(
        text=PlacedField(),
        written=WrittenField(),
        title=PlacedField(),
        title_written=WrittenField(),
        source=PlacedField(),
        author=PlacedField(),
        language=fields.ID(),
        day=fields.NUMERIC(int, 32, signed=False),
        about=fields.COLUMN(columns.VarBytesColumn()),
    )


def document(entry: Entry) -> dict[str, Any]:
    """Return `entry` as the fields of a Whoosh document; absent ones are left out."""
    stems: list[tuple[str, int]] = []
    written: set[str] = set()
    parts: dict[str, tuple[list[tuple[str, int]], list[tuple[str, int]]]] = {}
    start = 0
    for name, text in (
        ("title", entry.title),
        ("body", entry.text),
        ("source", entry.source),
        ("author", entry.author),
    ):
        found = list(words(text, entry.language))
        stems.extend((word.stem, start + word.position) for word in found)
        written.update(word.written for word in found)
        if name != "body":
            parts[name] = ([(w.stem, w.position) for w in found], [(w.written, w.position) for w in found])
        start += len(found) + SLOP_LIMIT + 1
    moment = entry.date.astimezone(UTC)
    values: dict[str, Any] = {
        "text": stems,
        "written": frozenset(written),
        "title": parts["title"][0],
        "title_written": frozenset(word for word, _ in parts["title"][1]),
        "source": parts["source"][1],
        "author": parts["author"][1],
        "language": entry.language,
        "day": moment.year * 10_000 + moment.month * 100 + moment.day,
        "about": f"{(moment - _EPOCH) // _MICROSECOND}\t{entry.id}\t{entry.source}".encode(),
    }
    return {name: value for name, value in values.items() if value}


def about(value: bytes) -> tuple[int, str, str]:
    """Return what the column `about` says of a document: microseconds since 1970 UTC, id, outlet.

    One column, because Whoosh reads each value with calls of its own and all documents are read when it is opened.
    """
    moment, identity, outlet = value.decode().split("\t", 2)
    return int(moment), identity, outlet
