"""How fast the facts of many articles are taken in, asked for and counted."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

from rich.table import Table

from index.models import NAME_KINDS, FactKind, Sort
from index.search.facts.asking import rows
from index.search.facts.columns import FactColumns
from index.search.facts.elsewhere import elsewhere
from index.search.facts.rows import ArticleFacts
from index.search.facts.tallying import tally
from index.search.index import FACTS, SearchIndex
from index.search.language import parse
from index.search.query import FactAmount, FactDated, FactNamed
from tests.bench.apart import apart, peak_memory, say, size
from tests.bench.indexes import Indexes
from tests.bench.search_engines import SHOWN, Ours
from tests.bench.timing import timed
from tests.bench.told import articles, name

_BATCH = 2_000
"""Articles that go into the columns at a time, as when a library is brought up to date."""
_MEGA = 1_000_000


def telling(indexes: Indexes, count: int) -> tuple[Table, Table]:
    """Fill the columns of the first `count` articles, and ask them."""
    indexes.of(Ours, count)
    folder = indexes.path(Ours, count)
    say(f"facts of {count:,} articles")
    return apart(_filled, folder, count), apart(_asked, folder, count)


def _filled(folder: Path, count: int) -> Table:
    """Fill the columns batch by batch."""
    columns = FactColumns(folder / FACTS)
    columns.prepare()
    given = _Given(count)
    began = perf_counter()
    for start in range(0, count, _BATCH):
        columns.add(given.batch(start))
    seconds = perf_counter() - began - given.seconds
    table = Table(
        "", "facts", title=f"Taking in made-up facts, some forty of each of {count:,} articles", title_justify="left"
    )
    bytes_ = size(folder / FACTS)
    table.add_row("articles/s", f"{count / seconds:,.0f}")
    table.add_row("MB", f"{bytes_ / _MEGA:,.0f}")
    table.add_row("bytes an article", f"{bytes_ / count:,.0f}")
    table.add_row("memory, MB at most", f"{peak_memory() / _MEGA:,.0f}")
    return table


class _Given:
    """Made-up facts on their way into the columns: how long making them took."""

    def __init__(self, count: int) -> None:
        self.seconds = 0.0
        self._count = count

    def batch(self, start: int) -> Iterator[ArticleFacts]:
        """Yield the facts of the articles from number `start`."""
        made = articles(min(_BATCH, self._count - start), start)
        while True:
            began = perf_counter()
            one = next(made, None)
            self.seconds += perf_counter() - began
            if one is None:
                return
            yield one


def _asked(folder: Path, count: int) -> Table:
    """Ask for conditions, alone and with a word; what the mask of each takes is beside it."""
    index = SearchIndex.open(folder, read_only=True)
    generation = index.facts()
    assert generation is not None
    common, rare = name(FactKind.ORGANISATION, 1), name(FactKind.ORGANISATION, 20_000)
    table = Table("", "found", "mask", "query", "with a word", title="Asking for facts, medians", title_justify="left")
    for query in (
        f'org:"{common}"',
        f'org:"{rare}"',
        f'person:"{name(FactKind.PERSON, 5)}"',
        f"person:{name(FactKind.PERSON, 5).split()[0]}",
        f"name:{common[:3]}*",
        f'said:"{name(FactKind.PERSON, 1)}"',
        f'reported-by:"{common}"',
        "money:>=1bn",
        "money:100m..200m",
        'money:">=1m EUR"',
        "percent:<0",
        "quantity:>=1000",
        "fact-date:2025-05",
        "fact-date:>=2020",
    ):
        asked = parse(query, submitted=True)
        assert isinstance(asked, FactNamed | FactAmount | FactDated)
        total = index.search(query, sort=Sort.NEWEST, submitted=True).total
        times = [
            timed(partial(generation.painted, partial(rows, condition=asked))),
            *(
                timed(partial(index.search, text, sort=Sort.NEWEST, limit=SHOWN, submitted=True))
                for text in (query, f"government {query}")
            ),
        ]
        table.add_row(query, f"{total:,}", *(f"{time.median:.2f}" for time in times))
    (one,) = articles(1, count // 2)
    beside = timed(partial(elsewhere, generation, one.key, one.facts, lambda _: 1))
    table.add_row(f"others with each of {len(one.facts)} facts", "", "", f"{beside.median:.2f}", "")
    for kinds in (NAME_KINDS, {FactKind.MONEY}):
        counted = timed(partial(tally, generation, kinds, "", SHOWN, 0), 3)
        table.add_row(f"tally of {', '.join(sorted(kinds))}", "", "", f"{counted.median:,.0f}", "")
    index.close()
    return table
