"""What the revisions screen shows, read from the library in a thread: two revisions compared, and one in short."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from index.models import Origin, Revision, RevisionDiff
from tui.revisions.merged import Merged, merge

if TYPE_CHECKING:
    from index.library import Library

Pair = tuple[int, int]
"""The numbers of two revisions, the older first."""

_FIRST_OF = {
    Origin.FILE: "as a file has it",
    Origin.FEED: "as its feed has it",
    Origin.PAGE: "the full text of its page",
}
"""What a revision is that follows one of another origin: no change by the outlet."""


@dataclass(frozen=True)
class Changes:
    """What changed between two revisions of an article that has several."""

    revisions: tuple[Revision, ...]
    """All of the article's, the oldest first."""
    diff: RevisionDiff
    merged: Merged

    @property
    def pair(self) -> Pair:
        """Which two."""
        return self.diff.from_.revision, self.diff.to.revision


@dataclass(frozen=True)
class Summary:
    """A revision in short."""

    revision: int
    words: int
    what: str
    """What changed against the one before of its origin: '3 edits, 1 addition, headline changed'."""


def read_changes(library: "Library", article_id: str, pair: Pair | None) -> Changes | Revision:
    """Compare two revisions, by default the last that the outlet changed; return the only one where there is one.

    Raises UnknownArticleError, UnknownRevisionError.
    """
    revisions = library.revisions(article_id)
    if len(revisions) == 1:
        return revisions[0]
    diff = library.diff(article_id, *(pair or (None, None)))
    left, right = (library.article(article_id, mark.revision) for mark in (diff.from_, diff.to))
    return Changes(revisions, diff, merge(diff, left, right))


def read_summary(library: "Library", article_id: str, number: int) -> Summary:
    """Tell a revision in short. Raises UnknownArticleError, UnknownRevisionError."""
    words = library.article(article_id, number).words
    if number == 1:
        return Summary(number, words, "as it came in")
    diff = library.diff(article_id, to=number)
    same = diff.from_.origin is diff.to.origin
    return Summary(number, words, counted(diff, ", ") if same else _FIRST_OF[diff.to.origin])


def counted(diff: RevisionDiff, between: str = "  ") -> str:
    """Return how much changed, in words: '3 edits  1 addition  headline changed'."""
    counts = diff.counts
    told = [
        f"{count} {noun if count == 1 else noun + 's'}"
        for count, noun in (
            (counts.edit, "edit"),
            (counts.addition, "addition"),
            (counts.deletion, "deletion"),
            (counts.refactor, "move"),
        )
        if count
    ]
    headline = ["headline changed"] if diff.from_.title != diff.to.title else []
    return between.join(told + headline) or "the same words, set otherwise"


def minute(moment: datetime, since: datetime | None = None) -> str:
    """Return a time to the minute, in the reader's zone: '9 Jun 14:40'; '14:40' where `since` is of the same day."""
    moment = moment.astimezone()
    same_day = since is not None and since.astimezone().date() == moment.date()
    return f"{moment:%H:%M}" if same_day else f"{moment.day} {moment:%b %H:%M}"
