"""`import`: articles in, then into the index, then their facts."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import LibraryBusyError
from tui.cli.call import Call, Json
from tui.cli.output import say

if TYPE_CHECKING:
    from rich.text import Text

    from index.library import Library
    from index.models import ImportReport, Progress


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("import")(_import)


def _import(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", help="Files and folders.")] = None,
    samples: Annotated[bool, typer.Option("--samples", help="Take in the five sample articles.")] = False,
    json: Json = False,
) -> None:
    """Take in articles: text, Markdown, HTML, JSON Lines; folders with everything in them.

    What cannot be read is named at the end, and nothing else is lost by it. The same file again is no new article; a
    changed one becomes a new revision.
    """
    if not paths and not samples:
        raise typer.BadParameter("name a file or a folder, or say --samples", param_hint="PATH")
    call = Call.of(context, json)
    with call.library() as library:
        from index.models import ImportReport

        with _progress_bar() as progress:
            report = library.import_samples(progress) if samples else ImportReport()
            if paths:
                report = _both(report, library.import_paths(paths, progress))
        # Said before the facts are made: whoever stops the program then knows what came in.
        call.answer(report, _page(report))
        for failure in () if json else report.failed:
            line = f", line {failure.line}" if failure.line is not None else ""
            say(f"{failure.path}{line}: {failure.error}")
        _derive_facts(library)
    if report.failed:
        raise typer.Exit(1)


def _derive_facts(library: "Library") -> None:
    """Make the facts of what came in. Another process that keeps the lock is no failure: who needs facts makes them."""
    try:
        with _progress_bar() as progress:
            library.derive_facts(progress)
    except LibraryBusyError as error:
        say(f"The articles are in; their facts follow when they are asked for. {error}")


def _both(one: "ImportReport", other: "ImportReport") -> "ImportReport":
    """Return the report of two imports after each other."""
    from index.models import ImportReport

    return ImportReport(
        added=one.added + other.added,
        updated=one.updated + other.updated,
        unchanged=one.unchanged + other.unchanged,
        failed=one.failed + other.failed,
    )


def _page(report: "ImportReport") -> Iterator["Text"]:
    from rich.text import Text

    counts = [("added", report.added), ("updated", report.updated), ("unchanged", report.unchanged)]
    if report.failed:
        counts.append(("failed", len(report.failed)))
    yield Text(", ".join(f"{count} {what}" for what, count in counts))


_WORK = {"reading": "Taking in articles", "indexing": "Indexing", "facts": "Finding facts"}


@contextmanager
def _progress_bar() -> Iterator[Callable[["Progress"], None]]:
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


def _show_nothing(_: "Progress") -> None:
    """Show nothing."""
