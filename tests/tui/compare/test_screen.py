"""The comparison screen: what keys do to it, and what it says where there is nothing."""

import pytest
from textual.pilot import Pilot

from index.library import Library
from index.models import Span
from tests.compare.making import article
from tests.tui.compare.making import Shelf
from tests.tui.stage import Stage, seen
from tui.compare.compared import Place
from tui.compare.fact_view import FactView
from tui.compare.screen import CompareScreen
from tui.compare.spread import Spread
from tui.compare.told_view import ToldView

THREE = ("ledger", "sample", "post")
WIDE, NARROW = (160, 48), (80, 24)


def spread_of(screen: CompareScreen) -> Spread:
    """Return what is on the screen."""
    assert screen.text.spread is not None
    return screen.text.spread


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_the_text_comes_first_and_says_how_much_is_shared() -> None:
    screen = CompareScreen(Shelf(), THREE)
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        shown = seen(pilot.app)
        assert screen.shown == ("ledger", "sample")
        assert "Example Ledger 11 Jun ⇄ Daily Sample 9 Jun   (+1 more)" in shown
        assert "3 of 6 sentences shared" in shown
        assert "╱╱╱" in shown


async def test_brackets_go_from_difference_to_difference_and_skip_what_is_the_same() -> None:
    screen = CompareScreen(Shelf(), THREE)
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        rows = spread_of(screen).rows
        stops = [number for number, row in enumerate(rows) if row.differs]
        found = []
        for _ in stops:
            await press(pilot, "right_square_bracket")
            found.append(screen.text.cursor)
        assert found == stops
        assert len(stops) < len(rows)
        await press(pilot, "right_square_bracket")
        assert screen.text.cursor == stops[-1]
        await press(pilot, "left_square_bracket")
        assert screen.text.cursor == stops[-2]


async def test_tab_and_curly_brackets_choose_the_articles() -> None:
    screen = CompareScreen(Shelf(), THREE)
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "right_curly_bracket")
        assert screen.shown == ("post", "sample")
        await press(pilot, "tab", "left_curly_bracket")
        assert screen.shown == ("post", "ledger")
        assert "Coast Post 12 Jun ⇄ Example Ledger 11 Jun" in seen(pilot.app)


async def test_numbers_show_the_views() -> None:
    screen = CompareScreen(Shelf(), THREE)
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        for key, words in (("2", "told by all 1"), ("3", "They disagree  1"), ("4", "leaves out  1"), ("1", "shared")):
            await press(pilot, key)
            assert words in seen(pilot.app)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_enter_on_a_fact_goes_to_the_sentence_and_esc_back_to_the_fact(size: tuple[int, int]) -> None:
    screen = CompareScreen(Shelf(), THREE)
    async with Stage(screen).run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "2", "enter")
        await pilot.pause()
        assert screen.view == "text"
        place = screen.text.target
        assert place is not None
        assert place.span.of(screen.text.compared.articles[place.article_id].text) == "Harbour Watch"  # type: ignore[union-attr]  # it is compared
        assert "Harbour Watch" in screen.text.text_at_cursor
        await press(pilot, "escape")
        assert screen.view == "facts"


async def test_a_fact_of_an_article_out_of_sight_brings_it_on_the_screen() -> None:
    screen = CompareScreen(Shelf(), THREE)
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "2", "j", "l", "l", "enter")
        await pilot.pause()
        assert screen.shown is not None
        assert "post" in screen.shown
        assert screen.text.text_at_cursor == "Nobody was hurt in the storm."


async def test_the_cursor_of_the_table_stays_inside() -> None:
    screen = CompareScreen(Shelf(), THREE)
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "2", "ctrl+f", "j", "l", "l", "l")
        view = screen.query_one(FactView)
        assert (view.cursor, view.column) == (len(view._at) - 1, 2)
        await press(pilot, "ctrl+b", "k", "h", "h", "h")
        assert (view.cursor, view.column) == (0, 0)


async def test_a_cell_without_a_fact_leads_nowhere() -> None:
    screen = CompareScreen(Shelf(), THREE)
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "2", "l", "l", "enter")
        assert screen.view == "facts"
        assert [toast.message for toast in pilot.app._notifications] == ["This article does not tell it."]


async def test_a_narrow_screen_sets_one_side_below_the_other() -> None:
    screen = CompareScreen(Shelf(), THREE)
    async with Stage(screen).run_test(size=NARROW) as pilot:
        await settled(pilot)
        shown = seen(pilot.app)
        assert "≈  < Repairs will cost $3 million." in shown
        assert "≈  > The repair bill will come to $3 million." in shown
        assert shown.count("Nobody was hurt in the storm.") == 1
        await press(pilot, "2")
        assert isinstance(screen.moved, ToldView)


async def test_whose_a_sentence_is_stands_before_its_first_line_only() -> None:
    screen = CompareScreen(Shelf(), THREE)
    async with Stage(screen).run_test(size=(40, 40)) as pilot:
        await settled(pilot)
        lines = [line.rstrip() for line in seen(pilot.app).splitlines()]
        at = next(number for number, line in enumerate(lines) if "≈  > The repair bill" in line)
        assert lines[at + 1].strip()
        assert lines[at + 1].startswith(" " * 6)


async def test_long_articles_are_spread_out_in_a_thread_and_reached_all_the_same() -> None:
    shelf = Shelf()
    shelf.articles["post"] = article("post", "\n".join(f"It was told {number} times." for number in range(4000)))
    screen = CompareScreen(shelf, ("ledger", "post"))
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "sentences shared" in seen(pilot.app)
        start = shelf.articles["post"].text.index("3000")
        screen._go_to(Place("post", Span(start, start + 4)))
        await settled(pilot)
        assert "3000" in screen.text.text_at_cursor
        assert "It was told 3000 times." in seen(pilot.app)
        await pilot.resize_terminal(100, 30)
        await settled(pilot)
        assert not spread_of(screen).wanted.wide
        assert "3000" in screen.text.text_at_cursor


async def test_a_new_width_keeps_the_row_on_top() -> None:
    screen = CompareScreen(Shelf(), THREE)
    async with Stage(screen).run_test(size=(160, 12)) as pilot:
        await settled(pilot)
        await press(pilot, "j", "j", "j", "j", "j", "j")
        top = spread_of(screen).rows[screen.text._top_row()]
        assert top is not spread_of(screen).rows[0]
        await pilot.resize_terminal(90, 12)
        await pilot.pause()
        assert spread_of(screen).rows[screen.text._top_row()] == top


async def test_articles_that_share_nothing_say_so() -> None:
    shelf = Shelf()
    screen = CompareScreen(shelf, ("ledger", "post"))
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "No sentence of these two" not in seen(pilot.app)
        bare = screen.compared
        assert bare is not None
        screen.compared = type(bare)(bare.comparison.model_copy(update={"pairs": ()}), bare.articles)
        await pilot.pause()
        assert "No sentence of these two is told in the same words or nearly." in seen(pilot.app)


async def test_an_expected_failure_is_a_sentence_on_the_screen() -> None:
    async with Stage(CompareScreen(Shelf(), ("ledger", "gone"))).run_test(size=NARROW) as pilot:
        await settled(pilot)
        assert "There is no article gone." in seen(pilot.app)


async def test_esc_leaves() -> None:
    screen = CompareScreen(Shelf(), THREE)
    async with Stage(screen).run_test(size=NARROW) as pilot:
        await settled(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is not screen


async def test_news_is_neither_markup_nor_a_control_sequence() -> None:
    shelf = Shelf()
    hostile = shelf.articles["ledger"].model_copy(update={"source": "[/] [red]\x1b]52;c;eA==\x07 News\u202e"})
    shelf.articles["ledger"] = hostile
    async with Stage(CompareScreen(shelf, THREE)).run_test(size=WIDE) as pilot:
        await settled(pilot)
        for key in "2341":
            await press(pilot, key)
            shown = seen(pilot.app)
            assert "\x1b" not in shown
            assert "\u202e" not in shown
        assert "[/] [red]" in shown


async def test_all_samples_can_be_set_beside_each_other(library: Library) -> None:
    ids = library.order()
    screen = CompareScreen(library, ids)
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert screen.compared is not None
        for other in ids[1:]:
            screen.shown = ids[0], other
            await pilot.pause()
            units = {unit for row in spread_of(screen).rows for side in row.sides for unit in side}
            assert units == {*screen.compared.units[ids[0]], *screen.compared.units[other]}
            assert "sentences shared" in seen(pilot.app)
