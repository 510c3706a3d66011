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
    side_shown: bool | None = None
    """Whether the side bar is shown; None leaves it to the width of the terminal."""
    unread_only: bool = False
    starred_only: bool = False
    tag: str | None = None
    """The list holds the articles with this tag only."""
    feeds: tuple[str, ...] = ()
    """The list holds what these feeds list only; empty for everything."""
    feeds_called: str = ""
    """What the reader calls them: a feed's name, or a folder's."""
    theme: str | None = None
    focus: str = "list"
    """The pane with the focus: side, list, article or facts."""
