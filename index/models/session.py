"""Where the reader was when the program was left."""

from index.models.base import Frozen
from index.models.search import Sort


class Session(Frozen):
    """What the next start brings back."""

    selected: str | None = None
    """The article under the cursor of the list."""
    opened: str | None = None
    """The article in the reading pane."""
    query: str = ""
    sort: Sort = Sort.BEST
    marked: tuple[str, ...] = ()
    """Marked for comparison, in the order they were marked."""
    facts_shown: bool = True
    unread_only: bool = False
    theme: str | None = None
    focus: str = "list"
    """The pane with the focus: list, article or facts."""
