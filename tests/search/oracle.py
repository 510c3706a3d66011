"""The judge of the search engine: the same articles in a stock Whoosh index, by its own writer, codec and searcher.

Nothing here is shared with the engine but the analysis of words and the query tree: terms, statistics, matching and
BM25F are Whoosh's. Where the product means something else than Whoosh would by itself, `oracle_queries` says so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any, NamedTuple

from whoosh import fields, formats, scoring
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.searching import SearchContext
from whoosh.writing import NO_MERGE, OPTIMIZE

from index.search.analysis import group, words
from index.search.marks import Marks
from index.search.query import Query
from index.search.schema import Entry
from tests.search.oracle_queries import Translation

PART_GAP = 21
"""Positions left free between title, body, outlet and author, so that no near-phrase reaches from one to the next."""

Placed = Sequence[tuple[str, int]]
"""Words with their positions."""


class Held(NamedTuple):
    """The ids in a segment: of all its articles, and of those that are not deleted."""

    ids: frozenset[str]
    live: frozenset[str]


class _PlacedField(fields.TEXT):  # type: ignore[misc] # Whoosh publishes no usable types
    """A field of words that come analysed, with their positions."""

    def index(self, value: Placed, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        places: dict[str, list[int]] = defaultdict(list)
        for word, position in value:
            places[word].append(position)
        for word, positions in places.items():
            yield word.encode(), len(positions), float(len(positions)), self.format.encode(positions)


class _WrittenField(fields.FieldType):  # type: ignore[misc] # as above
    """A field of words as written, without positions or lengths."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(self, value: frozenset[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for word in value:
            yield word.encode(), 1, 1.0, b""


class Oracle:
    """A stock Whoosh index in `folder`. Every `add` is one commit and one segment; nothing merges by itself."""

    def __init__(self, folder: Path) -> None:
        schema = fields.Schema(
            id=fields.ID(stored=True, unique=True),
            text=_PlacedField(),
            written=_WrittenField(),
            title=_PlacedField(),
            title_written=_WrittenField(),
            source=_PlacedField(),
            author=_PlacedField(),
            language=fields.ID(),
            day=fields.NUMERIC(int, 32, signed=False),
        )
        folder.mkdir(parents=True, exist_ok=True)
        self._index = FileIndex.create(FileStorage(str(folder)), schema)
        self._open()

    def add(self, entries: Iterable[Entry], deleted: Iterable[str] = ()) -> None:
        """Delete what has one of the ids and add `entries`, of which the last with an id counts."""
        wanted = {entry.id: entry for entry in entries}
        writer = self._index.writer()
        for identity in {*deleted, *wanted}:
            writer.delete_by_term("id", identity)
        for entry in wanted.values():
            writer.add_document(**_document(entry))
        writer.commit(mergetype=NO_MERGE)
        self._open()

    def optimise(self) -> None:
        """Merge all segments into one."""
        self._index.writer().commit(mergetype=OPTIMIZE)
        self._open()

    def follow(self, layout: Iterable[Held]) -> None:
        """Merge as another index did whose segments are now as in `layout`."""
        wanted = Counter(layout)
        for held in wanted - Counter(self.layout()):
            self._index.writer().commit(mergetype=_Merging(wanted, held.live))
        self._index.writer().commit(mergetype=_Merging(wanted, frozenset()))
        self._open()

    def layout(self) -> list[Held]:
        """Return what every segment holds."""
        with self._index.reader() as reader:
            return [_held(leaf) for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]

    def search(self, query: Query, marks: Marks | None = None) -> dict[str, float]:
        """Return the score of every article that matches, by id."""
        searcher = self._searcher
        if not searcher.doc_count_all():
            return {}
        asked = Translation(searcher, marks or Marks()).evaluable(query)
        # Current matches are needed: Whoosh's other union, of arrays, loses what scores 0.
        context = SearchContext(needs_current=True, weighting=searcher.weighting)
        scores: dict[str, float] = {}
        for leaf, _ in searcher.leaf_searchers():
            matcher = asked.matcher(leaf, context)
            while matcher.is_active():
                scores[leaf.stored_fields(matcher.id())["id"]] = matcher.score()
                matcher.next()
        return scores

    def _open(self) -> None:
        self._searcher = self._index.searcher(weighting=scoring.BM25F())


def _document(entry: Entry) -> dict[str, Any]:
    """Return `entry` as the fields of a Whoosh document; absent ones are left out."""
    of = group(entry.language)
    placed: dict[str, list[tuple[str, int]]] = defaultdict(list)
    written: dict[str, set[str]] = defaultdict(set)
    start = 0
    parts = {"title": entry.title, "body": entry.text, "source": entry.source, "author": entry.author}
    for name, text in parts.items():
        found = list(words(text, entry.language))
        for word in found:
            stemmed = f"{of}:{word.stem}"
            placed["text"].append((stemmed, start + word.position))
            written["written"].add(word.written)
            if name == "title":
                placed["title"].append((stemmed, word.position))
                written["title_written"].add(word.written)
            elif name != "body":
                placed[name].append((word.written, word.position))
        start += len(found) + PART_GAP
    moment = entry.date.astimezone(UTC)
    values: dict[str, Any] = {
        "id": entry.id,
        "language": entry.language.lower().partition("-")[0] if entry.language else None,
        "day": moment.year * 10_000 + moment.month * 100 + moment.day,
        **placed,
        **{name: frozenset(found) for name, found in written.items()},
    }
    return {name: value for name, value in values.items() if value}


class _Merging:
    """A merge policy: segments with some of the `live` articles become one, those that are `wanted` as they are stay.

    What has no live article and is not wanted is dropped.
    """

    def __init__(self, wanted: Counter[Held], live: frozenset[str]) -> None:
        self._wanted = wanted.copy()
        self._live = live

    def __call__(self, writer: Any, segments: Sequence[Any]) -> list[Any]:
        left = []
        for segment in segments:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            held = _held(reader)
            if self._wanted[held]:
                self._wanted[held] -= 1
                left.append(segment)
            elif held.live & self._live:
                writer.add_reader(reader)
            elif held.live:
                left.append(segment)
            reader.close()
        return left


def _held(reader: Any) -> Held:
    def ids(numbers: Iterable[int]) -> Iterator[str]:
        return (reader.stored_fields(number)["id"] for number in numbers)

    return Held(frozenset(ids(range(reader.doc_count_all()))), frozenset(ids(reader.all_doc_ids())))
