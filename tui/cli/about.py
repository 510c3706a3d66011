"""`status`, `keys`, `schemas`: about the library, the reader and the documents, rather than about articles."""

import json as stdlib_json
from pathlib import Path
from typing import Annotated

import typer

from index.errors import BadInputError
from tui.cli.call import Call, Json


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("status")(_status)
    app.command("keys")(_keys)
    app.command("schemas")(_schemas)


def _status(context: typer.Context, json: Json = False) -> None:
    """Say where the library lies, how much is in it, and whether it can be changed."""
    call = Call.of(context, json)
    with call.library() as library:
        from tui.cli.pages.about import status_page

        status = library.status()
        call.answer(status, status_page(status))


def _keys(context: typer.Context, json: Json = False) -> None:
    """List what the reader can do, with the keys and the ids that a key map names."""
    from index.models.documents import KeyLine, KeyList
    from tui.cli.pages.about import keys_page
    from tui.commands import COMMANDS

    keys = KeyList(
        commands=tuple(
            KeyLine(id=each.id, title=each.title, keys=each.keys, help=each.help, context=each.context)
            for each in COMMANDS
        )
    )
    Call.of(context, json).answer(keys, keys_page(keys))


def _schemas(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write them; made if missing.")],
    json: Json = False,
) -> None:
    """Write the JSON Schema of every document that --json prints, a file for each."""
    from index.models.documents import DOCUMENTS, WrittenSchemas, json_schema
    from tui.cli.pages.about import files_page

    files = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in DOCUMENTS:
            file = folder / f"{name}.json"
            file.write_text(stdlib_json.dumps(json_schema(name), indent=2) + "\n", encoding="utf-8")
            files.append(str(file))
    except OSError as error:
        raise BadInputError(f"The schemas cannot be written to {folder}: {error.strerror or error}.") from error
    written = WrittenSchemas(files=tuple(files))
    Call.of(context, json).answer(written, files_page(written))
