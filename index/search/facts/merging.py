"""Several runs become one, without the articles that a later run has: arrays are laid out anew, nothing is read."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.search.encoding import Built, Words
from index.search.facts.encoding import Amounts, Content, encode
from index.search.facts.rows import COLUMNS
from index.search.facts.run import Run
from index.search.lexicon import chosen_words, union
from index.search.ragged import Ints, distinct

Alive = NDArray[np.bool_]


def merge(runs: Sequence[tuple[Run, Alive]]) -> Built:
    """Return a run of the articles of `runs` that are alive, which no two of them have."""
    keys = np.concatenate([run.keys[alive] for run, alive in runs])
    by_key = np.argsort(keys)
    rank = np.argsort(by_key)
    new_docs: list[Ints] = []
    base = 0
    for _, alive in runs:
        new_doc = np.full(len(alive), -1, np.int64)
        new_doc[alive] = rank[base : base + int(alive.sum())]
        base += int(alive.sum())
        new_docs.append(new_doc)
    pairs = [_pairs(run, new_doc) for (run, _), new_doc in zip(runs, new_docs, strict=True)]
    columns = {
        kind: [_amounts(run, kind, new_doc) for (run, _), new_doc in zip(runs, new_docs, strict=True)]
        for kind in COLUMNS
    }
    names, names_written, new_names = _joined([run for run, _ in runs], "names", [name for name, _ in pairs])
    units, units_written, new_units = _joined(
        [run for run, _ in runs],
        "units",
        [np.concatenate([columns[kind][at].unit for kind in COLUMNS]) for at in range(len(runs))],
    )
    return encode(
        Content(
            keys[by_key],
            names,
            names_written,
            (
                np.concatenate([new[name] for new, (name, _) in zip(new_names, pairs, strict=True)]),
                np.concatenate([doc for _, doc in pairs]),
            ),
            units,
            units_written,
            {
                kind: Amounts(
                    np.concatenate([part.low for part in parts]),
                    np.concatenate([part.high for part in parts]),
                    np.concatenate([new[part.unit] for new, part in zip(new_units, parts, strict=True)]),
                    np.concatenate([part.docs for part in parts]),
                )
                for kind, parts in columns.items()
            },
        )
    )


def _pairs(run: Run, new_doc: Ints) -> tuple[Ints, Ints]:
    """Return names, by their old numbers, with the articles that have them, by their new rows; no deleted ones."""
    at = run.array("names.posts.at").astype(np.int64)
    counts = at[1:] - at[:-1]
    name = np.repeat(np.arange(len(counts)), counts)
    doc = new_doc[run.array("names.docs")]
    alive = doc >= 0
    return name[alive], doc[alive]


def _amounts(run: Run, kind: str, new_doc: Ints) -> Amounts:
    """Return a column, by new rows, without deleted ones."""
    doc = new_doc[run.array(f"{kind}.docs")]
    alive = doc >= 0
    low, high, unit = (run.array(f"{kind}.{name}")[alive] for name in ("low", "high", "unit"))
    return Amounts(low, high, unit.astype(np.int64), doc[alive])


def _joined(runs: Sequence[Run], name: str, used: Sequence[Ints]) -> tuple[Words, Words, list[Ints]]:
    """Return one lexicon of what is used of those of all runs, how it is written, and new numbers for the old ones.

    What several runs have is written as in the first of them, which has more articles.
    """
    heap, at, numbers = union([run.lexicon(name) for run in runs])
    source = np.full(len(at) - 1, -1, np.int64)
    written_heap, written_at = [], [np.zeros(1, np.int64)]
    base_words = base_bytes = 0
    for run, number, mine in zip(runs, numbers, used, strict=True):
        lexicon = run.lexicon(f"{name}.written")
        written_heap.append(lexicon.heap)
        written_at.append(lexicon.at[1:].astype(np.int64) + base_bytes)
        wanted = distinct(mine)
        fresh = wanted[source[number[wanted]] < 0]
        source[number[fresh]] = fresh + base_words
        base_words += len(lexicon)
        base_bytes += len(lexicon.heap)
    kept = np.flatnonzero(source >= 0)
    renumbered = np.full(len(source), -1, np.int64)
    renumbered[kept] = np.arange(len(kept))
    written = chosen_words(np.concatenate(written_heap), np.concatenate(written_at), source[kept])
    return chosen_words(heap, at, kept), written, [renumbered[number] for number in numbers]
