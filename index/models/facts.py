"""A fact: something an article says that can be compared, with its normalised value and where it stands."""

from enum import StrEnum
from typing import Literal

from index.models.base import Frozen, Span


class FactKind(StrEnum):
    """What a fact is; contract and panel group by it."""

    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    DATE = "date"
    PERIOD = "period"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    PRODUCT = "product"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    TABLE = "table"


NAME_KINDS = frozenset({FactKind.PERSON, FactKind.ORGANISATION, FactKind.PLACE, FactKind.PRODUCT})

SURE_ENOUGH = 0.9
"""Speakers surer than this are right in 97 of 100 quotations, the others in 7 of 10 (articles kept out of training)."""

Modifier = Literal["about", "at-least", "at-most", "more-than", "less-than", "nearly"]


class Fact(Frozen):
    """One fact of one revision. The same fact told twice is one fact with two places."""

    kind: FactKind
    text: str
    """As written at the first place: `article.text[start:end]`."""
    value: float | str | None
    """Normalised: a number in whole units (5e11), an ISO 8601 date or duration, or a canonical name."""
    low: float | None = None
    high: float | None = None
    """Both ends of a range ('2 to 3 million')."""
    unit: str | None = None
    """ISO 4217 for money, '%' or 'pp' for percent, as written and singular for quantities."""
    modifier: Modifier | None = None
    about: str | None = None
    """What the fact is about, as named in the article ('Alphabet stock', 'Stargate'); a table's row header."""
    role: str | None = None
    """Dates: since, until, on, by. Attributions: first-reported-by, according-to, citing, source-line, inline.
    Tables: the column header."""
    speaker: str | None = None
    """Who said a quote: a canonical name, or the article's own words where they name nobody ('a neighbour')."""
    sure: float = 1.0
    """How likely the speaker of a quote is right, from 0 to 1, or where it has none, that the words were said at all; 1
    where nothing is guessed."""
    start: int
    end: int
    sentence: Span
    """The sentence (or the heading, item or table row) around the first place."""
    places: tuple[Span, ...]
    """Every place, in order; the first is (start, end)."""
    rank: float = 0.0
    """How much it matters in its article, from 0 to 1."""

    @property
    def guessed(self) -> bool:
        """Whether the speaker is too doubtful to be told as a fact: shown as likely, and never held against another."""
        return self.sure < SURE_ENOUGH

    @property
    def span(self) -> Span:
        """The first place."""
        return Span(self.start, self.end)
