"""Where the words of a query stand in a text, by the same analysis as the index: for highlighting and for snippets.

A query has no language of its own. Its words are stemmed in that of the text at hand, as they are when an article of
that language is looked for. Conditions (`date:`, `lang:`, `is:`, `tag:`) stand nowhere in a text,
but for those on names among the facts.

Only what may match is analysed; `index.search.candidates` finds it by how it begins.
"""

import fnmatch
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeAlias

from rapidfuzz.distance import Levenshtein

from index.models import Span
from index.search.analysis import MAX_WORD, group, stem_in, unspaced, words
from index.search.analysis import Word as Placed
from index.search.candidates import Candidates
from index.search.query import FactNamed, Fuzzy, Leaf, Pattern, Phrase, Query, Word, sought

_Shown: TypeAlias = Word | Phrase | Pattern | Fuzzy | FactNamed

_WITHIN_NAME = 2
"""How far on the next word of a name may stand: Sarah J. Chen."""
_CUT_IN_FRONT = {"ar": None, "nl": "g"}
"""Groups whose stemmers also take off how a word begins, and the letter that those words have in common, if they have
one (Dutch ge-). All others keep the first letter, unless an apostrophe follows."""


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
    asked = _asked(query, group(language))
    if asked.nothing:
        return
    counted = _Positions(text, asked)
    runs = [_Run(*phrase) for phrase in asked.phrases]
    known: dict[str, _Piece] = {}
    for start, piece in asked.candidates.within(text):
        seen = known.get(piece)
        if seen is None:
            seen = known[piece] = asked.of(piece)
        position = counted.first(start, piece, seen.words) if seen.followed else 0
        for word, parts in seen.shown:
            span = Span(start + word.start, start + word.end)
            for part in parts:
                yield Match(span, part)
            if word.stem in asked.followed:
                placed = Placed(word.written, word.stem, position + word.position, *span)
                for run in runs:
                    if word.stem in run.stems:
                        yield from run.take(placed)


def shown(query: Query) -> list[Leaf]:
    """Return the parts of `query` that a title or a body can show."""
    return [leaf for leaf in sought(query) if isinstance(leaf, _Shown) and _in_text(leaf)]


def _in_text(leaf: _Shown) -> bool:
    return isinstance(leaf, FactNamed) or leaf.field in {None, "title"}


class _Piece(NamedTuple):
    """What a piece of a text has of a query, wherever it stands."""

    words: int
    """How many it has in all."""
    shown: tuple[tuple[Placed, tuple[int, ...]], ...]
    """Those that match or that a phrase has, placed within the piece, each with the parts of the query that it is."""
    followed: bool
    """Whether a phrase has one of them."""


class _Phrase(NamedTuple):
    """A part of the query that is a phrase."""

    part: int
    stems: tuple[str, ...]
    slop: int


class _Asked:
    """A query made ready for all texts in the languages of a group."""

    def __init__(self, query: Query, code: str) -> None:
        self.code = code
        self.phrases: list[_Phrase] = []
        self._stems: dict[str, list[int]] = {}
        self._tests: list[tuple[int, Callable[[str], bool]]] = []
        self._beginnings: set[str] | None = set()
        leaves = shown(query)
        for part, leaf in enumerate(leaves):
            self._read(part, leaf)
        self.nothing = not leaves
        self.followed = frozenset(stem for phrase in self.phrases for stem in phrase.stems)
        for stem in (*self._stems, *self.followed):
            self._begins(stem[0])
            self._begins(_CUT_IN_FRONT.get(code, stem[0]))
        self.candidates = Candidates(None if self._beginnings is None else frozenset(self._beginnings))

    def of(self, piece: str) -> _Piece:
        """Return what a piece of a text has of the query."""
        count = 0
        shown: list[tuple[Placed, tuple[int, ...]]] = []
        followed = False
        for word in self._words(piece):
            count += 1
            parts = [part for part, test in self._tests if test(word.written)]
            parts.extend(self._stems.get(word.stem, ()))
            in_phrase = word.stem in self.followed
            if parts or in_phrase:
                shown.append((word, tuple(sorted(parts))))
                followed = followed or in_phrase
        return _Piece(count, tuple(shown), followed)

    def _words(self, piece: str) -> Iterable[Placed]:
        """Return what `words` gives for a piece, faster for the most of them, a word of plain letters."""
        if piece.isascii() and piece.isalpha():
            written = piece[:MAX_WORD].lower()
            return (Placed(written, stem_in(written, self.code), 0, 0, len(piece)),)
        # As of a query: the last character of a run without spaces is a piece of its own.
        return words(piece, self.code, query=True)

    def _read(self, part: int, leaf: Leaf) -> None:
        """Note what is looked for where `leaf` is part number `part`."""
        match leaf:
            case Word(text, _, _, partial):
                asked = list(words(text, self.code, query=True))
                written = asked[-1].written
                if partial or (len(asked) == 1 and len(written) == 1 and unspaced(written)):
                    self._test(part, lambda word: word.startswith(written), written[0])
                self._stem(part, [word.stem for word in asked], 1, partial=partial)
            case Phrase(text, _, _, slop):
                self._stem(part, [word.stem for word in words(text, self.code, query=True)], slop)
            case FactNamed(_, text, _, open_):
                asked = list(words(text, self.code, query=True))
                if open_:
                    beginning = asked[-1].written
                    self._test(part, lambda word: word.startswith(beginning), beginning[0])
                self._stem(part, [word.stem for word in asked], _WITHIN_NAME, partial=open_)
            case Pattern(text):
                pattern = re.compile(fnmatch.translate(text))
                begins = None if text[0] in "*?[" else text[0]
                self._test(part, lambda word: pattern.match(word) is not None, begins)
            case Fuzzy(near, _, most):
                # As the index does, and as Whoosh's automaton: letters changed about are two edits.
                self._test(
                    part,
                    lambda word: word[0] == near[0] and Levenshtein.distance(near, word, score_cutoff=most) <= most,
                    near[0],
                )

    def _stem(self, part: int, stems: list[str], slop: int, *, partial: bool = False) -> None:
        """Look for a word or, where they are several, for a phrase; of words the last of which may be `partial`."""
        if len(stems) == 1:
            self._stems.setdefault(stems[0], []).append(part)
        elif len(whole := stems[: len(stems) - partial]) > 1:
            self.phrases.append(_Phrase(part, tuple(whole), slop))

    def _test(self, part: int, test: Callable[[str], bool], begins: str | None) -> None:
        """Look for words as written that pass `test`, all of which begin with one letter, if that is known."""
        self._tests.append((part, test))
        self._begins(begins)

    def _begins(self, letter: str | None) -> None:
        if letter is None:
            self._beginnings = None
        elif self._beginnings is not None:
            self._beginnings.add(letter)


@functools.lru_cache(maxsize=32)
def _asked(query: Query, code: str) -> _Asked:
    """Read a query once: each of its results asks again what it was."""
    return _Asked(query, code)


class _Positions:
    """The positions of the words that phrases have: only what is near one of them is counted."""

    def __init__(self, text: str, asked: _Asked) -> None:
        self._text = text
        self._code = asked.code
        # A gap of more words parts a phrase, however many there are.
        self._most = max((phrase.slop for phrase in asked.phrases), default=0)
        self._next = self._counted = 0

    def first(self, start: int, piece: str, count: int) -> int:
        """Return the position of the first word of the `piece` of `count` words that comes next, at `start`."""
        between = words(self._text[self._counted : start], self._code)
        position = self._next + sum(1 for _ in islice(between, self._most))
        self._next = position + count
        # Pairs of characters overlap.
        self._counted = start + (1 if unspaced(piece[0]) else len(piece))
        return position


class _Run:
    """A phrase being followed through a text: for each of its words, the last way to have come so far."""

    def __init__(self, part: int, stems: tuple[str, ...], slop: int) -> None:
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
