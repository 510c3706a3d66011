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
        ("Dh800", 800, None),
        ("Dhs 1.5 million", 1.5e6, None),
        ("nine cts", 0.09, "USD"),
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
        ("AU$5m", 5e6, "AUD"),
        ("C$4.5 billion", 4.5e9, "CAD"),
        ("NZ$1.2bn", 1.2e9, "NZD"),
        ("S$3m", 3e6, "SGD"),
        ("NT$600 billion", 6e11, "TWD"),
        ("R$5bn", 5e9, "BRL"),
        ("Mex$30", 30, "MXN"),
        ("Rs. 1.2 lakh crore", 1.2e12, "INR"),
        ("₹50,000", 50_000, "INR"),
        ("Rmb5bn", 5e9, "CNY"),
        ("RMB 200 million", 2e8, "CNY"),
        ("$300k", 300_000, "USD"),
        ("5 mn euros", 5e6, "EUR"),
        ("$9 bn", 9e9, "USD"),
        ("a quarter of a million pounds", 250_000, "GBP"),
        ("a hundred million pounds", 1e8, "GBP"),
        ("5-million-euro", 5e6, "EUR"),
        ("100,000 Kenyan shillings", 1e5, "KES"),
        ("300m kronor", 3e8, "SEK"),
        ("99¢", 0.99, "USD"),
        ("20 euro cents", 0.2, "EUR"),
        ("14 Canadian cents", 0.14, "CAD"),
        ("$.50", 0.5, "USD"),
        ("$1,234,567.89", 1234567.89, "USD"),
        ("several million euros", None, "EUR"),
        ("hundreds of thousands of pounds", None, "GBP"),
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


def test_an_amount_by_which_something_moved_and_its_level_are_no_range() -> None:
    assert [(fact.value, fact.low) for fact in find("Gold fell $10 to $2,300 an ounce.")] == [(10, None), (2300, None)]
    [fact] = find("It will raise $2bn to $3bn.")
    assert (fact.low, fact.high) == (2e9, 3e9)


def test_a_price_of_time_is_no_amount() -> None:
    assert find("The wage is $15 an hour, or 91.50 kroner (dlrs 13.2) an hour, and £9/hour.") == []
    assert [fact.value for fact in find("He earns £50,000 a year and was fined $500 a day after that.")] == [
        50_000,
        500,
    ]
    assert [fact.value for fact in find("The war costs $200m a day.")] == [2e8]


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
        ("Rosneft bought the unit for $9.3bn.", "unit"),
        ("They agreed to acquire Brightwell for about $3bn.", "Brightwell"),
        ("A guitar of his has been sold for £100,000.", "guitar"),
        ("It spent 59 trillion rupiah ($6.58bn) on fuel subsidies.", "fuel subsidies"),
        ("The bank cut its growth forecast for the economy from $3bn to $2bn.", "growth forecast"),
        ("Officials have reportedly disappeared after funds worth $120m went missing.", "funds"),
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


def test_one_cent_with_a_capital_is_a_name() -> None:
    assert find("The singer 40 Cent met 40 Cent's rivals.") == []


def test_the_label_of_a_remark_is_no_subject() -> None:
    assert [fact.about for fact in find("NOTE: excludes 39 cents a share.")] == [None]


def test_a_carat_is_no_cent() -> None:
    assert find("She wore a ring of 2 ct and left.") == []
