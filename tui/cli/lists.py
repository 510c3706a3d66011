"""`list`: the articles of the library, newest first."""

from typing import Annotated

import typer

from tui.cli.call import Call, Json, Limit, Offset


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("list")(_list)


def _list(
    context: typer.Context,
    limit: Limit = 20,
    offset: Offset = 0,
    unread: Annotated[bool, typer.Option("--unread", help="Only articles not read yet.")] = False,
    starred: Annotated[bool, typer.Option("--starred", help="Only starred articles.")] = False,
    tag: Annotated[str | None, typer.Option(metavar="TAG", help="Only articles with this tag.")] = None,
    json: Json = False,
) -> None:
    """List articles, newest first. The numbers name articles in the commands that follow."""
    call = Call.of(context, json)
    with call.library() as library:
        from index.models.documents import ArticleList
        from tui.cli.pages.lists import article_list

        ids = library.order(unread=unread, starred=starred, tag=tag)
        listed = ArticleList(total=len(ids), articles=library.summaries(ids[offset : offset + limit]))
        library.remember_listing([article.id for article in listed.articles], first=offset + 1)
        call.answer(listed, article_list(listed, offset + 1, all_there_is=not (unread or starred or tag)))
