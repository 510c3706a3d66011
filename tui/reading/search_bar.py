"""The search bar: a query in, one line on what it found, one on where the results fall."""

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive, var
from textual.widget import Widget
from textual.widgets import Input, Static

from index.models import Found, Sort
from tui.command import Context, bindings
from tui.painting import line_for_screen
from tui.reading.commands import SEARCH_COMMANDS
from tui.reading.facet_strip import FacetStrip

if TYPE_CHECKING:
    from textual.timer import Timer

_PAUSE = 0.06
"""Seconds without a key before a query runs: shorter than a reader notices, longer than between two quick keys."""

SORT_NAMES = {Sort.BEST: "best first", Sort.NEWEST: "newest first", Sort.OLDEST: "oldest first"}


class QueryInput(Input):
    """The query; Enter, Esc, F1, Tab and the arrows up and down are commands of the search."""

    context: ClassVar[Context] = "search"
    BINDINGS = bindings(SEARCH_COMMANDS)
    cursor_blink = reactive(False, init=False)

    class Left(Message):
        """The reader leaves the query: for what was found, the counts, another query, its help, or goes back."""

        def __init__(self, how: str) -> None:
            super().__init__()
            self.how = how

    def action_keep(self) -> None:
        """Go to the results."""
        self.post_message(self.Left("keep"))

    def action_cancel(self) -> None:
        """Go back."""
        self.post_message(self.Left("cancel"))

    def action_counts(self) -> None:
        """Go to the counts."""
        self.post_message(self.Left("counts"))

    def action_earlier(self) -> None:
        """Bring the query before."""
        self.post_message(self.Left("earlier"))

    def action_later(self) -> None:
        """Bring the query after."""
        self.post_message(self.Left("later"))

    def action_language(self) -> None:
        """Show how to write a query."""
        self.post_message(self.Left("language"))


class Outcome(Widget):
    """What was found; where room is short, what is of least use is left out."""

    DEFAULT_CSS = """
    Outcome { width: 45%; height: 1; padding: 0 1; text-align: right; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    # Of one width, whatever it says: an answer must not lay the whole screen out anew.
    found: reactive[Found | None] = reactive(None, always_update=True)
    sort: reactive[Sort] = reactive(Sort.BEST)

    def render(self) -> Content:
        """Return the line."""
        if self.found is None:
            return Content("")
        took = f"{self.found.took_ms:.0f}" if self.found.took_ms >= 1 else "under 1"
        count, order = f"{self.found.total:,} found", SORT_NAMES[self.sort]
        meant = f"did you mean {line_for_screen(self.found.did_you_mean)}" if self.found.did_you_mean else ""
        ways = [
            (f"{count} in {took} ms", order, meant),
            (count, order, meant),
            (count, meant or order),
            (meant or count,),
        ]
        lines = ["   ".join(part for part in way if part) for way in ways]
        fitting = (line for line in lines if cell_len(line) <= self.content_size.width)
        return Content.styled(next(fitting, lines[-1]), "$foreground 60%")


class Trouble(Widget):
    """What is wrong with the query and what to do: as many lines as the sentence takes."""

    DEFAULT_CSS = """
    Trouble { height: auto; max-height: 8; padding: 0 1 0 3; color: $warning; display: none; }
    Trouble.-problem { display: block; }
    """

    problem: reactive[str] = reactive("", layout=True, toggle_class="-problem")

    def render(self) -> Content:
        """Return the sentence."""
        return Content(line_for_screen(self.problem))


class SearchBar(Vertical):
    """The bar over the panes while something is searched for."""

    DEFAULT_CSS = """
    SearchBar { height: auto; background: $panel; }
    SearchBar #ask { layout: horizontal; height: 1; }
    SearchBar #slash { width: 3; padding: 0 1; color: $accent; text-style: bold; }
    SearchBar QueryInput { width: 1fr; border: none; height: 1; padding: 0; background: $panel; }
    SearchBar QueryInput:focus { background-tint: $panel 0%; }
    """

    found: var[Found | None] = var(None, always_update=True)
    """The answer on show."""
    problem: var[str] = var("")
    """What is wrong with a submitted query, a sentence."""
    sort: var[Sort] = var(Sort.BEST)

    class Asked(Message):
        """The query changed."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    def __init__(self) -> None:
        super().__init__(id="search-bar")
        self.display = False
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out query, outcome, and where the results fall."""
        with Widget(id="ask"):
            yield Static("/", id="slash", markup=False)
            yield QueryInput(
                placeholder='words, "a phrase", -not, title:storm, source:ledger, date:>=2025-06',
                compact=True,
                select_on_focus=False,
                id="query",
            )
            yield Outcome().data_bind(SearchBar.found, SearchBar.sort)
        yield Trouble().data_bind(SearchBar.problem)
        yield FacetStrip().data_bind(SearchBar.found)

    @property
    def strip(self) -> FacetStrip:
        """The counts."""
        return self.query_one(FacetStrip)

    @property
    def text(self) -> str:
        """The query as it stands in the bar."""
        return self.query_one(QueryInput).value

    @property
    def query_has_focus(self) -> bool:
        """Whether the reader is in the query."""
        return self.query_one(QueryInput).has_focus

    def begin(self, query: str, *, focus: bool = True) -> None:
        """Open the bar with a query."""
        field = self.query_one(QueryInput)
        with field.prevent(Input.Changed):
            field.value = query
        # Typing replaces an earlier query, an arrow key keeps it.
        field.action_select_all()
        self.display = True
        if focus:
            field.focus()

    def put(self, query: str) -> None:
        """Write another query, with the cursor behind it; it is not asked for."""
        self.flush()
        field = self.query_one(QueryInput)
        with field.prevent(Input.Changed):
            field.value = query
        field.cursor_position = len(query)

    def focus_query(self) -> None:
        """Go to the query."""
        self.query_one(QueryInput).focus()

    def end(self) -> None:
        """Close the bar and forget the query."""
        self.flush()
        self.display = False
        with self.query_one(QueryInput).prevent(Input.Changed):
            self.query_one(QueryInput).value = ""

    def flush(self) -> None:
        """Forget a question that has not been asked yet."""
        if self._waiting is not None:
            self._waiting.stop()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.flush()
        query = event.value
        self._waiting = self.set_timer(_PAUSE, lambda: self.post_message(self.Asked(query)))
