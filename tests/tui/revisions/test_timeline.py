"""The timeline: every revision with what changed in it, and any two of them to compare."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import pytest
from textual.pilot import Pilot

from index.text.words import count
from tests.tui.revisions.making import TEXTS, Changing
from tests.tui.stage import Stage, seen
from tui.revisions.screen import RevisionsScreen
from tui.revisions.timeline import Timeline

if TYPE_CHECKING:
    from index.library import Library

WIDE, NARROW = (160, 40), (80, 24)


def screen_on(changing: Changing) -> RevisionsScreen:
    return RevisionsScreen(cast("Library", changing), "bridge")


async def settled(pilot: Pilot[None]) -> None:
    """Wait until what was chosen is compared and the revisions are told in short; fails after ten seconds."""
    screen = pilot.app.screen
    assert isinstance(screen, RevisionsScreen)
    timeline = screen.query_one(Timeline)
    async with asyncio.timeout(10):
        while (
            screen.changes is None
            or screen.changes.pair != screen.pair
            or len(timeline.summaries) < min(len(timeline.revisions), 50)
        ):
            await pilot.pause(0.01)
    await pilot.pause()


def left(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the timeline."""
    return [line.split("│ ")[0].rstrip(" │") for line in seen(pilot.app).splitlines()[1:-1]]


async def test_all_revisions_are_told_with_the_newest_on_top() -> None:
    async with Stage(screen_on(Changing())).run_test(size=WIDE) as pilot:
        await settled(pilot)
        shown = seen(pilot.app)
        for told in ("1 edit, 1 deletion", "2 edits, 1 move, headline", "1 addition, 1 deletion", "as it came in"):
            assert told in shown
        starts = [shown.index(f" {number}  12 Jun") for number in (5, 4, 3, 2, 1)]
        assert starts == sorted(starts)
        assert f"{count(TEXTS[-1][1])} words" in shown


async def test_any_two_are_chosen_and_marked() -> None:
    screen = screen_on(Changing())
    steps = {
        "comma": (3, 5),
        "less_than_sign": (3, 4),
        "left_curly_bracket": (2, 3),
        "greater_than_sign": (2, 4),
        "full_stop": (3, 4),
        "right_curly_bracket": (4, 5),
    }
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        for key, (older, newer) in steps.items():
            await pilot.press(key)
            await settled(pilot)
            shown = seen(pilot.app)
            assert f"{older} and {newer} of 5" in shown
            assert [line[1:5] for line in left(pilot) if line[1:2] in {"+", "-"}] == [f"+  {newer}", f"-  {older}"]


async def test_keys_that_come_faster_than_the_comparison_all_count() -> None:
    screen = screen_on(Changing())
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("comma", "comma", "comma", "less_than_sign")
        await settled(pilot)
        assert screen.changes is not None
        assert screen.changes.pair == (1, 4)


async def test_where_there_is_no_other_to_choose_a_sentence_says_so() -> None:
    steps = (
        ("full_stop", "These two stand next to each other."),
        ("greater_than_sign", "There is no newer revision."),
        ("less_than_sign", "These two stand next to each other."),
        ("right_curly_bracket", "There is no newer revision."),
    )
    async with Stage(screen_on(Changing())).run_test(size=WIDE) as pilot:
        await settled(pilot)
        for key, sentence in steps:
            await pilot.press(key)
            await pilot.pause()
            assert [toast.message for toast in pilot.app._notifications] == [sentence]
        await pilot.press("comma", "comma", "comma", "comma")
        await settled(pilot)
        assert [toast.message for toast in pilot.app._notifications] == ["There is no older revision."]


async def test_a_clicked_revision_is_compared() -> None:
    screen = screen_on(Changing())
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        line = next(at for at, line in enumerate(left(pilot)) if " 2  12 Jun" in line)
        await pilot.click("#timeline", offset=(6, line))
        await settled(pilot)
        assert screen.changes is not None
        assert screen.changes.pair == (2, 5)


async def test_a_narrow_screen_shows_text_or_timeline() -> None:
    screen = screen_on(Changing())
    async with Stage(screen).run_test(size=NARROW) as pilot:
        await settled(pilot)
        assert "as it came in" not in seen(pilot.app)
        await pilot.press("t")
        await settled(pilot)
        assert "as it came in" in seen(pilot.app)
        assert "[-June-]" not in seen(pilot.app)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert "[-June-]{+July+}" in seen(pilot.app)


async def test_the_timeline_can_be_hidden_on_a_wide_screen() -> None:
    async with Stage(screen_on(Changing())).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("t")
        await settled(pilot)
        assert "as it came in" not in seen(pilot.app)


async def test_of_hundreds_of_revisions_the_newest_fifty_are_told_and_the_two_are_on_the_screen() -> None:
    changing = Changing(tuple((f"Count {number}", f"The count is {number} now, they said.") for number in range(60)))
    async with Stage(screen_on(changing)).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert len(set(changing.compared)) == 50
        for _ in range(15):
            await pilot.press("left_curly_bracket")
        await settled(pilot)
        shown = seen(pilot.app)
        assert " - 44 " in shown
        assert " + 45 " in shown


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
@pytest.mark.parametrize("keys", [("comma", "comma", "right_square_bracket"), ("comma", "t")])
def test_picture(snap_compare: Callable[..., bool], keys: tuple[str, ...], size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    assert snap_compare(Stage(screen_on(Changing())), run_before=show, terminal_size=size)
