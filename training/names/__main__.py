"""The steps of training, each by its name: `lists`, `vectors`, `train`, `calibrate`, `score`. See README.md."""

import argparse
import gzip
import os
import random
import sys
from pathlib import Path
from typing import Final

import numpy as np

from index.facts.tagger import network as runtime
from index.facts.tagger.lists import read
from index.facts.tagger.lists import shipped as shipped_lists
from training.names import evaluate, export
from training.names.bake_lists import bake
from training.names.batches import Example, examples
from training.names.corpora import newswire, training, worldwide
from training.names.made_up import with_made_up
from training.names.renaming import Renamer
from training.names.train import Plan, train
from training.names.vectors import learn

_DATA: Final = Path(runtime.__file__).with_name("data")
_LISTS: Final = _DATA / "lists.txt.gz"
_WEIGHTS: Final = _DATA / "tagger.npz"
_COPIED: Final = 0.2
"""Share of the articles of which each epoch has a copy with other names."""


def main() -> int:
    """Take one step; what it makes goes into the work folder, or into the program."""
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__)
    parser.add_argument("step", choices=("lists", "vectors", "train", "calibrate", "score"))
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("CROSSREAD_DATA", "../shared/data")))
    parser.add_argument("--work", type=Path, default=Path("training-work"), help="folder for what is made on the way")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.step == "lists":
        _lists(given.data)
    elif given.step == "vectors":
        _vectors(given.data, given.work, given.seed)
    elif given.step == "train":
        _train(given.data, given.work, given.epochs, given.seed)
    elif given.step == "calibrate":
        _calibrate(given.data)
    else:
        _score(given.data)
    return 0


def _lists(data: Path) -> None:
    bake(training(data), _LISTS)


def _vectors(data: Path, work: Path, seed: int) -> None:
    words, vectors = learn(training(data), seed)
    work.mkdir(parents=True, exist_ok=True)
    np.savez(work / "vectors.npz", vectors=vectors, words=np.array("\n".join(words)))


def _train(data: Path, work: Path, epochs: int, seed: int) -> None:
    with np.load(work / "vectors.npz") as held:
        words, vectors = str(held["words"]).split("\n"), held["vectors"]
    chance = random.Random(seed)  # noqa: S311 - which sentences are copied is no secret
    articles = training(data)
    renamer = Renamer(articles, read(gzip.decompress(_LISTS.read_bytes()).decode()))
    vocabulary = {word: row for row, word in enumerate(words, start=2)}

    def make() -> list[Example]:
        """Return everything for one epoch, its made-up part anew."""
        copies = [renamer.renamed(article, chance) for article in articles if chance.random() < _COPIED]
        with_more = [with_made_up(article, chance) for article in [*articles, *copies]]
        return examples(with_more, shipped_lists(), vocabulary)

    weights = train(make, vectors, Plan(epochs=epochs, seed=seed))
    arrays = export.packed(weights, words)
    apart = export.difference(weights, export.network(arrays), articles[0], shipped_lists())
    sys.stdout.write(f"largest difference of a chance between JAX and the shipped file: {apart:.4f}\n")
    export.write(arrays, _WEIGHTS)


def _calibrate(data: Path) -> None:
    """Set how sure the tagger is by every other held-out article."""
    with np.load(_WEIGHTS) as held:
        arrays = {**held, "sure": np.array([1.0, 0.0], np.float32)}
    articles = worldwide(data)[1][::2]
    names, _ = evaluate.tag(articles, runtime.load(arrays), shipped_lists())
    arrays["sure"] = np.array(evaluate.calibrated(articles, names), np.float32)
    export.write(arrays, _WEIGHTS)


def _score(data: Path) -> None:
    """Print the scores of the shipped weights on what they were not trained on."""
    sys.stdout.write(evaluate.HEAD)
    held = worldwide(data)[1]
    for title, articles in (("worldwide, held-out outlets", held), ("newswire", newswire(data))):
        names, milliseconds = evaluate.tag(articles, runtime.shipped(), shipped_lists())
        sys.stdout.write(evaluate.row(title, evaluate.score(articles, names, milliseconds)))
    names, _ = evaluate.tag(held[1::2], runtime.shipped(), shipped_lists())
    sys.stdout.write("\n" + evaluate.reliability(held[1::2], names))


if __name__ == "__main__":
    sys.exit(main())
