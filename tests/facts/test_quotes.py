"""Quotations: their exact words, and who says them where a rule is sure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.facts import names, quotes
from index.models import Fact
from tests.facts.articles import article, assert_sound, called


def said(text: str) -> list[tuple[str, str | None]]:
    document = article(text)
    return [(str(fact.value), fact.speaker) for fact in quotes.find(document, names.find(document))]


def found(text: str) -> list[Fact]:
    document = article(text)
    return quotes.find(document, names.find(document))


@pytest.mark.parametrize(
    "text",
    [
        '"We will not leave the city," said Jane Hartwell.',
        "'We will not leave the city,' said Jane Hartwell.",
        "``We will not leave the city,'' said Jane Hartwell.",
        "„We will not leave the city“, said Jane Hartwell.",
        "»We will not leave the city«, said Jane Hartwell.",
        '"We will not leave the city," Jane Hartwell, head of Brightwell Capital, one of its lenders, said on Friday.',
        'Jane Hartwell spoke on Monday, saying: "We will not leave the city"',
        "“We will not leave the city”\n— Jane Hartwell",
        '"We will not leave the city," Jane Hartwell said.',
        '"We will not leave the city," said Dr. Jane Hartwell, a researcher at Stanford.',
        '"We will not leave the city," said the mayor, Jane Hartwell, on Friday.',
        '"We will not leave the city," Jane Hartwell, a lawyer from Leeds, told reporters.',
        "“We will not leave the city,” Jane Hartwell later said.",
        "‘We will not leave the city,’ said Jane Hartwell.",
        "«We will not leave the city», said Jane Hartwell.",
        '"We will not leave the city," according to Jane Hartwell.',
        'Jane Hartwell said: "We will not leave the city"',
        'Jane Hartwell went to the harbour on Monday and said, "We will not leave the city"',
        'Jane Hartwell, who lives there, insisted: "We will not leave the city"',
        'Jane Hartwell added:\n"We will not leave the city"',
        '"We will not leave the city" - Jane Hartwell',
        "Jane Hartwell: “We will not leave the city”",
    ],
)
def test_the_speaker_is_named_beside_the_words(text: str) -> None:
    assert said(text) == [("We will not leave the city", "Jane Hartwell")]


def test_a_surname_and_a_pronoun_stand_for_the_person() -> None:
    text = (
        "Jane Hartwell met Paul Brack on Monday.\n"
        '"It was a long talk," Hartwell said.\n"He listened to every word," she said.\n"I had no choice," he said.'
    )
    assert [speaker for _, speaker in said(text)] == ["Jane Hartwell", "Jane Hartwell", "Paul Brack"]


def test_words_after_the_speaker_go_on_with_the_same_voice() -> None:
    text = '"We will not leave," said Jane Hartwell. "We have built this city. It is ours."'
    assert [speaker for _, speaker in said(text)] == ["Jane Hartwell"] * 2


def test_a_sentence_split_by_its_speaker_is_two_pieces_of_one_voice() -> None:
    text = '"We will not," Jane Hartwell said, "leave this city."'
    assert said(text) == [("We will not", "Jane Hartwell"), ("leave this city.", "Jane Hartwell")]


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    text = 'Jane Hartwell said: "We will not leave.\n"This is our city.\n"It will stay so."'
    assert said(text) == [
        ("We will not leave.", "Jane Hartwell"),
        ("This is our city.", "Jane Hartwell"),
        ("It will stay so.", "Jane Hartwell"),
    ]


def test_a_speaker_named_in_the_last_paragraph_is_the_speaker_of_all() -> None:
    text = '"We will not leave.\n"This is our city," said Jane Hartwell.'
    assert [speaker for _, speaker in said(text)] == ["Jane Hartwell"] * 2


def test_quoted_words_inside_a_quotation_belong_to_it() -> None:
    text = "“He called it ‘a great day’ and left,” said Jane Hartwell."
    assert said(text) == [("He called it ‘a great day’ and left", "Jane Hartwell")]


def test_inches_within_a_quotation_do_not_close_it() -> None:
    assert said('Jane Hartwell said: "The 27" screen is good."') == [('The 27" screen is good.', "Jane Hartwell")]


def test_words_that_never_close_end_with_their_paragraph() -> None:
    assert said('Jane Hartwell said: "We will not leave.\nThe bridge is old.') == [
        ("We will not leave.", "Jane Hartwell")
    ]


def test_each_label_of_a_transcript_is_another_voice() -> None:
    text = '"HARTWELL: We stay here.\n"BRACK: We do not." Jane Hartwell and Paul Brack met.'
    assert said(text) == [("We stay here.", "Jane Hartwell"), ("We do not.", "Paul Brack")]


def test_single_marks_count_only_where_no_double_ones_do() -> None:
    text = 'Jane Hartwell said: "We will not leave." The ‘old town’ stays.'
    assert said(text) == [("We will not leave.", "Jane Hartwell")]


def test_the_attributes_of_a_tag_are_no_quotation() -> None:
    assert said('<tweet author="carl" id="778257">It rains.</tweet>') == []


def test_a_part_of_a_sentence_is_a_quotation() -> None:
    assert said('Jane Hartwell called the plan "a gift to speculators" on Monday.') == [
        ("a gift to speculators", "Jane Hartwell")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Business schools have a word for such arrangements: “coopetition”, the habit of fighting and trading.",
        'The so-called "smart city" failed.',
        'She starred in "The Long Road Home" for years.',
        'A 27" screen and a 6" phone were shown.',
        "It’s the workers’ pay that’s the firms’ worry.",
    ],
)
def test_scare_quotes_titles_inches_and_apostrophes_are_no_quotations(text: str) -> None:
    assert said(text) == []


def test_one_word_counts_where_somebody_says_it() -> None:
    assert said('Jane Hartwell called it "unacceptable" on Monday.') == [("unacceptable", "Jane Hartwell")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We will not leave the city," a neighbour said.', "a neighbour"),
        ('A neighbour said: "We will not leave the city"', "a neighbour"),
        ('"We will not leave the city," said an aide to Jane Hartwell.', "an aide"),
        ('"We will not leave the city," Jane Hartwell\'s lawyer said.', "Jane Hartwell's lawyer"),
        ('"We will not leave the city," the union-backed candidate said.', "the union-backed candidate"),
        ('The union-backed candidate left, saying "We will not leave the city".', "the union-backed candidate"),
    ],
)
def test_a_speaker_without_a_name_is_told_in_the_words_of_the_article(text: str, speaker: str) -> None:
    assert said(text) == [("We will not leave the city", speaker)]


def test_a_name_in_the_description_of_a_speaker_is_not_the_speaker() -> None:
    assert said('Paul Brack’s lawyer, Jane Hartwell, said: "We will not leave the city"') == [
        ("We will not leave the city", "Jane Hartwell")
    ]


def test_words_beside_the_quotation_are_surer_than_a_name_before_it() -> None:
    sure = found('"We will not leave the city," said Jane Hartwell.')[0]
    guess = found('Jane Hartwell walked home. "We will not leave the city" stood on a wall.')[0]
    assert not sure.guessed
    assert guess.speaker is None or guess.guessed


def test_a_pronoun_for_nobody_leaves_the_speaker_open() -> None:
    assert said('"We will not leave the city," he said.') == [("We will not leave the city", None)]


def test_who_speaks_for_an_organisation_is_the_organisation() -> None:
    text = '"We will not leave the city," a spokeswoman for Microsoft said. Microsoft owns it.'
    assert said(text) == [("We will not leave the city", "Microsoft")]


def test_a_quotation_told_twice_is_one_fact() -> None:
    text = '"We will not leave the city," said Jane Hartwell.\nAgain: "We will not leave the city," said Hartwell.'
    document = article(text)
    (fact,) = quotes.find(document, names.find(document))
    assert [place.of(text) for place in fact.places] == ["We will not leave the city"] * 2


@given(st.text(alphabet="aA .,\n\"“”‘’«»„:-19'", max_size=200))
def test_any_marks_give_sound_facts(text: str) -> None:
    document = article(text)
    assert_sound(document, quotes.find(document, called(document, "Jane", "Hartwell")))


_PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "‘",
        "’",
        "said",
        "she",
        "he",
        "Jane",
        "Hartwell",
        ",",
        ".",
        ":",
        "\n",
        "-",
        "(D-Calif.)",
        "who",
        "according",
        "to",
        "Mr.",
        "a",
        "plan",
    ]
)


@given(st.lists(_PIECES, max_size=40))
def test_any_mixture_of_speech_gives_sound_facts(words: list[str]) -> None:
    document = article(" ".join(words))
    assert_sound(document, quotes.find(document, called(document, "Jane", "Hartwell")))


@pytest.mark.parametrize("source", ["The excerpts", "Hartwell’s first priority", "The weekend", "Any such inquiry"])
def test_a_thought_an_event_or_a_piece_of_a_text_is_no_speaker(source: str) -> None:
    assert said(f'{source} said "we will not leave the city before the spring".')[0][1] is None
