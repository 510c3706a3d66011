"""How long the facts of an article take, kind by kind, and how the time grows with the text."""

import json
import re
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rich.table import Table

from index.facts import attributions, dates, money, names, percent, periods, quantity, quotes, tables
from index.facts.document import FactText, prepare
from index.facts.extract import extract
from index.facts.tagger.tagger import tagged
from index.models import Block, BlockKind

_ARTICLES = 60
_RUNS = 5
_WORDS = 600
"""What a budget is told for."""
_LONG = (125_000, 250_000, 500_000, 1_000_000)
_DAY = datetime(2020, 1, 1, tzinfo=UTC)
_BUDGETS = {"names": "25", "everything": "10 + 25"}


def extracting(data: Path) -> list[Table]:
    """Time the extractor on articles of the folder `data`, in the time of its own thread, for 600 words each."""
    texts = [
        json.loads(line)["text"]
        for line in (data / "basil.jsonl").read_text(encoding="utf-8").splitlines()[: _ARTICLES * 5 : 5]
    ]
    documents = [_document(text) for text in texts]
    words = sum(len(text.split()) for text in texts)
    named = [names.find(document) for document in documents]
    parts: dict[str, Callable[[int], object]] = {
        "numbers and dates": lambda at: [
            kind.find(documents[at], named[at]) for kind in (money, percent, quantity, dates, periods)
        ],
        "quotations and who said them": lambda at: [
            kind.find(documents[at], named[at]) for kind in (quotes, attributions)
        ],
        "tables": lambda at: tables.find(documents[at], named[at]),
        "names": lambda at: names.find(documents[at]),
        "of these the trained tagger": lambda at: tagged(documents[at]),
        "everything": partial(_facts_of, documents),
        "splitting into sentences, before": lambda at: _document(texts[at]),
    }
    title = f"Facts of {len(texts)} news articles ({words:,} words), milliseconds for {_WORDS} words"
    table = Table("", "median of runs", "worst", "budget", title=title, title_justify="left")
    for name, part in parts.items():
        taken = sorted(_taken(part, range(len(documents))) * _WORDS / words for _ in range(_RUNS))
        table.add_row(name, f"{taken[_RUNS // 2]:.1f}", f"{taken[-1]:.1f}", _BUDGETS.get(name, ""))
    return [table, _growing(texts)]


def _growing(texts: Sequence[str]) -> Table:
    """Time one article that grows: linear if a thousand characters always take the same."""
    table = Table("characters", "seconds", "ms for 1,000", title="One article that grows", title_justify="left")
    whole = "\n\n".join(texts)
    whole = "\n\n".join([whole] * (_LONG[-1] // len(whole) + 1))
    for size in _LONG:
        documents = [_document(whole[:size])]
        taken = _taken(partial(_facts_of, documents), range(1))
        table.add_row(f"{size:,}", f"{taken / 1000:.1f}", f"{taken / size * 1000:.2f}")
    return table


def _facts_of(documents: Sequence[FactText], at: int) -> object:
    return extract(documents[at])


def _document(text: str) -> FactText:
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, start=line.start(), end=line.end())
        for line in re.finditer(r"\S(?:[^\n]*\S)?", text)
    ]
    return prepare(text, blocks, published=_DAY, language="en")


def _taken(work: Callable[[int], object], over: range) -> float:
    """Return the milliseconds that this thread works for all of `over`."""
    began = time.thread_time()
    for at in over:
        work(at)
    return (time.thread_time() - began) * 1000
