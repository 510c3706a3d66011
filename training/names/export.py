"""Weights as the program reads them: vectors in 8 bits with a scale for each row, the rest in 16."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from index.facts.tagger.features import encode
from index.facts.tagger.lists import NameLists
from index.facts.tagger.network import Network, load
from training.names.batches import batches, examples
from training.names.corpora import CORPORA, WORLDWIDE, Article
from training.names.model import CHANNELS, scores

_TABLES: Final = ("vectors", "features")
_UNCALIBRATED: Final = (1.0, 0.0)


def packed(
    weights: Mapping[str, np.ndarray], words: Sequence[str], sure: tuple[float, float] = _UNCALIBRATED
) -> dict[str, np.ndarray]:
    """Return the arrays of the shipped file; the embedding of worldwide becomes a part of the last bias."""
    arrays: dict[str, np.ndarray] = {
        "vocabulary": np.frombuffer("\n".join(words).encode(), np.uint8),
        "sure": np.array(sure, np.float32),
    }
    for name, values in weights.items():
        if name in _TABLES:
            scale = (np.abs(values).max(axis=1, keepdims=True) / 127 + 1e-9).astype(np.float16)
            whole = np.round(values / scale.astype(np.float32))
            if name == "features":
                whole[0] = 0
            arrays[name] = np.clip(whole, -127, 127).astype(np.int8)
            arrays[f"{name}_scale"] = scale
        elif name not in {"corpora", "out", "out_bias"}:
            arrays[name] = values.astype(np.float16)
    corpus = weights["corpora"][CORPORA.index(WORLDWIDE)]
    arrays["out"] = weights["out"][:CHANNELS].astype(np.float16)
    arrays["out_bias"] = weights["out_bias"] + corpus @ weights["out"][CHANNELS:]
    return arrays


def network(arrays: Mapping[str, np.ndarray]) -> Network:
    """Return the arrays as the program's network."""
    return load(arrays)


def difference(weights: Mapping[str, np.ndarray], shipped: Network, article: Article, lists: NameLists) -> float:
    """Return the largest difference of a label's chance in `article` between the network that learned and `shipped`."""
    (example,) = examples([article], lists, shipped.vocabulary)
    (batch,) = batches([example], tokens=1, chance=np.random.default_rng(0))
    learned = np.exp(np.asarray(scores(dict(weights), batch)))[0, : len(example.words)]
    tokens = article.tokens()
    known = lists.listed(tokens.words, tokens.sentences)
    given = np.exp(shipped(encode(tokens, known, shipped.vocabulary)))
    return float(np.abs(learned - given).max())


def write(arrays: Mapping[str, np.ndarray], path: Path) -> None:
    """Write the shipped file."""
    np.savez_compressed(path, allow_pickle=False, **arrays)
