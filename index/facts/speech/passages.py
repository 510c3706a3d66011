"""Passages: the words of a block as rules of speech read them, each with a class told by closed lists and its shape.

No part-of-speech tagger: closed classes and capitals find as many sources (pair F .67 both ways) at a small part of the
time.
"""

import bisect
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.facts import closedclass
from index.facts.closedclass import listed
from index.facts.speech.verbs import ACCORDING, form, reporting
from index.models import Block, Span

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|Gen|Sen|Rep|Reps|Sens|Gov|Lt|Col|Sgt|Prof|Rev|Hon|Capt|Maj|Adm|Inc|Corp|Co|Ltd|No|vs"
    r"|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec)\.(?=\s)"
    r"|[A-Z]\.(?=\s+[A-Z])"
    r"|\d+(?:[.,:/]\d+)*"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W\d_]+(?:-[^\W\d_]+)*(?:['’](?!(?:s|re|ve|ll|d|m)\b)[^\W\d_]+)*"
    r"|''|``|\S"
)
_PRONOUNS = frozenset(listed("he she they it i we you who"))
_RELATIVE = frozenset(listed("that which whom whose what when where while as if because although though since why how"))
_POSSESSIVE = frozenset(listed("his her its their our my your"))

# Classes of words: K capitalised, N other words of content, D determiner, M pronoun, A auxiliary, R adverb,
# P preposition, C conjunction, W relative or subordinating, V verb, # number, S possessive ending; signs are their own.
NOMINAL = frozenset("KND#S")
"""May stand within a noun phrase."""
FINITE = frozenset("VA")
# Past forms that no ending tells; without them the subject of a sentence is often missed.
_IRREGULAR = frozenset(
    listed(
        "went came gave took made got ran sat stood met held kept left led lost won fell rose grew drew threw flew shot"
        " hit put cut set let read bet beat broke chose drove ate fought forgot froze hid hung laid lay lent lit paid"
        " rode rang sang sent shook slept sold spent struck taught tore woke wore stuck sank sprang swept stole bore"
        " became began brought bought built caught dealt fed felt found had heard knew meant read said saw sought spoke"
        " told thought understood wrote goes comes gives takes makes gets runs sits stands keeps leaves leads wins"
    )
)
_MARKS = frozenset({'"', "“", "”", "„", "«", "»", "''", "``"})
_STOPS = frozenset(".!?")
_MARKS_AFTER = frozenset({'"', "”", "’", ")", "'", "''"})


@functools.lru_cache(maxsize=8192)
def word_class(lower: str) -> str:
    """Return the class of a word in lower case."""
    if lower in _PRONOUNS:
        return "M"
    if lower in _RELATIVE:
        return "W"
    if lower in closedclass.AUXILIARIES:
        return "A"
    if lower in closedclass.DETERMINERS:
        return "D"
    if lower in closedclass.PREPOSITIONS:
        return "P"
    if lower in closedclass.CONJUNCTIONS:
        return "C"
    if lower in closedclass.ADVERBS or (len(lower) > 4 and lower.endswith("ly")):
        return "R"
    # A compound in -ed describes a noun: 'the party-backed candidate'.
    past = len(lower) > 3 and lower.endswith("ed") and "-" not in lower
    if past or lower in closedclass.VERBS or lower in _IRREGULAR:
        return "V"
    known = reporting(lower)
    # The bare form is as often a noun ('talk', 'state'); `voices` tells by what stands before.
    return "V" if known and known[1] == "speech" and form(lower) != "base" else "N"


@functools.lru_cache(maxsize=16384)
def _known(word: str) -> tuple[str, str, bool, bool]:
    """Return a word in lower case, its class, whether it may begin a sentence and whether it may report speech."""
    lower = word.lower()
    first = word[0]
    begins = first.isupper() or first.isdigit() or word in _MARKS or word in "‘(["
    if first.isalpha():
        known = word_class(lower)
        if word != lower and not (len(word) == 1 and lower in "ai") and known not in "MDPCWA":
            known = "K"
        reports = lower == ACCORDING or (known in "VN" and reporting(lower) is not None)
        return lower, known, begins, reports
    if first.isdigit():
        return lower, "#", begins, False
    return lower, "S" if first in "'’" and lower[1:] == "s" else word, begins, False


@dataclass(frozen=True, slots=True)
class Passage:
    """One block as words: parallel lists, one entry a word or sign."""

    starts: Sequence[int]
    """Where each word stands in the article's text."""
    ends: Sequence[int]
    lowers: Sequence[str]
    classes: Sequence[str]
    quoted: Sequence[int]
    """For each word the position of the quotation around it among those of the block, or -1."""
    sentences: Sequence[int]
    """For each word the number of its sentence within the block."""
    sentence_starts: Sequence[int]
    """The position of the first word of each sentence."""
    verbs: Sequence[int]
    """The positions of words that may report speech."""

    def __len__(self) -> int:
        """Return how many words and signs there are."""
        return len(self.starts)

    def at(self, place: int) -> int:
        """Return the position of the word that ends after code point `place`."""
        return min(bisect.bisect_right(self.ends, place), len(self.ends) - 1)

    def span(self, first: int, last: int) -> Span:
        """Return where the words from `first` to `last`, both included, stand in the article's text."""
        return Span(self.starts[first], self.ends[last])

    def sentence_end(self, sentence: int) -> int:
        """Return the position after the last word of a sentence."""
        following = sentence + 1
        return self.sentence_starts[following] if following < len(self.sentence_starts) else len(self.starts)


def passage(text: str, block: Block, quotes: Sequence[Span]) -> Passage:
    """Read one block; `quotes` are its quotations with their marks, in order."""
    words = _TOKEN.findall(text, block.start, block.end)
    if not words:
        return Passage((), (), (), (), (), (), (0,), ())
    lowers, classes, begins, reports = zip(*[_known(word) for word in words], strict=True)
    starts: list[int] = []
    ends: list[int] = []
    at = block.start
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
        ends.append(at)
    sentence_starts = [0, *_sentence_starts(lowers, begins)]
    sentences: list[int] = []
    for number, first in enumerate(sentence_starts):
        last = sentence_starts[number + 1] if number + 1 < len(sentence_starts) else len(words)
        sentences.extend([number] * (last - first))
    quoted = [-1] * len(words)
    for order, quote in enumerate(quotes):
        first = bisect.bisect_left(starts, quote.start)
        last = bisect.bisect_left(starts, quote.end)
        quoted[first:last] = [order] * (last - first)
    verbs = [at for at, verb in enumerate(reports) if verb]
    return Passage(starts, ends, lowers, classes, quoted, sentences, sentence_starts, verbs)


def _sentence_starts(lowers: Sequence[str], begins: Sequence[bool]) -> Iterator[int]:
    """Yield the words that begin a sentence after the first: behind a stop, or a stop and a closing mark."""
    for at, lower in enumerate(lowers[:-1]):
        if lower in _STOPS:
            # A straight mark behind a stop may close or open: both words behind it may begin a sentence.
            if begins[at + 1]:
                yield at + 1
            if at + 2 < len(lowers) and lowers[at + 1] in _MARKS_AFTER and begins[at + 2]:
                yield at + 2
