"""All kinds together: overlaps, repetitions, ranks, and texts that nobody wrote for readers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.facts import dates, money, percent, periods, quantity, tables
from index.facts.closedclass import listed
from index.facts.extract import extract
from index.facts.numerals import amounts
from index.models import Fact, FactKind
from tests.facts.articles import article, assert_sound

_WEDNESDAY = datetime(2025, 6, 11, 8, 40, tzinfo=UTC)
_NUMERIC = {FactKind.MONEY, FactKind.PERCENT, FactKind.QUANTITY, FactKind.DATE, FactKind.PERIOD}


def found(text: str, title: str = "") -> list[Fact]:
    document = replace(article(text), published=_WEDNESDAY, title=title)
    facts = list(extract(document))
    assert_sound(document, facts)
    assert all(0 <= fact.rank <= 1 for fact in facts)
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)
    return facts


def numeric(text: str) -> list[tuple[str, object]]:
    return [(fact.text, fact.value) for fact in found(text) if fact.kind in _NUMERIC]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("They lent half a million dollars.", [("half a million dollars", 500_000.0)]),
        ("It was signed on 11 June 2025.", [("11 June 2025", "2025-06-11")]),
        ("He left three years ago.", [("three years ago", "2022")]),
        ("The Nvidia H100 is fast.", []),
        ("The Boeing 737 planes were late.", []),
        ("It lasted from 2019 to 2021.", [("from 2019 to 2021", "2019/2021")]),
    ],
)
def test_the_longer_reading_wins_and_names_hold_no_numbers(text: str, facts: list[tuple[str, object]]) -> None:
    assert numeric(text) == facts


def test_the_same_fact_told_twice_is_one_with_two_places() -> None:
    text = "Stargate, a $500 billion project, began. Critics of the $500bn plan object."
    [fact] = [fact for fact in found(text) if fact.kind is FactKind.MONEY]
    assert [place.of(text) for place in fact.places] == ["$500 billion", "$500bn"]
    assert fact.about == "Stargate"


def test_the_same_number_about_different_things_stays_two_facts() -> None:
    facts = [fact for fact in found("Alphabet's stock rose 2%. Microsoft's stock rose 2%.") if fact.unit == "%"]
    assert [fact.about for fact in facts] == ["Alphabet stock", "Microsoft stock"]


def test_rank_prefers_what_is_early_repeated_and_in_the_headline() -> None:
    text = "Wages rose 4%. " + "Nothing else was said about it. " * 5 + "Rents rose 9%."
    wages, rents = [fact for fact in found(text, title="Wages climb") if fact.kind is FactKind.PERCENT]
    assert wages.rank > rents.rank
    [again] = [fact for fact in found(text + " Wages rose 4%.") if fact.about == "Wages"]
    [once] = [fact for fact in found(text + " Nobody left them.") if fact.about == "Wages"]
    assert again.rank > once.rank


def test_rank_puts_numbers_with_a_subject_and_statements_above_names_and_bare_days_last() -> None:
    text = (
        "The deal was first reported by Reuters. A meeting took place in Nairobi on Thursday. Wages rose 4%."
        " “We will raise them again next year,” said Ottoline Brack. Nothing has changed since then in Lagos."
    )
    rank = {fact.text: fact.rank for fact in found(text)}
    assert min(rank["4%"], rank["Reuters"], rank["We will raise them again next year"]) > rank["Nairobi"]
    assert min(rank, key=rank.__getitem__) == "Thursday"


_WORDS = (
    "$ £ € 5 2019 1,200 0.6% 3.6 half a million billion two to and - between rose fell 's Alphabet stock May June last"
    " Monday since H100 ( ) . , ; : dead killed of in the years ago “ ” TB/s region regions by 12/13/2025 mid-1990s US"
    " dollars Swiss weekend first quarter ’80s"
)
_PIECES = st.sampled_from([*listed(_WORDS), "\t", "\n"])


@settings(max_examples=120, deadline=None)
@given(st.lists(_PIECES, max_size=40), st.sampled_from(["", " "]))
def test_whatever_is_written_facts_are_sound(pieces: list[str], joint: str) -> None:
    found(joint.join(pieces))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all(text: str) -> None:
    found(text)


def measured(text: str) -> list[Fact]:
    """Return what the numeric kinds find: names have their own tests."""
    document = replace(article(text), published=_WEDNESDAY)
    facts = [fact for kind in (money, percent, quantity, dates, periods, tables) for fact in kind.find(document, [])]
    assert_sound(document, facts)
    return facts


@pytest.mark.parametrize("piece", ["1", "1,111", "2019 ", "$", "A", "ONE HUNDRED ", "half a ", "1/1/", "May ", "\t5"])
def test_a_page_of_one_thing_is_read_to_its_end(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    assert all(fact.end <= len(text) for fact in measured(text))


@pytest.mark.parametrize(
    "piece", ["Sales fell 5% to $3m on Friday. ", "SALES FELL 5% TO $3M ON JUNE 5. ", "12 people died, 3 were hurt, "]
)
def test_twice_the_text_has_twice_the_facts(piece: str) -> None:
    once, twice = len(measured(piece * 40)), len(measured(piece * 80))
    assert once >= 40
    assert twice == 2 * once


def test_amounts_of_a_text_are_read_once_for_all_kinds() -> None:
    document = article("Sales fell 5% to $3m.")
    assert amounts(document.text, document.sentences) is amounts(document.text, document.sentences)
