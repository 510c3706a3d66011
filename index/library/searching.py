"""A search as callers want it: what the index finds, joined with what the store and the reader know."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from index.models import Facets, Found, Hit, SearchResult, Snippet, Sort
from index.store.news import News
from index.store.state import State

if TYPE_CHECKING:
    from index.search.index import SearchIndex

_SNIPPET_WIDTH = 160


class ReaderMarks:
    """What the reader has marked, as a search asks for it: read from the state when asked, until that changes."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._change = state.change()

    def fresh(self) -> "ReaderMarks":
        """Return this, or a new one where a mark or a tag has changed since."""
        return self if self._state.change() == self._change else ReaderMarks(self._state)

    @cached_property
    def read(self) -> frozenset[str]:
        """Articles that were read."""
        return self._state.read_ids()

    @cached_property
    def starred(self) -> frozenset[str]:
        """Articles with a star."""
        return self._state.starred_ids()

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Articles that are kept out of searches."""
        return self._state.hidden_ids()

    @cached_property
    def tags(self) -> dict[str, frozenset[str]]:
        """Articles by their tags."""
        return self._state.tagged_ids()


def find(
    index: "SearchIndex",
    marks: ReaderMarks,
    query: str,
    sort: Sort,
    *,
    submitted: bool,
    stop: Callable[[], bool] | None = None,
) -> Found:
    """Return every match, with counts by outlet, month and tag.

    Raises QueryError where `submitted`, SearchStoppedError once `stop` says so.
    """
    found = index.search(query, sort=sort, submitted=submitted, marks=marks, stop=stop)
    return Found(
        understood=found.understood,
        ids=found.ids,
        scores=found.scores,
        total=found.total,
        took_ms=found.took_ms,
        did_you_mean=found.did_you_mean,
        facets=Facets(source=found.counts.outlets, month=found.counts.months, tag=found.counts.by_tag(marks.tags)),
    )


def snippets(
    index: "SearchIndex", news: News, query: str, ids: Sequence[str], *, width: int, submitted: bool
) -> dict[str, Snippet]:
    """Return for each article the piece of its text, of about `width` characters, that shows best why it was found."""
    found: dict[str, Snippet] = {}
    for article_id in ids:
        # The index may be a moment behind the store.
        if (read := news.text(article_id)) is not None:
            text, spans = index.snippet(query, read.text, read.language, width=width, submitted=submitted)
            found[article_id] = Snippet(text=text, spans=spans)
    return found


def page(
    index: "SearchIndex", news: News, marks: ReaderMarks, query: str, sort: Sort, *, limit: int, offset: int
) -> SearchResult:
    """Return one page of the results of a submitted query. Raises QueryError."""
    found = find(index, marks, query, sort, submitted=True)
    began = time.perf_counter()
    hits = tuple(_hits(index, news, query, found, slice(offset, offset + limit)))
    return SearchResult(
        query=query,
        understood=found.understood,
        total=found.total,
        took_ms=found.took_ms,
        snippets_ms=round((time.perf_counter() - began) * 1000, 3),
        did_you_mean=found.did_you_mean,
        hits=hits,
        facets=found.facets,
    )


def _hits(index: "SearchIndex", news: News, query: str, found: Found, part: slice) -> Iterator[Hit]:
    """Yield the hits of one page."""
    ids = found.ids[part]
    pieces = snippets(index, news, query, ids, width=_SNIPPET_WIDTH, submitted=True)
    scores = dict(zip(ids, found.scores[part], strict=True))
    for summary in news.summaries(ids):
        piece = pieces[summary.id]
        yield Hit(
            id=summary.id,
            title=summary.title,
            source=summary.source,
            published=summary.published,
            score=scores[summary.id],
            snippet=piece.text,
            spans=piece.spans,
        )
