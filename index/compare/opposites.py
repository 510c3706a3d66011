"""English words that say the opposite of each other: with and without a 'not', denied and confirmed, up and down.

Whether words in each other's place are opposites is judged here; whether the sentences around them are about the same
thing is judged where these rules are asked (index.compare.statements).
"""

import functools
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from index.text.words import stem

Role = Literal["confirmed-or-denied", "direction"]

CONFIRMED, DENIED, TOLD = "confirmed", "denied", "told"
UP, DOWN = "up", "down"

NEGATIONS = frozenset({"neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "without"})
AUXILIARIES = frozenset(
    {"are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "should", "was", "were", "will", "would"}
)
_TIME_WORDS = """
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
november december today yesterday tonight morning afternoon evening night day week month early late earlier later
"""
TIMES = frozenset(_TIME_WORDS.split())
"""Words of when something was said or done, which may differ between reports of one thing."""
_POSITIVE = {"nobody": "somebody", "nothing": "something", "without": "with"}
_ONE_WORD = {"anybody": "somebody", "anyone": "somebody", "someone": "somebody", "anything": "something"}
_ONE_WORD |= {"will": "would", "can": "could", "shall": "should"}  # told later: 'it will', 'it would'
# Words that come and go with a negation: 'did not close' and 'closed', 'no agreement' and 'an agreement'.
_BESIDE = frozenset(
    {"a", "an", "any", "did", "do", "does", "ever", "has", "have", "had", "some", "that", "the", "to", "also", "one"}
)
_WHEN = TIMES | {"on"}
_IRREGULAR = """
became become, began begin, brought bring, built build, came come, fell fall, found find, gave give, got get, held hold,
kept keep, knew know, led lead, left leave, lost lose, made make, met meet, paid pay, said say, sold sell, sent send,
spoke speak, told tell, took take, thought think, went go, were was, won win, wrote write, ran run, rose rise, saw see
"""
_PRESENT = dict(pair.split() for pair in _IRREGULAR.replace("\n", " ").split(","))
# Behind these a negation denies less than the whole, or nothing: 'not only', 'not yet', 'no longer', 'no fewer than'.
_BEFORE_NONE = """
all always because before comment doubt entirely every everybody everyone exactly far fewer fully immediately just
later least less long longer many matter merely mind more much necessarily often only other quite simply so solely
sooner too unlike until wonder yet
"""
_NOT_BEFORE = frozenset(_BEFORE_NONE.split())

_CONTRACTED = re.compile(r"(.+)n['’]t")
_WHOLE = {"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall", "ain't": "is"}


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word, "en") for word in words.split())


_CONFIRMING = _stems("confirm confirmed acknowledge acknowledged admit admitted concede conceded")
_TELLING = _stems("said say says tell told announce announced state stated claim claimed insist insisted")
_AGAINST = {
    **dict.fromkeys(_stems("deny denied"), _CONFIRMING | _TELLING),
    **dict.fromkeys(_stems("reject rejected"), _stems("accept accepted approve approved endorse endorsed")),
    **dict.fromkeys(_stems("refuse refused decline declined"), _stems("agree agreed accept accepted offer offered")),
}
_UP = _stems(
    "rise rose risen rising increase increased grow grew grown growing gain gained jump jumped climb climbed surge"
    " surged soar soared up higher raise raised widen widened strengthen strengthened accelerate accelerated expand"
    " expanded improve improved"
)
_DOWN = _stems(
    "fall fell fallen falling decrease decreased shrink shrank shrunk shrinking lose lost drop dropped decline declined"
    " plunge plunged slump slumped down lower lowered cut narrow narrowed weaken weakened slow slowed contract"
    " contracted worsen worsened tumble tumbled sink sank"
)


class Opposite(NamedTuple):
    """What words on the left and those in their place on the right say."""

    role: Role
    left: str
    right: str
    negated: bool
    """Whether a negation makes the difference, no verb."""


def parted(word: str) -> tuple[str, ...]:
    """Return the words in a compared word: 'will', 'not' of 'won't', else itself."""
    if word in _WHOLE:
        return _WHOLE[word], "not"
    match = _CONTRACTED.fullmatch(word)
    return (match[1], "not") if match else (word,)


@functools.lru_cache(maxsize=16384)
def is_signal(word: str) -> bool:
    """Tell whether a parted word may be one of two opposites."""
    return word in NEGATIONS or is_denial(word) or _direction(word) is not None


def is_denial(word: str) -> bool:
    """Tell whether a word is a verb of denying."""
    return stem(word, "en") in _AGAINST


def confirms(word: str) -> bool:
    """Tell whether a word is a verb of confirming."""
    return stem(word, "en") in _CONFIRMING


def denies(word: str) -> bool:
    """Tell whether a word is a form of 'deny', which answers to 'confirm'."""
    return stem(word, "en") == stem("deny", "en")


def opposite(left: Sequence[str], right: Sequence[str], behind: Sequence[str]) -> Opposite | None:
    """Return what two runs of parted words in each other's place say, where one is the opposite of the other.

    `behind` are the words right behind both.
    """
    negations = [[word for word in words if word in NEGATIONS] for words in (left, right)]
    rest = [[_plain(word) for word in words if _plain(word)] for words in (left, right)]
    if any(negations):
        followed = [_followed(words, behind) for words in (left, right)]
        if len(negations[0]) + len(negations[1]) != 1 or rest[0] != rest[1] or not all(followed):
            return None
        told = (DENIED, TOLD) if negations[0] else (TOLD, DENIED)
        return Opposite("confirmed-or-denied", *told, negated=True)
    bare = [[word for word in words if word not in _BESIDE | _WHEN] for words in (left, right)]
    if len(bare[0]) != 1 or len(bare[1]) != 1:
        return None
    return _verbs(bare[0][0], bare[1][0])


def _verbs(left: str, right: str) -> Opposite | None:
    ways = _direction(left), _direction(right)
    if ways in {(UP, DOWN), (DOWN, UP)}:
        return Opposite("direction", str(ways[0]), str(ways[1]), negated=False)
    stems = stem(left, "en"), stem(right, "en")
    if stems[0] in _AGAINST.get(stems[1], ()):
        return Opposite("confirmed-or-denied", affirmed(left), DENIED, negated=False)
    if stems[1] in _AGAINST.get(stems[0], ()):
        return Opposite("confirmed-or-denied", DENIED, affirmed(right), negated=False)
    return None


def affirmed(word: str) -> str:
    """Return what a report says with a verb that is no denial."""
    return CONFIRMED if confirms(word) else TOLD


def _direction(word: str) -> str | None:
    found = stem(word, "en")
    return UP if found in _UP else DOWN if found in _DOWN else None


def _plain(word: str) -> str:
    """Return what a word without its negation says; an empty string where nothing."""
    word = _POSITIVE.get(word, word)
    if word in NEGATIONS or word in _BESIDE:
        return ""
    word = _ONE_WORD.get(word, word)
    return stem(_PRESENT.get(word, word), "en")


def _followed(words: Sequence[str], behind: Sequence[str]) -> bool:
    """Tell whether the word behind a negation leaves it whole."""
    for at, word in enumerate((*words, *behind)[: len(words) + 1]):
        if at and (*words, *behind)[at - 1] in NEGATIONS and word in _NOT_BEFORE:
            return False
    return True
