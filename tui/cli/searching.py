"""`search`: the articles that a query finds, with a piece of each that shows why."""

from typing import Annotated, Literal

import typer

from index.query_help import NOTES, page
from tui.cli.call import Call, Json, Limit, Offset
from tui.cli.output import say

_KEPT = "\b\n"
"""Before a paragraph whose lines the command line must not wrap anew."""


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("search", help=_help())(_search)


def _search(
    context: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="Words, phrases, conditions.")],
    limit: Limit = 20,
    offset: Offset = 0,
    sort: Annotated[Literal["best", "newest", "oldest"], typer.Option(help="The order of the results.")] = "best",
    json: Json = False,
) -> None:
    """Print what a query finds."""
    call = Call.of(context, json)
    with call.library() as library:
        from index.models import Sort
        from tui.cli.pages.lists import search_results

        wanted = " ".join(query)
        result = library.search(wanted, limit=limit, offset=offset, sort=Sort(sort))
        library.remember_listing([hit.id for hit in result.hits], first=offset + 1)
        if waiting := library.facts_to_make(wanted):
            say(
                f"The facts of {waiting:,} of {library.status().articles:,} articles are missing or out of date "
                "(names.toml or Crossread has changed): crossread names makes them."
            )
        call.answer(result, search_results(result, offset + 1))


def _help() -> str:
    """Return the usage, with the same page on the query language as in the reader."""
    return "\n\n".join(
        (
            "Search all articles. The numbers name articles in the commands that follow.",
            "A phrase needs quotation marks that the shell leaves alone: crossread search '\"google cloud\"'.",
            "A query that begins with '-' stands after '--': crossread search -- -opinion cloud.",
            *(_KEPT + block for block in page().split("\n\n")),
            _KEPT + "\n".join(NOTES),
        )
    )
