"""`refresh`, with a server that answers: what comes in, what is said, and how it is stopped; and single pages."""

import os
import pty
import re
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.library import Library
from index.models.feeds import RefreshReport
from tests.cli.conftest import crossread, id_of
from tests.cli.test_program import PROGRAM, ROOT
from tests.library.serving import Item, Server, rss

STORM = Item("Storm at the coast", "Gusts of 110 km/h hit the coast on Friday.", "https://example.org/storm", "1")
MARKETS = Item("Markets close higher", "The index gained 0.4% to 5,431 points.", "https://example.org/markets", "2")
PATIENCE = 60
"""Seconds until a test is given up."""


def subscribe(*urls: str) -> None:
    """Subscribe to feeds that nobody has asked for yet."""
    for url in urls:
        assert crossread("feeds", "add", "--unseen", url).status == 0


@pytest.mark.usefixtures("empty")
def test_what_is_new_comes_in_once_and_an_unchanged_feed_is_not_sent_again(server: Server) -> None:
    url = server.put("/feed", rss(STORM))
    subscribe(url)
    first = crossread("refresh", "--json")
    assert (first.status, first.err) == (0, "")
    assert RefreshReport.model_validate({k: v for k, v in first.document.items() if k != "schema"}) == RefreshReport(
        feeds=1, added=1
    )
    second = crossread("refresh", "--json").document
    assert (second["added"], second["unchanged"]) == (0, 1)
    server.put("/feed", rss(MARKETS, STORM))
    assert crossread("refresh", "--verbose").out == "1 new article; 1 feed.\n"
    assert crossread("search", "index gained", "--json").document["total"] == 1


@pytest.mark.usefixtures("empty")
def test_without_a_terminal_nothing_is_said_unless_asked_or_something_failed(server: Server) -> None:
    good, bad = server.put("/feed", rss(STORM)), server.fail("/bad", 503)
    subscribe(good)
    ran = crossread("refresh")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert crossread("refresh", "--due", "--verbose").out == "No feed is due.\n"
    subscribe(bad)
    failed = crossread("refresh")
    assert (failed.status, failed.out) == (1, "")
    (sentence,) = failed.err.splitlines()
    assert sentence.startswith(f"{bad}: 127.0.0.1")
    listed = crossread("feeds", "list").out
    assert sentence.removeprefix(f"{bad}: ") in listed
    assert re.search(r" Tried \d\d:\d\d, next try .*\d\d:\d\d\.", listed)


@pytest.mark.usefixtures("empty")
def test_a_feed_that_failed_is_named_and_the_others_come_in(server: Server) -> None:
    good, bad = server.put("/feed", rss(STORM)), server.put("/bad", "no feed at all")
    subscribe(bad, good)
    ran = crossread("refresh", "--json")
    assert (ran.status, ran.err, ran.document["added"]) == (1, "", 1)
    (failed,) = ran.document["failed"]
    assert failed["url"] == bad
    assert failed["feed"] in {feed["id"] for feed in crossread("feeds", "list", "--json").document["feeds"]}
    assert failed["error"].endswith(".")


@pytest.mark.usefixtures("empty")
def test_only_the_feeds_that_are_named_are_asked_and_what_is_no_feed_is_named(server: Server) -> None:
    one, two = server.put("/one", rss(STORM)), server.put("/two", rss(MARKETS))
    subscribe(one, two)
    ran = crossread("refresh", two, "nowhere", "--json")
    assert (ran.status, ran.document["feeds"], ran.document["added"]) == (1, 1, 1)
    assert [(failed["feed"], failed["url"]) for failed in ran.document["failed"]] == [(None, "nowhere")]
    assert server.paths() == ["/two"]
    nothing = crossread("refresh", "nowhere", "--json")
    assert (nothing.status, list(nothing.document)) == (1, ["schema", "error"])


@pytest.mark.usefixtures("empty")
def test_a_feed_that_is_gone_is_not_asked_for_again_unless_it_is_named(server: Server) -> None:
    subscribe(server.fail("/gone", 410))
    assert crossread("refresh").status == 1
    server.asked.clear()
    again = crossread("refresh")
    assert (again.status, again.err) == (0, "")
    assert server.asked == []
    (feed,) = crossread("feeds", "list", "--json").document["feeds"]
    assert feed["stopped"]
    listed = crossread("feeds", "list").out
    assert "Stopped: 127.0.0.1" in listed
    assert f"crossread refresh {feed['id']}" in listed
    crossread("refresh", feed["id"])
    assert server.paths() == ["/gone"]


@pytest.mark.usefixtures("empty")
def test_feeds_that_fail_for_one_reason_have_a_line_each_and_a_folder_or_a_tag_names_several(server: Server) -> None:
    for number in range(3):
        url = server.fail(f"/{number}", 500)
        assert crossread("feeds", "add", "--unseen", url, "--folder", "News/World", "--tag", "sea").status == 0
    assert crossread("feeds", "add", "--unseen", server.put("/else", rss(STORM)), "--tag", "wind").status == 0
    ran = crossread("refresh", "news")
    assert (ran.status, ran.out) == (1, "")
    assert sorted(server.paths()) == ["/0", "/1", "/2"]
    assert sorted(sentence.split(": ")[0] for sentence in ran.err.splitlines()) == [
        f"{server.address}/{number}" for number in range(3)
    ]
    assert crossread("refresh", "wind", "--json").document["added"] == 1


@pytest.mark.usefixtures("empty")
def test_without_feeds_it_says_where_to_begin() -> None:
    ran = crossread("refresh", "--verbose")
    assert (ran.status, ran.err) == (0, "")
    assert "crossread feeds add URL" in ran.out


@pytest.mark.usefixtures("empty")
def test_facts_are_made_where_they_are_asked_for(server: Server) -> None:
    subscribe(server.put("/feed", rss(STORM)))
    assert crossread("refresh").status == 0
    assert crossread("names", "--made", "--json").document["counted"] == 0
    assert crossread("refresh", "--facts").status == 0
    assert crossread("names", "--made", "--json").document["counted"] == 1


@contextmanager
def started(*arguments: str, out: int = subprocess.PIPE) -> Iterator["subprocess.Popen[str]"]:
    """Start the program; it does not outlive the test."""
    command = [*PROGRAM, *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.PIPE, text=True) as program:
        try:
            yield program
        finally:
            program.kill()


def stopped_when(program: "subprocess.Popen[str]", ready: Callable[[], bool]) -> tuple[str, str]:
    """Send Ctrl-C to a program as soon as `ready` says so; return what it printed."""
    pause = threading.Event()
    while not ready():
        assert program.poll() is None, program.communicate()
        pause.wait(0.1)
    program.send_signal(signal.SIGINT)
    return program.communicate(timeout=PATIENCE)


def articles_in(folder: Path) -> int:
    """Return how many articles a library has, as another process sees it."""
    library = Library.open(folder)
    try:
        return library.status().articles
    finally:
        library.close()


def test_ctrl_c_stops_and_what_has_come_in_stays(server: Server, empty: Path) -> None:
    good, slow = server.put("/good", rss(STORM)), server.put("/slow", rss(MARKETS))
    server.before["/slow"] = threading.Event()
    subscribe(good, slow)
    with started("refresh") as program:
        out, err = stopped_when(program, lambda: articles_in(empty) == 1)
    assert (program.returncode, out) == (130, "")
    told, stopped = err.splitlines()
    assert told.startswith("1 new article; 2 feeds")
    assert stopped == "Stopped; what was done until then is kept."
    assert crossread("search", "gusts", "--json").document["total"] == 1


@pytest.mark.usefixtures("empty")
def test_watching_tells_a_terminal_how_each_time_went_and_goes_on_until_ctrl_c(server: Server) -> None:
    subscribe(server.put("/feed", rss(STORM)))
    ours, theirs = pty.openpty()
    with started("refresh", "--watch", "1", out=theirs) as program:
        os.close(theirs)
        assert b"1 new article; 1 feed." in os.read(ours, 4096)
        program.send_signal(signal.SIGINT)
        _, err = program.communicate(timeout=PATIENCE)
    os.close(ours)
    assert program.returncode == 130
    assert err == "Stopped; what was done until then is kept.\n"


PAGE = """<html lang="en"><head><title>Storm at the coast</title></head><body><article><h1>Storm at the coast</h1>
<p>Gusts of 110 km/h hit the coast on Friday, and the harbour was closed for the whole of the afternoon.</p>
<p>The harbour master said that nobody was hurt, and that the ferries would sail again on Saturday morning.</p>
<p>Insurers expect claims of 40 million euros, most of them for roofs and for boats torn from their moorings.</p>
</article></body></html>"""


@pytest.mark.usefixtures("empty")
def test_a_single_page_becomes_an_article_and_one_that_is_not_there_is_named(server: Server) -> None:
    page = server.put("/page", PAGE)
    ran = crossread("add", page, f"{server.address}/nowhere", "--json")
    assert ran.status == 1
    assert [failed["reference"] for failed in ran.document["failed"]] == [f"{server.address}/nowhere"]
    (came,) = ran.document["pages"]
    assert came["kept"] is None
    assert crossread("add", page).out.startswith("Already there: Storm at the coast")
    shown = crossread("show", came["id"])
    assert "40 million euros" in shown.out
    assert crossread("search", "moorings", "--json").document["total"] == 1
    feed = crossread("add", server.put("/feed", rss(STORM)))
    assert (feed.status, feed.out) == (1, "")
    assert "crossread feeds add" in feed.err
    assert crossread("list", "--json").document["total"] == 1
    missing = crossread("add", f"{server.address}/nowhere")
    assert (missing.status, missing.out, len(missing.err.splitlines())) == (1, "", 1)


def test_the_full_text_of_an_article_comes_from_its_page(server: Server, empty: Path) -> None:
    page = server.put("/page", PAGE)
    short = Item("Storm at the coast", "Gusts of 110 km/h hit the coast on Friday.", page, "1")
    crossread("feeds", "add", server.put("/feed", rss(short)))
    article = id_of("Storm")
    assert "moorings" not in crossread("show", article).out
    ran = crossread("fetch", article)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Full text: Storm at the coast")
    assert "moorings" in crossread("show", article).out
    assert "moorings" not in crossread("show", article, "--revision", "1").out
    server.fail("/page", 404)
    assert crossread("fetch", article, "--json").status == 1
    assert "moorings" in crossread("show", article).out
    assert empty.is_dir()
