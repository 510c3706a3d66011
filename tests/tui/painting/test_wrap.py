"""Breaking text into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from index.models import Span
from tui.painting import line_for_screen, wrap

PIECES = st.sampled_from(
    [
        "a",
        "word ",
        "hyphen-ated ",
        "  ",
        "\n",
        "\t",
        "é",
        "e\u0301",
        "世界",
        "。",
        "👩\u200d🔬",
        "☁\ufe0f",
        "\u00a0",
        "\u202e",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def wrapped(text: str, width: int) -> list[str]:
    return [span.of(text) for span in wrap(text, Span(0, len(text)), width)]


@given(TEXTS, st.integers(2, 30))
def test_every_character_but_space_is_on_one_line_exactly_once(text: str, width: int) -> None:
    spans = wrap(text, Span(0, len(text)), width)
    covered = [place for span in spans for place in range(*span)]
    assert len(covered) == len(set(covered))
    assert covered == sorted(covered)
    assert {place for place, character in enumerate(text) if not character.isspace()} <= set(covered)


@given(TEXTS, st.integers(2, 30))
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    assert all(cell_len(line_for_screen(line)) <= width for line in wrapped(text, width))


@given(TEXTS, st.integers(2, 30), st.integers(0, 5))
def test_a_block_in_a_text_is_wrapped_as_it_is_alone(text: str, width: int, before: int) -> None:
    inside = "x" * before + text + "y"
    lines = wrap(inside, Span(before, before + len(text)), width)
    assert [line.shifted(-before) for line in lines] == wrap(text, Span(0, len(text)), width)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("the quick brown fox", 10, ["the quick", "brown fox"]),
        ("exactly ten chars", 11, ["exactly ten", "chars"]),
        ("“the quick” brown", 11, ["“the quick”", "brown"]),
        ("incomprehensible", 6, ["incomp", "rehens", "ible"]),
        ("a\n\nb", 9, ["a", "", "b"]),
        ("10\u00a0000 people", 8, ["10\u00a0000", "people"]),
        ("世界の終わり。", 6, ["世界の", "終わ", "り。"]),
        ("e\u0301" * 5, 3, ["e\u0301" * 3, "e\u0301" * 2]),
    ],
)
def test_lines_break_where_a_reader_expects(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


def test_joined_emoji_are_not_torn() -> None:
    assert wrapped("👩\u200d🔬" * 3, 4) == ["👩\u200d🔬" * 2, "👩\u200d🔬"]
