"""The command palette: every command that works where the reader is, by its name and with its key."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Protocol, cast

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content
from textual.dom import DOMNode

from tui.command import Command
from tui.keymap import Keys

_ORDER = {"reading": 0, "feeds": 1, "compare": 2, "revisions": 3, "everywhere": 4}
"""Which commands are listed first: what moves about in a pane, nobody looks for by name."""


class HasKeys(Protocol):
    """The part of the app that the palette needs."""

    commands: tuple[Command, ...]
    keys: Keys

    async def run_command(self, command: Command, node: DOMNode) -> None:
        """Run a command at the node whose context it is of."""


class CommandProvider(Provider):
    """Commands for the palette."""

    def _at_hand(self) -> Iterator[tuple[Command, DOMNode]]:
        """Yield the commands that can be run on the screen below the palette, each with the node that runs it."""
        nodes: dict[str, DOMNode] = {"everywhere": self.app}
        for node in (
            *self.screen.walk_children(with_self=True),
            *(self.focused.ancestors_with_self if self.focused else ()),
        ):
            if (context := getattr(node, "context", None)) is not None and _is_seen(node):
                nodes[context] = node
        for command in sorted(self._app.commands, key=lambda command: _ORDER.get(command.context, len(_ORDER))):
            if (found := nodes.get(command.context)) is not None:
                yield command, found

    @property
    def _app(self) -> HasKeys:
        return cast("HasKeys", self.app)

    def _line(self, command: Command) -> tuple[str, str]:
        keys = self._app.keys.shown(command.id)
        return f"{command.title}", f"{command.help}{f'   {keys}' if keys else ''}"

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        """Yield every command."""
        for command, node in self._at_hand():
            title, line = self._line(command)
            yield DiscoveryHit(Content(title), partial(self._app.run_command, command, node), title, line)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """Yield the commands whose title or explanation fits."""
        matcher = self.matcher(query)
        for command, node in self._at_hand():
            title, line = self._line(command)
            score = _score(query.casefold(), title.casefold(), command.help.casefold()) or matcher.match(title) / 10
            if score > 0:
                yield Hit(score, matcher.highlight(title), partial(self._app.run_command, command, node), title, line)


def _is_seen(node: DOMNode) -> bool:
    """Tell whether a node is shown, and so is all that it stands in."""
    return all(outer.display for outer in node.ancestors_with_self)


def _score(query: str, title: str, help_line: str) -> float:
    """Return how well a command fits what was typed: its title before its help line; letters far apart fit anything."""
    if query in title:
        return 3.0 + title.startswith(query)
    return 2.0 if query in help_line else 0.0
