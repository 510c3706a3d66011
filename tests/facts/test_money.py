"""Money: value in whole units, currency where it can be known, and what costs or is worth it."""

import pytest

from index.facts import money
from index.models import Fact
from tests.facts.articles import article, assert_sound


def find(text: str) -> list[Fact]:
    document = article(text)
    found = money.find(document, [])
    assert_sound(document, found)
    return found


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("$500 billion", 5e11, "USD"),
        ("US$2.1tn", 2.1e12, "USD"),
        ("A$3m", 3e6, "AUD"),
        ("HK$40", 40, "HKD"),
        ("£1.2m", 1.2e6, "GBP"),
        ("€2bn", 2e9, "EUR"),
        ("¥500", 500, None),
        ("500 yen", 500, "JPY"),
        ("3 crore rupees", 3e7, "INR"),
        ("Rs 5,000 crore", 5e10, "INR"),
        ("RM50,000", 50_000, "MYR"),
        ("ZAR30 million", 3e7, "ZAR"),
        ("Tk 5 lakh", 5e5, "BDT"),
        ("N7.2 billion", 7.2e9, "NGN"),
        ("US dollars 6000", 6000, "USD"),
        ("two billion birr", 2e9, "ETB"),
        ("EUR 5m", 5e6, "EUR"),
        ("5m EUR", 5e6, "EUR"),
        ("40 cents", 0.4, "USD"),
        ("50p", 0.5, "GBP"),
        ("5 million Swiss francs", 5e6, "CHF"),
        ("5 million francs", 5e6, None),
        ("300 billion won", 3e11, "KRW"),
        ("half a million dollars", 5e5, "USD"),
        ("$5m Canadian", 5e6, "CAD"),
        ("millions of dollars", None, "USD"),
    ],
)
def test_amounts_and_their_currencies(said: str, value: float | None, unit: str | None) -> None:
    [fact] = find(f"They put {said} on the table.")
    assert (fact.text, fact.value, fact.unit) == (said, value, unit)


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [("$5-7bn", 5e9, 7e9), ("$5bn to $7bn", 5e9, 7e9), ("between $5 and $7bn", 5e9, 7e9), ("$1.50-$2", 1.5, 2)],
)
def test_ranges(said: str, low: float, high: float) -> None:
    [fact] = find(f"It costs {said} a year.")
    assert (fact.value, fact.low, fact.high, fact.unit) == (None, low, high, "USD")


def test_dollars_are_those_that_the_text_says() -> None:
    [fact] = find("The mine cost $40m. All figures are in Canadian dollars.")
    assert fact.unit == "CAD"


@pytest.mark.parametrize(
    "text",
    [
        "The team won 5 and lost 3.",
        "The 300,000 won the right to stay.",
        "She took 40 marks of 50.",
        "They seized 3,000 pounds of cheese.",
        "The 5 real men stood up.",
        "At COP 27 and COP26 they met.",
        "It passed the 4,000 mark.",
        "Hotel R2 and road N7 are shut.",
    ],
)
def test_words_that_only_look_like_currencies(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Stargate, a $500 billion project with Oracle, begins.", "Stargate"),
        ("They began a $500 billion project called Stargate.", "Stargate"),
        ("The firm reported profits of $5bn.", "profits"),
        ("Revenue rose 5% to $3bn.", "Revenue"),
        ("Shares in Brightwell closed at $150.50.", "Brightwell shares"),
        ("They paid £2m for the farm.", "farm"),
        ("The loan was for £5m ($8m).", "loan"),
    ],
)
def test_what_money_is_about(text: str, about: str | None) -> None:
    assert find(text)[0].about == about


def test_a_conversion_in_brackets_is_about_the_same() -> None:
    first, second = find("The net loss of £5m ($8m) was small.")
    assert first.about == second.about == "net loss"


def test_hedges() -> None:
    [fact] = find("It cost nearly $3m in all.")
    assert fact.modifier == "nearly"
