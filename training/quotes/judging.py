"""Judging: whether a quotation that was found is a marked one, and whether its speaker is the marked source."""

import re
from collections.abc import Sequence

from index.models import Span
from training.quotes.polnear import Marked

SAME = 0.9
"""Two spans are one where both cover this much of the longer."""
_LEADING = re.compile(r"(?:(?:The|A|An|In|But|Some|One) )+")
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*)*")
_ENDING = re.compile(r"['’]s?$|\W+$")
# A word without a possessive ending; after a capitalised one no ordinary noun follows.
_OWN_WORD = re.compile(
    r"(?P<word>[^\W\d_](?:[\w.-]|['’](?!s?\b))*)(?!['’])(?!(?<=\w) (?!(?:of|at|for|from|in|on|and|with|who|to)\b)[a-z])"
)
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "who"})


def shared(one: Span, other: Span) -> float:
    """Return how much of the longer of two spans both cover; below 0 where they are apart."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / max(one.end - one.start, other.end - other.start)


def marked_as(words: Span, marked: Sequence[Marked]) -> Marked | None:
    """Return the marked quotation that covers more than half of `words`, or None."""
    best = max(marked, key=lambda one: min(one.words.end, words.end) - max(one.words.start, words.start), default=None)
    if best is None:
        return None
    both = min(best.words.end, words.end) - max(best.words.start, words.start)
    return best if 2 * both > words.end - words.start else None


def is_right(text: str, speaker: str | None, place: Span | None, marked: Marked) -> bool:
    """Tell whether a speaker is the marked source: named at an overlapping place, or by a name that ends alike."""
    if place is not None and any(place.overlaps(source) for source in marked.sources):
        return True
    return named_alike(text, speaker, marked)


def named_alike(text: str, speaker: str | None, marked: Marked) -> bool:
    """Tell whether the last word of `speaker` stands in the marked source, and no other noun leans on it there.

    'Roe' is 'Sen. Jane Roe of Leeds' but neither 'Roe’s lawyer' nor 'Roe spokesman Paul Brack'.
    """
    if speaker is None:
        return False
    wanted = _plain(speaker.split()[-1])
    source = source_words(text, marked)
    return any(_plain(found["word"]) == wanted for found in _OWN_WORD.finditer(source))


def source_words(text: str, marked: Marked) -> str:
    """Return the marked source as written."""
    return " ".join(source.of(text) for source in marked.sources)


def last_name(source: str) -> str | None:
    """Return the last word of the first name in a source, folded; None for a pronoun and for what names nobody."""
    if source.lower() in _PRONOUNS:
        return None
    name = _NAME.search(source, match.end() if (match := _LEADING.match(source)) else 0)
    return _plain(name.group().split()[-1]) if name else None


def _plain(word: str) -> str:
    return _ENDING.sub("", word).casefold()
