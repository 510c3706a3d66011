"""Keys that come all at once: each goes where the one before it has moved the focus."""

from textual import events
from textual.widgets import Input

from index.library import Library
from tests.tui.conftest import Reader, reading
from tui.compare.screen import CompareScreen

CHARACTERS = {"slash": "/", "colon": ":", "space": " ", "question_mark": "?"}


async def type_at_once(reader: Reader, *keys: str) -> None:
    """Have the terminal send keys faster than any of them can be answered, however busy the machine is."""
    reader.app.turns.patience = 60.0
    for key in keys:
        character = CHARACTERS.get(key, key if len(key) == 1 else None)
        reader.app.post_message(events.Key(key, character))
    await reader.settle()


async def test_a_query_typed_behind_the_slash_is_whole(library: Library) -> None:
    async with reading(library) as reader:
        await type_at_once(reader, "slash", *"stargate")
        await reader.until(lambda: reader.screen.bar.text == "stargate")
        await reader.until(lambda: reader.screen.query_text == "stargate")


async def test_what_is_typed_behind_enter_in_the_bar_is_for_the_results(library: Library) -> None:
    async with reading(library) as reader:
        await type_at_once(reader, "slash", *"exaflops", "enter", "space")
        assert reader.screen.bar.text == "exaflops"
        assert reader.screen.marked == tuple(library.find("exaflops").ids)


async def test_a_tag_typed_at_once_goes_into_the_dialog_and_the_next_key_to_the_list(library: Library) -> None:
    first, second = library.order()[:2]
    async with reading(library) as reader:
        await type_at_once(reader, "t", *"cloud", "enter", "j")
        assert library.tags() == {"cloud": 1}
        assert library.states([first])[0].tags == ("cloud",)
        assert reader.screen.list.selected == second


async def test_a_dialog_that_opens_and_closes_swallows_only_its_own_keys(library: Library) -> None:
    async with reading(library) as reader:
        await type_at_once(reader, "question_mark", "escape", "j", "question_mark", "j", "escape", "j")
        assert reader.screen.list.selected == library.order()[2]


async def test_a_word_typed_behind_the_colon_goes_into_the_palette(library: Library) -> None:
    async with reading(library) as reader:
        await type_at_once(reader, "colon", *"star")
        field = reader.app.focused
        assert isinstance(field, Input)
        assert field.value == "star"
        await type_at_once(reader, "escape", "j")
        assert reader.screen.list.selected == library.order()[1]


async def test_a_view_is_chosen_right_behind_the_comparison(library: Library) -> None:
    async with reading(library) as reader:
        await type_at_once(reader, "space", "space", "c", "2")
        assert isinstance(reader.app.screen, CompareScreen)
        assert reader.app.screen.view == "facts"
        await reader.until(lambda: "told by all" in reader.shown())


async def test_keys_behind_enter_move_in_the_article(library: Library) -> None:
    async with reading(library) as reader:
        await type_at_once(reader, "enter", "j", "j")
        assert reader.screen.at_pane == "article"
        assert reader.screen.list.selected == library.order()[0]


async def test_a_held_key_loses_no_press(library: Library) -> None:
    async with reading(library) as reader:
        await type_at_once(reader, *"jjkj" * 25)
        await reader.until(lambda: reader.screen.list.cursor == 4)
