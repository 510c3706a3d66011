"""The user's keys."""

from pathlib import Path

import pytest

from tui.commands import COMMANDS
from tui.keymap import PRESETS, KeymapError, default_keys, read_keys, shown_key


def written(folder: Path, text: str) -> Path:
    file = folder / "keys.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_the_keys_are_as_declared(tmp_path: Path) -> None:
    assert read_keys(tmp_path / "keys.toml", COMMANDS) == default_keys(COMMANDS)


def test_a_line_gives_a_command_other_keys_and_leaves_the_rest(tmp_path: Path) -> None:
    keys = read_keys(written(tmp_path, '"list.down" = "ctrl+n, ?"\nlist.top = "z z"'), COMMANDS)
    assert keys.by_command["list.down"] == ("ctrl+n", "question_mark")
    assert keys.by_command["list.up"] == ("k", "up")
    assert keys.single()["list.down"] == "ctrl+n,question_mark"
    assert keys.pairs(command for command in COMMANDS if command.context == "list") == {("z", "z"): "top"}


def test_a_command_left_without_a_single_key_loses_its_default(tmp_path: Path) -> None:
    single = read_keys(written(tmp_path, '"list.top" = "z z"'), COMMANDS).single()
    assert single["list.top"]
    assert "home" not in single["list.top"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"list.dwon" = "j"', "'list.dwon'; the nearest is 'list.down'"),
        ('"list.down" = "k"', "k is the key of both 'list.down' and 'list.up'"),
        ('"list.down" = 3', "'list.down' must be a text"),
        ('preset = "emacs"', "no preset 'emacs'"),
        ("list.down = ", "cannot be read as TOML"),
    ],
)
def test_a_mistake_is_a_sentence_that_names_it_and_the_file(tmp_path: Path, text: str, said: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(KeymapError) as raised:
        read_keys(file, COMMANDS)
    assert said in str(raised.value)
    assert str(file) in str(raised.value)
    assert "default keys are used" in str(raised.value)


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_every_preset_can_be_used(tmp_path: Path, preset: str) -> None:
    keys = read_keys(written(tmp_path, f'preset = "{preset}"'), COMMANDS)
    assert {command.id for command in COMMANDS} == set(keys.by_command)


def test_the_newsboat_preset_has_newsboat_s_keys(tmp_path: Path) -> None:
    keys = read_keys(written(tmp_path, 'preset = "newsboat"\n"reading.undo" = "ctrl+r"'), COMMANDS)
    assert keys.by_command["reading.toggle_read"] == ("N",)
    assert keys.by_command["reading.undo"] == ("ctrl+r",)


@pytest.mark.parametrize(
    ("key", "shown"), [("slash", "/"), ("ctrl+f", "^F"), ("escape", "Esc"), ("g g", "g g"), ("f1", "F1"), ("j", "j")]
)
def test_keys_are_shown_as_they_stand_on_the_keyboard(key: str, shown: str) -> None:
    assert shown_key(key) == shown
