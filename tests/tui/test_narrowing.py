"""The counts under the search bar: walked along, narrowed to, and stepped back from."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.library import Library
from tests.tui.conftest import Reader, add, reading
from tests.tui.test_searching import search


def sold(empty: Library, folder: Path) -> Library:
    """Take in three articles of two outlets and two months."""
    for number, (source, date) in enumerate(
        [("Coast Post", "2025-06-01"), ("Coast Post", "2025-04-01"), ("Daily Sample", "2025-06-02")]
    ):
        add(empty, folder, {"title": f"Boat {number} sold", "source": source, "date": date, "text": "A boat was sold."})
    empty.tag([empty.order()[0]], "harbour")
    return empty


def strip(reader: Reader) -> str:
    return next(line for line in reader.shown().splitlines() if "by outlet" in line)


async def test_the_counts_of_outlets_months_and_tags_stand_under_the_query(empty: Library, tmp_path: Path) -> None:
    async with reading(sold(empty, tmp_path)) as reader:
        await search(reader, "sold")
        assert "by outlet  Coast Post 2" in strip(reader)
        assert "Daily Sample 1" in strip(reader)
        assert "by month  ▄ █  Apr–Jun 2025" in strip(reader)
        assert "by tag  harbour 1" in strip(reader)


async def test_enter_narrows_to_an_outlet_then_to_a_month_and_escape_goes_back_step_by_step(
    empty: Library, tmp_path: Path
) -> None:
    async with reading(sold(empty, tmp_path)) as reader:
        await search(reader, "sol")
        await reader.press("tab", "enter")
        assert reader.screen.bar.text == 'source:"Coast Post" sol'
        assert len(reader.screen.ids) == 2
        await reader.press("right", "enter")
        assert reader.screen.bar.text == 'date:2025-04 source:"Coast Post" sol'
        assert len(reader.screen.ids) == 1
        assert reader.screen.bar.strip.has_focus
        await reader.press("escape")
        assert len(reader.screen.ids) == 2
        await reader.press("down", "escape")
        assert reader.screen.bar.text == "sol"
        assert len(reader.screen.ids) == 3
        await reader.press("escape")
        assert not reader.screen.searching
        assert reader.screen.ids == empty.order()


async def test_the_same_key_again_widens(empty: Library, tmp_path: Path) -> None:
    async with reading(sold(empty, tmp_path)) as reader:
        await search(reader, "sold")
        await reader.press("tab", "enter", "enter")
        assert reader.screen.bar.text == "sold"
        assert len(reader.screen.ids) == 3


async def test_a_month_without_results_is_passed_over_and_the_one_under_the_cursor_named(
    empty: Library, tmp_path: Path
) -> None:
    async with reading(sold(empty, tmp_path)) as reader:
        await search(reader, "sold")
        await reader.press("tab", "right", "right")
        assert "Apr 2025  1" in strip(reader)
        await reader.press("right")
        assert "Jun 2025  2" in strip(reader)


@pytest.mark.parametrize(("width", "shown"), [(80, "{} 1".format), (56, lambda name: name[:5])])
async def test_every_outlet_can_be_walked_to_on_a_narrow_screen(
    empty: Library, tmp_path: Path, width: int, shown: Callable[[str], str]
) -> None:
    names = [f"{letter * 8} Outlet" for letter in "abcdef"]
    for name in names:
        add(empty, tmp_path, {"title": f"Sold by {name}", "source": name, "date": "2025-06-01", "text": "Sold."})
    async with reading(empty, (width, 20)) as reader:
        await search(reader, "sold")
        await reader.press("tab")
        for name in names:
            assert shown(name) in strip(reader)
            assert "Jun 2025" in strip(reader)
            await reader.press("right")


async def test_down_leads_from_the_query_to_the_counts_and_on_to_the_results(empty: Library, tmp_path: Path) -> None:
    async with reading(sold(empty, tmp_path)) as reader:
        await search(reader, "sold")
        await reader.press("down")
        assert reader.screen.bar.strip.has_focus
        await reader.press("down")
        assert reader.screen.list.has_focus
        await reader.press("slash", "tab", "up")
        assert reader.app.focused is not None
        assert reader.app.focused.id == "query"


async def test_without_results_there_are_no_counts_to_go_to(empty: Library, tmp_path: Path) -> None:
    async with reading(sold(empty, tmp_path)) as reader:
        await search(reader, "zzzz")
        assert "Tab counts" not in reader.shown()
        await reader.press("tab")
        assert reader.screen.bar.query_has_focus
        await reader.press("enter", "tab")
        assert reader.screen.bar.query_has_focus
        await reader.press("down")
        assert reader.screen.list.has_focus


async def test_a_hostile_outlet_stays_a_name(empty: Library, tmp_path: Path) -> None:
    add(empty, tmp_path, {"title": "Sold", "source": '[b]X"Y[/] (Post', "date": "2025-06-01", "text": "It was sold."})
    async with reading(empty) as reader:
        await search(reader, "sold")
        assert '[b]X"Y[/] (Post 1' in strip(reader)
        await reader.press("tab", "enter")
        assert len(reader.screen.ids) == 1


async def test_a_narrowing_that_was_taken_back_does_not_come_back(empty: Library, tmp_path: Path) -> None:
    async with reading(sold(empty, tmp_path)) as reader:
        await search(reader, "sold")
        await reader.press("tab", "enter", "enter", "right", "enter")
        assert reader.screen.bar.text == 'source:"Daily Sample" sold'
        await reader.press("escape")
        assert reader.screen.bar.text == "sold"
        await reader.press("escape")
        assert reader.screen.bar.text == "sold"
        assert reader.screen.bar.query_has_focus


async def test_years_far_apart_are_both_in_the_strip(empty: Library, tmp_path: Path) -> None:
    for number, date in enumerate(("1987-03-01", "1987-04-01", "2025-06-01")):
        add(empty, tmp_path, {"title": f"Boat {number}", "source": "Post", "date": date, "text": "A boat was sold."})
    async with reading(empty) as reader:
        await search(reader, "sold")
        assert "by year  █▄  1987 – 2025" in strip(reader)
        await reader.press("tab", "right", "enter")
        assert reader.screen.bar.text == "date:1987 sold"
        assert len(reader.screen.ids) == 2
