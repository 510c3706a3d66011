"""The query language: what each form finds, what is half typed, what is wrong."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given

from index.errors import QueryError
from index.models import Sort, Span
from index.query_help import SECTIONS, page
from index.search.index import SearchIndex
from index.search.language import MAX_DEPTH, MAX_LENGTH, MAX_PARTS, parse
from index.search.query import All, Field, Phrase, Word, understood
from tests.search.conftest import entry
from tests.search.queries import TODAY, TYPED, leaves, placeless

DOCS = Path(__file__).parents[2] / "docs" / "search.md"
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
        ("harbour is:", {"aharbour", "aferry"}),
        ("harbour is:unr", {"aharbour", "aferry"}),
        ("harbour tag:", {"aharbour", "aferry"}),
        ("harbour lang:", {"aharbour", "aferry"}),
        ("harbour -title:", {"aharbour", "aferry"}),
        ("harbour OR title: OR caf", {"aharbour", "aferry", "acafe"}),
        ("harbour -(prices r", {"aharbour"}),
        ("title:(harbour OR pri", {"aharbour", "aferry"}),
        ("OR harbour", {"aharbour", "aferry"}),
        ('harbour date:"last we', {"aharbour", "aferry"}),
        ("harbour^", {"aharbour", "aferry"}),
        ("harbour^999", {"aharbour", "aferry"}),
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
        ("OR harbour", "before “OR” at character 1"),
        ("harbour (AND prices)", "before “AND” at character 10"),
        ("harbour is:", "write is:unread, is:read or is:starred"),
        ("harbour is:unr", "“unr” at character 12"),
        ("is:unr", "write is:unread, is:read or is:starred"),
        ("-tag:", 'write tag:work or tag:"two words"'),
        ('tag:""', "character 5"),
        ("title: harbour", "“title:” at character 1: write title:storm"),
        ("lang:english", "“english” at character 6"),
        ('date:"last wek"', "“last wek” at character 6"),
        ("date:>=", "date:today"),
        ("harbour^0", "“^0” at character 8"),
        ("harbour^101", "up to 100"),
        ('"a b"~21', "“~21” at character 6"),
        ("harbour NOT NOT prices", "“NOT” at character 9"),
        ("harbour NOT -prices", "“NOT” at character 9"),
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
        ('"' + "a " * (MAX_PARTS + 1) + '"', f"before character {2 * MAX_PARTS + 2}."),
        ('storm title:"' + "a " * MAX_PARTS + '"', f"before character {13 + 2 * (MAX_PARTS - 1) + 1}."),
        ("a-" * (MAX_PARTS + 1), f"before character {2 * MAX_PARTS + 1}."),
        ("東" * (MAX_PARTS + 2), f"before character {MAX_PARTS + 1}."),
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
        ("is:read  -is:starred", "is:read -is:starred"),
        ("tag:work tag:“two words” tag:a/b", 'tag:work tag:"two words" tag:"a/b"'),
        ("tag:(a OR “b c”)", 'tag:a OR tag:"b c"'),
        ("lang:pt-BR", "lang:pt"),
        ("storm^2 x", "storm^2 x"),
        ("(a b)^2 AND c", "(a b)^2 c"),
        ("title:(a OR b)^0.5 c", "(title:a OR title:b)^0.5 c"),
        ('"a b"~3^3', '"a b"~3^3'),
        ("harbor~2^2", "harbor~2^2"),
        ("storm^1", "storm"),
        ("-(-a)", "-(-a)"),
        ("-storm^2", "-storm^2"),
        ("a AND b OR c", "(a b) OR c"),
        ("“OR”", '"OR"'),
        ("foo:OR", "foo or"),
        ("a^2:b", "a 2 b"),
        ("DATE:2025", "date:2025"),
        ("date:“last week”", 'date:"last week"'),
        ("date:TODAY", "date:today"),
    ],
)
def test_what_was_understood_is_written_in_the_query_language(query: str, expected: str) -> None:
    assert understood(parse(query, submitted=True)) == expected
    assert understood(parse(expected, submitted=True)) == expected


def test_the_word_being_typed_is_shown_as_a_beginning() -> None:
    assert understood(parse("harbour pri")) == "harbour pri*"
    assert understood(parse("harbour pri ")) == "harbour pri"
    assert understood(parse("harbour pri", submitted=True)) == "harbour pri"


@pytest.mark.parametrize("typed", ['storm "{} b', "storm {}b", '(storm "{} b"~3) OR harbour'])
@pytest.mark.parametrize("words", [MAX_PARTS, 400])
def test_a_phrase_that_is_typed_is_read_as_far_as_there_is_room(typed: str, words: int) -> None:
    read = list(leaves(parse(typed.format("a-" * words))))
    assert len(read) == 2
    assert isinstance(read[1], Phrase | Word)
    assert read[1].text == "-".join("a" * (MAX_PARTS - 1))
    assert read[1].at.end == read[1].at.start + (typed[-1] != "b" or '"' in typed) + len(read[1].text)


@given(TYPED)
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


@given(TYPED)
def test_what_was_understood_means_the_same_when_read_again(library: SearchIndex, query: str) -> None:
    query += " "  # nothing is being typed any more: a beginning is shown as `pri*`, and its stem is looked for besides
    again = library.search(understood(parse(query)) + " ", sort=Sort.NEWEST)
    assert tuple(again.ids) == tuple(library.search(query, sort=Sort.NEWEST).ids)


_HOSTILE = [
    "(", ")", '"', '"" ', "*a", "*?", "a OR ", "OR ", "NOT ", "AND NOT ", "-", "- ", "a~2 ", "~", "^2", "a^2 ", "a^2^2",
    "title:", "title:(", "date:", 'date:"', "tag:", 'tag:"a"', 'tag:x"', ":", "a:", "a:b*", "'", "1,1", "1.1.", "a.b.",
    "\u0301", " ", "-(", "(NOT a) AND ", "(a OR ", "½*", "東", "x" * 50 + "* ",
]  # fmt: skip


@pytest.mark.parametrize("piece", _HOSTILE)
def test_a_hostile_query_costs_a_bounded_number_of_steps(piece: str) -> None:
    # Lines of Python run, not seconds: a machine's load is no reason to fail. What is longer than MAX_LENGTH is cut.
    steps = 0

    def count(*_: object) -> object:
        nonlocal steps
        steps += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type] # what is traced does not matter
    try:
        parse(piece * 100_000, today=TODAY)
    finally:
        sys.settrace(before)
    assert steps < 1_000_000


def test_the_pages_of_help_tell_the_language_as_it_is() -> None:
    rows = [row for section in SECTIONS for row in section.rows]
    told = [tuple(line.strip("| ").split(" | ", 1)) for line in DOCS.read_text("utf-8").splitlines() if "| `" in line]
    assert told == [(f"`{row.example}`", row.meaning) for row in rows]
    for row in rows:
        assert placeless(parse(row.example, submitted=True, today=TODAY)) != All(())
        assert f"{row.example} " in page()
        assert row.meaning in page()
    assert all(len(line) <= 76 for line in page().splitlines())


def test_no_stands_for_both_kinds_of_norwegian(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path)
    index.add([entry(f"a{code}", "Ord", "ord", language=code) for code in ("no", "nb", "nn", "nb-NO", "da")], through=1)
    assert ids(index, "lang:no") == {"ano", "anb", "ann", "anb-NO"}
    assert ids(index, "lang:nb") == {"anb", "anb-NO"}
    assert ids(index, "-lang:no") == {"ada"}
    index.close()


@pytest.mark.parametrize("text", ["", "!", "\ud800"])
@pytest.mark.parametrize("field", [None, "author"])
def test_what_has_no_words_matches_nothing(library: SearchIndex, text: str, field: Field | None) -> None:
    at = Span(0, 0)
    for query in (Word(text, field, at), Word(text, field, at, partial=True), Phrase(text, field, at, 2)):
        assert list(library.search_tree(query, sort=Sort.BEST).ids) == []


def test_a_query_of_bytes_that_are_no_text_is_read(library: SearchIndex) -> None:
    for sign in ("\udcff", "harbour\udcff", "tag:\udcff", "author:a\udcff", "h\udcff*", "harbor\udcff~", '"a \udcff"'):
        library.search(sign, sort=Sort.BEST)
        with suppress(QueryError):
            library.search(sign, sort=Sort.BEST, submitted=True)
    assert "\udcff" not in library.search("", sort=Sort.BEST).ids


def test_hostile_queries_are_bounded(library: SearchIndex) -> None:
    for query in ("(" * 5_000, '"' * 5_000, "*a" * 5_000, "a OR " * 5_000, "-" * 5_000, "a~2 " * 5_000, "title:" * 900):
        library.search(query, sort=Sort.BEST)
    assert ids(library, "(" * 900 + "harbour" + ")" * 90, submitted=False) == {"aharbour", "aferry"}
