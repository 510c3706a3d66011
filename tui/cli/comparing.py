"""`compare` and `diff`: several reports side by side, and one report then and now."""

from typing import Annotated

import typer

from tui.cli.call import MOST_REVISIONS, Call, Json, Reference

_FEWEST, _MOST = 2, 5


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("compare")(_compare)
    app.command("diff")(_diff)


def _compare(
    context: typer.Context,
    references: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="Two to five ids, their beginnings, or numbers in the last list."),
    ],
    all_pairs: Annotated[
        bool, typer.Option("--all-pairs", help="With --json: the pairs of all articles, not of the first two alone.")
    ] = False,
    json: Json = False,
) -> None:
    """Compare two to five articles: where they disagree, what they share, what each leaves out."""
    call = Call.of(context, json)
    with call.library() as library:
        from tui.cli.pages.comparison import comparison_page

        ids = tuple(dict.fromkeys(map(library.resolve, references)))
        if not _FEWEST <= len(ids) <= _MOST:
            raise typer.BadParameter(f"name two to five different articles, not {len(ids)}", param_hint="ID")
        comparison = library.compare(ids, all_pairs=all_pairs or not json)
        call.answer(comparison, comparison_page(comparison))


def _diff(
    context: typer.Context,
    reference: Reference,
    older: Annotated[
        int | None, typer.Option("--from", min=1, max=MOST_REVISIONS, metavar="N", help="The older revision.")
    ] = None,
    newer: Annotated[
        int | None, typer.Option("--to", min=1, max=MOST_REVISIONS, metavar="N", help="The newer revision.")
    ] = None,
    json: Json = False,
) -> None:
    """Show what changed between two revisions of an article; without numbers, between the last two."""
    call = Call.of(context, json)
    with call.library() as library:
        from tui.cli.pages.diff import diff_page

        article_id = library.resolve(reference)
        diff = library.diff(article_id, older, newer)
        left = library.article(article_id, diff.from_.revision)
        right = library.article(article_id, diff.to.revision)
        call.answer(diff, diff_page(diff, left.text, right.text))
