"""`facts`: the key facts of articles."""

import typer

from tui.cli.call import Call, Json, References, resolve_each


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("facts")(_facts)


def _facts(context: typer.Context, references: References, json: Json = False) -> None:
    """List the key facts of articles: amounts, dates, names, quotes, sources."""
    call = Call.of(context, json)
    with call.library() as library:
        from index.models.documents import ArticleFacts, FactsAnswer
        from tui.cli.pages.facts import facts_page

        ids, failed = resolve_each(library, references)
        found = tuple(
            ArticleFacts(id=article.id, title=article.title, facts=library.facts_now(article.id))
            for article in library.summaries(ids)
        )
        call.answer(FactsAnswer(articles=found, failed=failed), facts_page(found))
        call.end(failed)
