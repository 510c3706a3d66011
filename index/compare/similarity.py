"""How alike sentences are worded: stem TF-IDF and character 3- to 5-grams, half and half.

Chosen because nothing beat it on text nobody had looked at: learned weights, BM25, clause windows and word vectors
gained only on the set they were tuned on. Needs no model and no array library but numpy. One thread is fastest at these
sizes; how many BLAS uses is the process's affair (OMP_NUM_THREADS).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.compare.pool import Line

Array = npt.NDArray[np.float32]

_BITS = 12  # of the hash of a character n-gram: 4,096 columns
_SHORTEST, _LONGEST = 3, 5
_ROWS_AT_ONCE = 512
_FNV_PRIME = np.uint32(16777619)
_GOLDEN = np.uint32(0x9E3779B1)  # Fibonacci hashing (Knuth, TAOCP 6.4): spreads the upper bits


def vectors(lines: Sequence[Line]) -> Array:
    """Return a matrix (lines x columns) of unit rows: the similarity of two lines is the product of their rows.

    IDF comes from these lines alone, so all sentences of an event belong into one call.
    """
    row, column, weight = _word_weights(lines)
    columns = int(column.max(initial=-1)) + 1
    half = np.sqrt(np.float32(0.5))
    out = np.zeros((len(lines), columns + (1 << _BITS)), dtype=np.float32)
    out[row, column] = half * weight
    np.multiply(_character_vectors(lines), half, out=out[:, columns:])
    return out


def highest(values: Array, few: int) -> set[tuple[int, int]]:
    """Return (row, column) of the `few` highest of each row and each column, so that what follows is linear in them."""
    return {*_highest_of_rows(values, few), *((row, column) for column, row in _highest_of_rows(values.T, few))}


def _highest_of_rows(values: Array, few: int) -> list[tuple[int, int]]:
    if not values.size:
        return []
    few = min(few, values.shape[1])
    columns = np.argpartition(-values, few - 1, axis=1)[:, :few].ravel()
    rows = np.repeat(np.arange(len(values)), few)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _word_weights(
    lines: Sequence[Line],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return (row, column, weight) of the stems that two lines or more have, in rows of unit length."""
    known: dict[str, int] = {}
    stems = np.array([known.setdefault(stem, len(known)) for line in lines for stem in line.stems], dtype=np.int64)
    rows = np.repeat(np.arange(len(lines)), [len(line.stems) for line in lines])
    keys, counts = np.unique(rows * max(len(known), 1) + stems, return_counts=True)
    row, stem = np.divmod(keys, max(len(known), 1))
    found_in = np.bincount(stem, minlength=len(known))
    weight = (1 + np.log(counts)) * _idf(len(lines), found_in)[stem]
    weight /= np.sqrt(np.maximum(np.bincount(row, weight * weight, minlength=len(lines)), 1e-9))[row]
    # A stem of one line only lengthens its row; it needs no column.
    shared = found_in > 1
    kept = shared[stem]
    return row[kept], (np.cumsum(shared) - 1)[stem[kept]], weight[kept]


def _character_vectors(lines: Sequence[Line]) -> Array:
    counts = np.zeros((len(lines), 1 << _BITS), dtype=np.uint16)
    for at in range(0, len(lines), _ROWS_AT_ONCE):
        counts[at : at + _ROWS_AT_ONCE] = _hashed_counts(lines[at : at + _ROWS_AT_ONCE])
    idf = _idf(len(lines), np.count_nonzero(counts, axis=0))
    damped = np.zeros(int(counts.max(initial=0)) + 1, dtype=np.float32)
    damped[1:] = 1 + np.log(np.arange(1, len(damped)))
    out: Array = damped[counts]
    out *= idf
    out /= np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), 1e-9))[:, None]
    return out


def _hashed_counts(lines: Sequence[Line]) -> npt.NDArray[np.uint16]:
    """Count the n-grams of each line's words, one space apart and one at both ends, by a hash of _BITS bits."""
    texts = [f" {' '.join(line.words)} " for line in lines]
    points = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32)
    row = np.repeat(np.arange(len(lines)), [len(text) for text in texts])
    rolling = np.zeros(len(points), dtype=np.uint32)
    keys: list[npt.NDArray[np.int64]] = []
    for length in range(1, min(_LONGEST, len(points)) + 1):
        rolling = rolling[: len(points) - length + 1] * _FNV_PRIME ^ points[length - 1 :]
        if length >= _SHORTEST:
            column = (rolling ^ rolling >> np.uint32(15)) * _GOLDEN >> np.uint32(32 - _BITS)
            first = row[: len(rolling)]
            keys.append(((first << _BITS) + column)[first == row[length - 1 :]])
    flat = np.concatenate(keys) if keys else np.zeros(0, dtype=np.int64)
    counts = np.bincount(flat, minlength=len(lines) << _BITS)
    return np.minimum(counts, np.iinfo(np.uint16).max).astype(np.uint16).reshape(len(lines), 1 << _BITS)


def _idf(total: int, found_in: npt.NDArray[np.int64]) -> Array:
    return (np.log((total + 1) / (found_in + 1)) + 1).astype(np.float32)
