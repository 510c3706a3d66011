"""Words and sentences as the tagger reads them: in training and at run time the same, or the weights mean nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from index.models import Span

# Letters with dots, abbreviations and initials keep their dot; a number keeps its separators; an apostrophe joins only
# what three letters follow (O'Brien, not a possessive); every other sign stands alone, so hyphens part words.
# Possessive quantifiers throughout: no text can make this backtrack.
_TOKEN = re.compile(
    r"[^\W\d_]\.(?:[^\W\d_]\.)++"
    r"|(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Prof|Rev|Hon|Capt|Maj|Cmdr|Inc|Corp|Co|Ltd|No|vs|Ph\.D"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.(?=\s)"
    r"|[A-Z]\.(?=\s{1,3}[A-Z])"
    r"|\d++(?:[.,:/]\d++)*+"
    r"|[^\W\d_]++(?:['’](?=[^\W\d_]{3})[^\W\d_]++)*+"
    r"|['’](?:s|t|re|ve|ll|d|m)\b"
    r"|\S"
)
_ENDS = frozenset(".!?")
_CLOSES = frozenset("\"”’'")
_OPENS = frozenset("\"“‘'(")
LONGEST = 150
"""Tokens of the longest sentence; a longer one is cut. News has hardly any beyond 100."""


@dataclass(slots=True)
class Tokens:
    """The tokens of a text and where its sentences begin, as columns: hundreds of small objects would cost more."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    """The first token of each sentence; none is empty."""

    def bounds(self) -> list[tuple[int, int]]:
        """Return the first token of every sentence and the one after its last."""
        return list(pairwise([*self.sentences, len(self.words)])) if self.words else []

    def glued(self, at: int) -> bool:
        """Tell whether no space stands before the token at `at`."""
        return at > 0 and self.starts[at] == self.ends[at - 1]


def tokenise(text: str, lines: Iterable[Span]) -> Tokens:
    """Return the tokens of the parts `lines` of `text`; no sentence crosses from one part into the next."""
    found = Tokens()
    words, starts, ends, sentences = found.words, found.starts, found.ends, found.sentences
    for line in lines:
        begun = len(words)
        for match in _TOKEN.finditer(text, line.start, line.end):
            start, end = match.span()
            word = match.group()
            at = len(words)
            if at == begun or at - sentences[-1] >= LONGEST or _parts(words, sentences[-1], word, start > ends[-1]):
                sentences.append(at)
            words.append(word)
            starts.append(start)
            ends.append(end)
    return found


def _parts(words: list[str], first: int, word: str, spaced: bool) -> bool:
    """Tell whether a sentence that began at `first` has ended before `word`."""
    if not spaced or len(words) - first < 2:
        return False
    ended = words[-1] in _ENDS or (words[-1] in _CLOSES and len(words) - first > 2 and words[-2] in _ENDS)
    return ended and (word[0].isupper() or word[0].isdigit() or word[0] in _OPENS)


def pieces(word: str) -> list[str]:
    """Return the tokens of one word of a corpus that was split by other rules; a dot at its end may be its own."""
    return _TOKEN.findall(word + " ")
