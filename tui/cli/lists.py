"""`list`: the articles of the library, newest first."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from tui.cli.call import Call, Json, Limit, Offset
from tui.cli.named_feeds import find_group


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
    feed: Annotated[
        str | None,
        typer.Option(
            metavar="FEED", help="Only articles of this feed, of a folder of feeds, or of feeds with this tag."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """List articles, newest first. The numbers name articles in the commands that follow."""
    call = Call.of(context, json)
    with call.library() as library:
        from index.models.documents import ArticleList
        from tui.cli.pages.lists import article_list

        feeds = None if feed is None else [each.id for each in find_group(library, feed)]
        ids = library.order(unread=unread, starred=starred, tag=tag, feeds=feeds)
        listed = ArticleList(total=len(ids), articles=library.summaries(ids[offset : offset + limit]))
        library.remember_listing([article.id for article in listed.articles], first=offset + 1)
        page = article_list(listed, offset + 1, datetime.now(UTC), all_there_is=not (unread or starred or tag or feed))
        call.answer(listed, page)
