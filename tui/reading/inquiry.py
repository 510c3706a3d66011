"""One search that was asked for: what an answer is for, and when nobody waits for it any more."""

import time
from dataclasses import dataclass, field

from index.models import Sort

_PATIENCE_SECONDS = 2.0
"""Who types on does not wait for longer; Enter does."""


@dataclass(frozen=True, eq=False)
class Inquiry:
    """A question to the library; each is its own, for the same one asked again may have another answer."""

    query: str
    sort: Sort = Sort.BEST
    submitted: bool = False
    """Whether the query is whole: its last word is a word, and a mistake is told."""
    going: bool = False
    """Whether the reader goes to the results once they are there."""
    _asked: float = field(default_factory=time.monotonic)

    def overdue(self) -> bool:
        """Tell whether it has taken longer than the reader should wait."""
        return not self.submitted and time.monotonic() - self._asked > _PATIENCE_SECONDS
