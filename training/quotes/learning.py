"""Learning: from marked articles to one weight for each feature of a candidate.

A conditional logit: of the candidates for a quotation those that are right share all the likelihood that training
raises. Plain gradient descent (Adam) with a quadratic penalty; 84 articles take a second.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.facts import names
from index.facts.document import FactText, prepare
from index.facts.speech.reading import Reading
from index.facts.speech.telling import Teller, Told
from index.facts.speech.weighing import Candidate
from index.models import Block, BlockKind, Fact
from training.quotes.judging import is_right, marked_as
from training.quotes.polnear import LINE, Item

_PENALTY = 3.0
"""On the square of each weight; 1 and 3 did alike in cross-validation over the first half."""
_STEPS = 300
_RATE = 0.1
_SEEN = 2
"""A feature that was seen less often gets no weight."""
_SMALLEST = 0.02


class Lesson(NamedTuple):
    """The candidates for one quotation, and which of them are right."""

    candidates: tuple[Candidate, ...]
    right: frozenset[int]


class Prepared(NamedTuple):
    """A marked article with what the program makes of it before anybody is quoted."""

    item: Item
    document: FactText
    named: list[Fact]


def prepared(item: Item) -> Prepared:
    """Prepare an article, each line a block."""
    blocks = [Block(kind=BlockKind.PARAGRAPH, start=line.start(), end=line.end()) for line in LINE.finditer(item.text)]
    document = prepare(item.text, blocks, language="en")
    return Prepared(item, document, names.find(document))


def lessons(articles: Sequence[Prepared]) -> list[Lesson]:
    """Return a lesson for each quotation of which a candidate is right; what is no marked quotation is nobody's.

    The voice that is carried on to the next quotation is the right one, not the one that was chosen.
    """
    found: list[Lesson] = []
    for item, document, named in articles:
        reading = Reading(document, named)
        teller = Teller(reading, {})
        for one in reading.quotes:
            certain = teller.certain(one)
            if certain is not None:
                teller.note(certain)
                continue
            marked = marked_as(one.words, item.quotes)
            candidates = teller.choice(one).candidates
            nobody = len(candidates) - 1
            if marked is None or not marked.sources:
                found.append(Lesson(candidates, frozenset({nobody})))
                continue
            right = [
                at
                for at, each in enumerate(candidates[:-1])
                if is_right(item.text, each.source.name, each.place, marked)
            ]
            if right:
                found.append(Lesson(candidates, frozenset(right)))
                first = candidates[right[0]]
                teller.note(Told(one, first.source.name, first.place, 1.0))
    return found


def train(taught: Sequence[Lesson]) -> dict[str, float]:
    """Return the weight of each feature, rounded; weights near nothing are left out."""
    seen = Counter(feature for lesson in taught for one in lesson.candidates for feature in one.features)
    features = sorted(feature for feature, times in seen.items() if times >= _SEEN)
    number = {feature: at for at, feature in enumerate(features)}
    pairs = [
        (row, number[feature])
        for row, one in enumerate(one for lesson in taught for one in lesson.candidates)
        for feature in one.features
        if feature in number
    ]
    rows, columns = np.array(pairs, dtype=np.int64).T
    lesson_of = np.repeat(np.arange(len(taught)), [len(lesson.candidates) for lesson in taught])
    right = np.array([at in lesson.right for lesson in taught for at in range(len(lesson.candidates))])
    weights = np.zeros(len(features))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        worth = np.bincount(rows, weights[columns], minlength=len(right)).astype(np.float64)
        likely = _shares(worth, lesson_of, len(taught))
        wanted = _shares(np.where(right, worth, -np.inf), lesson_of, len(taught))
        slope = np.bincount(columns, (likely - wanted)[rows], minlength=len(features)) + _PENALTY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        weights -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    kept = zip(features, weights.tolist(), strict=True)
    return {feature: round(weight, 2) for feature, weight in kept if abs(weight) > _SMALLEST}


def _shares(worth: NDArray[np.float64], lesson: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """Return the softmax of `worth` within each lesson."""
    most = np.full(count, -np.inf)
    np.maximum.at(most, lesson, worth)
    raised = np.exp(worth - most[lesson])
    total = np.bincount(lesson, raised, minlength=count).astype(np.float64)
    return np.asarray(raised / total[lesson], dtype=np.float64)
