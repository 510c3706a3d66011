"""One run of a refresh from beginning to end: feeds, the index, rules, pages that are due, and what is too old."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index.ingest.fetching.fetcher import Fetcher
from index.library.refresh.conducting import conduct
from index.library.refresh.helping import Help, ProcessHelp, ThreadHelp
from index.library.refresh.indexing_beside import IndexingBeside
from index.library.refresh.refreshing import Refresh, Refreshed
from index.library.retention import drop_old
from index.models import Progress
from index.models.feeds import RefreshReport
from index.store.asking import Source
from index.store.watching import Watched, WatchStore

if TYPE_CHECKING:
    from index.library.feeds import Feeds

_MOST_PAGES = 500
"""Pages that one refresh asks for; the others are due in the next."""

_MANY = 10
"""Feeds, or pages, that are worth processes of their own: each takes half a second to start."""

_log = logging.getLogger(__name__)


def run(
    feeds: "Feeds",
    ids: Sequence[str] | None,
    *,
    due_only: bool,
    progress: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> RefreshReport:
    """Refresh feeds, as `Feeds.refresh` says."""
    running = _Run(feeds, progress, stop)
    sources = feeds.store.sources(ids, now=datetime.now(UTC), due_only=due_only)
    so_far, stopped = running.feeds(sources)
    feeds.rules.apply()
    pages = 0
    updated = list(so_far.updated)
    if not stopped:
        pages, changed, stopped = running.pages(running.due(ids))
        updated += changed
    if not stopped and drop_old(feeds.news.database, feeds.folder):
        feeds.index(progress)
    report = RefreshReport(
        feeds=len(sources),
        unchanged=so_far.unchanged,
        added=len(so_far.added),
        updated=len(set(updated)),
        pages=pages,
        stopped=stopped,
        failed=tuple(so_far.failed),
    )
    _log.info("refreshed: %s", report.model_dump_json(exclude={"failed"}))
    for failure in report.failed[:100]:
        _log.info("not refreshed: %s: %s", failure.url, failure.error)
    return report


class _Run:
    """The two parts of a run that fetch."""

    def __init__(self, feeds: "Feeds", progress: Callable[[Progress], None], stop: Callable[[], bool]) -> None:
        self._feeds = feeds
        self._progress = progress
        self._stop = stop

    def feeds(self, sources: Sequence[Source]) -> tuple[Refreshed, bool]:
        """Ask for feeds; returns what came of it, and whether it was stopped."""
        indexing = IndexingBeside(self._feeds.index)
        refresh = Refresh(self._feeds, indexing.more)
        stopped = bool(sources) and self._conduct(
            lambda fetcher, reader: refresh.run(fetcher, reader, sources),
            lambda: Progress(work="refreshing", done=refresh.so_far.done, total=len(sources)),
            indexing,
        )
        return refresh.so_far, stopped

    def due(self, ids: Sequence[str] | None) -> tuple[Watched, ...]:
        """Return the pages that are to be fetched now: of the feeds that were asked for, or all."""
        now, store = datetime.now(UTC), WatchStore(self._feeds.news.database)
        store.watch_starred(now)
        due = store.due(now, _MOST_PAGES, self._feeds.settings().watch_hours, ids)
        store.leave([each for each in due if not each.wanted(now)])
        return tuple(each for each in due if each.wanted(now))

    def pages(self, due: Sequence[Watched]) -> tuple[int, list[str], bool]:
        """Ask for pages; returns how many full texts came in, which articles were changed, whether it was stopped."""
        if not due:
            return 0, [], False
        from index.library.refresh.full_text import Pages

        indexing = IndexingBeside(self._feeds.index)
        pages = Pages(self._feeds, indexing.more)
        stopped = self._conduct(
            lambda fetcher, reader: pages.run(fetcher, reader, due),
            lambda: Progress(work="pages", done=pages.done, total=len(due)),
            indexing,
        )
        return len(pages.came), pages.updated, stopped

    def _conduct(
        self,
        work: Callable[[Fetcher, Help], Awaitable[None]],
        far: Callable[[], Progress],
        indexing: IndexingBeside,
    ) -> bool:
        """Fetch, with the index following; tell how far both are. Returns whether it was stopped."""
        said: set[Progress] = set()

        async def all_of_it(fetcher: Fetcher) -> None:
            reader = ProcessHelp() if (far().total or 0) >= _MANY else ThreadHelp()
            try:
                await work(fetcher, reader)
            finally:
                await reader.close()
            await asyncio.to_thread(indexing.finish)

        def look() -> bool:
            for each in (far(), indexing.told):
                if each is not None and each not in said:
                    self._progress(each)
                    said.add(each)
            return self._stop()

        stopped = True
        try:
            stopped = conduct(all_of_it, look)
        finally:
            if stopped:
                indexing.stop()
            indexing.close()
        look_once = far()
        if look_once not in said:
            self._progress(look_once)
        return stopped
