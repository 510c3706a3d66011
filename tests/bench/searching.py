"""How fast this search and those that one would pick instead index the same articles and answer the same questions."""

from collections.abc import Sequence
from functools import partial

from rich.table import Table

from index.search.index import SearchIndex
from tests.bench.apart import apart, say
from tests.bench.corpus import articles
from tests.bench.indexes import Indexes
from tests.bench.questions import QuestionClass, chosen
from tests.bench.search_engines import SHOWN, Engine, Ours, engines, written
from tests.bench.stock_whoosh import StockWhoosh
from tests.bench.timing import timed
from tests.bench.trial import Answers, Asked, Built, ask

COLD_BAR = 30.0
"""Milliseconds for opening the index and answering once."""
PEAK_BAR = 1_000_000_000
"""Bytes of memory while indexing."""
_TEXT_BAR = 1.0
"""The index as a share of the text."""
_SHOWN_BY_SNIPPETS = {"rare word", "common word", "five words", "phrase", "wildcard in front", "fuzzy, distance 1"}


def side_by_side(indexes: Indexes, count: int, whoosh: int) -> tuple[Table, Table, Table]:
    """Time every engine with `count` articles, stock Whoosh with `whoosh`."""
    classes = apart(chosen, count)
    tried: dict[type[Engine], tuple[Built, Answers]] = {}
    for engine in engines():
        size = min(count, whoosh) if engine is StockWhoosh else count
        built = indexes.of(engine, size)
        say(f"{engine.name}: asking")
        tried[engine] = (built, apart(ask, engine, indexes.path(engine, size), classes))
    return _indexing(tried), _answering(tried, classes), _snippets(indexes, count, classes)


def growing(indexes: Indexes, counts: Sequence[int]) -> Table:
    """Time our engine with more and more articles."""
    table = _table(
        "Growing (the median of the classes' medians; the worst of all)", "articles", "articles/s", "MB", "of the text",
        "peak MB", "MB after", "opening", "cold, worst", "median", "worst", "in",
    )  # fmt: skip
    classes = apart(chosen, min(counts))
    for count in counts:
        built = indexes.of(Ours, count)
        say(f"{Ours.name}: asking of {count:,} articles")
        answers = apart(ask, Ours, indexes.path(Ours, count), classes)
        asked = {name: found for name, found in answers.classes.items() if found is not None}
        slowest = max(asked, key=lambda name: asked[name].warm.worst)
        table.add_row(
            f"{count:,}",
            f"{built.rate:,.0f}",
            _mega(built.size),
            f"{built.size / built.text:.0%}",
            _mega(built.peak),
            _mega(answers.resident),
            figure(answers.opening.median),
            figure(max(found.cold.worst for found in asked.values())),
            figure(sorted(found.warm.median for found in asked.values())[len(asked) // 2]),
            figure(asked[slowest].warm.worst),
            slowest,
        )
    return table


def figure(milliseconds: float) -> str:
    """Write a time with as many places as it deserves."""
    if milliseconds < 10:
        return f"{milliseconds:.2f}"
    return f"{milliseconds:.1f}" if milliseconds < 100 else f"{milliseconds:,.0f}"


def verdict(kept: bool) -> str:
    """Say whether a bar was met."""
    return "met" if kept else "MISSED"


def _indexing(tried: dict[type[Engine], tuple[Built, Answers]]) -> Table:
    """Say what building cost, and what the index takes."""
    table = _table("Indexing", "", *(engine.name for engine in tried), "bar")
    ours = tried[Ours][0]
    peer = next((built for engine, (built, _) in tried.items() if "FTS5" in engine.name), ours)
    rows = {
        "articles": ([f"{built.articles:,}" for built, _ in tried.values()], ""),
        "articles/s": (
            [f"{built.rate:,.0f}" for built, _ in tried.values()],
            f"FTS5's: {verdict(ours.rate >= peer.rate)}",
        ),
        "index, MB": ([_mega(built.size) for built, _ in tried.values()], ""),
        "index, share of the text": (
            [f"{built.size / built.text:.0%}" for built, _ in tried.values()],
            f"{_TEXT_BAR:.0%}: {verdict(ours.size <= ours.text * _TEXT_BAR)}",
        ),
        "memory while indexing, MB at most": (
            [_mega(built.peak) for built, _ in tried.values()],
            f"{_mega(PEAK_BAR)}: {verdict(ours.peak < PEAK_BAR)}",
        ),
        "memory after all questions, MB": ([_mega(answers.resident) for _, answers in tried.values()], ""),
        "opening": ([figure(answers.opening.median) for _, answers in tried.values()], ""),
    }
    for name, (cells, bar) in rows.items():
        table.add_row(name, *cells, bar)
    return table


def _answering(tried: dict[type[Engine], tuple[Built, Answers]], classes: Sequence[QuestionClass]) -> Table:
    """Say what the questions took, and whether ours met the bars."""
    heads = (f"{engine.name}{_of(built, tried[Ours][0])}" for engine, (built, _) in tried.items())
    table = _table(
        "Ten best and count; worst in a process that opens and asks once / median and worst in one that goes on",
        "",
        "found",
        *heads,
        "bars",
        "",
    )
    for asked in classes:
        ours = tried[Ours][1].classes[asked.name]
        cells = [_cell(answers.classes[asked.name]) for _, answers in tried.values()]
        table.add_row(asked.name, "" if ours is None else f"{ours.found:,}", *cells, *_judged(ours, asked))
    return table


def _of(built: Built, ours: Built) -> str:
    """Say where an engine had fewer articles than ours."""
    return "" if built.articles == ours.articles else f", of {built.articles:,} only"


def _cell(asked: Asked | None) -> str:
    return "none" if asked is None else " / ".join(map(figure, (asked.cold.worst, asked.warm.median, asked.warm.worst)))


def _judged(ours: Asked | None, asked: QuestionClass) -> tuple[str, str]:
    """Return a class's bars, and which of them were missed."""
    if ours is None:
        return "", ""
    pairs = {
        "cold": (ours.cold.worst, COLD_BAR),
        "median": (ours.warm.median, asked.bar.median),
        "worst": (ours.warm.worst, asked.bar.worst),
    }
    missed = [name for name, (value, bar) in pairs.items() if value > bar]
    return " / ".join(f"{bar:.0f}" for _, bar in pairs.values()), f"MISSED {', '.join(missed)}" if missed else "met"


def _snippets(indexes: Indexes, count: int, classes: Sequence[QuestionClass]) -> Table:
    """Time the lines that show why articles were found; only ours, as the others were not given the text to keep."""
    table = _table(f"Snippets of {SHOWN} articles", "", "median", "worst")
    index = SearchIndex.open(indexes.path(Ours, count), read_only=True)
    texts = [entry.text for entry in articles(SHOWN)]
    for asked in (asked for asked in classes if asked.name in _SHOWN_BY_SNIPPETS):
        taken = timed(partial(_every_snippet, index, written(asked.questions[1]), texts))
        table.add_row(asked.name, figure(taken.median), figure(taken.worst))
    index.close()
    return table


def _every_snippet(index: SearchIndex, query: str, texts: Sequence[str]) -> list[object]:
    return [index.snippet(query, text, "en", submitted=True) for text in texts]


def _table(title: str, *heads: str) -> Table:
    table = Table(title=title, title_justify="left")
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left")
    return table


def _mega(size: int | None) -> str:
    return "" if size is None else f"{size / 1e6:,.0f}"
