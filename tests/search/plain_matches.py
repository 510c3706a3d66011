"""Where a query stands in a text, by definition: analyse all of it and try every word. The judge of the fast way."""

import re
from collections.abc import Iterator
from fnmatch import translate

from rapidfuzz.distance import Levenshtein

from index.models import Span
from index.search import analysis
from index.search.matches import Match, shown
from index.search.query import Fuzzy, Leaf, Pattern, Phrase, Query, Word


def plain_matches(query: Query, text: str, language: str | None) -> Iterator[Match]:
    """Yield what `matches.found` must yield, in its order."""
    leaves = shown(query)
    followed = [_Followed(part, leaf, language) for part, leaf in enumerate(leaves)]
    for word in analysis.words(text, language):
        for part, leaf in enumerate(leaves):
            for _ in range(_times(leaf, word, language)):
                yield Match(Span(word.start, word.end), part)
        for phrase in followed:
            yield from phrase.take(word)


def _stems(leaf: Leaf, language: str | None) -> list[str]:
    """Return the stems of a word or a phrase, without the one that is still typed if others stand before it."""
    if not isinstance(leaf, Word | Phrase):
        return []
    stems = [word.stem for word in analysis.words(leaf.text, language, query=True)]
    return stems[:-1] if isinstance(leaf, Word) and leaf.partial and len(stems) > 1 else stems


def _times(leaf: Leaf, word: analysis.Word, language: str | None) -> int:
    """Return in how many ways `leaf` alone is a single word: as a word, and as the beginning of one."""
    if isinstance(leaf, Pattern):
        return int(re.match(translate(leaf.text), word.written) is not None)
    if isinstance(leaf, Fuzzy):
        near = Levenshtein.distance(leaf.text, word.written) <= leaf.distance
        return int(near and leaf.text[0] == word.written[0])
    assert isinstance(leaf, Word | Phrase)
    asked = list(analysis.words(leaf.text, language, query=True))
    whole = len(asked) == 1 and asked[0].stem == word.stem
    one_character = len(asked) == 1 and len(asked[0].written) == 1 and analysis.unspaced(asked[0].written)
    begins = isinstance(leaf, Word) and (leaf.partial or one_character)
    return int(whole) + int(begins and word.written.startswith(asked[-1].written))


class _Followed:
    """A leaf of several words: for each of its words, the last way to have come so far."""

    def __init__(self, part: int, leaf: Leaf, language: str | None) -> None:
        self._part = part
        self._stems = _stems(leaf, language)
        self._slop = leaf.slop if isinstance(leaf, Phrase) else 1
        self._ways: list[list[analysis.Word]] = [[] for _ in self._stems]

    def take(self, word: analysis.Word) -> Iterator[Match]:
        if len(self._stems) < 2:
            return
        for at in reversed(range(len(self._stems))):
            if self._stems[at] != word.stem:
                continue
            before = self._ways[at - 1] if at else []
            if at == 0 or (before and 0 < word.position - before[-1].position <= self._slop):
                self._ways[at] = [*before, word]
                if at == len(self._stems) - 1:
                    yield from self._places(self._ways[at])

    def _places(self, way: list[analysis.Word]) -> Iterator[Match]:
        if self._slop == 1:
            yield Match(Span(way[0].start, way[-1].end), self._part)
        else:
            yield from (Match(Span(word.start, word.end), self._part) for word in way)
