"""The search index, which is made of the store and can be made again at any time."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.models import Progress
from index.store.columns import to_time
from index.store.lock import WAIT_SECONDS, library_lock
from index.store.news import News, Searchable

if TYPE_CHECKING:
    from index.search.index import Entry, SearchIndex

_FIRST_BATCH = 1_000
"""Articles that are found after a third of a second, however many follow."""
_INDEX_BATCH = 10_000
"""Articles of a commit: fewer make more segments, or more merging; more take more memory than 500 MB."""


def index_pending(
    news: News,
    folder: Path,
    progress: Callable[[Progress], None],
    notice: Callable[[str], None],
    wait: float = WAIT_SECONDS,
    *,
    check: bool = False,
) -> None:
    """Bring the search index up to the store, batch by batch, and merge its segments.

    One process does it at a time, and keeps nobody from taking in articles meanwhile. With `check`, every byte of the
    index is read before. Where it is made anew, `notice` is told why in a sentence. Raises LibraryBusyError where
    another process is at it for more than `wait` seconds.
    """
    from index.search.filling import fill
    from index.search.index import SearchIndex

    with library_lock(folder, "indexing", wait, name="index.lock"):
        index = SearchIndex.open(folder / "index", store=news.origin())
        if check:
            index.check()
        try:
            _let_go(index, news)
            fill(index, _batches(index, news, progress, notice))
            _catch_up(index, news)
        finally:
            index.close()


def _let_go(index: "SearchIndex", news: News) -> None:
    """Take out of the index what is gone from the store; what comes in under the same id goes in after that."""
    if gone := news.gone_since(index.through):
        index.add((), deleted=gone, through=index.through)


def _catch_up(index: "SearchIndex", news: News) -> None:
    """Note that the index is up with the store where the last change only let articles go."""
    last = news.change()
    if index.through < last and not news.count_changed_since(index.through):
        index.add((), deleted=news.gone_since(index.through), through=last)


def _batches(
    index: "SearchIndex", news: News, progress: Callable[[Progress], None], notice: Callable[[str], None]
) -> Iterator[tuple[Iterable["Entry"], int]]:
    """Yield what the index lacks, batch by batch, each with the number of its last change."""
    done = 0
    while True:
        if index.trouble is not None:
            notice(index.trouble)
            index.start_over()
        pending = news.searchable_since(index.through, _INDEX_BATCH if done else _FIRST_BATCH)
        if not pending:
            return
        yield map(_entry, pending), pending[-1].change
        done += len(pending)
        left = news.count_changed_since(pending[-1].change)
        progress(Progress(work="indexing", done=done, total=done + left))


def _entry(article: Searchable) -> "Entry":
    """Return what the index wants of an article."""
    from index.search.index import Entry

    return Entry(
        id=article.id,
        title=article.title,
        text=article.text,
        source=article.source,
        author=article.author or "",
        date=to_time(article.at),
        language=article.language,
        key=article.key,
    )
