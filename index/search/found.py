"""What a search of the index gives back."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.search.counting import Counts


@dataclass(frozen=True, slots=True)
class Found:
    """Every match in the order asked for, by id, and what all of them have in common.

    `ids` and `scores` are as long as the limit allows; without one they are put in order only as far as they are looked
    at. `total` and `counts` are of all matches. A score is 0.0 where the order is by date.
    """

    understood: str
    ids: Sequence[str]
    scores: Sequence[float]
    total: int
    took_ms: float
    did_you_mean: str | None
    counts: Counts
