"""What the network is told of each token: its word, its letters, its capitals, the lists, the rest of the article.

Features are texts hashed into a fixed number of buckets, so that there is no list of them to ship. Those that depend on
the word alone are made once for each distinct word of an article.
"""

import functools
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.facts.closedclass import listed
from index.facts.tagger.lists import Listed
from index.facts.tagger.tokens import Tokens

BUCKETS = 1 << 15
OF_A_WORD = 9
"""Features that depend on the word alone."""
_LONGEST_WORD = 40
"""Letters of a word that are looked at: bounds what is remembered of words."""
OUTSIDE, UNKNOWN = 0, 1
"""Rows of the word vectors for the slot between two sentences and for a word that has no vector."""

Ints = npt.NDArray[np.int32]
_DIGIT = re.compile(r"\d")
# Small words that stand inside names, and those that may follow another small word there ('Bank of the West').
_INSIDE = frozenset(listed("of the and for de la del al bin von van da & - 's ’s"))
_AFTER_INSIDE = frozenset(listed("of the de la del al bin von van da & -"))
_QUOTING = frozenset('"“‘(:')
_JOINTS = frozenset("-–/&")
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 2, 7
_CAPITAL_SHARE = 0.7
"""Of the words of a sentence, above which a capital in it says nothing."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One article (or part of one) as the network reads it: `n` slots, one per token and one after each sentence."""

    words: Ints
    """(n,) rows of the word vectors."""
    kinds: Ints
    """(n,) which distinct word stands in a slot: a row of `spelling`; 0 between sentences."""
    spelling: Ints
    """(distinct words, OF_A_WORD) buckets; 0 is no feature."""
    slots: Ints
    """(m,) in ascending order, slots that have a feature of their context, repeated for each."""
    context: Ints
    """(m,) the bucket of that feature."""
    groups: Ints
    """(n,) slots of the same capitalised word share a number from 1 on; 0 is none."""
    places: Ints
    """(tokens,) the slot of each token."""


def bucket(feature: str) -> int:
    """Return the bucket of a feature, from 1 on: CRC-32, which every Python computes alike."""
    return 1 + zlib.crc32(feature.encode()) % (BUCKETS - 1)


def shape(word: str) -> str:
    """Return the pattern of capitals, small letters and digits: 'Xxx' for 'Kenya', no sign more than twice in a row."""
    signs: list[str] = []
    for letter in word:
        sign = "X" if letter.isupper() else "x" if letter.islower() else "d" if letter.isdigit() else letter
        if signs[-2:] != [sign, sign]:
            signs.append(sign)
    return "".join(signs)


@functools.lru_cache(maxsize=1 << 15)
def spelled(word: str) -> tuple[int, ...]:
    """Return the buckets of the features of a word alone, padded with 0 to OF_A_WORD."""
    low = word.lower()
    found = [f"w={low}", f"W={word}", f"s={shape(word)}"]
    if len(low) > 1:
        found += [f"p2={low[:2]}", f"p3={low[:3]}", f"x2={low[-2:]}", f"x3={low[-3:]}"]
    if len(low) > 4:
        found += [f"p4={low[:4]}", f"x4={low[-4:]}"]
    return (*map(bucket, found), *[0] * (OF_A_WORD - len(found)))


def row_of(word: str, vocabulary: Mapping[str, int]) -> int:
    """Return the row of a word's vector: as written, else in lower case, else with a capital first."""
    if word not in vocabulary:
        word = _DIGIT.sub("0", word)
    for form in (word, word.lower(), word.capitalize()):
        if form in vocabulary:
            return vocabulary[form]
    return UNKNOWN


def encode(tokens: Tokens, known: Sequence[Listed], vocabulary: Mapping[str, int]) -> Encoded:
    """Return the tokens of one article (or part of one) as numbers; `known` are those that are listed."""
    words = tokens.words
    distinct: dict[str, int] = {}
    kinds = np.array([distinct.setdefault(word, len(distinct) + 1) for word in words], np.int32)
    bounds = tokens.bounds()
    which = np.zeros(len(words), np.int32)
    which[tokens.sentences[1:]] = 1
    places = (np.arange(len(words)) + np.cumsum(which)).astype(np.int32)
    size = len(words) + len(bounds)
    rows = np.array([OUTSIDE, *(row_of(word, vocabulary) for word in distinct)], np.int32)
    spelling = np.array([(0,) * OF_A_WORD, *(spelled(word[:_LONGEST_WORD]) for word in distinct)], np.int32)
    spread = np.zeros(size, np.int32)
    spread[places] = kinds
    numbers: dict[str, int] = {}
    group_of = np.array(
        [0, *(numbers.setdefault(word.lower(), len(numbers) + 1) if word[0].isupper() else 0 for word in distinct)],
        np.int32,
    )
    context = _Context(tokens, bounds, known).found
    pairs = np.array(context, np.int32).reshape(-1, 2)
    pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
    return Encoded(
        words=rows[spread],
        kinds=spread,
        spelling=spelling,
        slots=places[pairs[:, 0]],
        context=pairs[:, 1],
        groups=group_of[spread],
        places=places,
    )


class _Context:
    """Features of a token's place: in its sentence, in a run of capitals, in the article, in the lists."""

    def __init__(self, tokens: Tokens, bounds: Sequence[tuple[int, int]], known: Sequence[Listed]) -> None:
        self.found: list[tuple[int, int]] = []
        """Token and bucket."""
        self._tokens = tokens
        self._words = tokens.words
        self._capital = [word[0].isupper() for word in self._words]
        self._known: dict[str, int] = {}
        small: Counter[str] = Counter()
        middle: Counter[str] = Counter()
        plain = [self._sentence(first, last) for first, last in bounds]
        for (first, last), counted in zip(bounds, plain, strict=True):
            self._count(first, last, counted, small, middle)
        for (first, last), counted in zip(bounds, plain, strict=True):
            if counted:
                self._runs(first, last)
            self._habits(first, last, small, middle)
        self._acronyms()
        for first, last, marks in known:
            for at in range(first, last):
                part = "U" if last - first == 1 else "B" if at == first else "E" if at == last - 1 else "I"
                for mark in marks:
                    self._add(at, f"g={mark}{part}")

    def _add(self, at: int, feature: str) -> None:
        known = self._known.get(feature)
        if known is None:
            known = self._known[feature] = bucket(feature)
        self.found.append((at, known))

    def _sentence(self, first: int, last: int) -> bool:
        """Tell what a sentence is like; return whether a capital in it says anything."""
        self._add(first, "first")
        letters = [word for word in self._words[first:last] if word[0].isalpha()]
        if len(letters) < 3:
            return True
        capitals = sum(self._capital[first:last])
        loud = sum(1 for word in letters if len(word) > 1 and word.isupper()) > _CAPITAL_SHARE * len(letters)
        headline = len(letters) > 3 and capitals > _CAPITAL_SHARE * len(letters)
        for at in range(first, last):
            if loud:
                self._add(at, "loud")
            if headline:
                self._add(at, "headline")
        return not headline

    def _count(self, first: int, last: int, plain: bool, small: Counter[str], middle: Counter[str]) -> None:
        """Count words in lower case, and words with a capital where no sentence or quotation begins."""
        words = self._words
        for at in range(first, last):
            word = words[at]
            if self._capital[at]:
                if plain and at > first and words[at - 1] not in _QUOTING:
                    middle[word] += 1
            elif word[0].isalpha():
                small[word.lower()] += 1

    def _habits(self, first: int, last: int, small: Counter[str], middle: Counter[str]) -> None:
        """Tell of a capitalised word how the rest of the article writes it; of a hyphen what it is glued to."""
        for at in range(first, last):
            word = self._words[at]
            if self._capital[at]:
                lower, upper = small[word.lower()], middle[word]
                self._add(at, f"dl={min(lower, 2)}")
                self._add(at, f"dm={min(upper, 3)}")
                if at == first:
                    self._add(at, f"first|{min(lower, 1)}|{min(upper, 2)}")
            elif word in _JOINTS:
                after = at + 1 < last and self._tokens.glued(at + 1)
                self._add(at, f"joint={self._tokens.glued(at):d}{after:d}")

    def _runs(self, first: int, last: int) -> None:
        """Tell the words in a run of capitals how long it is and where they stand in it."""
        at = first
        while at < last:
            if not self._capital[at]:
                at += 1
                continue
            end = at + 1
            while end < last:
                if self._capital[end]:
                    end += 1
                elif self._bridged(end, last):
                    end += 2
                else:
                    break
            for inside in range(at, min(end, last)):
                self._add(inside, f"rl={min(end - at, 5)}")
                self._add(inside, f"rp={min(inside - at, 3)}|{min(end - 1 - inside, 3)}")
            at = end

    def _bridged(self, at: int, last: int) -> bool:
        """Tell whether the small word at `at` joins the run of capitals before it to one after it."""
        words = self._words
        return (
            at + 1 < last
            and words[at].lower() in _INSIDE
            and (self._capital[at + 1] or words[at + 1].lower() in _AFTER_INSIDE)
        )

    def _acronyms(self) -> None:
        """Tie an acronym in brackets to the words before it whose first letters it is, all through the article."""
        words = self._words
        known: dict[str, str] = {}
        for at in range(3, len(words)):
            word = words[at]
            if words[at - 1] == "(" and _SHORTEST_ACRONYM <= len(word) <= _LONGEST_ACRONYM and word.isupper():
                first = self._expansion(at - 2, word)
                if first is not None:
                    known[word] = words[at - 2].lower()
                    for inside in range(first, at - 1):
                        self._add(inside, "expansion")
        if known:
            for at, word in enumerate(words):
                if word in known:
                    self._add(at, "acronym")
                    self._add(at, f"acronym={known[word]}")

    def _expansion(self, last: int, acronym: str) -> int | None:
        """Return where the words begin, of which the one at `last` is the final, that `acronym` stands for."""
        left = len(acronym) - 1
        for at in range(last, max(-1, last - 2 * _LONGEST_ACRONYM), -1):
            word = self._words[at]
            if self._capital[at] and word[0] == acronym[left]:
                left -= 1
                if left < 0:
                    return at
            elif not self._capital[at] and word.lower() not in _INSIDE:
                return None
        return None
