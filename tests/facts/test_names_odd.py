"""Names in texts that nobody wrote for an English reader: capitals, none, other languages, digits, and endless ones."""

from collections.abc import Callable

import pytest

from index.facts import names
from index.facts.document import FactText, prepare
from tests.counting import counting_calls
from tests.facts.articles import article, assert_sound


def kinds(text: str, language: str = "en") -> dict[str, str]:
    plain = article(text)
    document = prepare(plain.text, plain.blocks, language=language)
    found = names.find(document)
    assert_sound(document, found)
    return {str(fact.value): fact.kind.value for fact in found}


def test_a_text_in_capitals_tells_the_names_and_not_every_word() -> None:
    text = (
        "THE MINISTER, OTTOLINE BRACK, MET OFFICIALS IN BERLIN ON MONDAY AND SAID THE PLAN WAS RIGHT.\n"
        "GOOGLE AND OPENAI SIGNED A DEAL, AND PRICES ROSE SHARPLY AGAIN IN THE SUMMER."
    )
    found = kinds(text)
    assert found.items() >= {"Berlin": "place", "Google": "organisation", "OpenAI": "organisation"}.items()
    assert len(found) <= 4


@pytest.mark.parametrize(
    "text",
    [
        "the minister met officials on monday. prices rose, and nobody knew why. we asked a spokesman again.",
        "1234 5678 90 12,5 77-88 (555) 123 4567 99:12 3.14 2019/02 00 1 2 3",
        "!!! ??? ... --- ((( ))) [[[ ]]] *** ___ ||| \\\\\\ ### @@@",
    ],
)
def test_no_capitals_digits_and_signs_hold_no_names(text: str) -> None:
    assert kinds(text) == {}


@pytest.mark.parametrize(
    ("language", "text", "names_in_it"),
    [
        (
            "de",
            (
                "Die Lage der Wirtschaft ist ernst. Nach Angaben der Behörde stieg die Zahl der Arbeitslosen im Juni."
                " „Das ist ein Fehler“, sagte der Vorsitzende Frank Brackmeier in Hamburg. Brackmeier ging danach."
            ),
            {"Frank Brackmeier": "person", "Hamburg": "place"},
        ),
        (
            "fr",
            (
                "Les habitants attendent. Selon le rapport, la hausse a atteint 3 %. Mme Le Brac a refusé à Toulouse."
                " Le président Emmanuel Brac et la Banque de France ont réagi."
            ),
            {"Emmanuel Brac": "person", "Toulouse": "place", "Banque de France": "organisation"},
        ),
        (
            "es",
            (
                "Los vecinos protestaron. Según el informe, el paro bajó en junio. El presidente Pedro Bracós se reunió"
                " con Ursula von der Quill en Madrid. Bracós dijo que no."
            ),
            {"Pedro Bracós": "person", "Ursula von der Quill": "person", "Madrid": "place"},
        ),
        ("ru", "В понедельник Иван Брак выступил. Брак сказал, что договор готов.", {"Иван Брак": "person"}),
        ("ja", "東京で火曜日に発表された。会社は新しい計画を説明した。", {}),
    ],
)
def test_other_languages_are_read_by_lists_and_capitals(language: str, text: str, names_in_it: dict[str, str]) -> None:
    assert kinds(text, language) == names_in_it


def test_an_agency_in_a_dateline_is_an_organisation() -> None:
    assert kinds("NAIROBI, Kenya (AP) _ Rain fell.") == {
        "Nairobi": "place",
        "Kenya": "place",
        "Associated Press": "organisation",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See pic.snapvex.com/tBq5aXWhBz and https://q.ly/XyZabQ today.", {}),
        ("See pic.snapvex.com tBq5aXWhBz today.", {}),
        ("He told the F.B.I. Nothing was found. He told the F.B.I. I was there.", {"FBI": "organisation"}),
        ("Newsweek Puts Picture of him on the cover.", {"Newsweek": "organisation"}),
        ("Arizonan John Marlow said no.", {"John Marlow": "person"}),
    ],
)
def test_addresses_sentence_ends_and_headlines_make_no_names(text: str, found: dict[str, str]) -> None:
    assert kinds(text) == found


def word(number: int) -> str:
    """Return a word of its own for each number."""
    return "".join(chr(97 + int(digit)) for digit in str(number))


def steps(document: FactText) -> int:
    """Return how many functions are called while names are found."""
    with counting_calls() as calls:
        names.find(document)
    return calls()


@pytest.mark.parametrize(
    "piece",
    [
        lambda number: f"John Q{word(number)} Roe spoke. ",
        lambda number: f"The A{word(number)} Bank (AB) grew. ",
        lambda number: f"Jane {word(number).title()}x and Jane left. ",
        lambda number: f"{word(number).title()}k Roe went. Roe left. ",
        lambda number: f"Quill {word(number).title()}\n",
    ],
)
def test_twice_the_text_is_twice_the_work(piece: Callable[[int], str]) -> None:
    once, twice = (article("".join(map(piece, range(10**3, 10**3 + count)))) for count in (150, 300))
    names.find(once)
    assert steps(twice) < 2.4 * steps(once)
