"""The comparison screen: two to five reports of a story, in four views."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import ContentSwitcher, Static

from tui.command import Command, bindings
from tui.compare.commands import COMPARE_COMMANDS
from tui.compare.compared import Compared, Place, Reports, read
from tui.compare.fact_view import FactView
from tui.compare.text_view import WIDE, TextView
from tui.compare.title import Title
from tui.compare.told import disagreements, facts, left_out
from tui.compare.told_view import ToldView
from tui.footer import Footer
from tui.moving import Moved, MovingScreen
from tui.painting import for_screen
from tui.saying import Failed

if TYPE_CHECKING:
    from tui.command import Context

_ONLY_IN_TEXT = frozenset({"compare.next_difference", "compare.other_column", "compare.next_article"})
_NOT_IN_TEXT = frozenset({"compare.open"})
_OF_MANY = frozenset({"compare.next_article"})
_LEGEND = "= same words   ≈ other words   ~ perhaps the same   + only here   ⚡ disagree"
_LEGEND_OF_MANY = "= same   ≈ other words   ~ perhaps   + only here   · by another   ⚡ disagree"
_SHORT_LEGEND = "= same   ≈ other words   + only here   ⚡ disagree"


class CompareScreen(MovingScreen):
    """Compares articles of a library in a thread, and shows what came of it."""

    context: "ClassVar[Context]" = "compare"
    BINDINGS = bindings(COMPARE_COMMANDS)
    DEFAULT_CSS = """
    CompareScreen ContentSwitcher { height: 1fr; }
    CompareScreen ContentSwitcher > * { height: 1fr; width: 1fr; }
    CompareScreen #waiting { padding: 1 2; color: $foreground 60%; }
    CompareScreen #legend { height: 1; padding: 0 1; color: $foreground 60%; text-wrap: nowrap; }
    """

    compared: reactive[Compared | None] = reactive(None)
    """What is compared; None while it is worked out."""
    shown: reactive[tuple[str, str] | None] = reactive(None)
    """The articles on the left and on the right of the text."""
    view: reactive[str] = reactive("text")
    """One of `VIEWS`."""
    column: reactive[int] = reactive(0)
    """Which of the two columns the keys speak of."""

    class Ready(Message):
        """The comparison is worked out."""

        def __init__(self, compared: Compared) -> None:
            super().__init__()
            self.compared = compared

    def __init__(self, library: Reports, ids: Sequence[str]) -> None:
        super().__init__()
        self._library = library
        self._ids = tuple(ids)
        self._came_from: str | None = None

    def compose(self) -> ComposeResult:
        """Title, the view on show, what the signs mean, the keys."""
        me = CompareScreen
        yield Title().data_bind(me.compared, me.shown, me.view)
        with ContentSwitcher(initial="waiting"):
            yield Static(Content(f"Comparing {len(self._ids)} articles…"), id="waiting")
            yield TextView().data_bind(me.compared, me.shown, me.column)
            yield FactView().data_bind(me.compared)
            yield ToldView("fact-list", facts).data_bind(me.compared)
            yield ToldView("disagreements", disagreements).data_bind(me.compared)
            yield ToldView("left_out", left_out).data_bind(me.compared)
        yield Static(id="legend")
        yield self.footer(COMPARE_COMMANDS)

    @on(events.Mount)
    def _begin(self) -> None:
        library, ids = self._library, self._ids
        self.in_thread("compare", lambda: self.Ready(read(library, ids)))

    @on(Ready)
    def _show(self, event: Ready) -> None:
        left, right, *_ = event.compared.ids
        self.shown = left, right
        self.compared = event.compared

    @on(Failed)
    def _say_why(self, event: Failed) -> None:
        """Say it where the comparison would stand, and nowhere else."""
        event.prevent_default()
        self.query_one("#waiting", Static).update(Content(for_screen(event.sentence)))

    @property
    def text(self) -> TextView:
        """The view of the text."""
        return self.query_one(TextView)

    @property
    def moved(self) -> Moved:
        """The view on show."""
        return self.query_one(f"#{self._view_id}", Moved)

    @property
    def _view_id(self) -> str:
        return "fact-list" if self.view == "facts" and self.size.width < WIDE else self.view

    # What follows from what.

    def watch_compared(self) -> None:
        """Show a view instead of the waiting."""
        self._switch()

    def watch_shown(self) -> None:
        """Say how much the two share."""
        self._switch()

    def watch_view(self) -> None:
        """Show the view."""
        self._switch()

    @on(events.Resize)
    def _switch(self) -> None:
        self.query_one(Title).set_class(self.size.width < WIDE, "-two")
        if self.compared is not None:
            self.query_one(ContentSwitcher).current = self._view_id
        legend = self.query_one("#legend", Static)
        legend.display = self.compared is not None and self.view == "text"
        self.query_one(Footer).commands = tuple(self._commands_at_hand())
        self.call_after_refresh(self._explain)

    def _commands_at_hand(self) -> Iterator[Command]:
        """Yield the commands that the foot of the screen names: those that do something in this view."""
        hidden = _NOT_IN_TEXT if self.view == "text" else _ONLY_IN_TEXT
        for command in COMPARE_COMMANDS:
            if command.footer and command.id not in hidden and (len(self._ids) > 2 or command.id not in _OF_MANY):
                yield command

    def _explain(self) -> None:
        """Say what the signs mean, and how much of the left article the right one tells as well."""
        told, of = self.text.share
        legend = self.query_one("#legend", Static)
        signs = _LEGEND if len(self._ids) == 2 else _LEGEND_OF_MANY
        share = f"{told} of {of} sentences shared"
        room = self.size.width - 2 - len(share)
        words = next((each for each in (signs, _SHORT_LEGEND) if len(each) + 4 <= room), "")
        legend.update(Content(f"{words}{share.rjust(self.size.width - 3 - len(words))}"))

    # What the keys do.

    def action_view(self, view: str) -> None:
        """Show one of the views."""
        self._came_from = None
        self.view = view

    def action_difference(self, direction: int) -> None:
        """Go to the next difference (1) or the one before (-1)."""
        if self.compared is None:
            return
        if self.view != "text":
            self.moved.move(direction)
        elif not self.text.go_to_difference(direction):
            self.say("No difference further down." if direction > 0 else "No difference further up.")

    def action_other_column(self) -> None:
        """Go to the other column."""
        self.column = 1 - self.column

    def action_sideways(self, direction: int) -> None:
        """Go to the column on the right (1) or on the left (-1)."""
        if self.view == "text":
            self.column = max(0, min(self.column + direction, 1))
        elif isinstance(view := self.moved, FactView):
            view.sideways(direction)

    def action_cycle(self, direction: int) -> None:
        """Show another article in this column: the next (1) or the one before (-1) that is not in the other."""
        if self.compared is None or self.shown is None:
            return
        other = self.shown[1 - self.column]
        ids = [article_id for article_id in self.compared.ids if article_id != other]
        if len(ids) < 2:
            self.say("Only two articles are compared.")
            return
        at = (ids.index(self.shown[self.column]) + direction) % len(ids)
        self._show_in_column(ids[at])

    def _show_in_column(self, article_id: str) -> None:
        if self.shown is not None:
            other = self.shown[1 - self.column]
            self.shown = (article_id, other) if self.column == 0 else (other, article_id)

    def action_open(self) -> None:
        """Go from a fact to where the article says it."""
        view = self.moved
        place = view.place if isinstance(view, FactView | ToldView) else None
        if place is None:
            if self.view == "facts":
                self.say("This article does not tell it.")
            return
        self._go_to(place)

    def _go_to(self, place: Place) -> None:
        if self.shown is None:
            return
        self._came_from = self.view
        if place.article_id in self.shown:
            self.column = self.shown.index(place.article_id)
        else:
            self._show_in_column(place.article_id)
        self.view = "text"
        # The text is laid out when it is on the screen.
        self.call_after_refresh(self.text.go_to, place)

    def action_copy(self) -> None:
        """Copy what the article says at the cursor."""
        view = self.moved
        words = view.text_at_cursor if isinstance(view, TextView | FactView | ToldView) else ""
        if words:
            self.app.copy_to_clipboard(for_screen(words))
            self.say("Copied.")
        else:
            self.say("Nothing is at the cursor.")

    def action_back(self) -> None:
        """Go back to where Enter came from, else leave."""
        if self._came_from is not None and self.view == "text":
            self.view, self._came_from = self._came_from, None
        else:
            self.dismiss()
