"""A refresh takes in what feeds bring from a real server, loses nothing, asks for little, and can be stopped."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from index.errors import UnknownFeedError
from index.library import Library
from index.models import Progress
from index.models.feeds import FeedSettings, RefreshReport
from tests.library.serving import Item, Server, rss

HARBOUR = Item("Harbour reopens", "Ferries sail again from noon.", "https://example.org/harbour", "1")
RATES = Item("Central bank raises rates", "Economists expected quarter points.", "https://example.org/rates", "2")
TIMES = [datetime.now(UTC) - timedelta(hours=hours) for hours in (1, 5)]


def titles(shelf: Library) -> set[str]:
    return {article.title for article in shelf.summaries(shelf.order())}


def test_what_comes_in_is_listed_and_found(shelf: Library, server: Server) -> None:
    one = shelf.feeds.add(server.put("/one.xml", rss(HARBOUR)))
    shelf.feeds.add(server.put("/two.xml", rss(title="Ledger")))
    server.put("/one.xml", rss(RATES, HARBOUR))
    server.put("/two.xml", rss(HARBOUR, title="Ledger"))

    report = shelf.feeds.refresh()
    assert (report.feeds, report.added, report.updated, report.failed) == (2, 1, 0, ())
    assert [shelf.find(word).total for word in ("economists", "ferries")] == [1, 1]
    (harbour,) = shelf.summaries(shelf.find("ferries").ids)
    assert harbour.feeds == (server.address + "/one.xml", server.address + "/two.xml")
    assert harbour.source == "Coast Post"
    assert [(feed.title, feed.articles, feed.unread) for feed in shelf.feeds.list()] == [
        ("Coast Post", 2, 2),
        ("Ledger", 1, 1),
    ]
    assert shelf.feeds.get(one.id).error is None


def test_what_has_not_changed_is_not_sent_again_and_costs_no_article(shelf: Library, server: Server) -> None:
    shelf.feeds.add(server.put("/one.xml", rss(HARBOUR)))
    change = shelf._news.change()
    assert shelf.feeds.refresh() == RefreshReport(feeds=1, unchanged=1)
    assert "if-none-match" in {name.lower() for name in server.asked[-1].headers}
    assert shelf._news.change() == change


def test_a_feed_that_fails_is_named_and_the_others_come_in(shelf: Library, server: Server) -> None:
    one = shelf.feeds.add(server.put("/one.xml", rss()))
    two = shelf.feeds.add(server.put("/two.xml", rss(title="Ledger")))
    three = shelf.feeds.add(server.put("/three.xml", rss(title="Gazette")))
    server.fail("/one.xml", 503, Retry_After="7200")
    server.put("/two.xml", "<html><body>Down for repairs</body></html>")
    server.put("/three.xml", rss(HARBOUR, title="Gazette"))

    report = shelf.feeds.refresh()
    assert report.added == 1
    assert {failure.feed for failure in report.failed} == {one.id, two.id}
    assert all(failure.error.endswith(".") for failure in report.failed)
    failed = shelf.feeds.get(one.id)
    assert failed.error is not None
    assert failed.next_try is not None
    assert failed.next_try >= datetime.now(UTC) + timedelta(minutes=119)
    assert shelf.feeds.get(three.id).error is None
    server.put("/one.xml", rss(RATES))
    assert shelf.feeds.refresh([one.id]).added == 1
    assert shelf.feeds.get(one.id).error is None


def test_asking_by_hand_makes_no_wait_longer(shelf: Library, server: Server) -> None:
    feed = shelf.feeds.add(server.put("/one.xml", rss(HARBOUR)))
    server.fail("/one.xml", 500)
    shelf.feeds.refresh()
    first = shelf.feeds.get(feed.id)
    for _ in range(5):
        assert len(shelf.feeds.refresh().failed) == 1
    assert shelf.feeds.get(feed.id).next_try == first.next_try
    with shelf._news.database.write() as connection:
        connection.execute("UPDATE feed SET next_try = 0")
    shelf.feeds.refresh()
    assert shelf.feeds.store.sources([feed.id])[0].failures == 2


def test_a_server_that_asks_for_patience_is_left_alone_unless_its_feed_is_named(shelf: Library, server: Server) -> None:
    feed = shelf.feeds.add(server.put("/one.xml", rss()))
    server.fail("/one.xml", 429, Retry_After="3600")
    (failure,) = shelf.feeds.refresh().failed
    quiet = shelf.feeds.get(feed.id).quiet_until
    assert quiet is not None
    assert f"asked to wait until {quiet:%H:%M} UTC" in failure.error
    assert shelf.feeds.get(feed.id).error == failure.error
    server.put("/one.xml", rss(HARBOUR))
    assert shelf.feeds.refresh().feeds == 0
    assert shelf.feeds.refresh([feed.id]).added == 1
    assert shelf.feeds.get(feed.id).quiet_until is None
    assert shelf.feeds.refresh().feeds == 1


def test_a_feed_that_is_gone_is_stopped_and_asked_no_more_unless_named(shelf: Library, server: Server) -> None:
    feed = shelf.feeds.add(server.put("/one.xml", rss(HARBOUR)))
    server.fail("/one.xml", 410)
    assert len(shelf.feeds.refresh().failed) == 1
    assert shelf.feeds.get(feed.id).stopped is not None
    assert shelf.feeds.refresh().feeds == 0
    server.put("/one.xml", rss(HARBOUR, RATES))
    assert shelf.feeds.refresh([feed.id]).added == 1
    assert shelf.feeds.get(feed.id).stopped is None


def test_a_feed_that_has_moved_for_good_is_asked_for_there(shelf: Library, server: Server) -> None:
    feed = shelf.feeds.add(server.put("/old.xml", rss(HARBOUR)))
    server.put("/new.xml", rss(HARBOUR, RATES))
    server.fail("/old.xml", 301, Location="/new.xml")
    assert shelf.feeds.refresh().added == 1
    assert shelf.feeds.get(feed.id).url == server.address + "/new.xml"
    server.asked.clear()
    shelf.feeds.refresh()
    assert server.paths() == ["/new.xml"]


def test_with_due_only_nobody_is_asked_before_the_time(shelf: Library, server: Server) -> None:
    shelf.feeds.add(server.put("/one.xml", rss(HARBOUR)))
    assert shelf.feeds.refresh(due_only=True).feeds == 0


def test_an_unknown_feed_is_told(shelf: Library) -> None:
    with pytest.raises(UnknownFeedError):
        shelf.feeds.refresh(["funknown"])


def test_what_came_in_before_a_stop_stays_and_the_rest_comes_the_next_time(shelf: Library, server: Server) -> None:
    shelf.feeds.add(server.put("/one.xml", rss()))
    shelf.feeds.add(server.put("/two.xml", rss(title="Ledger")))
    server.put("/one.xml", rss(HARBOUR))
    server.put("/two.xml", rss(RATES, title="Ledger"))
    server.hold("/two.xml")

    report = shelf.feeds.refresh(stop=lambda: shelf._news.counts()[0] > 0)
    assert report.stopped
    assert (report.added, titles(shelf)) == (1, {HARBOUR.title})
    server.release("/two.xml")
    report = shelf.feeds.refresh()
    assert (report.stopped, titles(shelf)) == (False, {HARBOUR.title, RATES.title})
    assert shelf.find("ferries OR economists").total == 2


def test_progress_counts_feeds(shelf: Library, server: Server) -> None:
    for number in range(3):
        shelf.feeds.add(server.put(f"/{number}.xml", rss(title=f"Feed {number}")))
    told: list[Progress] = []
    shelf.feeds.refresh(progress=told.append)
    assert told[-1] == Progress(work="refreshing", done=3, total=3)


@pytest.mark.parametrize("wanted", [False, True])
def test_an_edited_article_is_unread_again_only_where_that_is_wanted(
    shelf: Library, server: Server, wanted: bool
) -> None:
    shelf.feeds.set_settings(FeedSettings(unread_when_updated=wanted))
    shelf.feeds.add(server.put("/one.xml", rss(HARBOUR)))
    shelf.set_read(shelf.order(), True)
    server.put("/one.xml", rss(HARBOUR._replace(text="Ferries sail again from three.")))
    assert shelf.feeds.refresh().updated == 1
    (article,) = shelf.summaries(shelf.order())
    assert article.updated is not None
    assert article.read is not wanted


REFRESH = """
import sys
from pathlib import Path
from index.library import Library
library = Library.open(Path(sys.argv[1]))
print(library.feeds.refresh().model_dump_json(), flush=True)
library.close()
"""


def begin_with_one_held(shelf: Library, server: Server) -> "subprocess.Popen[str]":
    """Refresh two feeds in another process, of which the first has come in and the second does not answer."""
    shelf.feeds.add(server.put("/one.xml", rss()))
    shelf.feeds.add(server.put("/two.xml", rss(title="Ledger")))
    server.put("/one.xml", rss(HARBOUR))
    server.put("/two.xml", rss(RATES, title="Ledger"))
    server.hold("/two.xml")
    command = [sys.executable, "-c", REFRESH, str(shelf.folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not shelf.order():
        assert process.poll() is None, process.stderr and process.stderr.read()
    return process


def test_a_killed_refresh_keeps_what_it_stored_and_the_rest_comes_the_next_time(shelf: Library, server: Server) -> None:
    process = begin_with_one_held(shelf, server)
    process.kill()
    process.communicate(timeout=60)
    server.release("/two.xml")
    report = shelf.feeds.refresh()
    assert (report.added, report.unchanged) == (1, 1)
    assert shelf.find("ferries OR economists").total == 2


def test_an_interrupted_refresh_ends_with_a_report(shelf: Library, server: Server) -> None:
    process = begin_with_one_held(shelf, server)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert errors == ""
    report = RefreshReport.model_validate_json(out)
    assert (report.stopped, report.added, process.returncode) == (True, 1, 0)
