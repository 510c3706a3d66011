"""Feeds: what is subscribed to and how it goes, what was changed, what was fetched."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from index.models import ArticleSummary
from index.models.feeds import Feed, FeedSettings, FeedsTaken, FullText
from tui.cli.output import page_width
from tui.cli.pages.words import counted, line
from tui.reading.ages import time_of_day

if TYPE_CHECKING:
    from rich.console import RenderableType

_LONGEST_NAME = 32
_INDENT = 2
_WIDE = 120
"""Columns from which there is room for addresses; in a pipe there always is."""


def feed_list(feeds: Sequence[Feed], now: datetime) -> Iterator["RenderableType"]:
    """Show all feeds by folder; below those that are in trouble, what it is and when they are tried again.

    Times are in the zone of `now`.
    """
    if not feeds:
        yield Text(
            "There are no feeds. Subscribe to one with: crossread feeds add URL (or: crossread opml import FILE)."
        )
        return
    unread_width = max(len(f"{feed.unread:,}") for feed in feeds)
    wide = page_width(_WIDE) >= _WIDE
    name_width = min(max(line(feed.called).cell_len for feed in feeds), _LONGEST_NAME)
    for folder, there in groupby(feeds, key=lambda feed: feed.folder):
        if folder:
            yield line(folder, "cyan")
        for feed in there:
            name = line(feed.called, "bold" if feed.unread else "")
            name.pad_right(name_width - name.cell_len)
            yield _one_line(
                (f"{'':{_INDENT}}{feed.id}  ", "dim"),
                f"{feed.unread:>{unread_width},} unread  ",
                name,
                (f"  {_times(feed, now)}", "dim"),
                *(line(f"  #{tag}", "cyan") for tag in feed.tags),
                *(line(f"  {each}", "dim") for each in (*_choices(feed), *((feed.url,) if wide else ()))),
            )
            if trouble := _trouble(feed, now):
                yield Padding(line(trouble, "dark_orange"), (0, 0, 0, 2 * _INDENT), expand=False)
    unread, articles = sum(feed.unread for feed in feeds), sum(feed.articles for feed in feeds)
    yield Text(f"{counted(len(feeds), 'feed')}, {unread:,} unread of {counted(articles, 'article')}", "dim")


def changed_feeds(done: str, feeds: Sequence[Feed]) -> Iterator[Text]:
    """Say of each feed what was done to it, where it stands, and how much it has."""
    for feed in feeds:
        folder = f" in {feed.folder}" if feed.folder else ""
        yield Text.assemble(
            line(f"{done}: ", "dim"),
            line(feed.called, "bold"),
            line(f"{folder}  {feed.id}  {counted(feed.articles, 'article')}"),
            *(line(f"  #{tag}", "cyan") for tag in feed.tags),
        )


def set_feeds(feeds: Sequence[Feed]) -> Iterator[Text]:
    """Say of each feed what is set for it now: 'Coast Post: in News; full text; keeps articles for 30 days; #sea'."""
    for feed in feeds:
        own = [f"calls itself “{feed.title}”"] if feed.name and feed.title and feed.title != feed.name else []
        folder = [f"in {feed.folder}"] if feed.folder else []
        told = "; ".join([*own, *folder, *_choices(feed), *(f"#{tag}" for tag in feed.tags)])
        yield Text.assemble(
            line(feed.called, "bold"), line(f": {told or 'nothing of its own is set'}"), (f"  {feed.id}", "dim")
        )


def defaults_page(settings: FeedSettings) -> Iterator[Text]:
    """Say what holds for all feeds without a setting of their own."""
    yield Text(
        f"New articles are looked at again for {counted(settings.watch_hours, 'hour')}."
        if settings.watch_hours
        else "New articles are not looked at again."
    )
    state = "unread again" if settings.unread_when_updated else "read"
    yield Text(f"An article that you have read is {state} when its outlet changes it.")


def fetched_pages(
    pages: Sequence[FullText], articles: Sequence[ArticleSummary], *, done: str, known: str
) -> Iterator[Text]:
    """Say of each page what came of it: `done`, or `known` where its article was there before."""
    by_id = {article.id: article for article in articles}
    for page in pages:
        article = by_id[page.id]
        yield Text.assemble(
            line(f"{'Kept' if page.kept else known if page.known else done}: ", "dim"),
            line(article.title, "bold"),
            line(f"  {article.id}  {counted(article.words, 'word')}"),
        )
        if page.kept:
            yield line(f"{'':{2 * _INDENT}}{page.kept}", "dark_orange")


def taken_page(taken: FeedsTaken) -> Iterator[Text]:
    """Say what came of a list of feeds."""
    told = [f"{taken.added:,} added", f"{taken.known:,} known"]
    if taken.trouble:
        told.append(f"trouble with {len(taken.trouble):,}")
    yield Text(f"Feeds: {', '.join(told)}")
    if taken.articles:
        yield Text(f"Articles: {taken.articles:,} added")
    if taken.added:
        yield Text("Nothing was fetched; crossread refresh does that.", "dim")


def _times(feed: Feed, now: datetime) -> str:
    """Return when a feed was last fetched, and when it is asked for next."""
    fetched = f"fetched {time_of_day(feed.succeeded, now)}" if feed.succeeded else "not fetched yet"
    if feed.stopped or feed.error or feed.next_try is None:
        return fetched
    return f"{fetched}, next {time_of_day(feed.next_try, now)}"


def _choices(feed: Feed) -> Iterator[str]:
    """Yield what is set for a feed beside its place: 'full text', 'keeps articles for 30 days'."""
    if feed.full_text:
        yield "full text"
    if feed.watch_hours is not None:
        hours = counted(feed.watch_hours, "hour")
        yield f"looked at again for {hours}" if feed.watch_hours else "never looked at again"
    if feed.keep_days is not None:
        yield f"keeps articles for {counted(feed.keep_days, 'day')}"
    if feed.authorised:
        yield "logs in"


def _trouble(feed: Feed, now: datetime) -> str:
    """Return why a feed could not be fetched, and when it is tried again; empty where it was fetched."""
    if feed.stopped:
        return f"Stopped: {feed.stopped} crossread refresh {feed.id} tries it all the same."
    if not feed.error:
        return ""
    tried = f"Tried {time_of_day(feed.checked, now)}" if feed.checked else ""
    again = f"next try {time_of_day(feed.next_try, now)}" if feed.next_try else ""
    times = ", ".join(filter(None, (tried, again)))
    return f"{feed.error} {times[:1].upper()}{times[1:]}." if times else feed.error


def _one_line(*parts: str | Text | tuple[str, str]) -> Text:
    """Return `parts` as a line that a terminal cuts at its edge, and a pipe does not."""
    return Text.assemble(*parts, no_wrap=True, overflow="ellipsis")
