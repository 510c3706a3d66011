"""What of an article's facts can be looked for: names by their words, amounts and dates as ranges of numbers."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from index.models import NAME_KINDS, Fact, FactKind
from index.search.amounts import unit_key
from index.search.analysis import words
from index.search.facts.calendar import days_of

LETTERS = {
    FactKind.PERSON: "p", FactKind.ORGANISATION: "o", FactKind.PLACE: "l", FactKind.PRODUCT: "g", FactKind.QUOTE: "s",
    FactKind.ATTRIBUTION: "r",
}  # fmt: skip
"""The letter before each name: of what it is the name. A quote goes by who said it, an attribution by its source.

In capitals it stands before other forms of the name, which are looked for and not counted.
"""
COLUMNS = (FactKind.MONEY, FactKind.PERCENT, FactKind.QUANTITY, FactKind.DATE)
"""What is looked for by number; intervals of days are among the dates."""

LONGEST_NAME = 200
"""Characters of a name that are looked at: more is none."""
_OF_OTHERS = frozenset({"according-to"})
"""Roles of attributions that tell what somebody said."""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article by its number in the news store, with the text and the facts of its newest revision.

    `change` is the number of the last change of its facts.
    """

    change: int
    key: int
    text: str
    facts: Sequence[Fact]


class Amount(NamedTuple):
    """The numbers from `low` to `high`, mostly one and the same; of a date, days yyyymmdd."""

    kind: FactKind
    low: float
    high: float
    unit: str
    """The unit's key, "" for none."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What an article tells, each once, with how it is written: names go by letter and key (`p sarah chen`)."""

    names: dict[str, str] = field(default_factory=dict)
    amounts: dict[Amount, str] = field(default_factory=dict)


def rows(article: ArticleFacts) -> Rows:
    """Return what is looked for of an article's facts."""
    found = Rows()
    forms: dict[str, set[str]] = {}
    for fact in article.facts:
        if fact.kind in NAME_KINDS and isinstance(fact.value, str):
            written = {place.of(article.text) for place in fact.places if place.end - place.start <= LONGEST_NAME}
            forms.setdefault(fact.value, set()).update(written)
            _name(found, LETTERS[fact.kind], fact.value, written)
        elif amount := amount_of(fact):
            found.amounts.setdefault(amount, fact.unit or "")
    # Each once: a speaker of a thousand quotations may have many forms.
    for speaker in dict.fromkeys(fact.speaker for fact in article.facts if fact.kind is FactKind.QUOTE):
        if speaker:
            _name(found, LETTERS[FactKind.QUOTE], speaker, forms.get(speaker, ()))
    for source, role in dict.fromkeys(
        (fact.value, fact.role) for fact in article.facts if fact.kind is FactKind.ATTRIBUTION
    ):
        if isinstance(source, str):
            others = forms.get(source, ())
            _name(found, LETTERS[FactKind.ATTRIBUTION], source, others)
            if role in _OF_OTHERS:
                _forms(found, LETTERS[FactKind.QUOTE], (source, *others))
    return found


def amount_of(fact: Fact) -> Amount | None:
    """Return the numbers that a fact is found by, None where it is none of the COLUMNS."""
    if fact.kind in {FactKind.DATE, FactKind.PERIOD}:
        days = days_of(fact.value) if isinstance(fact.value, str) else None
        return None if days is None else Amount(FactKind.DATE, float(days.first), float(days.last), "")
    if fact.kind not in COLUMNS:
        return None
    unit = unit_key(fact.unit or "", fact.kind)
    if isinstance(fact.value, int | float):
        return Amount(fact.kind, float(fact.value), float(fact.value), unit)
    if fact.low is None or fact.high is None:
        return None
    return Amount(fact.kind, min(fact.low, fact.high), max(fact.low, fact.high), unit)


@functools.lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the words of a name as they are looked for: folded, a blank between them; "" where it has none."""
    # Folding may put blanks into a word (ﷺ): they part it here as they do in the query.
    return " ".join(word.written for word in words(name[:LONGEST_NAME], query=True))


def _name(found: Rows, letter: str, name: str, forms: Iterable[str]) -> None:
    key = name_key(name)
    if key:
        found.names.setdefault(f"{letter} {key}", name[:LONGEST_NAME])
    _forms(found, letter, forms)


def _forms(found: Rows, letter: str, forms: Iterable[str]) -> None:
    """Add other forms of a name, except for one that is the name."""
    for form in forms:
        key = name_key(form)
        if key and f"{letter} {key}" not in found.names:
            found.names.setdefault(f"{letter.upper()} {key}", "")
