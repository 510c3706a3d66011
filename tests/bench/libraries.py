"""How long a whole library takes over its work: the five samples, and some thousand newswire items."""

from functools import partial
from pathlib import Path

from rich.table import Table

from index.facts.extractor import Extractor
from index.library import Library
from index.library.deriving import extract_facts
from tests.bench.data import first_lines
from tests.bench.first_paint import crossread, first_paint
from tests.bench.timing import once, timed

_SAMPLE_QUERIES = {"one word": "azure", "two words": "cloud provider", "phrase": '"google cloud"', "prefix": "super*"}
_QUERIES = {
    "common word": "company",
    "rare word": "platinum",
    "two words": "interest rates",
    "OR of two": "copper OR zinc",
    "phrase": '"central bank"',
    "prefix": "agri*",
}


def samples(folder: Path) -> Table:
    """Import the samples into `folder`; time that, and the parts on them."""
    library = Library.open(folder)
    taken = once(library.import_samples)
    table = Table("on the five samples", "median", "worst", title="Samples", title_justify="left")
    table.add_row("import and index all five", f"{taken * 1000:.0f}", "")
    for name, query in _SAMPLE_QUERIES.items():
        took = timed(partial(library.find, query))
        table.add_row(f"query, {name}", f"{took.median:.2f}", f"{took.worst:.2f}")
    ids = list(library.order())
    articles = [library.article(article_id) for article_id in ids]
    words = sum(article.words for article in articles)
    extractor = Extractor()
    took = timed(lambda: [extract_facts(article, extractor) for article in articles])
    table.add_row(f"facts, names too, per 600 words ({words} words)", f"{took.median * 600 / words:.1f}", "")
    library.close()
    return table


def newswire(packed: Path, count: int, folder: Path) -> Table:
    """Import the first `count` items of a packed file; time that, the search with all it takes, and the first paint."""
    items = first_lines(packed, count, folder / "reuters.jsonl")
    library = Library.open(folder / "reuters")
    taken = once(lambda: library.import_paths([folder / "reuters.jsonl"]))
    table = Table(f"{len(items):,} items of reuters21578", "median", "worst", title="Public data", title_justify="left")
    table.add_row("import: stored and searchable, articles/s", f"{len(items) / taken:,.0f}", "")
    for name, query in _QUERIES.items():
        took = timed(partial(library.find, query, submitted=True))
        table.add_row(f"query, {name}", f"{took.median:.1f}", f"{took.worst:.1f}")
    shown = list(library.order()[:20])
    snippets = timed(lambda: library.snippets("company", shown))
    table.add_row("snippets of 20 articles", f"{snippets.median:.1f}", f"{snippets.worst:.1f}")
    order = timed(library.order)
    table.add_row("the whole list's order", f"{order.median:.1f}", f"{order.worst:.1f}")
    library.close()
    painted = first_paint(crossread(folder / "reuters"), "Crossread", "q")
    table.add_row("the reader, first paint", f"{painted:.0f}", "")
    return table
