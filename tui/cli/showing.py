"""`show`: one article in full."""

from typing import Annotated

import typer

from tui.cli.call import MOST_REVISIONS, Call, Json, Reference


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("show")(_show)


def _show(
    context: typer.Context,
    reference: Reference,
    revision: Annotated[
        int | None, typer.Option(min=1, max=MOST_REVISIONS, metavar="N", help="This revision instead of the newest.")
    ] = None,
    json: Json = False,
) -> None:
    """Show an article in full. It does not become read by it."""
    call = Call.of(context, json)
    with call.library() as library:
        from tui.cli.pages.article import article_page

        article = library.article(library.resolve(reference), revision)
        call.answer(article, article_page(article))
