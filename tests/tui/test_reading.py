"""Reading: the list, the article, what keys do to it, and what stays when the library changes."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from textual.color import Color

from index.library import Library
from index.models import FactsReady
from tests.tui.conftest import NARROW, add, reading
from tui.reading.facts_panel import FactsPanel
from tui.reading.messages import WriterSaid
from tui.reading.panes import FactsPane


def states(library: Library) -> dict[str, tuple[bool, bool, tuple[str, ...]]]:
    return {state.id: (state.read, state.starred, state.tags) for state in library.states(library.order())}


async def test_a_start_shows_the_newest_article_and_its_facts(library: Library) -> None:
    newest = library.order()[0]
    async with reading(library) as reader:
        assert reader.screen.ids == library.order()
        assert reader.screen.loaded is not None
        assert reader.screen.loaded.article.id == newest
        shown = reader.shown()
        assert "Google Cloud" in reader.facts()
    assert "1 of 5" in shown
    assert "Tenant, rival, partner" in shown


async def test_the_cursor_shows_articles_without_marking_them_read(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "j")
        assert reader.screen.loaded is not None
        assert reader.screen.loaded.article.id == library.order()[2]
    assert library.status().unread == 5


async def test_enter_goes_into_the_article_and_marks_it_read(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "enter")
        assert reader.screen.at_pane == "article"
    assert [state[0] for state in states(library).values()] == [False, True, False, False, False]


async def test_the_list_s_ends_are_g_g_and_capital_g(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("G")
        assert reader.screen.list.selected == library.order()[-1]
        await reader.press("g", "g")
        assert reader.screen.list.selected == library.order()[0]


async def test_marks_stars_and_tags_are_undone_one_by_one_the_last_first(library: Library) -> None:
    before = states(library)
    async with reading(library) as reader:
        await reader.press("m")
        await reader.press("asterisk")
        await reader.press("t")
        await reader.paste("cloud")
        await reader.press("enter")
        first = library.order()[0]
        assert states(library)[first] == (True, True, ("cloud",))
        await reader.press("u")
        assert states(library)[first] == (True, True, ())
        await reader.press("u", "u")
        assert states(library) == before
        await reader.press("u")
        assert "There is nothing to undo." in reader.said()


async def test_all_are_marked_read_and_one_key_takes_it_back(library: Library) -> None:
    library.set_read(library.order()[:2], True)
    before = states(library)
    async with reading(library) as reader:
        await reader.press("A")
        assert library.status().unread == 0
        await reader.press("u")
        assert states(library) == before


async def test_space_marks_for_comparison_and_moves_on(library: Library) -> None:
    ids = library.order()
    async with reading(library) as reader:
        await reader.press("space", "space")
        assert reader.screen.marked == ids[:2]
        assert reader.screen.list.selected == ids[2]
        assert "2 marked" in reader.shown()
        await reader.press("k", "space")
        assert reader.screen.marked == ids[:1]
        await reader.press("c")
        assert any("Mark two to eight articles" in said for said in reader.said())
        assert reader.app.screen is reader.screen


async def test_next_and_previous_unread_pass_over_what_is_read(library: Library) -> None:
    ids = library.order()
    library.set_read((ids[1], ids[2]), True)
    async with reading(library) as reader:
        await reader.press("n")
        assert reader.screen.list.selected == ids[3]
        await reader.press("p")
        assert reader.screen.list.selected == ids[0]
        await reader.press("p")
        assert "No unread article further up." in reader.said()


async def test_unread_only_leaves_out_what_is_read_but_not_what_is_read_meanwhile(library: Library) -> None:
    ids = library.order()
    library.set_read(ids[:2], True)
    async with reading(library) as reader:
        await reader.press("U")
        assert reader.screen.ids == ids[2:]
        await reader.press("enter", "escape")
        reader.screen.read_list()
        await reader.settle()
        assert reader.screen.ids == ids[2:]
        await reader.press("U")
        assert reader.screen.ids == ids


async def test_new_articles_leave_the_cursor_on_its_article(library: Library, tmp_path: Path) -> None:
    async with reading(library) as reader:
        await reader.press("j", "j")
        selected = reader.screen.list.selected
        add(library, tmp_path, {"title": "Harbour reopens", "text": "Ferries sail again.", "date": "2025-06-14"})
        reader.screen.look_for_changes()
        await reader.until(lambda: len(reader.screen.ids) == 6)
        await reader.settle()
        assert reader.screen.list.selected == selected
        assert reader.screen.list.cursor == 3
        assert reader.screen.loaded is not None
        assert reader.screen.loaded.article.id == selected
        assert "Harbour reopens" in reader.shown()


HOSTILE = "[/] [UK] storm \x1b]52;c;aGk=\x07 \x1b[31mred\u202e evil"


async def test_a_hostile_headline_is_shown_as_it_is_but_never_obeyed(empty: Library, tmp_path: Path) -> None:
    text = "[bold]Not bold[/bold] and \x1b[2J no clearing. [/]"
    add(empty, tmp_path, {"title": HOSTILE, "text": text, "source": "[red]Post", "date": "2025-06-14"})
    async with reading(empty) as reader:
        await reader.press("enter")
        await reader.press("D")
        shown = reader.shown()
    assert "[/] [UK] storm" in shown
    assert "[bold]Not bold[/bold]" in shown
    assert "[red]Post" in shown
    assert not set(shown) & {"\x1b", "\x07", "\u202e", "\x9b"}


async def test_an_empty_library_says_what_would_fill_it(empty: Library) -> None:
    async with reading(empty) as reader:
        assert "No articles yet." in reader.shown()
        await reader.press("enter", "j", "space", "m", "n", "c", "D", "o", "semicolon", "A", "slash", "escape")
        assert reader.app.is_running


async def test_a_fact_leads_to_its_places_one_after_the_other(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("tab", "tab")
        assert reader.screen.at_pane == "facts"
        panel = reader.app.screen.query_one(FactsPanel)
        while panel.current is not None and len(panel.current.fact.places) < 2:
            await reader.press("j")
        row = panel.current
        assert row is not None
        await reader.press("enter")
        assert reader.screen.view.spot == row.fact.places[0]
        await reader.press("enter")
        assert reader.screen.view.spot == row.fact.places[1]


async def test_the_facts_filter_opens_at_the_search_key_and_closes_at_escape(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("tab", "tab", "slash")
        await reader.paste("exaflop")
        panel = reader.app.screen.query_one(FactsPanel)
        assert not reader.screen.searching
        assert panel.current is not None
        assert "exaflop" in panel.current.fact.text
        assert "products" not in reader.facts()
        await reader.press("enter")
        assert panel.has_focus
        pane = reader.app.screen.query_one(FactsPane)
        every = len(panel.loaded.facts or ()) if panel.loaded is not None else 0
        assert pane.figure == f"1 of {every}"
        await reader.press("escape")
        assert pane.figure == str(every)
        assert panel.has_focus
        assert panel.needle == ""
        await reader.press("escape")
        assert reader.screen.at_pane == "list"


async def test_facts_come_when_the_writer_has_made_them(empty: Library) -> None:
    empty.import_samples()
    async with reading(empty) as reader:
        assert "are being made" in reader.facts()
        empty.derive_facts()
        assert reader.screen.loaded is not None
        reader.screen.post_message(WriterSaid(FactsReady(ids=(reader.screen.loaded.article.id,))))
        await reader.settle()
        assert "are being made" not in reader.facts()
        assert "Google Cloud" in reader.facts()


async def test_a_narrow_screen_shows_one_pane_and_the_way_to_it(library: Library) -> None:
    async with reading(library, NARROW) as reader:
        assert "Crossread › Articles" in reader.shown()
        await reader.press("l")
        title = library.article(library.order()[0]).title
        assert reader.screen.at_pane == "article"
        assert title[:30] in reader.shown()
        await reader.press("l")
        assert "› Key facts" in reader.shown()
        await reader.press("h", "h")
        assert reader.screen.at_pane == "list"
        assert "1 of 5" in reader.shown()


async def test_a_terminal_that_is_too_small_says_so_and_recovers(library: Library) -> None:
    async with reading(library, (36, 8)) as reader:
        assert "needs at least 40 columns" in " ".join(reader.shown().split())
        await reader.pilot.resize_terminal(160, 48)
        await reader.settle()
        assert "1 of 5" in reader.shown()


async def test_a_place_in_an_article_is_found_again(library: Library) -> None:
    async with reading(library, NARROW) as reader:
        await reader.press("enter", "ctrl+f")
        top = reader.screen.view.top
        assert top > 0
        await reader.press("h", "j", "enter", "h", "k", "enter")
        assert reader.screen.view.top == top
        await reader.press("q")
    assert library.position(library.order()[0]) == top


async def test_the_next_start_is_where_the_reader_left(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("j", "j", "space", "enter", "i", "ctrl+d")
        opened, top = reader.screen.loaded, reader.screen.view.top
        assert opened is not None
        await reader.press("q")
    async with reading(library) as reader:
        assert reader.screen.loaded is not None
        assert reader.screen.loaded.article.id == opened.article.id
        assert reader.screen.view.top == top
        assert reader.screen.list.selected == opened.article.id
        assert reader.screen.marked == (library.order()[2],)
        assert not reader.screen.facts_shown
        assert reader.screen.at_pane == "article"


async def test_keys_of_the_user_work_and_show(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text('"list.down" = "x"\n"list.bottom" = "z z"\n"reading.compare" = "v"', encoding="utf-8")
    async with reading(library, keys_file=file) as reader:
        await reader.press("j")
        assert reader.screen.list.cursor == 0
        await reader.press("x")
        assert reader.screen.list.cursor == 1
        await reader.press("z", "z")
        assert reader.screen.list.cursor == 4
        assert "v compare" in reader.shown()


async def test_wrong_keys_are_named_and_the_default_ones_stay(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text('"list.dwon" = "x"', encoding="utf-8")
    async with reading(library, keys_file=file) as reader:
        assert any("'list.down'" in said for said in reader.said())
        await reader.press("j")
        assert reader.screen.list.cursor == 1


async def test_help_and_palette_open_and_close(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("question_mark")
        await reader.until(lambda: "Mark for comparison" in reader.shown())
        await reader.press("escape", "colon")
        await reader.paste("all read")
        await reader.press("enter")
        assert reader.app.screen is reader.screen
    assert library.status().unread == 0


async def test_a_library_of_a_newer_version_is_read_and_its_news_are_left_alone(seeded: Path, tmp_path: Path) -> None:
    folder = tmp_path / "newer"
    shutil.copytree(seeded, folder)
    with contextlib.closing(sqlite3.connect(folder / "news.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    library = Library.open(folder)
    async with reading(library) as reader:
        assert any("made by a newer Crossread" in said for said in reader.said())
        assert "read-only" in reader.shown()
        await reader.press("j", "enter", "slash", *"exaflops", "enter")
        assert tuple(reader.screen.ids) == tuple(library.find("exaflops").ids)
        assert "exaflops" in reader.shown()
        reader.screen.action_samples()
        assert "adding samples" not in reader.shown()
    library.close()


@pytest.mark.parametrize("theme", ["crossread-light", "textual-light", "ansi-dark", "ansi-light"])
async def test_a_theme_tells_the_cursor_s_row_from_the_others(library: Library, theme: str) -> None:
    async with reading(library) as reader:
        reader.app.theme = theme
        await reader.settle()
        strips = reader.app.screen._compositor.render_strips()[2:5:2]
        at_cursor, other = (
            next(part.style for part in strip if "Tenant" in part.text or "Behind" in part.text) for strip in strips
        )
        assert at_cursor is not None
        assert other is not None
        assert (at_cursor.bgcolor, at_cursor.reverse) != (other.bgcolor, other.reverse)
        words, behind = Color.from_rich_color(at_cursor.color), Color.from_rich_color(at_cursor.bgcolor)
        assert at_cursor.reverse or abs(words.brightness - behind.brightness) > 0.4
