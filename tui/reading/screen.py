"""The reading screen: articles, the article, its key facts, and what holds them together."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from index.library import Library
from index.models import Session
from tui.command import Command, Context, bindings
from tui.footer import Footer
from tui.keymap import Keys
from tui.reading.article_list import ArticleList
from tui.reading.commands import IN_EVERY_PANE, READING_COMMANDS
from tui.reading.facts_panel import FactsPanel
from tui.reading.header import Header
from tui.reading.hearing import Hearing
from tui.reading.panes import ArticlePane, FactsPane, ListPane, SidePane
from tui.reading.search_bar import SearchBar
from tui.reading.shelf import Shelf
from tui.reading.side_bar import SideBar
from tui.reading.wording import PANES, Pane

_PANE_KINDS: dict[Pane, type[Widget]] = {"side": SidePane, "list": ListPane, "article": ArticlePane, "facts": FactsPane}
_WIDE = 110
"""Columns from which three panes fit side by side."""
_ROOMY = 140
"""Columns from which four do."""


class ReadingScreen(Hearing):
    """Up to four panes side by side; one at a time where the terminal is narrow."""

    context: ClassVar[Context] = "reading"
    BINDINGS = bindings(IN_EVERY_PANE)
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 - Textual declares it of the instance
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-short"), (20, "-tall")]  # noqa: RUF012 - Textual declares it of the instance
    AUTO_FOCUS = None
    DEFAULT_CSS = """
    ReadingScreen { layers: base over; }
    ReadingScreen #panes { height: 1fr; }
    ReadingScreen #panes > .-here > PaneTitle { color: $accent; text-style: bold; }
    ReadingScreen #panes.-sided > ListPane { width: 32%; border-left: solid $rule; }
    ReadingScreen #panes.-sided > FactsPane { width: 18%; }
    ReadingScreen.-narrow #panes > * { width: 1fr; max-width: 100%; border-left: none; }
    ReadingScreen #too-small { display: none; layer: over; width: 100%; height: 100%; background: $background; }
    ReadingScreen.-tiny #too-small, ReadingScreen.-flat #too-small { display: block; }
    """

    def __init__(
        self, library: Library, clock: Callable[[], datetime], everywhere: tuple[Command, ...], keys: Keys
    ) -> None:
        super().__init__(library)
        self._clock = clock
        self._everywhere = everywhere
        self.set_reactive(ReadingScreen.keys, keys)

    def compose(self) -> ComposeResult:
        """Lay out header or search bar, panes, footer."""
        me = ReadingScreen
        yield Header().data_bind(me.status, me.trail, me.shelf, me.news)
        yield SearchBar().data_bind(me.found, me.problem, me.sort)
        with Horizontal(id="panes"):
            yield SidePane().data_bind(me.status, me.kept, me.place, me.save_key, me.feeds, me.feeds_key)
            yield ListPane(self.library, self._clock).data_bind(
                me.ids,
                me.marked,
                wanted=me.query_text,
                nothing=me.list_nothing,
                title=me.list_title,
                figure=me.list_figure,
            )
            yield ArticlePane(self._clock).data_bind(me.loaded, nothing=me.article_nothing, figure=me.article_figure)
            yield FactsPane().data_bind(me.loaded, me.elsewhere, nothing=me.facts_nothing)
        yield Footer().data_bind(me.keys, commands=me.commands_here, status=me.doing)
        yield Static("Crossread needs at least 40 columns and 10 lines.", id="too-small", markup=False)

    @on(events.Mount)
    def _begin(self) -> None:
        """Show at once what one cheap look into the library gives, where the reader left."""
        session = self.library.session()
        self.library.changed()
        self.status = self.library.status()
        self.shelf = self._listed_of = Shelf(
            session.unread_only, session.starred_only, session.tag, session.feeds, session.feeds_called
        )
        self.side_shown = session.side_shown
        self.columns = self.app.size.width
        self.facts_shown = session.facts_shown
        self.sort = session.sort
        self.marked = session.marked
        self.show_panes()
        self.ids = self.shelf.order(self.library)
        self.call_after_refresh(self._restore, session)

    def _restore(self, session: Session) -> None:
        if session.selected in self.ids:
            self.list.select(session.selected)
        wanted = session.opened or self.list.selected
        if wanted is not None and self.library.summaries((wanted,)):
            self.load(wanted)
        self.focus_pane(session.focus if wanted is not None else "list")
        if session.query:
            self.begin_search(session.query, focus=False)
            self.ask(session.query)

    def now(self) -> datetime:
        """Return the time."""
        return self._clock()

    def warm_up(self) -> None:
        """Load what searches before the first one is typed, and fill the side bar."""
        self.read_kept()
        library = self.library

        def work() -> None:
            library.find("a")

        self.in_thread("warm", work)

    # Panes.

    @property
    def at_pane(self) -> str:
        """The pane with the focus, or that had it last."""
        return self.pane

    @property
    def previewing(self) -> bool:
        """Whether the article under the cursor is shown beside the list."""
        return not self.narrow or self.pane != "list"

    def focus_pane(self, pane: str) -> None:
        """Go to a pane; to its neighbour where it is hidden."""
        if pane not in self._steps():
            pane = "article" if pane == "facts" else "list"
        self.pane = next((known for known in PANES if known == pane), "list")
        self.show_panes()
        if self.pane in {"article", "facts"} and self.narrow and self.loaded is None and self.list.selected is not None:
            self.open_article(self.list.selected)
        self._body(self.pane).focus()

    def _body(self, pane: Pane) -> Widget:
        return {
            "side": self.query_one(SideBar),
            "list": self.list,
            "article": self.view,
            "facts": self.query_one(FactsPanel),
        }[pane]

    def show_panes(self) -> None:
        """Show the panes that fit."""
        self.query_one(Header).display = self.narrow or not self.searching
        self.query_one("#panes").set_class(self.side_on and not self.narrow, "-sided")
        for name, kind in _PANE_KINDS.items():
            self.query_one(kind).display = name == self.pane if self.narrow else name in self._steps()

    @on(events.Resize)
    def _fit(self, event: events.Resize) -> None:
        self.columns = event.size.width
        self.narrow = self.columns < _WIDE
        if self.pane not in self._steps() and self.query_one(_PANE_KINDS[self.pane]).has_focus_within:
            self.focus_pane(self.pane)
        self.show_panes()

    @on(events.DescendantFocus)
    def _note_pane(self, event: events.DescendantFocus) -> None:
        for pane, kind in _PANE_KINDS.items():
            container = self.query_one(kind)
            here = container in event.widget.ancestors
            container.set_class(here, "-here")
            if here:
                self.pane = pane
        self._name_commands()

    def _watch_found(self) -> None:
        if self.is_mounted:
            self._name_commands()

    def _name_commands(self) -> None:
        """Put the commands that matter where the focus is at the foot."""
        focused = self.focused
        context = getattr(
            focused, "context", "facts" if focused is not None and focused.id == "facts-filter" else "list"
        )
        contexts = (context,) if (alone := context in {"search", "strip"}) else (context, "reading")
        here = [c for name in contexts for c in READING_COMMANDS if c.context == name and c.footer]
        if alone:
            here += [c for c in READING_COMMANDS if c.id == "reading.save_search"]
        if self.problem or (self.found is not None and not self.found.total):
            here = [c for c in here if c.id != "search.counts"]
        if self.suggestion:
            here[1:1] = [c for c in READING_COMMANDS if c.id == "reading.suggestion"]
        taken = {key for command in here if command.context == context for key in command.keys}
        kept = [c for c in here if c.context == context or not taken & set(c.keys)]
        # In the bar a question mark is a wildcard: its own keys are all there are.
        everywhere = () if context == "search" else tuple(c for c in self._everywhere if c.footer)
        self.commands_here = (*kept, *everywhere)

    @property
    def side_on(self) -> bool:
        """Whether the side bar is on the screen: where there is room, or as the reader wants it."""
        if self.narrow:
            return self.pane == "side"
        return self.columns >= _ROOMY if self.side_shown is None else self.side_shown

    @property
    def facts_on(self) -> bool:
        """Whether the key facts have room: where there are not four panes, the side bar takes theirs."""
        return self.facts_shown and not (self.side_on and _WIDE <= self.columns < _ROOMY)

    def _steps(self) -> list[Pane]:
        """Return the panes that can be gone to, from left to right."""
        hidden = {"side": not (self.side_on or self.narrow), "facts": not self.facts_on}
        return [pane for pane in PANES if not hidden.get(pane)]

    def action_pane(self, direction: int) -> None:
        """Go to the pane on the right (1) or on the left (-1)."""
        steps = self._steps()
        at = steps.index(self.pane) + direction
        if self.pane == "list" and direction > 0:
            self.list.action_open()
        elif 0 <= at < len(steps):
            self.focus_pane(steps[at])

    def action_cycle(self, direction: int) -> None:
        """Go to the next pane (1) or the one before (-1), round and round."""
        steps = self._steps()
        self.focus_pane(steps[(steps.index(self.pane) + direction) % len(steps)])

    def action_toggle_facts(self) -> None:
        """Show or hide the key facts; on a narrow screen, go to them or back."""
        if self.narrow:
            self.facts_shown = True
            self.focus_pane("article" if self.pane == "facts" else "facts")
            return
        self.facts_shown = not self.facts_on
        if self.facts_shown and not self.facts_on:
            self.side_shown = False
        self.focus_pane(self.pane)
        self.save_soon()

    def action_toggle_side(self) -> None:
        """Show the side bar and go there, or hide it; on a narrow screen, go there or back."""
        on = self.side_on
        if not self.narrow:
            self.side_shown = not on
        self.focus_pane("side" if not on else "list" if self.pane == "side" else self.pane)
        self.count_unread()
        self.save_soon()

    def action_back(self) -> None:
        """One step back: the pane, a narrowing of the search, the search."""
        if self.pane == "side":
            self.focus_pane("list")
        elif self.narrow and self.pane != "list":
            self.action_pane(-1)
        elif self.searching and not self.widen():
            self.cancel_search()
        elif self.searching or self.pane != "list":
            self.focus_pane("list")

    @on(ArticleList.Opened)
    def _open(self, event: ArticleList.Opened) -> None:
        self.selected = event.article_id
        self.open_article(event.article_id)
        self.remember_query()
        self.focus_pane("article")
        self.read_article()

    @property
    def target(self) -> str | None:
        """The article that a command is about: under the cursor, or the one that is read."""
        if self.pane in {"side", "list"} or self.loaded is None:
            return self.list.selected
        return self.loaded.article.id

    def action_mark(self) -> None:
        """Mark for comparison; in the list, move on."""
        if (article_id := self.target) is not None:
            self.toggle_mark(article_id)
            self.save_soon()
            if self.pane == "list":
                self.list.action_down()

    def action_next(self, direction: int) -> None:
        """Go to the next match while searching, past the last one to the next article; else to the next unread one."""
        if not self.query_text:
            self.action_unread(direction)
        elif not self.view.next_match(direction):
            self.list.action_down()

    def action_match(self, direction: int) -> None:
        """Go to the match before."""
        if self.query_text and not self.view.next_match(direction):
            self.say("There is no match further up.")

    def action_unread(self, direction: int) -> None:
        """Go to the next unread article (1) or the one before (-1)."""
        if not self.move_to_unread(direction):
            self.say(f"No unread article further {'down' if direction > 0 else 'up'}.")
        elif self.pane != "list" and self.list.selected is not None:
            self.selected = self.list.selected
            self.open_article(self.list.selected)
            self.read_article()

    # The session.

    def save_session(self) -> None:
        """Remember where the reader is."""
        before = self._before
        self.library.save_session(
            Session(
                selected=before.selected if before is not None and not self.query_text else self.selected,
                opened=self.loaded.article.id if self.loaded is not None else None,
                query=self.query_text,
                sort=self.sort,
                marked=self.marked,
                facts_shown=self.facts_shown,
                unread_only=self.shelf.unread,
                starred_only=self.shelf.starred,
                tag=self.shelf.tag,
                feeds=self.shelf.feeds,
                feeds_called=self.shelf.called,
                side_shown=self.side_shown,
                theme=self.app.theme,
                focus=self.pane,
            )
        )
