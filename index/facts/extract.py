"""The one door to the facts of a text: every kind found, overlaps resolved, repetitions joined, each given its rank."""

import bisect
from collections.abc import Iterable, Sequence

from index.facts import attributions, dates, money, names, percent, periods, quantity, quotes, tables
from index.facts.document import FactText
from index.facts.entities.layers import NOTHING, Beside
from index.facts.ranking import ranked
from index.facts.speech.reading import Reading
from index.models import Fact, FactKind, Span

VERSION = 4
"""Stored beside derived facts; a higher number has them made anew."""

_NUMERIC = (money, percent, quantity, dates, periods)
_NUMERIC_KINDS = (FactKind.DATE, FactKind.MONEY, FactKind.PERCENT, FactKind.PERIOD, FactKind.QUANTITY)
# A quantity may contain a name ('50,000 NVIDIA chips'); in these a name inside is a mistake ('US' in 'US$2bn').
_SWALLOWS_NAMES = frozenset(_NUMERIC_KINDS) - {FactKind.QUANTITY}
_MOST_SUBJECTS = 8
"""How many subjects of one value are compared with a new one: a bound for texts that repeat one number endlessly."""


def extract(document: FactText, beside: Beside = NOTHING) -> tuple[Fact, ...]:
    """Return the facts of `document` in order of their first place, each with its rank; `beside` are names of a user.

    The rule for overlaps: inside a name nothing is a number or a date; of two numbers or dates that overlap the longer
    one stays, of equal ones that which `_NUMERIC_KINDS` has first; a name wholly inside a longer amount, percentage or
    date is none there. Quotes, attributions and table cells hold other facts and stand beside them.
    """
    named = names.find(document, beside)
    reading = Reading(document, named)
    told = [*quotes.find(document, named, reading), *attributions.find(document, named, reading)]
    told += tables.find(document, named)
    measured = [fact for kind in _NUMERIC for fact in kind.find(document, named)]
    kept, named = _resolved(document.text, measured, named)
    return ranked(document, _merged([*named, *told, *kept]))


def _resolved(text: str, measured: Sequence[Fact], named: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Return the numeric facts and the names that are left where none overlaps another wrongly."""
    places = sorted({place for fact in named for place in fact.places})
    kept: list[Fact] = []
    taken: list[Span] = []
    dropped: set[Span] = set()
    for fact in sorted(measured, key=_precedence):
        if any(taken[at].overlaps(fact.span) for at in _near(taken, fact.span)):
            continue
        crossed = [places[at] for at in _near(places, fact.span) if places[at].overlaps(fact.span)]
        inside = [place for place in crossed if _within(place, fact.span)]
        if len(inside) < len(crossed):
            continue
        if fact.kind in _SWALLOWS_NAMES:
            dropped.update(inside)
        kept.append(fact)
        bisect.insort(taken, fact.span)
    return kept, [left for fact in named if (left := _without(text, fact, dropped)) is not None]


def _precedence(fact: Fact) -> tuple[int, int, int]:
    return (fact.start - fact.end, _NUMERIC_KINDS.index(fact.kind), fact.start)


def _near(spans: Sequence[Span], span: Span) -> range:
    """Return where in sorted `spans` those may be that overlap `span`; places of names may nest, a few deep at most."""
    first = bisect.bisect_left(spans, Span(span.start, span.start))
    last = bisect.bisect_left(spans, Span(span.end, span.end))
    return range(max(0, first - 3), last)


def _within(inner: Span, outer: Span) -> bool:
    """Tell whether `inner` is a part of `outer`, and not all of it."""
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer


def _without(text: str, fact: Fact, dropped: set[Span]) -> Fact | None:
    """Return a name without some of its places, or None where none is left."""
    if not dropped.intersection(fact.places):
        return fact
    places = tuple(place for place in fact.places if place not in dropped)
    if not places:
        return None
    first = places[0]
    if first == fact.span:
        return fact.model_copy(update={"places": places})
    moved = {"start": first.start, "end": first.end, "text": first.of(text), "sentence": first, "places": places}
    return fact.model_copy(update=moved)


def _merged(found: Iterable[Fact]) -> list[Fact]:
    """Join facts that say the same of the same thing into one with several places, in order of the first."""
    # A list of places for each first telling: copying a fact for every repetition would be quadratic.
    merged: dict[tuple[object, ...], list[tuple[Fact, list[Span]]]] = {}
    for fact in sorted(found, key=lambda fact: (fact.start, fact.end)):
        # 'On Thursday' and 'Thursday' name the same day in the same role.
        role = None if fact.role == "on" else fact.role
        key = (fact.kind, fact.value, fact.low, fact.high, fact.unit, role, fact.speaker)
        same = merged.setdefault(key, [])
        for at, (first, places) in enumerate(same[:_MOST_SUBJECTS]):
            if _compatible(fact.about, first.about):
                places.extend(fact.places)
                if first.about is None and fact.about is not None:
                    same[at] = (first.model_copy(update={"about": fact.about}), places)
                break
        else:
            same.append((fact, list(fact.places)))
    joined = [
        first.model_copy(update={"places": tuple(sorted(set(places)))}) if len(places) > len(first.places) else first
        for same in merged.values()
        for first, places in same
    ]
    return sorted(joined, key=lambda fact: (fact.start, -fact.end))


def _compatible(one: str | None, other: str | None) -> bool:
    """Tell whether two subjects may be the same: equal, one unknown, or one the other with words before or after."""
    if one is None or other is None:
        return True
    few, many = sorted((one.casefold().split(), other.casefold().split()), key=len)
    return set(few) <= set(many)
