"""How likely two sentences tell the same thing: what speaks for it, and that any shape of texts is borne."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.odds import log_odds, probability
from index.compare.pool import Body, Line, pool
from index.compare.similarity import Array
from index.text.sentences import sentences
from tests.compare.making import lines_as_blocks


def lines(*texts: str) -> tuple[tuple[Line, ...], ...]:
    bodies = []
    for text in texts:
        blocks = lines_as_blocks(text)
        bodies.append(Body(text, blocks, sentences(text, blocks, "en"), "en"))
    return pool(bodies)


def alike(rows: int, columns: int, value: float = 0.2) -> Array:
    return np.full((rows, columns), value, dtype=np.float32)


def test_shared_names_alone_are_no_sign_however_alike_the_words() -> None:
    left, right = lines("They say that Daniel Noboa argued.", "Today it was Daniel Noboa who left.")
    assert log_odds(left, right, alike(1, 1, 0.9)).tolist() == [[-np.inf]]


def test_a_word_that_stands_nowhere_else_tells_more_than_one_of_many_sentences() -> None:
    left, right = lines(
        "The ferry sank. The bridge fell. The bridge broke.", "A ferry was lost. A bridge gave way. One bridge is gone."
    )
    rare, common = log_odds(left[:1], right[:1], alike(1, 1)), log_odds(left[1:], right[1:], alike(2, 2))
    assert rare[0, 0] > common[0, 0]


def test_what_is_told_first_in_both_is_likelier_than_the_same_further_down() -> None:
    left, right = lines("A ferry sank.\nRain fell.\nA bridge broke.", "The ferry went.\nIt rained.\nThe bridge fell.")
    odds = log_odds(left, right, alike(3, 3))
    assert odds[0, 0] > odds[2, 2] > -np.inf


def test_being_ahead_of_all_others_is_likelier_than_being_one_of_many() -> None:
    left, right = lines("A bridge broke. A bridge fell.", "The bridge went. The bridge is gone.")
    likeness = alike(2, 2)
    before = log_odds(left, right, likeness)[1, 1]
    likeness[1, 0] = likeness[0, 1] = 0.1
    assert log_odds(left, right, likeness)[1, 1] > before


@given(st.integers(0, 4), st.integers(0, 4))
def test_texts_of_any_number_of_lines_have_odds(rows: int, columns: int) -> None:
    left, right = lines("A bridge broke. " * rows, "The bridge fell. " * columns)
    odds = log_odds(left, right, alike(len(left), len(right)))
    assert odds.shape == (rows, columns)
    assert np.isfinite(odds).all()


def test_even_odds_are_one_half() -> None:
    assert probability(0) == pytest.approx(0.5)
    assert probability(-np.inf) == 0
    assert probability(2) == pytest.approx(1 - probability(-2))
