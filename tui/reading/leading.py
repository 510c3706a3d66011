"""Which few facts of an article lead the panel: those that somebody who reads nothing else should see."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from index.models import Fact, FactKind

_MOST_STATEMENTS, _MOST_NAMES = 4, 2
"""What is taken in at a glance."""
_MOST_QUOTES, _MOST_OF_A_SUBJECT = 2, 2
"""Beyond these, more of the same tells less than something else does."""
_LEAST_STATEMENT, _LEAST_NAME = 0.3, 0.35
"""The rank below which a fact is detail: in an article of details nothing leads."""
_COMMON_COSTS = 0.5
"""What a fact that every article has loses of its rank."""
_TRUSTED = 100
"""Articles from which on being rare says something: a few may all be of one story, whose names all of them have."""
_NAMES = frozenset({FactKind.PERSON, FactKind.ORGANISATION, FactKind.PRODUCT})
_FIGURES = frozenset({FactKind.MONEY, FactKind.PERCENT, FactKind.QUANTITY})


def leading(facts: Sequence[Fact], others: Sequence[int | None], articles: int) -> tuple[Fact, ...]:
    """Return the facts that lead: who reported first, then up to four statements, then up to two names.

    A statement says something: a figure, words with their speaker, a date that begins or ends something or can be
    placed. Each sort goes by rank, lowered for what many of the library's `articles` tell (`others`, for each fact).
    """
    keyed = [(key_rank(fact.rank, told, articles), fact) for fact, told in zip(facts, others, strict=True)]
    keyed.sort(key=lambda each: (-each[0], each[1].start))
    first = [fact for fact in facts if is_first_report(fact)]
    stated = [fact for rank, fact in keyed if rank >= _LEAST_STATEMENT and _is_statement(fact)]
    names = [fact for rank, fact in keyed if rank >= _LEAST_NAME and fact.kind in _NAMES]
    return (*first, *_varied(stated, _MOST_STATEMENTS - len(first)), *names[:_MOST_NAMES])


def key_rank(rank: float, others: int | None, articles: int) -> float:
    """Return a fact's rank in the article, lowered where many of the library's articles tell it.

    By the logarithm, as in the weight of a word in search (K. Spärck Jones, 1972): that three others of the same story
    have it costs next to nothing, that every second article has it nearly half.
    """
    if not others or articles <= 1:
        return rank
    common = min(math.log1p(others) / math.log1p(articles), 1.0)
    return rank * (1 - _COMMON_COSTS * common * articles / (articles + _TRUSTED))


def is_first_report(fact: Fact) -> bool:
    """Tell whether a fact says who reported something first."""
    return fact.kind is FactKind.ATTRIBUTION and fact.role == "first-reported-by"


def _is_statement(fact: Fact) -> bool:
    if fact.kind is FactKind.QUOTE:
        return fact.speaker is not None
    if fact.kind is FactKind.DATE:
        # A year or a weekday by itself tells next to nothing; with a day and a month the reader can place it.
        to_the_day = isinstance(fact.value, str) and len(fact.value) >= len("2025-06-11")
        bare = not (to_the_day and any(character.isdigit() for character in fact.text))
        return fact.role in {"since", "until", "by"} or not bare
    return fact.kind in _FIGURES


def _varied(facts: Sequence[Fact], most: int) -> Iterator[Fact]:
    """Yield at most `most` of `facts`, the first ones, and only a few of them of one subject, one speaker or quoted.

    Of what has no subject only one of a sentence is taken: an amount and its conversions, a day and its hour.
    """
    taken: Counter[object] = Counter()
    for fact in facts:
        if fact.kind is FactKind.QUOTE:
            limits: dict[object, int] = {FactKind.QUOTE: _MOST_QUOTES, ("said", fact.speaker): 1}
        elif fact.about is None:
            limits = {fact.sentence: 1}
        else:
            limits = {("about", fact.about): _MOST_OF_A_SUBJECT}
        if all(taken[key] < limit for key, limit in limits.items()) and taken["all"] < most:
            taken.update([*limits, "all"])
            yield fact
