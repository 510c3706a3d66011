"""Several reports of a story side by side: aligned sentences, the fact table, and where the reports disagree."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from index.models.article import ArticleSummary, Revision
from index.models.base import Frozen, Span
from index.models.facts import FactKind

FEWEST_COMPARED, MOST_COMPARED = 2, 8
"""How many different articles a comparison takes."""
SAID_BY = "said-by"
"""The role of a disagreement about who said something."""


class EditOp(StrEnum):
    """What happened to words between two texts."""

    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    MOVE = "move"


class Stress(StrEnum):
    """What the words of an edit are: another number or name matters more to a reader than other wording."""

    WORDING = "wording"
    NUMBER = "number"
    NAME = "name"


class Edit(Frozen):
    """A run of words that differs: its place in the left text and in the right one (empty span where absent)."""

    op: EditOp
    left: Span
    right: Span
    stress: Stress = Stress.WORDING


class Side(Frozen):
    """One side of a pair: the sentences of one article, several where the other side's was split."""

    id: str
    text: str
    """The sentences as written, joined by a space."""
    spans: tuple[Span, ...]


class Sign(StrEnum):
    """How the two sides of a pair relate."""

    SAME = "same"
    REWORDED = "reworded"
    CONFLICT = "conflict"


SURE_PAIR = 0.88
"""Of pairs that score higher more than nine of ten are right, of the others six (news stories judged by hand)."""


class Pair(Frozen):
    """Sentences of two articles that tell the same thing."""

    left: Side
    right: Side
    score: float
    """How likely they tell the same thing, from 0 to 1; 1 for the same words. It says nothing about agreement."""
    sign: Sign
    edits: tuple[Edit, ...]
    """In code points of the two articles' texts."""

    @property
    def guessed(self) -> bool:
        """Whether the pair is too doubtful to be told as one: shown with a lighter sign, and no fact leans on it."""
        return self.score < SURE_PAIR


class Passage(Frozen):
    """A sentence that only one article tells."""

    start: int
    end: int
    text: str


class CopiedRun(Frozen):
    """Words that two or more articles share verbatim."""

    places: dict[str, Span]
    words: int
    first: str | None = None
    """Which of these articles was published first; None where that cannot be said."""


class FactRow(Frozen):
    """One row of the fact table: a fact, and which articles tell it where."""

    kind: FactKind
    role: str | None
    about: str | None
    label: str
    """What the row is called on the screen: 'Alphabet stock', 'first reported by', 'CoreWeave'."""
    value: float | str | None
    unit: str | None
    status: Literal["shared", "some", "one"]
    places: dict[str, tuple[Span, ...]]
    rounded: bool = False
    """Whether the articles write other numbers, which rounding explains ('$499.8m', 'about $500 million')."""

    def words(self, written: str) -> str:
        """Return what an article says that writes `written`: a source by its name, a fall with its sign."""
        if self.kind is FactKind.ATTRIBUTION and isinstance(self.value, str):
            return self.value
        return _with_sign(self.kind, self.value, self.unit, written)


class ToldValue(Frozen):
    """What one article says in a row where the articles differ."""

    value: float | str | None
    unit: str | None
    text: str
    start: int
    end: int


class Disagreement(Frozen):
    """Facts with the same role about the same thing whose values differ, by article.

    The shape of disagreements (values that cannot both hold), of updates (in order of time) and of differences (lists
    and cells that may both hold).
    """

    kind: FactKind | Literal["statement"]
    """`statement` where one report denies what another says, or tells the other direction without a figure; the roles
    of such rows are `confirmed-or-denied` and `direction`."""
    role: str | None
    about: str | None
    label: str
    values: dict[str, ToldValue]

    @property
    def asks_who_said_it(self) -> bool:
        """Whether the articles give one quotation to different speakers, who are the values."""
        return self.role == SAID_BY

    def words(self, article_id: str) -> str:
        """Return what an article says: who said it of a quotation, else its words, a fall with its sign."""
        told = self.values[article_id]
        if self.asks_who_said_it and isinstance(told.value, str):
            return told.value
        return _with_sign(self.kind, told.value, told.unit, told.text)


def _with_sign(kind: str, value: float | str | None, unit: str | None, written: str) -> str:
    """Return words as written, of a percentage that fell with a minus: 'rose 2%', 'fell 2%' would read the same."""
    if kind != FactKind.PERCENT or not isinstance(value, float) or value >= 0 or written.startswith(("-", "−", "–")):
        return written
    return f"−{written}" if written[:1].isdigit() else f"−{-value:.15g}{' pp' if unit == 'pp' else '%'}"


class Contradiction(Frozen):
    """What another report says in the place of a fact."""

    id: str
    source: str
    text: str
    """As the other report writes it."""


class Comparison(Frozen):
    """Two to eight articles compared; one model for the command, the screen and a story's face."""

    articles: tuple[ArticleSummary, ...]
    pairs: tuple[Pair, ...]
    """Of the first two articles, or of all pairs of articles where asked for; in order of the left text."""
    only: dict[str, tuple[Passage, ...]]
    """By article: the sentences that no other compared article tells."""
    copied: tuple[CopiedRun, ...]
    copied_share: dict[str, float] = Field(default_factory=dict)
    """By article: the share of its words that stand in `copied`, 0 to 1."""
    facts: tuple[FactRow, ...]
    """Sorted: told by all, by some, by one; then by rank."""
    disagreements: tuple[Disagreement, ...]
    updates: tuple[Disagreement, ...]
    differences: tuple[Disagreement, ...]
    omissions: dict[str, tuple[int, ...]]
    """By article: rows of `facts` that most of the articles tell and this one leaves out."""


class EditCounts(Frozen):
    """How many sentences were added, deleted, edited and moved (the terms of NewsEdits, NAACL 2022)."""

    addition: int
    deletion: int
    edit: int
    refactor: int


class RevisionDiff(Frozen):
    """Two revisions of one article, word by word; also the JSON document of `diff`."""

    id: str
    from_: Revision = Field(alias="from")
    to: Revision
    edits: tuple[Edit, ...]
    """Left: places in the older text. Right: in the newer one."""
    moved: tuple[Span, ...] = ()
    """In the newer text: the sentences that were moved and edited. Those moved as they were are among `edits`."""
    title_edits: tuple[Edit, ...] = ()
    """Left: places in the older headline. Right: in the newer one. None where the headline stayed."""
    counts: EditCounts
