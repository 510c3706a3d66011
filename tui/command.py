"""How a command is declared: once, with everything that footer, palette, help and the user's key map say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from textual.binding import BindingType

Context = Literal[
    "everywhere", "reading", "list", "article", "facts", "compare", "revisions", "search", "strip", "side", "feeds"
]


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


def moves(context: Context, what: str) -> tuple[Command, ...]:
    """Return the commands that move within a pane or a screen: the same keys in each; `what` says where."""
    return (
        Command(f"{context}.down", "Down", ("j", "down"), f"Move down {what}", context, "down"),
        Command(f"{context}.up", "Up", ("k", "up"), f"Move up {what}", context, "up"),
        Command(f"{context}.top", "Top", ("g g", "home"), f"Go to the top {what}", context, "top"),
        Command(f"{context}.bottom", "Bottom", ("G", "end"), f"Go to the bottom {what}", context, "bottom"),
        Command(f"{context}.page_down", "Page down", ("ctrl+f", "pagedown"), f"A page down {what}", context, "page(1)"),
        Command(f"{context}.page_up", "Page up", ("ctrl+b", "pageup"), f"A page up {what}", context, "page(-1)"),
        Command(
            f"{context}.half_down", "Half a page down", ("ctrl+d",), f"Half a page down {what}", context, "half(1)"
        ),
        Command(f"{context}.half_up", "Half a page up", ("ctrl+u",), f"Half a page up {what}", context, "half(-1)"),
    )
