"""What is true of every declared command."""

from collections import Counter

from tui.commands import COMMANDS
from tui.help import help_text
from tui.keymap import default_keys


def test_ids_are_unique() -> None:
    assert [command for command, count in Counter(command.id for command in COMMANDS).items() if count > 1] == []


def test_no_two_commands_of_one_place_have_the_same_key() -> None:
    keys = Counter((command.context, key) for command in COMMANDS for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_an_id_begins_with_where_its_command_works() -> None:
    places = {"everywhere": "app"}
    assert [c.id for c in COMMANDS if c.id.split(".")[0] != places.get(c.context, c.context)] == []


def test_the_help_screen_has_every_command_that_has_a_key() -> None:
    text = help_text(COMMANDS, default_keys(COMMANDS)).plain
    assert [command.id for command in COMMANDS if command.keys and command.help not in text] == []
