"""What threads and the writer send to the reading screen."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from textual.message import Message

from index.models import Found, LibraryStatus, WriterMessage
from tui.reading.elsewhere import Elsewhere
from tui.reading.inquiry import Inquiry
from tui.reading.list_rows import Row
from tui.reading.loading import Loaded
from tui.reading.shelf import Shelf
from tui.reading.undo import Done


class Listed(Message):
    """The list was read anew."""

    def __init__(
        self,
        ids: Sequence[str],
        status: LibraryStatus,
        shelf: Shelf,
        rows: Mapping[str, Row] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self.ids = ids
        self.status = status
        self.shelf = shelf
        """What the list is of: another may have been wanted meanwhile."""
        self.rows = rows
        """What the list shows of the articles that will be seen, by their ids."""


class ArticleLoaded(Message):
    """An article was read, for the query that was searched for then."""

    def __init__(self, query: str, loaded: Loaded) -> None:
        super().__init__()
        self.query = query
        self.loaded = loaded


class CountedElsewhere(Message):
    """It was counted how many other articles tell an article's facts."""

    def __init__(self, elsewhere: Elsewhere) -> None:
        super().__init__()
        self.elsewhere = elsewhere


class LookedElsewhere(Message):
    """It was looked up what reports of the same events say of an article's facts."""

    def __init__(self, elsewhere: Elsewhere) -> None:
        super().__init__()
        self.elsewhere = elsewhere


class Answered(Message):
    """A search has an answer, with what was asked: something else may have been asked meanwhile."""

    def __init__(self, inquiry: Inquiry, found: Found, rows: Mapping[str, Row]) -> None:
        super().__init__()
        self.inquiry = inquiry
        self.found = found
        self.rows = rows
        """What the list shows of the first articles, by their ids."""


class Refused(Message):
    """A search has no answer: the query is wrong, or it takes too long."""

    def __init__(self, inquiry: Inquiry, sentence: str) -> None:
        super().__init__()
        self.inquiry = inquiry
        self.sentence = sentence


class StatesChanged(Message):
    """Marks, stars or tags of articles changed."""

    def __init__(self, done: Done | None, *, aloud: bool = False, undone: Done | None = None) -> None:
        super().__init__()
        self.done = done
        """None where it was an undo, or nothing was left to do."""
        self.undone = undone
        """What was taken back."""
        self.aloud = aloud
        """Whether to say what was done, and how to take it back."""


class WriterSaid(Message):
    """The writer process has something to say."""

    def __init__(self, message: WriterMessage) -> None:
        super().__init__()
        self.message = message
