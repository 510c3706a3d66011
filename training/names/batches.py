"""Articles as padded arrays of a few fixed sizes, so that the network is compiled a few times and not for each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from index.facts.tagger.features import OF_A_WORD, encode
from index.facts.tagger.labels import LABELS
from index.facts.tagger.lists import NameLists
from training.names.conventions import spans
from training.names.corpora import CORPORA, Article

MOST_FEATURES: Final = 24
"""Of a slot; the few beyond are left out."""
NO_LABEL: Final = -1
_SIZES: Final = (64, 128, 256, 384, 512, 640, 768, 1024, 1536)
_NUMBER: Final = {label: number for number, label in enumerate(LABELS)}


@dataclass(frozen=True, slots=True)
class Example:
    """One article, or a part of one of at most the greatest size, as slots."""

    words: np.ndarray
    groups: np.ndarray
    features: np.ndarray
    """(slots, MOST_FEATURES), 0 is none."""
    labels: np.ndarray
    """NO_LABEL between sentences."""
    corpus: int


def examples(articles: Sequence[Article], lists: NameLists, vocabulary: Mapping[str, int]) -> list[Example]:
    """Return all articles encoded as the tagger encodes them."""
    return [part for article in articles for part in _parted(_example(article, lists, vocabulary))]


def _example(article: Article, lists: NameLists, vocabulary: Mapping[str, int]) -> Example:
    tokens = article.tokens()
    encoded = encode(tokens, lists.listed(tokens.words, tokens.sentences), vocabulary)
    size = len(encoded.words)
    features = np.zeros((size, MOST_FEATURES), np.int32)
    features[:, :OF_A_WORD] = encoded.spelling[encoded.kinds]
    # The place of each feature of context among those of its slot.
    _, first, counts = np.unique(encoded.slots, return_index=True, return_counts=True)
    column = OF_A_WORD + np.arange(len(encoded.slots)) - np.repeat(first, counts)
    fits = column < MOST_FEATURES
    features[encoded.slots[fits], column[fits]] = encoded.context[fits]
    labels = np.full(size, NO_LABEL, np.int32)
    labels[encoded.places] = _numbers(article.labels())
    return Example(encoded.words, encoded.groups, features, labels, CORPORA.index(article.corpus))


def _numbers(labels: Sequence[str]) -> list[int]:
    """Return BIO labels as numbers of the labels with ends and singles."""
    made = [0] * len(labels)
    for first, last, kind in spans(labels):
        parts = ["S"] if last - first == 1 else ["B", *"I" * (last - first - 2), "E"]
        made[first:last] = [_NUMBER[f"{part}-{kind}"] for part in parts]
    return made


def _parted(example: Example) -> Iterator[Example]:
    for at in range(0, len(example.words), _SIZES[-1]):
        part = slice(at, at + _SIZES[-1])
        # Groups count up to the number of slots at most, which the pooling relies on.
        _, groups = np.unique(np.append(0, example.groups[part]), return_inverse=True)
        yield Example(
            example.words[part],
            groups[1:].astype(np.int32),
            example.features[part],
            example.labels[part],
            example.corpus,
        )


def batches(made: Sequence[Example], tokens: int, chance: np.random.Generator) -> list[dict[str, np.ndarray]]:
    """Return all examples in batches of about `tokens` slots, of like sizes, in an order by `chance`."""
    waiting: defaultdict[int, list[Example]] = defaultdict(list)
    grouped: list[tuple[int, list[Example]]] = []
    for at in chance.permutation(len(made)):
        size = next(size for size in _SIZES if size >= len(made[at].words))
        waiting[size].append(made[at])
        if len(waiting[size]) * size >= tokens or size >= tokens:
            grouped.append((size, waiting.pop(size)))
    grouped += waiting.items()
    ordered = (grouped[at] for at in chance.permutation(len(grouped)))
    return [_padded(size, together, tokens) for size, together in ordered]


def _padded(size: int, made: Sequence[Example], tokens: int) -> dict[str, np.ndarray]:
    rows = max(1, -(-tokens // size))
    batch = {
        "words": np.zeros((rows, size), np.int32),
        "groups": np.zeros((rows, size), np.int32),
        "features": np.zeros((rows, size, MOST_FEATURES), np.int32),
        "labels": np.full((rows, size), NO_LABEL, np.int32),
        "corpus": np.zeros(rows, np.int32),
    }
    for row, example in enumerate(made):
        length = len(example.words)
        for name in ("words", "groups", "features", "labels"):
            batch[name][row, :length] = getattr(example, name)
        batch["corpus"][row] = example.corpus
    return batch
