"""One generation of the index, opened for reading: Whoosh's searcher, and what every document is, by number."""

import functools
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from sys import intern
from typing import Any

from whoosh import query as wq
from whoosh import scoring
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.searching import SearchContext, Searcher

from index.search.schema import about, schema

_EPOCH = date(1970, 1, 1)
_DAY = 86_400_000_000
"""Microseconds."""


@dataclass(frozen=True, slots=True)
class Columns:
    """By document number: id, date in microseconds since 1970 UTC, outlet, month (YYYY-MM)."""

    ids: list[str]
    moments: list[int]
    outlets: list[str]
    months: list[str]


class Snapshot:
    """An opened generation. Columns of segments that an `earlier` snapshot has read are taken over from it.

    Opening raises whatever Whoosh raises on a damaged index.
    """

    def __init__(self, folder: Path, earlier: "Snapshot | None" = None) -> None:
        index = FileIndex(FileStorage(str(folder), readonly=True), schema=schema())
        self.searcher: Searcher = index.searcher(weighting=scoring.BM25F())
        known = earlier.by_segment if earlier else {}
        leaves = self.searcher.leaf_searchers()
        self.by_segment: dict[str, Columns] = {}
        for leaf, _ in leaves:
            segment = leaf.reader().segment()
            if segment is not None:
                name = segment.segment_id()
                self.by_segment[name] = known.get(name) or _columns(leaf.reader())
        every = list(self.by_segment.values())
        self.columns = Columns(
            [value for columns in every for value in columns.ids],
            [value for columns in every for value in columns.moments],
            [value for columns in every for value in columns.outlets],
            [value for columns in every for value in columns.months],
        )

    def close(self) -> None:
        """Close the files."""
        self.searcher.close()

    def every(self) -> list[int]:
        """Return the numbers of all documents."""
        return list(self.searcher.reader().all_doc_ids())

    def matching(self, query: wq.Query) -> list[int]:
        """Return the numbers of the documents that match, without looking at scores."""
        return list(self.searcher.docs_for_query(query))

    def scored(self, query: wq.Query) -> tuple[list[int], list[float]]:
        """Return the numbers of the documents that match, and their scores."""
        numbers: list[int] = []
        scores: list[float] = []
        context = SearchContext(needs_current=False, weighting=self.searcher.weighting)
        for leaf, offset in self.searcher.leaf_searchers():
            matcher = query.matcher(leaf, context)
            while matcher.is_active():
                numbers.append(offset + matcher.id())
                scores.append(matcher.score())
                matcher.next()
        return numbers, scores


def _columns(reader: Any) -> Columns:
    """Read what every document of a segment is."""
    rows = [about(value) for value in reader.column_reader("about", translate=False)]
    return Columns(
        [identity for _, identity, _ in rows],
        [moment for moment, _, _ in rows],
        [intern(outlet) for _, _, outlet in rows],
        [_month(moment // _DAY) for moment, _, _ in rows],
    )


@functools.lru_cache(maxsize=65536)
def _month(day: int) -> str:
    """Return the month of a day since 1970."""
    first = _EPOCH + timedelta(days=day)
    return intern(f"{first.year:04}-{first.month:02}")
