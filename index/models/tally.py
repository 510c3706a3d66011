"""Facts counted across the library: which are told, and by how many articles."""

from index.models.base import Frozen
from index.models.facts import FactKind


class TalliedFact(Frozen):
    """One fact, and how many articles tell it."""

    kind: FactKind
    value: float | str | None
    """As in `Fact`: a number in whole units, an ISO 8601 date, a canonical name as one of the articles writes it; None
    for a range, which `low` and `high` tell. Of a quote, who said it; of an attribution, the source."""
    unit: str | None
    low: float | None = None
    high: float | None = None
    articles: int
    query: str | None
    """What finds these articles, in the query language; None where the fact cannot be looked for."""


class FactTally(Frozen):
    """One page of the facts of the library, from those that most articles tell."""

    total: int
    """Different facts in all, of the kinds asked for and with what they were to contain."""
    rows: tuple[TalliedFact, ...]
