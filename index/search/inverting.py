"""From many articles to the arrays of one segment, without a Python object for each word of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import length_to_byte

from index.search import encoding
from index.search.analysis import MAX_WORD, group
from index.search.encoding import Arrays, Built
from index.search.lexicon import heap_of
from index.search.ragged import Ints, first_of_runs, offsets, order
from index.search.schema import SLOP_LIMIT, Entry
from index.search.segment import FORMS, FULL, RARE
from index.search.tokenise import Tokeniser, Tokens

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_INDEXED = 1_000_000
"""Characters of a text that can be searched, some 170,000 words; what follows cannot be found. A hostile text may have
nothing but different words, and all of them are held in memory."""
_PARTS = 4
"""Headline, body, outlet, author: the parts of an article that become the field `text`."""
TITLE, BODY, SOURCE, AUTHOR = range(_PARTS)
_BYTES = np.array([length_to_byte(length) for length in range(106_375)], np.uint8)
"""Whoosh's byte for each length up to the largest that it tells from larger ones."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """Which words as written some words are: for each the `number` of a pair of a word as written and its term."""

    written: Sequence[bytes]
    term_of: NDArray[np.int32]
    number: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """Words in a field: for each the number of its term (in sorted order), article and position, article by article."""

    terms: Sequence[bytes]
    term: NDArray[np.int32]
    doc: NDArray[np.int32]
    position: NDArray[np.int32]
    forms: _Forms | None
    """None where terms are the words as written themselves."""


def invert(entries: Sequence[Entry], tokenise: Tokeniser) -> Built:
    """Return the segment of `entries`, which are numbered in their order."""
    texts = [_searchable(text) for e in entries for text in (e.title, e.text, e.source, e.author)]
    tokens = tokenise(texts, [entry.language for entry in entries for _ in range(_PARTS)])
    counts = tokens.counts.astype(np.int64).reshape(-1, _PARTS)
    flat = counts.ravel()
    within = np.arange(len(tokens.words), dtype=np.int32)
    within -= np.repeat(offsets(flat)[:-1].astype(np.int32), flat)
    part = np.repeat(np.tile(np.arange(_PARTS, dtype=np.uint8), len(entries)), flat)
    doc = np.repeat(np.arange(len(entries), dtype=np.int32), counts.sum(1))
    # Parts stand further apart than the words of a near-phrase may.
    begins = np.cumsum(counts + SLOP_LIMIT + 1, 1) - (counts + SLOP_LIMIT + 1)
    position = within + np.repeat(begins.ravel().astype(np.int32), flat)
    stems = _Stems(tokens)
    arrays: Arrays = {}
    lengths: dict[str, int] = {}
    for name, chosen in (("text", None), ("title", TITLE), ("source", SOURCE), ("author", AUTHOR)):
        here = slice(None) if chosen is None else part == chosen
        standing = tokens.words[here], doc[here], (position if chosen is None else within)[here]
        found = stems.occurrences(*standing) if chosen in {None, TITLE} else _as_written(tokens.written, *standing)
        arrays |= encoding.field(name, _field(found, len(entries)))
        length = counts.sum(1) if chosen is None else counts[:, chosen]
        arrays[f"{name}.lengths"] = _BYTES[np.minimum(length, len(_BYTES) - 1)]
        lengths[name] = int(length.sum())
    groups = {group(language) for language in {entry.language for entry in entries}}
    return encoding.segment(len(entries), lengths, list(groups), arrays | _columns(entries))


def _searchable(text: str) -> str:
    """Return what of a text is indexed. It ends at a blank; none is looked for before a word's length."""
    if len(text) <= _INDEXED:
        return text
    ends = range(_INDEXED, max(0, _INDEXED - MAX_WORD), -1)
    return text[: next((at for at in ends if text[at].isspace()), _INDEXED)]


def _as_written(
    written: Sequence[str], words: NDArray[np.int32], doc: NDArray[np.int32], position: NDArray[np.int32]
) -> _Occurrences:
    """Return where `words`, places in `written`, stand as they are written."""
    used, place = np.unique(words, return_inverse=True)
    terms, term = _sorted([written[word] for word in used.tolist()])
    return _Occurrences(terms.tolist(), term[place], doc, position, None)


class _Stems:
    """The distinct words of a batch: their stems in order, and their forms in the order of the words as written."""

    def __init__(self, tokens: Tokens) -> None:
        terms, self.term = _sorted(tokens.terms)
        self.terms: list[bytes] = terms.tolist()
        # A word as written may belong to several stems, of several languages; NUL stands in no word.
        pairs, self.form = _sorted([f"{w}\0{t}" for w, t in zip(tokens.written, tokens.terms, strict=True)])
        self.written = [pair.partition(b"\0")[0] for pair in pairs.tolist()]
        self.term_of = np.zeros(len(pairs), np.int32)
        self.term_of[self.form] = self.term

    def occurrences(
        self, words: NDArray[np.int32], doc: NDArray[np.int32], position: NDArray[np.int32]
    ) -> _Occurrences:
        """Return where `words`, numbers of the batch, stand."""
        forms = _Forms(self.written, self.term_of, self.form[words])
        return _Occurrences(self.terms, self.term[words], doc, position, forms)


def _sorted(words: Sequence[str]) -> tuple[NDArray[np.bytes_], NDArray[np.int32]]:
    """Return the distinct `words` in the order of their bytes, and for each of `words` its place among them.

    Numpy's strings of one width sort five times as fast as a list of bytes does.
    """
    if not words:
        return np.zeros(0, "S1"), np.zeros(0, np.int32)
    # No word holds a line break; one call encodes them all.
    encoded = np.array("\n".join(words).encode().split(b"\n"))
    different, places = np.unique(encoded, return_inverse=True)
    return different, places.astype(np.int32)


def _field(found: _Occurrences, size: int) -> Arrays:
    """Return the arrays of a field in `size` articles, without its lengths; terms that do not occur are left out."""
    by_term, term = order(found.term)
    doc, position = found.doc[by_term], found.position[by_term]
    begins = first_of_runs(term, doc)
    frequency = np.diff(np.append(begins, len(term)))
    # The terms that occur, and where their postings and their positions begin.
    first_posting = first_of_runs(term[begins])
    used = term[begins][first_posting]
    terms = heap_of([found.terms[number] for number in used.tolist()])
    posts_at = np.append(first_posting, len(begins))
    places_at = np.append(begins[first_posting], len(term))
    large, high = np.flatnonzero(frequency >= FULL), np.flatnonzero(position >> 16)
    arrays = encoding.postings(terms, posts_at, doc[begins], places_at, size)
    arrays |= encoding.frequencies(np.minimum(frequency, FULL).astype(np.uint8), large, frequency[large])
    arrays |= encoding.positions((position & 0xFFFF).astype(np.uint16), high, position[high] >> 16)
    if found.forms is not None:
        new_term = np.full(len(found.terms), -1, np.int32)
        new_term[used] = np.arange(len(used), dtype=np.int32)
        number, term_of = found.forms.number[by_term], new_term[found.forms.term_of]
        arrays |= _forms(found.forms.written, term_of, number, doc, begins, posts_at, size)
    return arrays


def _forms(
    written: Sequence[bytes],
    term_of: NDArray[np.int32],
    number: NDArray[np.int32],
    doc: NDArray[np.int32],
    begins: Ints,
    posts_at: Ints,
    size: int,
) -> Arrays:
    """Return the arrays of the words as written; `number` and `doc` are those of the occurrences, by term."""
    count = np.bincount(number, minlength=len(written))
    occurring = np.flatnonzero(count)
    term = term_of[occurring]
    form = encoding.form_numbers(term, count[occurring])
    form_of = np.full(len(written), RARE, np.uint8)
    form_of[occurring] = form
    stands = form_of[number]
    # One bit for each occurrence, joined for each posting.
    bits = np.zeros(len(number), np.uint8)
    with_bit = stands < FORMS
    bits[with_bit] = np.left_shift(np.uint8(1), stands[with_bit], dtype=np.uint8)
    masks = np.bitwise_or.reduceat(bits, begins) if len(begins) else bits
    rare = np.flatnonzero(stands == RARE)
    pairs = np.searchsorted(occurring, number[rare]), doc[rare]
    words = heap_of([written[word] for word in occurring.tolist()])
    return encoding.forms(words, term, form, posts_at, masks, pairs, size)


def _columns(entries: Sequence[Entry]) -> Arrays:
    """Return what is known of each article besides its words."""
    moments = [entry.date.astimezone(UTC) for entry in entries]
    return encoding.columns(
        np.array([entry.id.encode() for entry in entries], np.bytes_) if entries else np.zeros(0, "S1"),
        np.array([entry.key for entry in entries], np.uint32),
        np.array([(moment - _EPOCH) // _MICROSECOND for moment in moments], np.int64),
        np.array([m.year * 10_000 + m.month * 100 + m.day for m in moments], np.uint32),
        _numbered(entry.source for entry in entries),
        _numbered(entry.language or "" for entry in entries),
    )


def _numbered(values: Iterable[str]) -> tuple[list[str], NDArray[np.uint32]]:
    """Return the different `values`, and for each value its place among them."""
    known: dict[str, int] = {}
    numbers = [known.setdefault(value, len(known)) for value in values]
    return list(known), np.array(numbers, np.uint32)
