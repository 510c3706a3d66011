"""Writing a comparison from its screen: where to, what as, and never over another file."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from index.export import Format
from tests.tui.compare.making import Shelf
from tests.tui.stage import Stage, seen
from tui.compare.screen import CompareScreen
from tui.dialogs import Question
from tui.export_files import free, name_for

NAME = "crossread-2025-06-11-title-of-ledger.html"


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def said(pilot: Pilot[None]) -> str:
    """Return the one sentence that is being said."""
    (notification,) = pilot.app._notifications
    return notification.message


async def answer(pilot: Pilot[None], words: str) -> None:
    """Write something else into the line of the question, and press Enter."""
    pilot.app.screen.query_one(Input).value = words
    await pilot.press("enter")
    await settled(pilot)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Start in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def test_w_writes_a_page_with_the_two_on_show_under_a_name_that_tells(folder: Path) -> None:
    screen = CompareScreen(Shelf(), ("ledger", "sample", "post"))
    async with Stage(screen).run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right_curly_bracket", "w")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Question)
        assert Path(pilot.app.screen.query_one(Input).value) == folder / "crossread-2025-06-12-title-of-post.html"
        await pilot.press("enter")
        await settled(pilot)
        assert said(pilot).startswith("Written to ")
    page = next(folder.iterdir()).read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert 'id="C-B"' in page
    assert 'id="A-B"' not in page


@pytest.mark.parametrize(
    ("name", "written", "begins"),
    [("a.md", "a.md", "# 2 reports"), ("b.json", "b.json", '{"schema"'), ("c", "c.html", "<!DOCTYPE html>")],
)
async def test_the_ending_of_the_name_says_what_is_written(folder: Path, name: str, written: str, begins: str) -> None:
    screen = CompareScreen(Shelf(), ("ledger", "sample"))
    async with Stage(screen).run_test() as pilot:
        await settled(pilot)
        await pilot.press("w")
        await answer(pilot, name)
    assert (folder / written).read_text(encoding="utf-8").startswith(begins)


async def test_a_file_that_is_there_is_kept_and_another_name_is_asked_for(folder: Path) -> None:
    (folder / NAME).write_text("kept", encoding="utf-8")
    screen = CompareScreen(Shelf(), ("ledger", "sample"))
    async with Stage(screen).run_test() as pilot:
        await settled(pilot)
        await pilot.press("w")
        await pilot.pause()
        second = NAME.replace(".html", "-2.html")
        assert pilot.app.screen.query_one(Input).value.endswith(second)
        await answer(pilot, NAME)
        assert isinstance(pilot.app.screen, Question)
        await pilot.press("enter")
        await settled(pilot)
    assert (folder / NAME).read_text(encoding="utf-8") == "kept"
    assert sorted(file.name for file in folder.iterdir()) == sorted([NAME, second])


async def test_a_name_that_says_nothing_is_asked_again_and_esc_writes_nothing(folder: Path) -> None:
    screen = CompareScreen(Shelf(), ("ledger", "sample"))
    async with Stage(screen).run_test() as pilot:
        await settled(pilot)
        await pilot.press("w")
        await answer(pilot, "notes.doc")
        assert "notes.doc does not say what to write" in seen(pilot.app)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen is screen
    assert not list(folder.iterdir())


async def test_a_folder_that_is_not_there_is_said_and_the_comparison_stays(folder: Path) -> None:
    screen = CompareScreen(Shelf(), ("ledger", "sample"))
    async with Stage(screen).run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        await pilot.press("w")
        await answer(pilot, "nowhere/a.html")
        assert said(pilot) == "nowhere/a.html could not be written: there is no folder nowhere."
        assert screen.compared is not None
    assert not list(folder.iterdir())


def test_names_are_plain_and_never_taken(folder: Path) -> None:
    article = Shelf().article("ledger").model_copy(update={"title": "Ça va? «Größe» ../../etc/passwd 日本 [/] a b c d"})
    name = name_for(article, Format.MARKDOWN)
    assert name == "crossread-2025-06-11-ca-va-groe-etc-passwd.md"
    assert name_for(article.model_copy(update={"title": "日本", "published": None}), Format.HTML) == "crossread.html"
    (folder / name).touch()
    (folder / name.replace(".md", "-2.md")).symlink_to(folder / "gone")
    assert free(folder / name).name == name.replace(".md", "-3.md")
