"""A refresh: feeds fetched side by side, read as they come, taken in by batches, indexed while others still come in."""

import asyncio
import logging
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from index.errors import BadInputError
from index.ingest.fetching import Failed, Gone, Had, NotModified, Request
from index.ingest.fetching.fetcher import Fetcher
from index.ingest.fetching.schedule import LONGEST_ASKED, USUAL, learned_interval, next_try
from index.library.authorising import authorisation
from index.library.refresh.helping import Help
from index.library.refresh.incoming import read_feed
from index.library.refresh.intake import Intake
from index.library.refresh.means import Means
from index.models.feeds import FeedFailure
from index.store.asking import Checked, Source
from index.store.columns import to_time
from index.store.feeds import Brought
from index.store.lock import library_lock
from index.store.watching import host_of

if TYPE_CHECKING:
    from index.library.feeds import Feeds

_BATCH_CHARACTERS = 2_000_000
"""Taken in in about a second on a slow disk."""
_ARTICLE_CHARACTERS = 2_000
"""What an article weighs beside its text: identities, rows, the lists of its blocks."""
_UNDER_WAY = 64
"""Feeds between being asked for and being stored: what they brought is in memory."""
_LEARNED_FROM = 30
"""Articles from whose dates the interval of a feed is learned."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Refreshed:
    """What came of a refresh; it grows while that goes on."""

    done: int = 0
    """Feeds that were asked for, and are taken in."""
    unchanged: int = 0
    added: list[str] = field(default_factory=list)
    """Ids of articles, as in `updated`."""
    updated: list[str] = field(default_factory=list)
    failed: list[FeedFailure] = field(default_factory=list)


class Refresh:
    """Asks for feeds, and takes in what they bring.

    `stored` is told after each batch.
    """

    def __init__(self, feeds: "Feeds", stored: Callable[[], None]) -> None:
        self._feeds = feeds
        self._store = feeds.store
        self._stored = stored
        self._now = datetime.now(UTC)
        self._rng = random.Random()  # noqa: S311 - spreads requests over time, keeps no secret
        self._nothing_new: list[Checked] = []
        self.so_far = Refreshed()

    async def run(self, fetcher: Fetcher, reader: Help, sources: Sequence[Source]) -> None:
        """Ask for all `sources`. Where it is cancelled, what has come in by then stays."""
        room = asyncio.Semaphore(_UNDER_WAY)
        with Intake(self._take_in, _weight, _BATCH_CHARACTERS) as intake:
            means = Means(fetcher, reader, intake, room)
            try:
                await intake.of_all(self._ask(source, means) for source in _by_turns(sources))
            finally:
                self._store.save(self._nothing_new, self._now)

    async def _ask(self, source: Source, means: Means[Brought]) -> None:
        """Ask for one feed, and hand on what it brings."""
        async with means.room:
            outcome = await means.fetcher.fetch(
                Request(
                    url=source.url,
                    etag=source.etag,
                    last_modified=source.last_modified,
                    auth=authorisation(source.credentials),
                    typed=source.typed,
                    digest=source.digest,
                )
            )
            if isinstance(outcome, Had):
                brought = await self._read(source, outcome, means.reader)
            else:
                brought = Brought(source.key, (), self._without(source, outcome))
            if brought.drafts:
                await means.intake.put(brought)
            elif brought.checked is not None:
                self._nothing_new.append(brought.checked)
            self.so_far.done += 1

    async def _read(self, source: Source, had: Had, reader: Help) -> Brought:
        """Read the body of a feed."""
        work = partial(
            read_feed,
            had.body,
            url=had.url,
            content_type=had.content_type,
            feed_id=source.id,
            fetched=self._now,
        )
        try:
            read = await reader.do(work)
        except BadInputError as error:
            return Brought(source.key, (), self._failed(source, Failed(str(error))))
        times = [self._now if draft.published is None else to_time(draft.published) for draft in read.drafts]
        had_it = self._had(source, had, times, read.hint)
        return Brought(
            source.key,
            read.drafts,
            replace(had_it, title=read.title, site=read.site, hint=read.hint),
            full_text=source.full_text,
            typed_host=host_of(source.url) if source.typed else None,
        )

    def _without(self, source: Source, outcome: NotModified | Gone | Failed) -> Checked:
        """Return how a fetch ended that brought nothing."""
        match outcome:
            case NotModified():
                self.so_far.unchanged += 1
                times = self._store.recent(source.key, _LEARNED_FROM)
                return self._had(source, outcome, times, source.hint)
            case Gone(sentence):
                self.so_far.failed.append(FeedFailure(feed=source.id, url=source.url, error=sentence))
                return Checked(source.key, self._now, stopped=sentence, error=sentence, failures=source.failures + 1)
            case Failed():
                return self._failed(source, outcome)

    def _had(self, source: Source, had: Had | NotModified, times: Sequence[datetime], hint: int | None) -> Checked:
        """Return how a fetch ended that went well."""
        interval = learned_interval(times, hint, now=self._now)
        moved = had.permanent
        # What lets a feed in is for the host that it was given for: for another one it is not kept.
        if moved is not None and source.credentials is not None and host_of(moved) != host_of(source.url):
            moved = None
        return Checked(
            source.key,
            next_try(self._now, failures=0, interval=interval, retry_after=None, rng=self._rng),
            etag=had.etag,
            last_modified=had.last_modified,
            digest=had.digest if isinstance(had, Had) else None,
            interval=round(interval),
            url=moved if moved != source.url else None,
        )

    def _failed(self, source: Source, failure: Failed) -> Checked:
        """Return how a fetch ended that did not go well."""
        quiet = _quiet_until(self._now, failure.retry_after)
        sentence = failure.sentence if quiet is None else f"{failure.sentence} {_asked_to_wait(quiet, self._now)}"
        self.so_far.failed.append(FeedFailure(feed=source.id, url=source.url, error=sentence))
        failures, following = source.failures, source.next_try
        # Whoever asks by hand before the time learns nothing new: only what was due makes the wait longer.
        if source.failures == 0 or source.next_try <= self._now:
            failures += 1
            following = next_try(
                self._now,
                failures=failures,
                interval=source.interval or USUAL,
                retry_after=failure.retry_after,
                rng=self._rng,
            )
        return Checked(
            source.key,
            following if quiet is None else max(following, quiet),
            error=sentence,
            failures=failures,
            quiet_until=quiet,
        )

    def _take_in(self, batch: list[Brought]) -> None:
        """Store a batch; runs in the thread of the intake."""
        with library_lock(self._feeds.folder, "refreshing feeds"):
            received = self._store.take(batch, self._now, self._feeds.unread_again)
        self.so_far.added.extend(received.added)
        self.so_far.updated.extend(received.updated)
        if received.added or received.updated:
            self._stored()


def _weight(brought: Brought) -> int:
    """Return how long taking in will take, in characters."""
    return sum(len(draft.text) + _ARTICLE_CHARACTERS for draft in brought.drafts)


def _by_turns(sources: Sequence[Source]) -> Iterator[Source]:
    """Yield one of each host, then the next of each: a host is asked for two at once, and the others do not wait."""
    hosts: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        hosts[host_of(source.url)].append(source)
    return (source for source in chain.from_iterable(zip_longest(*hosts.values())) if source is not None)


def _quiet_until(now: datetime, seconds: float | None) -> datetime | None:
    """Return until when a server asks to be left alone that said so many seconds; None where it did not."""
    return now + timedelta(seconds=min(seconds, LONGEST_ASKED)) if seconds else None


def _asked_to_wait(until: datetime, now: datetime) -> str:
    """Return a server's wish as a sentence; the day is named where it is another one."""
    return f"It asked to wait until {until:%H:%M} UTC{'' if until.date() == now.date() else f' on {until:%Y-%m-%d}'}."
