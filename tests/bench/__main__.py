"""`make bench`, or `python -m tests.bench PART...`: times and memory, printed part by part.

What is imported here is imported again in every process that a part measures, so a part is imported when it is run.
"""

import argparse
import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from tests.bench.data import data_folder, sizes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

_PARTS = {
    "start": "whole processes, up to the first paint of the reader",
    "samples": "the five samples: import, search, facts",
    "compare": "two and more articles compared, on the screen and off; long ones scrolled",
    "facts": "what the facts of an article take, kind by kind",
    "newswire": "a library of newswire: import and search",
    "search": "this search beside stock Whoosh, SQLite FTS5 and Tantivy",
    "telling": "the facts of many articles: taken in, asked for, counted",
    "growing": "this search with more and more articles",
    "adding": "articles that come one by one",
    "refreshing": "feeds that come in from a local server, beside newsboat; an open reader meanwhile",
    "repaint": "how long the screen waits while a search runs",
}
_WIDTH = 165


def main() -> None:
    """Print the tables of the parts asked for, or of all."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Times and memory, in milliseconds unless said otherwise.",
        epilog="Tantivy is timed where the extra `bench` is installed. "
        + "; ".join(f"{name}: {what}" for name, what in _PARTS.items()),
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(_PARTS)}; all when none is named")
    wanted = parser.parse_args().parts or list(_PARTS)
    if unknown := set(wanted) - set(_PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    console = Console(width=_WIDTH)
    console.print(
        f"{datetime.now(UTC):%Y-%m-%d}  {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; medians of several runs, milliseconds unless said otherwise\n"
    )
    with tempfile.TemporaryDirectory() as temporary:
        for table in _tables(wanted, Path(temporary)):
            console.print(table)
            console.print()


def _tables(parts: list[str], folder: Path) -> "Iterator[Table]":
    """Run the parts in the order of the list above, and yield each table when it is done."""
    from tests.bench.indexes import Indexes

    size, data = sizes(), data_folder()
    indexes = Indexes(folder / "indexes")
    if {"start", "samples", "compare"} & set(parts):
        from tests.bench.libraries import samples
        from tests.bench.starting import starting

        table = samples(folder / "samples")
        if "start" in parts:
            yield starting(folder / "samples")
        if "samples" in parts:
            yield table
    if "compare" in parts:
        from tests.bench.comparing import comparing

        yield from comparing(folder / "samples", folder)
    if "facts" in parts and data is not None:
        from tests.bench.extracting import extracting

        yield from extracting(data)
    if "newswire" in parts and data is not None:
        from tests.bench.libraries import newswire

        yield newswire(data / "reuters21578.jsonl.gz", size.items, folder)
    if "search" in parts:
        from tests.bench.searching import side_by_side

        yield from side_by_side(indexes, size.articles, size.whoosh)
    if "telling" in parts:
        from tests.bench.telling import telling

        yield from telling(indexes, size.articles)
    if "growing" in parts:
        from tests.bench.searching import growing

        yield growing(indexes, size.growing)
    if "adding" in parts:
        from tests.bench.adding import one_by_one

        yield one_by_one(indexes, (0, size.articles), size.additions)
    if "refreshing" in parts:
        from tests.bench.refreshing import refreshing

        yield from refreshing(folder / "refreshing", size.refreshed)
    if "repaint" in parts:
        from tests.bench.repaint import while_searching

        yield while_searching(indexes, size.articles)


if __name__ == "__main__":
    main()
