"""`opml`: lists of feeds from other readers, and for them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tui.cli.call import Call, Json
from tui.cli.output import print_document, say

if TYPE_CHECKING:
    from index.models.feeds import FeedsTaken


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(help="Lists of feeds from other readers, and for them (OPML).", rich_markup_mode=None)
    group.command("import")(_import)
    group.command("export")(_export)
    app.add_typer(group, name="opml")


def _import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An OPML file, or a list with an address a line.")],
    json: Json = False,
) -> None:
    """Subscribe to the feeds of a list, with their folders. Nothing is fetched or run by it."""
    call = Call.of(context, json)
    with call.library() as library:
        say_taken(call, library.feeds.import_opml(file))


def _export(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Where to write it, over what is there; else it is printed.")
    ] = None,
) -> None:
    """Write all feeds with their folders as OPML 2.0. User names, passwords, headers and cookies are not in it."""
    with Call.of(context, json=False).library() as library:
        text = library.feeds.export_opml()
    if file is None:
        print_document(text)
        return
    from tui.export_files import write

    write(file, text)
    say(f"Written to {file}.")


def say_taken(call: Call, taken: "FeedsTaken") -> None:
    """Print how the taking over of a list ended; end with status 1 where an entry could not be taken."""
    from tui.cli.pages.feeds import taken_page

    call.answer(taken, taken_page(taken))
    if taken.trouble:
        for sentence in () if call.json else taken.trouble:
            say(sentence)
        raise typer.Exit(1)
