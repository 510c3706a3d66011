"""The links of an article, each with a letter: what they say and where they lead, before anything is opened."""

import string
from typing import ClassVar
from urllib.parse import urlsplit

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from index.models import Article
from tui.painting import line_for_screen

_LETTERS = string.ascii_lowercase + string.ascii_uppercase


def can_be_opened(url: str) -> bool:
    """Tell whether an address may be given to the browser: the web, and nothing that runs or reads local files."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


class LinksScreen(ModalScreen[str | None]):
    """Letters beside links; answers with the address of the letter that was typed, or None."""

    BINDINGS: ClassVar = [Binding("escape", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    LinksScreen { align: center middle; background: $background 50%; }
    LinksScreen > Vertical {
        width: 100; max-width: 96%; height: auto; max-height: 90%; padding: 1 2; background: $panel;
    }
    LinksScreen VerticalScroll { height: auto; max-height: 100%; margin: 1 0 2 0; scrollbar-size-vertical: 1; }
    LinksScreen .title { text-style: bold; color: $accent; }
    LinksScreen .hint { color: $foreground 60%; height: 1; dock: bottom; }
    """

    def __init__(self, article: Article) -> None:
        super().__init__()
        self._article = article
        self._urls: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the links in order; one that occurs twice has one letter."""
        words: dict[str, str] = {}
        for link in self._article.links:
            words.setdefault(link.url, line_for_screen(self._article.text[link.start : link.end]))
        self._urls = dict(zip(_LETTERS, words, strict=False))
        with Vertical():
            yield Static("Links of this article", classes="title", markup=False)
            with VerticalScroll(can_focus=False):
                for letter, url in self._urls.items():
                    yield Static(
                        Content.assemble(
                            (letter, "bold $accent"),
                            f"  {words[url]}\n   ",
                            (line_for_screen(url), "$foreground 60%"),
                        )
                    )
            yield Static("A letter opens the link in the browser   Esc closes", classes="hint", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Answer with the link of the letter."""
        if event.character is not None and event.character in self._urls:
            event.stop()
            self.dismiss(self._urls[event.character])
