"""What is told across the library: the query that finds a fact, who else tells it, and which facts are told most."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.library.columns import fill_columns
from index.models import Fact, FactKind, FactTally, Sort
from index.store.news import News

if TYPE_CHECKING:
    from index.facts.extractor import Extractor
    from index.search.facts.generation import Generation
    from index.search.index import SearchIndex

_Answer = TypeVar("_Answer")


class Across:
    """The part of `Library` that stands on the facts of all articles, as the search index holds them."""

    folder: Path
    _news: News

    def _search_index(self) -> "SearchIndex":
        """Open the search index for reading."""
        raise NotImplementedError

    def _extractor(self) -> "Extractor":
        """Return the extractor to use now."""
        raise NotImplementedError

    def _fill_columns(self, wait: float) -> None:
        """Bring the facts in the index up to those in the store, if they are not; raises what `fill_columns` does."""
        generation = self._search_index().facts()
        through = generation.through if generation else 0
        if through != self._news.fact_changes(through)[0]:
            fill_columns(self._news, self.folder, lambda _: None, wait)

    def _of_facts(self, ask: Callable[["Generation"], _Answer]) -> _Answer | None:
        """Return what `ask` makes of the facts in the index; None where there are none, or they are damaged."""
        index = self._search_index()
        generation = index.facts()
        try:
            return None if generation is None else ask(generation)
        except (IndexError, ValueError):
            if not index.damaged():
                raise
            return None

    def fact_query(self, fact: Fact) -> str | None:
        """Return the query that finds the articles with a fact (`org:coreweave`, `money:"500bn USD"`).

        For a quote a phrase of its first words; None where the fact cannot be looked for (a cell of a table, a
        duration).
        """
        from index.search.facts.asking import condition
        from index.search.query import understood

        asked = condition(fact)
        return None if asked is None else understood(asked)

    def told_elsewhere(self, article_id: str, facts: Sequence[Fact]) -> tuple[int | None, ...]:
        """Return for each fact how many articles beside `article_id` have it: as many as `fact_query` finds.

        None where it cannot be looked for, or no facts can be searched yet. Articles whose facts are not in the index
        yet count for nothing.
        """
        from index.search.facts.elsewhere import elsewhere

        index, key = self._search_index(), self._news.key(article_id)
        nobody_knows = tuple(None for _ in facts)
        if key is None:
            return nobody_knows

        def count(generation: "Generation") -> tuple[int | None, ...]:
            return elsewhere(generation, key, facts, lambda phrase: index.search_tree(phrase, sort=Sort.NEWEST).total)

        return self._of_facts(count) or nobody_knows

    def tally(self, kinds: Collection[FactKind], *, contains: str = "", limit: int, offset: int = 0) -> FactTally:
        """Return a page of the facts of some kinds with how many articles tell each, those told most first.

        Kinds that are counted: names, amounts, dates, attributions (by source) and quotes (by speaker). With
        `contains`, only those with these letters in value or unit, whatever their case and accents; of a name, signs
        at either end of `contains` too (`D-`).
        """
        from index.search.facts.tallying import tally

        found = self._of_facts(lambda generation: tally(generation, kinds, contains, limit, offset))
        return found or FactTally(total=0, rows=())

    def facts_to_make(self, query: str | None = None) -> int:
        """Return how many articles wait for facts: new ones, and all after a change of names.toml or of a plug-in.

        With a `query`, 0 where it does not ask for facts: then it does not matter.
        """
        from index.search.language import parse
        from index.search.query import asks_facts

        if query is not None and not asks_facts(parse(query)):
            return 0
        return self._news.count_without_facts(self._extractor().version)

    def articles_with_facts(self) -> tuple[int, int]:
        """Return of how many articles the facts can be searched, and how many articles there are."""
        generation, of = self._search_index().facts(), self._news.counts()[0]
        return min(generation.articles, of) if generation else 0, of
