"""The engine against the oracle: whatever is in the library and whatever is asked, stock Whoosh says the same."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.models import Sort
from index.search.index import Found, SearchIndex
from index.search.language import parse
from index.search.marks import Marks
from index.search.query import Query
from index.search.schema import Entry
from tests.search.conftest import entry
from tests.search.oracle import Held, Oracle
from tests.search.strategies import Commit, history, marks, seeded, texts, trees

NEAR = 1e-4
"""How far apart two scores may be that are meant to be the same; large ones ten times as near, relatively."""


@dataclass
class Pair:
    """The same articles in the engine and in the oracle, and what is in both now."""

    index: SearchIndex = field(repr=False)
    oracle: Oracle = field(repr=False)
    live: dict[str, Entry] = field(default_factory=dict, repr=False)

    def commit(self, commit: Commit) -> None:
        self.index.add(commit.entries, deleted=commit.deleted, through=self.index.through + 1)
        self.oracle.add(commit.entries, deleted=commit.deleted)
        for identity in commit.deleted:
            self.live.pop(identity, None)
        self.live.update({entry.id: entry for entry in commit.entries})
        self.follow()

    def merge(self) -> None:
        while self.index.merge():
            self.follow()

    def follow(self) -> None:
        """Have the oracle merge what the engine has merged: a merge changes the statistics, in stock Whoosh too."""
        layout = _layout(self.index)
        self.oracle.follow(layout)
        assert Counter(self.oracle.layout()) == Counter(layout)

    def agree(self, query: Query, marked: Marks, text: str | None = None) -> None:
        """Ask both by score and by date, and compare all that is told; by the tree, or by its `text`."""
        expected = self.oracle.search(query, marked)
        best = self._ask(query, marked, text, Sort.BEST)
        assert dict(zip(best.ids, best.scores, strict=True)) == pytest.approx(expected, rel=NEAR / 10, abs=NEAR)
        ranked = list(zip(best.scores, best.ids, strict=True))
        for (score, identity), (next_score, next_identity) in pairwise(ranked):
            assert score >= next_score
            if score == next_score:
                assert self._newest(identity) < self._newest(next_identity)
        newest = self._ask(query, marked, text, Sort.NEWEST)
        assert list(newest.ids) == sorted(expected, key=self._newest)
        oldest = self._ask(query, marked, text, Sort.OLDEST)
        assert list(oldest.ids) == sorted(expected, key=lambda identity: (self.live[identity].date, identity))
        for found in (best, newest, oldest):
            self._counted(found, expected)

    def _ask(self, query: Query, marked: Marks, text: str | None, sort: Sort) -> Found:
        if text is None:
            return self.index.search_tree(query, sort=sort, marks=marked)
        return self.index.search(text, sort=sort, marks=marked)

    def _newest(self, identity: str) -> tuple[float, str]:
        return -self.live[identity].date.timestamp(), identity

    def _counted(self, found: Found, expected: dict[str, float]) -> None:
        articles = [self.live[identity] for identity in expected]
        assert found.total == len(articles)
        assert found.counts.outlets == Counter(article.source for article in articles if article.source)
        assert found.counts.months == Counter(f"{article.date.astimezone(UTC):%Y-%m}" for article in articles)


def _layout(index: SearchIndex) -> list[Held]:
    """Return what the engine's segments hold."""
    snapshot = index._snapshot
    layout = []
    for part in snapshot.parts if snapshot else ():
        ids = [identity.decode() for identity in part.segment.ids.tolist()]
        layout.append(Held(frozenset(ids), frozenset(ids[number] for number in part.every.tolist())))
    return layout


def _pair(folder: Path, commits: tuple[Commit, ...]) -> Pair:
    pair = Pair(SearchIndex.open(folder / "index"), Oracle(folder / "oracle"))
    for commit in commits:
        pair.commit(commit)
    return pair


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Pair]]:
    """Give libraries of one segment, of some, of many with updates and deletions, and of merged ones."""
    made = []
    for seed, (commits, most, merged) in enumerate([(1, 40, False), (3, 20, False), (9, 9, False), (12, 8, True)]):
        pair = _pair(tmp_path_factory.mktemp("pair"), history(seeded(seed), commits=commits, most=most))
        if merged:
            pair.merge()
        made.append(pair)
    # A segment on top of merged ones: sums of lengths exact in the one and rounded in the others.
    made[-1].commit(history(seeded(7), commits=1, most=9)[0])
    yield made
    for pair in made:
        pair.index.close()


@settings(max_examples=120, deadline=None)
@given(query=trees(), seed=st.integers(0, 3))
def test_every_query_finds_what_whoosh_finds_with_its_scores(pairs: list[Pair], query: Query, seed: int) -> None:
    for pair in pairs:
        pair.agree(query, marks(seeded(seed)))


@settings(max_examples=60, deadline=None)
@given(text=texts())
def test_every_text_finds_what_whoosh_finds_with_its_scores(pairs: list[Pair], text: str) -> None:
    for pair in pairs:
        pair.agree(parse(text), marks(seeded(1)), text)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    random=st.randoms(use_true_random=False),
    commits=st.integers(1, 5),
    queries=st.lists(trees(), min_size=3, max_size=6),
)
def test_every_history_ends_in_what_whoosh_has(random: Random, commits: int, queries: list[Query]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pair = _pair(Path(folder), history(random, commits=commits, most=6))
        marked = marks(random)
        for query in queries:
            pair.agree(query, marked)
        pair.merge()
        for query in queries:
            pair.agree(query, marked)
        pair.index.close()


def test_a_text_of_more_words_than_sixteen_bits_count(tmp_path: Path) -> None:
    early = "needle " + "hay " * 65_534
    long = entry("along", "Long", f"{early}straw needle straw straw last")
    pair = _pair(tmp_path, (Commit((long, entry("ashort", "Short", "needle straw hay last")), ()),))
    for text in ("needle", "hay", '"needle straw"', '"hay straw"', '"straw straw last"', '"needle last"~3'):
        pair.agree(parse(text), Marks())
    assert pair.index.search('"straw straw last"', sort=Sort.BEST).ids[0] == "along"
    pair.index.close()
