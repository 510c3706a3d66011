"""A sorted list of words as two arrays, and the ways to look words up: whole, by beginning, pattern or likeness."""

import fnmatch
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Levenshtein

from index.search.ragged import Ints, first_of_runs, offsets, places

_NONE = np.zeros(0, np.int64)
_LOOK = 4_096
"""Words that are tested one by one, in two milliseconds, before anybody is asked whether to go on."""
_ANY = ord("?")
_SHORT = 24
"""Bytes of a word that is sorted by numpy: of 500,000 words of news and invented ones, one in 3,000 has more."""


def _go_on() -> None:
    """Do not make an end of it."""


class Lexicon:
    """Words in the order of their UTF-8 bytes: `heap` holds them end to end, word `i` at `at[i]:at[i + 1]`.

    The same word may stand there several times, side by side.
    """

    def __init__(self, heap: NDArray[np.uint8], at: NDArray[np.uint32]) -> None:
        self.heap = heap
        self.at = at
        # Memoryviews give single values five times faster than arrays do.
        self._bytes = memoryview(heap.data) if len(heap) else memoryview(b"")
        self._begins = memoryview(at.data)

    def __len__(self) -> int:
        return len(self.at) - 1

    @property
    def sizes(self) -> Ints:
        """The bytes of each word."""
        return self.at[1:].astype(np.int64) - self.at[:-1]

    def word(self, number: int) -> str:
        """Return one word."""
        return str(self._bytes[self._begins[number] : self._begins[number + 1]], "utf-8")

    def words(self, first: int, end: int) -> list[bytes]:
        """Return the words from `first` up to `end`."""
        at = self.at[first : end + 1].tolist()
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

    def matching(self, pattern: str, look: Callable[[], None] = _go_on) -> Ints:
        """Return the numbers of the words that match a `pattern` of `*` (any characters) and `?` (any one).

        Where it begins with letters, only what begins so is looked at. Arrays decide on words of ASCII, of which a
        `?` is one byte. A regular expression decides on the others, where they are many on those that match with `*` in
        place of `?`; `look` is called now and then meanwhile, and may raise to make an end of it.
        """
        if not set("*?") & set(pattern):
            return np.arange(*self.find(pattern.encode()).indices(len(self)))
        found = self._matching(pattern.encode())
        if "?" not in pattern:
            return found
        span = self.beginning(re.split(r"[*?]", pattern)[0].encode())
        others = np.flatnonzero(self._beyond_ascii[span]) + span.start
        if len(others) > _LOOK:
            likely = self._matching(pattern.replace("?", "*").encode())
            others = likely[self._beyond_ascii[likely]]
        test = re.compile(fnmatch.translate(pattern)).match
        others = self._tested(others, lambda word: test(word) is not None, look)
        return np.sort(np.concatenate([found[~self._beyond_ascii[found]], others]))

    def near(self, word: str, distance: int, look: Callable[[], None] = _go_on, *, swaps: bool = False) -> Ints:
        """Return the numbers of the words that at most `distance` edits make of `word`; the first letter stands.

        An edit is an insertion, a deletion or a replacement (Levenshtein), with `swaps` also two neighbours changing
        places (optimal string alignment). Words are sieved by length and by which letters they hold: an edit changes
        at most two of those. `look` as above.
        """
        begin = word[:1].encode()
        span = self.beginning(begin)
        if span.start == span.stop:
            return _NONE
        first, last = int(self._begins[span.start]), int(self._begins[span.stop])
        letters = np.left_shift(np.uint32(1), self.heap[first:last] & np.uint8(31), dtype=np.uint32)
        held = np.bitwise_or.reduceat(letters, self.at[span.start : span.stop].astype(np.int64) - first)
        lengths = np.diff(self.at[span.start : span.stop + 1].astype(np.int64))
        own = np.bitwise_or.reduce(np.left_shift(np.uint32(1), np.frombuffer(word.encode(), np.uint8) & np.uint8(31)))
        # A letter outside ASCII takes up to four bytes, which one edit may replace by four others.
        width = np.where(self._beyond_ascii[span], 4, 1) if word.isascii() else 4
        likely = (np.bitwise_count(held ^ np.uint32(own)) <= 2 * width * distance) & (
            np.abs(lengths - len(word.encode())) <= width * distance
        )
        numbers = np.flatnonzero(likely) + span.start
        edits = (OSA if swaps else Levenshtein).distance
        return self._tested(numbers, lambda other: edits(word, other, score_cutoff=distance) <= distance, look)

    def _tested(self, numbers: Ints, test: Callable[[str], bool], look: Callable[[], None]) -> Ints:
        """Return those of `numbers` whose words pass a test, one by one."""
        found: list[int] = []
        for at in range(0, len(numbers), _LOOK):
            look()
            found.extend(number for number in numbers[at : at + _LOOK].tolist() if test(self.word(number)))
        return np.array(found, np.int64)

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

    @cached_property
    def _beyond_ascii(self) -> NDArray[np.bool_]:
        """For each word whether it has a character outside ASCII."""
        if not len(self):
            return np.zeros(0, bool)
        high = self.heap > 0x7F
        found: NDArray[np.bool_] = high[self.at[:-1]]
        # Of those that begin within ASCII: where they leave it. `np.bitwise_or.reduceat` takes ten times as long.
        left = np.flatnonzero(high[1:] > high[:-1]) + 1
        found[np.searchsorted(self.at, left, "right") - 1] = True
        return found

    def _matching(self, pattern: bytes) -> Ints:
        """Return the numbers of the words that match a pattern, of which `?` is one byte."""
        begin, *pieces = pattern.split(b"*")
        end = pieces.pop() if pieces else None
        letters, sign, after = begin.partition(b"?")
        span = self.beginning(letters)
        numbers = np.arange(span.start, span.stop)
        if end:
            numbers = self._holding(numbers, self.at[span.start + 1 : span.stop + 1].astype(np.int64) - len(end), end)
        if after:
            numbers = self._holding(numbers, self.at[numbers].astype(np.int64) + len(letters + sign), after)
        # Where in the heap the rest of the pattern may begin to match each word.
        rest = self.at[numbers].astype(np.int64) + len(begin)
        if end is None:
            fits: NDArray[np.bool_] = rest == self.at[numbers + 1]
        else:
            for piece in filter(None, pieces):
                numbers, rest = self._after(numbers, rest, piece)
            fits = rest + len(end) <= self.at[numbers + 1]
        return numbers[fits]

    def _holding(self, numbers: Ints, where: Ints, piece: bytes) -> Ints:
        """Return those of `numbers` for which `piece` is at its place in the heap; what is too short may be among them.

        The last byte first: many words have the same beginning.
        """
        for ahead, byte in reversed(list(enumerate(piece))):
            if byte != _ANY:
                good = self.heap.take(where + ahead, mode="clip") == byte
                numbers, where = numbers[good], where[good]
        return numbers

    def _after(self, numbers: Ints, rest: Ints, piece: bytes) -> tuple[Ints, Ints]:
        """Return those of `numbers` whose words hold `piece` in their `rest`, and what is left after its first place.

        Words ascend; `rest` and what is returned of it are places in the heap.
        """
        letters = piece.lstrip(b"?")
        rest = rest + len(piece) - len(letters)
        if not len(numbers) or not letters:
            return numbers, rest
        begin = int(self._begins[int(numbers[0])])
        heap = self.heap[begin : int(self._begins[int(numbers[-1]) + 1])]
        found = np.flatnonzero(heap[: max(0, len(heap) - len(letters) + 1)] == letters[0])
        for ahead, byte in enumerate(letters[1:], 1):
            if byte != _ANY:
                found = found[heap[found + ahead] == byte]
        found += begin
        words = np.searchsorted(self.at, found, "right") - 1
        place = np.minimum(np.searchsorted(numbers, words), len(numbers) - 1)
        good = (numbers[place] == words) & (found >= rest[place]) & (found + len(letters) <= self.at[words + 1])
        place, found = place[good], found[good]
        first = first_of_runs(place)
        return numbers[place[first]], found[first] + len(letters)


def union(lexicons: Sequence[Lexicon]) -> tuple[NDArray[np.uint8], NDArray[np.uint32], list[Ints]]:
    """Return the arrays of a lexicon of all words, each once, and for each word of `lexicons` its number there.

    Words of up to _SHORT bytes are sorted as numpy's strings of that width, without a Python object for each; the few
    longer ones are put between them.
    """
    sizes = [lexicon.sizes for lexicon in lexicons]
    short, place = np.unique(
        np.concatenate([_fixed(one, size) for one, size in zip(lexicons, sizes, strict=True)]), return_inverse=True
    )
    of_long = {word for one, size in zip(lexicons, sizes, strict=True) for word in _longer(one, size)}
    long = sorted(of_long)
    # A short word with the same beginning as a long one stands before it.
    begins = np.array([word[:_SHORT] for word in long], f"S{_SHORT}")
    before = np.searchsorted(short, begins, "right") + np.arange(len(long))
    rank = np.delete(np.arange(len(short) + len(long)), before)
    length = np.zeros(len(rank) + len(long), np.int64)
    length[rank], length[before] = np.strings.str_len(short), [len(word) for word in long]
    at = offsets(length)
    heap = np.zeros(int(at[-1]), np.uint8)
    filled = short.view(np.uint8).reshape(len(short), _SHORT)
    heap[places(at[:-1][rank], length[rank])] = filled[np.arange(_SHORT) < length[rank][:, None]]
    heap[places(at[:-1][before], length[before])] = np.frombuffer(b"".join(long), np.uint8)
    number_of_long = dict(zip(long, before.tolist(), strict=True))
    numbers: list[Ints] = []
    start = 0
    for one, size in zip(lexicons, sizes, strict=True):
        fits = size <= _SHORT
        own = np.zeros(len(one), np.int64)
        own[fits] = rank[place[start : start + int(fits.sum())]]
        own[~fits] = [number_of_long[word] for word in _longer(one, size)]
        start += int(fits.sum())
        numbers.append(own)
    return heap, at.astype(np.uint32), numbers


def _fixed(lexicon: Lexicon, size: Ints) -> NDArray[np.bytes_]:
    """Return the words of up to _SHORT bytes as strings of that width; `size` has the bytes of all words."""
    fits = np.flatnonzero(size <= _SHORT)
    filled = np.zeros((len(fits), _SHORT), np.uint8)
    filled[np.arange(_SHORT) < size[fits][:, None]] = lexicon.heap[places(lexicon.at[:-1][fits], size[fits])]
    return filled.reshape(-1).view(f"S{_SHORT}")


def _longer(lexicon: Lexicon, size: Ints) -> list[bytes]:
    """Return the words of more than _SHORT bytes."""
    return [lexicon.words(number, number + 1)[0] for number in np.flatnonzero(size > _SHORT).tolist()]


def chosen_words(
    heap: NDArray[np.uint8], at: NDArray[np.uint32], numbers: Ints
) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Return the arrays of a lexicon of some words of another, in the order of `numbers`; repetitions are allowed."""
    size = at[numbers + 1].astype(np.int64) - at[numbers]
    return heap[places(at[:-1][numbers], size)], offsets(size).astype(np.uint32)


def heap_of(words: Sequence[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Return the two arrays of a Lexicon of `words`, which are sorted."""
    at = np.zeros(len(words) + 1, np.uint32)
    np.cumsum(np.fromiter(map(len, words), np.int64, len(words)), out=at[1:], dtype=np.uint32)
    return np.frombuffer(b"".join(words), np.uint8), at
