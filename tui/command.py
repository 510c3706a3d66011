"""How a command is declared: once, with everything that footer, palette, help and the user's key map say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from textual.binding import BindingType

Context = Literal["everywhere", "reading", "list", "article", "facts", "compare", "revisions", "search"]


@dataclass(frozen=True)
class Command:
    """Something the reader can do at a key."""

    id: str
    """Unique among all commands; what a user's key map names: 'compare.next_difference'."""
    title: str
    """Two or three words, for the footer and the palette."""
    keys: tuple[str, ...]
    """Default keys by their Textual names; two presses after each other are parted by a space: 'g g'."""
    help: str
    """One sentence for the help screen, without a full stop."""
    context: Context
    """Where the keys work."""
    action: str
    """The Textual action that is run: 'next_difference', 'view(1)', 'app.quit'."""
    footer: bool = False
    """Whether the line at the foot of the screen names it."""


def bindings(commands: Iterable[Command]) -> "list[BindingType]":
    """Return the key bindings of `commands`, each under its command's id.

    Keys of two presses are left out, for Textual binds single presses only: the application recognises them.
    """
    # Here, so that the command line can list keys without the terminal UI.
    from textual.binding import Binding

    return [
        Binding(",".join(single), command.action, command.title, show=False, tooltip=command.help, id=command.id)
        for command in commands
        if (single := [key for key in command.keys if " " not in key])
    ]
