"""Speaking to the reader, and work in threads: what fails as expected becomes a toast, anything else a text to copy."""

import traceback
from collections.abc import Callable
from functools import partial
from typing import Literal

from textual import on
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from index.errors import CrossreadError
from tui.dialogs import Reading
from tui.painting import line_for_screen


class Failed(Message):
    """Work in a thread failed in a way that was foreseen."""

    def __init__(self, group: str, sentence: str) -> None:
        super().__init__()
        self.group = group
        self.sentence = sentence


class SpeakingScreen(Screen[None]):
    """A screen that can say something and do slow work in threads."""

    def say(self, sentence: str, severity: Literal["information", "warning", "error"] = "information") -> None:
        """Show a sentence for a while, in place of the last one; nothing in it is markup."""
        self.app.clear_notifications()
        self.app.notify(line_for_screen(sentence), severity=severity, markup=False)

    def in_thread(self, group: str, work: Callable[[], Message | None]) -> Worker[None]:
        """Do `work` in a thread; its message comes to this screen. A newer one of the group replaces an older.

        Threads cannot be stopped: the receiver of a message must tell whether it is still wanted.
        """
        return self.run_worker(
            partial(self._work, group, work), group=group, exclusive=True, exit_on_error=False, thread=True
        )

    def _work(self, group: str, work: Callable[[], Message | None]) -> None:
        try:
            message = work()
        except CrossreadError as error:
            message = Failed(group, str(error))
        if message is not None:
            self.post_message(message)

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self.say(event.sentence, "warning")

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.app.push_screen(trouble(event.worker.error))


def trouble(error: BaseException) -> Reading:
    """Return the dialog of an error that nobody foresaw."""
    text = "".join(traceback.format_exception(error))
    return Reading("Something went wrong that should not have. Reading can go on.", Content(line_by_line(text)))


def line_by_line(text: str) -> str:
    """Return a text of several lines as it may be drawn."""
    return "\n".join(map(line_for_screen, text.splitlines()))
