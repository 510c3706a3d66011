"""The network in numpy: what it computes is `training/names/model.py`, where it learns.

Each token's word vector and the sum of its features' vectors, three convolutions, then what all occurrences of the same
capitalised word in the article have in common, two more convolutions, and a label's probability.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

from index.facts.tagger.features import OF_A_WORD, Encoded

Floats = npt.NDArray[np.float32]

BEFORE_POOL: Final = (1, 2, 1)
AFTER_POOL: Final = (1, 2)
"""Dilation of each convolution: how far beside a token its neighbours are read."""
FEATURE_SCALE: Final = 0.35
"""Of the sum of feature vectors, about 1 / sqrt of how many there are, so that it is as large as a word vector."""
LOWEST: Final = -10.0
_EPSILON: Final = 1e-5
_FILE: Final = "tagger.npz"


@dataclass(frozen=True, slots=True)
class Table:
    """Vectors in 8 bits, each row with a scale of its own; only the rows asked for become numbers."""

    values: npt.NDArray[np.int8]
    scales: Floats

    def rows(self, at: npt.NDArray[np.int32]) -> Floats:
        """Return the vectors of the rows `at`."""
        rows: Floats = self.values[at] * self.scales[at]
        return rows


@dataclass(frozen=True, slots=True)
class Convolution:
    """A convolution of width 3 that adds to what it reads, then layer normalisation (Ba, Kiros and Hinton 2016)."""

    kernel: Floats
    """(3 * channels, channels): before, at and after the token."""
    bias: Floats
    gain: Floats
    shift: Floats
    dilation: int

    def __call__(self, states: Floats) -> Floats:
        """Return the states (n, channels) after the convolution."""
        size, channels = states.shape
        beside = np.zeros((size, 3 * channels), np.float32)
        step = min(self.dilation, size)
        beside[step:, :channels] = states[: size - step]
        beside[:, channels : 2 * channels] = states
        beside[: size - step, 2 * channels :] = states[step:]
        added = beside @ self.kernel
        added += self.bias
        np.maximum(added, 0, out=added)
        added += states
        added -= added.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", added, added)[:, None] / channels
        added *= self.gain / np.sqrt(variance + _EPSILON)
        added += self.shift
        return added


@dataclass(frozen=True, slots=True)
class Network:
    """The weights, read only."""

    vocabulary: Mapping[str, int]
    """The row in `vectors` of each word that has one."""
    vectors: Table
    features: Table
    between: Floats
    """The input of the slot between two sentences."""
    entry: Floats
    entry_bias: Floats
    before: tuple[Convolution, ...]
    pool: Floats
    pool_bias: Floats
    after: tuple[Convolution, ...]
    out: Floats
    out_bias: Floats
    sure: tuple[float, float]
    """Slope and intercept of the logistic curve from the least log-odds in a span to how often it is right."""

    def __call__(self, encoded: Encoded) -> Floats:
        """Return the logarithm of each label's probability for each slot, (n, labels)."""
        states = np.maximum(self._inputs(encoded) @ self.entry + self.entry_bias, 0)
        for convolution in self.before:
            states = convolution(states)
        states = states + np.maximum(_pooled(states, encoded.groups) @ self.pool + self.pool_bias, 0)
        for convolution in self.after:
            states = convolution(states)
        scores: Floats = states @ self.out + self.out_bias
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return scores

    def _inputs(self, encoded: Encoded) -> Floats:
        """Return word vector and summed feature vectors of each slot side by side."""
        width = self.vectors.values.shape[1]
        # Bucket 0 is no feature: its row is nought.
        spelled = self.features.rows(encoded.spelling.reshape(-1))
        by_word = spelled.reshape(-1, OF_A_WORD, spelled.shape[1]).sum(axis=1)
        inputs = np.empty((len(encoded.words), width + by_word.shape[1]), np.float32)
        inputs[:, :width] = self.vectors.rows(encoded.words)
        summed = by_word[encoded.kinds]
        if len(encoded.slots):
            slots, first = np.unique(encoded.slots, return_index=True)
            summed[slots] += np.add.reduceat(self.features.rows(encoded.context), first, axis=0)
        inputs[:, width:] = summed * np.float32(FEATURE_SCALE)
        inputs[encoded.kinds == 0] += self.between
        return inputs


def _pooled(states: Floats, groups: npt.NDArray[np.int32]) -> Floats:
    """Return states, then their mean and their maximum over the slots of the same group; nought where there is none."""
    size, channels = states.shape
    pooled = np.zeros((size, 3 * channels), np.float32)
    pooled[:, :channels] = states
    order = np.argsort(groups, kind="stable")
    order = order[np.searchsorted(groups[order], 1) :]
    if len(order):
        members = states[order]
        _, first, which = np.unique(groups[order], return_index=True, return_inverse=True)
        sums = np.add.reduceat(members, first, axis=0)
        counts = np.diff(np.append(first, len(order)))[:, None].astype(np.float32)
        greatest = np.maximum(np.maximum.reduceat(members, first, axis=0), LOWEST)
        pooled[order, channels : 2 * channels] = (sums / counts)[which]
        pooled[order, 2 * channels :] = greatest[which]
    return pooled


def load(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Network:
    """Return the network held in `arrays`, as `training/names/export.py` names them."""

    def floats(name: str) -> Floats:
        return arrays[name].astype(np.float32)

    def table(name: str) -> Table:
        return Table(arrays[name].astype(np.int8), floats(f"{name}_scale"))

    def convolution(at: int, dilation: int) -> Convolution:
        kernel = floats(f"kernel{at}")
        flat = kernel.reshape(-1, kernel.shape[-1])
        return Convolution(flat, floats(f"bias{at}"), floats(f"gain{at}"), floats(f"shift{at}"), dilation)

    words = arrays["vocabulary"].tobytes().decode().split("\n")
    slope, intercept = floats("sure").tolist()
    return Network(
        vocabulary={word: row for row, word in enumerate(words, start=2)},
        vectors=table("vectors"),
        features=table("features"),
        between=floats("between"),
        entry=floats("entry"),
        entry_bias=floats("entry_bias"),
        before=tuple(convolution(at, dilation) for at, dilation in enumerate(BEFORE_POOL)),
        pool=floats("pool"),
        pool_bias=floats("pool_bias"),
        after=tuple(convolution(at, dilation) for at, dilation in enumerate(AFTER_POOL, start=len(BEFORE_POOL))),
        out=floats("out"),
        out_bias=floats("out_bias"),
        sure=(slope, intercept),
    )


@functools.cache
def shipped() -> Network:
    """Return the network that comes with the program, read once."""
    with files(__package__).joinpath("data", _FILE).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return load(dict(arrays))
