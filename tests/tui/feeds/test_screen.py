"""The feeds screen: what it says, what its keys do."""

from pathlib import Path

import pytest

from index.library import Library
from tests.tui.conftest import NARROW, Reader, reading
from tests.tui.feeds.making import done, feed_file, no_rest, start_writing
from tui.feeds.feed_list import FeedList
from tui.feeds.screen import FeedsScreen


@pytest.fixture
def two(empty: Library, tmp_path: Path) -> Library:
    """Return a library of two feeds, one of them in a folder."""
    empty.feeds.add(feed_file(tmp_path, "coast", "Storm nears: Gusts.", "Ferries stay in port: Waves."))
    empty.feeds.add(feed_file(tmp_path, "wire", "Rates fall: The bank said so."), folder="News/World")
    return empty


def at_cursor(reader: Reader) -> str:
    feed = reader.app.screen.query_one(FeedList).selected
    return feed.called if feed is not None else ""


async def test_an_empty_screen_says_what_fills_it_and_an_address_does(empty: Library, tmp_path: Path) -> None:
    address = feed_file(tmp_path, "harbour", "Quay closed: Waves broke over the wall.", title="[/] [UK] Harbour")
    async with reading(empty) as reader:
        writer = start_writing(reader)
        await reader.press("F")
        assert "No feeds yet. a adds one; crossread opml import FILE" in " ".join(reader.shown().split())
        await reader.press("a")
        await reader.paste(address)
        writer.hold.clear()
        await reader.press("enter")
        assert "asking" in reader.shown()
        writer.hold.set()
        await done(reader, writer)
        assert reader.said() == ["Added [/] [UK] Harbour: 1 article."]
        assert "asking" not in reader.shown()
        assert "▎  [/] [UK] Harbour" in reader.shown()
    assert len(empty.order()) == 1


async def test_feeds_are_listed_by_folder_and_enter_and_esc_lead_back(two: Library) -> None:
    async with reading(two) as reader:
        await reader.press("j")
        selected = reader.screen.list.selected
        await reader.press("F")
        lines = reader.shown().splitlines()
        coast, folder, wire = (
            next(at for at, line in enumerate(lines) if line[3:].strip().startswith(words))
            for words in ("Coast", "News › World", "Wire")
        )
        assert coast < folder < wire
        assert "  2  " in lines[coast]
        assert "2   3 unread" in lines[0]
        await reader.press("j", "escape")
        assert reader.app.screen is reader.screen
        assert reader.screen.list.selected == selected
        await reader.press("F", "G", "enter")
        assert reader.app.screen is reader.screen
        assert [summary.title for summary in two.summaries(reader.screen.ids)] == ["Rates fall"]
        assert "Wire" in reader.shown()


async def test_a_feed_that_is_added_gets_the_cursor(two: Library, tmp_path: Path) -> None:
    address = feed_file(tmp_path, "harbour", "Quay closed: Waves broke over the wall.")
    async with reading(two) as reader:
        writer = start_writing(reader)
        await reader.press("F", "G", "a")
        await reader.paste(address)
        await reader.press("enter")
        await done(reader, writer)
        assert at_cursor(reader) == "Harbour"
    assert len(two.order()) == 4


async def test_a_wrong_address_can_be_mended_but_a_password_is_not_shown_again(two: Library, tmp_path: Path) -> None:
    address = (tmp_path / "nothing.xml").as_uri()
    async with reading(two) as reader:
        writer = start_writing(reader)
        await reader.press("F", "a")
        await reader.paste(address)
        await reader.press("enter")
        await done(reader, writer)
        assert len(reader.said()) == 1
        assert "asking" not in reader.shown()
        await reader.press("a")
        assert "nothing.xml" in reader.shown()
        writer.hold.clear()
        await reader.press("ctrl+u")
        await reader.paste("http://ines:secret@127.0.0.1:9/feed")
        await reader.press("enter")
        assert "asking 127.0.0.1:9 for its feed" in reader.shown()
        await reader.press("a")
        assert "secret" not in reader.shown()
        writer.hold.set()


async def test_a_feed_gets_another_name_a_folder_tags_and_full_text_and_its_subscription_ends(two: Library) -> None:
    async with reading(two) as reader:
        no_rest(reader)
        for key, text in (("e", "Shore"), ("f", "Sea"), ("t", "salt, foam")):
            await reader.press(*(["F"] if key == "e" else []), key, "ctrl+u")
            await reader.paste(text)
            await reader.press("enter")
        await reader.press("x")
        (shore,) = (feed for feed in two.feeds.list() if feed.title == "Coast")
        assert (shore.name, shore.folder, set(shore.tags), shore.full_text) == ("Shore", "Sea", {"salt", "foam"}, True)
        await reader.until(lambda: at_cursor(reader) == "Shore")
        await reader.press("d")
        assert "End the subscription to Shore? Its 2 articles stay." in " ".join(reader.shown().split())
        await reader.press("escape")
        assert len(two.feeds.list()) == 2
        await reader.press("d", "enter")
        assert [feed.called for feed in two.feeds.list()] == ["Wire"]
    assert len(two.order()) == 3


async def test_a_refresh_brings_what_is_new_and_says_in_words_why_a_feed_was_not_had(
    two: Library, tmp_path: Path
) -> None:
    feed_file(tmp_path, "coast", "Storm nears: Gusts.", "Ferries stay in port: Waves.", "Calm: No wind.")
    async with reading(two, NARROW) as reader:
        writer = start_writing(reader)
        await reader.press("F", "exclamation_mark")
        assert reader.said() == ["No feed is in trouble."]
        await reader.press("r")
        await done(reader, writer)
        assert "2   4 unread" in reader.shown().splitlines()[0]
        (tmp_path / "wire.xml").unlink()
        await reader.press("R")
        await done(reader, writer)
        assert at_cursor(reader) == "Coast"
        await reader.press("exclamation_mark")
        assert at_cursor(reader) == "Wire"
        error = next(feed.error for feed in two.feeds.list() if feed.called == "Wire")
        assert error is not None
        reader.app.clear_notifications()
        await reader.settle()
        assert error[:30] in " ".join(reader.shown().split())
        assert "! 1 not had" in reader.shown()


async def test_feeds_come_and_go_as_opml_and_a_file_that_is_not_there_is_a_sentence(
    two: Library, tmp_path: Path
) -> None:
    listed = tmp_path / "out.opml"
    theirs = tmp_path / "theirs.opml"
    theirs.write_text(
        '<opml version="2.0"><body><outline text="Ledger" xmlUrl="https://example.org/ledger.xml"/></body></opml>'
    )
    async with reading(two) as reader:
        await reader.press("F", "w", "ctrl+u")
        await reader.paste(str(listed))
        await reader.press("enter", "i")
        await reader.paste(str(theirs))
        await reader.press("enter")
        assert "1 feed added. R asks for them." in reader.said()
        await reader.press("i")
        await reader.paste(str(tmp_path / "none.opml"))
        await reader.press("enter")
        assert len(reader.said()) == 1
        assert "none.opml" in reader.said()[0]
        assert isinstance(reader.app.screen, FeedsScreen)
    assert "coast.xml" in listed.read_text()
    assert {feed.called for feed in two.feeds.list()} == {"Coast", "Wire", "Ledger"}


async def test_help_begins_with_where_the_reader_is_and_the_foot_names_its_key(two: Library) -> None:
    async with reading(two, (60, 20)) as reader:
        await reader.press("F")
        assert reader.shown().splitlines()[-1].rstrip().endswith("? all keys")
        await reader.press("question_mark")
        assert "In the feeds" in reader.shown()
        await reader.press("escape", "escape", "question_mark")
        assert "While reading" in reader.shown()
        assert "In the feeds" not in reader.shown()
