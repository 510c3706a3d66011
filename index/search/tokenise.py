"""Many texts to the numbers of their words, at the rate of arrays: what segments of the index are built of.

The words are exactly those of `index.search.analysis.words`, but no Python object is made for each. A text falls into
pieces that can be analysed alone: the pairs of characters of a script without spaces, and the chunks of any other
script. Equal pieces are told by a hash, so that each different piece is analysed once, and a known one never again.
"""

import functools
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.search.analysis import JOINTS, MAX_WORD, SPACED, UNSPACED, group, stems_in, words
from index.search.hashing import Numbers, one_equal

_SLICE = 1_000_000
"""Code points that are looked at in one go, unless a single text is longer: bounds the memory that arrays take."""
_BLOCK = 1 << 18
"""Pieces that are told apart in one go, for the same reason."""
_KNOWN = 250_000
"""Words to remember between calls: some 70 MB."""

_SPACED, _JOINT, _UNSPACED = 1, 2, 3
_READ = 8
"""Bytes read at once."""
_MASKS = np.array([(1 << 8 * count) - 1 for count in range(_READ + 1)], np.uint64)
"""Which bits of a read to keep, by how many of its bytes belong to the piece."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of some texts, in order; the position of a word is its place among those of its text."""

    counts: NDArray[np.int32]
    """How many words each text has."""
    words: NDArray[np.int32]
    """For every word of all texts, one after another: its place in the lists below."""
    written: list[str]
    """Each different word, as written."""
    terms: list[str]
    """The same words as stems with their group, `group:stem`."""


class Tokeniser:
    """Takes many texts apart, and remembers what it has seen: keep one for many calls. Not thread-safe.

    `known` is how many words it remembers at most when a call begins.
    """

    def __init__(self, *, known: int = _KNOWN) -> None:
        self._limit = known
        # Random, so that nobody can write a text whose words have the same hashes.
        self._keys = [np.uint64(secrets.randbits(64) | 1) for _ in range(3)]
        self._forget()

    def __call__(self, texts: Sequence[str], languages: Sequence[str | None]) -> Tokens:
        """Return the words of `texts`, each text in its language: what `analysis.words` yields for them."""
        if len(self._size) + len(self._flat) > 2 * self._limit:
            self._forget()
        codes = [group(language) for language in languages]
        counts: list[NDArray[np.int32]] = [np.zeros(0, np.int32)]
        found: list[NDArray[np.int32]] = [np.zeros(0, np.int32)]
        counts.extend(self._slice(texts[part], codes[part], found) for part in _slices(texts))
        return self._named(np.concatenate(counts), np.concatenate(found))

    def _forget(self) -> None:
        self._groups: dict[str, int] = {}
        self._known = Numbers()
        self._words: dict[tuple[str, str], int] = {}
        self._written: list[str] = []
        self._terms: list[str] = []
        # The words of the piece with number n are flat[first[n] : first[n] + size[n]].
        self._first, self._size, self._flat = _Column(), _Column(), _Column()

    def _slice(self, texts: Sequence[str], codes: Sequence[str], found: list[NDArray[np.int32]]) -> NDArray[np.int32]:
        """Append the words of `texts` to `found`; return how many each text has."""
        text = "\n".join(("", *texts, ""))
        units = _units(text)
        starts, sizes = _split(units)
        bounds = np.searchsorted(starts, np.cumsum([1, *(len(one) + 1 for one in texts)]))
        of_text = np.array([self._groups.setdefault(code, len(self._groups)) for code in codes], np.intp)
        of_piece = np.repeat(of_text, np.diff(bounds))
        words_before = np.zeros(len(starts) + 1, np.int64)
        for at in range(0, len(starts), _BLOCK):
            block = slice(at, at + _BLOCK)
            numbers = self._numbers(text, units, starts[block], sizes[block], of_piece[block])
            count = self._size.values[numbers]
            words_before[at + 1 : at + 1 + len(count)] = count
            found.append(_runs(self._flat.values, self._first.values[numbers], count))
        return np.diff(np.cumsum(words_before)[bounds]).astype(np.int32)

    def _numbers(
        self,
        text: str,
        units: NDArray[Any],
        starts: NDArray[np.intp],
        sizes: NDArray[np.intp],
        of_piece: NDArray[np.intp],
    ) -> NDArray[np.int32]:
        """Return the number of every piece, analysing those that are not known."""
        hashes = self._hashes(units, starts, sizes, of_piece)
        numbers = self._known.find(hashes)
        # A hash is of the first characters; long pieces are rare, unlike, and not worth remembering.
        long = sizes > MAX_WORD
        unknown = np.flatnonzero((numbers < 0) | long)
        equal = one_equal(hashes[unknown], self._keys[2])
        alone = np.flatnonzero(long[unknown])
        equal[alone] = alone
        different = unknown[equal == np.arange(len(equal))]
        for code, which in self._groups.items():
            new = different[of_piece[different] == which]
            if len(new):
                ends = starts[new] + sizes[new]
                pieces = [text[start:end] for start, end in zip(starts[new].tolist(), ends.tolist(), strict=True)]
                numbers[new] = self._analysed(pieces, code)
        kept = different[~long[different]]
        self._known.add(hashes[kept], numbers[kept])
        numbers[unknown] = numbers[unknown[equal]]
        return numbers

    def _analysed(self, pieces: Sequence[str], code: str) -> NDArray[np.int32]:
        """Analyse different pieces of one group, and return their numbers."""
        # Most of what is new is a word of plain letters, and needs no regular expression.
        easy = [piece.isascii() and piece.isalpha() and len(piece) <= MAX_WORD for piece in pieces]
        plain = [piece.lower() for piece, simple in zip(pieces, easy, strict=True) if simple]
        odd = [piece for piece, simple in zip(pieces, easy, strict=True) if not simple]
        numbers = np.zeros(len(pieces), np.int32)
        by_kind = np.concatenate((np.flatnonzero(easy), np.flatnonzero(~np.array(easy, bool))))
        numbers[by_kind] = len(self._size) + np.arange(len(pieces), dtype=np.int32)
        found = [self._number(word, f"{code}:{stem}") for word, stem in zip(plain, stems_in(plain, code), strict=True)]
        self._first.extend(len(self._flat) + np.arange(len(plain)))
        self._size.extend(np.ones(len(plain), np.int32))
        self._flat.extend(found)
        self._analyse(odd, code)
        return numbers

    def _analyse(self, pieces: Sequence[str], code: str) -> None:
        """Remember the words of `pieces`, which get the next numbers."""
        starts: list[int] = []
        numbers: list[int] = []
        # All in one go, a line each, and as of a query: the last character of a run without spaces has its own piece.
        for word in words("\n".join(pieces), code, query=True):
            starts.append(word.start)
            numbers.append(self._number(word.written, f"{code}:{word.stem}"))
        ends = np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)) + 1)
        sizes = np.bincount(np.searchsorted(ends, starts, side="right"), minlength=len(pieces))
        self._first.extend(len(self._flat) + np.cumsum(sizes) - sizes)
        self._size.extend(sizes)
        self._flat.extend(numbers)

    def _number(self, written: str, term: str) -> int:
        """Return the number of a word."""
        number = self._words.setdefault((written, term), len(self._terms))
        if number == len(self._terms):
            self._written.append(written)
            self._terms.append(term)
        return number

    def _hashes(
        self, units: NDArray[Any], starts: NDArray[np.intp], sizes: NDArray[np.intp], of_piece: NDArray[np.intp]
    ) -> NDArray[np.uint64]:
        """Return a hash of the first `MAX_WORD` characters, their width, the size and the group of every piece."""
        width = units.dtype.itemsize
        reads = np.ndarray(len(units) - _READ // width + 1, "<u8", units, strides=(width,))
        multiplier, another, _ = self._keys
        hashes = (((sizes << 8) + of_piece << 3) + width).astype(np.uint64) * another
        left = np.minimum(sizes, MAX_WORD) * width
        at = starts
        live: NDArray[np.intp] | slice = slice(None)
        while len(left):
            read = reads[at] & _MASKS[np.minimum(left, _READ)]
            read ^= hashes[live]
            read *= multiplier
            read ^= read >> np.uint64(32)
            read *= another
            hashes[live] = read
            more = np.flatnonzero(left > _READ)
            live = more if isinstance(live, slice) else live[more]
            at, left = at[more] + _READ // width, left[more] - _READ
        return hashes | np.uint64(1)

    def _named(self, counts: NDArray[np.int32], found: NDArray[np.int32]) -> Tokens:
        """Give the words numbers anew, leaving out those that earlier calls alone have seen."""
        here = np.zeros(len(self._terms), bool)
        here[found] = True
        numbers = np.cumsum(here, dtype=np.int32) - np.int32(1)
        used = np.flatnonzero(here).tolist()
        return Tokens(
            counts, numbers[found], [self._written[number] for number in used], [self._terms[n] for n in used]
        )


class _Column:
    """Numbers that become more: an array with room at its end."""

    def __init__(self) -> None:
        self._room = np.zeros(1024, np.int32)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> NDArray[np.int32]:
        return self._room[: self._length]

    def extend(self, values: Sequence[int] | NDArray[np.integer[Any]]) -> None:
        end = self._length + len(values)
        if end > len(self._room):
            room = np.zeros(max(end, 2 * len(self._room)), np.int32)
            room[: self._length] = self.values
            self._room = room
        self._room[self._length : end] = values
        self._length = end


def _slices(texts: Sequence[str]) -> Iterator[slice]:
    """Yield the texts to look at together."""
    start = size = 0
    for at, text in enumerate(texts):
        if size and size + len(text) > _SLICE:
            yield slice(start, at)
            start, size = at, 0
        size += len(text) + 1
    if size:
        yield slice(start, len(texts))


def _units(text: str) -> NDArray[Any]:
    """Return the code points of `text` in as few bytes as hold them all, with room to read past the end."""
    padding = bytes(_READ)
    if text.isascii():
        return np.frombuffer(text.encode("ascii") + padding, np.uint8)
    data = text.encode("utf-16-le", "surrogatepass")
    if len(data) == 2 * len(text):
        return np.frombuffer(data + padding, "<u2")
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass") + padding, "<u4")


def _split(units: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where the pieces start, and how many code points they have. The first and last unit are of none.

    A chunk is a run of characters of a spaced script with the joints between two of them. What the regular expression
    of the analysis takes for a word never goes past a chunk, nor does it look past the character beside it.
    """
    kinds = _kinds()[units]
    joints = np.flatnonzero(kinds == _JOINT)
    kinds[joints] = (kinds[joints - 1] == _SPACED) & (kinds[joints + 1] == _SPACED)
    spaced = kinds == _SPACED
    edges = np.flatnonzero(spaced[1:] != spaced[:-1]) + 1
    starts, sizes = edges[::2], edges[1::2] - edges[::2]
    unspaced = np.flatnonzero(kinds == _UNSPACED)
    if not len(unspaced):
        return starts, sizes
    starts = np.concatenate((starts, unspaced))
    sizes = np.concatenate((sizes, 1 + (kinds[unspaced + 1] == _UNSPACED)))
    order = np.argsort(starts, kind="stable")
    return starts[order], sizes[order]


@functools.cache
def _kinds() -> NDArray[np.uint8]:
    """Return what each code point is in a text."""
    every = np.arange(0x110000, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    kinds = np.zeros(len(every), np.uint8)
    for pattern, kind in ((SPACED, _SPACED), (UNSPACED, _UNSPACED)):
        for match in pattern.finditer(every):
            kinds[match.start() : match.end()] = kind
    kinds[[ord(joint) for joint in JOINTS]] = _JOINT
    kinds.flags.writeable = False
    return kinds


def _runs(flat: NDArray[np.int32], first: NDArray[np.int32], count: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return flat[f : f + n] for each `first` and `count`, one after another."""
    ends = np.cumsum(count, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return flat[np.repeat(first - (ends - count), count) + np.arange(total)]
