"""Saved searches and the side bar."""

from index.library import Library
from index.models import SavedSearch
from tests.tui.conftest import NARROW, Reader, reading
from tests.tui.test_searching import search
from tui.reading.shelf import Shelf
from tui.reading.side_bar import SideBar

ROOMY = (160, 30)
CLOUD = SavedSearch(name="cloud deals", query='"google cloud"')


def side(reader: Reader) -> list[str]:
    """Return the rows of the side bar."""
    return [line.split("│")[0].strip() for line in reader.shown().splitlines()[1:-1]]


async def test_a_search_is_saved_under_the_name_given_and_comes_into_the_side_bar(library: Library) -> None:
    async with reading(library, ROOMY) as reader:
        await search(reader, "google OR azure")
        await reader.press("ctrl+s")
        await reader.press(*["backspace"] * len("google OR azure"), *"deals", "enter")
        assert library.saved_searches() == (SavedSearch(name="deals", query="google OR azure"),)
        await reader.until(lambda: any(row.startswith("› deals") for row in side(reader)))
        await reader.press("enter", "u")
        assert library.saved_searches() == ()


async def test_the_name_is_the_query_where_no_other_is_given(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, "stargate")
        await reader.press("enter", "ctrl+s", "enter")
        assert library.saved_searches() == (SavedSearch(name="stargate", query="stargate"),)


async def test_half_a_word_is_saved_as_it_was_understood(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, "exaf")
        await reader.press("ctrl+s", "enter")
        saved = library.saved_searches()[0]
        assert library.find(saved.query, submitted=True).total == 1


async def test_a_wrong_query_is_not_saved_but_explained(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, '"google cl')
        await reader.press("ctrl+s", "enter")
        assert library.saved_searches() == ()
        assert any("not closed" in said for said in reader.said())


async def test_a_saved_search_opens_with_its_results_and_escape_leads_back(library: Library) -> None:
    library.save_search(CLOUD)
    async with reading(library, ROOMY) as reader:
        await reader.press("h", "G", "enter")
        await reader.until(lambda: reader.screen.query_text == CLOUD.query)
        await reader.settle()
        assert reader.screen.list.has_focus
        assert reader.screen.bar.text == CLOUD.query
        assert reader.screen.list_title == "cloud deals"
        assert list(reader.screen.ids) == list(library.find(CLOUD.query, submitted=True).ids)
        await reader.press("escape")
        assert reader.screen.ids == library.order()


async def test_unread_articles_of_saved_searches_are_counted_and_counted_again(library: Library) -> None:
    library.save_search(CLOUD)
    count = library.unread_count(CLOUD.query)
    assert count > 0
    async with reading(library, ROOMY) as reader:
        await reader.until(lambda: reader.screen.kept.unread.get(CLOUD.query) == count)
        await reader.press("A")
        await reader.until(lambda: reader.screen.kept.unread.get(CLOUD.query) == 0)
        await reader.press("u")
        await reader.until(lambda: reader.screen.kept.unread.get(CLOUD.query) == count)
        await reader.until(lambda: f"cloud deals{count:>9}" in "\n".join(side(reader)))


async def test_a_saved_search_is_removed_and_one_key_takes_it_back(library: Library) -> None:
    library.save_search(CLOUD)
    async with reading(library, ROOMY) as reader:
        await reader.press("h", "G", "delete")
        assert library.saved_searches() == ()
        await reader.until(lambda: reader.screen.kept.searches == ())
        await reader.press("u")
        assert library.saved_searches() == (CLOUD,)
        await reader.press("g", "g", "delete")
        assert "Only a saved search can be removed here." in reader.said()


async def test_the_side_bar_opens_what_is_unread_starred_and_tagged(library: Library) -> None:
    ids = library.order()
    library.set_read(ids[:2], True)
    library.set_starred([ids[3]], True)
    library.tag([ids[1], ids[4]], "cloud")
    async with reading(library, ROOMY) as reader:
        await reader.until(lambda: reader.screen.kept.tags != ())
        await reader.press("h", "j", "enter")
        assert reader.screen.ids == ids[2:]
        assert reader.screen.list.has_focus
        await reader.press("h", "j", "enter")
        assert reader.screen.ids == (ids[3],)
        await reader.press("h", "j", "enter")
        assert reader.screen.ids == (ids[1], ids[4])
        assert reader.screen.list_title == "#cloud"
        await reader.press("q")
    async with reading(library, ROOMY) as reader:
        assert reader.screen.shelf == Shelf(tag="cloud")
        assert reader.screen.ids == (ids[1], ids[4])
        await reader.press("h", "g", "g", "enter")
        assert reader.screen.ids == ids


async def test_opening_a_part_of_the_library_ends_the_search(library: Library) -> None:
    async with reading(library, ROOMY) as reader:
        await search(reader, "stargate")
        await reader.press("enter", "h", "enter")
        assert not reader.screen.searching
        assert reader.screen.ids == library.order()


async def test_the_side_bar_comes_where_there_is_room_and_by_its_key_where_there_is_not(library: Library) -> None:
    async with reading(library) as reader:
        assert not reader.screen.query_one(SideBar).is_on_screen
        await reader.press("b")
        assert reader.screen.query_one(SideBar).has_focus
        assert "Inbox" in "\n".join(side(reader))
        await reader.press("tab", "b")
        assert not reader.screen.side_on
        assert reader.screen.list.has_focus
        await reader.pilot.resize_terminal(160, 40)
        await reader.settle()
        assert not reader.screen.side_on
        await reader.press("b", "q")
    async with reading(library) as reader:
        assert reader.screen.side_on


async def test_on_a_narrow_screen_the_side_bar_is_a_pane_on_the_left(library: Library) -> None:
    library.save_search(CLOUD)
    async with reading(library, NARROW) as reader:
        await reader.press("h")
        assert "Crossread › Views" in reader.shown()
        await reader.until(lambda: "cloud deals" in reader.shown())
        await reader.press("escape")
        assert reader.screen.list.has_focus
        await reader.press("b", "G", "enter")
        await reader.until(lambda: reader.screen.query_text == CLOUD.query)
        await reader.settle()
        assert reader.screen.list.has_focus
