"""The name tagger: people, organisations and places in English sentences, and where their spans lie."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.facts.document import FactText
from index.facts.tagger.tagger import MOST_TOKENS, Tagged, lines_of, parts_of, tagged
from index.facts.tagger.tokens import LONGEST, tokenise
from index.models import BlockKind, Span
from tests.facts.articles import article

_STORY = (
    "NAIROBI, Kenya (AP) - Finance Minister Grace Wanjiru said that Kenya would borrow from the World Bank.\n\n"
    "Wanjiru spoke after talks with officials of the International Monetary Fund in Washington.\n\n"
    "“We have no choice,” Ms. Wanjiru told reporters. Analysts at Barclays Bank and the University of Nairobi agreed."
)


def names(text: str) -> set[tuple[str, str]]:
    return {(name.span.of(text), name.kind.value) for name in tagged(article(text))}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The minister met Jane Hartwell in the capital on Friday.", "Jane Hartwell", "person"),
        ("He was born in Toronto, Canada, in 1950.", "Toronto", "place"),
        ("He was born in Toronto, Canada, in 1950.", "Canada", "place"),
        (
            "She studied law at the University of Manchester for three years.",
            "University of Manchester",
            "organisation",
        ),
        ("The United Nations Security Council met on Tuesday.", "United Nations Security Council", "organisation"),
        ("“That is wrong,” said Peter O'Connor, a farmer.", "Peter O'Connor", "person"),
        ("A spokesman for the Ministry of Health declined to comment.", "Ministry of Health", "organisation"),
    ],
)
def test_finds_names_of_plain_sentences(text: str, name: str, kind: str) -> None:
    assert (name, kind) in names(text)


def test_finds_the_names_of_a_story_and_little_beside_them() -> None:
    found = names(_STORY)
    assert {
        ("NAIROBI", "place"),
        ("Kenya", "place"),
        ("Grace Wanjiru", "person"),
        ("World Bank", "organisation"),
        ("Wanjiru", "person"),
        ("International Monetary Fund", "organisation"),
        ("Washington", "place"),
        ("University of Nairobi", "organisation"),
    } <= found
    assert len(found) <= 11


def test_a_title_and_a_people_are_no_part_of_a_person() -> None:
    text = "On Monday Kenyan President Grace Wanjiru met Dr. Paul Mensah and Ghanaian officials."
    people = {name for name, kind in names(text) if kind == "person"}
    assert people == {"Grace Wanjiru", "Paul Mensah"}
    assert not {"Kenyan", "Ghanaian"} & {name for name, _ in names(text)}


def test_a_company_ending_behind_a_comma_belongs_to_the_name() -> None:
    assert ("Hartwell Systems, Inc.", "organisation") in names(
        "She sold her shares of Hartwell Systems, Inc. last week."
    )


def test_a_company_ends_at_its_ending() -> None:
    assert ("Hartwell Ltd.", "organisation") in names("Brightwell Inc. sued Hartwell Ltd. of London on Monday.")


def test_names_are_found_in_a_headline_in_capitals() -> None:
    text = "MINISTER OF KENYA RESIGNS\n\nThe finance minister of Kenya resigned on Monday."
    assert tagged(article(text))[0].span.of(text) == "KENYA"


def test_a_name_does_not_run_across_the_cells_of_a_row() -> None:
    text = "France\tGermany\tItaly"
    document = article(text)
    row = document.blocks[0].model_copy(update={"kind": BlockKind.ROW})
    found = tagged(FactText(text, (row,), document.sentences, "", None, "en"))
    assert all("\t" not in name.span.of(text) for name in found)


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "12 345 678 90", "...", "the minister said that prices rose again today."]
)
def test_nothing_is_found_where_there_is_no_name(text: str) -> None:
    assert tagged(article(text)) == ()


@pytest.mark.parametrize("language", ["de", "fr", "zh"])
def test_another_language_is_left_alone(language: str) -> None:
    document = article(_STORY)
    other = FactText(document.text, document.blocks, document.sentences, "", None, language)
    assert tagged(other) == ()


@pytest.mark.parametrize("language", ["en", "en-GB", None])
def test_english_by_any_code_and_an_unknown_language_are_read(language: str | None) -> None:
    document = article(_STORY)
    read = FactText(document.text, document.blocks, document.sentences, "", None, language)
    assert tagged(read) == tagged(document)


def test_the_same_text_gives_the_same_names() -> None:
    assert tagged(article(_STORY)) == tagged(article(_STORY))


def test_sure_of_a_plain_name_more_than_of_a_strange_one() -> None:
    plain, strange = "He flew to Paris.", "Flomp Zarg Q."
    told = {name.span.of(plain): name.sure for name in tagged(article(plain))}
    assert told["Paris"] > 0.8
    assert all(name.sure < told["Paris"] for name in tagged(article(strange)))


def _assert_sound(document: FactText, found: tuple[Tagged, ...]) -> None:
    text = document.text
    tokens = tokenise(text, lines_of(document))
    end = 0
    for name in found:
        assert end <= name.span.start < name.span.end <= len(text)
        assert name.span.start in tokens.starts
        assert name.span.end in tokens.ends
        assert 0 <= name.sure <= 1
        end = name.span.end


_PIECES = st.sampled_from(
    [
        *("Grace", "Wanjiru", "the", "Bank", "of", "Kenya", "said", "U.S.", "Mr.", ".", ",", "(", "AP", ")", "-", "’s"),
        *("İ", "\n\n", "“", "”", "12", "ÅB", "ßx", "Dr", "東京", "ǅ", "A.", "\t", "&", "'"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=60), st.sampled_from(["", " "]))
def test_spans_lie_on_the_borders_of_tokens(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    document = article(text)
    _assert_sound(document, tagged(document))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    document = article(text)
    _assert_sound(document, tagged(document))


def test_a_story_far_down_a_long_text_is_read_as_well() -> None:
    filler = "Prices rose again in the third week of the month, the report said.\n\n" * 400
    text = filler + _STORY
    assert "Grace Wanjiru" in {name.span.of(text) for name in tagged(article(text)) if name.span.start > len(filler)}


def test_a_million_characters_are_read_in_parts_of_bounded_length() -> None:
    text = "Word and " * 111_112
    tokens = tokenise(text, [Span(0, len(text))])
    assert len(tokens.words) == 222_224
    assert max(last - first for first, last in tokens.bounds()) <= LONGEST
    parts = list(parts_of(tokens))
    assert max(len(part.words) for part in parts) <= MOST_TOKENS
    assert [start for part in parts for start in part.starts] == tokens.starts


def test_a_million_characters_without_a_space_are_one_token() -> None:
    text = "A" * 1_000_000
    assert all(name.span == Span(0, len(text)) for name in tagged(article(text)))
