"""Rows of the list, read from the library: a screen of them at once, in whatever thread asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.library import Library
from index.models import ArticleSummary, Snippet
from tui.reading.list_rows import Row, line_space


@dataclass(frozen=True)
class Seen:
    """What of a list is on the screen, to tell what will be when it is another list around the same article."""

    selected: str | None
    cursor: int
    """The row of the selected article."""
    below_top: int
    """How many rows lie above it on the screen."""
    rows: int
    """How many rows are on the screen at most."""
    width: int

    def of(self, ids: Sequence[str]) -> Sequence[str]:
        """Return the articles of `ids` that will be on the screen."""
        at = row_of(self.selected, ids, self.cursor)
        first = max(at - self.below_top, 0) if at is not None else 0
        return ids[first : first + self.rows + 1]


def row_of(article_id: str | None, ids: Sequence[str], near: int) -> int | None:
    """Return where an article is in the list, looking where it was first; None where it is not."""
    if article_id is None:
        return None
    if near < len(ids) and ids[near] == article_id:
        return near
    try:
        return ids.index(article_id)
    except ValueError:
        return None


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
