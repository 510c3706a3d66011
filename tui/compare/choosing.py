"""Choosing an article to bring into a comparison: reports of the same events, marked ones, or what a search finds."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from index.errors import SearchStoppedError, UnknownArticleError
from index.models import ArticleSummary, Fact, Found
from tui.compare.compared import dated
from tui.painting import line_for_screen
from tui.saying import SpeakingScreen

if TYPE_CHECKING:
    from textual.timer import Timer

_PAUSE = 0.06
"""Seconds without a key before what is typed is searched for."""
_MOST_SHOWN = 50
"""So many of what was found are listed: who does not see it among them writes more words."""
_OUTLET_CELLS = 26
_PAGE = 10


class Others(Protocol):
    """Who knows the reports of one event."""

    def of(self, article_id: str, facts: Sequence[Fact]) -> tuple[str, ...]:
        """Return other reports of what an article with `facts` tells, the likeliest first."""


class Shelves(Protocol):
    """What is needed of a library to choose from it."""

    @property
    def others(self) -> Others:
        """Who knows the reports of one event."""

    def facts_now(self, article_id: str) -> tuple[Fact, ...]:
        """Return an article's facts."""

    def find(self, query: str, *, stop: Callable[[], bool] | None = None) -> Found:
        """Return every match of a query."""

    def summaries(self, ids: Sequence[str]) -> tuple[ArticleSummary, ...]:
        """Return the summaries of articles; unknown ones are left out."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Articles under a heading."""

    heading: str
    articles: tuple[ArticleSummary, ...]
    more: int = 0
    """How many more were found than are listed."""


def related(library: Shelves, ids: Sequence[str]) -> tuple[ArticleSummary, ...]:
    """Return the reports of what articles tell that are not among them: first what is related to most of them.

    Some milliseconds an article, and 10 more where its facts were not made yet.
    """
    ranks: dict[str, list[int]] = {}
    for article_id in ids:
        with suppress(UnknownArticleError):
            for rank, other in enumerate(library.others.of(article_id, library.facts_now(article_id))):
                ranks.setdefault(other, []).append(rank)
    by_need = sorted(ranks, key=lambda other: (-len(ranks[other]), min(ranks[other])))
    return library.summaries([other for other in by_need if other not in ids])


def found(library: Shelves, query: str, ids: Sequence[str], stop: Callable[[], bool]) -> Offer:
    """Search for articles that are not among `ids`. Raises SearchStoppedError where `stop` says so."""
    matches = [article_id for article_id in library.find(query, stop=stop).ids if article_id not in ids]
    shown = library.summaries(matches[:_MOST_SHOWN])
    return Offer("Found", shown, len(matches) - len(shown))


class ArticleChooser(ModalScreen[None], SpeakingScreen):
    """A line to search in, and the articles to choose from; `chosen` is called with the one that Enter takes."""

    BINDINGS: ClassVar = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "go(1)", show=False),
        Binding("up,ctrl+p", "go(-1)", show=False),
        Binding("pagedown", f"go({_PAGE})", show=False),
        Binding("pageup", f"go(-{_PAGE})", show=False),
    ]
    DEFAULT_CSS = """
    ArticleChooser { align: center middle; background: $background 50%; }
    ArticleChooser > Vertical {
        width: 104; max-width: 96%; height: 28; max-height: 90%; padding: 1 2; background: $panel;
    }
    ArticleChooser .title { text-style: bold; color: $accent; }
    ArticleChooser Input { border: none; height: 1; padding: 0; margin: 1 0; background: $background; }
    ArticleChooser OptionList {
        border: none; height: 1fr; padding: 0; background: $panel; scrollbar-size-vertical: 1;
    }
    ArticleChooser .hint { color: $foreground 60%; margin: 1 0 0 0; }
    """

    class Offered(Message):
        """Articles to choose from, for what stood in the line."""

        def __init__(self, query: str, offers: tuple[Offer, ...]) -> None:
            super().__init__()
            self.query = query
            self.offers = offers

    def __init__(
        self, library: Shelves, ids: Sequence[str], marked: Sequence[str], chosen: Callable[[ArticleSummary], None]
    ) -> None:
        """`ids` are in the comparison already and never offered; `marked` are offered before any search."""
        super().__init__()
        self._library = library
        self._ids = tuple(ids)
        self._marked = tuple(article_id for article_id in dict.fromkeys(marked) if article_id not in ids)
        self._chosen = chosen
        self._waiting: Timer | None = None
        self._asked: str | None = None
        """What was looked for last; None before anything was."""
        self._offers: tuple[Offer, ...] | None = None
        """What there is to choose from; None before anything was found."""
        self._answered: str | None = None
        """What it was found for."""
        self._take_first = False
        """Whether Enter was pressed before what it is to take was found."""

    def compose(self) -> ComposeResult:
        """Lay out the line and the list."""
        with Vertical():
            yield Static("Bring another article into the comparison", classes="title", markup=False)
            yield (field := Input(placeholder="search the library", compact=True))
            field.cursor_blink = False
            yield (choices := OptionList(compact=True))
            choices.can_focus = False
            yield Static("Enter brings it in   ↑ ↓ choose   Esc closes", classes="hint", markup=False)

    @on(events.Mount)
    def _begin(self) -> None:
        self._look("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._waiting is not None:
            self._waiting.stop()
        query = event.value.strip()
        if query != self._asked:
            self._waiting = self.set_timer(_PAUSE, lambda: self._look(query))

    def _look(self, query: str) -> None:
        """Look in a thread for what is offered at a query; at none, reports of the same events and marked ones."""
        library, ids, marked = self._library, self._ids, self._marked
        self._asked = query

        def work() -> Message | None:
            if not query:
                reports = related(library, ids)
                told = {report.id for report in reports}
                rest = library.summaries([article_id for article_id in marked if article_id not in told])
                return self.Offered(
                    query, (Offer("Reports of the same events", reports), Offer("Marked, or compared before", rest))
                )
            try:
                return self.Offered(query, (found(library, query, ids, lambda: self._asked != query),))
            except SearchStoppedError:
                return None

        self.in_thread("offers", work)
        if self._offers is None:
            self._list()

    @on(Offered)
    def _offer(self, event: Offered) -> None:
        if event.query != self._asked:
            return
        self._offers, self._answered = event.offers, event.query
        self._list()
        if self._take_first and event.query == self.query_one(Input).value.strip():
            self._take_first = False
            self._take()

    @on(events.Resize)
    def _list(self) -> None:
        """List what there is, the first article chosen."""
        choices = self.query_one(OptionList)
        choices.set_options(self._options(self._offers) if self._offers is not None else [_sentence("Looking…")])
        choices.action_first()

    def _options(self, offers: Sequence[Offer]) -> Iterator[Option]:
        listed = [offer for offer in offers if offer.articles]
        room = max(min(104, int(self.size.width * 0.96)) - 6, 1)
        for offer in listed:
            if offer is not listed[0]:
                yield _sentence("")
            more = f"  the first of {len(offer.articles) + offer.more:,}; more words find fewer" if offer.more else ""
            yield _sentence(f"{offer.heading}  {len(offer.articles)}{more}")
            for article in offer.articles:
                yield Option(_line(article, room), id=article.id)
        if not listed:
            nothing = "Nothing else is found." if self._asked else "No other report of these events is known."
            yield _sentence(f"{nothing} Words that the article has find it.")

    def action_go(self, by: int) -> None:
        """Go down, or up where `by` is negative."""
        choices = self.query_one(OptionList)
        for _ in range(abs(by)):
            before = choices.highlighted
            choices.action_cursor_down() if by > 0 else choices.action_cursor_up()
            # Not round from the last to the first.
            if before is not None and choices.highlighted is not None and (choices.highlighted - before) * by < 0:
                choices.highlighted = before
                return

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        """Take the chosen article; right behind a word, the first that it finds."""
        event.stop()
        if event.value.strip() == self._answered:
            self._take()
        else:
            self._take_first = True

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take()

    def _take(self) -> None:
        choices = self.query_one(OptionList)
        option = choices.highlighted_option
        articles = [article for offer in self._offers or () for article in offer.articles]
        wanted = next((article for article in articles if option is not None and article.id == option.id), None)
        if wanted is not None:
            self.dismiss(None)
            self._chosen(wanted)


def _sentence(words: str) -> Option:
    return Option(Content.styled(words, "$foreground 60%"), disabled=True)


def _line(article: ArticleSummary, room: int) -> Content:
    """Return headline, outlet and day in `room` cells."""
    day = f"{dated(article)} {article.published.astimezone().year}" if article.published is not None else ""
    outlet = Content(line_for_screen(article.source)).truncate(_OUTLET_CELLS, ellipsis=True)
    right = Content.styled(f"  {outlet.plain}{'  ' if outlet.plain and day else ''}{day}", "$foreground 60%")
    title = Content(line_for_screen(article.title) or "Without a headline")
    return Content.assemble(title.truncate(max(room - right.cell_length, 1), ellipsis=True, pad=True), right)
