"""Earlier queries, at the arrow keys: a step back from what is being typed, and forth again."""

from collections.abc import Iterable


class History:
    """A walk through earlier queries that begins at what was typed."""

    def __init__(self, typed: str, queries: Iterable[str]) -> None:
        """Begin at `typed`; the last of `queries` comes first."""
        self._queries = (typed, *(query for query in queries if query != typed.strip()))
        self._at = 0

    def earlier(self) -> str | None:
        """Step back; None where there is no earlier query."""
        return self._go(self._at + 1)

    def later(self) -> str | None:
        """Step forth, at last to what was typed; None where that is on show."""
        return self._go(self._at - 1)

    def _go(self, at: int) -> str | None:
        if not 0 <= at < len(self._queries):
            return None
        self._at = at
        return self._queries[at]
