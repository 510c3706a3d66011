"""What other articles have of the facts on show: looked up when they are shown, for it changes with the library."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from index.library import Library
from index.models import Contradiction, Fact, FullName

_MOST_SET_AGAINST = 4
"""Reports of the same events that are searched for contradictions: with the article, as many as stand side by side."""


@dataclass(frozen=True)
class Elsewhere:
    """For the facts of one article, how many others tell each; then, as it is found, what reports of the same say."""

    article_id: str
    facts: tuple[Fact, ...]
    others: tuple[int | None, ...]
    """By fact: how many other articles have it; None where it cannot be looked for."""
    articles: int
    """How many articles of the library have had their facts made."""
    full_names: Mapping[str, FullName] = field(default_factory=dict)
    """By the one word that the article calls somebody: what the other reports call them."""
    contradicted: Mapping[int, tuple[Contradiction, ...]] = field(default_factory=dict)
    """By the place where a fact begins: what the likeliest of these reports say against it."""

    def is_of(self, article_id: str, facts: tuple[Fact, ...] | None) -> bool:
        """Tell whether this is what is known of these facts: reprints have the same ones."""
        return self.article_id == article_id and self.facts == facts


def look_elsewhere(library: Library, article_id: str, facts: tuple[Fact, ...]) -> Elsewhere:
    """Return how many other articles tell the facts of an article (23 ms for 41 facts at 100,000 articles)."""
    articles, _ = library.articles_with_facts()
    return Elsewhere(article_id, facts, library.told_elsewhere(article_id, facts), articles)


def look_closer(library: Library, found: Elsewhere) -> Iterator[Elsewhere]:
    """Yield also what reports of the same events call somebody, then what they contradict: some tenths of a second."""
    if reports := library.others.of(found.article_id, found.facts):
        found = replace(found, full_names=library.others.full_names(found.facts, reports))
        if found.full_names:
            yield found
        contradicted = library.others.contradicted(found.article_id, reports[:_MOST_SET_AGAINST])
        if contradicted:
            yield replace(found, contradicted=contradicted)
