"""The comparison screen: two to eight reports of a story, in four views."""

import gc
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import ContentSwitcher

from index.models import FEWEST_COMPARED, MOST_COMPARED, ArticleSummary
from tui.command import Command, bindings
from tui.compare.choosing import ArticleChooser, Shelves
from tui.compare.commands import COMPARE_COMMANDS
from tui.compare.compared import Compared, Place, Reports, read
from tui.compare.fact_view import FactView
from tui.compare.legend import Legend
from tui.compare.spread import Spread, spread
from tui.compare.text_view import WIDE, TextView
from tui.compare.title import Title
from tui.compare.told import disagreements, facts, left_out
from tui.compare.told_view import ToldView
from tui.compare.writing import WritingScreen
from tui.footer import Footer
from tui.moving import Moved
from tui.painting import for_screen
from tui.saying import Failed

if TYPE_CHECKING:
    from tui.command import Context

_ONLY_IN_TEXT = frozenset({"compare.next_difference", "compare.other_column", "compare.next_article"})
_NOT_IN_TEXT = frozenset({"compare.open"})
_OF_MANY = frozenset({"compare.next_article"})
_TOLD = {"fact-list": facts, "disagreements": disagreements, "left_out": left_out}
"""Views that are told line by line."""
_HAVE_LEGEND = frozenset({"text", "facts"})


class ComparedLibrary(Reports, Shelves, Protocol):
    """What is needed of a library to compare articles of it and to find others."""


class CompareScreen(WritingScreen):
    """Compares articles of a library in a thread, and shows what came of it."""

    context: "ClassVar[Context]" = "compare"
    BINDINGS = bindings(COMPARE_COMMANDS)
    DEFAULT_CSS = """
    CompareScreen ContentSwitcher { height: 1fr; }
    CompareScreen ContentSwitcher > * { height: 1fr; width: 1fr; }
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
        """The comparison of some articles is worked out."""

        def __init__(self, ids: tuple[str, ...], compared: Compared) -> None:
            super().__init__()
            self.ids = ids
            self.compared = compared

    class SpreadOut(Message):
        """Long articles are spread out."""

        def __init__(self, made: Spread) -> None:
            super().__init__()
            self.made = made

    def __init__(self, library: ComparedLibrary, ids: Sequence[str], marked: Sequence[str] = ()) -> None:
        """Compare the articles `ids`; those that are only `marked` are offered when one is to be added."""
        super().__init__()
        self._library = library
        self._ids = tuple(dict.fromkeys(ids))
        self._marked = (*self._ids, *marked)
        self._then = ""
        """What is said when the comparison that is being worked out has come."""
        self._came_from: str | None = None

    def compose(self) -> ComposeResult:
        """Title, the view on show, what the signs mean, the keys."""
        me = CompareScreen
        yield Title().data_bind(me.compared, me.shown, me.view)
        with ContentSwitcher(initial="text"):
            yield TextView().data_bind(me.compared, me.shown, me.column)
        yield Legend().data_bind(me.view)
        yield self.footer(COMPARE_COMMANDS)

    @on(events.Mount)
    def _begin(self) -> None:
        self._compare(self._ids, "")

    def _compare(self, ids: tuple[str, ...], then: str) -> None:
        """Compare articles in a thread; what is on the screen stays until it is done. `then`: what to say after it."""
        library, self._ids, self._then = self._library, ids, then
        words = f"Comparing {len(ids)} articles…"
        self.text.instead = words
        self.query_one(Footer).status = words if self.compared is not None else ""
        self.in_thread("compare", lambda: self.Ready(ids, read(library, ids)))

    @on(Ready)
    def _show(self, event: Ready) -> None:
        if event.ids != self._ids:
            return
        # A long comparison is hundreds of thousands of objects. While it is on the screen they all stay, so there is no
        # sense in looking through them for garbage: 120 ms each time, in the midst of scrolling.
        gc.freeze()
        self.query_one(Footer).status = ""
        self.shown = self._columns_for(event.compared.ids)
        self.compared = event.compared
        if self._then:
            self.say(self._then)

    @on(events.Unmount)
    def _end(self) -> None:
        gc.unfreeze()

    def _columns_for(self, ids: Sequence[str]) -> tuple[str, str]:
        """Return which articles stand in the columns: those that do, as far as they are still compared."""
        kept = [article_id if article_id in ids else None for article_id in self.shown or (None, None)]
        rest = iter([article_id for article_id in ids if article_id not in kept])
        left, right = (article_id if article_id is not None else next(rest) for article_id in kept)
        return left, right

    @on(Failed)
    def _say_why(self, event: Failed) -> None:
        """Say it where the comparison would stand, and nowhere else; one that stands there stays."""
        event.prevent_default()
        self.text.instead = event.sentence
        if self.compared is not None:
            self._ids = self.compared.ids
            self.query_one(Footer).status = ""
            self.say(event.sentence, "warning")

    @on(TextView.TooLong)
    def _spread_out(self, event: TextView.TooLong) -> None:
        self.in_thread("spread", lambda: self.SpreadOut(spread(event.wanted)))

    @on(SpreadOut)
    def _spread_is_made(self, event: SpreadOut) -> None:
        self.text.take(event.made)

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
        """Name the commands that there are for so many articles."""
        self._switch()

    def watch_view(self) -> None:
        """Show the view."""
        self._switch()

    @on(events.Resize)
    def _switch(self) -> None:
        self.query_one(Title).set_class(self.size.width < WIDE, "-two")
        views = self.query_one(ContentSwitcher)
        if not views.query_children(f"#{self._view_id}"):
            # When it is first wanted: the styles of a view take 20 ms.
            views.mount(self._make_view(self._view_id).data_bind(CompareScreen.compared))
        views.current = self._view_id
        legend = self.query_one(Legend)
        legend.count = len(self._ids)
        legend.display = self._view_id in _HAVE_LEGEND
        self.query_one(Footer).commands = tuple(self._commands_at_hand())

    @on(TextView.Taken)
    def _tell_share(self) -> None:
        """Tell how much of the left article the right one tells as well."""
        if self.text.spread is not None:
            self.query_one(Legend).share = self.text.spread.share

    @on(FactView.Pointed)
    def _tell_cell(self, event: FactView.Pointed) -> None:
        self.query_one(Legend).cell = event.cut

    @staticmethod
    def _make_view(view_id: str) -> FactView | ToldView:
        return FactView() if view_id == "facts" else ToldView(view_id, _TOLD[view_id])

    def _commands_at_hand(self) -> Iterator[Command]:
        """Yield the commands that the foot of the screen names: those that do something in this view."""
        hidden = _NOT_IN_TEXT if self.view == "text" else _ONLY_IN_TEXT
        for command in COMPARE_COMMANDS:
            if command.footer and command.id not in hidden and (len(self._ids) > 2 or command.id not in _OF_MANY):
                yield command

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

    def action_add(self) -> None:
        """Choose an article and bring it in."""
        if len(self._ids) >= MOST_COMPARED:
            self.say(f"Eight articles are the most that can be compared; {self._key('compare.drop')} drops one.")
        elif self.compared is not None:
            chooser = ArticleChooser(self._library, self._ids, self._marked, self._add)
            self.app.push_screen(chooser)

    def _add(self, article: ArticleSummary) -> None:
        if article.id not in self._ids and len(self._ids) < MOST_COMPARED:
            self._marked = (*self._marked, article.id)
            key = self._key("compare.next_article")
            name = article.source or article.title
            self._compare((*self._ids, article.id), f"{name} is in the comparison now; {key} shows it in this column.")

    def action_drop(self) -> None:
        """Drop the article of the chosen column, or of the entry at the cursor."""
        article_id = self._article_at_cursor()
        if self.compared is None or article_id not in self._ids:
            return
        if len(self._ids) <= FEWEST_COMPARED:
            self.say(f"A comparison needs two articles; {self._key('compare.add')} brings another one in.")
            return
        name = self.compared.names[article_id]
        self._compare(
            tuple(other for other in self._ids if other != article_id),
            f"{name} is no longer compared; {self._key('compare.add')} brings it back.",
        )

    def _article_at_cursor(self) -> str:
        """Return the article that is dropped: of the column, or of what is at the cursor."""
        if self.compared is None or self.shown is None:
            return ""
        view = self.moved
        if isinstance(view, FactView):
            return self.compared.ids[view.column]
        place = view.place if isinstance(view, ToldView) else None
        return self.shown[self.column] if place is None else place.article_id

    def _key(self, command_id: str) -> str:
        """Return a command's first key as the reader knows it."""
        keys = self.query_one(Footer).keys
        return keys.shown(command_id, 1) if keys is not None else ""

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

    def action_write(self) -> None:
        """Write the comparison to a file, with the two articles on show side by side."""
        if self.compared is not None and self.shown is not None:
            self.ask_and_write(self.compared, self.shown)

    def action_back(self) -> None:
        """Go back to where Enter came from, else leave."""
        if self._came_from is not None and self.view == "text":
            self.view, self._came_from = self._came_from, None
        else:
            self.dismiss()
