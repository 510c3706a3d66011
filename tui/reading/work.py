"""What the writer process does at the moment, and what it was asked for and has not brought yet, in a few words."""

from dataclasses import dataclass, replace

from index.models import ImportReport, NewsChanged, Progress, WriterFailed, WriterMessage
from index.models.feeds import FeedAdded, PageFetched, RefreshReport

_VERBS = {
    "reading": "reading",
    "indexing": "indexing",
    "facts": "facts",
    "refreshing": "refreshing",
    "pages": "fetching pages",
}


@dataclass(frozen=True)
class Work:
    """The writer's last word on its progress, and what is waited for."""

    progress: Progress | None = None
    """None while it rests."""
    samples_come: bool = False
    """Whether the sample articles were asked for and have not come yet."""
    refreshing: bool = False
    """Whether feeds are being asked for."""
    stopping: bool = False
    """Whether that is to end before its time."""
    adding: str = ""
    """The host that is asked for a feed to subscribe to."""
    fetching: str | None = None
    """The article whose full text is being fetched."""

    @property
    def asked(self) -> bool:
        """Whether the reader waits for something from elsewhere."""
        return self.refreshing or bool(self.adding) or self.fetching is not None

    def seeding(self) -> "Work":
        """Return the work after the samples were asked for."""
        return replace(self, samples_come=True)

    def rested(self) -> "Work":
        """Return the work where the writer no longer speaks of it; what was asked for is still waited for."""
        return replace(self, progress=None)

    def after(self, message: WriterMessage) -> "Work":
        """Return the work after the writer said something."""
        match message:
            case Progress(done=done, total=total):
                return replace(self, progress=None if total is not None and done >= total else message)
            case NewsChanged():
                return replace(self, samples_come=False)
            case ImportReport():
                return replace(self, progress=None, samples_come=False)
            case RefreshReport():
                return replace(self, progress=None, refreshing=False, stopping=False)
            case FeedAdded():
                return replace(self, progress=None, adding="")
            case PageFetched():
                return replace(self, progress=None, fetching=None)
            case WriterFailed():
                return Work()
            case _:
                return self

    def in_words(self, stop_key: str = "") -> str:
        """Return 'indexing 40 of 120', 'refreshing 12 of 200, R stops'; empty while nothing goes on."""
        stops = ", stopping" if self.stopping else f", {stop_key} stops" if self.refreshing and stop_key else ""
        if self.adding:
            return f"asking {self.adding} for its feed"
        if self.progress is not None:
            of = f" of {self.progress.total:,}" if self.progress.total is not None else ""
            return f"{_VERBS[self.progress.work]} {self.progress.done:,}{of}{stops}"
        if self.refreshing:
            return f"refreshing{stops}"
        if self.fetching is not None:
            return "fetching the full text"
        return "adding samples" if self.samples_come else ""
