"""Reports of the same events: which they are, what they call somebody, where they contradict an article.

Looked up when an article is shown and never stored: all of it changes with the library.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from index.models import (
    NAME_KINDS,
    Article,
    Comparison,
    Contradiction,
    Disagreement,
    Fact,
    FactKind,
    Found,
    FullName,
    ToldValue,
)

_DAYS = timedelta(days=3)
"""Before and after an article: reports of one event come within days, and its names are told in full on the first."""
_KEY_NAMES = 8
"""The most important names of an article, which a report of the same events has most of."""
_ALIKE = 0.3
"""The part of the weight of an article's key names that a report of the same events has at least. Measured on reports
of a hundred events by three outlets each (BASIL): .95 of those found are of the same event, .92 of all are found."""
_FEWEST_SHARED = 2
"""One name in common, however rare, may be another day of the same person."""
_TOO_MANY = 2_000
"""A name that so many articles of a week have tells no report from another, and would be long to go through."""
_MOST_REPORTS = 12
"""So many reports are read for what they call somebody."""


class Asked(Protocol):
    """What is asked of a library."""

    def article(self, article_id: str, revision: int | None = None) -> Article:
        """Return an article."""

    def facts(self, article_id: str, revision: int | None = None) -> tuple[Fact, ...] | None:
        """Return an article's facts, None where they are not made yet."""

    def fact_query(self, fact: Fact) -> str | None:
        """Return the query that finds the articles with a fact."""

    def told_elsewhere(self, article_id: str, facts: Sequence[Fact]) -> tuple[int | None, ...]:
        """Return for each fact how many other articles have it."""

    def articles_with_facts(self) -> tuple[int, int]:
        """Return of how many articles the facts can be searched, and how many articles there are."""

    def find(self, query: str, *, submitted: bool = False) -> Found:
        """Return every match of a query."""

    def compare(self, ids: Sequence[str], *, all_pairs: bool = False, remember: bool = True) -> Comparison:
        """Set articles side by side."""


class OtherReports:
    """Knows the reports of the events that an article of `library` tells, by the names they share."""

    def __init__(self, library: Asked) -> None:
        self._library = library

    def of(self, article_id: str, facts: Sequence[Fact], most: int = _MOST_REPORTS) -> tuple[str, ...]:
        """Return the ids of other articles that report the same events as one with `facts`, the likeliest first.

        These are of about the same days and share key names; a name weighs by its rank in the article and by how few
        articles of the library have it. A search for each of eight names: some milliseconds.
        """
        names = [fact for fact in facts if fact.kind in NAME_KINDS]
        keys = sorted(names, key=lambda fact: (-fact.rank, fact.start))[:_KEY_NAMES]
        days, (_, articles) = self._days(article_id), self._library.articles_with_facts()
        weights: defaultdict[str, float] = defaultdict(float)
        shared: Counter[str] = Counter()
        whole = 0.0
        for fact, others in zip(keys, self._library.told_elsewhere(article_id, keys), strict=True):
            if others is None or (query := self._library.fact_query(_at_its_shortest(fact))) is None:
                continue
            # Of whatever kind: what is a place here may be an organisation there.
            named = self._library.find(f"name:{query.partition(':')[2]} {days}", submitted=True)
            if named.total > _TOO_MANY:
                continue
            weight = fact.rank * math.log((1 + articles) / (1 + others))
            whole += weight
            for found in named.ids:
                weights[found] += weight
                shared[found] += 1
        alike = [
            found
            for found, weight in sorted(weights.items(), key=lambda each: -each[1])
            if found != article_id and weight >= _ALIKE * whole and shared[found] >= _FEWEST_SHARED
        ]
        return tuple(alike[:most])

    def full_names(self, facts: Sequence[Fact], reports: Sequence[str]) -> dict[str, FullName]:
        """Return the full names of people whom an article with `facts` names by one word, by that word.

        Only where `reports` have a name that ends in it, and agree on which. What they abbreviate or leave out between
        the first name and the last makes no difference.
        """
        alone = {
            fact.value.casefold(): fact.value
            for fact in facts
            if fact.kind is FactKind.PERSON and isinstance(fact.value, str) and fact.value.isalpha()
        }
        if not alone:
            return {}
        told: dict[str, list[str]] = defaultdict(list)
        for report in reports:
            for fact in self._library.facts(report) or ():
                words = str(fact.value).split()
                if fact.kind is FactKind.PERSON and len(words) > 1 and words[-1].casefold() in alone:
                    told[words[-1].casefold()].append(str(fact.value))
        return {
            alone[surname]: FullName(
                name=max(set(names), key=lambda name: (names.count(name), name)), articles=len(names)
            )
            for surname, names in told.items()
            if len({name.split()[0].casefold() for name in names}) == 1
        }

    def contradicted(self, article_id: str, reports: Sequence[str]) -> dict[int, tuple[Contradiction, ...]]:
        """Return what `reports` say against the facts of an article, by the place where a fact's first telling begins.

        As the comparison of all of them finds it. Some tenths of a second for three reports.
        """
        if not reports:
            return {}
        compared = self._library.compare((article_id, *reports), remember=False)
        sources = {article.id: article.source for article in compared.articles}
        found: dict[int, tuple[Contradiction, ...]] = {}
        for row in compared.disagreements:
            if (own := row.values.get(article_id)) is None:
                continue
            against = tuple(
                Contradiction(id=other, source=sources[other], text=_said(row, told))
                for other, told in row.values.items()
                if other != article_id and (told.value, told.unit) != (own.value, own.unit)
            )
            if against:
                found[own.start] = against
        return found

    def _days(self, article_id: str) -> str:
        """Return the condition of a query that an article is of about the same days."""
        article = self._library.article(article_id)
        at = article.published or article.fetched
        return f"date:{at - _DAYS:%Y-%m-%d}..{at + _DAYS:%Y-%m-%d}"


def _said(row: Disagreement, told: ToldValue) -> str:
    """Return what a report says: who said a quotation is the speaker, not the words that both have."""
    return str(told.value) if row.kind is FactKind.QUOTE else told.text


def _at_its_shortest(fact: Fact) -> Fact:
    """Return a person by the surname alone, as other reports may have it; any other name as it is."""
    words = str(fact.value).split()
    return fact.model_copy(update={"value": words[-1]}) if fact.kind is FactKind.PERSON and words else fact
