"""What threads and the writer send to the reading screen."""

from textual.message import Message

from index.models import Found, LibraryStatus, WriterMessage
from tui.reading.loading import Loaded
from tui.reading.undo import Done


class Listed(Message):
    """The list was read anew."""

    def __init__(self, ids: tuple[str, ...], status: LibraryStatus, *, unread_only: bool) -> None:
        super().__init__()
        self.ids = ids
        self.status = status
        self.unread_only = unread_only


class ArticleLoaded(Message):
    """An article was read, for the query that was searched for then."""

    def __init__(self, query: str, loaded: Loaded) -> None:
        super().__init__()
        self.query = query
        self.loaded = loaded


class Answered(Message):
    """A search has an answer, with the query it is for: another may have been asked meanwhile."""

    def __init__(self, query: str, found: Found, *, submitted: bool) -> None:
        super().__init__()
        self.query = query
        self.found = found
        self.submitted = submitted


class Refused(Message):
    """A submitted query could not be understood."""

    def __init__(self, query: str, sentence: str) -> None:
        super().__init__()
        self.query = query
        self.sentence = sentence


class StatesChanged(Message):
    """Marks, stars or tags of articles changed."""

    def __init__(self, done: Done | None, *, aloud: bool = False) -> None:
        super().__init__()
        self.done = done
        """None where it was an undo."""
        self.aloud = aloud
        """Whether to say what was done, and how to take it back."""


class WriterSaid(Message):
    """The writer process has something to say."""

    def __init__(self, message: WriterMessage) -> None:
        super().__init__()
        self.message = message
