"""Every command of the reader, gathered from where each is declared: footer, palette, help and key maps read this."""

from typing import Final

from tui.command import Command
from tui.compare.commands import COMPARE_COMMANDS
from tui.feeds.commands import FEEDS_COMMANDS
from tui.reading.commands import READING_COMMANDS
from tui.revisions.commands import REVISIONS_COMMANDS

APP_COMMANDS: Final = (
    Command("app.palette", "Commands", ("colon", "ctrl+p"), "Find a command by its name", "everywhere", "palette"),
    Command("app.help", "All keys", ("question_mark", "f1"), "Show every key", "everywhere", "help", footer=True),
    Command("app.theme", "Colours", (), "Choose a theme: the colours of everything", "everywhere", "choose_theme"),
    Command("app.quit", "Quit", ("q",), "Leave; the next start is where you left", "everywhere", "quit"),
)

COMMANDS: Final[tuple[Command, ...]] = (
    *READING_COMMANDS,
    *FEEDS_COMMANDS,
    *COMPARE_COMMANDS,
    *REVISIONS_COMMANDS,
    *APP_COMMANDS,
)

BY_ID: Final = {command.id: command for command in COMMANDS}
