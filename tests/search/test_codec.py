"""Stock Whoosh over the files of the index: its searcher finds what the engine finds, with the same scores."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from whoosh import query as wq
from whoosh.searching import SearchContext

from index.models import Sort, Span
from index.search.marks import Marks
from index.search.query import All, Dated, Either, InLanguage, Pattern, Phrase, Query, Word
from tests.search import whoosh_cases
from tests.search.oracle_queries import Translation
from tests.search.queries import leaves
from tests.search.strategies import marks, seeded, trees
from tests.search.whoosh_cases import Case

_AT = Span(0, 0)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Case]]:
    yield from whoosh_cases.cases(tmp_path_factory)


def _scores(case: Case, query: Query) -> dict[str, float]:
    found = case.index.search_tree(query, sort=Sort.BEST)
    return dict(zip(found.ids, found.scores, strict=True))


def _close(scores: dict[str, float]) -> Any:
    return pytest.approx(scores, rel=1e-5, abs=1e-4)


def _term(field: str, word: str, boost: float = 1.0) -> wq.Query:
    return wq.Term(field, word, boost=boost)


_RUN, _HOUSE, _THE = (_term("text", f"en:{word}") for word in ("run", "hous", "the"))
_ASKED: dict[str, tuple[Query, wq.Query]] = {
    "term in the headline": (Word("running", "title", _AT), _term("title", "en:run")),
    "term in the outlet": (Word("house", "source", _AT), _term("source", "house")),
    "term in the author": (Word("Müller", "author", _AT), _term("author", "muller")),
    "term": (Word("houses", None, _AT), wq.AndMaybe(_HOUSE, _term("title", "en:hous", 2.0))),
    "and": (
        All((Word("run", "title", _AT), Word("the", None, _AT))),
        wq.AndMaybe(wq.And([_term("title", "en:run"), _THE]), _term("title", "en:the", 2.0)),
    ),
    "or": (
        Either((Word("run", None, _AT), Word("the", None, _AT))),
        wq.AndMaybe(wq.Or([_RUN, _THE]), wq.Or([_term("title", "en:run", 2.0), _term("title", "en:the", 2.0)])),
    ),
    "phrase": (
        Phrase("co op", None, _AT),
        wq.AndMaybe(
            wq.Phrase("text", ["en:co", "en:op"]), wq.Or([_term("title", "en:co", 2.0), _term("title", "en:op", 2.0)])
        ),
    ),
    "near phrase": (
        Phrase("houses runs", None, _AT, 3),
        wq.AndMaybe(
            wq.Phrase("text", ["en:hous", "en:run"], slop=3),
            wq.Or([_term("title", "en:hous", 2.0), _term("title", "en:run", 2.0)]),
        ),
    ),
    "phrase in the outlet": (Phrase("daily run", "source", _AT), wq.Phrase("source", ["daily", "run"])),
    "prefix": (Pattern("ru*", None, _AT), wq.ConstantScoreQuery(wq.Prefix("written", "ru"))),
    "prefix in the headline": (Pattern("h*", "title", _AT), wq.ConstantScoreQuery(wq.Prefix("title_written", "h"))),
    "wildcard": (Pattern("*u?s*", None, _AT), wq.ConstantScoreQuery(wq.Wildcard("written", "*u?s*"))),
}


@pytest.mark.parametrize("asked", _ASKED)
@pytest.mark.parametrize("name", ["english", "english, one"])
def test_whooshs_searcher_finds_the_same_with_the_same_scores(cases: dict[str, Case], name: str, asked: str) -> None:
    case = cases[name]
    ours, theirs = _ASKED[asked]
    hits = case.searcher.search(theirs, limit=None)
    scores = {hit["id"]: hit.score for hit in hits}
    assert scores == _close(_scores(case, ours))
    assert scores
    # With a limit Whoosh skips what cannot be among the first, by what the codec tells of lengths and weights.
    best = case.searcher.search(theirs, limit=3)
    assert [hit.score for hit in best] == pytest.approx(sorted(scores.values(), reverse=True)[:3], rel=1e-5)


@settings(max_examples=20, deadline=None)
@given(trees().filter(lambda tree: not any(isinstance(leaf, Dated | InLanguage) for leaf in leaves(tree))))
def test_any_query_said_in_whooshs_words_scores_the_same(cases: dict[str, Case], tree: Query) -> None:
    marked = marks(seeded(1))
    for case in cases.values():
        found = case.index.search_tree(tree, sort=Sort.BEST, marks=marked)
        assert _by_whoosh(case.searcher, tree, marked) == _close(dict(zip(found.ids, found.scores, strict=True)))


def _by_whoosh(searcher: Any, tree: Query, marked: Marks) -> dict[str, float]:
    asked = Translation(searcher, marked).evaluable(tree)
    context = SearchContext(needs_current=True, weighting=searcher.weighting)
    scores = {}
    for leaf, _ in searcher.leaf_searchers():
        matcher = asked.matcher(leaf, context)
        while matcher.is_active():
            scores[leaf.stored_fields(matcher.id())["id"]] = matcher.score()
            matcher.next()
    return scores
