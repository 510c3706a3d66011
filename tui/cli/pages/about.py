"""The library's state, the reader's keys, the files that were written."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from index.models import LibraryStatus
from index.models.documents import KeyList, WrittenSchemas
from tui.cli.pages.words import counted, line

if TYPE_CHECKING:
    from rich.console import RenderableType

_GAP = (0, 2, 0, 0)
# Textual calls keys by the names of their characters in Unicode, but for these.
_UNICODE_NAMES = {
    "slash": "solidus",
    "backslash": "reverse solidus",
    "minus": "hyphen-minus",
    "plus": "plus sign",
    "underscore": "low line",
    "at": "commercial at",
}


def status_page(status: LibraryStatus) -> Iterator[Text]:
    """Show where the library is, how much is in it and why it cannot be changed, if so."""
    yield line(status.folder, "bold")
    yield Text(f"{counted(status.articles, 'article')}, {status.unread:,} unread, {status.starred:,} starred")
    if status.read_only:
        yield line(status.read_only, "dark_orange")


def keys_page(keys: KeyList) -> Iterator["RenderableType"]:
    """Show the commands of the reader by where they work."""
    ordered = sorted(keys.commands, key=lambda command: command.context)
    for number, (context, commands) in enumerate(groupby(ordered, key=lambda command: command.context)):
        if number:
            yield Text()
        yield Text(context, "cyan")
        table = Table.grid(padding=_GAP)
        for command in commands:
            pressed = ", ".join(map(_key_in_print, command.keys))
            table.add_row("", Text(pressed, "bold"), command.title, command.help, Text(command.id, "dim"))
        yield table


def _key_in_print(key: str) -> str:
    """Return a key as it stands on the keyboard where its name is that of a character: ']', '/', 'ctrl+f'."""
    try:
        character = unicodedata.lookup(_UNICODE_NAMES.get(key, key.replace("_", " ")))
    except KeyError:
        return key
    return character if character.isprintable() and character != " " else key


def files_page(written: WrittenSchemas) -> Iterator[Text]:
    """Name the files that were written."""
    for file in written.files:
        yield line(file)
