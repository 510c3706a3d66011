"""The lexicon: every way to look words up finds what going through all of them finds."""

import fnmatch
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from index.search.lexicon import Lexicon, heap_of

# Characters of one to four bytes in UTF-8, some that share their last five bits, and the last of all.
_LETTERS = "abcA1'é\u0300ßяא東京\uffff𠀀😀\U0010ffff"
_WORD = st.one_of(
    st.text("ab", min_size=1, max_size=6),
    st.text(_LETTERS, min_size=1, max_size=7),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=5),
)
_WORDS = st.lists(_WORD, max_size=40)


def lexicon(words: Sequence[str]) -> tuple[Lexicon, list[str]]:
    """Return a lexicon of `words`, and them as they stand in it."""
    encoded = sorted(word.encode() for word in words)
    return Lexicon(*heap_of(encoded)), [word.decode() for word in encoded]


def chosen(words: Sequence[str], others: Sequence[str] = ()) -> st.SearchStrategy[str]:
    """Return one of the `words`, or a piece of one, or something else."""
    pieces = sorted({word[:length] for word in words for length in range(1, len(word) + 1)})
    return st.one_of(_WORD, st.sampled_from([*pieces, *others] or ["a"]))


@given(_WORDS)
def test_words_by_number(words: list[str]) -> None:
    found, ordered = lexicon(words)
    assert len(found) == len(ordered)
    assert [found.word(number) for number in range(len(found))] == ordered
    for first in range(0, len(found) + 1, 5):
        assert found.words(first, len(found)) == [word.encode() for word in ordered[first:]]
    assert found.words(0, 0) == []


@settings(max_examples=100, deadline=None)
@given(st.data(), _WORDS)
def test_find_gives_all_places_of_a_word_or_the_one_where_it_would_stand(data: st.DataObject, words: list[str]) -> None:
    found, ordered = lexicon(words)
    word = data.draw(chosen(words))
    place = found.find(word.encode())
    assert ordered[place] == [each for each in ordered if each == word]
    encoded = [each.encode() for each in ordered]
    assert sorted([*encoded, word.encode()]).index(word.encode()) == place.start


@settings(max_examples=100, deadline=None)
@given(st.data(), _WORDS)
def test_beginning_gives_all_words_that_begin_so(data: st.DataObject, words: list[str]) -> None:
    found, ordered = lexicon(words)
    prefix = data.draw(chosen(words, [""]))
    assert ordered[found.beginning(prefix.encode())] == [word for word in ordered if word.startswith(prefix)]


def test_a_beginning_cut_within_a_character_or_of_the_last_bytes() -> None:
    found, ordered = lexicon(["a", "é", "éa", "ê", "\U0010ffff", "\U0010ffff\U0010ffff"])
    assert ordered[found.beginning(b"\xc3")] == ["é", "éa", "ê"]
    assert ordered[found.beginning("\U0010ffff".encode())] == ["\U0010ffff", "\U0010ffff\U0010ffff"]
    assert ordered[found.beginning(b"\xff")] == []


@settings(max_examples=100, deadline=None)
@given(st.data(), _WORDS)
def test_matching_is_what_fnmatch_says(data: st.DataObject, words: list[str]) -> None:
    found, ordered = lexicon(words)
    pieces = data.draw(st.lists(chosen(words), min_size=1, max_size=4))
    signs = data.draw(st.lists(st.sampled_from(["*", "?", "**", "*?", "??", ""]), min_size=4, max_size=4))
    pattern = "".join(piece + sign for piece, sign in zip(pieces, signs, strict=False))
    pattern = data.draw(st.sampled_from([pattern, "*" + pattern, "?" + pattern])).replace("[", "(")
    expected = [n for n, word in enumerate(ordered) if fnmatch.fnmatchcase(word, pattern)]
    assert found.matching(pattern).tolist() == expected


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("ab", min_size=1, max_size=7), max_size=60), st.text("ab*?", min_size=1, max_size=7))
def test_patterns_of_few_letters_match_what_fnmatch_says(words: list[str], pattern: str) -> None:
    found, ordered = lexicon(words)
    expected = [n for n, word in enumerate(ordered) if fnmatch.fnmatchcase(word, pattern)]
    assert found.matching(pattern).tolist() == expected


@pytest.mark.parametrize("pattern", ["а?", "??", "*?я", "?*", "б?*?"])
def test_patterns_among_many_words_beyond_ascii(pattern: str) -> None:
    found, ordered = lexicon(["".join(word) for word in product("абяaz", repeat=6)] + ["аб", "яя", "ab", "a"])
    expected = [n for n, word in enumerate(ordered) if fnmatch.fnmatchcase(word, pattern)]
    assert found.matching(pattern).tolist() == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("ab*ba", ["abba", "abxba"]),  # its ends must not overlap, as in "aba"
        ("*é*", ["café", "éa"]),
        ("caf?", ["cafe", "café"]),  # one character, not one byte
        ("*\u0301", ["e\u0301"]),
        ("??", ["e\u0301", "éa", "東京"]),
        ("東*", ["東", "東京"]),
        ("*京", ["東京"]),
        ("*b*b*", ["abba", "abxba"]),
        ("aba", ["aba"]),
        ("zz*", []),
    ],
)
def test_patterns(pattern: str, expected: list[str]) -> None:
    found, ordered = lexicon(["aba", "abba", "abxba", "cafe", "café", "éa", "e\u0301", "東", "東京"])
    assert [ordered[number] for number in found.matching(pattern)] == expected


@settings(max_examples=100, deadline=None)
@given(st.data(), _WORDS, st.integers(0, 2), st.booleans())
def test_near_is_what_the_distance_says_among_words_with_the_same_first_letter(
    data: st.DataObject, words: list[str], distance: int, swaps: bool
) -> None:
    found, ordered = lexicon(words)
    word = data.draw(chosen(words))
    edits = OSA.distance if swaps else Levenshtein.distance
    expected = [n for n, each in enumerate(ordered) if each[0] == word[0] and edits(word, each) <= distance]
    assert found.near(word, distance, swaps=swaps).tolist() == expected


@settings(max_examples=100, deadline=None)
@given(st.text(_LETTERS, min_size=1, max_size=6), st.data(), st.integers(1, 2))
def test_words_of_few_edits_are_near(word: str, data: st.DataObject, distance: int) -> None:
    edited = word
    for _ in range(distance):
        at = data.draw(st.integers(1, len(edited)))
        width = data.draw(st.integers(0, 1))
        edited = edited[:at] + data.draw(st.text(_LETTERS, max_size=1)) + edited[at + width :]
    found, _ = lexicon([edited, "b", word[0] + "zzzzzzzz"])
    assert edited in [found.word(number) for number in found.near(word, distance).tolist()]


def test_two_neighbours_that_changed_places_are_one_edit_or_two() -> None:
    found, ordered = lexicon(["harbour", "harbuor", "hrabour", "habrour", "ahrbour"])

    def near(distance: int, *, swaps: bool) -> list[str]:
        return [ordered[number] for number in found.near("harbour", distance, swaps=swaps)]

    assert near(1, swaps=True) == ["habrour", "harbour", "harbuor", "hrabour"]
    assert near(1, swaps=False) == ["harbour"]
    assert near(2, swaps=False) == ["habrour", "harbour", "harbuor", "hrabour"]


def test_an_empty_lexicon_holds_nothing() -> None:
    found, _ = lexicon([])
    assert len(found) == 0
    assert found.words(0, 0) == []
    assert (found.find(b"a"), found.beginning(b"a"), found.beginning(b"")) == (slice(0, 0), slice(0, 0), slice(0, 0))
    for pattern in ("a", "a*", "*a", "*a*", "?", "*", "a?b*c"):
        assert found.matching(pattern).tolist() == []
    assert found.near("a", 2).tolist() == found.near("é", 1, swaps=True).tolist() == []
