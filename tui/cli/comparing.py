"""`compare` and `diff`: several reports side by side, and one report then and now."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tui.cli.call import MOST_REVISIONS, Call, Json, Reference

if TYPE_CHECKING:
    from index.export import Format
    from index.library import Library

_Kind = Literal["json", "md", "html"]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("compare")(_compare)
    app.command("diff")(_diff)


def _compare(
    context: typer.Context,
    references: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="Two to eight ids, their beginnings, or numbers in the last list."),
    ],
    kind: Annotated[
        _Kind | None,
        typer.Option("--format", help="JSON (docs/json.md), Markdown, or HTML in one file, instead of a page."),
    ] = None,
    all_pairs: Annotated[
        bool,
        typer.Option("--all-pairs", help="With a format: the sentences of all pairs, not of the first two alone."),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE; its ending (.json .md .html) names a format too."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Compare two to eight articles: where they disagree, what they share, what each leaves out."""
    from index.models import FEWEST_COMPARED, MOST_COMPARED

    wanted = _format(kind, output, json=json)
    call = Call.of(context, json)
    with call.library() as library:
        ids = tuple(dict.fromkeys(map(library.resolve, references)))
        if not FEWEST_COMPARED <= len(ids) <= MOST_COMPARED:
            raise typer.BadParameter(
                f"name {FEWEST_COMPARED} to {MOST_COMPARED} different articles, not {len(ids)}", param_hint="ID"
            )
        if wanted is None:
            from tui.cli.pages.comparison import comparison_page

            comparison = library.compare(ids, all_pairs=True)
            call.answer(comparison, comparison_page(comparison))
            return
        text = _exported(library, ids, wanted, all_pairs=all_pairs)
    _put(text, wanted, output)


def _format(kind: _Kind | None, output: Path | None, *, json: bool) -> "Format | None":
    """Return the format that the options ask for together; None for the page that people read."""
    from index.export import Format
    from tui.export_files import format_of

    if json and kind not in {None, "json"}:
        raise typer.BadParameter(f"--json and --format {kind} contradict each other", param_hint="--format")
    if kind or json:
        return Format(kind or "json")
    if output is None:
        return None
    found = format_of(output)
    if found is None:
        raise typer.BadParameter(
            f"the name {output.name!r} does not say what to write: add --format html, md or json", param_hint="--output"
        )
    return found


def _exported(library: "Library", ids: tuple[str, ...], wanted: "Format", *, all_pairs: bool) -> str:
    """Return the comparison in a format. What only stands elsewhere is known from all pairs, whichever are shown."""
    from index.export import Format, export

    comparison = library.compare(ids, all_pairs=all_pairs or wanted is not Format.JSON)
    articles = {article_id: library.article(article_id) for article_id in ids}
    return export(wanted, comparison, articles, None if all_pairs else [(ids[0], ids[1])])


def _put(text: str, wanted: "Format", output: Path | None) -> None:
    """Write what was asked for to a file, or to standard output."""
    from index.export import Format
    from tui.cli.output import print_document, say
    from tui.export_files import write

    if output is None:
        print_document(text, markup=wanted is Format.HTML)
    else:
        write(output, text)
        say(f"Written to {output}.")


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
