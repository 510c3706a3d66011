"""The help screen: every command with its keys, grouped by where they work, beginning with where the reader is."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content

from tui.command import Command
from tui.commands import BY_ID, COMMANDS
from tui.dialogs import Reading
from tui.keymap import Keys

if TYPE_CHECKING:
    from textual.screen import Screen

HELP = BY_ID["app.help"]
"""The command that shows this."""

_HEADINGS = {
    "reading": "While reading, in every pane",
    "list": "In the list",
    "article": "In the article",
    "facts": "In the key facts",
    "search": "In the search bar",
    "strip": "In the counts under the search bar",
    "side": "In the side bar",
    "feeds": "In the feeds",
    "compare": "Side by side",
    "revisions": "Revisions",
    "everywhere": "Everywhere",
}
_KEYS_WIDTH = 12


def show_help(screen: "Screen[Any]", keys: Keys) -> None:
    """Show every key over a screen: first those of the screen, then those of where the focus is."""
    nodes = screen.focused.ancestors_with_self if screen.focused is not None else [screen]
    here = [context for node in reversed(nodes) if (context := getattr(node, "context", None)) is not None]
    screen.app.push_screen(Reading("Keys", help_text(COMMANDS, keys, here)))


def help_text(commands: Iterable[Command], keys: Keys, here: Sequence[str] = ()) -> Content:
    """Return all keys, those of the contexts `here` first; what has no key is in the palette and is left out."""
    commands = tuple(commands)
    parts: list[Content | str] = []
    for context in dict.fromkeys((*here, *_HEADINGS)):
        heading = _HEADINGS[context]
        lines = [
            (shown, command) for command in commands if command.context == context and (shown := keys.shown(command.id))
        ]
        if not lines:
            continue
        parts.append(Content.styled(f"{heading}\n", "bold"))
        for shown, command in lines:
            parts.append(Content.styled(f"  {shown:<{_KEYS_WIDTH}}", "$accent"))
            parts.append(f"{command.help}\n")
        parts.append("\n")
    return Content.assemble(*parts).rstrip()
