"""The last door before the terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tui.painting import for_screen, line_for_screen


def test_escape_sequences_lose_what_makes_them_work() -> None:
    assert for_screen("a\x1b]52;c;aGk=\x07b\x9b31mc\x00") == "a]52;c;aGk=b31mc"


def test_overrides_and_isolates_go_and_right_to_left_marks_stay() -> None:
    assert for_screen("a\u202eb\u2066c\u2069\u200fd\u200de") == "abc\u200fd\u200de"


def test_a_tower_of_marks_is_cut_at_eight() -> None:
    assert for_screen("o" + "\u0301" * 40 + "k") == "o" + "\u0301" * 8 + "k"


def test_a_line_has_no_line_ends_and_no_tabs() -> None:
    assert line_for_screen("a\tb\nc\u2028d") == "a b c d"


def test_newlines_and_tabs_stay_in_a_text() -> None:
    assert for_screen("a\tb\nc") == "a\tb\nc"


@given(st.text())
def test_nothing_that_a_terminal_acts_on_is_left(text: str) -> None:
    kept = line_for_screen(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in kept)
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
