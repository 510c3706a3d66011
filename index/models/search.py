"""What a search gives back."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import SkipValidation

from index.models.base import Frozen, Span


class Sort(StrEnum):
    """The order of results."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


class Hit(Frozen):
    """One found article, with a piece of its text that shows why."""

    id: str
    title: str
    source: str
    published: datetime | None
    score: float
    snippet: str
    """One line without line breaks, cut at word boundaries."""
    spans: tuple[Span, ...]
    """The matches, as spans into `snippet`."""


class Facets(Frozen):
    """How many of all results fall to each outlet, month (YYYY-MM) and tag."""

    source: dict[str, int]
    month: dict[str, int]
    tag: dict[str, int]


class SearchResult(Frozen):
    """One page of results; also the JSON document of `search`."""

    query: str
    understood: str
    """The query as it was read, in the query language."""
    total: int
    took_ms: float
    """Evaluation and ranking, milliseconds."""
    snippets_ms: float
    did_you_mean: str | None
    hits: tuple[Hit, ...]
    facets: Facets


class Found(Frozen):
    """Every match of a query, in the order asked for: what a list needs before it shows a single one.

    `ids` and `scores` may be 100,000 long; they are put in order only as far as they are looked at.
    """

    understood: str
    ids: Annotated[Sequence[str], SkipValidation]
    scores: Annotated[Sequence[float], SkipValidation]
    total: int
    took_ms: float
    did_you_mean: str | None
    facets: Facets


class Snippet(Frozen):
    """A piece of a text on one line, with the matches in it."""

    text: str
    spans: tuple[Span, ...]
