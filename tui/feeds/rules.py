"""Rules: making one of a search, and the list of those there are, each to be undone in one step."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from index.library import Library
from index.models.feeds import Feed, Rule, RuleAction
from tui.painting import line_for_screen
from tui.reading.ruled import done_by
from tui.saying import SpeakingScreen

_CHOICES = {
    RuleAction.READ: "Mark them as read",
    RuleAction.STAR: "Star them",
    RuleAction.TAG: "Tag them…",
    RuleAction.HIDE: "Hide them from lists, counts and searches",
}
_HINT = "u puts back what the rule has done   d removes the rule   j k choose   Esc closes"
_NOTHING = "No rules yet: while searching, + makes one of the search. Esc closes."
_MOVES = (
    Binding("j,down", "go(1)", show=False),
    Binding("k,up", "go(-1)", show=False),
)


@dataclass(frozen=True)
class Wish:
    """A rule that the reader wants."""

    action: RuleAction
    feed: Feed | None
    """For whose articles only."""


class RuleMaker(ModalScreen[Wish | None]):
    """What shall be done with the articles that a search finds, for all feeds or one."""

    BINDINGS: ClassVar = [Binding("escape", "dismiss(None)", show=False), *_MOVES]
    DEFAULT_CSS = """
    RuleMaker { align: center middle; background: $background 50%; }
    RuleMaker > Vertical { width: 72; max-width: 96%; height: auto; max-height: 90%; padding: 1 2; background: $panel; }
    RuleMaker .title { text-style: bold; color: $accent; height: auto; }
    RuleMaker OptionList {
        border: none; height: auto; max-height: 20; padding: 0; margin: 1 0; background: $panel;
    }
    RuleMaker .hint { color: $foreground 60%; height: auto; }
    """

    def __init__(self, query: str, feed: Feed | None) -> None:
        """`feed` is offered beside all of them."""
        super().__init__()
        self._query = query
        self._wishes = [Wish(action, None) for action in RuleAction]
        self._wishes += [Wish(action, feed) for action in RuleAction] if feed is not None else []

    def compose(self) -> ComposeResult:
        """Lay out the question and the choices."""
        with Vertical():
            yield Static(
                Content(f"What shall be done with every new article that “{line_for_screen(self._query)}” finds?"),
                classes="title",
            )
            yield OptionList(*self._options(), compact=True)
            yield Static("Enter makes the rule   j k choose   Esc closes", classes="hint", markup=False)

    def _options(self) -> Iterator[Option]:
        for wish in self._wishes:
            only = f", of {line_for_screen(wish.feed.called)} only" if wish.feed is not None else ""
            yield Option(Content(f"{_CHOICES[wish.action]}{only}"))

    def action_go(self, by: int) -> None:
        """Go to the next choice (1) or the one before (-1)."""
        choices = self.query_one(OptionList)
        choices.action_cursor_down() if by > 0 else choices.action_cursor_up()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._wishes[event.option_index])


class RulesScreen(ModalScreen[None], SpeakingScreen):
    """The rules there are."""

    BINDINGS: ClassVar = [
        Binding("escape,plus", "dismiss(None)", show=False),
        Binding("u", "undo", show=False),
        Binding("d,delete", "remove", show=False),
        *_MOVES,
    ]
    DEFAULT_CSS = """
    RulesScreen { align: center middle; background: $background 50%; }
    RulesScreen > Vertical {
        width: 100; max-width: 96%; height: auto; max-height: 90%; padding: 1 2; background: $panel;
    }
    RulesScreen .title { text-style: bold; color: $accent; height: auto; }
    RulesScreen OptionList {
        border: none; height: auto; max-height: 20; padding: 0; margin: 1 0; background: $panel;
    }
    RulesScreen .hint { color: $foreground 60%; height: auto; }
    """

    class RulesRead(Message):
        """The rules were read, after something was done about one."""

        def __init__(self, rules: tuple[Rule, ...], sentence: str) -> None:
            super().__init__()
            self.rules = rules
            self.sentence = sentence

    def __init__(self, library: Library, feeds: Sequence[Feed]) -> None:
        super().__init__()
        self._library = library
        self._names = {feed.id: feed.called for feed in feeds}
        self._rules: tuple[Rule, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out title, rules, keys."""
        with Vertical():
            yield Static("Rules", classes="title", markup=False)
            yield OptionList(compact=True)
            yield Static("", classes="hint", markup=False)

    @on(events.Mount)
    def _begin(self) -> None:
        self._do(lambda: "")

    def _do(self, change: Callable[[], str]) -> None:
        """Change something in a thread, read the rules, and say the sentence that `change` returns."""
        rules = self._library.rules

        def work() -> Message:
            sentence = change()
            return self.RulesRead(rules.list(), sentence)

        self.in_thread("rules", work)

    @on(RulesRead)
    def _show(self, event: RulesRead) -> None:
        choices = self.query_one(OptionList)
        at = choices.highlighted or 0
        self._rules = event.rules
        choices.set_options([Option(self._line(rule)) for rule in event.rules])
        if event.rules:
            choices.highlighted = min(at, len(event.rules) - 1)
        self.query_one(".hint", Static).update(_HINT if event.rules else _NOTHING)
        if event.sentence:
            self.say(event.sentence)

    def _line(self, rule: Rule) -> Content:
        feed = f", of {self._names.get(rule.feed, 'a feed that is gone')}" if rule.feed is not None else ""
        noun = "article" if rule.applied == 1 else "articles"
        return Content.assemble(
            line_for_screen(f"{done_by(rule.action, rule.tag)}: {rule.query}{feed}"),
            (f"   {rule.applied:,} {noun}", "$foreground 60%"),
        )

    @property
    def _chosen(self) -> Rule | None:
        at = self.query_one(OptionList).highlighted
        return self._rules[at] if at is not None and at < len(self._rules) else None

    def action_go(self, by: int) -> None:
        """Go to the next rule (1) or the one before (-1)."""
        choices = self.query_one(OptionList)
        choices.action_cursor_down() if by > 0 else choices.action_cursor_up()

    def action_undo(self) -> None:
        """Put everything back that the rule has done."""
        if (rule := self._chosen) is None:
            return
        rules = self._library.rules

        def undo() -> str:
            count = rules.undo(rule.id)
            return f"Put back what the rule has done to {count:,} {'article' if count == 1 else 'articles'}."

        self._do(undo)

    def action_remove(self) -> None:
        """Forget the rule; what it has done stays."""
        if (rule := self._chosen) is None:
            return
        rules = self._library.rules

        def remove() -> str:
            rules.remove(rule.id)
            return "Removed the rule. What it has done stays."

        self._do(remove)
