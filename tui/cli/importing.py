"""`import`: articles in, then into the index, then their facts; and what another reader, newsboat, has."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tui.cli.call import Call, Json
from tui.cli.opml import say_taken
from tui.cli.output import say
from tui.cli.progress import make_facts, progress_bar, waiting

if TYPE_CHECKING:
    from rich.text import Text

    from index.models import ImportReport


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("import")(_import)


def _import(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", help="Files and folders.")] = None,
    samples: Annotated[bool, typer.Option("--samples", help="Take in the five sample articles.")] = False,
    newsboat: Annotated[
        bool, typer.Option("--newsboat", help="Take over newsboat's feeds, its articles, and which were read.")
    ] = False,
    urls: Annotated[
        Path | None,
        typer.Option("--urls", metavar="FILE", help="With --newsboat: its list of feeds, where it lies elsewhere."),
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option("--cache", metavar="FILE", help="With --newsboat: its cache.db, where it lies elsewhere."),
    ] = None,
    json: Json = False,
) -> None:
    """Take in articles: text, Markdown, HTML, JSON Lines; folders with everything in them.

    What cannot be read is named at the end, and nothing else is lost by it. The same file again is no new article; a
    changed one becomes a new revision.
    """
    if not newsboat and (urls or cache):
        raise typer.BadParameter(
            "newsboat's files are taken with --newsboat", param_hint="--urls" if urls else "--cache"
        )
    if newsboat and (paths or samples):
        raise typer.BadParameter("what newsboat has is taken over by itself", param_hint="--newsboat")
    if not paths and not samples and not newsboat:
        raise typer.BadParameter("name a file or a folder, or say --samples", param_hint="PATH")
    call = Call.of(context, json)
    if newsboat:
        _take_over(call, urls, cache)
        return
    with call.library() as library:
        from index.models import ImportReport

        with progress_bar() as progress:
            report = library.import_samples(progress) if samples else ImportReport()
            if paths:
                report = _both(report, library.import_paths(paths, progress))
        # Said before the facts are made: whoever stops the program then knows what came in.
        call.answer(report, _page(report))
        for failure in () if json else report.failed:
            line = f", line {failure.line}" if failure.line is not None else ""
            say(f"{failure.path}{line}: {failure.error}")
        make_facts(library, "The articles are in; their facts follow when they are asked for.")
    if report.failed:
        raise typer.Exit(1)


def _take_over(call: Call, urls: Path | None, cache: Path | None) -> None:
    """Take over newsboat's files, from where it keeps them unless they are named."""
    with call.library() as library:
        with waiting("Taking over what newsboat has"):
            taken = library.feeds.import_newsboat(urls, cache)
        say_taken(call, taken)


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
