"""What screens of one view have in common: the keys that move in it, the line of keys at the foot, the way out."""

from abc import abstractmethod
from typing import ClassVar

from tui.command import Command, Context
from tui.footer import Footer
from tui.keymap import Keys, default_keys
from tui.painting.view import Painted
from tui.saying import SpeakingScreen


class Moved(Painted, can_focus=False):
    """A view that its screen moves: by lines where it only scrolls, by entries where it has a cursor."""

    DEFAULT_CSS = "Moved { overflow-x: hidden; }"

    def move(self, by: int) -> None:
        """Go `by` lines down, or up where it is negative; as far as there are any."""
        self.scroll_to(y=self.scroll_offset.y + by, animate=False, force=True)

    @property
    def screenful(self) -> int:
        """How many lines or entries a page is."""
        return max(self.size.height - 2, 1)

    @property
    def most(self) -> int:
        """More than there are lines or entries: far enough for top and bottom."""
        return self.virtual_size.height


class MovingScreen(SpeakingScreen):
    """A screen that shows one view at a time."""

    context: ClassVar[Context]
    """Where its commands belong."""
    AUTO_FOCUS = None

    @property
    @abstractmethod
    def moved(self) -> Moved:
        """The view on show."""

    def footer(self, commands: tuple[Command, ...]) -> Footer:
        """Return the line at the foot, with the user's keys for `commands`."""
        footer = Footer()
        keys = getattr(self.app, "keys", None)
        footer.keys = keys if isinstance(keys, Keys) else default_keys(commands)
        footer.commands = tuple(command for command in commands if command.footer)
        return footer

    def action_down(self) -> None:
        """Go down."""
        self.moved.move(1)

    def action_up(self) -> None:
        """Go up."""
        self.moved.move(-1)

    def action_page(self, direction: int) -> None:
        """Go a page down (1) or up (-1)."""
        self.moved.move(direction * self.moved.screenful)

    def action_half(self, direction: int) -> None:
        """Go half a page down (1) or up (-1)."""
        self.moved.move(direction * max(self.moved.screenful // 2, 1))

    def action_top(self) -> None:
        """Go to the top."""
        self.moved.move(-self.moved.most)

    def action_bottom(self) -> None:
        """Go to the bottom."""
        self.moved.move(self.moved.most)
