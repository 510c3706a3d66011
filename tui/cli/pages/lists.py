"""Lists of articles: what there is, what was found, what was changed."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from index.models import ArticleSummary, SearchResult
from index.models.documents import ArticleList
from tui.cli.pages.words import day, line, marked, position

if TYPE_CHECKING:
    from rich.console import RenderableType

_LONGEST_OUTLET = 28
_INDENT = 4
_STAYS_NEWS = timedelta(days=3)
"""How long it is marked that an outlet has changed an article; as long as in the reader's list."""


def article_list(listed: ArticleList, first: int, now: datetime, *, all_there_is: bool) -> Iterator["RenderableType"]:
    """Show a page of the list, its articles numbered from `first`, and how many there are in all."""
    if not listed.total:
        yield Text(
            "The library is empty. Bring articles in with: crossread import FILE (or: crossread import --samples)."
            if all_there_is
            else "No article fits."
        )
        return
    yield from _rows(listed.articles, first, now)
    yield Text(position(len(listed.articles), listed.total, first, "article"), "dim")


def changed_articles(done: str, articles: Sequence[ArticleSummary]) -> Iterator[Text]:
    """Say of each article what was done to it."""
    for article in articles:
        yield Text.assemble(line(f"{done}: ", "dim"), line(article.title))


def search_results(result: SearchResult, first: int) -> Iterator["RenderableType"]:
    """Show a page of what was found: headline, outlet, and the piece of text that shows why."""
    for number, hit in enumerate(result.hits, first):
        yield _one_line((f"{number:>{_INDENT - 1}} ", "dim"), line(hit.title, "bold"))
        yield _one_line(" " * _INDENT, line(f"{hit.source or '-'}  {day(hit.published)}  {hit.id}", "dim"))
        yield Padding(marked(hit.snippet, hit.spans, "bold underline"), (0, 0, 1, _INDENT), expand=False)
    if result.total:
        yield Text(f"{position(len(result.hits), result.total, first, 'article')}, in {result.took_ms:.1f} ms", "dim")
    else:
        yield line(f"Nothing is found for {result.understood or result.query}.")
    if result.did_you_mean:
        yield Text.assemble("Did you mean: ", line(result.did_you_mean, "bold"))


def _one_line(*parts: str | Text | tuple[str, str]) -> Text:
    """Return `parts` as a line that a terminal cuts at its edge, and a pipe does not."""
    return Text.assemble(*parts, no_wrap=True, overflow="ellipsis")


def _rows(articles: Sequence[ArticleSummary], first: int, now: datetime) -> Iterator[Text]:
    """Yield a line for each article: number, id, day, outlet, marks, headline, what it was before, tags."""
    number_width = len(str(first + len(articles)))
    outlets = [line(article.source or "-") for article in articles]
    outlet_width = min(max((outlet.cell_len for outlet in outlets), default=0), _LONGEST_OUTLET)
    for number, (article, outlet) in enumerate(zip(articles, outlets, strict=True), first):
        changed = article.updated is not None and now - article.updated <= _STAYS_NEWS
        was = f"  was “{article.was}”" if changed and article.was is not None else ""
        marks = ("*" if article.starred else " ") + (" " if article.read else "●") + ("~" if changed else " ")
        outlet.pad_right(outlet_width - outlet.cell_len)
        yield _one_line(
            (f"{number:>{number_width}}  ", "dim"),
            (f"{article.id}  {day(article.published)}  ", "dim"),
            outlet,
            f"  {marks} ",
            line(article.title, "" if article.read else "bold"),
            line(was, "dim"),
            *(line(f"  #{tag}", "cyan") for tag in article.tags),
        )
