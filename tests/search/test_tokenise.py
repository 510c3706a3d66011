"""Many texts at once give the words of each: whatever stands in them, however often, in whatever languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search import tokenise
from index.search.analysis import MAX_WORD, group, words
from index.search.tokenise import Tokeniser, Tokens
from index.search.whoosh_analysis import ArticleAnalyzer
from tests.search.texts import LANGUAGES, TEXTS

_ARTICLES = st.lists(st.tuples(TEXTS, LANGUAGES), max_size=8)
Article = tuple[str, str | None]


def told(tokens: Tokens) -> list[list[tuple[str, str]]]:
    """Return each word of each text in both forms."""
    every = [(tokens.written[number], tokens.terms[number]) for number in tokens.words]
    found, at = [], 0
    for count in tokens.counts.tolist():
        found.append(every[at : at + count])
        at += count
    assert at == len(every)
    return found


def expected(articles: list[Article]) -> list[list[tuple[str, str]]]:
    return [
        [(word.written, f"{group(language)}:{word.stem}") for word in words(text, language)]
        for text, language in articles
    ]


def tokens_of(tokeniser: Tokeniser, articles: list[Article]) -> Tokens:
    return tokeniser([text for text, _ in articles], [language for _, language in articles])


@given(st.lists(_ARTICLES, min_size=1, max_size=3), st.sampled_from([0, 5, 1_000_000]))
def test_call_after_call_the_words_are_those_of_the_analysis(calls: list[list[Article]], known: int) -> None:
    tokeniser = Tokeniser(known=known)
    for articles in calls:
        tokens = tokens_of(tokeniser, articles)
        assert told(tokens) == expected(articles)
        both = list(zip(tokens.written, tokens.terms, strict=True))
        assert len(set(both)) == len(both)
        assert set(tokens.words.tolist()) == set(range(len(both)))


@given(_ARTICLES)
def test_the_words_are_those_of_the_analyser_for_whoosh(articles: list[Article]) -> None:
    tokens = told(tokens_of(Tokeniser(), articles))
    for (text, language), found in zip(articles, tokens, strict=True):
        assert [w for w, _ in found] == [token.text for token in ArticleAnalyzer(language, "written")(text)]
        assert [t for _, t in found] == [token.text for token in ArticleAnalyzer(language, "stem")(text)]


@given(_ARTICLES)
def test_slices_and_blocks_make_no_difference(articles: list[Article]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokenise, "_SLICE", 40)
        patch.setattr(tokenise, "_BLOCK", 7)
        assert told(tokens_of(Tokeniser(), articles)) == expected(articles)


def test_every_character_alone_and_beside_letters() -> None:
    # All of the blocks of many kinds, some of the large ones of one kind.
    points = [*range(0x3500), *range(0xA000, 0xAC80), *range(0xD780, 0xFFFF), *range(0x10000, 0x110000, 61)]
    texts = [form.format(chr(point)) for form in ("{}", "a{}b", "1{}2") for point in points]
    texts = ["\n".join(texts)]
    articles: list[Article] = [(text, "en") for text in texts]
    assert told(tokens_of(Tokeniser(), articles)) == expected(articles)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "日本" * 20_000,
        "a.b," * 10_000,
        "it's'" * 10_000,
        "\x00" * 100_000,
        "\ud800" * 100_000,
        "\n" * 100_000,
        "a\u0301" * 100_000,
        " ".join(f"w{n}" for n in range(5_000)),
    ],
)
def test_hostile_texts(text: str) -> None:
    articles: list[Article] = [("before", "en"), (text, "en"), ("after", "en")]
    assert told(tokens_of(Tokeniser(), articles)) == expected(articles)


def test_words_that_differ_in_one_character_only_are_told_apart() -> None:
    long = "abcdefghijklmnopqrstuvwxyz" * 3
    tried = [
        long[:at] + other + long[at + 1 : size] for size in (8, 9, 16, 64, 70) for at in range(size) for other in "é1q"
    ]
    articles: list[Article] = [(" ".join(tried), "xx"), (" ".join(tried).replace("é", "z"), "xx")]
    assert told(tokens_of(Tokeniser(), articles)) == expected(articles)


def test_chunks_that_begin_alike_are_told_apart_however_long() -> None:
    start = "ab" + ",c" * 31
    assert len(start) == MAX_WORD
    articles: list[Article] = [(f"{start},d {start},e {start} {start},d", "en"), (start, "en"), (f"{start},f", "en")]
    assert told(tokens_of(Tokeniser(), articles)) == expected(articles)


def test_what_earlier_calls_saw_is_not_told_again() -> None:
    tokeniser = Tokeniser()
    tokeniser(["one two three"], ["en"])
    tokens = tokeniser(["two"], ["en"])
    assert (tokens.written, tokens.terms) == (["two"], ["en:two"])


def test_one_word_in_two_languages_is_two() -> None:
    tokens = Tokeniser()(["nationen", "nationen", "nationen"], ["de", "sv", "xx"])
    assert sorted(tokens.terms) == [":nationen", "de:nation", "sv:nation"]


def test_nothing_gives_nothing() -> None:
    for texts in ([], ["", ""]):
        tokens = Tokeniser()(texts, [None] * len(texts))
        assert tokens.counts.tolist() == [0] * len(texts)
        assert (len(tokens.words), tokens.written, tokens.terms) == (0, [], [])


def test_what_is_remembered_stays_bounded() -> None:
    tokeniser = Tokeniser(known=100)
    for call in range(20):
        tokeniser([" ".join(f"w{call}x{n} " + "q" * (MAX_WORD + n) for n in range(50))], ["en"])
        assert len(tokeniser._terms) <= 400
