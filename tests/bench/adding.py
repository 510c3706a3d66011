"""How soon an article that comes alone is found, and how far a thousand such blow up the index."""

import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rich.table import Table

from index.models import Sort
from index.search.index import Entry, SearchIndex
from tests.bench.apart import apart, say, size
from tests.bench.corpus import articles, invented
from tests.bench.indexes import Indexes
from tests.bench.search_engines import Ours
from tests.bench.searching import figure, verdict
from tests.bench.timing import Times, milliseconds, spread

FOUND_BAR = 200.0
"""Milliseconds until an added article is found."""
SIZE_BAR = 1.3
"""The index after additions, as a multiple of one built at once."""
_MARKS = 10**12
"""The rank of the first invented word that no article of the corpus is likely to have."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding articles one by one took."""

    found: Times
    """From handing an article over until a search has found it."""
    merging: Times
    """The merging after each, which goes on in the background."""
    size: int
    """Bytes of the index at the end."""


def one_by_one(indexes: Indexes, bases: Iterable[int], additions: int) -> Table:
    """Add to an index of each of `bases` articles (0: a new one), and then update what was added."""
    table = Table(title=f"{additions:,} articles one by one", title_justify="left")
    for head in ("", "found, median", "worst", "bar", "merging, median", "worst", "size to a fresh one's", "bar"):
        table.add_column(head, justify="right" if head else "left")
    for base in bases:
        if base:
            indexes.of(Ours, base)
        fresh = indexes.of(Ours, base + additions)
        say(f"{Ours.name}: adding {additions:,} articles to {base:,}")
        results = apart(added_and_updated, indexes.path(Ours, base) if base else None, base, additions, indexes.folder)
        for doing, added in zip(("added to", "then updated in"), results, strict=True):
            ratio = added.size / fresh.size
            table.add_row(
                f"{doing} {base:,}",
                figure(added.found.median),
                figure(added.found.worst),
                f"{FOUND_BAR:.0f}: {verdict(added.found.worst <= FOUND_BAR)}",
                figure(added.merging.median),
                figure(added.merging.worst),
                f"{ratio:.2f}",
                f"{SIZE_BAR}: {verdict(ratio <= SIZE_BAR)}",
            )
    return table


def added_and_updated(existing: Path | None, base: int, additions: int, folder: Path) -> tuple[Added, Added]:
    """Add to a copy of the `existing` index the articles that follow its `base`; then add them all again, changed."""
    copy = folder / f"added-to-{base}"
    if existing is not None:
        shutil.copytree(existing, copy)
    index = SearchIndex.open(copy)
    rounds = [
        _taken_in(
            index, copy, (_marked(entry, number) for number, entry in enumerate(articles(additions, base), first))
        )
        for first in (0, additions)
    ]
    if (held := index.search("", sort=Sort.NEWEST, limit=1).total) != base + additions:
        raise RuntimeError(f"the index should hold {base + additions:,} articles and holds {held:,}")
    index.close()
    shutil.rmtree(copy)
    return rounds[0], rounds[1]


def _marked(entry: Entry, number: int) -> tuple[Entry, str]:
    """Give an article a word of its own."""
    mark = invented(_MARKS + number)
    return replace(entry, title=f"{entry.title} {mark}"), mark


def _taken_in(index: SearchIndex, folder: Path, entries: Iterable[tuple[Entry, str]]) -> Added:
    """Add, look, merge, one article after another."""
    found: list[float] = []
    merging: list[float] = []
    for entry, mark in entries:
        began = time.perf_counter()
        index.add([entry], through=index.through + 1)
        ids = index.search(mark, sort=Sort.BEST, submitted=True).ids
        found.append(milliseconds(began))
        if list(ids[:2]) != [entry.id]:
            raise RuntimeError(f"{entry.id} was added, but the search for its own word found {list(ids[:2])}")
        began = time.perf_counter()
        while index.merge():
            pass
        merging.append(milliseconds(began))
    return Added(spread(found), spread(merging), size(folder))
