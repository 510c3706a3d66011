"""The same words given to two speakers by two reports are a disagreement, if both are surely known."""

import pytest

from index.compare.comparison import Report, compare
from index.models import Comparison, FactKind, Sign
from tests.compare.making import fact, report

_WORDS = "we shall keep the old bridge open for as long as its pillars stand"
_SAID = "“{words},” {speaker} said in Quito on Monday."
_TOLD = "In a letter to the council {speaker} wrote: “{words}.”"


def told(
    name: str,
    speaker: str,
    frame: str = _SAID,
    *,
    words: str = _WORDS,
    kind: FactKind = FactKind.PERSON,
    sure: float = 1.0,
) -> Report:
    text = frame.format(words=words, speaker=speaker)
    facts = [fact(FactKind.QUOTE, text, words, speaker=speaker, sure=sure)]
    if speaker[0].isupper():
        facts.append(fact(kind, text, speaker))
    return report(name, text, *facts)


def said(found: Comparison) -> list[list[object]]:
    return [[told.value for told in each.values.values()] for each in found.disagreements]


def test_the_same_words_of_two_people_in_other_sentences() -> None:
    one, other = told("a", "Ada Roe"), told("b", "Jan Poe", _TOLD)
    found = compare([one, other])
    (each,) = found.disagreements
    assert (each.kind, each.role, each.label) == (FactKind.QUOTE, "said-by", "who said “we shall keep the old…”")
    assert {name: (told.value, told.text) for name, told in each.values.items()} == {
        "a": ("Ada Roe", _WORDS),
        "b": ("Jan Poe", _WORDS),
    }
    assert [pair.sign for pair in found.pairs] == [Sign.CONFLICT]


def test_in_the_same_sentence_it_is_told_once() -> None:
    (each,) = compare([told("a", "Ada Roe"), told("b", "Jan Poe")]).disagreements
    assert each.role == "said-by"


def test_a_part_of_the_words_is_enough_where_it_is_most_of_them() -> None:
    part = "we shall keep the old bridge open for as long as"
    assert said(compare([told("a", "Ada Roe"), told("b", "Jan Poe", _TOLD, words=part)])) == [["Ada Roe", "Jan Poe"]]


def test_two_organisations() -> None:
    reports = [told(name, who, frame, kind=FactKind.ORGANISATION) for name, who, frame in
               (("a", "Water Office", _SAID), ("b", "Road Ministry", _TOLD))]  # fmt: skip
    assert said(compare(reports)) == [["Water Office", "Road Ministry"]]


@pytest.mark.parametrize(
    "other",
    [
        told("b", "Ada Maria Roe", _TOLD),
        told("b", "a neighbour", _TOLD),
        told("b", "Jan Poe", _TOLD, sure=0.7),
        told("b", "Road Ministry", _TOLD, kind=FactKind.ORGANISATION),
        told("b", "Jan Poe", _TOLD, words="we shall keep the new harbour shut until its walls are mended"),
        told("b", "Jan Poe", _TOLD, words="as long as its"),
    ],
    ids=["one name", "nobody by name", "a guess", "an organisation", "other words", "a few words"],
)
def test_other_speakers_and_other_words_are_no_disagreement(other: Report) -> None:
    assert said(compare([told("a", "Ada Roe"), other])) == []


def test_whom_he_means_is_not_held_against_a_name() -> None:
    text = f"Jan Poe came to Quito.\nThere he wrote in a letter: “{_WORDS}.”"
    quote = fact(FactKind.QUOTE, text, _WORDS, speaker="Jan Poe")
    assert said(compare([told("a", "Ada Roe"), report("b", text, quote, fact(FactKind.PERSON, text, "Jan Poe"))])) == []


def test_a_report_that_gives_the_words_to_both_contradicts_nobody() -> None:
    first, second = _SAID.format(words=_WORDS, speaker="Ada Roe"), _TOLD.format(words=_WORDS, speaker="Jan Poe")
    text = f"{first}\n{second}"
    at = text.rindex(_WORDS)
    quotes = [
        fact(FactKind.QUOTE, text, first[1 : len(_WORDS) + 1], speaker="Ada Roe"),
        fact(FactKind.QUOTE, text, _WORDS, speaker="Jan Poe").model_copy(
            update={"start": at, "end": at + len(_WORDS), "places": ()}
        ),
    ]
    people = [fact(FactKind.PERSON, text, name) for name in ("Ada Roe", "Jan Poe")]
    assert said(compare([told("a", "Ada Roe"), report("b", text, *quotes, *people)])) == []
