"""What is printed is text and nothing else: no escape sequences, no markup, whatever an article holds."""

import re
import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import CORRECTED, HOSTILE_TITLE, crossread, id_of, record

_ALLOWED = {"\n", "\u200c", "\u200d", "\u200e", "\u200f"}


def controls(text: str) -> set[str]:
    """Return the control and formatting characters of `text` that have no business in a terminal."""
    return {character for character in text if unicodedata.category(character) in ("Cc", "Cf", "Cs")} - _ALLOWED


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "command", ["list", "search", "show", "facts", "compare", "diff", "read", "tag", "list --tag", "show unknown"]
)
def test_nothing_of_an_article_reaches_the_terminal_as_a_control(command: str) -> None:
    hostile, corrected = id_of("storm"), id_of(CORRECTED)
    arguments = {
        "list": ["list"],
        "search": ["search", "gusts"],
        "show": ["show", hostile],
        "facts": ["facts", hostile],
        "compare": ["compare", hostile, corrected],
        "diff": ["diff", corrected],
        "read": ["unread", hostile],
        "tag": ["untag", "\x1b[31m\u202etag", hostile],
        "list --tag": ["list", "--tag", "\x1b[31m\u202e"],
        "show unknown": ["show", "\x1b]52;c;aGk=\x07\u202e"],
    }[command]
    ran = crossread(*arguments)
    assert controls(ran.out) == set()
    assert controls(ran.err) == set()
    assert ran.out or ran.err


@pytest.mark.usefixtures("library")
def test_headlines_and_texts_are_not_markup() -> None:
    assert "[/] noitan [bold]storm[/bold]" in crossread("list").out
    shown = crossread("show", id_of("storm")).out
    assert "A [red]warning[/red] stands." in shown
    assert "Coast [i]Post[/i]" in crossread("show", id_of(CORRECTED)).out


@pytest.mark.usefixtures("library")
def test_towers_of_marks_are_cut() -> None:
    marks = re.compile("[\u0300-\u036f]{9}")
    assert marks.search(HOSTILE_TITLE)
    assert not marks.search(unicodedata.normalize("NFD", crossread("list").out).replace("a\u0301", "a", 1))


def test_a_file_name_with_controls_is_named_without_them(empty: Path) -> None:
    wire = empty.parent / "a\x1b[2J\nb.jsonl"
    wire.write_text(record(1, "", ""), encoding="utf-8")
    ran = crossread("import", str(wire))
    assert ran.status == 1
    assert "b.jsonl, line 1: " in ran.err
    assert controls(ran.err) == set()
    assert len(ran.err.splitlines()) == 1
