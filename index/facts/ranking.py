"""How much a fact matters in its article: what it tells by itself, how early, how often, of whom."""

import bisect
import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.facts.closedclass import FUNCTION_WORDS
from index.facts.document import FactText
from index.models import NAME_KINDS, Fact, FactKind, Span

# News tells what matters first: by the fourth sentence of a report most of it is said, and half the weight is gone.
_HALF_AFTER = 4
_WORDS_OF_A_STATEMENT = 5
"""Fewer quoted words are mostly a term or a taunt."""
_GUESSED = 0.7
"""What is left of the worth of words whose speaker is a guess."""
_WORDS_AT_A_GLANCE = 40
"""More quoted words are read in the article, not beside it."""
# Two letters at least: of "Obama's" the name is left.
_WORD = re.compile(r"\w{2,}|\d")
_MOST_MENTIONS = 8
"""Mentions beyond these tell nothing more of how much a name is what the article is about."""
_FEW = 12
"""Counts up to this are mostly of the telling itself: three reasons, two men, a four-page letter."""
_DAYS_OF_WEEK = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_WEAK_ROLES = frozenset({None, "on"})
# What happened to people is the news however few they are.
_HARM = frozenset(
    {"arrested", "dead", "death", "deaths", "detained", "died", "evacuated", "hurt", "infected", "injured"}
    | {"killed", "missing", "rescued", "wounded"}
)
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
_AROUND = 200
"""Characters of the sentence looked at before and behind a count: one sentence may be a whole text."""

_WORTH = {
    FactKind.MONEY: 0.95,
    FactKind.PERCENT: 0.9,
    FactKind.QUANTITY: 0.75,
    FactKind.QUOTE: 0.75,
    FactKind.PERSON: 0.6,
    FactKind.ORGANISATION: 0.6,
    FactKind.PRODUCT: 0.5,
    FactKind.PLACE: 0.4,
    FactKind.TABLE: 0.35,
    FactKind.PERIOD: 0.3,
}
"""What a fact of a kind tells at best. An amount has its unit and the reader has a measure for it; a name alone says no
more than that somebody was there."""
_NO_SUBJECT, _PLAIN_SUBJECT, _IN_QUOTATION = 0.8, 0.85, 0.8
"""What is left of the worth of a figure that is not known to be of anything, is of 'company' or 'shares', or that
somebody says in so many words."""


@dataclass(frozen=True, slots=True)
class _Article:
    """What a fact is measured by."""

    document: FactText
    starts: tuple[int, ...]
    """Where its sentences begin."""
    headline: frozenset[str]
    """The words of its headline that count, folded."""
    weights: dict[str, float]
    """By canonical name, from 0 to 1: how much the article is about it."""
    by_word: dict[str, float]
    """By each telling word of a name, folded, the greatest weight of such a name."""
    quoted: tuple[Span, ...]
    """Where somebody speaks, in order."""


def ranked(document: FactText, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Give each fact its rank, from 0 to 1.

    What it tells by itself (an amount with a subject more than a name, a name more than a weekday) is the most that it
    can reach; how early it is told, whether the headline has it, how often the article comes back to it and whether it
    is of somebody the article is about say how much of that it gets.
    """
    article = _Article(
        document,
        tuple(sentence.start for sentence in document.sentences),
        frozenset(_telling_words(document.title)),
        {},
        {},
        tuple(sorted(place for fact in facts if fact.kind is FactKind.QUOTE for place in fact.places)),
    )
    for fact in facts:
        if fact.kind in NAME_KINDS and isinstance(fact.value, str):
            weight = _weight(article, fact)
            article.weights[fact.value] = max(weight, article.weights.get(fact.value, 0.0))
            for word in _telling_words(fact.value):
                article.by_word[word] = max(weight, article.by_word.get(word, 0.0))
    return tuple(fact.model_copy(update={"rank": round(_rank(article, fact), 4)}) for fact in facts)


def _rank(article: _Article, fact: Fact) -> float:
    early = _earliness(article, fact)
    if fact.kind in NAME_KINDS:
        return _WORTH[fact.kind] * (0.2 + 0.2 * early + 0.6 * article.weights.get(str(fact.value), 0.0))
    worth = _worth(article, fact)
    if not worth:
        # A bare year or weekday stays last, however often it is told.
        return 0.05 * early
    heading = _in_headline(article, fact.text, fact.about)
    again = 1 - 1 / len(fact.places)
    return worth * (0.4 + 0.3 * early + 0.1 * heading + 0.1 * again + 0.1 * _centrality(article, fact))


def _weight(article: _Article, fact: Fact) -> float:
    """Return how much an article is about a name: mentioned early and often, and in its headline."""
    often = min(len(fact.places) - 1, _MOST_MENTIONS) / _MOST_MENTIONS
    heading = _in_headline(article, fact.text, str(fact.value))
    return 0.3 * _earliness(article, fact) + 0.4 * math.sqrt(often) + 0.3 * heading


def _earliness(article: _Article, fact: Fact) -> float:
    """Return 1 for the first sentence, one half after `_HALF_AFTER`, falling ever slower."""
    number = max(bisect.bisect_right(article.starts, fact.start) - 1, 0)
    return 1 / (1 + number / _HALF_AFTER)


def _telling_words(text: str) -> set[str]:
    """Return the words of a headline or a name that mean something, folded."""
    return {word for word in _WORD.findall(text.casefold()) if word not in FUNCTION_WORDS}


def _in_headline(article: _Article, *texts: str | None) -> float:
    """Return 1.0 where the headline has a telling word of one of `texts`."""
    if not article.headline:
        return 0.0
    return float(any(article.headline & _telling_words(text) for text in texts if text))


def _centrality(article: _Article, fact: Fact) -> float:
    """Return how much the article is about whom a fact is of: the one who speaks, else the name in its subject."""
    if fact.speaker is not None:
        return article.weights.get(fact.speaker, 0.0)
    if fact.about is None:
        return 0.0
    if fact.about in article.weights:
        return article.weights[fact.about]
    # A surname or a possessive stands for the name it is of: 'Alphabet stock', 'Obama's plan'.
    return max((article.by_word.get(word, 0.0) for word in _telling_words(fact.about)), default=0.0)


def _worth(article: _Article, fact: Fact) -> float:
    """Return how much a fact tells by itself, from 0 (a bare year or weekday) to 1 (who reported it first)."""
    match fact.kind:
        case FactKind.ATTRIBUTION:
            return 1.0 if fact.role == "first-reported-by" else 0.5
        case FactKind.QUANTITY:
            return _worth_of_quantity(article, fact)
        case FactKind.MONEY | FactKind.PERCENT:
            return _worth_of_figure(article, fact)
        case FactKind.QUOTE:
            return _worth_of_quote(fact)
        case FactKind.DATE:
            return _worth_of_date(article, fact)
        case _:
            return _WORTH[fact.kind]


def _worth_of_figure(article: _Article, fact: Fact) -> float:
    """Return the worth of a figure by what it is of: more where that has a name or is told in several words."""
    worth = _WORTH[fact.kind]
    if not fact.about:
        worth *= _NO_SUBJECT
    elif fact.about.islower() and " " not in fact.about:
        worth *= _PLAIN_SUBJECT
    at = bisect.bisect_right(article.quoted, fact.start, key=lambda place: place.start) - 1
    return worth * _IN_QUOTATION if at >= 0 and fact.end <= article.quoted[at].end else worth


def _worth_of_quantity(article: _Article, fact: Fact) -> float:
    """Return the worth of a count or measure: small ones tell little, but where people came to harm."""
    worth = _worth_of_figure(article, fact)
    first, last = max(fact.sentence.start, fact.start - _AROUND), min(fact.sentence.end, fact.end + _AROUND)
    said = article.document.text[first:last].casefold().split()
    unit = (fact.unit or "").casefold().replace("-", " ").split()
    if _hold(_HARM, said) and not _hold(_TIMES, unit):
        return max(worth, 0.85 * _WORTH[FactKind.MONEY])
    small = isinstance(fact.value, (int, float)) and abs(fact.value) <= _FEW
    whole = isinstance(fact.value, (int, float)) and float(fact.value).is_integer()
    if (small and whole) or "-" in fact.text or _hold(_TIMES, unit):
        worth *= 0.5
    return worth


def _hold(known: Collection[str], said: Sequence[str]) -> bool:
    return any(word.strip(".,;:!?()\"'“”‘’") in known for word in said)


def _worth_of_quote(fact: Fact) -> float:
    if fact.speaker is None or (count := len(fact.text.split())) < _WORDS_OF_A_STATEMENT:
        return 0.15
    worth = _WORTH[FactKind.QUOTE] * (_GUESSED if fact.guessed else 1.0)
    return worth if count <= _WORDS_AT_A_GLANCE else 0.7 * worth


def _worth_of_date(article: _Article, fact: Fact) -> float:
    """Return the worth of a date: one that begins or ends something, or is still to come, most; a bare one nothing."""
    written = fact.text.split()
    if fact.role not in _WEAK_ROLES:
        return 0.65
    if not written or fact.text.isdigit() or written[-1].casefold() in _DAYS_OF_WEEK:
        return 0.0
    published = article.document.published
    to_the_day = isinstance(fact.value, str) and len(fact.value) == len("2025-06-11")
    if published is not None and to_the_day and str(fact.value) > f"{published:%Y-%m-%d}":
        return 0.6
    return 0.35
