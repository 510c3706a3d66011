"""Percentages: their sign, their unit and whose they are."""

import pytest

from index.facts import percent
from index.models import Fact
from tests.facts.articles import article, assert_sound


def find(text: str) -> list[Fact]:
    document = article(text)
    found = percent.find(document, [])
    assert_sound(document, found)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The stock rose 2%.", 2, "%"),
        ("The stock fell 0.6%.", -0.6, "%"),
        ("There was a decline of 0.6 per cent.", -0.6, "%"),
        ("Sales were down 3 percent.", -3, "%"),
        ("Output dropped by 5 pct.", -5, "%"),
        ("A 2% rise was forecast.", 2, "%"),
        ("The price is 2% lower.", -2, "%"),
        ("It is 9% smaller.", -9, "%"),
        ("The rate fell to 5%.", 5, "%"),
        ("The rate stood at -0.5%.", -0.5, "%"),
        ("Turnout rose by 0.4 percentage points.", 0.4, "pp"),
        ("The bank cut rates by 25 basis points.", -0.25, "pp"),
        ("He lost after 5% of voters stayed home.", 5, "%"),
        ("Half a percent is little.", 0.5, "%"),
        ("Sales were down 0.6pc.", -0.6, "%"),
        ("There was a 2.5pc fall.", -2.5, "%"),
        ("It pays 5 per cent.", 5, "%"),
        ("It stood at minus 3%.", -3, "%"),
        ("The forecast is plus 5%.", 5, "%"),
        ("The growth is zero per cent.", 0, "%"),
        ("It rose by half a percentage point.", 0.5, "pp"),
        ("The spread widened 50bps.", 0.5, "pp"),
        ("A 10-percent tariff begins.", 10, "%"),
    ],
)
def test_signs_and_units(text: str, value: float, unit: str) -> None:
    [fact] = find(text)
    assert (fact.value, fact.unit) == (value, unit)


def test_each_clause_has_its_own_direction() -> None:
    assert [fact.value for fact in find("One fell 3% while the other gained 2%.")] == [-3, 2]
    assert [fact.value for fact in find("Prices fell 3% in May and 2% in June.")] == [-3, -2]


@pytest.mark.parametrize("said", ["5% to 6%", "5-6%", "between 5% and 6%", "5 to 6 percent"])
def test_ranges(said: str) -> None:
    [fact] = find(f"They expect growth of {said} now.")
    assert (fact.value, fact.low, fact.high) == (None, 5, 6)


def test_a_change_from_one_to_another_is_no_range() -> None:
    assert [fact.value for fact in find("It rose from 5% to 6%.")] == [5, 6]
    assert [fact.value for fact in find("The rate rose 0.5% to 1.75%.")] == [0.5, 1.75]


def test_parts_of_a_computer_are_no_percentages() -> None:
    assert find("They sold 10 PC games and 5 PCs.") == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Alphabet's stock rose 2%.", "Alphabet stock"),
        ("Shares of Alphabet rose 2%.", "Alphabet shares"),
        ("Analysts said profits have risen 5%.", "profits"),
        ("The company's net profit for the quarter rose 5%.", "company net profit"),
        ("Sales in May fell 3%.", "sales"),
        ("The number of jobs fell 3%.", "jobs"),
        ("A 2% rise in wages was agreed.", "wages"),
        ("About 5% of voters stayed home.", "voters"),
        ("The cut pushed down the jobless rate to 5.2%.", "jobless rate"),
        ("It rose 2%.", None),
        ("They forecast UK growth at between 3% and 3.5%.", "UK growth"),
        ("Growth slowed to 2%.", "Growth"),
        ("They saw a sharp increase in calls from 5% to 13%.", "calls"),
        ("If you like it and interact it'll be 5%.", None),
        ("Parliament voted to cut Turkcell's stake in the network from 70% to 49%.", "Turkcell stake"),
    ],
)
def test_whose_a_percentage_is(text: str, about: str | None) -> None:
    assert find(text)[0].about == about


@pytest.mark.parametrize("joint", ["; Microsoft's fell", ", while Microsoft's fell", ". Microsoft's stock fell"])
def test_a_head_left_out_is_that_of_the_clause_before(joint: str) -> None:
    first, second = find(f"Alphabet's stock rose 2%{joint} 0.6%.")
    assert (first.about, first.value) == ("Alphabet stock", 2)
    assert (second.about, second.value) == ("Microsoft stock", -0.6)
