"""Searching: as one types, and back."""

from pathlib import Path

from index.library import Library
from index.models import Sort
from tests.tui.conftest import Reader, add, reading
from tui.reading.messages import Answered


async def search(reader: Reader, query: str) -> None:
    await reader.press("slash")
    await reader.paste(query)
    await reader.until(lambda: reader.screen.query_text == query)
    await reader.settle()


async def test_results_come_as_one_types_and_are_counted(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("slash", *"exaf")
        await reader.until(lambda: reader.screen.query_text == "exaf")
        assert reader.screen.ids == library.find("exaf").ids
        assert "1 found in" in reader.shown()
        assert "best first" in reader.shown()
        assert "1 of 1" in reader.shown()


async def test_another_query_is_read_from_its_best_hit_and_the_same_one_from_where_it_was(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "j")
        selected = reader.screen.list.selected
        await search(reader, "google")
        assert reader.screen.list.selected == reader.screen.ids[0] != selected
        await reader.press("enter", "j")
        selected = reader.screen.list.selected
        library.set_starred([reader.screen.ids[0]], True)
        reader.screen.look_for_changes()
        await reader.settle()
        assert reader.screen.list.selected == selected == reader.screen.ids[1]


async def test_escape_restores_the_list_the_cursor_and_the_place_in_the_article(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "j", "j", "enter", "ctrl+f")
        before = reader.screen.ids, reader.screen.list.selected, reader.screen.view.top
        opened = reader.screen.loaded
        assert opened is not None
        assert before[2] > 0
        await search(reader, "exaflops")
        assert reader.screen.loaded is not None
        assert reader.screen.loaded.article.id != opened.article.id
        await reader.press("enter")
        assert reader.screen.at_pane == "list"
        await reader.press("escape")
        assert (reader.screen.ids, reader.screen.list.selected, reader.screen.view.top) == before
        assert reader.screen.loaded is not None
        assert reader.screen.loaded.article.id == opened.article.id
        assert reader.screen.at_pane == "article"
        assert not reader.screen.bar.display


async def test_escape_in_the_bar_restores_too(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j")
        selected = reader.screen.list.selected
        await search(reader, "exaflops")
        await reader.press("escape")
        assert reader.screen.list.has_focus
        assert reader.screen.ids == library.order()
        assert reader.screen.list.selected == selected


async def test_next_goes_from_match_to_match_and_back(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, "google")
        await reader.press("enter", "n")
        loaded = reader.screen.loaded
        assert loaded is not None
        assert reader.screen.view.spot == loaded.matches[0]
        await reader.press("n")
        assert reader.screen.view.spot == loaded.matches[1]
        await reader.press("N")
        assert reader.screen.view.spot == loaded.matches[0]


async def test_a_wrong_query_is_explained_and_nothing_is_lost(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, '"google cl')
        shown = reader.screen.ids
        await reader.press("enter")
        assert "not closed" in reader.shown()
        assert reader.screen.bar.text == '"google cl'
        assert reader.screen.ids == shown
        await reader.paste('oud"')
        await reader.until(lambda: reader.screen.query_text == '"google cloud"')
        await reader.press("enter")
        assert reader.screen.list.has_focus


async def test_a_late_answer_to_an_older_query_is_dropped(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, "exaflops")
        reader.screen.post_message(Answered("google", library.find("google"), submitted=False))
        await reader.settle()
        assert reader.screen.query_text == "exaflops"
        assert len(reader.screen.ids) == 1


async def test_results_can_be_ordered_by_time(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, "google")
        await reader.press("enter", "S")
        assert reader.screen.ids == library.find("google", sort=Sort.NEWEST).ids
        assert "newest first" in reader.shown()


async def test_nothing_found_says_how_to_go_on(library: Library) -> None:
    async with reading(library) as reader:
        opened = reader.screen.loaded
        assert opened is not None
        await search(reader, "zzzzzz  ")
        assert "Nothing has been found" in reader.shown()
        assert "“zzzzzz”" in reader.screen.list_nothing
        assert reader.screen.loaded is not None
        assert reader.screen.loaded.article.id == opened.article.id
        await reader.press("f1")
        assert "How to write a query" in reader.shown()
        await reader.press("escape")
        assert reader.screen.bar.text == "zzzzzz  "


async def test_every_row_shows_the_place_that_was_found(empty: Library, tmp_path: Path) -> None:
    around = "word " * 40
    add(
        empty,
        tmp_path,
        {"title": "One", "source": "Post", "text": f"{around}needle {around}"},
        {"title": "Two", "source": "The Exceedingly Long Name of an Outlet", "text": f"{around}needle {around}"},
    )
    async with reading(empty, (120, 20)) as reader:
        await search(reader, "needle")
        left = [line.split("│")[0] for line in reader.shown().splitlines()]
        assert len([line for line in left if "needle" in line and "…" in line]) == 2


async def test_a_search_is_there_again_at_the_next_start_and_can_be_left(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, "exaflops")
        await reader.press("enter", "q")
    async with reading(library) as reader:
        await reader.until(lambda: reader.screen.query_text == "exaflops")
        assert len(reader.screen.ids) == 1
        await reader.press("escape")
        assert reader.screen.ids == library.order()
        assert reader.screen.loaded is not None
