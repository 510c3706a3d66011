"""What the search engines are asked: chosen from the articles by how many of them hold a word, never by hand.

A question says what is looked for; each engine writes it in its own way.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from index.text.words import stem
from tests.bench.corpus import LAST_DAY, OUTLETS, articles

ASKED = 5
"""Questions of a class, after one more that is asked first and not timed."""
_SAMPLE = 10_000
"""Articles in which words are counted."""
_PAIRS_SAMPLE = 2_000
"""Articles in which pairs of words are counted: there are many more of those."""
_WORD = re.compile(r"\b[a-z]{3,}\b")
_PAIR = re.compile(r"\b([a-z]{2,})(?= ([a-z]{2,})\b)")

_T = TypeVar("_T", str, tuple[str, str])


class Kind(StrEnum):
    """How the words of a question go together."""

    ALL = "all"
    ANY = "any"
    PHRASE = "phrase"
    PATTERN = "pattern"
    """One word with `*` for any characters."""
    FUZZY = "fuzzy"
    """One word, or another that at most `distance` edits make of it."""


@dataclass(frozen=True, slots=True)
class Question:
    """The ten best articles for these words (lower case), and how many there are.

    Of one outlet only, or of the days from the first to the last; newest first rather than best.
    """

    kind: Kind
    words: tuple[str, ...]
    distance: int = 0
    source: str | None = None
    days: tuple[date, date] | None = None
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """What answers may take in a process that has answered before, in milliseconds."""

    median: float
    worst: float


@dataclass(frozen=True, slots=True)
class QuestionClass:
    """Questions of one sort; the first is there to warm up."""

    name: str
    questions: tuple[Question, ...]
    bar: Bar


_SIMPLE, _HARD = Bar(2, 20), Bar(5, 50)


def chosen(count: int) -> tuple[QuestionClass, ...]:
    """Choose the questions for the first `count` articles of the corpus: ASKED + 1 of each class, always the same."""
    shares = _shares(_WORD.findall(f"{e.title}\n{e.text}".lower()) for e in articles(min(count, _SAMPLE)))
    pairs = _shares(_PAIR.findall(entry.text.lower()) for entry in articles(min(count, _PAIRS_SAMPLE)))
    every = _near(shares, [0.40, 1.0, 0.50, 0.30, 0.20, 0.10])
    some = _near(shares, [0.09, 0.25, 0.12, 0.08, 0.05, 0.02])
    # Patterns and slips must find something in the engines whose lexicon is of stems, too.
    begun = _near(shares, [0.09, 0.25, 0.12, 0.08, 0.05, 0.02], lambda word: len(stem(word, "en")) > 4)
    whole = _near(shares, [0.10, 0.08, 0.06, 0.04, 0.03, 0.02], lambda word: len(word) > 7 and stem(word, "en") == word)
    letters = [letter for letter, _ in Counter(word[0] for word in shares).most_common(ASKED + 1)]
    factors = (0.9, 1.1, 1.0, 0.8, 0.7, 0.6)
    fives = [_near(shares, [factor * share for share in (0.9, 0.6, 0.5, 0.4, 0.3)]) for factor in factors]
    anys = [_near(shares, [factor * share for share in (0.9, 0.2, 0.1, 0.05, 0.02)]) for factor in factors]
    usual = _near(
        pairs, [0.012, 0.02, 0.01, 0.008, 0.005, 0.004], lambda pair: all(shares.get(word, 1) < 0.3 for word in pair)
    )
    outlets = [OUTLETS[rank] for rank in (1, 0, 3, 10, 25, 50)]
    spans = [_days(*span) for span in ((60, 30), (365, 365), (180, 90), (90, 30), (30, 30), (7, 1))]
    plain = [Question(Kind.ALL, (word,)) for word in every]
    asked: list[tuple[str, Iterable[Question], Bar]] = [
        ("rare word", (Question(Kind.ALL, (word,)) for word in _rare(shares)), _SIMPLE),
        ("common word", plain, _SIMPLE),
        ("two words", (Question(Kind.ALL, two) for two in zip(every, some, strict=True)), _SIMPLE),
        ("five words", (Question(Kind.ALL, tuple(five)) for five in fives), _SIMPLE),
        ("OR of two", (Question(Kind.ANY, two) for two in zip(every, some, strict=True)), _SIMPLE),
        ("OR of five", (Question(Kind.ANY, tuple(five)) for five in anys), _SIMPLE),
        ("phrase", (Question(Kind.PHRASE, pair) for pair in usual), _HARD),
        ("phrase, commonest", (Question(Kind.PHRASE, pair) for pair in _top(pairs)), _HARD),
        ("prefix, four letters", (_pattern(f"{word[:4]}*") for word in begun), _SIMPLE),
        ("prefix, one letter", (_pattern(f"{letter}*") for letter in letters), _HARD),
        ("wildcard inside", (_pattern(f"{word[:5]}*{word[-2:]}") for word in whole), _HARD),
        ("wildcard in front", (_pattern(f"*{word[-4:]}") for word in whole), _HARD),
        ("fuzzy, distance 1", (Question(Kind.FUZZY, (_slip(word, 3),), 1) for word in whole), _HARD),
        ("fuzzy, distance 2", (Question(Kind.FUZZY, (_slip(_slip(word, 3), 6),), 2) for word in whole), _HARD),
        ("one outlet", (replace(q, source=name) for q, name in zip(plain, outlets, strict=True)), _SIMPLE),
        ("range of dates", (replace(q, days=days) for q, days in zip(plain, spans, strict=True)), _SIMPLE),
        ("newest first", (replace(question, newest=True) for question in plain), _SIMPLE),
    ]  # fmt: skip
    return tuple(QuestionClass(name, tuple(questions), bar) for name, questions, bar in asked)


def _shares(found: Iterable[Iterable[_T]]) -> dict[_T, float]:
    """Return in what share of the articles each word or pair stands, if in more than one."""
    counted: Counter[_T] = Counter()
    total = 0
    for of_one in found:
        counted.update(set(of_one))
        total += 1
    return {what: count / total for what, count in counted.items() if count > 1}


def _near(shares: dict[_T, float], wanted: Sequence[float], accepted: Callable[[_T], bool] = bool) -> list[_T]:
    """Return for each share wanted the word or pair that comes nearest, each once."""
    left = [what for what in sorted(shares) if accepted(what)]
    picked: list[_T] = []
    for share in wanted:
        _, best = min((abs(shares[what] - share), what) for what in left)
        picked.append(best)
        left.remove(best)
    return picked


def _top(pairs: dict[tuple[str, str], float]) -> list[tuple[str, str]]:
    """Return the pairs that stand in most articles."""
    return sorted(pairs, key=lambda pair: (-pairs[pair], pair))[: ASKED + 1]


def _rare(shares: dict[str, float]) -> list[str]:
    """Return words that stand in two articles of the sample, from the whole of the alphabet."""
    fewest = min(shares.values())
    words = sorted(word for word, share in shares.items() if share == fewest)
    return words[:: len(words) // (ASKED + 1)][: ASKED + 1]


def _days(ago: int, length: int) -> tuple[date, date]:
    first = (LAST_DAY - timedelta(ago)).date()
    return first, first + timedelta(length)


def _pattern(text: str) -> Question:
    return Question(Kind.PATTERN, (text,))


def _slip(word: str, at: int) -> str:
    """Return `word` with another letter in one place."""
    return f"{word[:at]}{'x' if word[at] != 'x' else 'q'}{word[at + 1 :]}"
