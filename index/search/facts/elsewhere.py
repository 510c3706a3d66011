"""How many other articles have the facts of one: what stands beside each of them when they are shown."""

from collections.abc import Callable, Sequence
from functools import partial

from index.models import Fact
from index.search.facts.asking import condition, rows
from index.search.facts.generation import Generation
from index.search.query import Phrase


def elsewhere(
    generation: Generation, key: int, facts: Sequence[Fact], with_phrase: Callable[[Phrase], int]
) -> tuple[int | None, ...]:
    """Return for each fact of the article with the number `key` how many others have it, None where nobody can tell.

    `with_phrase` counts the articles that have a phrase, of which this one is one.
    """
    asked = [condition(fact) for fact in facts]
    finds = (None if one is None or isinstance(one, Phrase) else partial(rows, condition=one) for one in asked)
    counts = generation.counts_beside(key, finds)
    return tuple(
        max(0, with_phrase(one) - 1) if isinstance(one, Phrase) else count
        for one, count in zip(asked, counts, strict=True)
    )
