"""`read`, `unread`, `star`, `unstar`, `tag`, `untag`: what the reader did with articles."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tui.cli.call import Call, Json, References, resolve_each

if TYPE_CHECKING:
    from index.library import Library

TagName = Annotated[str, typer.Argument(metavar="TAG", help="The tag.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("read")(_read)
    app.command("unread")(_unread)
    app.command("star")(_star)
    app.command("unstar")(_unstar)
    app.command("tag")(_tag)
    app.command("untag")(_untag)


def _read(context: typer.Context, references: References, json: Json = False) -> None:
    """Mark articles read."""
    _change(Call.of(context, json), references, "Read", lambda library, ids: library.set_read(ids, True))


def _unread(context: typer.Context, references: References, json: Json = False) -> None:
    """Mark articles unread."""
    _change(Call.of(context, json), references, "Unread", lambda library, ids: library.set_read(ids, False))


def _star(context: typer.Context, references: References, json: Json = False) -> None:
    """Star articles."""
    _change(Call.of(context, json), references, "Starred", lambda library, ids: library.set_starred(ids, True))


def _unstar(context: typer.Context, references: References, json: Json = False) -> None:
    """Take the stars off articles."""
    _change(Call.of(context, json), references, "No star", lambda library, ids: library.set_starred(ids, False))


def _tag(context: typer.Context, tag: TagName, references: References, json: Json = False) -> None:
    """Give articles a tag."""
    _change(Call.of(context, json), references, f"Tagged {tag}", lambda library, ids: library.tag(ids, tag))


def _untag(context: typer.Context, tag: TagName, references: References, json: Json = False) -> None:
    """Take a tag off articles."""
    _change(Call.of(context, json), references, f"No tag {tag}", lambda library, ids: library.untag(ids, tag))


def _change(
    call: Call, references: Sequence[str], done: str, change: Callable[["Library", tuple[str, ...]], object]
) -> None:
    """Change the state of every article that is there, and print what holds now."""
    with call.library() as library:
        from index.models.documents import StatesAnswer
        from tui.cli.pages.lists import changed_articles

        ids, failed = resolve_each(library, references)
        change(library, ids)
        call.answer(
            StatesAnswer(articles=library.states(ids), failed=failed), changed_articles(done, library.summaries(ids))
        )
        call.end(failed)
