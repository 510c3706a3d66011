"""The line at the foot: the keys that matter where the focus is, and what is going on."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.command import Command
from tui.keymap import Keys
from tui.painting import line_for_screen

if TYPE_CHECKING:
    from collections.abc import Sequence


class Footer(Widget):
    """One line; keys that do not fit are left out from the end, the last of all (help) never."""

    DEFAULT_CSS = """
    Footer { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; dock: bottom; }
    """

    commands: reactive[tuple[Command, ...]] = reactive(())
    """The commands at hand, the most useful first."""
    keys: reactive[Keys | None] = reactive(None)
    status: reactive[str] = reactive("")
    """What is marked and what goes on, on the right."""

    def render(self) -> Content:
        """Return the line."""
        status = line_for_screen(self.status)
        right = Content.styled(status, "$foreground 60%")
        space = self.size.width - right.cell_length - (3 if status else 0)
        left = self._fitting(space)
        gap = max(self.size.width - left.cell_length - right.cell_length, 1)
        return Content.assemble(left, " " * gap, right)

    def _fitting(self, space: int) -> Content:
        """Return as many keys as fit into `space` cells."""
        shown = [part for command in self.commands if (part := self._part(command)) is not None]
        if not shown:
            return Content("")
        *others, last = shown
        kept: Sequence[Content] = [last]
        used = last.cell_length
        for number, part in enumerate(others):
            used += part.cell_length + 2
            if used > space:
                break
            kept = [*others[: number + 1], last]
        return Content("  ").join(kept) if last.cell_length <= space else Content("")

    def _part(self, command: Command) -> Content | None:
        key = self.keys.shown(command.id, 1) if self.keys is not None else ""
        return Content.assemble((key, "$accent"), (f" {command.title.lower()}", "$foreground 60%")) if key else None
