"""From many articles to the arrays of one segment, without a Python object for each word of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import length_to_byte

from index.search.analysis import group
from index.search.letters import letters
from index.search.lexicon import heap_of
from index.search.ragged import Ints, first_of_runs, offsets, order, places
from index.search.schema import SLOP_LIMIT, Entry
from index.search.segment import FORMS, FULL, ONLY, RARE, StemmedReader
from index.search.segment_file import ArraysInMemory
from index.search.tokenise import Tokeniser, Tokens

Arrays: TypeAlias = dict[str, NDArray[Any]]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_INDEXED = 1_000_000
"""Characters of a text that can be searched, some 170,000 words: of the longest that nature has not written, no word
need occur twice, and all of them are held in memory."""
_PARTS = 4
"""Headline, body, outlet, author: the parts of an article that become the field `text`."""
TITLE, BODY, SOURCE, AUTHOR = range(_PARTS)
_BYTES = np.array([length_to_byte(length) for length in range(106_375)], np.uint8)
"""Whoosh's byte for each length up to the largest that it tells from larger ones."""


@dataclass(frozen=True, slots=True)
class Built:
    """A segment ready to be written: facts for the head of the file, and the arrays."""

    facts: dict[str, Any]
    arrays: Arrays


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Words in a field: for each the number of its term (in sorted order), article and position, article by article.

    `form` is the number of the word as written, in the order of `written` and `term_of` below; None where terms are
    the words as written themselves.
    """

    terms: Sequence[bytes]
    term: NDArray[np.int32]
    doc: NDArray[np.int32]
    position: NDArray[np.int32]
    written: Sequence[bytes] = ()
    term_of: NDArray[np.int32] | None = None
    form: NDArray[np.int32] | None = None


def build(entries: Sequence[Entry], tokenise: Tokeniser) -> Built:
    """Return the segment of `entries`, which are numbered in their order."""
    texts = [text[:_INDEXED] for e in entries for text in (e.title, e.text, e.source, e.author)]
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
        arrays |= _named(name, field(found, len(entries)))
        length = counts.sum(1) if chosen is None else counts[:, chosen]
        arrays[f"{name}.lengths"] = _BYTES[np.minimum(length, len(_BYTES) - 1)]
        lengths[name] = int(length.sum())
    arrays |= _columns(entries)
    first_month, arrays["months"] = months(arrays["days"])
    groups = sorted({group(language) for language in {entry.language for entry in entries}})
    facts = {"articles": len(entries), "lengths": lengths, "groups": groups, "first_month": first_month}
    return finished(facts, arrays)


def finished(facts: dict[str, Any], arrays: Arrays) -> Built:
    """Return a segment with what is made of its other arrays."""
    text = StemmedReader(ArraysInMemory(facts, arrays), "text")
    return Built(facts, arrays | _named("text", letters(text, facts["articles"])))


def _as_written(
    written: Sequence[str], words: NDArray[np.int32], doc: NDArray[np.int32], position: NDArray[np.int32]
) -> Occurrences:
    """Return where `words`, places in `written`, stand as they are written."""
    used, place = np.unique(words, return_inverse=True)
    terms, term = _sorted([written[word] for word in used.tolist()])
    return Occurrences(terms.tolist(), term[place], doc, position)


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

    def occurrences(self, words: NDArray[np.int32], doc: NDArray[np.int32], position: NDArray[np.int32]) -> Occurrences:
        """Return where `words`, numbers of the batch, stand."""
        return Occurrences(self.terms, self.term[words], doc, position, self.written, self.term_of, self.form[words])


def _sorted(words: Sequence[str]) -> tuple[NDArray[np.bytes_], NDArray[np.int32]]:
    """Return the distinct `words` in the order of their bytes, and for each of `words` its place among them.

    Numpy's strings of one width sort five times as fast as a list of bytes does.
    """
    if not words:
        return np.zeros(0, "S1"), np.zeros(0, np.int32)
    # No word holds a line break; one call encodes them all.
    encoded = np.array("\n".join(words).encode("utf-8", "surrogatepass").split(b"\n"))
    distinct, places_ = np.unique(encoded, return_inverse=True)
    return distinct, places_.astype(np.int32)


def field(found: Occurrences, size: int) -> Arrays:
    """Return the arrays of a field in `size` articles, without its lengths; terms that do not occur are left out."""
    by_term, term = order(found.term)
    doc, position = found.doc[by_term], found.position[by_term]
    begins = first_of_runs(term, doc)
    ends = np.append(begins[1:], len(term))
    frequency = ends - begins
    # The terms that occur, and where their postings and their positions begin.
    first_posting = first_of_runs(term[begins])
    used = term[begins][first_posting]
    heap, at = heap_of([found.terms[number] for number in used.tolist()])
    arrays: Arrays = {
        "terms.heap": heap,
        "terms.at": at,
        "posts.at": narrow(np.append(first_posting, len(begins))),
        "docs": article_numbers(doc[begins], size),
        "places.at": narrow(np.append(begins[first_posting], len(term))),
    }
    arrays |= frequencies(frequency) | positions(position)
    if found.form is not None and found.term_of is not None:
        arrays |= _forms(found, found.form[by_term], doc, begins, first_posting, used, size)
    return arrays


def narrow(at: NDArray[np.integer]) -> NDArray[Any]:
    """Return ascending offsets in 32 bits where they fit."""
    return at.astype(np.uint32 if not len(at) or at[-1] < 1 << 32 else np.uint64)


def article_numbers(docs: NDArray[np.integer], size: int) -> NDArray[Any]:
    """Return numbers of articles of a segment of `size`, in 16 bits where they suffice: a fifth of the index less."""
    return docs.astype(np.uint16 if size <= 1 << 16 else np.uint32)


def frequencies(frequency: NDArray[np.integer]) -> Arrays:
    """Return frequencies in eight bits, and apart those that do not fit."""
    large = np.flatnonzero(frequency >= FULL)
    return {
        "freqs": np.minimum(frequency, FULL).astype(np.uint8),
        "freqs.large.at": narrow(large),
        "freqs.large": frequency[large].astype(np.uint32),
    }


def positions(position: NDArray[np.integer]) -> Arrays:
    """Return positions in sixteen bits, and apart the rest of those that do not fit."""
    high = np.flatnonzero(position >> 16)
    return {
        "places": (position & 0xFFFF).astype(np.uint16),
        "places.high.at": narrow(high),
        "places.high": (position[high] >> 16).astype(np.uint16),
    }


def _forms(
    found: Occurrences,
    form: NDArray[np.int32],
    doc: NDArray[np.int32],
    begins: Ints,
    first_posting: Ints,
    used: NDArray[np.int32],
    size: int,
) -> Arrays:
    """Return the arrays of the words as written; the most frequent forms of a term get the bits."""
    assert found.term_of is not None  # noqa: S101 # the caller asked
    number_of_term = np.full(len(found.terms), -1, np.int32)
    number_of_term[used] = np.arange(len(used), dtype=np.int32)
    count = np.bincount(form, minlength=len(found.written))
    occurring = np.flatnonzero(count)
    term = number_of_term[found.term_of[occurring]]
    bit = np.full(len(found.written), RARE, np.uint8)
    bit[occurring] = form_numbers(term, count[occurring])
    posting_ends = np.append(first_posting[1:], len(begins))
    several = several_forms(term, bit[occurring])
    # One bit for each occurrence, joined for each posting.
    of_occurrence = np.zeros(len(form), np.uint8)
    number = bit[form]
    with_bit = number < FORMS
    of_occurrence[with_bit] = np.left_shift(np.uint8(1), number[with_bit], dtype=np.uint8)
    joined = np.bitwise_or.reduceat(of_occurrence, begins) if len(begins) else of_occurrence
    lengths = posting_ends[several] - first_posting[several]
    arrays: Arrays = {
        "written.term": term.astype(np.int32),
        "written.form": bit[occurring],
        "forms.term": several.astype(np.int32),
        "forms.at": narrow(offsets(lengths)),
        "forms": joined[places(first_posting[several], lengths)],
        "forms.all": all_forms(several, term, bit[occurring]),
    }
    arrays["written.heap"], arrays["written.at"] = heap_of([found.written[word] for word in occurring.tolist()])
    rare = np.flatnonzero(bit[occurring] == RARE)
    stands = np.flatnonzero(number == RARE)
    renumbered = np.searchsorted(occurring, form[stands])
    by_word = np.lexsort((doc[stands], renumbered))
    word, docs = renumbered[by_word], doc[stands][by_word]
    once = first_of_runs(word, docs)
    arrays["rare"] = rare.astype(np.int32)
    arrays["rare.at"] = narrow(offsets(np.bincount(word[once], minlength=len(occurring))[rare]))
    arrays["rare.docs"] = article_numbers(docs[once], size)
    return arrays


def form_numbers(term: NDArray[np.integer], count: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Return for each word as written of a `term`, that stands `count` times, which form it is: ONLY, a bit or RARE."""
    result = np.full(len(term), ONLY, np.uint8)
    by_count = np.lexsort((-count, term))
    sorted_terms = term[by_count]
    begins = first_of_runs(sorted_terms)
    sizes = np.diff(np.append(begins, len(term)))
    rank = np.arange(len(term)) - np.repeat(begins, sizes)
    several = np.repeat(sizes, sizes) > 1
    result[by_count[several]] = np.where(rank < FORMS, rank, RARE)[several]
    return result


def several_forms(term: NDArray[np.integer], form: NDArray[np.uint8]) -> Ints:
    """Return the terms, ascending, that have more than one form."""
    return np.unique(term[form != ONLY]).astype(np.int64)


def all_forms(several: Ints, term: NDArray[np.integer], form: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return for each of the terms `several` the bits of all its forms; 0 where some have none."""
    bits = np.zeros(len(several), np.uint8)
    with_bit = form < FORMS
    place = np.searchsorted(several, term[with_bit])
    np.bitwise_or.at(bits, place, np.left_shift(np.uint8(1), form[with_bit], dtype=np.uint8))
    bits[np.searchsorted(several, term[form == RARE])] = 0
    return bits


def _columns(entries: Sequence[Entry]) -> Arrays:
    """Return what is known of each article besides its words."""
    moments = [entry.date.astimezone(UTC) for entry in entries]
    ids = np.array([entry.id.encode() for entry in entries], np.bytes_) if entries else np.zeros(0, "S1")
    arrays: Arrays = {
        "ids": ids,
        "ids.order": np.argsort(ids, kind="stable").astype(np.uint32),
        "moments": np.array([(moment - _EPOCH) // _MICROSECOND for moment in moments], np.int64),
        "days": np.array([m.year * 10_000 + m.month * 100 + m.day for m in moments], np.uint32),
    }
    arrays |= named_column("outlets", [entry.source for entry in entries])
    return arrays | named_column("languages", [entry.language or "" for entry in entries])


def months(days: NDArray[np.uint32]) -> tuple[int, NDArray[np.uint32]]:
    """Return the first month of days yyyymmdd, counted from the year 0, and for each day the months since then."""
    since = days // 10_000 * 12 + days // 100 % 100 - 1
    first = int(since.min()) if len(days) else 0
    return first, (since - np.uint32(first)).astype(np.uint32)


def named_column(name: str, values: Sequence[str]) -> Arrays:
    """Return the arrays of a column of few different strings."""
    rank = {value: number for number, value in enumerate(sorted(set(values)))}
    heap, at = heap_of([value.encode("utf-8", "replace") for value in rank])
    column = np.fromiter((rank[value] for value in values), np.uint32, len(values))
    return {name: column, f"{name}.heap": heap, f"{name}.at": at}


def _named(field_name: str, arrays: Mapping[str, NDArray[Any]]) -> Arrays:
    return {f"{field_name}.{name}": array for name, array in arrays.items()}
