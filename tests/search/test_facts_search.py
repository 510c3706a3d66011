"""Conditions on facts within whole queries: they find the same articles wherever in the index those come to lie."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.models import FactKind, Sort
from index.search.evaluate import Evaluation
from index.search.facts.columns import FactColumns
from index.search.facts.generation import Generation
from index.search.index import FACTS, Entry, Marks, SearchIndex
from index.search.language import parse
from index.search.query import All, Either, FactAmount, FactDated, FactNamed, Query, Without, Word
from tests.search.facts_told import ArticleFacts, article, conditions, fact, holds
from tests.search.strategies import seeded

_JUNE = datetime(2025, 6, 1, tzinfo=UTC)


def plain(query: Query, entry: Entry, facts: ArticleFacts | None) -> bool:
    match query:
        case All(parts):
            return all(plain(part, entry, facts) for part in parts)
        case Either(parts):
            return any(plain(part, entry, facts) for part in parts)
        case Without(part):
            return not plain(part, entry, facts)
        case Word(text):
            return text in entry.text.split()
        case FactNamed() | FactAmount() | FactDated():
            return facts is not None and holds(facts, query)
    raise AssertionError(query)


_PARTS = st.one_of(st.sampled_from(["storm", "ferry"]), conditions())
_QUERIES = st.one_of(
    _PARTS,
    st.builds("{} {}".format, _PARTS, _PARTS),
    st.builds("{} OR {}".format, _PARTS, _PARTS),
    st.builds("{} -{}".format, _PARTS, _PARTS),
    st.builds("-({} OR {})".format, _PARTS, _PARTS),
)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 1 << 32), queries=st.lists(_QUERIES, min_size=12, max_size=12))
def test_conditions_within_queries_find_what_a_look_at_every_article_finds(
    tmp_path_factory: pytest.TempPathFactory, seed: int, queries: list[str]
) -> None:
    random = seeded(seed)
    folder = tmp_path_factory.mktemp("index")
    index = SearchIndex.open(folder)
    columns = FactColumns(folder / FACTS)
    columns.prepare()
    entries: dict[str, Entry] = {}
    facts: dict[int, ArticleFacts] = {}
    for change in range(1, random.choice((2, 6))):
        come = {
            key: Entry(f"a{key:02}", "", random.choice(("storm", "ferry", "storm ferry", "")), "", "", _JUNE, "en", key)
            for key in random.sample(range(1, 30), 12)
        }
        gone = [f"a{key:02}" for key in random.sample(range(1, 30), random.choice((0, 4))) if key not in come]
        index.add(come.values(), deleted=gone, through=change)
        entries |= {entry.id: entry for entry in come.values()}
        for identity in gone:
            entries.pop(identity, None)
        # Facts come later, of other articles, and in another order.
        told = [article(random, key, change) for key in random.sample(range(1, 30), random.choice((0, 9)))]
        columns.add(told)
        facts |= {one.key: one for one in told}
        if random.random() < 0.4:
            while index.merge():
                pass
    for text in queries:
        query = parse(text, submitted=True)
        found = index.search(text, sort=random.choice(list(Sort)), submitted=True)
        assert set(found.ids) == {one.id for one in entries.values() if plain(query, one, facts.get(one.key))}, text


def test_without_columns_no_condition_on_facts_is_met(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path)
    index.add([Entry("a01", "", "storm", "", "", _JUNE, "en", 1)], through=1)
    assert index.search("storm org:reuters", sort=Sort.BEST).total == 0
    assert index.search("storm -org:reuters", sort=Sort.BEST).total == 1
    assert index.facts() is None


def test_one_query_sees_one_generation(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path)
    index.add([Entry("a01", "", "storm", "", "", _JUNE, "en", 1)], through=1)
    columns = FactColumns(tmp_path / FACTS)
    columns.prepare()
    snapshot = index._opened()
    assert snapshot is not None

    def opened() -> Generation | None:
        generation = columns.opened()
        columns.add([ArticleFacts(1, 1, "", [fact(FactKind.MONEY, 1e9, unit="USD")])])
        return generation

    query = parse("money:1bn OR -money:1bn money:>0", submitted=True)
    assert Evaluation(snapshot, Marks(), facts=opened).count(query) == 0


def test_articles_without_a_number_have_no_facts(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path)
    columns = FactColumns(tmp_path / FACTS)
    columns.prepare()
    columns.add([replace(article(seeded(1), 1, 1), facts=())])
    index.add([Entry("a01", "", "storm", "", "", _JUNE, "en"), Entry("a02", "", "", "", "", _JUNE, "en", 9)], through=1)
    assert index.search("money:>0", sort=Sort.BEST).total == 0
