"""Whoosh as it comes: its own writer, codec and searcher, with the schema that its documentation would lead to.

Title and text by stem; patterns and fuzzy words go through the stems too.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from whoosh import fields, index
from whoosh import query as wq
from whoosh.analysis import StemmingAnalyzer

from index.search.index import Entry
from tests.bench.questions import Kind, Question
from tests.bench.search_engines import SHOWN, TITLE_WEIGHT, Answer

_MEMORY_MB = 256
"""What the writer may hold in memory before it sorts on disk."""


class StockWhoosh:
    """Title and text together in one field, the title once more in another that adds to the score."""

    name: ClassVar[str] = "stock Whoosh"

    def __init__(self, folder: Path) -> None:
        self._searcher = index.open_dir(str(folder)).searcher()
        self._analyser = _analyser()

    @staticmethod
    def build(folder: Path, entries: Iterable[Entry]) -> None:
        """Index in one commit."""
        schema = fields.Schema(
            id=fields.ID(stored=True),
            title=fields.TEXT(analyzer=_analyser()),
            text=fields.TEXT(analyzer=_analyser()),
            source=fields.ID(),
            moment=fields.NUMERIC(int, 64, sortable=True),
            day=fields.NUMERIC(int, 32),
        )
        writer = index.create_in(str(folder), schema).writer(limitmb=_MEMORY_MB)
        for entry in entries:
            writer.add_document(
                id=entry.id,
                title=entry.title,
                text=f"{entry.title}\n\n{entry.text}",
                source=entry.source,
                moment=int(entry.date.timestamp()),
                day=entry.date.date().toordinal(),
            )
        writer.commit()

    def answer(self, question: Question) -> Answer:
        """Ask for the ten best, and count all."""
        filters: list[wq.Query] = []
        if question.source is not None:
            filters.append(wq.Term("source", question.source))
        if question.days is not None:
            first, last = question.days
            filters.append(wq.NumericRange("day", first.toordinal(), last.toordinal()))
        found = self._searcher.search(
            self._asked(question),
            limit=SHOWN,
            sortedby="moment" if question.newest else None,
            reverse=question.newest,
            # Not joined by AND: Whoosh would skip blocks of postings and count too few.
            filter=wq.And(filters) if filters else None,
        )
        return Answer([str(hit["id"]) for hit in found], len(found))

    def _asked(self, question: Question) -> wq.Query:
        """Return the question as Whoosh's query."""
        stems = [token.text for word in question.words for token in self._analyser(word)]
        match question.kind:
            case Kind.ALL:
                asked = _titled(wq.And([wq.Term("text", stem) for stem in stems]), stems)
            case Kind.ANY:
                asked = _titled(wq.Or([wq.Term("text", stem) for stem in stems]), stems)
            case Kind.PHRASE:
                asked = _titled(wq.Phrase("text", stems), stems)
            case Kind.PATTERN:
                pattern = question.words[0]
                beginning = pattern.removesuffix("*")
                asked = wq.Wildcard("text", pattern) if "*" in beginning else wq.Prefix("text", beginning)
            case Kind.FUZZY:
                asked = wq.FuzzyTerm("text", question.words[0], maxdist=question.distance, prefixlength=1)
        return asked


def _titled(asked: wq.Query, stems: list[str]) -> wq.Query:
    """Let words in the title add to the score."""
    return wq.AndMaybe(asked, wq.Or([wq.Term("title", stem, boost=TITLE_WEIGHT) for stem in stems]))


def _analyser() -> StemmingAnalyzer:
    """Return Whoosh's stemming analyser, stop words and single letters kept."""
    return StemmingAnalyzer(stoplist=None, minsize=1)
