"""What goes on while a command works, on standard error; and the work that several commands do: facts to be made."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.errors import LibraryBusyError
from tui.cli.output import say

if TYPE_CHECKING:
    from index.library import Library
    from index.models import Progress

_WORK = {
    "reading": "Taking in articles",
    "indexing": "Indexing",
    "facts": "Finding facts",
    "refreshing": "Asking feeds",
    "pages": "Fetching pages",
}


@contextmanager
def progress_bar() -> Iterator[Callable[["Progress"], None]]:
    """Give what shows progress on standard error while the work goes on; without a terminal nothing is shown."""
    if not sys.stderr.isatty():
        yield _show_nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {work: bars.add_task(title, total=None, visible=False) for work, title in _WORK.items()}

        def show(progress: "Progress") -> None:
            bars.update(tasks[progress.work], completed=progress.done, total=progress.total, visible=True)

        yield show


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """Say on standard error what is waited for while it is; without a terminal nothing is said."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


def _show_nothing(_: "Progress") -> None:
    """Show nothing."""


def make_facts(library: "Library", otherwise: str) -> None:
    """Make the facts that are missing, with progress. Where another process keeps the lock, say `otherwise` and why."""
    try:
        with progress_bar() as progress:
            library.derive_facts(progress)
    except LibraryBusyError as error:
        say(f"{otherwise} {error}")
