"""Noun phrases without a parser: the one that ends or begins at a place, read with closed lists of words.

Names inside a phrase are written as their canonical values; determiners and possessive marks are left out.
"""

import bisect
import re
from collections.abc import Sequence
from typing import NamedTuple

from index.facts.closedclass import DETERMINERS, FUNCTION_WORDS
from index.facts.movement import MEASURING
from index.facts.phrases import (
    BREAKING,
    DATE_WORDS,
    DEPENDENT,
    EMPTY_HEADS,
    JOINING,
    NO_BEGINNING,
    NO_SUBJECT,
    PASSED_OVER,
    is_adverb,
    is_measuring_verb,
    is_verbal,
)
from index.models import NAME_KINDS, Fact, FactKind

_LONGEST = 5
"""Words of a subject; longer phrases keep their last ones, where English has the head."""
_WORD = re.compile(r"[^\W_][\w’'&./-]{0,60}[\w’']|[^\W_]|[^\w\s]")
_CAPITALS = re.compile(r"[A-Z][\w-]{0,40}(?: [A-Z][\w-]{0,40}){0,3}")
_CONTRACTED = ("'ll", "'re", "'ve", "n't", "'m")
_POSSESSIVE = re.compile(r"['’]s?$")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Word(NamedTuple):
    """One word of a window, with its place in the article's text."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """Lower case, with straight apostrophes."""
        return self.text.lower().replace("’", "'")


def _said(name: Fact, written: str) -> str:
    """Return how a name reads inside a subject: canonical, but a product's initials as written ('TPU v4 Pods')."""
    initials = name.kind is FactKind.PRODUCT and written.removesuffix("s").isupper()
    return written if initials else str(name.value)


class NounPhrases:
    """Reads the noun phrases of one article's text, of which the names are known."""

    def __init__(self, text: str, names: Sequence[Fact]) -> None:
        self._text = text
        self._names = sorted(
            {(place, _said(name, place.of(text))) for name in names if name.kind in NAME_KINDS for place in name.places}
        )
        self._starts = [place.start for place, _ in self._names]

    def before(self, words: Sequence[Word], *, last: bool = False) -> str | None:
        """Return the noun phrase that `words` end with; with `last`, only what follows its last preposition."""
        phrase: list[Word] = []
        begun, first = False, 0
        for at in range(len(words) - 1, -1, -1):
            word, lower = words[at], words[at].lower
            if not phrase and self._passed_over(word):
                continue
            if lower in JOINING and phrase:
                if last or (at and words[at - 1].text.islower() and is_verbal(words[at - 1].lower)):
                    # 'disappeared after *funds* worth ...': the preposition belongs to the verb
                    break
                begun = False
            elif lower in DETERMINERS and phrase:
                begun = True
            elif begun or self._breaks(word):
                break
            phrase.append(word)
            first = at
        phrase.reverse()
        if phrase and phrase[0].text.islower() and first and words[first - 1].lower == "to":
            # 'to bring debt down': the verb is no part of the phrase
            del phrase[0]
        return self._headed(phrase)

    def _passed_over(self, word: Word) -> bool:
        """Tell whether `word` may stand between a subject and its verb ('sales *in May have also* risen')."""
        lower = word.lower
        return lower in PASSED_OVER or lower.endswith("ly") or is_measuring_verb(lower) or bool(_YEAR.fullmatch(lower))

    def after(self, start: int, end: int) -> str | None:
        """Return the noun phrase that begins at `start`."""
        phrase: list[Word] = []
        for word in self.words(start, end):
            if word.lower in DETERMINERS and not phrase:
                continue
            if self._breaks(word) or word.lower in DETERMINERS or word.lower in FUNCTION_WORDS:
                break
            ended = phrase and word.lower.endswith(("ed", "ing")) and not phrase[-1].lower.endswith(("ed", "ing"))
            if ended or (phrase and word.lower in MEASURING):
                break
            phrase.append(word)
            if len(phrase) == _LONGEST or self._text[word.end : word.end + 1] == "\t":
                break
        if phrase and phrase[0].lower in DATE_WORDS:
            return None
        return self.cleaned(phrase)

    def _headed(self, phrase: list[Word]) -> str | None:
        """Return 'Alphabet shares' for 'shares in Alphabet', else the phrase up to its first preposition."""
        parts: list[list[Word]] = [[]]
        for word in phrase:
            if word.lower in JOINING:
                parts.append([])
            else:
                parts[-1].append(word)
        parts = [part for part in parts if part]
        if not parts:
            return None
        last = parts[0][-1].lower
        if len(parts) > 1 and last in EMPTY_HEADS:
            return self.cleaned(parts[1])
        head = self.cleaned(parts[0])
        if head is None or len(parts) == 1:
            return head
        of = self.cleaned(parts[1])
        if last in DEPENDENT and head.lower() == last and of and of.split()[0].lower() not in DATE_WORDS:
            return f"{of} {head}"
        return head

    def _breaks(self, word: Word) -> bool:
        """Tell whether no noun phrase runs through `word`."""
        lower = word.lower
        return (
            not word.text[0].isalnum()
            or lower in BREAKING
            or (word.text.islower() and is_adverb(lower))
            or lower.endswith(_CONTRACTED)
            or is_measuring_verb(lower)
            or (word.text[0].isdigit() and self.name_at(word.start) is None)
        )

    def cleaned(self, words: list[Word]) -> str | None:
        """Return words as a subject: no determiners, no possessive marks, names as their canonical values."""
        while words and words[0].lower in NO_BEGINNING:
            words = words[1:]
        words = [word for word in words if word.text[0].isalnum() and word.lower not in DETERMINERS][-_LONGEST:]
        if not words:
            return None
        if len(words) > 1 and words[-1].text.islower() and words[-1].text.endswith("ed") and is_verbal(words[-1].text):
            # The verb of 'the Democrats picked up six seats' is no part of it.
            words = words[:-1]
        if len(words) == 1 and words[0].text.islower() and (words[0].lower in NO_SUBJECT or is_verbal(words[0].lower)):
            return None
        named = self._name_around(words[-1].start)  # 'the media giant TimeWarner' is TimeWarner
        if named and named[1] == words[-1].end and all(word.text.islower() for word in words if word.start < named[0]):
            return named[2]
        return self.replaced(words)

    def replaced(self, words: list[Word]) -> str:
        """Join words, each name among them written as its canonical value, possessive marks dropped."""
        said: list[str] = []
        done = -1
        for word in words:
            if word.start < done:
                continue
            at = self._name_around(word.start)
            if at and at[1] <= words[-1].end:
                said.append(at[2])
                done = at[1]
            else:
                bare = _POSSESSIVE.sub("", word.text)
                said.append(bare.lower() if bare.lower() in DEPENDENT else bare)
        return " ".join(piece for piece in said if piece)

    def words(self, start: int, end: int) -> list[Word]:
        """Return the words and marks of a window."""
        return [Word(match.group(), *match.span()) for match in _WORD.finditer(self._text, start, end)]

    def capitals(self, start: int, end: int) -> str | None:
        """Return the capitalised words that begin at `start`."""
        match = _CAPITALS.match(self._text, start, end)
        return match.group() if match else None

    def name_at(self, start: int) -> str | None:
        """Return the canonical name that begins at `start`."""
        at = bisect.bisect_left(self._starts, start)
        return self._names[at][1] if at < len(self._names) and self._starts[at] == start else None

    def _name_around(self, place: int) -> tuple[int, int, str] | None:
        """Return the name that covers `place`."""
        at = bisect.bisect_right(self._starts, place) - 1
        if at < 0:
            return None
        span, value = self._names[at]
        return (span.start, span.end, value) if place < span.end else None

    def names_between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the names inside `[start, end)` in order."""
        first = bisect.bisect_left(self._starts, start)
        last = bisect.bisect_left(self._starts, end)
        return [(span.start, span.end, value) for span, value in self._names[first:last] if span.end <= end]
