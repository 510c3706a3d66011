"""The revisions screen: what an outlet changed in an article, between any two revisions, beside a timeline of all."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive, var
from textual.widgets import ContentSwitcher, Static

from index.models import Revision
from tui.command import bindings
from tui.moving import Moved, MovingScreen
from tui.painting import for_screen, line_for_screen
from tui.revisions.changes import Changes, Pair, Summary, minute, read_changes, read_summary
from tui.revisions.commands import REVISIONS_COMMANDS
from tui.revisions.timeline import Timeline
from tui.revisions.title import RevisionsTitle
from tui.revisions.view import RevisionsView
from tui.saying import Failed

if TYPE_CHECKING:
    from index.library import Library
    from tui.command import Context

_WIDE, _WIDE_TITLE = 110, 150
"""From so many columns on, the timeline stands beside the text, and the title takes one line."""
_MOST_TOLD = 50
"""How many of the newest revisions are told in short: an article that changes every minute has hundreds."""

_COMPARING = "revisions"


class RevisionsScreen(MovingScreen):
    """Shows the last two revisions first; any other two at a key."""

    context: "ClassVar[Context]" = "revisions"
    BINDINGS = bindings(REVISIONS_COMMANDS)
    DEFAULT_CSS = """
    RevisionsScreen {
        & #body { height: 1fr; }
        & Timeline { display: none; width: 42; border-right: solid $rule; }
        & ContentSwitcher { width: 1fr; height: 1fr; }
        & ContentSwitcher > * { height: 1fr; width: 1fr; }
        & #waiting { padding: 1 2; color: $foreground 60%; }
        &.-timeline Timeline { display: block; }
        &.-narrow.-timeline Timeline { width: 1fr; border-right: none; }
        &.-narrow.-timeline ContentSwitcher { display: none; }
    }
    """

    changes: reactive[Changes | None] = reactive(None)
    pair: reactive[Pair | None] = reactive(None)
    """The two that are compared, or are about to be."""
    asked: var[bool | None] = var(None)
    """Whether the timeline was asked for; None where the width decides."""

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

    class Summarised(Message):
        """One revision is told in short."""

        def __init__(self, summary: Summary) -> None:
            super().__init__()
            self.summary = summary

    def __init__(self, library: "Library", article_id: str) -> None:
        super().__init__()
        self._library = library
        self._article_id = article_id

    def compose(self) -> ComposeResult:
        """Title, timeline, text with its changes, keys."""
        yield RevisionsTitle().data_bind(RevisionsScreen.changes)
        with Horizontal(id="body"):
            yield Timeline().data_bind(RevisionsScreen.pair)
            with ContentSwitcher(initial="waiting"):
                yield Static(Content("Comparing the revisions…"), id="waiting")
                yield RevisionsView()
        yield self.footer(REVISIONS_COMMANDS)

    @on(events.Mount)
    def _begin(self) -> None:
        self._compare(None)

    def _compare(self, pair: Pair | None) -> None:
        """Compare two revisions, or the last two."""
        library, article_id = self._library, self._article_id
        self.pair = pair

        def work() -> Message:
            found = read_changes(library, article_id, pair)
            return self.NothingChanged(found) if isinstance(found, Revision) else self.Ready(found)

        self.in_thread(_COMPARING, work)

    @on(Ready)
    def _show(self, event: Ready) -> None:
        if self.pair not in {None, event.changes.pair}:
            return
        first = self.changes is None
        self.changes = event.changes
        self.pair = event.changes.pair
        self.query_one(RevisionsView).merged = event.changes.merged
        self.query_one(ContentSwitcher).current = "changes"
        if first:
            self.query_one(Timeline).revisions = event.changes.revisions
            self._fit()
            self._summarise()

    def _summarise(self) -> None:
        """Tell the next revision in short; one after the other, so that leaving the screen is the end of it."""
        timeline, library, article_id = self.query_one(Timeline), self._library, self._article_id
        newest = reversed(timeline.revisions[-_MOST_TOLD:])
        number = next((mark.revision for mark in newest if mark.revision not in timeline.summaries), None)
        if number is not None:
            self.in_thread(f"revision {number}", lambda: self.Summarised(read_summary(library, article_id, number)))

    @on(Summarised)
    def _tell(self, event: Summarised) -> None:
        timeline = self.query_one(Timeline)
        timeline.summaries = {**timeline.summaries, event.summary.revision: event.summary}
        self._summarise()

    @on(NothingChanged)
    def _say_so(self, event: NothingChanged) -> None:
        title = line_for_screen(event.revision.title) or "This article"
        words = f"“{title}” has not changed since it came in, {minute(event.revision.fetched)}."
        self.query_one("#waiting", Static).update(Content(f"{words} What its outlet changes later is shown here."))

    @on(Failed)
    def _say_why(self, event: Failed) -> None:
        """Say it where the text would stand, and nowhere else; what the timeline misses is said beside the text."""
        if event.group != _COMPARING:
            return
        event.prevent_default()
        self.query_one("#waiting", Static).update(Content(for_screen(event.sentence)))
        self.query_one(ContentSwitcher).current = "waiting"

    @property
    def _is_narrow(self) -> bool:
        return self.size.width < _WIDE

    @property
    def _has_timeline(self) -> bool:
        asked = self.asked if self.asked is not None else not self._is_narrow
        return asked and self.changes is not None

    @on(events.Resize)
    def _fit(self) -> None:
        if self.has_class("-narrow") != self._is_narrow:
            self.asked = None
        self.set_class(self._is_narrow, "-narrow")
        self.set_class(self._has_timeline, "-timeline")
        self.query_one(RevisionsTitle).set_class(self.size.width < _WIDE_TITLE, "-two")

    @property
    def moved(self) -> Moved:
        """The text, or the timeline where it has the screen for itself."""
        return self.query_one(Timeline if self._is_narrow and self._has_timeline else RevisionsView)

    def action_toggle_timeline(self) -> None:
        """Show or hide the timeline."""
        self.asked = not self._has_timeline
        self._fit()

    def action_change(self, direction: int) -> None:
        """Go to the next change (1) or the one before (-1)."""
        if self._is_narrow and self._has_timeline:
            self.action_toggle_timeline()
        if self.changes is not None and not self.query_one(RevisionsView).go_to_change(direction):
            self.say("No change further down." if direction > 0 else "No change further up.")

    def action_step(self, direction: int) -> None:
        """Show what changed between the next two revisions (1) or the two before (-1)."""
        if self.changes is None or self.pair is None:
            return
        older, newer = self.pair
        pair = (newer, newer + 1) if direction > 0 else (older - 1, older)
        if pair[0] >= 1 and pair[1] <= len(self.changes.revisions):
            self._compare(pair)
        else:
            self.say("There is no newer revision." if direction > 0 else "There is no older revision.")

    def action_choose(self, start: int, end: int) -> None:
        """Move where the comparison starts, or ends, to the revision before (-1) or after (1)."""
        if self.changes is None or self.pair is None:
            return
        older, newer = self.pair[0] + start, self.pair[1] + end
        if older < 1:
            self.say("There is no older revision.")
        elif newer > len(self.changes.revisions):
            self.say("There is no newer revision.")
        elif older == newer:
            self.say("These two stand next to each other.")
        else:
            self._compare((older, newer))

    @on(Timeline.Chosen)
    def _choose(self, event: Timeline.Chosen) -> None:
        """Compare up to a clicked revision that is newer than both, else from it on."""
        if self.pair is None or event.revision in self.pair:
            return
        older, newer = self.pair
        self._compare((older, event.revision) if event.revision > newer else (event.revision, newer))

    def action_back(self) -> None:
        """Leave the timeline where it has the screen for itself, else the revisions."""
        if self._is_narrow and self._has_timeline:
            self.action_toggle_timeline()
        else:
            self.dismiss()
