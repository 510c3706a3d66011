"""What the engines have in common for the bench, and Crossread's own search as the first of them.

Each indexes the same articles, title and text, stop words kept, positions for phrases, the text itself not stored; each
answers a question with the ids of the ten best and the number of all.
"""

import importlib.util
import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, NamedTuple, Protocol

from index.models import Sort
from index.search.filling import fill
from index.search.index import Entry, SearchIndex
from tests.bench.questions import Kind, Question

SHOWN = 10
"""Articles that an answer lists."""
TITLE_WEIGHT = 2.0
"""What a word in the title counts, in every engine."""
_BATCH = 10_000
"""Articles that go into our index at a time, as when a library is brought up to date."""


class Answer(NamedTuple):
    """The ids of the first SHOWN articles, and how many there are in all."""

    ids: list[str]
    total: int


class Engine(Protocol):
    """A search engine whose index is in a folder of its own; making one opens the index for reading."""

    name: ClassVar[str]

    def __init__(self, folder: Path) -> None: ...

    @staticmethod
    def build(folder: Path, entries: Iterable[Entry]) -> None:
        """Index `entries` in the empty `folder`; return when everything is on disk and merged as far as it will be."""

    def answer(self, question: Question) -> Answer | None:
        """Answer; None where the engine has no such question."""


class Ours:
    """The search of this program."""

    name: ClassVar[str] = "Crossread"

    def __init__(self, folder: Path) -> None:
        self._index = SearchIndex.open(folder, read_only=True)

    @staticmethod
    def build(folder: Path, entries: Iterable[Entry]) -> None:
        """Add batch by batch, as the library does, and merge until there is nothing to merge."""
        index = SearchIndex.open(folder)
        rest = iter(entries)
        batches = iter(lambda: list(itertools.islice(rest, _BATCH)), [])
        fill(index, ((batch, number) for number, batch in enumerate(batches, 1)))
        index.close()

    def answer(self, question: Question) -> Answer:
        """Ask in the query language, as a reader does."""
        found = self._index.search(
            written(question), sort=Sort.NEWEST if question.newest else Sort.BEST, limit=SHOWN, submitted=True
        )
        return Answer(list(found.ids[:SHOWN]), found.total)


def written(question: Question) -> str:
    """Return a question in Crossread's query language."""
    match question.kind:
        case Kind.ALL | Kind.PATTERN:
            text = " ".join(question.words)
        case Kind.ANY:
            text = " OR ".join(question.words)
        case Kind.PHRASE:
            text = f'"{" ".join(question.words)}"'
        case Kind.FUZZY:
            text = f"{question.words[0]}~{question.distance}"
    if question.source is not None:
        text = f'{text} source:"{question.source}"'
    if question.days is not None:
        text = f"{text} date:{question.days[0]}..{question.days[1]}"
    return text


def engines() -> tuple[type[Engine], ...]:
    """Return all that can be timed here, ours first; Tantivy only where the extra `bench` is installed."""
    from tests.bench.fts5 import Fts5
    from tests.bench.stock_whoosh import StockWhoosh

    found: tuple[type[Engine], ...] = (Ours, StockWhoosh, Fts5)
    if importlib.util.find_spec("tantivy") is not None:
        from tests.bench.tantivy_index import Tantivy

        found += (Tantivy,)
    return found
