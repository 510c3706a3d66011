"""The network in JAX, as it learns; what it computes without a key is `index/facts/tagger/network.py`."""

from typing import Final

import jax
import jax.numpy as jnp
import numpy as np

from index.facts.tagger.features import BUCKETS
from index.facts.tagger.labels import LABELS
from index.facts.tagger.network import AFTER_POOL, BEFORE_POOL, FEATURE_SCALE, LOWEST
from training.names.corpora import CORPORA

FEATURE_WIDTH: Final = 48
CHANNELS: Final = 128
CORPUS_WIDTH: Final = 16
WORD_DROPOUT: Final = 0.12
FEATURE_DROPOUT: Final = 0.1
DROPOUT: Final = 0.3
EPSILON: Final = 1e-5

Weights = dict[str, jax.Array]
Batch = dict[str, jax.Array]
"""words, groups, labels (batch, slots), features (batch, slots, most), corpus (batch,)."""


def fresh(vectors: np.ndarray, seed: int) -> Weights:
    """Return weights to begin with; `vectors` (words, width) follow two rows of nought."""
    chance = np.random.default_rng(seed)

    def spread(*sizes: int) -> np.ndarray:
        return chance.normal(scale=np.sqrt(1.5 / np.prod(sizes[:-1])), size=sizes)

    width = vectors.shape[1]
    weights = {
        "vectors": np.vstack([np.zeros((2, width)), vectors]),
        "features": chance.normal(size=(BUCKETS, FEATURE_WIDTH)) * 0.15,
        "between": chance.normal(size=width + FEATURE_WIDTH) * 0.1,
        "entry": spread(width + FEATURE_WIDTH, CHANNELS),
        "entry_bias": np.zeros(CHANNELS),
        "pool": spread(3 * CHANNELS, CHANNELS),
        "pool_bias": np.zeros(CHANNELS),
        "corpora": chance.normal(size=(len(CORPORA), CORPUS_WIDTH)) * 0.1,
        "out": spread(CHANNELS + CORPUS_WIDTH, len(LABELS)),
        "out_bias": np.zeros(len(LABELS)),
    }
    for at in range(len(BEFORE_POOL) + len(AFTER_POOL)):
        weights[f"kernel{at}"] = spread(3, CHANNELS, CHANNELS)
        weights[f"bias{at}"] = np.zeros(CHANNELS)
        weights[f"gain{at}"] = np.ones(CHANNELS)
        weights[f"shift{at}"] = np.zeros(CHANNELS)
    return {name: jnp.asarray(values, jnp.float32) for name, values in weights.items()}


def scores(weights: Weights, batch: Batch, key: jax.Array | None = None) -> jax.Array:
    """Return log probabilities (batch, slots, labels); with a key, under dropout of words, features and states."""
    keys = jax.random.split(key, 5) if key is not None else None
    words, features = batch["words"], batch["features"]
    used = (features > 0).astype(jnp.float32)
    vectors = weights["vectors"][words]
    if keys is not None:
        # A dropped word loses its vector and the two features that name it, not its letters and its place.
        kept = jax.random.bernoulli(keys[0], 1 - WORD_DROPOUT, words.shape).astype(jnp.float32)
        vectors = vectors * kept[..., None]
        used = used * jax.random.bernoulli(keys[1], 1 - FEATURE_DROPOUT, used.shape)
        used = used.at[:, :, :2].multiply(kept[..., None])
    summed = jnp.einsum("btfw,btf->btw", weights["features"][features], used) * FEATURE_SCALE
    inputs = jnp.concatenate([vectors, summed], -1)
    inputs = inputs + jnp.where((words == 0)[..., None], weights["between"], 0.0)
    states = jax.nn.relu(_dropped(inputs, keys, 2) @ weights["entry"] + weights["entry_bias"])
    for at, dilation in enumerate(BEFORE_POOL):
        states = _convolved(weights, states, at, dilation)
    states = _dropped(states, keys, 3)
    pooled = jax.vmap(_pooled)(states, batch["groups"])
    states = states + jax.nn.relu(pooled @ weights["pool"] + weights["pool_bias"])
    for at, dilation in enumerate(AFTER_POOL, start=len(BEFORE_POOL)):
        states = _convolved(weights, states, at, dilation)
    states = _dropped(states, keys, 4)
    corpus = jnp.broadcast_to(weights["corpora"][batch["corpus"]][:, None], (*words.shape, CORPUS_WIDTH))
    return jax.nn.log_softmax(jnp.concatenate([states, corpus], -1) @ weights["out"] + weights["out_bias"])


def _dropped(states: jax.Array, keys: jax.Array | None, at: int) -> jax.Array:
    if keys is None:
        return states
    return states * jax.random.bernoulli(keys[at], 1 - DROPOUT, states.shape) / (1 - DROPOUT)


def _convolved(weights: Weights, states: jax.Array, at: int, dilation: int) -> jax.Array:
    """Add a convolution of width 3 to the states, then normalise them."""
    slots = states.shape[1]
    padded = jnp.pad(states, ((0, 0), (dilation, dilation), (0, 0)))
    beside = jnp.concatenate([padded[:, :slots], states, padded[:, 2 * dilation :]], -1)
    kernel = weights[f"kernel{at}"].reshape(3 * CHANNELS, CHANNELS)
    summed = states + jax.nn.relu(beside @ kernel + weights[f"bias{at}"])
    centred = summed - summed.mean(-1, keepdims=True)
    variance = (centred**2).mean(-1, keepdims=True)
    return centred * jax.lax.rsqrt(variance + EPSILON) * weights[f"gain{at}"] + weights[f"shift{at}"]


def _pooled(states: jax.Array, groups: jax.Array) -> jax.Array:
    """Return states (slots, channels), then their mean and maximum over the slots of the same group."""
    member = (groups > 0).astype(jnp.float32)[:, None]
    most = groups.shape[0] + 1
    sums = jax.ops.segment_sum(states * member, groups, most)
    counts = jax.ops.segment_sum(member, groups, most)
    greatest = jax.ops.segment_max(jnp.where(member > 0, states, -1e4), groups, most)
    mean = (sums / jnp.maximum(counts, 1))[groups] * member
    return jnp.concatenate([states, mean, jnp.maximum(greatest, LOWEST)[groups] * member], -1)
