"""`facts`: the key facts of articles, or of the whole library."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tui.cli.call import Call, Json, Limit, Offset, resolve_each
from tui.cli.output import say
from tui.cli.progress import make_facts

if TYPE_CHECKING:
    from index.models import FactKind

# Written out, for the models are imported by the command that needs them; a test keeps them equal.
NameKind = Literal["person", "organisation", "place", "product"]
Kind = Literal[
    "person",
    "organisation",
    "place",
    "product",
    "money",
    "percent",
    "quantity",
    "date",
    "period",
    "quote",
    "attribution",
    "table",
]
_Made = Annotated[bool, typer.Option("--made", help="Count the facts that are made already, and make none.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("facts")(_facts)
    app.command("names")(_names)


def _facts(
    context: typer.Context,
    references: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID", help="Ids, their beginnings, or numbers in the last list. With --all: what a fact contains."
        ),
    ] = None,
    all_articles: Annotated[bool, typer.Option("--all", help="The facts of the whole library, counted.")] = False,
    kind: Annotated[Kind | None, typer.Option(help="Only facts of this kind.")] = None,
    limit: Limit = 20,
    offset: Offset = 0,
    made: _Made = False,
    json: Json = False,
) -> None:
    """List the key facts of articles: amounts, dates, names, quotes, sources.

    With --all, the facts of the whole library with how many articles tell each, those told most first: crossread facts
    --all --kind money. What is counted so can be searched for; the last column has the query.
    """
    from index.models import FactKind

    call = Call.of(context, json)
    kinds = frozenset({FactKind(kind)} if kind else FactKind)
    if all_articles:
        _tally(call, kinds, " ".join(references or ()), limit, offset, made=made)
        return
    if not references:
        raise typer.BadParameter("name an article, or say --all for the whole library", param_hint="ID")
    with call.library() as library:
        from index.models.documents import ArticleFacts, FactsAnswer
        from tui.cli.pages.facts import facts_page

        ids, failed = resolve_each(library, references)
        found = tuple(
            ArticleFacts(
                id=article.id,
                title=article.title,
                facts=tuple(fact for fact in library.facts_now(article.id) if fact.kind in kinds),
            )
            for article in library.summaries(ids)
        )
        call.answer(FactsAnswer(articles=found, failed=failed), facts_page(found))
        call.end(failed)


def _names(
    context: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT", help="Only names that contain this.")] = None,
    kind: Annotated[NameKind | None, typer.Option(help="Only names of this kind.")] = None,
    limit: Limit = 20,
    offset: Offset = 0,
    made: _Made = False,
    json: Json = False,
) -> None:
    """List the names in all articles, with how many articles have each: crossread names --kind person chen."""
    from index.models import NAME_KINDS, FactKind

    kinds = frozenset({FactKind(kind)}) if kind else NAME_KINDS
    _tally(Call.of(context, json), kinds, " ".join(text or ()), limit, offset, made=made)


def _tally(call: Call, kinds: "frozenset[FactKind]", contains: str, limit: int, offset: int, *, made: bool) -> None:
    """Count the facts of the library, after those are made that are missing."""
    with call.library() as library:
        from index.models.documents import TallyAnswer
        from tui.cli.pages.tally import tally_page

        if not made and library.status().read_only is None:
            make_facts(library, "Some facts are not made yet and are not counted.")
        tally = library.tally(kinds, contains=contains, limit=limit, offset=offset)
        counted, of = library.articles_with_facts()
        if stale := max(library.facts_to_make() - (of - counted), 0):
            say(
                f"The facts of {stale:,} of {of:,} articles are out of date (names.toml or Crossread has changed): the "
                "same command without --made makes them anew."
            )
        answer = TallyAnswer(total=tally.total, rows=tally.rows, counted=counted, of=of)
        call.answer(answer, tally_page(answer, offset + 1, contains, kinds))
