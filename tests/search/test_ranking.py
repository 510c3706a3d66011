"""The results as a sequence: however they are asked for, it is the sorted list of all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.models import Sort
from index.search import commits, note
from index.search.evaluate import Matches
from index.search.index import SearchIndex
from index.search.ranking import HEAD, Ranking
from index.search.schema import Entry
from index.search.snapshot import Snapshot
from tests.search.strategies import seeded

_START = datetime(1969, 12, 31, 23, tzinfo=UTC)
_SCORES = (0.0, 0.25, 1.0, 1.0000001, 3.5, 7.0)
_SIZES = (150, 40, 1, 260)
"""Articles of each segment, whose ids are longer from one to the next."""


@dataclass(frozen=True)
class Library:
    """Articles in several segments."""

    snapshot: Snapshot
    dates: dict[str, datetime]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Give a library with few dates, before and after 1970."""
    random = seeded(1)
    folder = tmp_path_factory.mktemp("ranked")
    index = SearchIndex.open(folder)
    dates = {}
    for number, size in enumerate(_SIZES):
        entries = []
        for at in random.sample(range(1000), size):
            identity = random.choice(("a", "Z", "é", "東")) + "x" * number + str(at) + str(number)
            # One microsecond makes a difference, and no number of seconds would.
            date = _START + timedelta(hours=random.randint(0, 9) // 3, microseconds=random.randint(0, 1))
            entries.append(Entry(identity, "", "", "", "", date, "en"))
            dates[identity] = date
        index.add(entries, through=number)
    noted = note.read(folder)
    assert noted is not None
    yield Library(Snapshot(folder, commits.read(folder, noted)), dates)
    index.close()


def ranked(library: Library, random: Random, most: int, kinds: Sequence[float | None], sort: Sort) -> list[Matches]:
    """Return up to `most` articles of every segment, with scores from `kinds`; None for segments without."""
    found = []
    for part in library.snapshot.parts:
        size = part.segment.size
        docs = np.array(sorted(random.sample(range(size), random.randint(0, min(most, size)))), np.intp)
        scores = None
        if sort is Sort.BEST and random.choice(kinds) is not None:
            some = [kind for kind in kinds if kind is not None]
            scores = np.array([random.choice(some) for _ in docs], np.float32)
        found.append(Matches(part, docs, scores))
    return found


def expected(library: Library, matches: Sequence[Matches], sort: Sort) -> list[tuple[str, float]]:
    """Return ids and scores, sorted by themselves."""
    rows = []
    for part, docs, scores in matches:
        ids = [part.segment.ids[doc].decode() for doc in docs.tolist()]
        rows += list(zip(ids, [0.0] * len(ids) if scores is None else scores.tolist(), strict=True))
    if sort is Sort.OLDEST:
        return sorted(rows, key=lambda row: (library.dates[row[0]], row[0]))
    return sorted(rows, key=lambda row: (-row[1], -(library.dates[row[0]] - _START), row[0]))


@pytest.fixture(scope="module")
def every(library: Library) -> tuple[Ranking, list[tuple[str, float]]]:
    """Give a ranking of more than HEAD results, and what is to be in it."""
    matches = ranked(library, seeded(2), 10_000, _SCORES, Sort.BEST)
    rows = expected(library, matches, Sort.BEST)
    assert len(rows) > 2 * HEAD
    return Ranking(matches, Sort.BEST), rows


@settings(max_examples=60, deadline=None)
@given(
    random=st.randoms(use_true_random=False),
    most=st.sampled_from([0, 1, 9, HEAD // 3, HEAD, 10_000]),
    kinds=st.lists(st.sampled_from([None, *_SCORES]), min_size=2, max_size=5).filter(any),
    sort=st.sampled_from(Sort),
)
def test_all_results_are_in_order(
    library: Library, random: Random, most: int, kinds: list[float | None], sort: Sort
) -> None:
    matches = ranked(library, random, most, kinds, sort)
    rows = expected(library, matches, sort)
    ids, scores = [identity for identity, _ in rows], [score for _, score in rows]
    ranking = Ranking(matches, sort)
    assert ranking.total == len(ranking.ids) == len(ranking.scores) == len(rows)
    # The first ones are found in another way than all of them.
    assert list(ranking.ids[:HEAD]) == ids[:HEAD]
    assert list(ranking.scores[:HEAD]) == scores[:HEAD]
    assert list(ranking.ids) == ids
    assert list(ranking.scores) == scores


@pytest.mark.parametrize("total", [HEAD - 1, HEAD, HEAD + 1])
@pytest.mark.parametrize("sort", Sort)
def test_as_many_results_as_are_put_in_order_at_once(library: Library, sort: Sort, total: int) -> None:
    part = library.snapshot.parts[0]
    docs = np.arange(total)
    matches = [Matches(part, docs, (docs % 3).astype(np.float32) if sort is Sort.BEST else None)]
    assert list(Ranking(matches, sort).ids) == [identity for identity, _ in expected(library, matches, sort)]


_PLACE = st.one_of(st.none(), st.integers(-500, 500), st.sampled_from([0, 1, HEAD - 1, HEAD, HEAD + 1, -HEAD]))


@settings(max_examples=100, deadline=None)
@given(st.builds(slice, _PLACE, _PLACE, _PLACE.filter(lambda step: step != 0)))
def test_any_slice(every: tuple[Ranking, list[tuple[str, float]]], cut: slice) -> None:
    ranking, rows = every
    assert list(zip(ranking.ids[cut], ranking.scores[cut], strict=True)) == rows[cut]


@settings(deadline=None)
@given(st.integers(-600, 600))
def test_any_place(every: tuple[Ranking, list[tuple[str, float]]], place: int) -> None:
    ranking, rows = every
    if -len(rows) <= place < len(rows):
        assert (ranking.ids[place], ranking.scores[place]) == rows[place]
    else:
        for results in (ranking.ids, ranking.scores):
            with pytest.raises(IndexError):
                results[place]


@settings(max_examples=100, deadline=None)
@given(data=st.data(), start=st.integers(-500, 500), stop=st.one_of(st.none(), st.integers(-500, 500)))
def test_where_an_article_stands(
    library: Library,
    every: tuple[Ranking, list[tuple[str, float]]],
    data: st.DataObject,
    start: int,
    stop: int | None,
) -> None:
    ranking, rows = every
    ids = [identity for identity, _ in rows]
    wanted = data.draw(st.sampled_from([*sorted(library.dates), "unknown", "", "a", "a" * 99]))
    assert (wanted in ranking.ids) == (wanted in ids)
    assert ranking.ids.count(wanted) == ids.count(wanted)
    places = (start,) if stop is None else (start, stop)
    try:
        place = ids.index(wanted, *places)
    except ValueError:
        with pytest.raises(ValueError, match="among the results"):
            ranking.ids.index(wanted, *places)
    else:
        assert ranking.ids.index(wanted, *places) == place


def test_it_is_a_sequence(every: tuple[Ranking, list[tuple[str, float]]]) -> None:
    ranking, rows = every
    assert list(reversed(ranking.ids)) == [identity for identity, _ in reversed(rows)]
    other: object = 7
    assert other not in ranking.ids
    assert rows[0][1] in ranking.scores
    assert isinstance(ranking.ids[0], str)
    assert isinstance(ranking.scores[0], float)
    with pytest.raises(ValueError, match="zero"):
        ranking.ids[::0]


@pytest.mark.parametrize("sort", Sort)
def test_nothing_is_an_empty_sequence(library: Library, sort: Sort) -> None:
    none = [Matches(part, np.zeros(0, np.intp), None) for part in library.snapshot.parts]
    for ranking in (Ranking([], sort), Ranking(none, sort)):
        assert (ranking.total, list(ranking.ids), list(ranking.scores)) == (0, [], [])
        assert (ranking.ids[:5], ranking.ids[::-1], "a" in ranking.ids) == ((), (), False)
        with pytest.raises(IndexError):
            ranking.ids[0]
