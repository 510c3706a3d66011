"""Names: which words are names, of which kind, and which of them are one."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.facts import names
from index.models import BlockKind, FactKind
from tests.facts.articles import article, assert_sound


def kinds(text: str) -> dict[str, str]:
    return {str(fact.value): fact.kind.value for fact in names.find(article(text))}


def places(text: str, name: str) -> list[str]:
    document = article(text)
    return [place.of(text) for fact in names.find(document) if fact.value == name for place in fact.places]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The minister met Jane Hartwell, a lawyer, on Friday.", "Jane Hartwell", "person"),
        ("It was signed by Dr. Ruvimbo Takawira yesterday.", "Ruvimbo Takawira", "person"),
        ("They spoke to Ottoline Brack, 45, after the match.", "Ottoline Brack", "person"),
        ("A town called Quillbury, a village in the hills, lost power.", "Quillbury", "place"),
        ("Flights to Nairobi were cancelled.", "Nairobi", "place"),
        ("Boats crossed the Vexley River at dawn.", "Vexley River", "place"),
        ("Shares of Brightwell rose after the report.", "Brightwell", "organisation"),
        ("She works at Harrow Valley University in winter.", "Harrow Valley University", "organisation"),
        ("The Ministry of Fisheries refused to comment.", "Ministry of Fisheries", "organisation"),
        ("The Food and Water Safety Agency said so.", "Food and Water Safety Agency", "organisation"),
        ("A chip called the Zephyr X200 was shown; the Zephyr X200 chip is fast.", "Zephyr X200", "product"),
        ("It is a rival to Plumo, an assistant for phones.", "Plumo", "product"),
    ],
)
def test_kind_is_told_by_the_words_in_and_around_a_name(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind


def test_one_decision_for_a_name_in_the_whole_article() -> None:
    text = "Shares of Brightwell rose.\nIn Brightwell nobody was surprised.\nBrightwell's stock had been cheap."
    assert kinds(text) == {"Brightwell": "organisation"}
    assert len(places(text, "Brightwell")) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Amazon Web Services (AWS) grew. Later AWS shrank.",
        "AWS (Amazon Web Services) grew. Later AWS shrank.",
        "The Northern Fisheries Council (NFC) met. The NFC adjourned.",
        "The NFC (Northern Fisheries Council) met. The NFC adjourned.",
        "The Northern Fisheries Council met. The NFC adjourned, and the NFC went home.",
        "The Northern Fisheries Council (Nfc) met. Nfc adjourned.",
        "The Northern Fisheries Council (CNF) met, as its Breton name has it. The CNF adjourned.",
    ],
)
def test_an_acronym_is_its_expansion(text: str) -> None:
    found = [fact for fact in names.find(article(text)) if fact.kind is FactKind.ORGANISATION]
    assert [fact.value for fact in found] in (["Amazon Web Services"], ["Northern Fisheries Council"])
    assert len(found[0].places) == 3


def test_a_plural_acronym_is_the_singular() -> None:
    text = "Google sells Tensor Processing Units (TPUs). One TPU is cheap, two TPUs are not."
    assert len(places(text, "Tensor Processing Unit")) == 4


def test_a_surname_is_the_person_named_before() -> None:
    text = "Mayor Jane Hartwell left. Hartwell had said so. Mr. Peter Brack stayed, and Brack's staff too."
    assert places(text, "Jane Hartwell") == ["Jane Hartwell", "Hartwell"]
    assert places(text, "Peter Brack") == ["Peter Brack", "Brack"]


def test_two_bearers_of_a_surname_are_told_apart_by_who_was_named_last() -> None:
    text = "Jane Hartwell won. Hartwell smiled.\nThen Paul Hartwell came. Hartwell frowned."
    assert len(places(text, "Jane Hartwell")) == 2
    assert len(places(text, "Paul Hartwell")) == 2


def test_possessives_and_titles_are_no_part_of_a_name() -> None:
    text = "Prime Minister Jane Hartwell’s plan and SoftBank's offer were discussed by President Hartwell."
    assert places(text, "Jane Hartwell") == ["Jane Hartwell", "Hartwell"]
    assert places(text, "SoftBank") == ["SoftBank"]


def test_a_name_is_cut_at_a_title_and_at_a_known_name() -> None:
    assert kinds("Brightwell CEO Jane Hartwell ordered NVIDIA H100 GPUs.") == {
        "Brightwell": "organisation",
        "Jane Hartwell": "person",
        "NVIDIA": "organisation",
        "H100": "product",
    }


def test_words_that_begin_a_sentence_are_no_names() -> None:
    text = "Smaller firms gain. Regulators watch. Price matters.\nTraining is slow, and training costs. Ripples spread."
    assert kinds(text) == {}


def test_nationalities_days_and_common_acronyms_are_no_names() -> None:
    assert kinds("On Monday the French and two Americans, both CEOs, bought GPUs for AI in May.") == {}


def test_a_headline_gives_only_names_that_recur() -> None:
    text = "Quiet Deal Brings Anthropic Closer To Market\nIt is a deal with Anthropic that few expected."
    assert places(text, "Anthropic") == ["Anthropic", "Anthropic"]
    assert list(kinds(text)) == ["Anthropic"]


def test_cells_of_a_table_are_read_one_by_one() -> None:
    text = "Provider\tKey partners\nMicrosoft Azure\tOpenAI (primary), Nvidia\nAWS\tStability AI, Hugging Face"
    assert kinds(text) == {
        "Microsoft Azure": "product",
        "OpenAI": "organisation",
        "NVIDIA": "organisation",
        "Amazon Web Services": "organisation",
        "Stability AI": "organisation",
        "Hugging Face": "organisation",
    }


def test_a_common_word_that_is_a_company_needs_more_than_the_start_of_a_sentence() -> None:
    assert kinds("Visa rules changed. Orange juice is dear. Target dates slipped.") == {}
    assert kinds("It was bought by Orange. Orange paid little.") == {"Orange": "organisation"}


def test_a_dateline_is_a_place_whatever_its_capitals() -> None:
    assert places("NAIROBI, Kenya (AP) _ Rain fell on Nairobi.", "Nairobi") == ["NAIROBI", "Nairobi"]


def test_an_outlet_that_is_only_credited_is_no_organisation() -> None:
    assert kinds("The deal was first reported by TechJuice.\nSource: India TV News") == {}
    assert "Reuters" in kinds("First reported by Reuters. Shares of Reuters rose.")


def test_code_is_not_read() -> None:
    assert names.find(article("import OpenAI from Microsoft", BlockKind.CODE)) == []


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_gives_sound_facts(text: str) -> None:
    document = article(text)
    assert_sound(document, names.find(document))


_PIECES = st.sampled_from(
    [
        "OpenAI",
        "Microsoft",
        "Azure",
        "AWS",
        "(AWS)",
        "Jane",
        "Hartwell",
        "Dr.",
        "Mr.",
        "President",
        "of",
        "the",
        "and",
        "&",
        "van",
        "der",
        ",",
        ".",
        "'",
        "’s",
        "\n",
        "\t",
        "said",
        "Inc.",
        "“",
        "”",
        "NAIROBI",
        "TPUs",
        "Bank",
        "University",
        "in",
        "Kenya",
        "-",
        "_",
        ":",
        "iPhone",
        "al-Fahm",
        "U.S.",
        "South",
        "Koreans",
        "2019",
        "H100",
        "Corp",
        "",
    ]
)


@settings(max_examples=60)
@given(st.lists(_PIECES, max_size=40))
def test_any_mixture_of_names_gives_sound_facts(words: list[str]) -> None:
    document = article(" ".join(words))
    found = names.find(document)
    assert_sound(document, found)
    taken = sorted(place for fact in found for place in fact.places)
    assert all(left.end <= right.start for left, right in pairwise(taken))


@pytest.mark.parametrize(
    "text",
    [
        "OPENAI SIGNS DEAL WITH GOOGLE CLOUD AS RIVALS WATCH",
        "openai signs a deal with google cloud",
        "1234 567 89 10",
        "東京で火曜日に発表された。Москва объявила во вторник. أعلنت الشركة",
        "",
    ],
)
def test_unusual_texts_do_not_raise(text: str) -> None:
    document = article(text)
    assert_sound(document, names.find(document))


@pytest.mark.parametrize("piece", ["Bank of ", "Jane (J) ", "x" * 50])
def test_a_very_long_line_is_read(piece: str) -> None:
    document = article(piece * (30_000 // len(piece)))
    assert_sound(document, names.find(document))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The chief of staff, Ottoline F. Brack, left. Ms. Brack declined to say why.", "Ottoline F. Brack"),
        ("Special Counsel Jorvik Brack opened the inquiry. Brack's findings are due.", "Jorvik Brack"),
        ("White House Counsel Jane Hartwell spoke. Hartwell left at noon.", "Jane Hartwell"),
        ("House Speaker-to-be Jane Hartwell spoke. Hartwell left at noon.", "Jane Hartwell"),
        ("Secretary of the Interior Jane Hartwell spoke. Hartwell left.", "Jane Hartwell"),
        ("Former Texas Rep. Jane Hartwell, D-Tex., spoke. Hartwell left.", "Jane Hartwell"),
        ("Senators Jane Hartwell and Robert Quill spoke. Hartwell left.", "Jane Hartwell"),
        ("Robert S. Hartwell III spoke. Robert Hartwell left. Hartwell's family, the Hartwells, too.",
         "Robert S. Hartwell III"),
        ("President Brack spoke. The Brack administration left the Brack-Quill talks.", "Brack"),
        ("Mr. Jack Ford spoke to the lawmakers. Mr. Ford told them to wait, and Ford said no more.", "Jack Ford"),
    ],
)  # fmt: skip
def test_titles_and_initials_make_a_person_of_every_mention(text: str, name: str) -> None:
    found = kinds(text)
    assert found[name] == "person"
    assert "Hartwell" not in found
    assert "organisation" not in {kind for other, kind in found.items() if other.split()[-1] in name}


@pytest.mark.parametrize(
    "text",
    [
        "We want the ENTIRE thing now.",
        "UPDATE: It went on.",
        "They wrote #ReadTheWholeThing and thanked @JaneRoe for it.",
        "He is for LGBT people.",
        "The Clean Rivers Act (CRA) passed. The CRA is old.",
        "The Clean Rivers Act passed, and the CRA is old.",
        "It was told by the Quillburians there.",
    ],
)
def test_loud_words_labels_laws_and_peoples_are_no_names(text: str) -> None:
    assert kinds(text) == {}


def test_a_preposition_before_a_day_is_no_part_of_a_name() -> None:
    assert set(kinds("They met at the Senate on Friday and the White House on Monday.")) == {"Senate", "White House"}


def test_initials_with_dots_are_the_known_name() -> None:
    assert places("The F.B.I. came, and the FBI left.", "FBI") == ["F.B.I.", "FBI"]


@pytest.mark.parametrize(
    ("text", "names_in_it"),
    [
        ("The US Federal Reserve met. The Federal Reserve adjourned.", {"Federal Reserve": "organisation"}),
        (
            "The Kenyan Fisheries Ministry refused to comment, and the Fisheries Ministry was closed on Monday.",
            {"Kenyan Fisheries Ministry": "organisation"},
        ),
        (
            "Brightwell Inc. sued Quillbury Ltd. in London. Brightwell LLC paid, said a spokesman for Brightwell.",
            {"Brightwell": "organisation", "Quillbury": "organisation", "London": "place"},
        ),
        ("Hairdresser Jane Hartwell opened a shop in Nairobi.", {"Jane Hartwell": "person", "Nairobi": "place"}),
        ("He told the Nairobi Times that rain was near.", {"Nairobi Times": "organisation"}),
        ("It runs on Azure AI and nothing else.", {"Microsoft Azure": "product"}),
    ],
)
def test_each_name_is_told_once_and_whole(text: str, names_in_it: dict[str, str]) -> None:
    assert kinds(text) == names_in_it


def test_the_party_and_the_state_of_a_senator_are_no_name() -> None:
    found = kinds("Senator Jane Hartwell, R-Calif., met Ottoline Brack (D-Ohio) and Tom Quill, I-N.Y., on Friday.")
    assert found == {"Jane Hartwell": "person", "Ottoline Brack": "person", "Tom Quill": "person"}


def test_a_company_whose_name_begins_like_a_title_is_a_company() -> None:
    assert kinds("It won an order from General Vexley Corp in March.") == {"General Vexley": "organisation"}
    assert kinds("They met General Tom Quill in March.") == {"Tom Quill": "person"}


def test_the_end_of_a_full_name_is_the_same_person() -> None:
    text = "Major Hamid Dahy Al Quillari spoke first. Then Al Quillari left."
    assert places(text, "Hamid Dahy Al Quillari") == ["Hamid Dahy Al Quillari", "Al Quillari"]
    apart = kinds("Juan Diaz Roe met Lena Diaz Roe. Diaz Roe left.")
    assert {"Juan Diaz Roe", "Lena Diaz Roe"} <= set(apart)


def test_an_acronym_takes_capitals_over_whole() -> None:
    text = "The US Quarry Survey (USQS) met. The USQS adjourned."
    assert places(text, "US Quarry Survey") == ["US Quarry Survey", "USQS", "USQS"]


def test_a_known_place_in_a_compound_is_that_place() -> None:
    assert places("A UK-published review praised the UK.", "United Kingdom") == ["UK", "UK"]


def test_the_state_behind_a_town_is_a_place() -> None:
    assert kinds("Ottoline Brack, a student in Bellingham, Wash., met the mayor.").get("Washington State") == "place"
