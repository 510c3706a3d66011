"""Writing a comparison to a file that can be taken along: asking where to, and never over another file."""

from functools import partial
from pathlib import Path

from textual import on
from textual.message import Message

from index.export import Format, export
from tui.compare.compared import Compared
from tui.dialogs import Question
from tui.export_files import NotWrittenError, ThereAlreadyError, format_of, free, name_for, write_new
from tui.moving import MovingScreen

_HINT = "Enter writes a page to read and print; a name that ends in .md or .json, Markdown or JSON. Esc goes back."


class _Ended(Message):
    """A file was written, or was not."""

    def __init__(self, sentence: str, *, written: bool) -> None:
        super().__init__()
        self.sentence = sentence
        self.written = written


class _Taken(Message):
    """There is a file of that name already."""

    def __init__(self, ask: "_Ask", path: Path, sentence: str) -> None:
        super().__init__()
        self.ask = ask
        self.path = path
        self.sentence = sentence


_Ask = tuple[Compared, tuple[str, str]]
"""What is to be written: a comparison, and the two articles that are side by side in it."""


class WritingScreen(MovingScreen):
    """A screen with a comparison that can be written to a file."""

    def ask_and_write(self, compared: Compared, couple: tuple[str, str]) -> None:
        """Ask for the name of a file and write the comparison to it, with the two articles of `couple` side by side.

        The format goes by the ending of the name. What came of it is said.
        """
        left = compared.articles[couple[0]]
        self._ask_where((compared, couple), free(_folder() / name_for(left, Format.HTML)), _HINT)

    def _ask_where(self, ask: _Ask, path: Path, hint: str) -> None:
        self.app.push_screen(Question("Write the comparison to", hint, str(path)), partial(self._answered, ask))

    def _answered(self, ask: _Ask, answer: str | None) -> None:
        if not answer:
            return
        path = Path(answer)
        if path.name and not path.suffix:
            path = path.with_name(f"{path.name}.{Format.HTML}")
        kind = format_of(path)
        if kind is None:
            self._ask_where(ask, path, f"{path.name} does not say what to write. End it in .html, .md or .json.")
        else:
            self.in_thread("write", partial(_write, ask, path, kind))

    @on(_Ended)
    def _say_how(self, event: _Ended) -> None:
        self.say(event.sentence, "information" if event.written else "error")

    @on(_Taken)
    def _ask_again(self, event: _Taken) -> None:
        self._ask_where(event.ask, free(event.path.expanduser()), event.sentence)


def _write(ask: _Ask, path: Path, kind: Format) -> Message:
    """Write the file and tell what came of it."""
    compared, couple = ask
    try:
        write_new(path, export(kind, compared.comparison, compared.articles, [couple]))
    except ThereAlreadyError as error:
        return _Taken(ask, path, str(error))
    except NotWrittenError as error:
        return _Ended(str(error), written=False)
    return _Ended(f"Written to {path}.", written=True)


def _folder() -> Path:
    """Return the folder that Crossread was started in; the user's own where that one is gone."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path.home()
