"""The one function that turns a comparison into a file's text."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import combinations

from index.export.reports import reports_of
from index.export.side_by_side import side_by_side
from index.models import Article, Comparison
from index.models.documents import to_json


class Format(StrEnum):
    """What a comparison can be written as; also the usual ending of such a file's name."""

    JSON = "json"
    MARKDOWN = "md"
    HTML = "html"


def export(
    kind: Format,
    comparison: Comparison,
    articles: Mapping[str, Article],
    couples: Sequence[tuple[str, str]] | None = None,
) -> str:
    """Return a comparison as the text of a file: the same for the same comparison, whenever it is made.

    `articles` has the compared articles in full, by id. `couples` are the articles that are set side by side, sentence
    by sentence, all by default; the comparison should have been made with `all_pairs`, else only the first two have
    any. JSON is the document of `compare` (docs/json.md), for which `couples` says nothing.
    """
    if kind is Format.JSON:
        return f"{to_json(comparison)}\n"
    reports = reports_of(comparison, articles)
    shown = [
        side_by_side(comparison, reports[left], reports[right])
        for left, right in (combinations(reports, 2) if couples is None else couples)
    ]
    # Here, so that the one is not loaded for the other.
    if kind is Format.HTML:
        from index.export.page import html_page

        return html_page(comparison, reports, shown)
    from index.export.markdown import markdown_page

    return markdown_page(comparison, reports, shown)
