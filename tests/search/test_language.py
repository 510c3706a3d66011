"""The query language: what each form finds, what is half typed, what is wrong."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import QueryError
from index.models import Sort
from index.search.index import SearchIndex
from index.search.language import MAX_DEPTH, MAX_LENGTH, MAX_PARTS, parse
from index.search.query import understood

EVERYTHING = {"aharbour", "aferry", "acafe", "aelysee", "atokyo"}


def ids(library: SearchIndex, query: str, *, submitted: bool = True) -> set[str]:
    return set(library.search(query, sort=Sort.BEST, submitted=submitted).ids)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("harbour", {"aharbour", "aferry"}),
        ("HARBOUR", {"aharbour", "aferry"}),
        ("harbour prices", {"aferry"}),
        ("harbour AND prices", {"aferry"}),
        ("storm OR café", {"aharbour", "acafe"}),
        ("storm OR cafe", {"aharbour", "acafe"}),
        ("prices storm OR café", {"acafe"}),
        ("(storm OR café) prices", {"acafe"}),
        ("harbour -prices", {"aharbour"}),
        ("harbour NOT prices", {"aharbour"}),
        ("-harbour", {"acafe", "aelysee", "atokyo"}),
        ("NOT (harbour OR café)", {"aelysee", "atokyo"}),
        ("harbour -(ferry rise)", {"aharbour"}),
        ('-"prices rise" harbour', {"aharbour"}),
        ('"prices rise"', {"aferry"}),
        ("“prices rise”", {"aferry"}),
        ('"rise prices"', set()),
        ('"the who"', {"acafe"}),
        ('"harbour monday"', set()),
        ('"harbour monday"~3', {"aharbour"}),
        ('"storm the"', set()),
        ('"storm the"~20', set()),
        ("oper*", {"aharbour", "aferry"}),
        ("operation*", {"aharbour"}),
        ("c?fe", {"acafe"}),
        ("*torm", {"aharbour"}),
        ("pri*s", {"aferry", "acafe"}),
        ("harbor~", {"aharbour", "aferry"}),
        ("hrabour~2", {"aharbour", "aferry"}),
        ("harbor", set()),
        ("title:harbour", {"aharbour"}),
        ("title:(harbour OR prices)", {"aharbour", "aferry"}),
        ('title:"prices rise"', {"aferry"}),
        ("title:reop*", {"aharbour"}),
        ("-title:harbour harbour", {"aferry"}),
        ("source:ledger", {"acafe"}),
        ('source:"coast post"', {"aharbour"}),
        ("source:led*", {"acafe"}),
        ("author:muller", {"aharbour"}),
        ("müller", {"aharbour"}),
        ("ledger", {"acafe"}),
        ("lang:fr", {"aelysee"}),
        ("lang:EN harbour", {"aharbour", "aferry"}),
        ("date:2025-06", {"aferry", "acafe"}),
        ("date:2025", {"aharbour", "aferry", "acafe"}),
        ("date:2025-06-02", {"aferry", "acafe"}),
        ("date:>=2025-06-01", {"aferry", "acafe"}),
        ("date:>2025-06-02", set()),
        ("date:<2024", {"atokyo"}),
        ("date:<=2024", {"atokyo", "aelysee"}),
        ("date:2024-12..2025-05", {"aelysee", "aharbour"}),
        ("date:2025-05-31..", {"aferry", "acafe"}),
        ("date:..2023", {"atokyo"}),
        ("-date:2025", {"aelysee", "atokyo"}),
        ("date:2025-06..2025-05", set()),
        ("ferries", {"aharbour", "aferry"}),
        ("run", {"aharbour"}),
        ("elysee", {"aelysee"}),
        ("l'elysée", {"aelysee"}),
        ("us", {"acafe"}),
        ("U.S.", {"acafe"}),
        ("1200", {"aharbour"}),
        ("3.5%", {"aferry"}),
        ("東京", {"atokyo"}),
        ("経済", {"atokyo"}),
        ("東経", set()),
        ("済", {"atokyo"}),
        ("日本経済", {"atokyo"}),
        ("harbour:prices", {"aferry"}),
        ("storm://harbour/monday", {"aharbour"}),
        ("harbour - prices", {"aferry"}),
        ("harbour & prices", {"aferry"}),
        ("", EVERYTHING),
        ("  ", EVERYTHING),
    ],
)
def test_each_form_finds_what_it_says(library: SearchIndex, query: str, expected: set[str]) -> None:
    assert ids(library, query) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("harb", {"aharbour", "aferry"}),
        ("operati", {"aharbour"}),
        ("harbour pri", {"aferry"}),
        ("harbour pri ", set()),
        ("harbour -pri", {"aharbour"}),
        ("title:fer", {"aferry"}),
        ("source:coa", {"aharbour"}),
        ('"prices ri', set()),
        ('"prices rise', {"aferry"}),
        ('harbour "', {"aharbour", "aferry"}),
        ("harbour -", {"aharbour", "aferry"}),
        ("harbour NOT", {"aharbour", "aferry"}),
        ("harbour OR", {"aharbour", "aferry"}),
        ("harbour (", {"aharbour", "aferry"}),
        ("(harbour OR caf", {"aharbour", "aferry", "acafe"}),
        ("harbour date:20", {"aharbour", "aferry"}),
        ("harbour date:2025-13", {"aharbour", "aferry"}),
        ("harbour title:", {"aharbour", "aferry"}),
        ("harbour)", {"aharbour", "aferry"}),
        ("東", {"atokyo"}),
        ("-", EVERYTHING),
        ('"', EVERYTHING),
        ("*", EVERYTHING),
        ("date:20", EVERYTHING),
    ],
)
def test_a_half_typed_query_finds_what_is_understood(library: SearchIndex, typed: str, expected: set[str]) -> None:
    assert ids(library, typed, submitted=False) == expected


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('harbour "prices', "character 9"),
        ("harbour (prices", "character 9"),
        ("harbour) prices", "character 8"),
        ("harbour -", "character 9"),
        ("harbour OR", "character 9"),
        ("harbour OR OR prices", "character 9"),
        ("(harbour NOT) prices", "character 10"),
        ("harbour title:", "character 9"),
        ("harbour date:20", "“20” at character 14"),
        ("date:2025-02-30", "2025-02-30"),
        ("!!!", "!!!"),
        ("*", "*"),
        ("a" * (MAX_LENGTH + 1), "1,000"),
        ("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), str(MAX_DEPTH)),
        ("a " * (MAX_PARTS + 1), str(MAX_PARTS)),
        ("a* b* c*", "wildcards"),
    ],
)
def test_a_submitted_mistake_is_told_with_its_place(library: SearchIndex, query: str, said: str) -> None:
    with pytest.raises(QueryError, match=r"\.$") as told:
        library.search(query, sort=Sort.BEST, submitted=True)
    assert said in str(told.value)
    library.search(query, sort=Sort.BEST)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("harbour  prices", "harbour prices"),
        ("a b OR c", "a (b OR c)"),
        ("NOT (a b)", "-(a b)"),
        ("“a b”~3 x", '"a b"~3 x'),
        ("title:(a OR b*) lang:EN", "(title:a OR title:b*) lang:en"),
        ("date:>=2025 fuzzy~", "date:>=2025 fuzzy~"),
        ("foo:bar http://x", "foo bar http x"),
    ],
)
def test_what_was_understood_is_written_in_the_query_language(query: str, expected: str) -> None:
    assert understood(parse(query, submitted=True)) == expected
    assert understood(parse(expected, submitted=True)) == expected


def test_the_word_being_typed_is_shown_as_a_beginning() -> None:
    assert understood(parse("harbour pri")) == "harbour pri*"
    assert understood(parse("harbour pri ")) == "harbour pri"
    assert understood(parse("harbour pri", submitted=True)) == "harbour pri"


_TYPED = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from([
            "harbour", "pri", "東京", "é", "OR", "AND", "NOT", "-", "(", ")", '"', "“", "~", "~2", '"~3', "*", "?", ":",
            "title:", "date:", "lang:", "source:", "2025-06", ">=2025", "..", " ", " ", " ", "[", "]", "^2", "\\", "'",
        ]),
        max_size=24,
    ).map("".join),
)  # fmt: skip


@given(_TYPED)
@example("NOT NOT a")
@example("- - -")
@example('"~3')
@example("title:title:")
@example("(()())OR")
@example("[")
@example("a*[b")
@example("\ud800")
def test_no_query_whatever_fails_while_typed_and_only_as_told_when_submitted(library: SearchIndex, query: str) -> None:
    library.search(query, sort=Sort.BEST, limit=3)
    with suppress(QueryError):
        library.search(query, sort=Sort.NEWEST, limit=3, submitted=True)


@given(_TYPED)
def test_what_was_understood_means_the_same_when_read_again(library: SearchIndex, query: str) -> None:
    query += " "  # nothing is being typed any more: a beginning is shown as `pri*`, and its stem is looked for besides
    again = library.search(understood(parse(query)) + " ", sort=Sort.NEWEST)
    assert again.ids == library.search(query, sort=Sort.NEWEST).ids


def test_hostile_queries_are_bounded(library: SearchIndex) -> None:
    for query in ("(" * 5_000, '"' * 5_000, "*a" * 5_000, "a OR " * 5_000, "-" * 5_000, "a~2 " * 5_000, "title:" * 900):
        library.search(query, sort=Sort.BEST)
    assert ids(library, "(" * 900 + "harbour" + ")" * 90, submitted=False) == {"aharbour", "aferry"}
