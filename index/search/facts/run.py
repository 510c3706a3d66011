"""A run: the facts of some articles as arrays in one file, which is never changed.

keys                         the articles' numbers in the news store, ascending; a row below is an index into them
names.heap, .at              the lexicon of names: the letter of what it is the name, and its words
names.written.heap, .at      how each is written
names.posts.at, names.docs   the rows of each name
words.heap, .at              the lexicon of the words of names
words.names.at, words.names  the names that have each word
units.heap, .at              the lexicon of units by their keys; `units.written` as above
K.low, .high, .unit, .docs   for each kind of amount, in the order of `low`: its ends, unit and row
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.models import FactKind
from index.search.lexicon import Lexicon
from index.search.ragged import Ints, distinct, places
from index.search.segment_file import SegmentFile

Rows = NDArray[Any]
"""Rows of a run, in any order and repeatedly."""

_NONE = np.zeros(0, np.int64)


class Run:
    """The facts of `size` articles."""

    def __init__(self, file: SegmentFile) -> None:
        self.file = file
        self.size: int = file.facts["articles"]
        self.last: int = file.facts["last"]
        """The greatest number of an article."""
        self.names = self.lexicon("names")
        self._words = self.lexicon("words")
        self._units = self.lexicon("units")
        self._letters: dict[str, tuple[int, int]] = {}

    def lexicon(self, name: str) -> Lexicon:
        """Return one of the lexicons."""
        return Lexicon(self.array(f"{name}.heap"), self.array(f"{name}.at"))

    def array(self, name: str) -> NDArray[Any]:
        """Return one of the arrays."""
        return self.file.array(name)

    @cached_property
    def keys(self) -> NDArray[np.intp]:
        """The articles' numbers in the news store, ascending."""
        return self.array("keys").astype(np.intp)

    def row(self, key: int) -> int | None:
        """Return the row of an article, None where it is not here."""
        at = int(np.searchsorted(self.keys, key))
        return at if at < self.size and self.keys[at] == key else None

    def named(self, letters: str, words: Sequence[str], *, begins: bool) -> Rows:
        """Return the articles with a name under one of the `letters` that has `words` in this order.

        With `begins`, of the last word only its beginning.
        """
        encoded = [word.encode("utf-8", "replace") for word in words]
        found: Ints | None = None
        for at, word in enumerate(encoded, 1):
            open_ = begins and at == len(encoded)
            mine = self._with_words(self._words.beginning(word) if open_ else self._words.find(word))
            found = mine if found is None else _both(found, mine) if len(found) < len(mine) else _both(mine, found)
            if not len(found):
                return _NONE
        assert found is not None, "at least one word is asked for"  # noqa: S101 - for the type checker
        ends = found.searchsorted([end for letter in letters for end in self._under(letter)]).tolist()
        parts = [found[begin:end] for begin, end in zip(ends[::2], ends[1::2], strict=True) if begin < end]
        found = parts[0] if len(parts) == 1 else np.concatenate([_NONE, *parts])
        if len(words) > 1:
            found = np.array([one for one in found.tolist() if self._in_order(one, encoded, begins)], np.int64)
        return self.of_names(found)

    def of_names(self, names: Ints) -> Rows:
        """Return the articles that have any of some names."""
        at, docs = self.array("names.posts.at"), self.array("names.docs")
        if len(names) == 1:
            return docs[int(at[names[0]]) : int(at[names[0] + 1])]
        begin = at[names].astype(np.int64)
        found: Rows = docs[places(begin, at[names + 1] - begin)]
        return found

    def _with_words(self, words: slice) -> Ints:
        """Return the names that have one of some words, ascending."""
        at = self.array("words.names.at")
        found = self.array("words.names")[int(at[words.start]) : int(at[words.stop])].astype(np.int64)
        return found if words.stop - words.start < 2 else distinct(found)

    def _under(self, letter: str) -> tuple[int, int]:
        """Return where the names under a letter begin and end."""
        known = self._letters.get(letter)
        if known is None:
            span = self.names.beginning(f"{letter} ".encode())
            known = self._letters[letter] = span.start, span.stop
        return known

    def _in_order(self, name: int, words: Sequence[bytes], begins: bool) -> bool:
        left = iter(self.names.words(name, name + 1)[0].split(b" ")[1:])
        last = words[-1]
        return all(word in left for word in words[:-1]) and any(
            word.startswith(last) if begins else word == last for word in left
        )

    def amounts(self, kind: FactKind, low: float, high: float, unit: str = "") -> Rows:
        """Return the articles with an amount all of which is from `low` to `high`, in a `unit` or, without, in any."""
        lows = self.array(f"{kind}.low")
        part = slice(int(lows.searchsorted(low)), int(lows.searchsorted(high, "right")))
        docs: Rows = self.array(f"{kind}.docs")[part]
        fits: NDArray[np.bool_] | None = None
        if np.isfinite(high):
            fits = self.array(f"{kind}.high")[part] <= high
        if unit:
            span = self._unit(unit)
            units = self.array(f"{kind}.unit")[part]
            within = (units >= span.start) & (units < span.stop)
            fits = within if fits is None else fits & within
        return docs if fits is None else docs[fits]

    def _unit(self, unit: str) -> slice:
        """Return the units that are `unit`, or that end with it: their keys have the last word first."""
        key = unit.encode("utf-8", "replace")
        return slice(self._units.find(key).start, self._units.beginning(key + b" ").stop)

    def written(self, lexicon: str, numbers: Iterable[int]) -> list[str]:
        """Return how some names or units are written."""
        words = self.lexicon(f"{lexicon}.written")
        return [words.word(number) for number in numbers]


def _both(one: Ints, other: Ints) -> Ints:
    """Return what is in both ascending arrays, of which the first is the shorter."""
    if not len(other) or not len(one):
        return _NONE
    common: Ints = one[other[np.minimum(np.searchsorted(other, one), len(other) - 1)] == one]
    return common
