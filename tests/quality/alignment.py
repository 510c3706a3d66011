"""How well sentences of different reports are aligned: ranking scores on the SuperPAL pairs.

Counted so that figures can be compared: identical pairs once; in each topic every summary sentence against every
document sentence; MAP over the summary sentences, pooled AP over all pairs; intervals by a bootstrap over the summary
sentences. Run it with CROSSREAD_DATA naming the folder that holds align-superpal.jsonl.
"""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.compare.pool import Body, pool
from index.compare.similarity import vectors
from index.models import Block, BlockKind, Span

Row = tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]

_FILE = "align-superpal.jsonl"
_DRAWS = 1000


def main() -> int:
    """Print the table; return 0, or 1 where the data is absent."""
    path = Path(os.environ.get("CROSSREAD_DATA", "../shared/data")) / _FILE
    if not path.exists():
        sys.stderr.write(f"alignment: no {_FILE} in {path.parent} (set CROSSREAD_DATA); nothing was scored\n")
        return 1
    rows = _rows(path)
    sys.stdout.write("| sentences | MAP | 95 % | pooled AP | 95 % |\n|---|---|---|---|---|\n")
    generator = np.random.default_rng(0)
    draws = [generator.integers(0, len(rows), len(rows)) for _ in range(_DRAWS)]
    each = np.array([average_precision(*row) for row in rows])
    means = [float(each[draw].mean()) for draw in draws]
    pooled = [_pooled(rows, draw) for draw in draws]
    whole = _pooled(rows, range(len(rows)))
    figures = f"{each.mean():.3f} | {_interval(means)} | {whole:.3f} | {_interval(pooled)}"
    sys.stdout.write(f"| {len(rows)} | {figures} |\n")
    return 0


def similarity(sentences: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return the similarity of every pair of `sentences`, which make up one pool."""
    bodies = [Body(text, [Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))], [Span(0, len(text))], "en")
              for text in sentences]  # fmt: skip
    rows = vectors([line for lines in pool(bodies) for line in lines])
    return (rows @ rows.T).astype(np.float64)


def average_precision(scores: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> float:
    """Return the average precision of a ranking by `scores`, highest first."""
    ranked = right[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1))[ranked].mean())


def _rows(path: Path) -> list[Row]:
    topics: dict[str, tuple[dict[str, None], dict[str, None], set[tuple[str, str]]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        summary, document, gold = topics.setdefault(record["topic"], ({}, {}, set()))
        pair = record["summary_sentence"], record["document_sentence"]
        summary[pair[0]] = document[pair[1]] = None
        gold.add(pair)
    rows: list[Row] = []
    for summary, document, gold in topics.values():
        scores = similarity([*summary, *document])[: len(summary), len(summary) :]
        rows += [
            (scores[at], np.array([(sentence, other) in gold for other in document]))
            for at, sentence in enumerate(summary)
        ]
    return rows


def _pooled(rows: Sequence[Row], chosen: Iterable[int]) -> float:
    picked = [rows[at] for at in chosen]
    return average_precision(np.concatenate([row[0] for row in picked]), np.concatenate([row[1] for row in picked]))


def _interval(values: Sequence[float]) -> str:
    low, high = np.percentile(values, [2.5, 97.5])
    return f"{low:.3f} to {high:.3f}"


if __name__ == "__main__":
    raise SystemExit(main())
