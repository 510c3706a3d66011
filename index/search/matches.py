"""Where the words of a query stand in a text, by the same analysis as the index: for highlighting and for snippets.

A query has no language of its own. Its words are stemmed in that of the text at hand, as they are when an article of
that language is looked for. Conditions (`date:`, `lang:`, `is:`, `tag:`) stand nowhere in a text.
"""

import fnmatch
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from index.models import Span
from index.search.analysis import Word as Placed
from index.search.analysis import unspaced, words
from index.search.query import Fuzzy, Leaf, Pattern, Phrase, Query, Word, sought


class Match(NamedTuple):
    """A place in the text, and which part of the query stands there, counted from 0."""

    span: Span
    part: int


def spans(query: Query, text: str, language: str | None) -> tuple[Span, ...]:
    """Return the matches of `query` in `text` as spans, sorted, overlapping ones joined. Linear in the text."""
    joined: list[Span] = []
    for span in sorted(match.span for match in found(query, text, language)):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def found(query: Query, text: str, language: str | None) -> Iterator[Match]:
    """Yield the matches of `query` in `text`, in order of where they end. Reads no further than it is asked to."""
    leaves = shown(query)
    if not leaves:
        return
    tests = [test for part, leaf in enumerate(leaves) for test in _tests(part, leaf, language)]
    runs = [run for part, leaf in enumerate(leaves) for run in _runs(part, leaf, language)]
    known: dict[tuple[str, str], list[int]] = {}
    for word in words(text, language):
        forms = (word.written, word.stem)
        parts = known.get(forms)
        if parts is None:
            parts = known[forms] = [part for part, test in tests if test(word)]
        for part in parts:
            yield Match(Span(word.start, word.end), part)
        for run in runs:
            if word.stem in run.stems:
                yield from run.take(word)


def shown(query: Query) -> list[Leaf]:
    """Return the parts of `query` that a title or a body can show."""
    return [leaf for leaf in sought(query) if isinstance(leaf, Word | Phrase | Pattern | Fuzzy) and _in_text(leaf)]


def _in_text(leaf: Word | Phrase | Pattern | Fuzzy) -> bool:
    return leaf.field in {None, "title"}


def _tests(part: int, leaf: Leaf, language: str | None) -> Iterator[tuple[int, Callable[[Placed], bool]]]:
    """Yield what tells of a single word whether it is what `leaf` asks for."""
    match leaf:
        case Word(text, _, _, partial):
            asked = list(words(text, language, query=True))
            if len(asked) == 1:
                stem = asked[0].stem
                yield part, lambda word: word.stem == stem
            if partial or (len(asked) == 1 and len(asked[0].written) == 1 and unspaced(asked[0].written)):
                beginning = asked[-1].written
                yield part, lambda word: word.written.startswith(beginning)
        case Phrase(text):
            asked = list(words(text, language, query=True))
            if len(asked) == 1:
                stem = asked[0].stem
                yield part, lambda word: word.stem == stem
        case Pattern(text):
            pattern = re.compile(fnmatch.translate(text))
            yield part, lambda word: pattern.match(word.written) is not None
        case Fuzzy(near, _, distance):
            # Whoosh's automaton counts as optimal string alignment does.
            yield (
                part,
                lambda word: (
                    word.written[0] == near[0] and OSA.distance(near, word.written, score_cutoff=distance) <= distance
                ),
            )
        case _:
            return


def _runs(part: int, leaf: Leaf, language: str | None) -> "Iterator[_Run]":
    """Yield the phrase of `leaf`, if it is one."""
    if isinstance(leaf, Word | Phrase):
        stems = [word.stem for word in words(leaf.text, language, query=True)]
        if isinstance(leaf, Word) and leaf.partial:
            stems.pop()
        if len(stems) > 1:
            yield _Run(part, stems, leaf.slop if isinstance(leaf, Phrase) else 1)


class _Run:
    """A phrase being followed through a text: for each of its words, the last way to have come so far."""

    def __init__(self, part: int, stems: list[str], slop: int) -> None:
        self.stems = frozenset(stems)
        self._part = part
        self._order = stems
        self._slop = slop
        self._ways: list[tuple[Placed, ...]] = [()] * len(stems)

    def take(self, word: Placed) -> Iterator[Match]:
        """Go on with `word`; yield the spans of the phrase if it ends here."""
        # From the end, so that one word does not serve twice.
        for at in range(len(self._order) - 1, -1, -1):
            if self._order[at] != word.stem:
                continue
            if at == 0:
                self._ways[0] = (word,)
                continue
            before = self._ways[at - 1]
            if before and 0 < word.position - before[-1].position <= self._slop:
                self._ways[at] = (*before, word)
                if at == len(self._order) - 1:
                    yield from self._places(self._ways[at])

    def _places(self, way: tuple[Placed, ...]) -> Iterator[Match]:
        """Yield one span for words side by side, a span for each word where others stand between them."""
        if self._slop == 1:
            yield Match(Span(way[0].start, way[-1].end), self._part)
        else:
            for word in way:
                yield Match(Span(word.start, word.end), self._part)
