"""From a query tree to stock Whoosh queries: what the product means by each part, said in Whoosh's own words.

Three things are not Whoosh's way and stand here in the open. A word is looked for in the stems of every language at
once and weighs as one term: each language's term is raised from its own idf to that of all of them. What only sorts
out (dates, languages, marks, negations) scores 0. Patterns score 1, however many words they stand for.
"""

from collections.abc import Callable, Iterator
from math import log
from typing import Any

from whoosh import query as wq
from whoosh.matching import ListMatcher, Matcher, NullMatcher, WrappingMatcher
from whoosh.searching import SearchContext

from index.search.analysis import stem_in, unspaced, words
from index.search.marks import Marks
from index.search.query import (
    All,
    Boosted,
    Dated,
    Either,
    Field,
    Fuzzy,
    InLanguage,
    Marked,
    Pattern,
    Phrase,
    Query,
    Tagged,
    Without,
    Word,
)

GROUPS = ("", "ar", "da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv", "tr")
"""The languages that are stemmed, each as itself, and all others."""
TITLE_BOOST = 2.0
"""What a word in the headline adds to a score, as a multiple of its BM25 weight there."""

_STEMMED: dict[Field | None, str] = {None: "text", "title": "title"}
_WRITTEN: dict[Field | None, str] = {None: "written", "title": "title_written", "source": "source", "author": "author"}


class _Raised(wq.Query):  # type: ignore[misc] # Whoosh publishes no usable types
    """A query with its scores multiplied. Whoosh's And and Or forget their boost where they have one part only."""

    def __init__(self, part: wq.Query, factor: float) -> None:
        self._part = part
        self._factor = factor

    def matcher(self, searcher: Any, context: Any = None) -> Matcher:
        return WrappingMatcher(self._part.matcher(searcher, context), boost=self._factor)

    def estimate_size(self, reader: Any) -> int:
        size: int = self._part.estimate_size(reader)
        return size


class _Listed(wq.Query):  # type: ignore[misc] # as above
    """The documents that `numbers` gives for a searcher of one segment, all with the same score."""

    def __init__(self, numbers: Callable[[Any], set[int]], score: float) -> None:
        self._numbers = numbers
        self._score = score

    def matcher(self, searcher: Any, _context: Any = None) -> Matcher:
        numbers = sorted(self._numbers(searcher))
        return WrappingMatcher(ListMatcher(numbers), boost=self._score) if numbers else NullMatcher()

    def estimate_size(self, reader: Any) -> int:
        size: int = reader.doc_count_all()
        return size


class Translation:
    """Queries for one searcher, of whose statistics they hold the idf."""

    def __init__(self, searcher: Any, marks: Marks) -> None:
        self._searcher = searcher
        self._marks = marks

    def evaluable(self, query: Query) -> wq.Query:
        """Return `query` for Whoosh; each bare word that stands in the headline raises the score once."""
        raising = dict.fromkeys(_bare_words(query))
        titled = [_Raised(self._term("title", [word]), TITLE_BOOST * factor) for word, factor in raising]
        asked = self._of(query)
        return wq.AndMaybe(asked, wq.Or(titled)) if titled else asked

    def _of(self, query: Query) -> wq.Query:
        match query:
            case All(parts):
                return wq.And([self._of(part) for part in parts]) if parts else _Listed(_every, 0.0)
            case Either(parts):
                return wq.Or([self._of(part) for part in parts])
            case Without(part):
                unwanted = self._of(part)
                return _Listed(lambda searcher: _every(searcher) - _numbers(unwanted, searcher), 0.0)
            case Boosted(part, factor):
                return _Raised(self._of(part), factor)
            case Word(text, field):
                return self._partial(text, field) if query.partial else self._in_order(text, field, 1)
            case Phrase(text, field):
                return self._in_order(text, field, query.slop)
            case Pattern(text, field):
                prefix, name = query.prefix, _WRITTEN[field]
                return _constant(wq.Wildcard(name, text) if prefix is None else wq.Prefix(name, prefix), 1.0)
            case Fuzzy(text, field):
                near = wq.FuzzyTerm(_WRITTEN[field], text, maxdist=query.distance, prefixlength=1)
                return _constant(near, 1.0)
            case Dated(days):
                empty = days.first > days.last
                return wq.NullQuery if empty else _constant(wq.NumericRange("day", days.first, days.last), 0.0)
            case InLanguage(code):
                # Both kinds of Norwegian have codes of their own.
                codes = ("no", "nb", "nn") if code == "no" else (code,)
                return _constant(wq.Or([wq.Term("language", one) for one in codes]), 0.0)
            case Marked(mark):
                ids = self._marks.starred if mark == "starred" else self._marks.read
                return self._with_ids(ids, inside=mark != "unread")
            case Tagged(tag):
                return self._with_ids(self._marks.tags.get(tag, frozenset()), inside=True)

    def _with_ids(self, ids: frozenset[str], *, inside: bool) -> wq.Query:
        def chosen(searcher: Any) -> set[int]:
            return {number for number in _every(searcher) if (searcher.stored_fields(number)["id"] in ids) == inside}

        return _Listed(chosen, 0.0)

    def _in_order(self, text: str, field: Field | None, slop: int) -> wq.Query:
        """Return the words of `text`, one after the other at most `slop` places on."""
        written = [word.written for word in words(text, query=True)]
        name = _STEMMED.get(field) or _WRITTEN[field]
        found = self._term(name, written, slop)
        if len(written) == 1 and len(written[0]) == 1 and unspaced(written[0]):
            # Scripts without spaces are indexed in pairs: one character is the beginning of pairs.
            return wq.Or([found, _constant(wq.Prefix(_WRITTEN[field], written[0]), 1.0)])
        return found

    def _partial(self, text: str, field: Field | None) -> wq.Query:
        """Return the words of `text`, of which the last may be a beginning."""
        found = list(words(text, query=True))
        last = found[-1]
        beginning = _constant(wq.Prefix(_WRITTEN[field], last.written), 1.0)
        ending = wq.Or([self._in_order(text[last.start : last.end], field, 1), beginning])
        if len(found) == 1:
            return ending
        return wq.And([self._in_order(text[: found[-2].end], field, 1), ending])

    def _term(self, name: str, written: list[str], slop: int = 1) -> wq.Query:
        """Return the union over the groups of the term or phrase that `written` is in each."""
        if name in _STEMMED.values():
            of_groups = [[f"{group}:{stem_in(word, group)}" for word in written] for group in GROUPS]
        else:
            of_groups = [written]
        counts = [[self._searcher.doc_frequency(name, term) for term in terms] for terms in of_groups]
        together = [sum(of_word) for of_word in zip(*counts, strict=True)]
        unions: list[wq.Query] = []
        for terms, own in zip(of_groups, counts, strict=True):
            if not all(own):
                continue
            raised = [
                wq.Term(name, term, boost=self._idf(every) / self._idf(count))
                for term, count, every in zip(terms, own, together, strict=True)
            ]
            # What Whoosh's Phrase makes of its words, which it gives no boosts of their own.
            unions.append(raised[0] if len(raised) == 1 else wq.SpanNear2(raised, slop=slop))
        return wq.Or(unions)

    def _idf(self, count: int) -> float:
        """Return what `whoosh.scoring.WeightingModel.idf` does for a term in `count` documents."""
        return log(self._searcher.doc_count_all() / (count + 1)) + 1


def _bare_words(query: Query, factor: float = 1.0) -> Iterator[tuple[str, float]]:
    """Yield the words looked for in the whole article, and how much they are raised; none under a negation."""
    match query:
        case All(parts) | Either(parts):
            for part in parts:
                yield from _bare_words(part, factor)
        case Boosted(part, more):
            yield from _bare_words(part, factor * more)
        case Word(text, None) | Phrase(text, None):
            for word in words(text, query=True):
                yield word.written, factor


def _constant(query: wq.Query, score: float) -> wq.Query:
    return _Listed(lambda searcher: _numbers(query, searcher), score)


def _every(searcher: Any) -> set[int]:
    return set(searcher.reader().all_doc_ids())


def _numbers(query: wq.Query, searcher: Any) -> set[int]:
    """Return the numbers of the documents of a segment that match."""
    found = set()
    matcher = query.matcher(searcher, SearchContext(needs_current=True, weighting=searcher.weighting))
    while matcher.is_active():
        found.add(matcher.id())
        matcher.next()
    return found
