"""Attributions: which sources an article names, and how."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.facts import attributions, names
from tests.facts.articles import article, assert_sound, called


def credited(text: str) -> list[tuple[str, str, str]]:
    document = article(text)
    found = attributions.find(document, names.find(document))
    return [(str(fact.value), str(fact.role), fact.text) for fact in found]


@pytest.mark.parametrize(
    ("text", "value", "role", "written"),
    [
        ("It was first reported exclusively by Reuters.", "Reuters", "first-reported-by", "Reuters"),
        (
            "It was first reported on Tuesday by TechJuice. The deal holds.",
            "TechJuice",
            "first-reported-by",
            "TechJuice",
        ),
        ("The sale, as The Harbour Post first reported, is off.", "Harbour Post", "first-reported-by", "Harbour Post"),
        ("CNN was first to report the sale.", "CNN", "first-reported-by", "CNN"),
        ("The Harbour Post was the first to report on it.", "Harbour Post", "first-reported-by", "Harbour Post"),
        ("The bill rose, according to Brightwell Capital.", "Brightwell Capital", "according-to", "Brightwell Capital"),
        ("According to a report by Bloomberg, it rose.", "Bloomberg", "according-to", "Bloomberg"),
        ("According to analyst Jane Hartwell, it rose.", "Jane Hartwell", "according-to", "Jane Hartwell"),
        ("The Guardian reported that it rose.", "Guardian", "according-to", "Guardian"),
        ("It rose, Reuters reported on Monday.", "Reuters", "according-to", "Reuters"),
        ("It rose, citing AFP.", "Agence France-Presse", "citing", "AFP"),
        ("It rose.\nSource: India TV News", "India TV News", "source-line", "India TV News"),
        ("LONDON (Reuters) - It rose.", "Reuters", "source-line", "Reuters"),
        ("It rose. (reuters.com)", "Reuters", "inline", "reuters.com"),
        ("It rose. (axios.com)", "axios.com", "inline", "axios.com"),
        ("It rose. [Reuters]", "Reuters", "inline", "Reuters"),
    ],
)
def test_source_and_role(text: str, value: str, role: str, written: str) -> None:
    assert credited(text) == [(value, role, written)]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Hartwell said that the road is shut.",
        "Jane Hartwell said on Friday the road is shut.",
        "Jane Hartwell told reporters in Leeds that the road is shut.",
        "Jane Hartwell, the mayor of Leeds, insisted that the road is shut.",
        "The road is shut, Jane Hartwell said on Friday.",
        "The road is shut, said Jane Hartwell.",
        "Leeds wants it open, but Jane Hartwell warned that the road is shut.",
    ],
)
def test_who_said_it_in_other_words_is_a_source(text: str) -> None:
    assert credited(text) == [("Jane Hartwell", "according-to", "Jane Hartwell")]


@pytest.mark.parametrize(
    "text",
    [
        '"The road is shut," said Jane Hartwell.',
        'Jane Hartwell said: "The road is shut."',
        "An aide to Jane Hartwell said that the road is shut.",
        "Jane Hartwell said nothing.",
        "She said that the road is shut.",
        "Jane Hartwell wants the road shut.",
    ],
)
def test_quotations_aides_and_pronouns_are_no_reported_speech(text: str) -> None:
    assert credited(text) == []


def test_the_outlet_that_somebody_spoke_to_is_cited() -> None:
    assert ("Reuters", "citing", "Reuters") in credited("Jane Hartwell told Reuters that the road is shut.")
    assert credited("Jane Hartwell told Paul Brack to go.") == []


def test_a_name_within_a_longer_source_is_not_the_source() -> None:
    document = article("India rose.\nSource: India TV News")
    (fact,) = attributions.find(document, called(document, "India"))
    assert (fact.value, fact.text) == ("India TV News", "India TV News")


def test_a_closing_line_may_name_several() -> None:
    assert [
        (value, role) for value, role, _ in credited("It rose.\nSources: Reuters, The Harbour Post; axios.com")
    ] == [
        ("Reuters", "source-line"),
        ("Harbour Post", "source-line"),
        ("axios.com", "source-line"),
    ]


def test_a_source_is_called_as_the_article_calls_it_elsewhere() -> None:
    text = "Mayor Jane Hartwell came. The road is shut, according to Hartwell."
    assert credited(text) == [("Jane Hartwell", "according-to", "Hartwell")]


def test_a_source_named_twice_in_one_way_is_one_fact() -> None:
    text = "It rose. (reuters.com)\nIt fell. (reuters.com)"
    document = article(text)
    (fact,) = attributions.find(document, names.find(document))
    assert [place.of(text) for place in fact.places] == ["reuters.com", "reuters.com"]


@pytest.mark.parametrize(
    "text",
    [
        "According to police, it rose. According to The, nothing.",
        "Microsoft reported a profit of $2 billion.",
        "The results (Friday) were good (see below).",
        "Brackets (such as these) and (Berlin) name nobody.",
    ],
)
def test_what_names_no_source(text: str) -> None:
    assert credited(text) == []


_PIECES = st.sampled_from(
    [
        "according",
        "to",
        "According",
        "first",
        "reported",
        "by",
        "Reuters",
        "(",
        ")",
        "[",
        "]",
        "axios.com",
        "Source:",
        ",",
        ";",
        "\n",
        ".",
        "The",
        "Post",
        "that",
        "citing",
        "a",
        "report",
        "from",
        "LONDON",
        "-",
        "Jane",
        "Hartwell",
        "said’s",
        "Monday",
    ]
)


@given(st.lists(_PIECES, max_size=40))
def test_any_mixture_of_cues_gives_sound_facts(words: list[str]) -> None:
    document = article(" ".join(words))
    assert_sound(document, attributions.find(document, called(document, "Jane", "Reuters")))


@pytest.mark.parametrize("piece", ["according to a ", "first reported a ", "A.", "(a.", "Source: ", "A reports "])
def test_a_very_long_line_is_read(piece: str) -> None:
    document = article(piece * (100_000 // len(piece)))
    assert_sound(document, attributions.find(document, []))
