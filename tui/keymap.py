"""The user's keys: which command has which, from the defaults, a preset and the user's own file.

The file is TOML; each line names a command and its keys, parted by commas ('crossread keys' prints all of them):

    preset = "newsboat"
    "list.down" = "j,down"
    "list.top" = "g g"
"""

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from textual.binding import Binding
from textual.keys import KEY_DISPLAY_ALIASES, format_key

from index.errors import CrossreadError
from tui.command import Command, Context

PRESETS: Final[Mapping[str, Mapping[str, str]]] = {
    "vim": {},
    "newsboat": {
        "reading.toggle_read": "N",
        "reading.previous_match": "P",
        "reading.links": "u",
        "reading.undo": "ctrl+z",
        "reading.unread_only": "l",
        "reading.right": "right",
        "reading.left": "left",
        "reading.tag": "ctrl+t",
        "list.top": "home",
        "list.bottom": "end",
        "article.down": "j,down,enter",
    },
}
"""Whole sets of keys; what a preset does not name keeps its default."""

_NOWHERE = "unbound"
"""A key that no keyboard sends: Textual keeps a default key where a key map has no single key for its command."""


class KeymapError(CrossreadError):
    """A file of keys that cannot be used; the default keys stay."""


@dataclass(frozen=True)
class Keys:
    """The keys of every command, by its id."""

    by_command: Mapping[str, tuple[str, ...]]
    changed: frozenset[str] = frozenset()
    """The commands whose keys are not the default ones."""

    def shown(self, command_id: str, most: int = 9) -> str:
        """Return the keys of a command for a reader: 'j ↓'; empty where it has none."""
        return " ".join(shown_key(key) for key in self.by_command.get(command_id, ())[:most])

    def single(self) -> dict[str, str]:
        """Return what `App.set_keymap` takes: for the changed commands, their keys of one press."""
        return {
            command_id: ",".join(key for key in self.by_command[command_id] if " " not in key) or _NOWHERE
            for command_id in self.changed
        }

    def pairs(self, commands: Iterable[Command]) -> dict[tuple[str, str], str]:
        """Return the actions of keys of two presses among `commands`."""
        return {
            (first, second): command.action
            for command in commands
            for first, space, second in (key.partition(" ") for key in self.by_command.get(command.id, ()))
            if space
        }


def shown_key(key: str) -> str:
    """Return a key as a reader knows it: '^F' for 'ctrl+f', '/' for 'slash', 'Esc' for 'escape'."""
    return " ".join(_shown_press(press) for press in key.split(" "))


_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


def _shown_press(press: str) -> str:
    *modifiers, key = press.split("+")
    name = _NAMES.get(key) or (key.upper() if key[:1] == "f" and key[1:].isdigit() else "")
    name = name or KEY_DISPLAY_ALIASES.get(key) or format_key(key)
    if modifiers == ["ctrl"]:
        return f"^{name.upper()}"
    return "-".join([*(modifier.capitalize() for modifier in modifiers), name])


def default_keys(commands: Sequence[Command]) -> Keys:
    """Return the keys as declared."""
    return Keys({command.id: command.keys for command in commands})


def read_keys(file: Path | None, commands: Sequence[Command]) -> Keys:
    """Return the keys of `commands` with those of `file` laid over; the defaults where there is no file.

    Raises `KeymapError`, a sentence that names the file and what is wrong in it.
    """
    if file is None or not file.exists():
        return default_keys(commands)
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KeymapError(f"{file} cannot be read as TOML: {error}. The default keys are used.") from error
    try:
        return _laid_over(written, commands)
    except KeymapError as error:
        raise KeymapError(f"{file}: {error} The default keys are used.") from error


def _laid_over(written: Mapping[str, object], commands: Sequence[Command]) -> Keys:
    known = {command.id: command for command in commands}
    written = dict(written)
    preset = written.pop("preset", "vim")
    if not isinstance(preset, str) or preset not in PRESETS:
        raise KeymapError(f"There is no preset {preset!r}; there are {' and '.join(sorted(PRESETS))}.")
    by_command = {command.id: command.keys for command in commands}
    changed: dict[str, tuple[str, ...]] = {}
    for command_id, keys in {**PRESETS[preset], **_flat(written)}.items():
        if command_id not in known:
            near = difflib.get_close_matches(command_id, known, n=1, cutoff=0)
            raise KeymapError(f"There is no command {command_id!r}; the nearest is {near[0]!r}.")
        changed[command_id] = _keys_of(command_id, keys)
    by_command |= changed
    _check_clashes(by_command, frozenset(changed), commands)
    return Keys(by_command, frozenset(changed))


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """Return tables in tables as one: TOML reads an unquoted list.down as 'down' in the table 'list'."""
    flat: dict[str, object] = {}
    for name, value in table.items():
        flat |= _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": value}
    return flat


def _keys_of(command_id: str, keys: object) -> tuple[str, ...]:
    if not isinstance(keys, str):
        raise KeymapError(f'The keys of {command_id!r} must be a text such as "j,down".')
    return tuple(" ".join(map(_named, key.split())) for key in keys.split(",") if key.strip())


def _named(key: str) -> str:
    """Return Textual's name of a key that may be written as its character: 'question_mark' for '?'."""
    return next(iter(Binding.make_bindings([Binding(key, "")]))).key


def _check_clashes(
    by_command: Mapping[str, tuple[str, ...]], changed: frozenset[str], commands: Sequence[Command]
) -> None:
    """Refuse two commands at one key in one place, where the user changed either of them."""
    taken: dict[tuple[Context, str], str] = {}
    for command in commands:
        for key in by_command[command.id]:
            other = taken.setdefault((command.context, key), command.id)
            if other != command.id and {other, command.id} & changed:
                raise KeymapError(
                    f"{shown_key(key)} is the key of both {other!r} and {command.id!r}; give one of them another."
                )
