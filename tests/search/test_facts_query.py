"""Conditions on facts in the query language: amounts, units, names and dates, and what is said of wrong ones."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.search.amounts as amounts_of
from index.errors import QueryError
from index.facts import currencies
from index.models import Span
from index.search.amounts import amounts, unit_key, written
from index.search.facts.asking import condition
from index.search.facts.calendar import days_of
from index.search.facts.calendar import written as written_days
from index.search.language import parse
from index.search.matches import spans
from index.search.query import All, FactAmount, FactDated, FactNamed, Phrase, Without, understood
from tests.search.facts_told import conditions, fact
from tests.search.queries import TODAY, leaves, placeless


def within(asked: str, kind: str, value: float, unit: str = "") -> bool:
    read = amounts(asked, kind)
    assert read is not None, asked
    return read.low <= value <= read.high and read.unit in {"", unit}


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        (">=1bn", 1e9, "usd"),
        (">1bn", 1.01e9, "usd"),
        ("1bn", 1e9, "eur"),
        ("$1bn", 1e9, "usd"),
        ("US$2.1tn", 2.1e12, "usd"),
        ("A$2m", 2e6, "aud"),
        ("£4.5bn", 4.5e9, "gbp"),
        ("1bn EUR", 1e9, "eur"),
        ("EUR 1bn", 1e9, "eur"),
        ("500 billion USD", 5e11, "usd"),
        ("500 Billion dollars", 5e11, "usd"),
        ("3 crore rupees", 3e7, "inr"),
        ("1,500,000", 1.5e6, "chf"),
        ("100m..2bn", 1e9, "usd"),
        ("100m..2bn EUR", 2e9, "eur"),
        ("..2.3m", 2.3e6, "eur"),
        ("2.3m..", 2.3e6, "eur"),
        ("<0", -0.01, "usd"),
        ("EUR", -3.0, "eur"),
        ("-2.5", -2.5, "usd"),
        (" >=  $1bn ", 1e9, "usd"),
    ],
)
def test_amounts_of_money(asked: str, value: float, unit: str) -> None:
    assert within(asked, "money", value, unit)


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        (">1bn", 1e9, ""),
        ("<0", 0.0, ""),
        ("<1bn", 1e9, ""),
        ("$1bn", 1e9, "eur"),
        ("1bn", 1.0001e9, ""),
        ("..1", 2, ""),
    ],
)
def test_what_is_not_among_the_amounts(asked: str, value: float, unit: str) -> None:
    assert not within(asked, "money", value, unit)


@pytest.mark.parametrize(
    "asked", ["", ">", "..", "bn", "x1", "$1bn..€2bn", "1..2..3", "1 2", "$1 EUR", "euros and cents"]
)
def test_what_is_no_amount_of_money(asked: str) -> None:
    assert amounts(asked, "money") is None


def test_currencies_are_called_what_they_are_called_in_articles() -> None:
    own = amounts_of._CURRENCIES
    told = {**currencies.WORDS, **currencies.SIGNS, **{f"{name}$": code for name, code in currencies.DOLLARS.items()}}
    assert {name: code.lower() for name, code in told.items() if code and name in own}.items() <= own.items()
    # Three letters may be a code: those that are a name would be found nowhere.
    for name, code in {**currencies.WORDS, **currencies.NATIONAL}.items():
        read = amounts(f"2bn {name}", "money")
        assert read is None or (code and read.unit == code.lower()), name


def test_units_go_by_their_words() -> None:
    assert unit_key("job", "quantity") == unit_key("Jobs", "quantity")
    assert within("35 regions", "quantity", 35, unit_key("region", "quantity"))
    assert within("400 m", "quantity", 400, "m")
    assert within("400m", "quantity", 4e8)
    assert within("3.6 TB/s", "quantity", 3.6, unit_key("TB/s", "quantity"))
    assert within("2%", "percent", 2, "%")
    assert within("1 percentage points", "percent", 1, "pp")
    assert amounts("2 EUR", "percent") is None


@given(st.floats(-1e16, 1e16).map(lambda value: round(float(f"{value:.12g}"), 9)))
def test_a_number_written_in_the_query_language_is_that_number(value: float) -> None:
    assert within(written(value), "money", value)


@given(st.text(max_size=40), st.sampled_from(["money", "percent", "quantity"]))
def test_any_text_is_an_amount_or_none(text: str, kind: str) -> None:
    read = amounts(text, kind)
    assert read is None or not (math.isnan(read.low) or math.isnan(read.high))


@given(st.lists(st.builds("{}{}".format, st.sampled_from(["", "-"]), conditions()), min_size=1, max_size=4))
def test_what_is_understood_is_understood_again(texts: list[str]) -> None:
    query = parse(" ".join(texts), submitted=True, today=TODAY)
    again = parse(understood(query), submitted=True, today=TODAY)
    assert placeless(again) == placeless(query)
    assert understood(again) == understood(query)


def test_conditions_on_facts_are_read() -> None:
    text = (
        'org:CoreWeave -person:"Sarah  Chen" money:"1bn EUR" percent:<0 reported-by:Reuters fact-date:2025-05 said:x*'
    )
    query = parse(text, submitted=True, today=TODAY)
    assert [type(leaf) for leaf in leaves(query)] == [
        FactNamed, FactNamed, FactAmount, FactAmount, FactNamed, FactDated, FactNamed,
    ]  # fmt: skip
    assert [leaf.at.of(text) for leaf in leaves(query)] == [
        "CoreWeave", '"Sarah  Chen"', '"1bn EUR"', "<0", "Reuters", "2025-05", "x*",
    ]  # fmt: skip
    assert understood(query) == (
        'org:CoreWeave -person:"Sarah Chen" money:"1bn EUR" percent:<0 reported-by:Reuters fact-date:2025-05 said:x*'
    )


def test_a_name_before_parentheses_goes_for_all_in_them() -> None:
    query = parse("-reported-by:(reuters OR afp)", submitted=True)
    assert isinstance(query, Without)
    assert understood(query) == "-(reported-by:reuters OR reported-by:afp)"


def test_a_name_that_is_being_typed_may_go_on() -> None:
    at = Span(0, 0)
    assert placeless(parse("org:core")) == FactNamed("org", "core", at, begins=True)
    assert placeless(parse("org:core ")) == FactNamed("org", "core", at)
    assert placeless(parse('org:"core w')) == FactNamed("org", "core w", at)
    assert placeless(parse("org:core", submitted=True)) == FactNamed("org", "core", at)


@pytest.mark.parametrize(
    "typed", ["org:", "org:—", "money:", "money:>=", "money:x", "fact-date:20", 'person:"', "percent:-"]
)
def test_what_is_not_finished_asks_for_nothing_yet(typed: str) -> None:
    assert parse(typed) == All(())


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("money:lots^", "“lots^” at character 7 is not understood: write money:1bn, money:$1bn,"),
        ("x percent:", "Nothing follows “percent:” at character 3: write percent:2, percent:-0.6,"),
        ("fact-date:may", "“may” at character 11 is not understood: write fact-date:2025-05,"),
        ("org:!!!", "“!!!” at character 5 is not understood: write org:reuters or"),
        ("money:abc", "“abc” at character 7 is not understood: write money:1bn,"),
        ("person:ob*m?", "“*” at character 10 stands for nothing in a name: write person:ob, or person:ob*"),
        ("person:obama~", "“~” at character 13 stands for nothing in a name: write person:obama, or"),
        ("Organisation:o?", "“?” at character 15 stands for nothing in a name: write org:o, or org:o*"),
        ("quantity:>", "“>” at character 10 is not understood: write quantity:35,"),
    ],
)
def test_a_wrong_condition_is_told_with_its_place_and_what_to_write(typed: str, sentence: str) -> None:
    with pytest.raises(QueryError) as told:
        parse(typed, submitted=True)
    assert str(told.value).startswith(sentence)


@pytest.mark.parametrize(
    ("value", "first", "last", "short"),
    [
        ("2025", 20250101, 20251231, "2025"),
        ("2024-02", 20240201, 20240229, "2024-02"),
        ("2025-05-12", 20250512, 20250512, "2025-05-12"),
        ("2025-Q3", 20250701, 20250930, "2025-07-01/2025-09-30"),
        ("2024-W01", 20240101, 20240107, "2024-01-01/2024-01-07"),
        ("2025-22", 20250601, 20250831, "2025-06-01/2025-08-31"),
        ("2019/2021", 20190101, 20211231, "2019-01-01/2021-12-31"),
        ("1930/1939-06", 19300101, 19390630, "1930-01-01/1939-06-30"),
    ],
)
def test_dates_of_facts_are_the_days_they_may_mean(value: str, first: int, last: int, short: str) -> None:
    days = days_of(value)
    assert days == (first, last)
    assert written_days(days) == short
    assert days_of(short) == days


@pytest.mark.parametrize(
    "value", ["P3M", "", "2025-13", "2025-02-30", "0000", "2025-W60", "2025-Q5", "2021/2019", "x/2025"]
)
def test_durations_and_nonsense_are_no_days(value: str) -> None:
    assert days_of(value) is None


@pytest.mark.parametrize(("value", "unit"), [(2.0, "lakh"), (2.0, "billion dollar"), (math.inf, "job"), (1e300, "job")])
def test_an_amount_whose_query_would_ask_for_another_is_not_looked_for(value: float, unit: str) -> None:
    assert condition(fact("quantity", value, unit=unit)) is None


def test_a_quotation_is_looked_for_by_its_first_words() -> None:
    long = "“We are, he said, at the start of something that nobody here has ever seen before”"
    told = fact("quote", long, speaker="Chen")
    found = condition(told.model_copy(update={"text": long}))
    assert isinstance(found, Phrase)
    assert understood(found) == '"We are, he said, at the start of something that nobody here"'
    assert condition(told.model_copy(update={"text": "so be"})) is None


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ('person:"sarah chen"', ["Sarah", "Chen", "Sarah", "Chen"]),
        ("org:post", ["Post", "Post"]),
        ("org:coas*", ["Coast", "Coast", "coasts"]),
        ("-org:coast money:1bn fact-date:2025", []),
    ],
)
def test_names_are_marked_where_they_stand(typed: str, marked: list[str]) -> None:
    text = "Coast Post says Sarah Chen, or Sarah J. Chen, paid 1bn in 2025. Chen left Coast Post for the coasts."
    found = spans(parse(typed, submitted=True), text, "en")
    assert [span.of(text) for span in found] == marked


@pytest.mark.parametrize("typed", ["ORG:fbi", "Org:fbi", "organisation:fbi", "ORGANIZATION:fbi"])
def test_conditions_go_by_any_case_and_organisations_by_their_full_name(typed: str) -> None:
    assert understood(parse(typed, submitted=True)) == "org:fbi"
    assert understood(parse("TITLE:(fbi OR cia)")).startswith("title:fbi OR")


def test_the_ends_of_a_range_may_be_changed_about() -> None:
    assert amounts("1bn..500m", "money") == amounts("500m..1bn", "money")
    assert amounts("2..", "percent") != amounts("..2", "percent")


@pytest.mark.parametrize(
    ("one", "several"),
    [("person", "people"), ("woman", "women"), ("child", "children"), ("life", "lives"), ("city", "cities")],
)
def test_units_are_asked_for_in_the_plural_too(one: str, several: str) -> None:
    assert within(f"50 {several}", "quantity", 50, unit_key(one, "quantity"))
    assert within(f"young {several}", "quantity", 7, unit_key(f"young {one}", "quantity"))


def test_every_currency_of_facts_can_be_asked_for() -> None:
    for code in set(currencies.CODES) - {"RMB"}:
        assert within(code, "money", 1, code.lower())
    assert within("RMB", "money", 1, "cny")
