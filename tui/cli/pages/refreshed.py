"""How a refresh went, in words."""

from collections.abc import Iterator, Mapping

from rich.text import Text

from index.models.feeds import FeedFailure, RefreshReport
from tui.cli.pages.words import counted


def refresh_page(report: RefreshReport, *, feeds: bool) -> Iterator[Text]:
    """Show what came in; `feeds` says whether there are any at all."""
    if report.feeds or report.failed:
        yield Text(refresh_in_words(report))
    elif feeds:
        yield Text("No feed is due.")
    else:
        yield Text("There are no feeds. Subscribe to one with: crossread feeds add URL.")


def refresh_in_words(report: RefreshReport) -> str:
    """Return what came in: '12 new articles, 3 updated; 10 feeds, 7 of them unchanged, 1 failed.'."""
    news = [counted(report.added, "new article")]
    if report.updated:
        news.append(f"{report.updated:,} updated")
    if report.pages:
        news.append(counted(report.pages, "full text"))
    feeds = [counted(report.feeds, "feed")]
    if report.unchanged:
        feeds.append(f"{report.unchanged:,} unchanged")
    if report.failed:
        feeds.append(f"{len(report.failed):,} failed")
    return f"{', '.join(news)}; {', '.join(feeds)}."


def failure_in_words(failure: FeedFailure, names: Mapping[str, str]) -> str:
    """Return which feed or page failed, and why; `names` are those of feeds by their ids."""
    return f"{names.get(failure.feed or '') or failure.url}: {failure.error}"
