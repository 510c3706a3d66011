"""What long work says while it goes on, and when it is done."""

from typing import Literal

from index.models.base import Frozen
from index.models.feeds import FeedAdded, PageFetched, RefreshReport


class Failure(Frozen):
    """Something that could not be taken in: which file, which line of it, and why in one sentence."""

    path: str
    line: int | None
    error: str


class ImportReport(Frozen):
    """How an import ended; also the JSON document of `import`."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: tuple[Failure, ...] = ()


class Progress(Frozen):
    """How far long work has come."""

    work: Literal["reading", "indexing", "facts", "refreshing", "pages"]
    done: int
    total: int | None
    """None where it cannot be known yet."""


class LibraryStatus(Frozen):
    """What a reader should know about a library before anything else."""

    folder: str
    articles: int
    unread: int
    starred: int
    read_only: str | None
    """Why nothing can be changed, as a sentence that says what to do; None where everything can."""


class NewsChanged(Frozen):
    """The writer committed articles; lists may be read anew."""

    added: int


class FactsReady(Frozen):
    """The writer derived the facts of these articles."""

    ids: tuple[str, ...]


class WriterNotice(Frozen):
    """What the user should know of the writer's work; one sentence for a reader."""

    sentence: str


class WriterFailed(Frozen):
    """The writer could not do what it was asked; one sentence for a reader."""

    sentence: str


WriterMessage = (
    Progress
    | ImportReport
    | RefreshReport
    | FeedAdded
    | PageFetched
    | NewsChanged
    | FactsReady
    | WriterNotice
    | WriterFailed
)
