"""Which sentences of different reports are paired: scores on twenty stories read and paired by hand (pairs/README.md).

A pair is right if a reader linked the two sentences, surely or arguably; recall is of the sure links; F1 joins the two.
Two sentences are the same if their offsets overlap by four fifths of the shorter. Intervals by a bootstrap over the
stories. Run it with CROSSREAD_DATA naming the folder that holds basil.jsonl.
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.compare.alignment import Aligner, Alignment
from index.compare.pool import Body, pool
from index.models import SURE_PAIR, Block, BlockKind, Span
from index.text.sentences import sentences

_FILE = "basil.jsonl"
_PAIRS = Path(__file__).parent / "pairs"
_OVERLAP = 0.8
_DRAWS = 1000
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_KNOWN = "floors for likeness and shared words: .974 / .322 / .484"
_HEAD = """\
| {label} | pairs | precision | 95 % | recall of sure links | 95 % | F1 | 95 % | known |
|---|---|---|---|---|---|---|---|---|
"""

Counts = npt.NDArray[np.float64]
"""By story: pairs made, pairs right, sure links met, sure links."""


class Judged(NamedTuple):
    """A link of two sentences that a reader made."""

    left: Span
    right: Span
    sure: bool


class Couple(NamedTuple):
    """Two reports: their sentences, how they were aligned, and what a reader linked."""

    left: Sequence[Span]
    right: Sequence[Span]
    alignment: Alignment
    links: Sequence[Judged]


class Story(NamedTuple):
    """The reports of a story by outlet, and by couple of outlets the links that a reader made."""

    texts: Mapping[str, str]
    links: Mapping[tuple[str, str], Sequence[Judged]]


def main() -> int:
    """Print the tables; return 0, or 1 where the data is absent."""
    path = Path(os.environ.get("CROSSREAD_DATA", "../shared/data")) / _FILE
    if not path.exists():
        sys.stderr.write(f"pairing: no {_FILE} in {path.parent} (set CROSSREAD_DATA); nothing was scored\n")
        return 1
    texts: dict[tuple[str, str], str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        texts[str(record["story"]), record["outlet"]] = record["text"]
    for name in ("scored", "tuning"):
        stories = list(_stories(_PAIRS / f"{name}.jsonl", texts))
        found = [list(_couples(story)) for story in stories]
        sys.stdout.write(_HEAD.format(label=f"{name}: {len(stories)} stories, {sum(map(len, found))} couples"))
        for label, least, most, shown, known in (
            ("sure", SURE_PAIR, 1.0, False, _KNOWN if name == "scored" else ""),
            ("sure, side by side", SURE_PAIR, 1.0, True, ""),
            ("sure or guessed", 0.0, 1.0, False, ""),
            ("sure or guessed, side by side", 0.0, 1.0, True, ""),
            ("guessed alone", 0.0, SURE_PAIR - 1e-9, False, ""),
        ):
            rows = [
                np.sum([_counts(each, pairs(each.alignment, least, most, shown=shown)) for each in couples], axis=0)
                for couples in found
            ]
            sys.stdout.write(f"| {label} | {_figures(np.array(rows))} | {known} |\n")
        sys.stdout.write("\n")
    return 0


def pairs(alignment: Alignment, least: float, most: float, *, shown: bool) -> set[tuple[int, int]]:
    """Return the lines linked with a score from `least` to `most`; if `shown`, those only that stand side by side."""
    linked = {(link.left, link.right) for link in alignment.links if least <= link.score <= most}
    beside = {(at, to) for match in alignment.matches for at in match.left for to in match.right}
    return linked & beside if shown else linked


def _stories(path: Path, texts: Mapping[tuple[str, str], str]) -> Iterator[Story]:
    stories: dict[str, Story] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        name, left, right = record["story"], record["left"], record["right"]
        story = stories.setdefault(name, Story({}, {}))
        stories[name] = Story(
            {**story.texts, left: texts[name, left], right: texts[name, right]},
            {
                **story.links,
                (left, right): [Judged(Span(a, b), Span(c, d), sure) for a, b, c, d, sure in record["links"]],
            },
        )
    yield from stories.values()


def _couples(story: Story) -> Iterator[Couple]:
    """Align all reports of a story, two at a time."""
    outlets = list(story.texts)
    bodies: list[Body] = []
    for text in story.texts.values():
        blocks = [Block(kind=BlockKind.PARAGRAPH, start=line.start(), end=line.end()) for line in _LINE.finditer(text)]
        bodies.append(Body(text, blocks, sentences(text, blocks, "en"), "en"))
    aligner = Aligner(pool(bodies))
    for left, right in combinations(range(len(outlets)), 2):
        links = story.links[outlets[left], outlets[right]]
        yield Couple(bodies[left].sentences, bodies[right].sentences, aligner.align(left, right), links)


def _counts(couple: Couple, found: set[tuple[int, int]]) -> tuple[int, int, int, int]:
    """Return the row of `Counts` of one couple."""
    met = {
        (at, to): [
            link for link in couple.links if _same(couple.left[at], link.left) and _same(couple.right[to], link.right)
        ]
        for at, to in found
    }
    sure = {link for judged in met.values() for link in judged if link.sure}
    return len(found), sum(map(bool, met.values())), len(sure), sum(link.sure for link in couple.links)


def _same(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= _OVERLAP * min(one.end - one.start, other.end - other.start)


def _figures(rows: Counts) -> str:
    generator = np.random.default_rng(0)
    whole = _scores(rows.sum(axis=0))
    drawn = [_scores(rows[generator.integers(0, len(rows), len(rows))].sum(axis=0)) for _ in range(_DRAWS)]
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    scores = [f"{one:.3f} | {least:.3f} to {most:.3f}" for one, least, most in zip(whole, low, high, strict=True)]
    return " | ".join([f"{rows[:, 0].sum():.0f}", *scores])


def _scores(counts: Counts) -> tuple[float, float, float]:
    made, right, met, sure = counts.tolist()
    precision, recall = right / max(made, 1), met / max(sure, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    sys.exit(main())
