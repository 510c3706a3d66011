"""The revisions screen on a library whose article changed twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from index.library import Library
from tests.tui.stage import Stage, seen
from tui.revisions.screen import RevisionsScreen
from tui.revisions.view import RevisionsView

FIRST = """# Council weighs a new bridge

The deal is worth $3 billion, two people said.

The council votes in June.
"""


@pytest.fixture
def changed(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library")
    file = tmp_path / "bridge.md"
    second = FIRST.replace("$3 billion", "$4.2 billion").replace("weighs", "approves")
    for text in (FIRST, second, second.replace("June", "July")):
        file.write_text(text, encoding="utf-8")
        library.import_paths([file])
    yield library
    library.close()


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


async def test_the_last_two_revisions_come_first_and_brackets_choose_others(changed: Library) -> None:
    async with Stage(RevisionsScreen(changed, changed.order()[0])).run_test(size=(160, 20)) as pilot:
        await settled(pilot)
        shown = seen(pilot.app)
        assert "The council votes in [-June-]{+July+}." in shown
        assert "2 and 3 of 3   1 edit" in shown
        await pilot.press("left_curly_bracket")
        await settled(pilot)
        shown = seen(pilot.app)
        assert "[-$3-]{+$4.2+}" in shown
        assert "headline changed" in shown
        await pilot.press("left_curly_bracket")
        await settled(pilot)
        assert [toast.message for toast in pilot.app._notifications] == ["There is no older revision."]


async def test_brackets_go_from_change_to_change(changed: Library) -> None:
    screen = RevisionsScreen(changed, changed.order()[0])
    async with Stage(screen).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("left_curly_bracket")
        await settled(pilot)
        view = screen.query_one(RevisionsView)
        cursors = []
        for key in ("right", "right", "right", "left"):
            await pilot.press(f"{key}_square_bracket")
            cursors.append(view.cursor)
        assert cursors == [0, 1, 1, 0]
        assert "▎~ Council [-weighs-]{+approves+} a new bridge" in seen(pilot.app)


async def test_one_revision_is_said_to_be_all_there_is(library: Library) -> None:
    async with Stage(RevisionsScreen(library, library.order()[0])).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "has not changed since it came in" in seen(pilot.app)


async def test_an_unknown_article_is_a_sentence_and_esc_leaves(library: Library) -> None:
    screen = RevisionsScreen(library, "anobody")
    async with Stage(screen).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "anobody" in seen(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is not screen
