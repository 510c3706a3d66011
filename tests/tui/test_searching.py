"""Searching: as one types, and back."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest

from index.errors import SearchStoppedError
from index.library import Library
from index.models import Found, Progress, Sort
from tests.tui.conftest import Reader, add, reading
from tui.reading.inquiry import Inquiry
from tui.reading.messages import Answered, WriterSaid


async def search(reader: Reader, query: str) -> None:
    await reader.press("slash")
    await reader.paste(query)
    await reader.until(lambda: reader.screen.query_text == query)
    await reader.settle()


async def test_results_come_as_one_types_and_are_counted(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("slash", *"exaf")
        await reader.until(lambda: reader.screen.query_text == "exaf")
        assert list(reader.screen.ids) == list(library.find("exaf").ids)
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
        opened = reader.screen.loaded
        assert opened is not None
        await reader.press("enter")
        assert "not closed" in reader.shown()
        assert reader.screen.bar.text == '"google cl'
        assert reader.screen.loaded is not None
        assert reader.screen.loaded.article.id == opened.article.id
        await reader.paste('oud"')
        await reader.until(lambda: reader.screen.query_text == '"google cloud"')
        await reader.press("enter")
        assert reader.screen.list.has_focus


async def test_a_late_answer_to_an_older_query_is_dropped(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, "exaflops")
        reader.screen.post_message(Answered(Inquiry("google"), library.find("google"), {}))
        await reader.settle()
        assert reader.screen.query_text == "exaflops"
        assert len(reader.screen.ids) == 1


async def test_results_can_be_ordered_by_time(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, "google")
        await reader.press("enter", "S")
        assert list(reader.screen.ids) == list(library.find("google", sort=Sort.NEWEST).ids)
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


async def test_enter_keeps_what_half_a_word_has_found_where_the_word_itself_is_nowhere(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, "exaf")
        await reader.press("enter")
        assert reader.screen.list.has_focus
        assert len(reader.screen.ids) == 1


async def test_the_arrow_up_brings_earlier_queries_each_once_and_the_arrow_down_what_was_typed(
    library: Library,
) -> None:
    async with reading(library) as reader:
        for query in ("stargate", "exaflops", "stargate", "azure"):
            await search(reader, query)
            await reader.press("enter", "escape")
        await search(reader, "goog")
        await reader.press("up")
        assert reader.screen.bar.text == "azure"
        await reader.press("up", "up")
        assert reader.screen.bar.text == "exaflops"
        assert reader.screen.query_text == "exaflops"
        await reader.press("up", "down", "down", "down")
        assert reader.screen.bar.text == "goog"
        assert reader.screen.query_text == "goog"


class _Slow(Library):
    """A library that finds "google" only when it is told to stop."""

    stops: ClassVar[list[Callable[[], bool]]] = []

    def find(self, query: str, *, stop: Callable[[], bool] | None = None, **how: Any) -> Found:
        if query != "google" or stop is None:
            return super().find(query, stop=stop, **how)
        self.stops.append(stop)
        give_up = time.monotonic() + 5
        while not stop() and time.monotonic() < give_up:
            time.sleep(0.01)
        raise SearchStoppedError("The search was stopped.")


async def test_a_search_that_was_superseded_is_told_to_stop_and_is_not_heard_of(library: Library) -> None:
    slow = _Slow.open(library.folder)
    async with reading(slow) as reader:
        await reader.press("slash")
        reader.screen.ask("google")
        await reader.until(lambda: bool(_Slow.stops))
        assert not _Slow.stops[0]()
        reader.screen.ask("exaflops")
        await reader.until(lambda: reader.screen.query_text == "exaflops")
        assert _Slow.stops[0]()
        assert reader.screen.problem == ""
        assert reader.said() == []
    slow.close()


async def test_next_goes_on_in_the_next_article_past_the_last_match(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, "stargate")
        await reader.press("enter")
        loaded = reader.screen.loaded
        assert loaded is not None
        assert f"{len(loaded.matches)} match" in reader.shown()
        await reader.press(*["n"] * (len(loaded.matches) + 1))
        assert reader.screen.list.cursor == 1


class _Ranked(Sequence[str]):
    """Ids as a search gives them: many, and each a little work."""

    def __init__(self, ids: Sequence[str], length: int) -> None:
        self.asked = 0
        self._ids, self._length = ids, length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(self._length))]
        self.asked += 1
        return self._ids[at % len(self._ids)]


class _Large(Library):
    """A library in which every search finds a hundred thousand articles."""

    ids: _Ranked

    def find(self, query: str, **how: Any) -> Found:
        return super().find(query, **how).model_copy(update={"ids": self.ids, "total": len(self.ids)})


async def test_of_a_hundred_thousand_results_only_those_on_the_screen_are_asked_for(library: Library) -> None:
    large = _Large.open(library.folder)
    large.ids = _Ranked(library.order(), 100_000)
    async with reading(large) as reader:
        await search(reader, "google")
        assert "1 of 100,000" in reader.shown()
        await reader.press("enter", "G")
        assert "100,000 of 100,000" in reader.shown()
        assert large.ids.asked < 1_000
    large.close()


@pytest.mark.parametrize("columns", [160, 100, 60])
async def test_all_of_what_is_wrong_can_be_read_and_earlier_results_are_gone(library: Library, columns: int) -> None:
    async with reading(library, (columns, 24)) as reader:
        await search(reader, "google")
        reader.screen.bar.put("")
        await reader.paste("date:lastweek")
        await reader.press("enter")
        problem = reader.screen.problem
        assert "not understood" in problem
        # As lines are broken, at the bar's margin.
        assert problem.replace(" ", "") in "".join(line.strip() for line in reader.shown().splitlines()).replace(
            " ", ""
        )
        assert list(reader.screen.ids) == []
        assert "Nothing has been found" not in reader.shown()
        assert "Tab counts" not in reader.shown()
        reader.screen.bar.put("")
        await reader.paste("google")
        await reader.until(lambda: reader.screen.query_text == "google")
        await reader.settle()
        assert list(reader.screen.ids) == list(library.find("google").ids)
        assert "not understood" not in reader.shown()


@pytest.mark.parametrize("columns", [160, 100])
async def test_a_key_takes_what_may_have_been_meant(library: Library, columns: int) -> None:
    async with reading(library, (columns, 24)) as reader:
        await search(reader, "googel")
        assert "did you mean google" in reader.shown()
        assert "^Y take suggestion" in reader.shown().splitlines()[-1]
        assert "^Y searches for “google” instead" in reader.screen.list_nothing
        await reader.press("ctrl+y")
        assert reader.screen.bar.text == reader.screen.query_text == "google"
        assert list(reader.screen.ids) == list(library.find("google", submitted=True).ids)
        assert reader.screen.list.has_focus


async def test_enter_once_more_takes_what_may_have_been_meant(library: Library) -> None:
    async with reading(library) as reader:
        await search(reader, "googel")
        await reader.press("enter")
        assert reader.screen.bar.text == "googel"
        await reader.press("enter")
        assert reader.screen.query_text == "google"
        assert reader.screen.list.has_focus


class _Rebuilt(Library):
    """A library whose index is made anew."""

    ready = False

    def find(self, query: str, **how: Any) -> Found:
        return super().find(query if self.ready else "zzzzzz", **how)


async def test_a_search_is_asked_again_once_the_index_is_made_anew(library: Library) -> None:
    rebuilt = _Rebuilt.open(library.folder)
    async with reading(rebuilt) as reader:
        await search(reader, "google")
        assert len(reader.screen.ids) == 0
        rebuilt.ready = True
        reader.screen.post_message(WriterSaid(Progress(work="indexing", done=5, total=5)))
        await reader.settle()
        assert list(reader.screen.ids) == list(library.find("google").ids)
    rebuilt.close()
