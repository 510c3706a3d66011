"""What goes out: documents as JSON, pages for people, sentences on standard error.

A page is a series of rich texts and tables. On a terminal it is coloured and fitted to the width; in a pipe it is plain
and nothing is cut. A reader that closes the pipe (`| head`) ends the printing silently, not the command.
"""

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import RenderableType

    from index.models import Frozen

_PIPE_WIDTH = 100_000
"""Columns of a table in a pipe: more than any row takes, so that no cell is broken."""


def print_json(document: "Frozen") -> None:
    """Print `document` as one line of JSON."""
    from index.models.documents import to_json

    _write((to_json(document), "\n"))


def print_document(text: str, *, markup: bool = False) -> None:
    """Print a document that somebody else will read; `markup` says that it is HTML.

    A page in HTML says of itself that it is UTF-8. Where standard output is not, letters are written as references.
    """
    if markup and (sys.stdout.encoding or "utf-8").lower().replace("-", "") != "utf8":
        text = text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    _write((text,))


def print_page(page: Iterable["RenderableType"]) -> None:
    """Print `page` for people, or for a pipe."""
    if sys.stdout.isatty():
        _paint(page)
    else:
        _write(_plain(page))


def say(sentence: str, *, to: TextIO | None = None) -> None:
    """Write one sentence, to standard error where nothing else is named."""
    from tui.painting.screen_text import line_for_screen

    _write((line_for_screen(sentence), "\n"), to or sys.stderr)


def fail(sentence: str, *, json: bool) -> None:
    """Say that there is no result, and why: as a document on standard output, or as a sentence on standard error."""
    if json:
        from index.models.documents import ErrorAnswer

        print_json(ErrorAnswer(error=sentence))
    else:
        say(sentence)


def page_width(most: int) -> int:
    """Return how many columns a page may take: the terminal's, but at most `most`; in a pipe, `most`."""
    if not sys.stdout.isatty():
        return most
    from rich.console import Console

    return min(most, Console().width)


def _paint(page: Iterable["RenderableType"]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(markup=False, highlight=False, emoji=False)
    for item in page:
        if isinstance(item, Text):
            # Joined to what else is printed at once, a text loses its own way of ending at the edge.
            console.print(item, no_wrap=item.no_wrap, overflow=item.overflow, crop=False)
        else:
            console.print(item)


def _plain(page: Iterable["RenderableType"]) -> Iterable[str]:
    """Yield the lines of `page` without colour and without spaces at their ends."""
    from rich.text import Text

    for item in page:
        text = item.plain if isinstance(item, Text) else _plain_table(item)
        for line in text.split("\n"):
            yield f"{line.rstrip()}\n"


def _plain_table(item: "RenderableType") -> str:
    from io import StringIO

    from rich.console import Console

    into = StringIO()
    Console(file=into, width=_PIPE_WIDTH, color_system=None, force_terminal=False, legacy_windows=False).print(item)
    return into.getvalue().rstrip("\n")


def _write(pieces: Iterable[str], to: TextIO | None = None) -> None:
    """Write `pieces` and flush, until the other side has had enough."""
    stream = to or sys.stdout
    try:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
    except BrokenPipeError:
        # What is still in the buffer would raise again when Python closes the stream at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
