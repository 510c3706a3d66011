"""What the writer process does at the moment, in a few words."""

from dataclasses import dataclass, replace

from index.models import ImportReport, NewsChanged, Progress, WriterFailed, WriterMessage

_VERBS = {"reading": "reading", "indexing": "indexing", "facts": "facts"}


@dataclass(frozen=True)
class Work:
    """The writer's last word on its progress."""

    progress: Progress | None = None
    """None while it rests."""
    samples_come: bool = False
    """Whether the sample articles were asked for and have not come yet."""

    def seeding(self) -> "Work":
        """Return the work after the samples were asked for."""
        return replace(self, samples_come=True)

    def after(self, message: WriterMessage) -> "Work":
        """Return the work after the writer said something."""
        match message:
            case Progress(done=done, total=total):
                return replace(self, progress=None if total is not None and done >= total else message)
            case NewsChanged() | ImportReport():
                return Work()
            case WriterFailed():
                return Work()
            case _:
                return self

    def in_words(self) -> str:
        """Return 'indexing 40 of 120'; empty while nothing goes on."""
        if self.progress is None:
            return "adding samples" if self.samples_come else ""
        of = f" of {self.progress.total:,}" if self.progress.total is not None else ""
        return f"{_VERBS[self.progress.work]} {self.progress.done:,}{of}"
