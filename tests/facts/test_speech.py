"""Speech in any text whatever: quotations stay within it and in order, and the work grows only as the text does."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.facts import attributions, quotes
from index.facts.document import FactText
from index.facts.speech.marks import quoted
from index.facts.speech.reading import Reading
from index.facts.speech.verbs import reporting
from tests.counting import counting_calls
from tests.facts.articles import article, assert_sound, called

_HOSTILE = [
    '"',
    "“",
    "‘a’ ",
    '1" ',
    '"a" b ',
    '"a b c," Roe said. ',
    'Roe said. "He is." he said. ',
    "Roe said that he ",
    '"a" to claim ',
    '" - A ',
    "“ a ‘ b ” ",
    '"Abc def.\n',
    'ROE: "x" ',
    "said ",
    "Roe, ",
    "told A ",
    "according to a ",
]


def _facts(document: FactText) -> int:
    reading = Reading(document, called(document, "Roe"))
    found = [*quotes.find(document, [], reading), *attributions.find(document, [], reading)]
    return len(found)


def _calls(document: FactText) -> int:
    """Return how many functions finding what is said in `document` calls, ours and built-in ones."""
    with counting_calls() as calls:
        _facts(document)
    return calls()


@pytest.mark.parametrize("piece", _HOSTILE)
def test_twice_the_text_is_at_most_twice_the_work(piece: str) -> None:
    once, twice = (article(piece * (length // len(piece))) for length in (3_000, 6_000))
    _facts(once)  # fills what is kept from call to call
    assert _calls(twice) < 2.3 * _calls(once) + 200


@pytest.mark.parametrize("piece", ['"', "x"])
def test_a_line_of_a_million_characters_is_read(piece: str) -> None:
    assert _facts(article(piece * (1_000_000 // len(piece)))) <= 1


def test_a_hundred_thousand_marks_are_read() -> None:
    assert _facts(article('"' * 100_000)) == 0


@given(st.text(alphabet="aA .,\n\"“”‘’«»„`:-19'=", max_size=200))
def test_quoted_words_lie_in_their_marks_in_order_and_apart(text: str) -> None:
    document = article(text)
    found = quoted(document.text, document.blocks)
    for one in found:
        block = document.blocks[one.block]
        assert block.start <= one.whole.start <= one.words.start < one.words.end <= one.whole.end <= block.end
        assert one.words.of(document.text) == one.words.of(document.text).strip()
    assert all(one.whole.end <= other.whole.start for one, other in itertools.pairwise(found))


_WORDS = ["said", "she", "Roe", "who", "to", "that", "adding", "told", "a", "plan", "of", "for"]


@given(st.lists(st.sampled_from([*'"“”‘’,.:\n()-', *_WORDS])))
def test_any_mixture_of_speech_gives_sound_facts(words: list[str]) -> None:
    document = article(" ".join(words))
    people = called(document, "Roe")
    assert_sound(document, quotes.find(document, people))
    assert_sound(document, attributions.find(document, people))


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("said", "say"),
        ("asks", "ask"),
        ("replied", "reply"),
        ("quipped", "quip"),
        ("telling", "tell"),
        ("argues", "argu"),
    ],
)
def test_a_verb_of_speech_is_known_in_any_form(word: str, stem: str) -> None:
    assert reporting(word) == (stem, "speech")


def test_other_words_report_nothing() -> None:
    assert [reporting(word) for word in ("bridge", "walked", "the", "")] == [None] * 4
