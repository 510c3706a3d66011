"""`add` and `fetch`: single pages, as new articles and as the full text of those that are there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tui.cli.call import Call, Json, References, resolve_each
from tui.cli.named_feeds import fetch_each
from tui.cli.progress import waiting

if TYPE_CHECKING:
    from index.library import Library
    from index.models.documents import Unanswered
    from index.models.feeds import FullText


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("add")(_add)
    app.command("fetch")(_fetch)


def _add(
    context: typer.Context,
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="Addresses of pages.")],
    json: Json = False,
) -> None:
    """Take in single pages from the web as articles. For a feed: crossread feeds add URL."""
    call = Call.of(context, json)
    with call.library() as library:
        with waiting("Asking for the page"):
            pages, failed = fetch_each(urls, library.feeds.add_page)
        _answer(call, library, pages, failed, "Added", known="Already there")


def _fetch(context: typer.Context, references: References, json: Json = False) -> None:
    """Fetch the full text of articles from their pages. The text that a feed brought stays as a revision."""
    call = Call.of(context, json)
    with call.library() as library:
        ids, unknown = resolve_each(library, references)
        with waiting("Asking for the page"):
            pages, failed = fetch_each(ids, library.feeds.fetch_full)
        _answer(call, library, pages, unknown + failed, "Full text", known="Full text")


def _answer(
    call: Call,
    library: "Library",
    pages: Sequence["FullText"],
    failed: tuple["Unanswered", ...],
    done: str,
    *,
    known: str,
) -> None:
    from index.models.documents import PagesAnswer
    from tui.cli.pages.feeds import fetched_pages

    articles = library.summaries([page.id for page in pages])
    call.answer(PagesAnswer(pages=tuple(pages), failed=failed), fetched_pages(pages, articles, done=done, known=known))
    call.end(failed)
