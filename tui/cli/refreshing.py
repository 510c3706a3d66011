"""`refresh`: what is new in the feeds, once or again and again, for people, cron and systemd timers."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import LibraryBusyError
from tui.cli.call import Call, Json
from tui.cli.named_feeds import find_feeds
from tui.cli.output import fail, print_page, say
from tui.cli.progress import make_facts, progress_bar
from tui.main import STOPPED

if TYPE_CHECKING:
    from index.library import Library
    from index.models.feeds import FeedFailure, RefreshReport

_MINUTE = 60
_MOST_MINUTES = 31 * 24 * 60


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("refresh")(_refresh)


@dataclass(frozen=True)
class _Wish:
    """What a refresh is to be like."""

    references: Sequence[str]
    due_only: bool
    facts: bool
    loud: bool
    """Whether it says how it went even where nothing failed."""


def _refresh(
    context: typer.Context,
    references: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FEED",
            help="Ids, their beginnings, names or addresses of feeds; folders and tags of feeds; without any, all.",
        ),
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Only feeds whose next try has come.")] = False,
    watch: Annotated[
        int | None,
        typer.Option(
            min=1, max=_MOST_MINUTES, metavar="MINUTES", help="Again every MINUTES, those that are due; until Ctrl-C."
        ),
    ] = None,
    facts: Annotated[
        bool, typer.Option("--facts", help="Make the key facts too, which else are made when read.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say how it went, even without a terminal.")] = False,
    json: Json = False,
) -> None:
    """Ask the feeds for what is new. Without a terminal only what failed is said. Ctrl-C keeps what has come in."""
    call = Call.of(context, json)
    wish = _Wish(
        references=references or (),
        due_only=due or watch is not None,
        facts=facts,
        loud=verbose or sys.stdout.isatty(),
    )
    if watch is None:
        raise typer.Exit(_once(call, wish))
    while True:
        try:
            status = _once(call, wish)
        except LibraryBusyError as error:
            # Whoever has it will let go of it until the next time.
            fail(str(error), json=json)
        else:
            if status == STOPPED:
                raise typer.Exit(STOPPED)
        time.sleep(watch * _MINUTE)


def _once(call: Call, wish: _Wish) -> int:
    """Refresh, say how it went, and return the exit status."""
    with call.library() as library:
        ids, unknown = _ids(library, wish.references)
        with progress_bar() as progress:
            report = library.feeds.refresh(ids, due_only=wish.due_only, progress=progress)
        report = report.model_copy(update={"failed": report.failed + unknown})
        _say(call, library, report, loud=wish.loud)
        if wish.facts and not report.stopped:
            make_facts(library, "The articles are in; their facts follow when they are asked for.")
    if report.stopped:
        return STOPPED
    return 1 if report.failed else 0


def _ids(library: "Library", references: Sequence[str]) -> tuple[tuple[str, ...], tuple["FeedFailure", ...]]:
    """Return the ids of the feeds that are named, and what names none as failures."""
    from index.models.feeds import FeedFailure

    if not references:
        return (), ()
    feeds, unknown = find_feeds(library, references, groups=True)
    return (
        tuple(feed.id for feed in feeds),
        tuple(FeedFailure(feed=None, url=each.reference, error=each.error) for each in unknown),
    )


def _say(call: Call, library: "Library", report: "RefreshReport", *, loud: bool) -> None:
    """Print the document; or the page where that is wanted, and what failed in any case."""
    from tui.cli.pages.refreshed import failure_in_words, refresh_in_words, refresh_page

    if call.json:
        call.answer(report, ())
        return
    if loud:
        print_page(refresh_page(report, feeds=bool(report.feeds or library.feeds.list())))
    elif report.stopped:
        say(refresh_in_words(report))
    if report.failed:
        names = {feed.id: feed.called for feed in library.feeds.list()}
        for failure in report.failed:
            say(failure_in_words(failure, names))
