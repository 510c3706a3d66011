"""What is analysed of a text is enough: the matches are those of analysing all of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.models import Span
from index.search import matches
from index.search.analysis import Word as Placed
from index.search.analysis import words
from index.search.candidates import Candidates
from index.search.language import parse
from index.search.query import Either, Fuzzy, Pattern, Phrase, Query, Word
from tests.search.plain_matches import plain_matches
from tests.search.strategies import trees
from tests.search.texts import LANGUAGES, TEXTS

_AT = Span(0, 0)
# Beginnings that melt into what follows, are cut off by stemmers, or change with accents and case.
_WORDS = (
    *("run", "runs", "running", "the", "of", "dying", "die", "geboren", "Gebracht", "boren", "kadın", "évé", "Église"),
    *("ΕΛΛΆΣ", "Ёлка", "елка", "Йод", "иод", "и\u0306од", "й\u0316од", "ÆON", "aeon", "øre", "İstanbul", "ılık", "ßa"),
    *("ŉa", "ǆ", "がく", "か\u3099く", "かく", "東京", "東", "서울", "ᄀ가", "ㄱㅏ", "ｶﾞ", "الكتاب", "كتاب", "כתב"),
    *(
        "l'eau",
        "qu'il",
        "don't",
        "can’t.l'eau",
        "U.S.",
        "us",
        "1,200.5",
        "°C",
        "°'s",
        "a.°",
        "_x_",
        "x\u0301y",
        "中't",
        "ge",
        "’",
    ),
)
_TEXTS = st.one_of(
    TEXTS,
    st.lists(st.sampled_from(_WORDS), max_size=24).map(" ".join),
    st.lists(st.sampled_from([*_WORDS, *" .,'’_-°tl\u0301\u0306\u093f\u200d"]), max_size=16).map("".join),
)


@st.composite
def _asked_of(draw: st.DrawFn, text: str) -> Query:
    """Draw a query of words that stand in `text`."""
    every = list(words(text, "en", query=True))
    parts = draw(st.lists(st.sampled_from(every).flatmap(lambda word: _leaf(text, every, word)), max_size=4))
    return Either(tuple(parts))


def _leaf(text: str, every: list[Placed], word: Placed) -> st.SearchStrategy[Query]:
    later = every[word.position : word.position + 3]
    runs = st.sampled_from(later).map(lambda last: text[word.start : last.end])
    apart = st.sampled_from(later).map(lambda last: f"{text[word.start : word.end]} {text[last.start : last.end]}")
    return st.one_of(
        st.builds(Word, runs, st.none(), st.just(_AT), st.booleans()),
        st.builds(Phrase, st.one_of(runs, apart), st.none(), st.just(_AT), st.sampled_from([1, 1, 2, 3, 20])),
        st.builds(Fuzzy, st.just(word.written), st.none(), st.integers(1, 2), st.just(_AT)),
        st.builds(Pattern, st.integers(0, 3).map(lambda n: word.written[:n] + "*"), st.none(), st.just(_AT)),
    )


def _same(query: Query, text: str, language: str | None) -> None:
    assert list(matches.found(query, text, language)) == list(plain_matches(query, text, language))


@given(st.data(), _TEXTS, LANGUAGES)
def test_words_of_the_text_are_found_where_they_stand(data: st.DataObject, text: str, language: str | None) -> None:
    if next(words(text, "en", query=True), None) is not None:
        _same(data.draw(_asked_of(text)), text, language)


@given(trees(), _TEXTS, LANGUAGES)
def test_any_query_finds_what_it_finds_in_the_whole_analysis(query: Query, text: str, language: str | None) -> None:
    _same(query, text, language)


@pytest.mark.parametrize("query", ["a* б*", "и* й*", "東* か*", "1 us"])
def test_every_character_alone_before_and_after_others(query: str) -> None:
    # All of the blocks of many kinds, some of the large ones of one kind.
    points = [*range(0x2100), *range(0x3000, 0x3200), *range(0x2100, 0xFFFF, 13), *range(0x10000, 0x110000, 4001)]
    forms = ("{}", "a{}s", "и{}", "か{}", "1{}1")
    text = "\n".join(form.format(chr(point)) for point in points for form in forms)
    _same(parse(query, submitted=True), text, "en")


def test_words_that_begin_otherwise_are_passed_over() -> None:
    text = "The harbour “reopened” on Monday; l'École, Ёлка and 東京 did not. Zoë’s 12 zebras: éz xz"
    assert list(Candidates(frozenset("z")).within(text)) == [
        (text.index("Zoë"), "Zoë’s"),
        (text.index("zeb"), "zebras"),
    ]


@pytest.mark.parametrize(
    ("query", "language", "text", "expected"),
    [
        ("boren", "nl", "Zij is geboren.", ["geboren"]),
        ("geboren", "nl", "Boren is een vak.", ["Boren"]),
        ("كتاب", "ar", "قرأ الكتاب", ["الكتاب"]),
        ("l", "en", "can’t.l'eau", ["l"]),
        ("die", "en", "He was dying.", ["dying"]),
        ("iod", "ru", "йод", []),
        ("йод", "ru", "Йод, и\u0306од, иод", ["Йод", "и\u0306од"]),
        ('"us run"', "en", "The U.S. run; us. Run!", ["U.S. run", "us. Run"]),
        ('"run us"~2', "en", "run, by U.S. rules, or run it all by us", ["run", "U.S"]),
    ],
)
def test_a_word_is_found_however_it_begins(query: str, language: str, text: str, expected: list[str]) -> None:
    found = matches.spans(parse(query, submitted=True), text, language)
    assert [span.of(text) for span in found] == expected
