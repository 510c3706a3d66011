"""From a `Query` to Whoosh's queries over the fields of `schema`."""

from collections.abc import Iterable
from typing import Any

from whoosh import query as wq
from whoosh.matching import ListMatcher, Matcher, NullMatcher

from index.search.analysis import unspaced, words
from index.search.query import (
    All,
    Dated,
    Either,
    Field,
    Fuzzy,
    InLanguage,
    Leaf,
    Pattern,
    Phrase,
    Query,
    Without,
    Word,
    sought,
)

TITLE_BOOST = 2.0
"""What a word in the headline adds to a score, as a multiple of its BM25 weight there."""

# Names are looked for as written, everything else by stem; patterns go through the words as written.
_STEMMED: dict[Field | None, str] = {None: "text", "title": "title"}
_WRITTEN: dict[Field | None, str] = {None: "written", "title": "title_written", "source": "source", "author": "author"}


class _Together:
    """Mixed in before one of Whoosh's queries for many words: their postings become one list at once.

    Whoosh's own way, a tree with a matcher for each word after counting the matches of each, takes up to twice as long
    in 19,000 articles. Every match weighs 1.
    """

    fieldname: str

    def matcher(self, searcher: Any, _context: Any = None) -> Matcher:
        reader = searcher.reader()
        numbers: set[int] = set()
        for term in self._btexts(reader):
            numbers.update(reader.postings(self.fieldname, term).all_ids())
        return ListMatcher(sorted(numbers)) if numbers else NullMatcher()

    def estimate_size(self, reader: Any) -> int:
        size: int = reader.doc_count_all()
        return size

    def _btexts(self, reader: Any) -> Iterable[bytes]:
        raise NotImplementedError


class _Prefix(_Together, wq.Prefix):  # type: ignore[misc] # Whoosh publishes no usable types
    _btexts = wq.Prefix._btexts  # noqa: SLF001 # the only place where Whoosh looks words up


class _Wildcard(_Together, wq.Wildcard):  # type: ignore[misc] # as above
    _btexts = wq.Wildcard._btexts  # noqa: SLF001 # as above


class _Fuzzy(_Together, wq.FuzzyTerm):  # type: ignore[misc] # as above
    _btexts = wq.FuzzyTerm._btexts  # noqa: SLF001 # as above


def evaluable(query: Query) -> wq.Query:
    """Return `query` for Whoosh; words of the whole article that stand in the headline raise the score."""
    asked = _of(query)
    titled = [wq.Term("title", stem, boost=TITLE_BOOST) for stem in _bare_stems(sought(query))]
    return wq.AndMaybe(asked, wq.Or(titled)) if titled else asked


def stems_of(text: str) -> list[str]:
    """Return the stems of the words of a query's `text`, in order."""
    return [word.stem for word in words(text, query=True)]


def _of(query: Query) -> wq.Query:
    match query:
        case All(parts):
            return _all(parts)
        case Either(parts):
            return wq.Or([_of(part) for part in parts])
        case Without():
            return _all((query,))
        case Dated(days, _):
            return wq.NumericRange("day", days.first, days.last) if days.first <= days.last else wq.NullQuery
        case InLanguage(code):
            return wq.Term("language", code)
        case Pattern(text, field):
            prefix = query.prefix
            return _Prefix(_WRITTEN[field], prefix) if prefix is not None else _Wildcard(_WRITTEN[field], text)
        case Fuzzy(text, field, distance):
            return _Fuzzy(_WRITTEN[field], text, maxdist=distance, prefixlength=1)
        case Phrase(text, field, _, slop):
            return _in_order(text, field, slop)
        case Word(text, field, _, partial):
            return _partial(text, field) if partial else _in_order(text, field, 1)


def _all(parts: Iterable[Query]) -> wq.Query:
    """Join by AND; what must not match is taken away from the rest, or from everything."""
    wanted = [_of(part) for part in parts if not isinstance(part, Without)]
    unwanted = [_of(part.part) for part in parts if isinstance(part, Without)]
    base = wq.And(wanted) if len(wanted) > 1 else wanted[0] if wanted else wq.Every()
    return wq.AndNot(base, wq.Or(unwanted)) if unwanted else base


def _in_order(text: str, field: Field | None, slop: int) -> wq.Query:
    """Return a term, or for several words a phrase."""
    found = list(words(text, query=True))
    if field in _STEMMED:
        name, terms = _STEMMED[field], [word.stem for word in found]
    else:
        name, terms = _WRITTEN[field], [word.written for word in found]
    if len(terms) == 1:
        return _one(name, terms[0], field)
    return wq.Phrase(name, terms, slop=slop)


def _one(name: str, term: str, field: Field | None) -> wq.Query:
    """Return a term; a single character of a script without spaces is the beginning of pairs."""
    if len(term) == 1 and unspaced(term):
        return wq.Or([wq.Term(name, term), _Prefix(_WRITTEN[field], term)])
    return wq.Term(name, term)


def _partial(text: str, field: Field | None) -> wq.Query:
    """Return the words of `text`, of which the last may be a beginning."""
    found = list(words(text, query=True))
    last = found[-1]
    ending = wq.Or([_in_order(text[last.start : last.end], field, 1), _Prefix(_WRITTEN[field], last.written)])
    if len(found) == 1:
        return ending
    return wq.And([_in_order(text[: found[-2].end], field, 1), ending])


def _bare_stems(leaves: Iterable[Leaf]) -> list[str]:
    """Return the stems that are looked for in the whole article, each once, in order."""
    found = (
        stem
        for leaf in leaves
        if isinstance(leaf, Word | Phrase) and leaf.field is None
        for stem in stems_of(leaf.text)
    )
    return list(dict.fromkeys(found))
