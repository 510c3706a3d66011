"""The columns of facts: what a condition finds in them is what a look at every fact of every article finds."""

import json
import os
import stat
import struct
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.models import FactKind
from index.search.facts.asking import condition, rows
from index.search.facts.columns import FactColumns, _chosen
from index.search.facts.generation import Generation
from index.search.facts.rows import ArticleFacts
from index.search.language import parse
from index.search.query import FactAmount, FactDated, FactNamed, OfFacts, Phrase, understood
from tests.search.facts_told import NAMES, article, conditions, fact, holds
from tests.search.strategies import seeded

KEYS = 40


def opened(folder: Path, *, store: int = 7) -> FactColumns:
    columns = FactColumns(folder, store=store)
    columns.prepare()
    return columns


def asked(text: str) -> OfFacts:
    read = parse(text, submitted=True)
    assert isinstance(read, FactNamed | FactAmount | FactDated), read
    return read


def found(generation: Generation | None, what: OfFacts) -> set[int]:
    assert generation is not None
    painted = generation.painted(partial(rows, condition=what))
    assert not painted[-1]
    return set(painted.nonzero()[0].tolist())


def told(columns: FactColumns, *articles: ArticleFacts) -> FactColumns:
    columns.add(articles)
    return columns


def plain(known: Iterable[ArticleFacts], what: OfFacts) -> set[int]:
    return {one.key for one in known if holds(one, what)}


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1 << 32), texts=st.lists(conditions(), min_size=16, max_size=16))
def test_columns_find_what_a_look_at_every_fact_finds(
    tmp_path_factory: pytest.TempPathFactory, seed: int, texts: list[str]
) -> None:
    random = seeded(seed)
    columns = opened(tmp_path_factory.mktemp("facts"))
    reader = FactColumns(columns._folder, store=7)
    known: dict[int, ArticleFacts] = {}
    change = 0
    for _ in range(random.choice((1, 3, 6))):
        batch = {}
        for key in random.sample(range(1, KEYS), random.choice((1, 2, 8, 30))):
            change += 1
            batch[key] = article(random, key, change)
        columns.add(batch.values())
        known |= batch
    assert columns.through == reader.through == change
    generation = reader.opened()
    assert generation is not None
    assert generation.articles == len(known)
    for text in texts:
        what = asked(text)
        assert found(generation, what) == plain(known.values(), what), text
        own = random.choice(list(known))
        counted = list(generation.counts_beside(own, [partial(rows, condition=what), None]))
        assert counted == [len(plain(known.values(), what) - {own}), None]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 1 << 32))
def test_the_query_of_a_fact_finds_its_article(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    one = article(seeded(seed), 3, 1)
    columns = told(opened(tmp_path_factory.mktemp("facts")), one)
    for each in one.facts:
        what = condition(each)
        if each.kind in {FactKind.PERIOD, FactKind.QUOTE} or what is None or isinstance(what, Phrase):
            assert each.kind in {FactKind.PERIOD, FactKind.QUOTE} or each.value == "P3M"
            continue
        assert found(columns.opened(), asked(understood(what))) == {3}, understood(what)


def test_many_small_batches_make_few_runs(tmp_path: Path) -> None:
    columns = opened(tmp_path / "facts")
    for key in range(1, 60):
        told(columns, ArticleFacts(key, key, "", [fact(FactKind.ATTRIBUTION, NAMES[key % len(NAMES)])]))
        assert len(list((tmp_path / "facts").glob("*.facts"))) <= 6
    generation = columns.opened()
    assert generation is not None
    assert generation.articles == 59


@given(st.lists(st.tuples(st.integers(1, 70_000), st.integers(0, 70_000)), max_size=30))
def test_runs_that_are_merged_follow_each_other_and_bound_memory(drawn: list[tuple[int, int]]) -> None:
    sizes = [size for size, _ in drawn]
    alive = [min(size, alive) for size, alive in drawn]
    merging = _chosen(sizes, alive)
    if merging is None:
        assert all(left * 2 >= size for size, left in zip(sizes, alive, strict=True))
    elif merging.stop - merging.start > 1:
        assert merging.stop == len(sizes)
        assert sum(alive[merging]) <= 65_536


def test_facts_made_anew_take_the_place_of_those_before(tmp_path: Path) -> None:
    columns = opened(tmp_path / "facts")
    told(columns, *(ArticleFacts(key, key, "", [fact(FactKind.MONEY, 1e9, unit="USD")]) for key in range(1, 9)))
    earlier = columns.opened()
    told(columns, ArticleFacts(9, 2, "", [fact(FactKind.MONEY, 2e9, unit="EUR")]), ArticleFacts(10, 3, "", []))
    assert found(columns.opened(), asked("money:$1bn")) == {1, 4, 5, 6, 7, 8}
    assert found(columns.opened(), asked("money:>1bn")) == {2}
    # Whoever has opened a generation keeps it, though its files are gone.
    assert found(earlier, asked("money:$1bn")) == set(range(1, 9))


def test_only_the_owner_may_look_in(tmp_path: Path) -> None:
    opened(tmp_path / "facts")
    assert stat.S_IMODE((tmp_path / "facts").stat().st_mode) == 0o700


def test_what_was_never_finished_is_swept_away(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    told(opened(folder), ArticleFacts(1, 1, "", []))
    for name in ("unfinished.0.facts", "0.facts"):
        (folder / name).write_bytes(b"half")
    opened(folder)
    assert {path.suffix for path in folder.iterdir()} == {".facts", ".json"}
    assert len(list(folder.iterdir())) == 2


def _run(folder: Path) -> Path:
    (path,) = folder.glob("*.facts")
    return path


def _cut(folder: Path) -> None:
    os.truncate(_run(folder), 100)


def _gone(folder: Path) -> None:
    _run(folder).unlink()


def _no_run(folder: Path) -> None:
    _run(folder).write_bytes(b"XREADS\0\1" + b"\xff" * 500)


def _no_note(folder: Path) -> None:
    (folder / "crossread.json").write_text("{")


@pytest.mark.parametrize("harm", [_cut, _gone, _no_run, _no_note])
def test_damaged_columns_find_nothing_and_are_made_anew(tmp_path: Path, harm: object) -> None:
    assert callable(harm)
    folder = tmp_path / "facts"
    told(opened(folder), ArticleFacts(5, 1, "", [fact(FactKind.MONEY, 1e9, unit="USD")]))
    reader = FactColumns(folder, store=7)
    harm(folder)
    assert reader.opened() is None
    assert reader.through == 0
    again = opened(folder)
    assert again.through == 0
    told(again, ArticleFacts(5, 1, "", [fact(FactKind.MONEY, 1e9, unit="USD")]))
    assert found(reader.opened(), asked("money:1bn")) == {1}


def test_what_cannot_be_read_just_now_is_read_later(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    told(opened(folder), ArticleFacts(5, 1, "", [fact(FactKind.MONEY, 1e9, unit="USD")]))
    reader = FactColumns(folder, store=7)
    path = _run(folder)
    path.rename(tmp_path / "aside")
    path.mkdir()
    with pytest.raises(IsADirectoryError):
        reader.opened()
    path.rmdir()
    (tmp_path / "aside").rename(path)
    # The note is as it was.
    assert found(reader.opened(), asked("money:1bn")) == {1}


def test_a_flipped_bit_is_found_by_a_check_and_nothing_of_it_is_merged(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    columns = told(opened(folder), *(ArticleFacts(key, key, "", [fact(FactKind.DATE, "2025")]) for key in range(1, 9)))
    assert columns.check()
    path = _run(folder)
    data = bytearray(path.read_bytes())
    data[data.index(struct.pack("<d", 20250101.0))] ^= 1
    # In place: the note and the length are as they were.
    with path.open("r+b") as file:
        file.write(data)
    fresh = FactColumns(folder, store=7)
    assert not fresh.check()
    assert fresh.opened() is None
    told(columns, *(ArticleFacts(key, key, "", []) for key in range(9, 20)))
    assert columns.through == 0
    assert columns.check()


@pytest.mark.parametrize("other", [{"store": 8}, {"version": 99}])
def test_columns_of_another_store_or_version_are_none(tmp_path: Path, other: dict[str, int]) -> None:
    folder = tmp_path / "facts"
    told(opened(folder), ArticleFacts(5, 1, "", []))
    note = folder / "crossread.json"
    note.write_text(json.dumps(json.loads(note.read_text()) | other))
    assert FactColumns(folder, store=7).opened() is None
    assert opened(folder).through == 0
