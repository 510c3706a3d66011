"""A segment as the evaluation sees it: for each field its words and where they stand, for each article its columns.

Arrays of a field `f` (P postings, T occurrences):

    f.terms.heap, f.terms.at     the lexicon of terms
    f.posts.at                   where each term's postings begin
    f.docs, f.freqs              (P) article, in 16 bits where they suffice, and how often the term stands in it, 255
                                 for that and more
    f.freqs.large.at, .large     the postings of which 255 is not the number, and the number
    f.places.at, f.places        (T) positions, 16 bits of each; where each term's begin
    f.places.high.at, .high      the occurrences with more bits, and those
    f.lengths                    words of each article in the field, as Whoosh's byte

and of one whose terms are stems:

    f.written.heap, .at          the lexicon of words as written
    f.written.term, .form        the term of each, and which form of it the word is
    f.forms.term, .at, f.forms   the terms of more than one form, and for each of their postings a bit for each form
    f.rare, .at, .docs           articles of the words that are no form with a bit
    f.letters.heap, .at, .bits   letters that many words begin with, and a bit for each article that has such a word
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from index.search.lexicon import Lexicon
from index.search.ragged import Ints, distinct, offsets, places
from index.search.segment_file import ArraysInMemory, SegmentFile

Docs = NDArray[np.intp]
"""Numbers of articles within a segment, ascending, each once; of the width that numpy turns others into at each use."""

FULL = 255
"""The largest frequency of eight bits, which stands for itself and all larger ones."""
FORMS = 8
"""Forms of a term that have a bit. `f.written.form` is a byte for each word: 0 to 7 is the number of its bit."""
ONLY, RARE = 254, 255
"""What that byte is otherwise: of the only form of its term; of one without a bit, whose articles are listed."""
_LONG = 2_000
"""Postings in a row that are quicker to take as a view than to gather (measured)."""

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float32)


@dataclass(frozen=True, slots=True)
class Postings:
    """Where one term stands: `docs` and `freqs`, as long as each other; `first` is the first one's number."""

    term: int
    first: int
    docs: Docs
    freqs: NDArray[Any]


class FieldReader:
    """One field of a segment. Terms and words as written go by their number in their lexicon."""

    def __init__(self, file: SegmentFile | ArraysInMemory, name: str) -> None:
        self._file = file
        self._name = name
        self.terms = Lexicon(self.array("terms.heap"), self.array("terms.at"))
        self._at = memoryview(self.array("posts.at").data)
        self._docs = self.array("docs")
        self._freqs = self.array("freqs")
        self.total_length: int = file.facts["lengths"][name]
        """Words of all articles, deleted ones too."""

    def array(self, name: str) -> NDArray[Any]:
        """Return one of the field's arrays."""
        return self._file.array(f"{self._name}.{name}")

    def find(self, term: bytes) -> int | None:
        """Return the number of a term, None where it does not occur."""
        found = self.terms.find(term)
        return found.start if found.stop > found.start else None

    def count(self, term: int) -> int:
        """Return in how many articles a term stands, deleted ones too."""
        return int(self._at[term + 1] - self._at[term])

    def docs(self, term: int, end: int | None = None) -> Docs:
        """Return the articles of a term, or of all terms up to `end`, one term's after another's."""
        return self._docs[self._at[term] : self._at[term + 1 if end is None else end]].astype(np.intp)

    def postings(self, term: int) -> Postings:
        """Return where a term stands."""
        first, end = self._at[term], self._at[term + 1]
        freqs = self._freqs[first:end]
        at = self._large_at
        if len(at):
            low, high = np.searchsorted(at, (first, end))
            if low < high:
                freqs = freqs.astype(np.uint32)
                freqs[at[low:high] - first] = self.array("freqs.large")[low:high]
        return Postings(term, first, self._docs[first:end].astype(np.intp), freqs)

    def positions(
        self, postings: Postings, rows: Ints | None = None
    ) -> tuple[NDArray[np.unsignedinteger], NDArray[np.integer]]:
        """Return the positions in the articles `rows` (indices into `postings`, all without), and how many in each.

        Positions ascend within each article.
        """
        begin = int(self._places_at[postings.term])
        if rows is None:
            end = int(self._places_at[postings.term + 1])
            return self._positions(slice(begin, end)), postings.freqs
        counts = postings.freqs.astype(np.int64)
        starts = offsets(counts)[rows] + begin
        counts = counts[rows]
        return self._positions(places(starts, counts)), counts

    def _positions(self, which: slice | Ints) -> NDArray[np.unsignedinteger]:
        found: NDArray[np.unsignedinteger] = self._places[which]
        at = self._high_at
        if len(at):
            found = found.astype(np.uint32)
            high = self.array("places.high")
            if isinstance(which, slice):
                low, end = np.searchsorted(at, (which.start, which.stop))
                found[at[low:end] - which.start] |= high[low:end].astype(np.uint32) << 16
            else:
                near = np.minimum(np.searchsorted(at, which), len(at) - 1)
                found |= np.where(at[near] == which, high[near].astype(np.uint32) << 16, 0)
        return found

    @cached_property
    def _large_at(self) -> NDArray[Any]:
        return self.array("freqs.large.at")

    @cached_property
    def _places(self) -> NDArray[np.uint16]:
        return self.array("places")

    @cached_property
    def _places_at(self) -> Any:
        return memoryview(self.array("places.at").data)

    @cached_property
    def _high_at(self) -> NDArray[Any]:
        return self.array("places.high.at")

    @cached_property
    def length_bytes(self) -> NDArray[np.uint8]:
        """Words of each article, as Whoosh's byte, which holds about three digits of it."""
        return self.array("lengths")

    def lengths(self) -> NDArray[np.float32]:
        """Return the words of each article as Whoosh reads them from a byte."""
        found: NDArray[np.float32] = _LENGTHS[self.length_bytes]
        return found


class StemmedReader(FieldReader):
    """A field whose terms are stems: the words as written are known too, though not their positions."""

    @cached_property
    def written(self) -> Lexicon:
        """The words as written, one entry for each term that a word belongs to."""
        return Lexicon(self.array("written.heap"), self.array("written.at"))

    def docs_of_letter(self, letter: bytes, size: int) -> Docs | None:
        """Return which of the field's `size` articles have a word that begins with a letter; None where unknown."""
        found = Lexicon(self.array("letters.heap"), self.array("letters.at")).find(letter)
        if found.stop == found.start:
            return None
        width = -(-size // 8)
        bits = self.array("letters.bits")[found.start * width : found.stop * width]
        return np.flatnonzero(np.unpackbits(bits, count=size))

    def docs_of_written(self, words: Ints) -> Iterator[NDArray[Any]]:
        """Yield arrays of articles that together are those with at least one of the `words`; repetitions occur.

        Terms of which all forms are among the words, and that follow each other, come as one array.
        """
        if not len(words):
            return
        form = self.array("written.form")[words]
        rare = words[form == RARE]
        if len(rare):
            where = np.searchsorted(self.array("rare"), rare)
            at, docs = self.array("rare.at"), self.array("rare.docs")
            for place in where.tolist():
                yield docs[at[place] : at[place + 1]]
        term = self.array("written.term")[words].astype(np.int64)
        whole = [term[form == ONLY]]
        some = form < FORMS
        if some.any():
            chosen = distinct(term[some])
            among = np.searchsorted(chosen, term[some])
            bits = np.zeros(len(chosen), np.uint8)
            np.bitwise_or.at(bits, among, np.left_shift(np.uint8(1), form[some], dtype=np.uint8))
            place = np.searchsorted(self.array("forms.term"), chosen)
            complete = bits == self.array("forms.all")[place]
            whole.append(chosen[complete])
            yield from self._with_forms(chosen[~complete], place[~complete], bits[~complete])
        yield from self._of_terms(np.sort(np.concatenate(whole)))

    def _with_forms(self, terms: Ints, place: Ints, bits: NDArray[np.uint8]) -> Iterator[NDArray[Any]]:
        """Yield the articles of `terms`, which have their forms at `place`, that hold one of the forms in `bits`."""
        at, posts_at = self.array("forms.at"), self.array("posts.at")
        forms = self.array("forms")
        lengths = at[place + 1].astype(np.int64) - at[place]
        long = lengths > _LONG
        for start, post, length, bit in zip(
            at[place[long]].tolist(), posts_at[terms[long]].tolist(), lengths[long].tolist(), bits[long].tolist(),
            strict=True,
        ):  # fmt: skip
            yield self._docs[post : post + length][(forms[start : start + length] & bit) != 0]
        lengths = lengths[~long]
        held = forms[places(at[place[~long]], lengths)] & np.repeat(bits[~long], lengths)
        yield self._docs[places(posts_at[terms[~long]], lengths)[held != 0]]

    def _of_terms(self, terms: Ints) -> Iterator[NDArray[Any]]:
        """Yield the articles of ascending `terms`, many together."""
        if not len(terms):
            return
        breaks = np.flatnonzero(np.diff(terms) > 1) + 1
        at = self.array("posts.at")
        starts = at[terms[np.append(0, breaks)]].astype(np.int64)
        ends = at[terms[np.append(breaks - 1, len(terms) - 1)] + 1].astype(np.int64)
        long = ends - starts > _LONG
        for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True):
            yield self._docs[start:end]
        yield self._docs[places(starts[~long], ends[~long] - starts[~long])]


class Segment:
    """One segment: `size` articles, deleted ones included, numbered from 0."""

    def __init__(self, file: SegmentFile) -> None:
        self.file = file
        self.size: int = file.facts["articles"]
        self.text = StemmedReader(file, "text")
        self.title = StemmedReader(file, "title")
        self.source = FieldReader(file, "source")
        self.author = FieldReader(file, "author")
        self._stemmed = {"text": self.text, "title": self.title}
        self._fields: dict[str, FieldReader] = {**self._stemmed, "source": self.source, "author": self.author}
        self.groups: tuple[str, ...] = tuple(file.facts["groups"])
        """The groups of languages that its articles are stemmed as."""

    def field(self, name: str) -> FieldReader:
        """Return a field by its name."""
        return self._fields[name]

    def stemmed(self, name: str) -> StemmedReader:
        """Return a field of stems by its name, `text` or `title`."""
        return self._stemmed[name]

    @cached_property
    def ids(self) -> NDArray[np.bytes_]:
        """The articles' ids in UTF-8, filled up with NUL."""
        return self.file.array("ids")

    def numbers(self, ids: NDArray[np.bytes_]) -> Docs:
        """Return the numbers of those of `ids` that are here, ascending."""
        if not self.size or not len(ids):
            return np.zeros(0, np.intp)
        by_id = self.file.array("ids.order")
        place = np.minimum(np.searchsorted(self.ids, ids, sorter=by_id), self.size - 1)
        found = by_id[place]
        return distinct(found[self.ids[found] == ids]).astype(np.intp)

    @cached_property
    def keys(self) -> NDArray[np.intp]:
        """The articles' numbers in the news store, by which their facts go; 0 where there is none."""
        return self.file.array("keys").astype(np.intp)

    @cached_property
    def moments(self) -> NDArray[np.int64]:
        """When each article was published, in microseconds since 1970 UTC."""
        return self.file.array("moments")

    @cached_property
    def days(self) -> NDArray[np.uint32]:
        """The same as a number yyyymmdd."""
        return self.file.array("days")

    @cached_property
    def months(self) -> tuple[int, NDArray[np.uint32]]:
        """The same as months since the first of the segment, and that one since the year 0."""
        return int(self.file.facts["first_month"]), self.file.array("months")

    @cached_property
    def outlets(self) -> NDArray[np.unsignedinteger]:
        """For each article a number in `outlet_names`."""
        return self.file.array("outlets")

    @cached_property
    def outlet_names(self) -> list[str]:
        """The outlets of the segment."""
        return self._names("outlets")

    @cached_property
    def languages(self) -> NDArray[np.uint32]:
        """For each article a number in `language_codes`."""
        return self.file.array("languages")

    @cached_property
    def language_codes(self) -> list[str]:
        """The languages of the segment; an empty one is not known."""
        return self._names("languages")

    def _names(self, column: str) -> list[str]:
        lexicon = Lexicon(self.file.array(f"{column}.heap"), self.file.array(f"{column}.at"))
        return [lexicon.word(number) for number in range(len(lexicon))]
