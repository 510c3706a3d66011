"""Feeds while reading: refresh, full text, updated articles, rules, and the side bar."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from index.library import Library
from index.models import NewsChanged, Progress
from index.models.feeds import FeedFailure, FullText, PageFetched, RefreshReport, RuleAction
from tests.tui.conftest import Reader, reading
from tests.tui.feeds.making import done, feed_file, start_writing
from tui.reading.messages import WriterSaid
from tui.reading.shelf import Shelf


@pytest.fixture
def two(empty: Library, tmp_path: Path) -> Library:
    """Return a library of two feeds, one of them in a folder."""
    empty.feeds.add(feed_file(tmp_path, "coast", "Storm nears: Gusts of wind.", "Ferries stay in port: High waves."))
    empty.feeds.add(feed_file(tmp_path, "wire", "Rates fall: The bank said so."), folder="News")
    return empty


def say(reader: Reader, *messages: object) -> None:
    for message in messages:
        reader.screen.post_message(WriterSaid(message))  # type: ignore[arg-type] # each is a WriterMessage


async def test_capital_r_refreshes_all_and_tells_how_far_it_is(two: Library, tmp_path: Path) -> None:
    feed_file(tmp_path, "coast", "Storm nears: Gusts of wind.", "Ferries stay in port: High waves.", "Calm: No wind.")
    async with reading(two, (160, 20)) as reader:
        writer = start_writing(reader)
        await reader.press("j")
        selected = reader.screen.list.selected
        writer.hold.clear()
        await reader.press("R")
        say(reader, Progress(work="refreshing", done=1, total=2))
        await reader.settle()
        assert "refreshing 1 of 2, R stops" in reader.shown()
        writer.hold.set()
        await done(reader, writer)
        assert len(reader.screen.ids) == 4
        assert reader.screen.list.selected == selected
        assert "1 new" in reader.shown().splitlines()[0]
        assert "refreshed" in reader.shown().splitlines()[-1]


async def test_capital_r_again_stops_and_what_came_in_stays(two: Library) -> None:
    async with reading(two) as reader:
        writer = start_writing(reader)
        writer.hold.clear()
        await reader.press("R")
        assert "R stops" in reader.shown()
        await reader.press("R")
        assert writer.stopping
        assert "stopping" in reader.shown()
        say(reader, RefreshReport(feeds=2, added=120, stopped=True))
        await reader.settle()
        assert reader.said() == ["Stopped. 120 new articles came in, and stay."]
        assert "stop" not in reader.shown()
    assert len(two.order()) == 3


async def test_without_feeds_capital_r_says_where_they_are_added(empty: Library) -> None:
    async with reading(empty) as reader:
        start_writing(reader)
        await reader.press("R")
        assert reader.said() == ["No feeds yet. F opens the feeds; a adds one there."]


async def test_failures_of_a_refresh_are_said_in_a_sentence(two: Library) -> None:
    failed = FeedFailure(feed="f1", url="https://example.org/", error="Could not reach example.org: no answer.")
    async with reading(two) as reader:
        say(reader, RefreshReport(feeds=2, added=1, failed=(failed,)))
        await reader.settle()
        assert reader.said() == ["1 new article. Could not reach example.org: no answer. F shows the feeds."]
        say(reader, RefreshReport(feeds=2, added=0, failed=(failed, failed)))
        await reader.settle()
        assert reader.said() == ["0 new articles. 2 feeds could not be had; F says why."]
        page = failed.model_copy(update={"feed": None})
        say(reader, RefreshReport(feeds=2, added=2, failed=(page, page)))
        await reader.settle()
        assert reader.said() == ["2 new articles. 2 pages could not be had. Could not reach example.org: no answer."]
        await reader.press("F")
        say(reader, RefreshReport(feeds=2, added=2, failed=(page, failed, failed)))
        await reader.settle()
        assert reader.said() == ["2 new articles. 2 feeds and 1 page could not be had; ! says why."]


async def test_r_asks_the_feed_of_the_article(two: Library, tmp_path: Path) -> None:
    feed_file(tmp_path, "coast", "Storm nears: Gusts of wind.", "Ferries stay in port: High waves.", "Calm: No wind.")
    feed_file(tmp_path, "wire", "Rates fall: The bank said so.", "Rates rise: The bank said so too.")
    async with reading(two) as reader:
        writer = start_writing(reader)
        reader.screen.list.select(next(s.id for s in two.summaries(two.order()) if s.title == "Rates fall"))
        await reader.settle()
        await reader.press("r")
        await done(reader, writer)
        assert {summary.title for summary in two.summaries(two.order())} >= {"Rates fall", "Rates rise"}
    assert len(two.order()) == 4


async def test_r_on_an_article_from_a_file_says_so(library: Library) -> None:
    async with reading(library) as reader:
        start_writing(reader)
        await reader.press("r")
        assert reader.said() == ["This article came from no feed. R asks for all feeds."]


async def test_the_full_text_takes_the_place_of_the_article_on_show(two: Library, tmp_path: Path) -> None:
    async with reading(two) as reader:
        await reader.press("enter")
        assert reader.screen.loaded is not None
        shown = reader.screen.loaded.article
        selected = reader.screen.list.selected
        longer = feed_file(tmp_path, "coast", "Storm nears: Gusts of wind.", "Ferries stay in port: All of it now.")
        assert longer
        await asyncio.to_thread(two.feeds.refresh)
        revision = two.article(shown.id).revision
        reader.screen.work = replace(reader.screen.work, fetching=shown.id)
        say(reader, PageFetched(page=FullText(id=shown.id, revision=revision)))
        await reader.settle()
        assert "All of it now." in reader.shown()
        assert "fetching" not in reader.shown()
        assert reader.screen.list.selected == selected


async def test_why_a_full_text_did_not_come_is_said(two: Library) -> None:
    async with reading(two) as reader:
        writer = start_writing(reader)
        await reader.press("x")
        await done(reader, writer)
        assert len(reader.said()) == 1
        assert "fetching" not in reader.shown()


async def test_all_are_marked_read_with_how_many_and_how_to_undo_it(two: Library) -> None:
    two.set_read(two.order()[:1], True)
    async with reading(two) as reader:
        await reader.press("A")
        assert reader.said() == ["Marked 2 read. u undoes it."]
        assert two.status().unread == 0
        await reader.press("u")
        assert two.status().unread == 2
        assert reader.said() == ["Undone: marked 2 read."]


async def test_the_side_bar_has_the_feeds_and_opens_one(two: Library) -> None:
    async with reading(two, (160, 30)) as reader:
        side = [line.split("│")[0].strip() for line in reader.shown().splitlines() if "│" in line]
        at = next(number for number, line in enumerate(side) if line.startswith("Feeds"))
        assert [" ".join(line.split()) for line in side[at + 1 : at + 4]] == ["Coast 2", "News 1", "Wire 1"]
        await reader.press("h", "G", "enter")
        assert [summary.title for summary in two.summaries(reader.screen.ids)] == ["Rates fall"]
        assert reader.screen.shelf.called == "Wire"


async def test_the_next_start_has_the_same_feed_in_the_list(two: Library) -> None:
    (coast,) = (feed for feed in two.feeds.list() if feed.called == "Coast")
    async with reading(two) as reader:
        reader.screen.open_shelf(Shelf(feeds=(coast.id,), called=coast.called))
        await reader.settle()
        reader.screen.save_now()
    async with reading(two) as reader:
        assert len(reader.screen.ids) == 2
        assert "Coast" in reader.shown()


async def test_an_updated_article_says_what_changed(two: Library, tmp_path: Path) -> None:
    feed_file(tmp_path, "coast", "Storm nears: Gusts of wind.", "Ferries sail again: High waves.")
    await asyncio.to_thread(two.feeds.refresh)
    async with reading(two) as reader:
        reader.screen._clock = reader.screen.list._clock = lambda: two.summaries(two.order())[0].fetched
        reader.screen.list.forget()
        await reader.settle()
        row = next(line for line in reader.shown().splitlines() if "was “Ferries" in line)
        assert "~ " in row
        assert "updated" in row


async def test_a_list_that_changes_by_batches_is_read_twice_a_second_at_most(two: Library) -> None:
    async with reading(two) as reader:
        readings = 0
        read_list = reader.screen._list_pace._work

        def counted():  # type: ignore[no-untyped-def] # as what it stands in for
            nonlocal readings
            readings += 1
            return read_list()

        reader.screen._list_pace._work = counted
        say(reader, *[NewsChanged(added=1)] * 50)
        await reader.settle()
        await reader.until(lambda: reader.screen._list_pace._waiting is None)
        assert readings == 2


async def test_a_rule_is_made_of_a_search_for_the_feed_on_show(two: Library) -> None:
    (coast,) = (feed for feed in two.feeds.list() if feed.called == "Coast")
    async with reading(two) as reader:
        reader.screen.open_shelf(Shelf(feeds=(coast.id,), called=coast.called))
        await reader.press("slash", *"storm", "enter")
        await reader.press("plus")
        assert "of Coast only" in reader.shown()
        await reader.press(*["j"] * 5, "enter")
        (rule,) = two.rules.list()
        assert (rule.query, rule.action, rule.feed) == ("storm", RuleAction.STAR, coast.id)
        assert any("u undoes it" in said for said in reader.said())


async def test_a_rule_can_be_undone_in_the_list_of_rules(two: Library, tmp_path: Path) -> None:
    two.rules.add("calm", RuleAction.STAR)
    feed_file(tmp_path, "coast", "Storm nears: Gusts of wind.", "Ferries stay in port: High waves.", "Calm: No wind.")
    await asyncio.to_thread(two.feeds.refresh)
    assert two.status().starred == 1
    async with reading(two, (200, 30)) as reader:
        calm = next(summary.id for summary in two.summaries(two.order()) if summary.starred)
        reader.screen.list.select(calm)
        await reader.settle()
        assert "starred by a rule: calm" in " ".join(reader.shown().split())
        await reader.press("F", "plus")
        assert "starred: calm" in reader.shown()
        await reader.press("u")
        assert two.status().starred == 0
        await reader.press("d", "escape", "escape")
    assert two.rules.list() == ()


async def test_without_a_search_a_rule_is_refused_with_the_way_to_one(two: Library) -> None:
    async with reading(two) as reader:
        await reader.press("plus")
        assert reader.said() == ["A rule is made of a search. / searches, + makes a rule of it then."]
