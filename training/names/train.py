"""Training: AdamW with one cycle of the learning rate, a moving average of the weights kept."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import jax
import jax.numpy as jnp
import numpy as np
import optax

from training.names.batches import Example, batches
from training.names.corpora import CORPORA, WORLDWIDE
from training.names.model import Batch, Weights, fresh, scores

OTHERS_WEIGH: Final = 0.6
"""Against worldwide, whose conventions and kind of text are those wanted."""
SMOOTHING: Final = 0.05
AVERAGE: Final = 0.995


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast."""

    epochs: int = 6
    tokens: int = 3072
    """Slots of a batch."""
    rate: float = 2e-3
    seed: int = 1


def train(make: Callable[[], Sequence[Example]], vectors: np.ndarray, plan: Plan) -> dict[str, np.ndarray]:
    """Return weights learned from what `make` gives for each epoch; prints the loss of each.

    Repeatable but for the order of sums.
    """
    made = make()
    chance = np.random.default_rng(plan.seed)
    steps = plan.epochs * len(batches(made, plan.tokens, np.random.default_rng(plan.seed)))
    schedule = optax.cosine_onecycle_schedule(steps, plan.rate, pct_start=0.15, div_factor=10, final_div_factor=50)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=1e-2, b2=0.98))
    weighs = jnp.asarray([1.0 if corpus == WORLDWIDE else OTHERS_WEIGH for corpus in CORPORA])

    def loss(weights: Weights, batch: Batch, key: jax.Array) -> jax.Array:
        given = scores(weights, batch, key)
        labelled = batch["labels"] >= 0
        right = jnp.take_along_axis(given, jnp.maximum(batch["labels"], 0)[..., None], -1)[..., 0]
        smoothed = (1 - SMOOTHING) * right + SMOOTHING * given.mean(-1)
        weighed = smoothed * labelled * weighs[batch["corpus"]][:, None]
        return -weighed.sum() / jnp.maximum(labelled.sum(), 1)

    def step(
        weights: Weights, state: optax.OptState, mean: Weights, batch: Batch, key: jax.Array, done: jax.Array
    ) -> tuple[Weights, optax.OptState, Weights, jax.Array]:
        lost, gradient = jax.value_and_grad(loss)(weights, batch, key)
        update, state = optimiser.update(gradient, state, weights)
        weights = optax.apply_updates(weights, update)
        share = jnp.minimum(AVERAGE, (1.0 + done) / (10.0 + done))
        mean = jax.tree.map(lambda old, new: old * share + new * (1 - share), mean, weights)
        return weights, state, mean, lost

    stepped = jax.jit(step)
    weights = fresh(vectors, plan.seed)
    state, mean, key = optimiser.init(weights), weights, jax.random.PRNGKey(plan.seed)
    done, begun = 0, time.monotonic()
    for epoch in range(plan.epochs):
        losses = []
        made = make() if epoch else made
        for batch in batches(made, plan.tokens, chance):
            key, now = jax.random.split(key)
            weights, state, mean, lost = stepped(weights, state, mean, batch, now, jnp.asarray(float(done)))
            losses.append(lost)
            done += 1
            if done % 50 == 0:
                jax.block_until_ready(lost)
        sys.stdout.write(f"epoch {epoch + 1}: loss {float(np.mean(losses)):.4f}, {time.monotonic() - begun:.0f} s\n")
        sys.stdout.flush()
    return {name: np.asarray(values) for name, values in mean.items()}
