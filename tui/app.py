"""The reader: one library on one terminal."""

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from textual import events
from textual.app import App
from textual.dom import DOMNode

from index.library import Library, Writer
from index.models import WriterMessage, WriterNotice
from tui.command import Command, bindings
from tui.commands import APP_COMMANDS, COMMANDS
from tui.dialogs import Reading
from tui.help import show_help
from tui.keymap import KeymapError, Keys, default_keys, read_keys
from tui.painting import line_for_screen
from tui.reading.messages import WriterSaid
from tui.reading.screen import ReadingScreen
from tui.theme import DARK, IN_TERMINAL_COLOURS, OURS, fallback_variables
from tui.turns import Turns

_SWITCH_SECONDS = 0.0005
"""How long one thread may keep the others waiting. At Python's 5 ms a search in a thread delays a repaint to 10 ms at
the 95th percentile, with this to 0.8."""
_LOOK_SECONDS = 2.0
"""Between two looks for what other processes changed."""


def now() -> datetime:
    """Return the time, in the zone of this machine."""
    return datetime.now().astimezone()


class Crossread(App[None]):
    """The reader's application: colours, keys, the palette, and the writer."""

    TITLE = "Crossread"
    CSS = (
        """
    Screen { background: $background; color: $foreground; }
    ModalScreen { background: $background 50%; }
    Toast { background: $panel; }
    CommandPalette > Vertical { width: 84; max-width: 96%; background: $panel; }
    CommandPalette #--input { border: none; padding: 0 1; height: 2; background: $panel; }
    CommandPalette CommandInput, CommandPalette CommandInput:focus { border: none; background: $panel; }
    CommandPalette SearchIcon { display: none; }
    CommandPalette CommandList { background: $panel; border: none; scrollbar-size-vertical: 1; }
    """
        + IN_TERMINAL_COLOURS
    )
    BINDINGS = bindings(APP_COMMANDS)
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        library: Library,
        start_writer: Callable[[Callable[[WriterMessage], None]], Writer] | None = None,
        keys_file: Path | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        super().__init__()
        self.library = library
        self.commands: tuple[Command, ...] = COMMANDS
        self.keys: Keys = default_keys(COMMANDS)
        self._keys_problem = ""
        self._start_writer = start_writer
        self.writer: Writer | None = None
        self._first_press = ""
        self.failure: Exception | None = None
        """What nobody foresaw and ended the reader."""
        try:
            self.keys = read_keys(keys_file, COMMANDS)
        except KeymapError as error:
            self._keys_problem = str(error)
        self.reading = ReadingScreen(library, clock, APP_COMMANDS, self.keys)
        self.turns = Turns(self, super().on_event, self.reading.answer_is_due, self._handle_exception)
        """Who is next to be handed a key."""
        for theme in OURS:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own colours for themes that lack them."""
        return fallback_variables(self.current_theme)

    def on_mount(self) -> None:
        """Show the reading screen; everything that can wait comes after the first paint."""
        chosen = self.library.session().theme
        if chosen in self.available_themes:
            self.theme = chosen
        self.set_keymap(self.keys.single())
        self.push_screen(self.reading)
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        if self._keys_problem:
            self.notify(line_for_screen(self._keys_problem), severity="warning", timeout=15, markup=False)
        status = self.library.status()
        if status.read_only:
            self.notify(line_for_screen(status.read_only), severity="warning", timeout=10, markup=False)
        elif self._start_writer is not None:
            self.writer = self._start_writer(self._pass_on)
            self.writer.start()
            self.library.notice = self._pass_on_notice
            self.reading.start_writing(self.writer)
        self.reading.warm_up()
        self.set_interval(_LOOK_SECONDS, self.reading.look_for_changes)

    def _pass_on(self, message: WriterMessage) -> None:
        """Give the writer's word to the reading screen; this runs in the writer's thread."""
        self.reading.post_message(WriterSaid(message))

    def _pass_on_notice(self, sentence: str) -> None:
        """Say what is wrong with the library, and have the writer look after it; this runs in any thread."""
        self._pass_on(WriterNotice(sentence=sentence))
        if self.writer is not None:
            self.writer.mend()

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed in turn."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self.turns.take(event)
        else:
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Recognise keys of two presses, such as g g, where the focus is."""
        first, self._first_press = self._first_press, ""
        nodes = self.focused.ancestors_with_self if self.focused is not None else [self.screen]
        for node in nodes:
            context = getattr(node, "context", None)
            if context is None:
                continue
            pairs = self.keys.pairs(command for command in COMMANDS if command.context == context)
            if action := pairs.get((first, event.key)):
                event.prevent_default()
                self.call_next(partial(self.run_action, action, node))
                return
            if any(event.key == begins for begins, _ in pairs):
                event.prevent_default()
                self._first_press = event.key
                return

    async def run_command(self, command: Command, node: DOMNode) -> None:
        """Run a command at the node whose context it is of."""
        await self.run_action(command.action, node)

    def action_palette(self) -> None:
        """Find a command by its name."""
        # Imported when it is first wanted: the first paint does without it.
        from textual.command import CommandPalette

        from tui.palette import CommandProvider

        if not isinstance(self.screen, CommandPalette):
            palette = CommandPalette([CommandProvider], placeholder="Find a command…", id="--command-palette")
            self.push_screen(palette)

    def action_help(self) -> None:
        """Show every key, those of where the reader is first."""
        if not isinstance(self.screen, Reading):
            show_help(self.screen, self.keys)

    def action_choose_theme(self) -> None:
        """Choose the colours."""
        self.search_themes()

    def action_help_quit(self) -> None:
        """Do nothing at Ctrl-C: there was no selection to copy, and q leaves."""

    def watch_theme(self, theme: str) -> None:
        """Remember the colours."""
        del theme
        if self.is_running and self.reading.is_attached:
            self.reading.save_soon()

    def _handle_exception(self, error: Exception) -> None:
        """Keep what ends the reader for `run`, which raises it where the terminal is the user's again."""
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _print_error_renderables(self) -> None:
        """Print no traceback: the log has it."""
        self._exit_renderables.clear()

    async def action_quit(self) -> None:
        """Leave; the next start is where the reader is now."""
        self.reading.save_now()
        self.exit()


def run(library: Library, writer_log: Path | None, keys_file: Path | None) -> None:
    """Open the reader on a library and return when it is left.

    Raises what nobody foresaw, after the terminal is as it was before.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    app = Crossread(library, partial(Writer, library.folder, writer_log, names_file=library.names_file), keys_file)
    try:
        app.run()
    finally:
        if app.writer is not None:
            app.writer.close()
    if app.failure is not None:
        raise app.failure
