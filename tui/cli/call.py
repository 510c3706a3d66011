"""One call of a command: the library it works on, the articles it names, and its answer."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import UnknownArticleError
from tui.cli.output import print_json, print_page, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from index.library import Library
    from index.models import Frozen
    from index.models.documents import Unanswered
    from tui.places import Places

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document (docs/json.md).")]
References = Annotated[
    list[str], typer.Argument(metavar="ID", help="Ids, their beginnings, or numbers in the last list.")
]
Reference = Annotated[str, typer.Argument(metavar="ID", help="An id, its beginning, or a number in the last list.")]
Limit = Annotated[int, typer.Option(min=1, metavar="N", help="How many to print.")]
Offset = Annotated[int, typer.Option(min=0, metavar="N", help="How many to skip before the first.")]

MOST_REVISIONS = 1_000_000
"""No article has as many; a number without a bound would not fit into the database."""


@dataclass(frozen=True)
class Call:
    """What every command is given."""

    places: "Places"
    json: bool

    @classmethod
    def of(cls, context: typer.Context, json: bool) -> "Call":
        """Return the call of a command; the places were found before it."""
        return cls(context.obj, json)

    @contextmanager
    def library(self) -> Iterator["Library"]:
        """Open the library for the time of the call."""
        from index.library import Library

        library = Library.open(self.places.library, self.places.names_file)
        library.notice = say
        try:
            yield library
        finally:
            library.close()

    def answer(self, document: "Frozen", page: Iterable["RenderableType"]) -> None:
        """Print the document, or the page for people. `page` may be lazy: it is not drawn for JSON."""
        if self.json:
            print_json(document)
        else:
            print_page(page)

    def end(self, failed: Sequence["Unanswered"]) -> None:
        """End with status 1 where something failed beside what was printed; name it, unless the document does."""
        if not failed:
            return
        if not self.json:
            for each in failed:
                say(each.error)
        raise typer.Exit(1)


def resolve_each(library: "Library", references: Sequence[str]) -> tuple[tuple[str, ...], tuple["Unanswered", ...]]:
    """Return the ids that `references` name, each once, and the references that name none.

    Raises `UnknownArticleError` when none of them can be found: then there is nothing to answer.
    """
    from index.models.documents import Unanswered

    ids: dict[str, None] = {}
    failed: list[Unanswered] = []
    for reference in references:
        try:
            ids[library.resolve(reference)] = None
        except UnknownArticleError as error:
            failed.append(Unanswered(reference=reference, error=str(error)))
    if not ids:
        raise UnknownArticleError(" ".join(each.error for each in failed))
    return tuple(ids), tuple(failed)
