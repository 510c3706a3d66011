"""`make bench`: first paint, import rate, query times, facts and comparison, beside what a user would pick instead."""

import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from index.library import Library
from tests.bench.data import data_folder, first_lines
from tests.bench.first_paint import BARE, crossread, first_paint
from tests.bench.fts5 import Fts5
from tests.bench.timing import once, timed

# Ours and FTS5's way of writing the same query.
QUERIES = {
    "common word": ("company", "company"),
    "rare word": ("platinum", "platinum"),
    "two words": ("interest rates", "interest rates"),
    "OR of two": ("copper OR zinc", "copper OR zinc"),
    "phrase": ('"central bank"', '"central bank"'),
    "prefix": ("agri*", "agri*"),
}
SAMPLE_QUERIES = {"one word": "azure", "two words": "cloud provider", "phrase": '"google cloud"', "prefix": "super*"}
CTRL_Q = "\x11"
REUTERS_ITEMS = int(os.environ.get("CROSSREAD_BENCH_ITEMS", "19035"))


def main() -> None:
    """Print every table."""
    console = Console(width=110)
    console.print(
        f"{datetime.now(UTC):%Y-%m-%d}  {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; medians of several runs, milliseconds unless said otherwise\n"
    )
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        samples = Library.open(folder / "samples")
        taken = once(samples.import_samples)
        samples.derive_facts()
        console.print(_starting(folder / "samples"))
        console.print(_samples(samples, taken))
        samples.close()
        data = data_folder()
        if data is None:
            console.print("No public data: set CROSSREAD_DATA to time a larger library.")
            return
        console.print(_reuters(data / "reuters21578.jsonl.gz", folder))


def _starting(library: Path) -> Table:
    """Time whole processes."""
    table = Table("start of a process", "ms", title="Starting", title_justify="left")
    python = [sys.executable, "-c", "pass"]
    for name, command in {
        "python -c pass": python,
        "crossread --version": [sys.executable, "-m", "tui.main", "--version"],
        "crossread --help": [sys.executable, "-m", "tui.main", "--help"],
        "crossread list": [sys.executable, "-m", "tui.main", "--library", str(library), "list"],
    }.items():
        took = timed(lambda command=command: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))
        table.add_row(name, f"{took.median:.0f}")
    table.add_row(
        "a bare Textual app, first paint", f"{first_paint([sys.executable, '-c', BARE], 'PAINTED', CTRL_Q):.0f}"
    )
    table.add_row("the reader, first paint, 5 articles", f"{first_paint(crossread(library), 'Crossread', 'q'):.0f}")
    return table


def _samples(library: Library, taken: float) -> Table:
    """Time the parts on the sample articles."""
    from index.library.deriving import extract_facts

    table = Table("on the five samples", "median", "worst", title="Samples", title_justify="left")
    table.add_row("import and index all five", f"{taken * 1000:.0f}", "")
    for name, query in SAMPLE_QUERIES.items():
        took = timed(lambda query=query: library.find(query))
        table.add_row(f"query, {name}", f"{took.median:.2f}", f"{took.worst:.2f}")
    articles = [library.article(article_id) for article_id in library.order()]
    words = sum(article.words for article in articles)
    took = timed(lambda: [extract_facts(article) for article in articles])
    table.add_row(f"facts, names too, per 600 words ({words} words)", f"{took.median * 600 / words:.1f}", "")
    ids = library.order()
    two, five = timed(lambda: library.compare(ids[:2])), timed(lambda: library.compare(ids))
    table.add_row("compare two", f"{two.median:.0f}", f"{two.worst:.0f}")
    table.add_row("compare five", f"{five.median:.0f}", f"{five.worst:.0f}")
    return table


def _reuters(packed: Path, folder: Path) -> Table:
    """Time import, queries and first paint on newswire items, beside FTS5."""
    items = first_lines(packed, REUTERS_ITEMS, folder / "reuters.jsonl")
    library, other = Library.open(folder / "reuters"), Fts5(folder / "fts5.db")
    ours = once(lambda: library.import_paths([folder / "reuters.jsonl"]))
    theirs = once(lambda: other.add(items))
    table = Table(
        f"{len(items):,} items of reuters21578", "Crossread", "worst", "SQLite FTS5", "worst",
        title="Public data", title_justify="left",
    )  # fmt: skip
    table.add_row(
        "import: stored and searchable, articles/s", f"{len(items) / ours:,.0f}", "", f"{len(items) / theirs:,.0f}", ""
    )
    for name, (query, same) in QUERIES.items():
        mine = timed(lambda query=query: library.find(query, submitted=True))
        its = timed(lambda same=same: other.search(same))
        table.add_row(
            f"query, {name}", f"{mine.median:.1f}", f"{mine.worst:.1f}", f"{its.median:.1f}", f"{its.worst:.1f}"
        )
    shown = library.order()[:20]
    snippets = timed(lambda: library.snippets("company", shown))
    table.add_row("snippets of 20 articles", f"{snippets.median:.1f}", f"{snippets.worst:.1f}", "", "")
    order = timed(library.order)
    table.add_row("the whole list's order", f"{order.median:.1f}", f"{order.worst:.1f}", "", "")
    table.add_row(
        "the reader, first paint", f"{first_paint(crossread(folder / 'reuters'), 'Crossread', 'q'):.0f}", "", "", ""
    )
    library.close()
    return table


if __name__ == "__main__":
    main()
