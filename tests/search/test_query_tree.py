"""The tree that a query is read as: its leaves with their places, and that it can be written down again."""

from contextlib import suppress

from hypothesis import assume, example, given
from hypothesis import strategies as st

from index.errors import QueryError
from index.models import Span
from index.query_help import SECTIONS
from index.search.analysis import fold, words
from index.search.language import MAX_DEPTH, parse
from index.search.query import (
    All,
    Boosted,
    Dated,
    Either,
    Fuzzy,
    InLanguage,
    Marked,
    Pattern,
    Phrase,
    Query,
    Tagged,
    Without,
    Word,
    sought,
    understood,
)
from tests.search.queries import TODAY, TREES, TYPED, leaves, placeless


def test_every_leaf_knows_its_place_in_what_was_typed() -> None:
    text = 'x foo:(Storm^2 OR title:co-op* ) -“a  b”~3 tag:"to do" is:unread date:"last month"..today lang:EN harbor~2'
    parsed = list(leaves(parse(text, submitted=True, today=TODAY)))
    assert [leaf.at.of(text) for leaf in parsed] == [
        "x", "foo", "Storm", "co", "op*", "“a  b”", '"to do"', "unread", '"last month"..today', "EN", "harbor",
    ]  # fmt: skip


def test_the_tree_that_is_read() -> None:
    zero = Span(0, 0)
    query = parse('a (title:b^2 OR c*) -is:read tag:"x y" near~ lang:fr', submitted=True)
    assert placeless(query) == All((
        Word("a", None, zero),
        Either((Boosted(Word("b", "title", zero), 2.0), Pattern("c*", None, zero))),
        Without(Marked("read", zero)),
        Tagged("x y", zero),
        Fuzzy("near", None, 1, zero),
        InLanguage("fr", zero),
    ))  # fmt: skip
    assert list(sought(Boosted(Without(query), 2.0))) == []
    assert len(list(sought(Boosted(query, 2.0)))) == 6


@given(TYPED)
@example("½ab~ ½*")
@example('"~0')
@example("title:-x tag:^2 tag:a~")
@example("-(-(-a))^2^3")
@example("((a OR b")
@example('date:"2025..2025-06')
def test_what_is_written_down_is_read_as_the_same_tree(query: str) -> None:
    tree = parse(query + " ", today=TODAY)
    assert placeless(parse(understood(tree) + " ", today=TODAY)) == placeless(tree)
    if understood(tree):
        assert placeless(parse(understood(tree), submitted=True, today=TODAY)) == placeless(tree)


@given(TREES)
def test_every_tree_can_be_written_down(tree: Query) -> None:
    patterns = sum(isinstance(leaf, Pattern | Fuzzy) for leaf in leaves(tree))
    assume(patterns <= 8 and understood(tree).count("(") <= MAX_DEPTH)
    assert placeless(parse(understood(tree), submitted=True, today=TODAY)) == placeless(tree)


@given(TYPED, st.booleans())
def test_leaves_stand_where_they_say(query: str, submitted: bool) -> None:
    with suppress(QueryError):
        for leaf in leaves(parse(query, submitted=submitted, today=TODAY)):
            typed = leaf.at.of(query)
            assert 0 <= leaf.at.start < leaf.at.end <= len(query)
            match leaf:
                case Word(text) | Phrase(text):
                    assert [word.written for word in words(typed)] == [word.written for word in words(text)]
                case Fuzzy(text):
                    assert [word.written for word in words(typed)] == [text]
                case Pattern(text):
                    assert "*" in typed or "?" in typed
                    assert len(text) <= len(fold(typed))
                case Tagged(text) | Marked(text):
                    assert text in typed.replace('"', "").replace("“", "")
                case InLanguage(code):
                    assert code in typed.lower()
                case Dated(_, text):
                    assert text.strip('"') in " ".join(typed.replace("“", '"').split()).lower()


@given(TREES.map(understood), st.integers(0))
def test_every_beginning_of_a_query_can_be_read_while_it_is_typed(query: str, length: int) -> None:
    end = length % (len(query) + 1)
    parse(query[:end], today=TODAY)
    assert understood(parse(query[:end] + " ", today=TODAY)) == understood(parse(query[:end] + "  ", today=TODAY))


def test_every_beginning_of_the_examples_can_be_read_while_it_is_typed() -> None:
    for row in (row for section in SECTIONS for row in section.rows):
        for end in range(len(row.example)):
            parse(row.example[:end], today=TODAY)
