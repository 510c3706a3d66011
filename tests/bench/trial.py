"""What runs in a process of its own: building an engine's index, and asking it.

So no engine pays for another's memory or imports, and none finds warm what another has left.
"""

import gc
import itertools
import os
import struct
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.search.index import Entry
from tests.bench.apart import anonymous_memory, peak_memory, say, size
from tests.bench.corpus import read
from tests.bench.questions import Question, QuestionClass
from tests.bench.search_engines import Engine
from tests.bench.timing import Times, milliseconds, spread

RUNS = 7
"""How often a question is asked, unless a class takes longer than _PATIENCE."""
_PATIENCE = 3.0
"""Seconds after which the questions of a class are not asked any more."""
_TOLD_EVERY = 10_000
"""Articles between two signs of life."""


@dataclass(frozen=True, slots=True)
class Built:
    """An index of the first `articles` of the corpus, and what it cost."""

    articles: int
    seconds: float
    """Without reading the articles."""
    size: int
    """Bytes of all files."""
    text: int
    """Bytes of the titles and texts in UTF-8."""
    peak: int
    """Bytes of memory at most, mapped files and the interpreter included."""

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds


@dataclass(frozen=True, slots=True)
class Asked:
    """How long the questions of a class took; `found` is how many articles they have in the middle."""

    cold: Times
    """In processes that open the index and ask once, each. What they import and the pages of the files are there."""
    warm: Times
    """In a process that has been asked other questions before. The first time of each question counts as well."""
    found: int


@dataclass(frozen=True, slots=True)
class Answers:
    """What an engine was asked, by the name of the class (None: it has no such questions)."""

    opening: Times
    classes: dict[str, Asked | None]
    resident: int | None
    """Bytes in memory after all of it, without mapped files; None where the system does not tell."""


def build(engine: type[Engine], folder: Path, corpus: Path, count: int) -> Built:
    """Build an index of the first `count` articles of the file `corpus` in `folder`, which is made."""
    folder.mkdir(parents=True)
    given = _Given(read(corpus, count), f"{engine.name}, of {count:,}: indexing")
    began = time.perf_counter()
    engine.build(folder, given)
    seconds = time.perf_counter() - began - given.seconds
    return Built(count, seconds, size(folder), given.text, peak_memory())


def ask(engine: type[Engine], folder: Path, classes: Sequence[QuestionClass]) -> Answers:
    """Ask an engine everything: first each question in a process of its own, then all in this one."""
    cold = {asked.name: _cold(engine, folder, asked.questions[1:]) for asked in classes}
    opening = [_forked(engine, folder, None) for _ in range(RUNS)]
    opened = engine(folder)
    for asked in classes:
        opened.answer(asked.questions[0])
    results: dict[str, Asked | None] = {}
    for asked in classes:
        times, totals = _timed(opened, asked.questions[1:])
        results[asked.name] = (
            Asked(spread(cold[asked.name]), spread(times), sorted(totals)[len(totals) // 2]) if totals else None
        )
    gc.collect()
    return Answers(spread(opening), results, anonymous_memory())


def _cold(engine: type[Engine], folder: Path, questions: Sequence[Question]) -> list[float]:
    """Ask each question in a process of its own; return milliseconds."""
    taken: list[float] = []
    while len(taken) < len(questions) and sum(taken) < _PATIENCE * 1000:
        taken.append(_forked(engine, folder, questions[len(taken)]))
    return taken


def _timed(engine: Engine, questions: Sequence[Question]) -> tuple[list[float], list[int]]:
    """Ask the questions in turns, so that none finds its own pages just used; return milliseconds and totals."""
    taken: list[float] = []
    totals: list[int] = []
    until = time.perf_counter() + _PATIENCE
    for _ in range(RUNS):
        for question in questions:
            began = time.perf_counter()
            answer = engine.answer(question)
            taken.append(milliseconds(began))
            if answer is None:
                return [], []
            totals.append(answer.total)
        if time.perf_counter() > until:
            break
    return taken, totals


def _forked(engine: type[Engine], folder: Path, question: Question | None) -> float:
    """Open the index and ask in a copy of this process, where it never was open; return milliseconds."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            began = time.perf_counter()
            opened = engine(folder)
            if question is not None:
                opened.answer(question)
            os.write(writing, struct.pack("d", milliseconds(began)))
            status = 0
        except Exception:  # noqa: BLE001 # the parent raises for all; what it was is said here
            traceback.print_exc()
        finally:
            # Nothing of what the parent has to tidy up is the copy's.
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(process, 0)
    if status:
        raise RuntimeError(f"{engine.name} ended with {status} on {question}")
    (taken,) = struct.unpack("d", told)
    return float(taken)


class _Given(Iterable[Entry]):
    """Articles on their way into an engine: how long reading them took, and how long their texts are."""

    def __init__(self, entries: Iterator[Entry], doing: str) -> None:
        self.seconds = 0.0
        self.text = 0
        self._entries = entries
        self._doing = doing

    def __iter__(self) -> Iterator[Entry]:
        for number in itertools.count(1):
            began = time.perf_counter()
            entry = next(self._entries, None)
            if entry is not None:
                self.text += len(entry.title.encode()) + len(entry.text.encode())
            self.seconds += time.perf_counter() - began
            if entry is None:
                return
            if number % _TOLD_EVERY == 0:
                say(f"{self._doing}, {number:,}")
            yield entry
