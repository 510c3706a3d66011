"""Articles that come into a comparison and are dropped from it, and articles that cannot be compared."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from index.models import ArticleSummary
from tests.compare.making import article
from tests.tui.compare.making import Shelf
from tests.tui.compare.test_screen import press, settled
from tests.tui.stage import Stage, seen
from tui.compare.choosing import ArticleChooser, found, related
from tui.compare.fact_view import FactView
from tui.compare.screen import CompareScreen

WIDE = (160, 48)


def told(pilot: Pilot[None]) -> list[str]:
    return [toast.message for toast in pilot.app._notifications]


def shelf_of(count: int) -> Shelf:
    """Return a shelf of the three reports and others, `count` in all."""
    shelf = Shelf()
    for number in range(3, count):
        shelf.articles[f"more{number}"] = article(
            f"more{number}", f"Nobody was hurt in the storm. It is report {number}."
        )
    return shelf


async def test_plus_offers_reports_of_the_same_events_and_enter_brings_one_in() -> None:
    screen = CompareScreen(Shelf(), ("ledger", "post"))
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "2", "plus")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ArticleChooser)
        assert "Reports of the same events  1" in seen(pilot.app)
        await press(pilot, "enter")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert screen.compared is not None
        assert screen.compared.ids == ("ledger", "post", "sample")
        assert (screen.view, screen.shown) == ("facts", ("ledger", "post"))
        assert "told by some" in seen(pilot.app)


async def test_what_is_typed_is_searched_for_and_enter_right_behind_it_takes_what_it_finds() -> None:
    screen = CompareScreen(Shelf(), ("ledger", "sample"))
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "plus")
        field = pilot.app.screen.query_one(Input)
        field.value = "twelve bridges"
        await press(pilot, "enter")
        await pilot.pause(0.2)
        await settled(pilot)
        assert screen.compared is not None
        assert screen.compared.ids == ("ledger", "sample", "post")


def test_what_is_compared_is_not_offered_again() -> None:
    shelf = Shelf()
    assert related(shelf, ("ledger", "sample")) == ()
    assert [each.id for each in found(shelf, "Nobody", ("ledger",), lambda: False).articles] == ["sample", "post"]


async def test_a_marked_article_that_is_not_compared_is_offered() -> None:
    screen = CompareScreen(Shelf(), ("ledger", "sample"), marked=("ledger", "post"))
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "plus")
        await settled(pilot)
        assert "Marked, or compared before  1" in seen(pilot.app)


async def test_minus_drops_the_article_of_the_chosen_column_and_two_stay() -> None:
    screen = CompareScreen(Shelf(), ("ledger", "sample", "post"))
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "minus")
        await settled(pilot)
        assert screen.compared is not None
        assert screen.compared.ids == ("ledger", "post")
        assert screen.shown == ("ledger", "post")
        await press(pilot, "minus")
        await settled(pilot)
        assert screen.compared.ids == ("ledger", "post")
        assert any("A comparison needs two articles" in words for words in told(pilot))


async def test_in_the_table_minus_drops_the_article_of_the_column_at_the_cursor() -> None:
    screen = CompareScreen(Shelf(), ("ledger", "sample", "post"))
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "2", "l", "l", "minus")
        await settled(pilot)
        assert screen.compared is not None
        assert screen.compared.ids == ("ledger", "sample")
        assert screen.query_one(FactView).column == 1


async def test_an_article_that_comes_in_leaves_the_text_where_it_was() -> None:
    screen = CompareScreen(Shelf(), ("ledger", "sample"))
    async with Stage(screen).run_test(size=(160, 12)) as pilot:
        await settled(pilot)
        await press(pilot, "right_square_bracket", "right_square_bracket", "right_square_bracket")
        words, top = screen.text.text_at_cursor, screen.text.scroll_offset
        assert words
        screen._add(ArticleSummary.model_validate(Shelf().articles["post"], from_attributes=True))
        await settled(pilot)
        assert screen.compared is not None
        assert len(screen.compared.ids) == 3
        assert (screen.text.text_at_cursor, screen.text.scroll_offset) == (words, top)


async def test_eight_are_the_most() -> None:
    shelf = shelf_of(9)
    screen = CompareScreen(shelf, tuple(shelf.articles)[:8])
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "plus")
        assert pilot.app.screen is screen
        assert told(pilot) == ["Eight articles are the most that can be compared; - drops one."]


@pytest.mark.parametrize("width", [110, 120, 160])
async def test_the_table_of_eight_has_all_names_and_a_cut_cell_in_full(width: int) -> None:
    shelf = shelf_of(8)
    screen = CompareScreen(shelf, tuple(shelf.articles))
    async with Stage(screen).run_test(size=(width, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "2")
        await settled(pilot)
        view = screen.query_one(FactView)
        assert len(view._columns) == 8
        assert sum(view._columns) + 8 + view._label <= width
        names = seen(pilot.app).splitlines()[1].split("│")[1:]
        assert all(name.strip() for name in names)
        line = next(line for line in seen(pilot.app).splitlines() if "first inspected by" in line)
        if "Delta Survey" not in line:
            await press(pilot, "l")
            assert "Daily Sample: Delta Survey" in seen(pilot.app)


async def test_the_same_article_twice_counts_once() -> None:
    screen = CompareScreen(Shelf(), ("ledger", "ledger", "post"))
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert screen.compared is not None
        assert screen.compared.ids == ("ledger", "post")
        assert "more)" not in seen(pilot.app)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("Nobody was hurt in the storm.", ""), "has no text."),
        (("", ""), "Neither of these two has any text."),
    ],
)
async def test_an_empty_article_is_said_to_be_empty(texts: tuple[str, str], said: str) -> None:
    shelf = Shelf()
    for name, text in zip(("post", "bare"), texts, strict=True):
        shelf.articles[name] = article(name, text)
    screen = CompareScreen(shelf, ("post", "bare"))
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert said in seen(pilot.app)
        for key in ("right_square_bracket", "y", "j", "2", "enter", "3", "4", "enter", "1"):
            await press(pilot, key)


async def test_another_language_is_said() -> None:
    shelf = Shelf()
    shelf.articles["post"] = article("post", "Ein Sturm hat zwölf Brücken beschädigt.", language="de")
    screen = CompareScreen(shelf, ("ledger", "post"))
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "in different languages" in seen(pilot.app)


async def test_a_key_pressed_before_the_comparison_has_come_is_no_harm() -> None:
    screen = CompareScreen(Shelf(), ("ledger", "gone"))
    async with Stage(screen).run_test(size=WIDE) as pilot:
        await settled(pilot)
        for key in ("plus", "minus", "right_square_bracket", "right_curly_bracket", "y", "2", "l", "enter", "y", "1"):
            await press(pilot, key)
        assert "There is no article gone." in seen(pilot.app)
