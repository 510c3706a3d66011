"""What the feeds screen asks for before it does something that has no way back."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.painting import for_screen


class Sure(ModalScreen[bool]):
    """A question with one key for yes; everything else that leaves it is no."""

    BINDINGS: ClassVar = [
        Binding("enter,y", "dismiss(True)", show=False),
        Binding("escape,n,q", "dismiss(False)", show=False),
    ]
    DEFAULT_CSS = """
    Sure { align: center middle; background: $background 50%; }
    Sure > Vertical { width: 60; max-width: 90%; height: auto; padding: 1 2; background: $panel; }
    Sure .hint { color: $foreground 60%; margin: 1 0 0 0; }
    """

    def __init__(self, question: str, hint: str) -> None:
        super().__init__()
        self._question = question
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Lay out the question and the ways out."""
        with Vertical():
            yield Static(Content(for_screen(self._question)))
            yield Static(Content(for_screen(self._hint)), classes="hint")
