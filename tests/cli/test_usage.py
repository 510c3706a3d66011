"""Wrong usage, failures, and that every command is documented."""

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from tests.cli.conftest import crossread, id_of
from tui.cli.app import build

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"


def test_every_command_and_option_is_documented() -> None:
    documented = DOCS.read_text(encoding="utf-8")
    everywhere, *rest = re.split(r"^(?=##)", documented, flags=re.MULTILINE)
    command_line = get_command(build())
    assert options_of(command_line) <= named_in(everywhere)
    commands = dict(commands_of(command_line))
    # Commands that stand below each other share the text that follows the last of them.
    told: dict[str, set[str]] = {}
    waiting: list[str] = []
    for section in rest:
        heading, _, text = section.partition("\n")
        if not heading.startswith("### "):
            continue
        words = heading.replace("`", " ").split()[2:4]
        waiting.append(name if (name := " ".join(words)) in commands else words[0])
        if text.strip():
            told |= dict.fromkeys(waiting, named_in(text))
            waiting = []
    assert told == {name: options_of(command) - {"--help"} for name, command in commands.items()}


def commands_of(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every command with its name: 'list', 'feeds list'."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands_of(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def options_of(command: Any) -> set[str]:
    """Return the long options of a command."""
    return {
        option
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }


def named_in(text: str) -> set[str]:
    """Return the options that a text names."""
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["lst"], "No such command 'lst'"),
        (["list", "--limit", "x"], "--limit"),
        (["list", "--limit", "0"], "--limit"),
        (["show"], "Missing argument 'ID'"),
        (["search", "x", "--sort", "worst"], "--sort"),
        (["list", "--nothing"], "--nothing"),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(arguments: list[str], sentence: str) -> None:
    plain = crossread(*arguments)
    assert (plain.status, plain.out) == (2, "")
    assert sentence in plain.err
    assert "--help'" in plain.err
    assert len(plain.err.splitlines()) == 1
    machine = crossread(*arguments, "--json")
    assert (machine.status, machine.err) == (2, "")
    assert sentence in machine.document["error"]


@pytest.mark.parametrize("folder", ["/dev/null", "~nobody-of-this-name/news"])
@pytest.mark.usefixtures("home")
def test_a_folder_that_can_be_no_library_is_said_in_a_sentence(folder: str) -> None:
    ran = crossread("--library", folder, "list")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"No library can be opened in {folder}")
    assert len(ran.err.splitlines()) == 1


def test_an_error_that_nobody_expected_goes_to_the_log_and_to_the_user_as_a_sentence(home: Path, empty: Path) -> None:
    assert crossread("import", "--samples").status == 0
    with contextlib.closing(sqlite3.connect(empty / "news.db")) as news:
        news.execute("UPDATE revision SET blocks = ?", ('["words of an article"]',))
        news.commit()
    ran = crossread("show", id_of("pact"), "--json")
    log = home / "state" / "crossread" / "crossread.log"
    assert ran.status == 1
    assert ran.document["error"].endswith(f"The details are in {log}.")
    assert ran.err == ""
    written = log.read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" in written
    assert "words of an article" not in written
