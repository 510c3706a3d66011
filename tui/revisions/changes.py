"""What the revisions screen shows, read from the library in a thread: two revisions compared, and one in short."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from index.models import Revision, RevisionDiff
from tui.revisions.merged import Merged, merge

if TYPE_CHECKING:
    from index.library import Library

Pair = tuple[int, int]
"""The numbers of two revisions, the older first."""


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
    """What changed against the one before: '3 edits, 1 addition, headline changed'."""


def read_changes(library: "Library", article_id: str, pair: Pair | None) -> Changes | Revision:
    """Compare two revisions, by default the last two; return the only one where there is one.

    Raises UnknownArticleError, UnknownRevisionError.
    """
    newest = library.article(article_id)
    revisions = library.revisions(article_id)
    if len(revisions) == 1:
        return revisions[0]
    older, newer = pair or (newest.revision - 1, newest.revision)
    diff = library.diff(article_id, older, newer)
    left, right = (library.article(article_id, number) for number in (older, newer))
    return Changes(revisions, diff, merge(diff, left, right))


def read_summary(library: "Library", article_id: str, number: int) -> Summary:
    """Tell a revision in short. Raises UnknownArticleError, UnknownRevisionError."""
    words = library.article(article_id, number).words
    what = counted(library.diff(article_id, number - 1, number), ", ") if number > 1 else "as it came in"
    return Summary(number, words, what)


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
