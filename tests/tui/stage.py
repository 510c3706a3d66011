"""A bare application to put one screen on: our colours, nothing else of the reader."""

from typing import Any

from textual.app import App
from textual.screen import Screen

from tui.theme import DARK, OURS


class Stage(App[None]):
    """Shows one screen."""

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._shown = screen
        for theme in OURS:
            self.register_theme(theme)
        self.theme = DARK.name

    def on_mount(self) -> None:
        self.push_screen(self._shown)


def seen(app: App[None]) -> str:
    """Return what stands on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text if hasattr(strip, "text") else "".join(part.text for part in strip) for strip in strips)
