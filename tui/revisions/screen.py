"""The revisions screen: what an outlet changed in an article, from one revision to the next."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from index.models import Revision, RevisionDiff
from tui.command import bindings
from tui.moving import Moved, MovingScreen
from tui.painting import for_screen, line_for_screen
from tui.revisions.commands import REVISIONS_COMMANDS
from tui.revisions.merged import Merged, merge
from tui.revisions.view import RevisionsView
from tui.saying import Failed

if TYPE_CHECKING:
    from index.library import Library
    from tui.command import Context

_WIDE = 110
"""From so many columns on, the title takes one line."""


@dataclass(frozen=True)
class Changes:
    """What changed between two revisions of an article that has several."""

    revisions: tuple[Revision, ...]
    diff: RevisionDiff
    merged: Merged


class RevisionsTitle(Widget):
    """The headline, the two times, and how much changed."""

    DEFAULT_CSS = """
    RevisionsTitle { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    RevisionsTitle.-two { height: 2; }
    """

    changes: reactive[Changes | None] = reactive(None)

    def render(self) -> Content:
        """Return the line or lines."""
        if self.changes is None:
            return Content.styled("Revisions", "bold $accent")
        left = Content.assemble(
            ("Revisions of ", "bold $accent"),
            f"“{line_for_screen(self.changes.diff.to.title) or 'Without a headline'}”",
        )
        right = self._right(self.changes)
        if self.has_class("-two"):
            return Content("\n").join([left.truncate(self.size.width, ellipsis=True), right])
        space = max(self.size.width - right.cell_length - 3, 0)
        return Content.assemble(left.truncate(space, ellipsis=True, pad=True), "   ", right)

    def _right(self, changes: Changes) -> Content:
        diff = changes.diff
        count = len(changes.revisions)
        which = f"   {diff.from_.revision} and {diff.to.revision} of {count}" if count > 2 else ""
        return Content.assemble(
            f"{_minute(diff.from_.fetched)} → {_minute(diff.to.fetched)}",
            (which, "$foreground 60%"),
            (f"   {counted(diff)}", "$foreground 60%"),
        )


class RevisionsScreen(MovingScreen):
    """Shows the last two revisions first; the others in pairs."""

    context: "ClassVar[Context]" = "revisions"
    BINDINGS = bindings(REVISIONS_COMMANDS)
    DEFAULT_CSS = """
    RevisionsScreen ContentSwitcher { height: 1fr; }
    RevisionsScreen ContentSwitcher > * { height: 1fr; width: 1fr; }
    RevisionsScreen #waiting { padding: 1 2; color: $foreground 60%; }
    """

    changes: reactive[Changes | None] = reactive(None)

    class Ready(Message):
        """What changed is worked out."""

        def __init__(self, changes: Changes) -> None:
            super().__init__()
            self.changes = changes

    class NothingChanged(Message):
        """There is one revision only."""

        def __init__(self, revision: Revision) -> None:
            super().__init__()
            self.revision = revision

    def __init__(self, library: "Library", article_id: str) -> None:
        super().__init__()
        self._library = library
        self._article_id = article_id

    def compose(self) -> ComposeResult:
        """Title, text with its changes, keys."""
        yield RevisionsTitle().data_bind(RevisionsScreen.changes)
        with ContentSwitcher(initial="waiting"):
            yield Static(Content("Comparing the revisions…"), id="waiting")
            yield RevisionsView()
        yield self.footer(REVISIONS_COMMANDS)

    @on(events.Mount)
    def _begin(self) -> None:
        self._read(None)

    def _read(self, older: int | None) -> None:
        """Compare revision `older` with the one after it, or the last two."""
        library, article_id = self._library, self._article_id
        self.in_thread("revisions", lambda: _read(library, article_id, older))

    @on(Ready)
    def _show(self, event: Ready) -> None:
        self.changes = event.changes
        self.query_one(RevisionsView).merged = event.changes.merged
        self.query_one(ContentSwitcher).current = "changes"

    @on(NothingChanged)
    def _say_so(self, event: NothingChanged) -> None:
        title = line_for_screen(event.revision.title) or "This article"
        words = f"“{title}” has not changed since it came in, {_minute(event.revision.fetched)}."
        self.query_one("#waiting", Static).update(Content(f"{words} What its outlet changes later is shown here."))

    @on(Failed)
    def _say_why(self, event: Failed) -> None:
        """Say it where the text would stand, and nowhere else."""
        event.prevent_default()
        self.query_one("#waiting", Static).update(Content(for_screen(event.sentence)))
        self.query_one(ContentSwitcher).current = "waiting"

    @on(events.Resize)
    def _fit(self) -> None:
        self.query_one(RevisionsTitle).set_class(self.size.width < _WIDE, "-two")

    @property
    def moved(self) -> Moved:
        """The text."""
        return self.query_one(RevisionsView)

    def action_change(self, direction: int) -> None:
        """Go to the next change (1) or the one before (-1)."""
        if self.changes is not None and not self.query_one(RevisionsView).go_to_change(direction):
            self.say("No change further down." if direction > 0 else "No change further up.")

    def action_step(self, direction: int) -> None:
        """Show what changed between the next two revisions (1) or the two before (-1)."""
        if self.changes is None:
            return
        numbers = [revision.revision for revision in self.changes.revisions]
        at = numbers.index(self.changes.diff.from_.revision) + direction
        if 0 <= at < len(numbers) - 1:
            self._read(numbers[at])
        else:
            self.say("There is no newer revision." if direction > 0 else "There is no older revision.")

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()


def _read(library: "Library", article_id: str, older: int | None) -> Message:
    """Read two revisions and what is between them. Called in a thread. Raises UnknownArticleError."""
    library.article(article_id)
    revisions = tuple(sorted(library.revisions(article_id), key=lambda revision: revision.revision))
    if len(revisions) < 2:
        return RevisionsScreen.NothingChanged(revisions[0])
    numbers = [revision.revision for revision in revisions]
    at = numbers.index(older) if older is not None else len(numbers) - 2
    diff = library.diff(article_id, numbers[at], numbers[at + 1])
    left, right = (library.article(article_id, number) for number in numbers[at : at + 2])
    return RevisionsScreen.Ready(Changes(revisions, diff, merge(diff, left, right)))


def counted(diff: RevisionDiff) -> str:
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
    return "  ".join(told + headline) or "the same words, set otherwise"


def _minute(moment: datetime) -> str:
    moment = moment.astimezone()
    return f"{moment.day} {moment:%b %H:%M}"
