"""A sorted list of words as two arrays, and the ways to look words up: whole, by beginning, pattern or likeness."""

import fnmatch
import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Levenshtein

from index.search.ragged import Ints, distinct

_NONE = np.zeros(0, np.int64)


class Lexicon:
    """Words in the order of their UTF-8 bytes: `heap` holds them end to end, word `i` at `at[i]:at[i + 1]`.

    The same word may stand there several times, side by side.
    """

    def __init__(self, heap: NDArray[np.uint8], at: NDArray[np.uint32]) -> None:
        self._heap = heap
        self._at = at
        # Memoryviews give single values five times faster than arrays do.
        self._bytes = memoryview(heap.data) if len(heap) else memoryview(b"")
        self._begins = memoryview(at.data)

    def __len__(self) -> int:
        return len(self._at) - 1

    def word(self, number: int) -> str:
        """Return one word."""
        return str(self._bytes[self._begins[number] : self._begins[number + 1]], "utf-8")

    def words(self, first: int, end: int) -> list[bytes]:
        """Return the words from `first` up to `end`."""
        at = self._at[first : end + 1].tolist()
        begin = at[0]
        heap = self._bytes[begin : at[-1]].tobytes()
        return [heap[a - begin : b - begin] for a, b in pairwise(at)]

    def find(self, word: bytes) -> slice:
        """Return where `word` stands: an empty slice, at the place where it would stand, if nowhere."""
        first = self._bisect(word, 0)
        end = first
        while end < len(self) and self._bytes[self._begins[end] : self._begins[end + 1]] == word:
            end += 1
        return slice(first, end)

    def beginning(self, prefix: bytes) -> slice:
        """Return where the words stand that begin with `prefix`."""
        first = self._bisect(prefix, 0)
        after = prefix.rstrip(b"\xff")
        if not after:
            return slice(first, len(self))
        return slice(first, self._bisect(after[:-1] + bytes([after[-1] + 1]), first))

    def matching(self, pattern: str) -> Ints:
        """Return the numbers of the words that match a `pattern` of `*` (any characters) and `?` (any one).

        Where it begins with letters, only what begins so is looked at; the literal pieces sieve the words by arrays,
        and a regular expression decides on the few that are left.
        """
        pieces = re.split(r"([*?]+)", pattern)
        span = self.beginning(pieces[0].encode())
        if len(pieces) == 1:
            return np.arange(*self.find(pattern.encode()).indices(len(self)))
        numbers = np.arange(span.start, span.stop)
        numbers = self._ending(numbers, pieces[-1].encode())
        stars = {"".join(sorted(set(piece))) for piece in pieces[1::2]}
        if stars == {"*"} and not any(pieces[2:-1:2]) and pieces[1] == "*":
            # `pre*`, `*end`, `pre*end`: the sieves are exact if the two ends do not overlap.
            shortest = len(pieces[0].encode()) + len(pieces[-1].encode())
            return numbers[self._lengths(numbers) >= shortest]
        for piece in sorted(filter(None, pieces[2:-1:2]), key=len, reverse=True)[:2]:
            numbers = self._holding(numbers, piece.encode())
        test = re.compile(fnmatch.translate(pattern)).match
        return np.array([n for n in numbers.tolist() if test(self.word(n))], np.int64)

    def near(self, word: str, distance: int, *, swaps: bool = False) -> Ints:
        """Return the numbers of the words that at most `distance` edits make of `word`; the first letter stands.

        An edit is an insertion, a deletion or a replacement (Levenshtein), with `swaps` also two neighbours changing
        places (optimal string alignment). Words are sieved by length and by which letters they hold: an edit changes
        at most two of those.
        """
        begin = word[:1].encode()
        span = self.beginning(begin)
        if span.start == span.stop:
            return _NONE
        first, last = int(self._begins[span.start]), int(self._begins[span.stop])
        letters = np.left_shift(np.uint32(1), self._heap[first:last] & np.uint8(31), dtype=np.uint32)
        held = np.bitwise_or.reduceat(letters, self._at[span.start : span.stop].astype(np.int64) - first)
        lengths = np.diff(self._at[span.start : span.stop + 1].astype(np.int64))
        own = np.bitwise_or.reduce(np.left_shift(np.uint32(1), np.frombuffer(word.encode(), np.uint8) & np.uint8(31)))
        # A letter outside ASCII takes up to four bytes, which one edit may replace by four others.
        plain = word.isascii() and not bool((self._heap[first:last] & 0x80).any())
        width = 1 if plain else 4
        likely = (np.bitwise_count(held ^ np.uint32(own)) <= 2 * width * distance) & (
            np.abs(lengths - len(word.encode())) <= width * distance
        )
        numbers = np.flatnonzero(likely) + span.start
        edits = (OSA if swaps else Levenshtein).distance
        return np.array(
            [n for n in numbers.tolist() if edits(word, self.word(n), score_cutoff=distance) <= distance], np.int64
        )

    def _bisect(self, word: bytes, low: int) -> int:
        """Return where `word` stands or would stand, not before `low`."""
        begins, heap = self._begins, self._bytes
        high = len(begins) - 1
        while low < high:
            middle = (low + high) // 2
            if heap[begins[middle] : begins[middle + 1]].tobytes() < word:
                low = middle + 1
            else:
                high = middle
        return low

    def _lengths(self, numbers: Ints) -> NDArray[np.int64]:
        return self._at[numbers + 1].astype(np.int64) - self._at[numbers]

    def _ending(self, numbers: Ints, end: bytes) -> Ints:
        """Return those of `numbers` whose words end with `end`."""
        for back, byte in enumerate(reversed(end), 1):
            ends = self._at[numbers + 1].astype(np.int64)
            whole = ends - self._at[numbers] >= back
            numbers, ends = numbers[whole], ends[whole]
            numbers = numbers[self._heap[ends - back] == byte]
        return numbers

    def _holding(self, numbers: Ints, piece: bytes) -> Ints:
        """Return those of `numbers`, which ascend, whose words hold `piece`."""
        if not len(numbers):
            return numbers
        begin = int(self._begins[int(numbers[0])])
        heap = self._heap[begin : int(self._begins[int(numbers[-1]) + 1])]
        if len(heap) < len(piece):
            return _NONE
        found = np.flatnonzero(heap[: len(heap) - len(piece) + 1] == piece[0])
        for ahead, byte in enumerate(piece[1:], 1):
            found = found[heap[found + ahead] == byte]
        found += begin
        words = np.searchsorted(self._at, found, "right") - 1
        words = words[found + len(piece) <= self._at[words + 1]]
        wanted = distinct(words)
        place = np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)
        held: Ints = wanted[numbers[place] == wanted]
        return held


def heap_of(words: Sequence[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Return the two arrays of a Lexicon of `words`, which are sorted."""
    at = np.zeros(len(words) + 1, np.uint32)
    np.cumsum(np.fromiter(map(len, words), np.int64, len(words)), out=at[1:], dtype=np.uint32)
    return np.frombuffer(b"".join(words), np.uint8), at
