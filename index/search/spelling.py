"""'Did you mean': a query with its unknown or very rare words replaced by near ones that many articles have.

Worth asking where a query finds fewer than FEW articles; the caller looks whether the suggestion finds more.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from index.search.analysis import words
from index.search.query import Phrase, Query, Word, sought

FEW = 3
"""With fewer results a suggestion is worth the reader's attention."""
TIMES = 10
"""In how many times as many articles a word must stand to be suggested in place of one that is known."""

# Together they bound the time: each word asked for goes through the list of all words, at most twice.
_WORDS, _SHORTEST, _LONGEST = 3, 4, 24
_LONG = 6
"""Letters of a word in which two may be wrong: in a shorter one too little would be left."""
_PART = 3
"""The shortest part of two words that were run together."""


class Vocabulary(Protocol):
    """What the index knows of words."""

    def articles(self, written: str) -> int:
        """Return in how many articles a word is found in any of its forms, 0 where it is unknown.

        `written` is folded, as `index.search.analysis` does.
        """

    def near(self, written: str, distance: int) -> Sequence[tuple[str, int]]:
        """Return the words, folded, at most `distance` edits from `written`, each with its number of articles.

        Two neighbouring letters changed about are one edit (optimal string alignment). Words with another first
        letter may be left out.
        """


def suggestion(text: str, query: Query, vocabulary: Vocabulary) -> str | None:
    """Return the query `text`, of which `query` was understood, with better words, or None where none are known.

    Looked at are the first three words of 4 to 24 letters that are unknown, or known from few articles only.
    """
    changes: list[tuple[int, int, str]] = []
    asked = 0
    for leaf in sought(query):
        if not isinstance(leaf, Word | Phrase):
            continue
        for word in words(leaf.at.of(text), query=True):
            if not _SHORTEST <= len(word.written) <= _LONGEST or not word.written.isalpha():
                continue
            known = vocabulary.articles(word.written)
            if known >= FEW:
                continue
            asked += 1
            if asked > _WORDS:
                break
            better = _better(word.written, known, vocabulary)
            if better:
                # Two words for one stay together, whatever stands around them.
                meant = f'"{better}"' if " " in better and isinstance(leaf, Word) else better
                changes.append((leaf.at.start + word.start, leaf.at.start + word.end, meant))
    for start, end, meant in sorted(changes, reverse=True):
        text = text[:start] + meant + text[end:]
    return text if changes else None


def _better(written: str, known: int, vocabulary: Vocabulary) -> str | None:
    """Return the word of most articles one edit away, else two words run together, else the word two edits away."""
    enough = max(1, TIMES * known)
    swapped = [(other, vocabulary.articles(other)) for other in _swapped(written)]
    found = _commonest([*vocabulary.near(written, 1), *swapped], written, enough)
    if found:
        return found
    parted = [(f"{one} {two}", min(map(vocabulary.articles, (one, two)))) for one, two in _parted(written)]
    found = _commonest(parted, written, enough)
    if found or len(written) < _LONG:
        return found
    return _commonest(vocabulary.near(written, 2), written, enough)


def _commonest(found: Sequence[tuple[str, int]], written: str, enough: int) -> str | None:
    """Return the one in most articles, the first by alphabet among equals; None where none is in `enough` of them."""
    others = [(-count, other) for other, count in found if other != written and count >= enough]
    return min(others)[1] if others else None


def _swapped(written: str) -> Iterator[str]:
    """Yield `written` with each two neighbouring letters changed about."""
    for at in range(len(written) - 1):
        yield written[:at] + written[at + 1] + written[at] + written[at + 2 :]


def _parted(written: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part `written` in two."""
    for at in range(_PART, len(written) - _PART + 1):
        yield written[:at], written[at:]
