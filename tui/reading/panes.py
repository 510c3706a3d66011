"""The panes: each a title line, which alone shows the focus, and what it is of."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive, var
from textual.widget import Widget
from textual.widgets import Input

from index.library import Library
from index.models import LibraryStatus
from index.models.feeds import Feed
from tui.command import Context, bindings
from tui.painting import line_for_screen
from tui.reading.article_list import ArticleList
from tui.reading.article_view import ArticleView
from tui.reading.commands import FACTS_COMMANDS
from tui.reading.elsewhere import Elsewhere
from tui.reading.facts_panel import FILTER_ID, FactsPanel
from tui.reading.loading import Loaded
from tui.reading.side_bar import SideBar
from tui.reading.side_rows import Kept, Place


class PaneTitle(Widget):
    """One line: what the pane holds, and how many or how far."""

    DEFAULT_CSS = """
    PaneTitle { height: 1; padding: 0 1; color: $foreground 60%; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    name_of_pane: reactive[str] = reactive("")
    """On the left."""
    figure: reactive[str] = reactive("")
    """On the right."""

    def render(self) -> Content:
        """Return the line."""
        space = self.size.width - len(self.figure) - 1
        left = Content(line_for_screen(self.name_of_pane)).truncate(max(space, 0), ellipsis=True, pad=True)
        return Content.assemble(left, " ", self.figure)


class SidePane(Vertical):
    """The side bar under its title."""

    DEFAULT_CSS = """
    SidePane { width: 24; }
    """

    status: var[LibraryStatus | None] = var(None)
    kept: var[Kept] = var(Kept())
    place: var[Place | None] = var(None)
    save_key: var[str] = var("")
    feeds: var[tuple[Feed, ...] | None] = var(None)
    feeds_key: var[str] = var("")

    def __init__(self) -> None:
        super().__init__(id="side-pane")

    def compose(self) -> ComposeResult:
        """Lay out title and rows."""
        yield (title := PaneTitle())
        title.name_of_pane = "Views"
        me = SidePane
        yield SideBar().data_bind(me.status, me.kept, me.place, me.save_key, me.feeds, me.feeds_key)


class ListPane(Vertical):
    """The list of articles under its title."""

    DEFAULT_CSS = """
    ListPane { width: 34%; min-width: 36; max-width: 64; }
    """

    ids: var[Sequence[str]] = var((), always_update=True)
    wanted: var[str] = var("")
    marked: var[tuple[str, ...]] = var(())
    nothing: var[str] = var("")
    title: var[str] = var("")
    figure: var[str] = var("")

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__(id="list-pane")
        self._library = library
        self._clock = clock

    def compose(self) -> ComposeResult:
        """Lay out title and list."""
        yield PaneTitle().data_bind(name_of_pane=ListPane.title, figure=ListPane.figure)
        yield ArticleList(self._library, self._clock).data_bind(
            ListPane.ids, ListPane.wanted, ListPane.marked, ListPane.nothing
        )


class ArticlePane(Vertical):
    """The article under its title."""

    DEFAULT_CSS = """
    ArticlePane { width: 1fr; border-left: solid $rule; }
    """

    loaded: var[Loaded | None] = var(None)
    nothing: var[str] = var("")
    figure: var[str] = var("")
    title: var[str] = var("Article")

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(id="article-pane")
        self._clock = clock

    def compose(self) -> ComposeResult:
        """Lay out title and text."""
        yield PaneTitle().data_bind(name_of_pane=ArticlePane.title, figure=ArticlePane.figure)
        yield ArticleView(self._clock).data_bind(ArticlePane.loaded, ArticlePane.nothing)

    def _watch_loaded(self, loaded: Loaded | None) -> None:
        self.title = (loaded.article.source or "Article") if loaded is not None else "Article"


class FactsPane(Vertical):
    """The key facts under their title, with a filter that opens below."""

    context: ClassVar[Context] = "facts"
    BINDINGS: ClassVar = [
        *bindings(command for command in FACTS_COMMANDS if command.id == FILTER_ID),
        Binding("escape", "close_filter", show=False),
    ]
    DEFAULT_CSS = """
    FactsPane { width: 22%; min-width: 28; max-width: 40; border-left: solid $rule; }
    FactsPane Input { display: none; border: none; height: 1; padding: 0 1; background: $panel; }
    FactsPane.-filtering Input { display: block; }
    """

    loaded: var[Loaded | None] = var(None)
    elsewhere: var[Elsewhere | None] = var(None)
    nothing: var[str] = var("")
    needle: var[str] = var("")
    figure: var[str] = var("")
    filtering: reactive[bool] = reactive(False, toggle_class="-filtering")
    """Whether the filter is open."""

    def __init__(self) -> None:
        super().__init__(id="facts-pane")

    def compose(self) -> ComposeResult:
        """Lay out title, facts and filter."""
        yield (title := PaneTitle().data_bind(figure=FactsPane.figure))
        title.name_of_pane = "Key facts"
        yield FactsPanel().data_bind(FactsPane.loaded, FactsPane.elsewhere, FactsPane.needle, FactsPane.nothing)
        yield (
            field := Input(placeholder="words a fact contains", compact=True, select_on_focus=False, id="facts-filter")
        )
        field.cursor_blink = False

    def _watch_loaded(self, old: Loaded | None, new: Loaded | None) -> None:
        self.call_after_refresh(self._count)
        if self.filtering and (old is None or new is None or old.article.id != new.article.id):
            self.action_close_filter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Esc to the screen while there is no filter to close."""
        del parameters
        return self.filtering if action == "close_filter" else True

    def action_filter(self) -> None:
        """Open the filter."""
        self.filtering = True
        self.query_one(Input).focus()

    def action_close_filter(self) -> None:
        """Close the filter and show all facts again."""
        had_focus = self.has_focus_within
        self.filtering = False
        self.query_one(Input).value = ""
        self.needle = ""
        self.call_after_refresh(self._count)
        if had_focus:
            self.query_one(FactsPanel).focus()

    @on(Input.Changed, "#facts-filter")
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self.needle = event.value
        self.call_after_refresh(self._count)

    def _count(self) -> None:
        """Say in the title how many facts there are, and how many of them the filter leaves."""
        facts = self.loaded.facts if self.loaded is not None else None
        left = f"{self.query_one(FactsPanel).count} of " if self.needle.strip() else ""
        self.figure = f"{left}{len(facts)}" if facts else ""

    @on(Input.Submitted, "#facts-filter")
    def _keep(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(FactsPanel).focus()
