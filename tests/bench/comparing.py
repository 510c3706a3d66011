"""Comparing: how long the work takes, how soon it is on the screen, and how fast long articles scroll.

The screen is timed from outside, in a pseudo-terminal: from the key to the last byte that it makes the reader draw.
"""

import json
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from rich.table import Table

from index.library import Library
from tests.bench.apart import say
from tests.bench.corpus import invented
from tests.bench.first_paint import crossread
from tests.bench.searching import figure, verdict
from tests.bench.terminal import Terminal
from tests.bench.timing import Times, milliseconds, spread, timed

OPEN_BAR = 100.0
"""Milliseconds from the key to the comparison of two articles of 600 words on the screen."""
REPAINTS_BAR = 60.0
"""Repaints a second while two articles of 20,000 words are scrolled."""
_TWO_BAR, _FIVE_BAR = 30.0, 150.0
_WORDS = (20_000, 50_000)
_RUNS = 9
_SCROLLED = 300
_QUIET = 0.004
"""Seconds with nothing drawn after which a repaint has ended."""
_SHARED = 0.5
_SENTENCE_WORDS = 20
_SEED = 20_260_103


def comparing(samples: Path, folder: Path) -> Iterator[Table]:
    """Time the comparison of the library of samples in `samples`, then its screen; made-up articles in `folder`."""
    library = Library.open(samples)
    library.derive_facts()
    ids = list(library.order())
    words = [article.words for article in library.summaries(ids)]
    two, five = (timed(lambda count=count: library.compare(ids[:count], all_pairs=True)) for count in (2, len(ids)))  # type: ignore[misc]  # a lambda's own
    library.close()
    say("opening a comparison")
    first, opened = _opening(samples)
    table = Table(title="Comparing", title_justify="left")
    for head in ("what", "median", "worst", "bar"):
        table.add_column(head, justify="left" if head == "what" else "right")
    _add(table, f"two samples ({words[0]} and {words[1]} words), the work alone", two, _TWO_BAR)
    _add(table, f"all five ({sum(words)} words), the work alone", five, _FIVE_BAR)
    _add(table, "those two: from the key to the screen", opened, OPEN_BAR)
    table.add_row("the same, the first time after the start", figure(first), "", "")
    yield table
    yield _scrolling(folder)


def _add(table: Table, what: str, took: Times, bar: float) -> None:
    table.add_row(what, figure(took.median), figure(took.worst), f"{bar:.0f}: {verdict(took.median <= bar)}")


def _opening(folder: Path) -> tuple[float, Times]:
    """Mark the first two articles and compare them again and again: return the first time, and the others."""
    taken = []
    with Terminal(crossread(folder)) as terminal:
        terminal.wait_for("Crossread")
        terminal.settle(1.5)
        terminal.type("  ")
        terminal.settle(1.5)
        for _ in range(_RUNS + 1):
            began = time.perf_counter()
            terminal.type("c")
            terminal.wait_for("sentences shared")
            taken.append(milliseconds(began))
            terminal.settle(0.3)
            terminal.type("\x1b")
            terminal.settle(0.5)
    return taken[0], spread(taken[1:])


def _scrolling(folder: Path) -> Table:
    """Scroll made-up articles; half of their sentences are the same or nearly."""
    table = Table(title="Two long articles on the screen", title_justify="left")
    for head in ("what", "median", "95th percentile", "worst", "repaints/s", "bar"):
        table.add_column(head, justify="left" if head == "what" else "right")
    for words in _WORDS:
        say(f"two articles of {words:,} words")
        home = folder / f"long-{words}"
        _made_up(home, words)
        with Terminal(crossread(home)) as terminal:
            terminal.wait_for("Crossread")
            terminal.settle(1.5)
            terminal.type("  ")
            terminal.settle(1.5)
            began = time.perf_counter()
            terminal.type("c")
            terminal.wait_for("sentences shared")
            table.add_row(f"{words:,} words: from the key to the text", figure(milliseconds(began)), "", "", "", "")
            terminal.settle(0.5)
            for what, key in (("a line down", "j"), ("a page down", "\x06"), ("the next difference", "]")):
                terminal.type("g")
                terminal.type("g")
                terminal.settle(0.5)
                _add_repaints(
                    table,
                    f"{words:,} words: {what}",
                    [terminal.drawn_after(key, _QUIET) for _ in range(_SCROLLED // (1 + 2 * (key != "j")))],
                )
    return table


def _add_repaints(table: Table, what: str, taken: Sequence[float]) -> None:
    taken = [each for each in taken if each]
    rate = 1000 / statistics.median(taken)
    table.add_row(
        what,
        figure(statistics.median(taken)),
        figure(statistics.quantiles(taken, n=20)[-1]),
        figure(max(taken)),
        f"{rate:.0f}",
        f"{REPAINTS_BAR:.0f}: {verdict(rate >= REPAINTS_BAR)}",
    )


def _made_up(folder: Path, words: int) -> None:
    """Make a library of two articles of so many words each, with their facts."""
    folder.mkdir(parents=True)
    random = Random(_SEED)  # noqa: S311 - the same every time is the point
    shared = [_sentence(random) for _ in range(int(words * _SHARED) // _SENTENCE_WORDS)]
    records = []
    for number in (1, 2):
        sentences = []
        for told in shared:
            again = told.split()
            if random.random() < _SHARED:
                again[random.randrange(1, len(again) - 1)] = invented(random.randrange(100_000))
            sentences += [" ".join(again), _sentence(random)]
        text = "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
        records.append(
            {"title": f"Report {number}", "source": f"Outlet {number}", "date": f"2026-01-0{number}", "text": text}
        )
    file = folder / "long.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    library = Library.open(folder)
    library.import_paths([file])
    library.derive_facts()
    library.close()


def _sentence(random: Random) -> str:
    # The exponential of an even number has the density 1 / r, as the words of a language do.
    ranks = (int(2.0 ** (random.random() * 14)) for _ in range(_SENTENCE_WORDS))
    return " ".join(map(invented, ranks)).capitalize() + "."
