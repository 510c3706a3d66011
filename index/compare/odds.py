"""How likely two sentences of different reports tell the same thing: a logistic regression over four features.

Floors for likeness found a third of what a careful reader links. With a rare word that both share, a place near the top
of both and being each other's best it is half, at slightly less precision (docs/quality.md). Names, word vectors, word
order, neighbours and shared facts were tried beside these four on the tuning stories and gained too little to keep.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from index.compare.pool import Line
from index.compare.similarity import Array

# Fitted (L2, strength 3) to ten BASIL stories of three reports each and 274 single pairs of its other stories, all
# judged by hand; sure and arguable links both counted as right. The ten are tests/quality/pairs/tuning.jsonl. A place
# near the top only counts with likeness: alone it set the first sentences of unrelated reports side by side.
_LIKENESS, _RARE, _LEAD, _BEST, _BIAS = 15.06, 1.86, 18.22, 1.17, -5.72


def log_odds(left: Sequence[Line], right: Sequence[Line], likeness: Array) -> Array:
    """Return the log odds (lines of left x lines of right) that two lines tell the same thing.

    `likeness` is their similarity (index.compare.similarity). Minus infinity where they share no word but names: shared
    names alone only make a topic.
    """
    rare = _shared_rarely(left, right)
    places = np.add.outer(np.arange(len(left)), np.arange(len(right)))
    odds = (
        (_LIKENESS + _LEAD / (1 + places)) * likeness
        + _RARE * np.log1p(rare)
        + _BEST * (_ahead(likeness, 0) + _ahead(likeness, 1))
        + _BIAS
    )
    return np.where(rare > 0, odds, -np.inf).astype(np.float32)


def probability(odds: float) -> float:
    """Return what log odds mean, from 0 to 1."""
    return float(1 / (1 + np.exp(-odds)))


def _shared_rarely(left: Sequence[Line], right: Sequence[Line]) -> Array:
    """Return for each two lines the sum over the stems they share that are no names: 1 over the pairs that do so."""
    shared = np.zeros((len(left), len(right)), dtype=np.float32)
    theirs = _holders(right)
    for stem, rows in _holders(left).items():
        if columns := theirs.get(stem):
            shared[np.ix_(rows, columns)] += 1 / (len(rows) * len(columns))
    return shared


def _holders(lines: Sequence[Line]) -> dict[str, list[int]]:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        for stem in dict.fromkeys(line.stems):
            if stem in line.plain:
                holders[stem].append(at)
    return holders


def _ahead(likeness: Array, axis: int) -> Array:
    """Return how far each value is above the best other one along `axis`; negative below the best."""
    if likeness.shape[axis] <= 1:
        return likeness
    ordered = np.partition(likeness, -2, axis=axis)
    best, second = ordered.take([-1], axis), ordered.take([-2], axis)
    return likeness - np.where(likeness >= best, second, best)
