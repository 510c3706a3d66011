"""Where a query stands in a text, and the line that shows it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.models import Sort
from index.search import matches
from index.search.analysis import fold, words
from index.search.index import SearchIndex
from index.search.language import parse
from tests.search.conftest import ARTICLES

TEXT = "The harbour reopened. Harbour operations, he said, were running; the old harbour wall stands. Café Müller."


def marked(library: SearchIndex, query: str, text: str = TEXT) -> list[str]:
    return [span.of(text) for span in library.match_spans(query, text, "en")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("harbour ", ["harbour", "Harbour", "harbour"]),
        ("harbours ", ["harbour", "Harbour", "harbour"]),
        ("run ", ["running"]),
        ("oper", ["operations"]),
        ("harb", ["harbour", "Harbour", "harbour"]),
        ("harb ", []),
        ("o*", ["operations", "old"]),
        ("w?ll", ["wall"]),
        ("harbor~", ["harbour", "Harbour", "harbour"]),
        ("cafe muller", ["Café", "Müller"]),
        ('"harbour wall"', ["harbour wall"]),
        ('"harbour stands"', []),
        ('"harbour stands"~2', ["harbour", "stands"]),
        ("harbour-wall ", ["harbour wall"]),
        ("wall -harbour", ["wall"]),
        ("wall NOT (old harbour)", ["wall"]),
        ("wall OR old ", ["old", "wall"]),
        ("title:wall ", ["wall"]),
        ("source:wall author:old lang:en date:2025", []),
        ('wall "old harbour wall"', ["old harbour wall"]),
        ("is:unread tag:wall lang:en", []),
        ("harbour^3 (old wall)^2 ", ["harbour", "Harbour", "old", "harbour", "wall"]),
        ("-(wall^2) old ", ["old"]),
        ("", []),
        ('"', []),
    ],
)
def test_matches_stand_where_the_words_are(library: SearchIndex, query: str, expected: list[str]) -> None:
    assert marked(library, query) == expected


def test_submitted_words_are_whole_words(library: SearchIndex) -> None:
    assert library.match_spans("harb", TEXT, "en", submitted=True) == ()


def test_pairs_of_characters_become_one_span(library: SearchIndex) -> None:
    assert marked(library, "日本経済 ", "今日の日本経済は") == ["日本経済"]
    assert marked(library, "済", "今日の日本経済は") == ["済は"]


@pytest.mark.parametrize(
    ("query", "language", "text", "expected"),
    [
        ("häuser ", "de", "Ein Haus, zwei Häuser.", ["Haus", "Häuser"]),
        ("libro ", "es", "Los libros y el libro.", ["libros", "libro"]),
        ('"mesure nationale" ', "fr", "Les mesures nationales.", ["mesures nationales"]),
        ("running ", "en", "They run.", ["run"]),
        ("running ", "de", "They run.", []),
        ("haus ", None, "Haus, hauses", ["Haus", "hauses"]),
        ("run ", "vi", "run runs", ["run"]),
    ],
)
def test_a_querys_words_take_the_endings_of_the_texts_language(
    query: str, language: str | None, text: str, expected: list[str]
) -> None:
    # No index: where words are looked for has no part in where they stand.
    assert [span.of(text) for span in matches.spans(parse(query), text, language)] == expected


_WORDS = st.lists(
    st.sampled_from(["harbour", "Harbours", "wall", "walls", "Café", "café", "the", "東京", "3.5", "U.S.", "old"]),
    max_size=40,
)
_GAPS = st.sampled_from([" ", "\n", "\t", "  \n\n ", ", ", " — ", "\u2028", "\u00a0"])
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.tuples(st.sampled_from(["harbour", "wall", "Café", "x" * 50, "東京" * 30, "old"]), _GAPS), max_size=80
    ).map(lambda pairs: "".join(word + gap for word, gap in pairs)),
)
_QUERIES = st.sampled_from(
    [
        "harbour",
        "wal",
        "harbour wall",
        '"old harbour"',
        '"wall old"~4',
        "h*",
        "w?ll",
        "cafe~",
        "東京",
        "-old wall",
        "x*",
    ]
)


@given(_QUERIES, _TEXTS)
def test_spans_are_within_sorted_and_disjoint(library: SearchIndex, query: str, text: str) -> None:
    spans = library.match_spans(query, text, "en")
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


@given(_WORDS, st.sampled_from(["harbour", "wall", "cafe", "old"]))
def test_every_matching_word_is_marked_and_no_other(library: SearchIndex, chosen: list[str], query: str) -> None:
    text = " ".join(chosen)
    marks = [fold(span.of(text)).removesuffix("s") for span in library.match_spans(query + " ", text, "en")]
    assert marks == [query for word in chosen if fold(word).removesuffix("s") == query]


@given(_QUERIES, _TEXTS, st.integers(20, 200))
def test_a_snippet_is_one_line_of_the_text_with_its_matches(
    library: SearchIndex, query: str, text: str, width: int
) -> None:
    line, spans = library.snippet(query, text, "en", width=width)
    assert len(line) <= width
    assert "".join(line.split(" ")) == "".join(line.split())
    assert "  " not in line
    assert line.strip("…") in " ".join(text.split())
    assert all(0 <= span.start < span.end <= len(line) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    in_text = {" ".join(span.of(text).split()) for span in library.match_spans(query, text, "en")}
    for span in spans:
        assert any(span.of(line) in mark for mark in in_text)
    assert bool(spans) == bool(in_text)


def test_a_snippet_shows_the_place_with_most_of_the_query(library: SearchIndex) -> None:
    filler = "Nothing of the kind was told that day. " * 30
    text = f"The harbour is wide. {filler}The old harbour\n\nwall fell. {filler}A wall. {filler}"
    line, spans = library.snippet("harbour wall", text, "en", width=100)
    assert [span.of(line) for span in spans] == ["harbour", "wall"]
    assert "The old harbour wall fell." in line
    assert line.startswith("…")
    assert line.endswith("…")
    assert all(word in text.split() for word in line.strip("…").split())


def test_without_a_match_a_snippet_is_the_beginning(library: SearchIndex) -> None:
    text = "\n  First words of it, and " + "more " * 100
    line, spans = library.snippet("zebra", text, "en", width=40)
    assert line.startswith("First words of it, and more")
    assert line.endswith("more…")
    assert spans == ()
    assert library.snippet("zebra", "Short.", "en") == ("Short.", ())
    assert library.snippet("zebra", "", "en") == ("", ())


@given(st.text(max_size=80))
def test_words_have_their_places_in_order_and_positions_without_gaps(text: str) -> None:
    found = list(words(text))
    assert [word.position for word in found] == list(range(len(found)))
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(one.start < two.start for one, two in pairwise(found))
    assert all(word.written and word.stem for word in found)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Élysée", "elysee"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ａ１", "a1"),
        ("Ёлка", "елка"),
    ],
)
def test_accents_and_forms_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_what_is_indexed_is_what_is_marked(library: SearchIndex) -> None:
    # The index and the highlighting share one analysis: what is found has a mark in title or body.
    by_id = {article.id: article for article in ARTICLES}
    for query in ("harbour", "oper", '"prices rise"', "c?fe", "harbor~", "elysee", "東京", "1200", "us", "l'élysée"):
        found = library.search(query, sort=Sort.BEST).ids
        assert found
        for identity in found:
            article = by_id[identity]
            assert library.match_spans(query, f"{article.title}\n{article.text}", article.language), (query, identity)
