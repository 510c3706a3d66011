"""How facts become the arrays of a run: what building one and merging several have in common.

The arrays are described in `run`, which reads them.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.models import FactKind
from index.search.encoding import Arrays, Built, Words, article_type, begins
from index.search.facts.rows import COLUMNS, Amount, ArticleFacts, rows
from index.search.lexicon import Lexicon, heap_of
from index.search.ragged import Ints, offsets

Pairs: TypeAlias = tuple[NDArray[np.integer], NDArray[np.integer]]
"""Names and articles by their numbers, row by row."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """The rows of one column: the ends of each amount, the number of its unit, the article."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    unit: NDArray[np.integer]
    docs: NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Content:
    """What a run is to hold, by numbers: `keys` of articles ascend, names and units are in the order of their keys.

    Beside the keys of names and units stands how they are written.
    """

    keys: NDArray[np.integer]
    names: Words
    names_written: Words
    pairs: Pairs
    units: Words
    units_written: Words
    amounts: Mapping[FactKind, Amounts]


def build(articles: Iterable[ArticleFacts]) -> tuple[Built, int]:
    """Return a run of `articles`, those without facts too, and the number of the last change among them.

    No two of them are the same.
    """
    keys = array("q")
    through = 0
    names, units = _Numbered(), _Numbered()
    pairs = array("q"), array("q")
    amounts = {kind: _Rows() for kind in COLUMNS}
    for doc, article in enumerate(articles):
        keys.append(article.key)
        through = max(through, article.change)
        found = rows(article)
        for name, written in found.names.items():
            pairs[0].append(names.number(name, written))
            pairs[1].append(doc)
        for amount, written in found.amounts.items():
            amounts[amount.kind].append(amount, units.number(amount.unit, written), doc)
    by_key = np.argsort(np.array(keys, np.int64))
    new_doc = np.argsort(by_key)
    new_name, new_unit = names.ranks(), units.ranks()
    built = encode(
        Content(
            np.array(keys, np.int64)[by_key],
            *names.words(),
            (new_name[np.array(pairs[0], np.int64)], new_doc[np.array(pairs[1], np.int64)]),
            *units.words(),
            {kind: found.numbered(new_unit, new_doc) for kind, found in amounts.items()},
        )
    )
    return built, through


def encode(content: Content) -> Built:
    """Return a run ready to be written."""
    size = len(content.keys)
    name, doc = content.pairs
    # A name and an article as one number, which sorts as both do.
    pairs = np.sort((name.astype(np.int64) << 32) | doc.astype(np.int64))
    counts = np.bincount(pairs >> 32, minlength=len(content.names[1]) - 1)
    arrays: Arrays = {
        "keys": content.keys.astype(np.uint32),
        **_words("names", content.names),
        **_words("names.written", content.names_written),
        "names.posts.at": begins(offsets(counts)),
        "names.docs": (pairs & 0xFFFFFFFF).astype(article_type(size)),
        **_words_of_names(Lexicon(*content.names)),
        **_words("units", content.units),
        **_words("units.written", content.units_written),
    }
    for kind, amounts in content.amounts.items():
        order = np.lexsort((amounts.docs, amounts.unit, amounts.high, amounts.low))
        arrays |= {
            f"{kind}.low": amounts.low[order],
            f"{kind}.high": amounts.high[order],
            f"{kind}.unit": amounts.unit[order].astype(np.uint32),
            f"{kind}.docs": amounts.docs[order].astype(article_type(size)),
        }
    return Built({"articles": size, "last": int(content.keys[-1]) if size else 0}, arrays)


class _Rows:
    """The rows of a column as they come."""

    def __init__(self) -> None:
        self._low, self._high = array("d"), array("d")
        self._unit, self._doc = array("q"), array("q")

    def append(self, amount: Amount, unit: int, doc: int) -> None:
        """Add a row."""
        self._low.append(amount.low)
        self._high.append(amount.high)
        self._unit.append(unit)
        self._doc.append(doc)

    def numbered(self, units: Ints, docs: Ints) -> Amounts:
        """Return the column with other numbers for its units and articles."""
        unit, doc = np.array(self._unit, np.int64), np.array(self._doc, np.int64)
        return Amounts(np.array(self._low, np.float64), np.array(self._high, np.float64), units[unit], docs[doc])


class _Numbered:
    """Different keys with how each was first written, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._written: list[str] = []

    def number(self, key: str, written: str) -> int:
        """Return the number of a key."""
        found = self._numbers.setdefault(key, len(self._written))
        if found == len(self._written):
            self._written.append(written)
        return found

    def _order(self) -> list[tuple[bytes, int]]:
        return sorted((_encoded(key), number) for key, number in self._numbers.items())

    def ranks(self) -> Ints:
        """Return for each number the place of its key among all, sorted."""
        ranks = np.zeros(len(self._written), np.int64)
        ranks[[number for _, number in self._order()]] = np.arange(len(self._written))
        return ranks

    def words(self) -> tuple[Words, Words]:
        """Return the sorted keys, and how they are written, as the arrays of two lexicons."""
        order = self._order()
        written = heap_of([_encoded(self._written[number]) for _, number in order])
        return heap_of([key for key, _ in order]), written


def _encoded(text: str) -> bytes:
    # A lone surrogate, which a file can hold, is no UTF-8.
    return text.encode("utf-8", "replace")


def _words_of_names(names: Lexicon) -> Arrays:
    """Return the words that names have, sorted, and which names have each."""
    numbers: dict[bytes, int] = {}
    word, name = array("q"), array("q")
    for number, key in enumerate(names.words(0, len(names))):
        # The first is the letter.
        for one in dict.fromkeys(key.split(b" ")[1:]):
            word.append(numbers.setdefault(one, len(numbers)))
            name.append(number)
    order = sorted(numbers)
    ranks = np.zeros(len(numbers), np.int64)
    ranks[[numbers[one] for one in order]] = np.arange(len(order))
    pairs = np.sort((ranks[np.array(word, np.int64)] << 32) | np.array(name, np.int64))
    counts = np.bincount(pairs >> 32, minlength=len(order))
    return {
        **_words("words", heap_of(order)),
        "words.names.at": begins(offsets(counts)),
        "words.names": (pairs & 0xFFFFFFFF).astype(np.uint32),
    }


def _words(name: str, words: Words) -> Arrays:
    return {f"{name}.heap": words[0], f"{name}.at": words[1]}
