"""Decoding: the best labels are those that trying all allowed sequences would find."""

from itertools import product

import numpy as np
import pytest

from index.facts.tagger.decoding import Run, best, least_odds, runs
from index.facts.tagger.labels import LABELS


def _allowed(sequence: tuple[int, ...]) -> bool:
    """Tell whether labels open and close as they must."""
    open_type = ""
    for label in sequence:
        part, _, kind = LABELS[label].partition("-")
        if (part in "IE") != bool(open_type) or (open_type and kind != open_type):
            return False
        open_type = kind if part in "BI" else ""
    return not open_type


@pytest.mark.parametrize("length", [1, 2, 3])
def test_best_is_the_best_of_all_allowed_sequences(length: int) -> None:
    chance = np.random.default_rng(length)
    scores = chance.normal(size=(length, len(LABELS))).astype(np.float32)
    allowed = filter(_allowed, product(range(len(LABELS)), repeat=length))
    expected = max(allowed, key=lambda sequence: sum(scores[at, label] for at, label in enumerate(sequence)))
    assert tuple(best(scores, [(0, length)])) == expected


def test_sentences_of_all_lengths_at_once_are_decoded_as_each_alone() -> None:
    chance = np.random.default_rng(7)
    lengths = [1, 9, 3, 40, 9, 2]
    ends = np.cumsum(lengths).tolist()
    sentences = [(end - length, end) for end, length in zip(ends, lengths, strict=True)]
    scores = chance.normal(size=(ends[-1], len(LABELS))).astype(np.float32)
    together = best(scores, sentences)
    for first, last in sentences:
        assert together[first:last].tolist() == best(scores[first:last], [(0, last - first)]).tolist()


def test_runs_are_the_spans_of_labels() -> None:
    labels = ["O", "B-PER", "E-PER", "S-ORG", "S-ORG", "B-LOC", "I-LOC", "E-LOC", "O"]
    found = runs(np.array([LABELS.index(label) for label in labels], np.int32))
    assert found == [Run(1, 3, 0), Run(3, 4, 1), Run(4, 5, 1), Run(5, 8, 2)]


def test_the_least_sure_token_decides_how_sure_a_run_is() -> None:
    chances = np.full((2, len(LABELS)), 0.01 / 17, np.float32)
    chances[0, LABELS.index("B-PER")] = 0.99
    chances[1, LABELS.index("E-PER")] = 0.6
    odds = least_odds(np.log(chances), Run(0, 2, 0))
    assert odds == pytest.approx(np.log(0.6 / 0.4), abs=0.05)
