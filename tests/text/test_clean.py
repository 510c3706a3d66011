"""What a terminal would act on never comes in; what languages need stays."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.clean import clean, clean_line

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("\x00\x07\x08\x1b\x7f\x85\x9b\x9c\x9d\n\r\t[]\\;0Amé\u200d\u202e\U000e0041\ufeff"),
        st.characters(),
    )
)


@given(HOSTILE)
def test_no_control_character_comes_through(text: str) -> None:
    assert not [c for c in clean(text) if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    assert not re.search("[\ufeff\U000e0000-\U000e007f]", clean(text))


@given(HOSTILE)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cc", "Cs", "Cf"])))
def test_plain_text_is_only_normalised(text: str) -> None:
    expected = text.replace("\u2028", "\n").replace("\u2029", "\n")
    assert clean(text) == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x1b]52;c;aGk=\x07b", "ab"),
        ("a\x1b]52;c;aGk=\x1b\\b", "ab"),
        ("a\x9d0;title\x9cb", "ab"),
        ("a\x1b[1;31mred\x1b[0m", "ared"),
        ("a\x9b31mred", "ared"),
        ("a\x1b(Bb", "ab"),
        ("a\x1bPq#0\x1b\\b", "ab"),
        ("left open \x1b]0;never closed\nnext line", "left open \nnext line"),
    ],
)
def test_whole_escape_sequences_go(text: str, left: str) -> None:
    assert clean(text) == left


def test_each_control_character_goes_wherever_it_stands() -> None:
    bare = [*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F, *range(0x80, 0x85), *range(0x86, 0x90)]
    for point in [*bare, 0xD800, 0xDFFF, 0xFEFF, 0xE0000, 0xE007F]:
        assert clean(f"a{chr(point)}b") == "ab", hex(point)


def test_what_languages_need_stays() -> None:
    persian, family, hebrew = "می\u200cخواهم", "👨\u200d👩\u200d👧", "\u200fשלום"
    assert clean(f"{persian} {family} {hebrew}") == f"{persian} {family} {hebrew}"


def test_line_ends_are_newlines_and_composed() -> None:
    assert clean("one\r\ntwo\rthree\u2028four cafe\u0301") == "one\ntwo\nthree\nfour café"


def test_a_line_is_one_line() -> None:
    assert clean_line("  Storm \n\x1b[2J warning\t for  coast ") == "Storm warning for coast"


def test_a_million_open_escapes_take_no_longer_than_their_length() -> None:
    assert clean("\x1b]" * 500_000) == ""
