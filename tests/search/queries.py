"""Queries for tests: any that can be typed, any tree that can be read, and what to look at in a tree."""

import dataclasses
from collections.abc import Iterator
from datetime import date

from hypothesis import strategies as st

from index.models import Span
from index.search.language import parse
from index.search.query import (
    All,
    Boosted,
    Either,
    Fuzzy,
    InLanguage,
    Leaf,
    Marked,
    Pattern,
    Phrase,
    Query,
    Tagged,
    Without,
    Word,
)

TODAY = date(2025, 6, 12)


def leaves(query: Query) -> Iterator[Leaf]:
    """Yield every leaf, those of negations too."""
    match query:
        case All(parts) | Either(parts):
            for part in parts:
                yield from leaves(part)
        case Without(part) | Boosted(part):
            yield from leaves(part)
        case _:
            yield query


def placeless(query: Query) -> Query:
    """Return `query` with all its leaves at the beginning."""
    match query:
        case All(parts) | Either(parts):
            return dataclasses.replace(query, parts=tuple(placeless(part) for part in parts))
        case Without(part) | Boosted(part):
            return dataclasses.replace(query, part=placeless(part))
        case _:
            return dataclasses.replace(query, at=Span(0, 0))


TYPED = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from([
            "harbour", "pri", "東京", "é", "OR", "AND", "NOT", "-", "(", ")", '"', "“", "~", "~2", '"~3', "*", "?", ":",
            "title:", "date:", "lang:", "source:", "2025-06", ">=2025", "..", " ", " ", " ", "[", "]", "^2", "\\", "'",
            "is:", "unread", "tag:", "work", "last week", "today", "en", "^", "^0.5", "½", "U.S.", "co-op", "_", "/",
        ]),
        max_size=24,
    ).map("".join),
)  # fmt: skip
_FIELDS = st.sampled_from([None, None, "title", "source", "author"])
_HERE = Span(0, 0)
_LEAVES: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, st.sampled_from(["storm", "co-op", "U.S", "Élysée", "東京"]), _FIELDS, st.just(_HERE)),
    st.builds(Phrase, st.sampled_from(["the who", "a"]), _FIELDS, st.just(_HERE), st.integers(1, 20)),
    st.builds(Pattern, st.sampled_from(["pri*", "wom?n"]), _FIELDS, st.just(_HERE)),
    st.builds(Fuzzy, st.sampled_from(["harbor", "muller"]), _FIELDS, st.integers(1, 2), st.just(_HERE)),
    st.builds(Marked, st.sampled_from(["read", "unread", "starred"]), st.just(_HERE)),
    st.builds(Tagged, st.sampled_from(["work", "two words", "a~2", "^2", "(x)", "C++", "OR"]), st.just(_HERE)),
    st.builds(InLanguage, st.sampled_from(["en", "fr"]), st.just(_HERE)),
    st.sampled_from(["2025-06", '"last week"', "today", '"last month"..today', ">=2025"]).map(
        lambda text: parse(f"date:{text}", submitted=True, today=TODAY)
    ),
)


def _flat(kind: type[All | Either]) -> "st.SearchStrategy[Query]":
    """Return groups as they are read: of two parts at least, none of them a group of the same kind."""
    others = TREES.filter(lambda part: type(part) is not kind)
    return st.lists(others, min_size=2, max_size=3).map(lambda parts: kind(tuple(parts)))


TREES: st.SearchStrategy[Query] = st.deferred(
    lambda: st.one_of(
        _LEAVES,
        _LEAVES,
        _flat(All),
        _flat(Either),
        st.builds(Without, TREES),
        st.builds(Boosted, TREES, st.sampled_from([0.5, 2.0, 12.25, 100.0])),
    )
)
