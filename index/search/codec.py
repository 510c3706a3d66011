"""Our segments as Whoosh sees them: its own searcher, readers and tools work on them. Nothing is written through it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo
from whoosh.util.numeric import byte_to_length

from index.search.lexicon import Lexicon
from index.search.ragged import distinct
from index.search.segment import FieldReader, Segment, StemmedReader
from index.search.segment_file import SegmentFile

SUFFIX = ".arrays"
_FIELDS = ("author", "source", "text", "title")
_WRITTEN = {"title_written": "title", "written": "text"}
"""Fields of words as written, and the field of stems beside which they lie."""


class ArraySegment(base.Segment):  # type: ignore[misc] # Whoosh publishes no usable types
    """What the table of contents says of a segment: its name, its size, and which articles were deleted since."""

    def __init__(self, indexname: str, size: int) -> None:
        super().__init__(indexname)
        self._size = size
        # Bytes, because the table of contents is a pickle: numbers of 32 bits, ascending.
        self._deleted = b""

    def codec(self) -> "ArrayCodec":
        """Return what reads it."""
        return ArrayCodec()

    def path(self, folder: Path) -> Path:
        """Return its file."""
        return folder / str(self.make_filename(SUFFIX))

    def doc_count_all(self) -> int:
        """Return how many articles it has, deleted ones too."""
        return self._size

    def deleted_count(self) -> int:
        """Return how many of them are deleted."""
        return len(self._deleted) // 4

    def deleted(self) -> NDArray[np.int32]:
        """Return the numbers of the deleted articles, ascending."""
        return np.frombuffer(self._deleted, "<i4")

    def without(self, numbers: NDArray[np.integer]) -> "ArraySegment":
        """Return the same segment with `numbers` deleted too."""
        result = ArraySegment(self.indexname, self._size)
        result.segid = self.segid
        result._deleted = distinct(np.concatenate([self.deleted(), numbers])).astype("<i4").tobytes()
        return result

    def deleted_docs(self) -> Iterator[int]:
        """Yield the numbers of the deleted articles."""
        yield from self.deleted().tolist()

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether an article is deleted."""
        return bool((self.deleted() == docnum).any())

    def should_assemble(self) -> bool:
        """Tell Whoosh that the segment is one file already."""
        return False


class ArrayCodec(base.Codec):  # type: ignore[misc] # as above
    """Reads our segments for Whoosh."""

    def terms_reader(self, storage: Any, segment: ArraySegment) -> "_Terms":
        """Return what looks terms up."""
        return _Terms(_opened(storage, segment))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> "_Documents":
        """Return what knows the articles."""
        return _Documents(_opened(storage, segment), segment)


def _opened(storage: Any, segment: ArraySegment) -> Segment:
    return Segment(SegmentFile(segment.path(Path(storage.folder))))


class _Cursor(base.FieldCursor):  # type: ignore[misc] # as above
    """Goes through the terms of a field."""

    def __init__(self, terms: list[bytes], field: Any) -> None:
        self._terms, self._field, self._at = terms, field, 0

    def first(self) -> str | None:
        self._at = 0
        return self.text()

    def find(self, term: bytes | str) -> str | None:
        wanted = self._field.to_bytes(term) if isinstance(term, str) else term
        self._at = int(np.searchsorted(np.array(self._terms, object), wanted)) if self._terms else 0
        return self.text()

    def next(self) -> str | None:
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        return self._field.from_bytes(self._terms[self._at]) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._at < len(self._terms)


class _Terms(base.TermsReader):  # type: ignore[misc] # as above
    """Terms and postings of one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def indexed_field_names(self) -> list[str]:
        return sorted((*_FIELDS, *_WRITTEN))

    def _lexicon(self, name: str) -> Lexicon:
        if name in _WRITTEN:
            return self._stemmed(name).written
        return self._field(name).terms

    def _field(self, name: str) -> FieldReader:
        return self._segment.field(name)

    def _stemmed(self, name: str) -> StemmedReader:
        return self._segment.stemmed(_WRITTEN[name])

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        found = self._lexicon(term[0]).find(term[1])
        return bool(found.stop > found.start)

    def cursor(self, fieldname: str, fieldobj: Any) -> _Cursor:
        return _Cursor([text for _, text in self.terms_from(fieldname, b"")], fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for name in self.indexed_field_names():
            yield from self.terms_from(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        lexicon = self._lexicon(fieldname)
        # One word may be a form of several terms, and then stands there several times.
        last = None
        for word in lexicon.words(lexicon.find(prefix).start, len(lexicon)):
            if word != last:
                yield fieldname, word
            last = word

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for name, term in self.terms():
            yield (name, term), self.term_info(name, term)

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for name, term in self.terms_from(fieldname, prefix):
            yield (name, term), self.term_info(name, term)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        docs, freqs, _ = self._postings(fieldname, text)
        if not len(docs):
            raise KeyError((fieldname, text))
        bytes_ = self._field(_WRITTEN.get(fieldname, fieldname)).length_bytes[docs]
        return TermInfo(
            float(freqs.sum()), len(docs), byte_to_length(int(bytes_.min())), byte_to_length(int(bytes_.max())),
            float(freqs.max()), int(docs[0]), int(docs[-1]),
        )  # fmt: skip

    def frequency(self, fieldname: str, text: bytes) -> float:
        weight: float = self.term_info(fieldname, text).weight()
        return weight

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return len(self._postings(fieldname, text)[0])

    def _postings(self, name: str, text: bytes) -> tuple[NDArray[Any], NDArray[Any], list[list[int]] | None]:
        """Return articles, frequencies, and positions where the field has them."""
        if name in _WRITTEN:
            field = self._stemmed(name)
            found = field.written.find(text)
            lists = [np.zeros(0, np.int32), *field.docs_of_written(np.arange(found.start, found.stop))]
            docs = distinct(np.concatenate(lists))
            return docs, np.ones(len(docs)), None
        term = self._field(name).find(text)
        if term is None:
            return np.zeros(0, np.int32), np.zeros(0), None
        postings = self._field(name).postings(term)
        places, counts = self._field(name).positions(postings)
        return postings.docs, postings.freqs, [part.tolist() for part in np.split(places, np.cumsum(counts)[:-1])]

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        docs, freqs, places = self._postings(fieldname, text)
        return ListMatcher(
            docs.tolist(), freqs.astype(float).tolist(), [format_.encode(p) for p in places] if places else None,
            format_, scorer=scorer, term=(fieldname, text), terminfo=self.term_info(fieldname, text),
        )  # fmt: skip


class _Documents(base.PerDocumentReader):  # type: ignore[misc] # as above
    """Articles of one segment: which are there, how long their fields are, and their ids."""

    def __init__(self, segment: Segment, noted: ArraySegment) -> None:
        self._segment = segment
        self._noted = noted
        self._deleted = frozenset(noted.deleted_docs())

    def doc_count(self) -> int:
        return self._noted.doc_count()  # type: ignore[no-any-return] # as above

    def doc_count_all(self) -> int:
        return self._segment.size

    def has_deletions(self) -> bool:
        return bool(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    def deleted_docs(self) -> frozenset[int]:
        return self._deleted

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        if fieldname not in _FIELDS:
            return default
        return int(byte_to_length(int(self._segment.field(fieldname).length_bytes[docnum])))

    def field_length(self, fieldname: str) -> int:
        return self._segment.field(fieldname).total_length if fieldname in _FIELDS else 0

    def min_field_length(self, fieldname: str) -> int:
        return min((self.doc_field_length(n, fieldname) for n in range(self._segment.size)), default=0)

    def max_field_length(self, fieldname: str) -> int:
        return max((self.doc_field_length(n, fieldname) for n in range(self._segment.size)), default=0)

    def stored_fields(self, docnum: int) -> dict[str, str]:
        return {"id": self._segment.ids[docnum].decode()}
