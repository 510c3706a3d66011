"""From label probabilities to the most probable spans: Viterbi over all sentences of an article at once."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from index.facts.tagger.labels import PARTS, TYPES

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

_TYPES: Final = len(TYPES)
_PARTS: Final = len(PARTS)
_NEVER: Final = np.float32(-1e9)
# Columns of the scores: O, then B, I, E, S of each type.
_BEGIN: Final = 1 + _PARTS * np.arange(_TYPES)
_INSIDE, _END, _SINGLE = _BEGIN + 1, _BEGIN + 2, _BEGIN + 3
_CLOSED: Final = np.concatenate([[0], _END, _SINGLE])
"""After these no span is open: O, an end or a single may be followed by O, a begin or a single."""
_STARTS: Final = np.concatenate([[0], _BEGIN, _SINGLE])


class Run(NamedTuple):
    """Tokens `first` to before `last` of one type (an index into TYPES)."""

    first: int
    last: int
    kind: int


def best(scores: Floats, sentences: Sequence[tuple[int, int]]) -> Ints:
    """Return the best allowed label of each token, (n,), for log probabilities (n, labels).

    An open span must go on with its own type until its end, so instead of all pairs of labels only two things are
    compared at each step: the best closed label, and for each type begin against inside.
    """
    labels = np.zeros(len(scores), np.int32)
    if not sentences:
        return labels
    # Longest first, so that those still running are always the first rows.
    ordered = sorted(sentences, key=lambda bounds: bounds[0] - bounds[1])
    firsts = np.array([first for first, _ in ordered])
    lengths = np.array([last - first for first, last in ordered])
    longest = int(lengths[0])
    running = [int(np.searchsorted(-lengths, -step, side="left")) for step in range(longest)]
    closed_from = np.zeros((longest, len(ordered)), np.int32)
    open_from = np.zeros((longest, len(ordered), _TYPES), np.int32)
    state = np.full((len(ordered), scores.shape[1]), _NEVER, np.float32)
    state[:, _STARTS] = scores[firsts][:, _STARTS]
    for step in range(1, longest):
        rows = running[step]
        before = state[:rows]
        came = _CLOSED[before[:, _CLOSED].argmax(axis=1)]
        closed = np.take_along_axis(before, came[:, None], axis=1)
        begun, inside = before[:, _BEGIN], before[:, _INSIDE]
        opened = np.maximum(begun, inside)
        closed_from[step, :rows] = came
        open_from[step, :rows] = np.where(begun >= inside, _BEGIN, _INSIDE)
        now = scores[firsts[:rows] + step].copy()
        now[:, _STARTS] += closed
        now[:, _INSIDE] += opened
        now[:, _END] += opened
        state[:rows] = now
    for row, (first, last) in enumerate(ordered):
        label = int(_CLOSED[state[row, _CLOSED].argmax()])
        for step in range(last - first - 1, -1, -1):
            labels[first + step] = label
            part = (label - 1) % _PARTS
            goes_on = label > 0 and part in (1, 2)
            label = int(open_from[step, row, (label - 1) // _PARTS] if goes_on else closed_from[step, row])
    return labels


def runs(labels: Ints) -> list[Run]:
    """Return the spans of labels that follow the rules of `best`."""
    found: list[Run] = []
    begun = 0
    for at in np.flatnonzero(labels).tolist():
        kind, part = divmod(int(labels[at]) - 1, _PARTS)
        if part in (0, 3):
            begun = at
        if part in (2, 3):
            found.append(Run(begun, at + 1, kind))
    return found


def least_odds(scores: Floats, run: Run) -> float:
    """Return the least logarithm of odds, over the tokens of `run`, that the token is of its type."""
    columns = _BEGIN[run.kind]
    chance = np.exp(scores[run.first : run.last, columns : columns + _PARTS]).sum(axis=1).min()
    chance = float(np.clip(chance, 1e-6, 1 - 1e-6))
    return float(np.log(chance / (1 - chance)))
