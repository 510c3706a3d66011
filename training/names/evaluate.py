"""Scores of the tagger alone on what it was not trained on, how sure it should be, and how long it takes."""

import time
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from index.facts.tagger.lists import NameLists
from index.facts.tagger.network import Network
from index.facts.tagger.tagger import Tagged, found
from training.names.corpora import Marked, lines

_KINDS: Final = {"person": "PER", "organisation": "ORG", "place": "LOC"}


class Scores(NamedTuple):
    """F1 of spans: kind right as well, kind left out of account, and of each kind; milliseconds for 700 tokens."""

    strict: float
    precision: float
    recall: float
    untyped: float
    kinds: dict[str, float]
    milliseconds: float


def tag(articles: Sequence[Marked], network: Network, lists: NameLists) -> tuple[list[list[Tagged]], float]:
    """Return what the tagger finds in each article, and the milliseconds of this thread for 1,000 characters."""
    begun = time.thread_time()
    given = [list(found(article.text, lines(article.text), network, lists)) for article in articles]
    return given, (time.thread_time() - begun) * 1e6 / sum(len(article.text) for article in articles)


def score(articles: Sequence[Marked], given: Sequence[Sequence[Tagged]], milliseconds: float) -> Scores:
    """Compare with what is marked by hand: micro-averaged over all articles."""
    right: Counter[str] = Counter()
    offered: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    untyped = 0
    for article, names in zip(articles, given, strict=True):
        gold = {span for span in article.spans if span[2] in _KINDS.values()}
        made = {(*name.span, _KINDS[name.kind]) for name in names}
        for counter, spans in ((right, gold & made), (offered, made), (wanted, gold)):
            counter.update(kind for _, _, kind in spans)
        untyped += len({span[:2] for span in gold} & {span[:2] for span in made})
    both = max(1, offered.total() + wanted.total())
    return Scores(
        strict=2 * right.total() / both,
        precision=right.total() / max(1, offered.total()),
        recall=right.total() / max(1, wanted.total()),
        untyped=2 * untyped / both,
        kinds={kind: 2 * right[kind] / max(1, offered[kind] + wanted[kind]) for kind in _KINDS.values()},
        milliseconds=milliseconds,
    )


def row(title: str, scores: Scores) -> str:
    """Return one row of a Markdown table."""
    kinds = " | ".join(f"{value:.3f}" for value in scores.kinds.values())
    return (
        f"| {title} | {scores.strict:.3f} | {scores.untyped:.3f} | {scores.precision:.3f} | {scores.recall:.3f} |"
        f" {kinds} | {scores.milliseconds:.1f} |\n"
    )


HEAD: Final = (
    "| set | strict | untyped | precision | recall | people | organisations | places | ms / 1,000 characters |\n"
    "|---|---|---|---|---|---|---|---|---|\n"
)


def calibrated(articles: Sequence[Marked], given: Sequence[Sequence[Tagged]]) -> tuple[float, float]:
    """Return slope and intercept that bring log odds closest to how often spans are right (Platt 1999).

    `given` was found by a network with slope 1 and intercept 0, whose `sure` is the chance itself.
    """
    chances = np.array([name.sure for names in given for name in names])
    right = np.array(
        [
            (*name.span, _KINDS[name.kind]) in article.spans
            for article, names in zip(articles, given, strict=True)
            for name in names
        ],
        float,
    )
    odds = np.log(chances / (1 - chances))
    inputs = np.stack([odds, np.ones_like(odds)], axis=1)
    curve = np.array([1.0, 0.0])
    for _ in range(20):
        expected = 1 / (1 + np.exp(-inputs @ curve))
        bent = (inputs * (expected * (1 - expected))[:, None]).T @ inputs
        curve += np.linalg.solve(bent, inputs.T @ (right - expected))
    return float(curve[0]), float(curve[1])


def reliability(articles: Sequence[Marked], given: Sequence[Sequence[Tagged]]) -> str:
    """Return a Markdown table: how often spans are right by how sure the tagger is of them."""
    pairs = [
        (name.sure, (*name.span, _KINDS[name.kind]) in article.spans)
        for article, names in zip(articles, given, strict=True)
        for name in names
    ]
    table = "| sure | names | right |\n|---|---|---|\n"
    for low in (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        high = {0.0: 0.3, 0.3: 0.5, 0.9: 0.95, 0.95: 1.01}.get(low, low + 0.1)
        inside = [good for sure, good in pairs if low <= sure < high]
        if inside:
            table += f"| {low:.2f} | {len(inside)} | {sum(inside) / len(inside):.2f} |\n"
    return table
