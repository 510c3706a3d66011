"""What comes up over a screen: one question with one line for the answer, one text to read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.painting import for_screen


class Question(ModalScreen[str | None]):
    """One line to fill in; Enter answers, Esc answers with None."""

    BINDINGS: ClassVar = [Binding("escape", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    Question { align: center middle; background: $background 50%; }
    Question > Vertical { width: 60; max-width: 90%; height: auto; padding: 1 2; background: $panel; }
    Question Input { border: none; height: 1; padding: 0; background: $background; }
    Question .hint { color: $foreground 60%; }
    """

    def __init__(self, question: str, hint: str, answer: str = "") -> None:
        super().__init__()
        self._question = question
        self._hint = hint
        self._answer = answer

    def compose(self) -> ComposeResult:
        """Lay out the question, the line, and what may be written there."""
        with Vertical():
            yield Static(Content(for_screen(self._question)))
            yield (field := Input(self._answer, compact=True))
            field.cursor_blink = False
            yield Static(Content(for_screen(self._hint)), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        self.dismiss(event.value.strip())


class Reading(ModalScreen[None]):
    """A text to read: keys, the query language, or what went wrong, to be copied into a report."""

    BINDINGS: ClassVar = [
        Binding("escape,q,question_mark,f1", "dismiss(None)", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("ctrl+f,pagedown,space", "page(1)", show=False),
        Binding("ctrl+b,pageup", "page(-1)", show=False),
        Binding("y", "copy", show=False),
    ]
    DEFAULT_CSS = """
    Reading { align: center middle; background: $background 50%; }
    Reading > Vertical { width: 84; max-width: 96%; height: auto; max-height: 90%; padding: 1 2; background: $panel; }
    Reading .title { text-style: bold; color: $accent; height: auto; }
    Reading VerticalScroll { height: auto; max-height: 100%; margin: 1 0 2 0; scrollbar-size-vertical: 1; }
    Reading .hint { color: $foreground 60%; height: 1; dock: bottom; }
    """

    def __init__(self, title: str, text: Content, hint: str = "Esc closes   j k scroll   y copies") -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Lay out the title, the text, and the way out."""
        with Vertical():
            yield Static(Content(for_screen(self._title)), classes="title")
            with VerticalScroll(can_focus=False):
                yield Static(self._text)
            yield Static(Content(self._hint), classes="hint")

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, direction: int) -> None:
        """Scroll a page down (1) or up (-1)."""
        view = self.query_one(VerticalScroll)
        view.scroll_relative(y=direction * max(view.size.height - 1, 1), animate=False)

    def action_copy(self) -> None:
        """Copy the whole text."""
        self.app.copy_to_clipboard(self._text.plain)
        self.app.notify("Copied.", markup=False)
