"""The help screen: every command with its keys, grouped by where they work."""

from collections.abc import Iterable

from textual.content import Content

from tui.command import Command
from tui.keymap import Keys

_HEADINGS = {
    "reading": "While reading, in every pane",
    "list": "In the list",
    "article": "In the article",
    "facts": "In the key facts",
    "search": "In the search bar",
    "strip": "In the counts under the search bar",
    "side": "In the side bar",
    "compare": "Side by side",
    "revisions": "Revisions",
    "everywhere": "Everywhere",
}
_KEYS_WIDTH = 12


def help_text(commands: Iterable[Command], keys: Keys) -> Content:
    """Return all keys; a command without a key is in the palette and is left out here."""
    commands = tuple(commands)
    parts: list[Content | str] = []
    for context, heading in _HEADINGS.items():
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
