"""Rows of the list, read from the library: a screen of them at once, in whatever thread asks."""

from collections.abc import Sequence

from index.library import Library
from index.models import ArticleSummary, Snippet
from tui.reading.list_rows import Row, line_space


def read_rows(library: Library, wanted: str, ids: Sequence[str], width: int) -> dict[str, Row]:
    """Return what a list of `width` cells shows of articles; of what was `wanted` (nothing: empty), the place found."""
    summaries = library.summaries(ids)
    snippets = _snippets(library, wanted, summaries, width) if wanted else {}
    leads = library.leads([article_id for article_id in ids if article_id not in snippets])
    rows: dict[str, Row] = {}
    for summary in summaries:
        found = snippets.get(summary.id)
        rows[summary.id] = Row(
            summary,
            library.title_matches(wanted, summary.title, summary.language) if wanted else (),
            found.text if found else leads.get(summary.id, ""),
            found.spans if found else (),
        )
    return rows


def _snippets(library: Library, wanted: str, summaries: Sequence[ArticleSummary], width: int) -> dict[str, Snippet]:
    """Return for each article the words around what was found, as many as its line has room for."""
    by_space: dict[int, list[str]] = {}
    for summary in summaries:
        by_space.setdefault(line_space(summary, width), []).append(summary.id)
    found: dict[str, Snippet] = {}
    for space, ids in by_space.items():
        found |= library.snippets(wanted, ids, width=space)
    return found
