"""Quantities: what was measured or counted, and what is no quantity at all."""

import pytest

from index.facts import quantity
from index.facts.extract import extract
from index.facts.nouns import is_plural, singular
from index.models import Fact
from tests.facts.articles import article, assert_sound


def find(text: str) -> list[Fact]:
    document = article(text)
    found = quantity.find(document, [])
    assert_sound(document, found)
    return found


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("1.1 exaflops", 1.1, "exaflop"),
        ("3.6 TB/s", 3.6, "TB/s"),
        ("110 km/h", 110, "km/h"),
        ("41C", 41, "C"),
        ("-5C", -5, "C"),
        ("20 square miles", 20, "square mile"),
        ("40 degrees Celsius", 40, "degree Celsius"),
        ("a 14-story", 14, "story"),
        ("35 regions", 35, "region"),
        ("12,000 jobs", 12_000, "job"),
        ("1.5m jobs", 1.5e6, "job"),
        ("400m", 400, "m"),
        ("35 data centers", 35, "data center"),
        ("5,000 young protesters", 5000, "protester"),
        ("two and a half million people", 2.5e6, "person"),
        ("a dozen eggs", 12, "egg"),
        ("seven Republicans", 7, "Republican"),
        ("700W", 700, "W"),
        ("100m champion Mara Quills", 100, "m"),
        ("1.5 m tall", 1.5, "m"),
        ("minus 5C", -5, "C"),
        ("41 °C", 41, "°C"),
        ("5 million bpd", 5e6, "bpd"),
        ("2m barrels a day", 2e6, "barrel a day"),
        ("5,000 sq ft", 5000, "sq ft"),
        ("50 US soldiers", 50, "soldier"),
        ("50,000 NVIDIA chips", 50_000, "chip"),
        ("10k runners", 10_000, "runner"),
        ("200 staff", 200, "staff"),
        ("$15 an hour", 15, "USD/hour"),
        ("three-and-a-half million people", 3.5e6, "person"),
    ],
)
def test_units_are_singular_and_as_written(said: str, value: float, unit: str) -> None:
    [fact] = find(f"They speak of {said} today.")
    assert (fact.value, fact.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "He wanted 5 more of it.",
        "At 12 said the clock.",
        "One of the towns was lost.",
        "It lasted one day.",
        "In 2019 workers left.",
        "Windows 10 users complained.",
        "A boy aged 12 runs the shop.",
        "The 20-year-old left, and 30 year olds too.",
        "They won 3-2.",
        "Call 555-1234 now.",
        "See page 5 notes.",
        "On June 5 people voted.",
        "It was the 3rd time.",
        "Nobody knew the 2 things.",
        "Two thirds of it was gone.",
        "It ran for two years.",
        "1. Pick a box. 2. Close it. 3) Leave.",
        "Call 020 7946 0958 or 1-800-555-1234 now.",
        "It needs version 3.11.2 of Python 3, not iOS 17.4 phones.",
        "A Boeing 737, an F-35, GPT-4 and an RTX 4090 stood there.",
        "They live at 221B Baker Street and 1600 Pennsylvania Avenue.",
        "It began at 10.30am, at 14:00 GMT and at 5pm.",
        "They won 6-4 6-3 and drew 1-1.",
        "One in five adults and nine out of 10 people agreed.",
        "He sang one of the top 10 songs.",
        "8 Mara Quills (Vexley)",
        "Both shot 4K videos.",
        "The 2012 results and the 11 September attacks were told.",
        "He told 007 films apart.",
        "Profit was 77, up from 38m in 2003.",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert find(text) == []


def test_hedges_and_ranges() -> None:
    [fact] = find("It delivers up to 1.1 exaflops.")
    assert fact.modifier == "at-most"
    [fact] = find("Between 20 and 30 cities were hit.")
    assert (fact.value, fact.low, fact.high, fact.unit) == (None, 20, 30, "city")


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("At least 12 people were killed and 30 injured.", [(12, "person", "dead"), (30, "person", "injured")]),
        ("The blast left 12 dead.", [(12, "person", "dead")]),
        ("The storm killed 15 people.", [(15, "person", "dead")]),
        ("Some 40 passengers were hurt.", [(40, "passenger", "injured")]),
        ("A blast, killing at least 20 and wounding 30.", [(20, "person", "dead"), (30, "person", "injured")]),
        ("Some 12 people died and 30 more were injured.", [(12, "person", "dead"), (30, "person", "injured")]),
    ],
)
def test_victims_are_about_dead_or_injured_however_told(text: str, tolls: list[tuple[float, str, str]]) -> None:
    assert [(fact.value, fact.unit, fact.about) for fact in find(text)] == tolls


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Reach: a network of 35 regions.", "network"),
        ("It has 3.6 TB/s of bisection bandwidth.", "bisection bandwidth"),
        ("The five-member tribunal, set up here, met.", "tribunal"),
        ("It hit 10 megabytes of data.", "data"),
    ],
)
def test_what_a_quantity_is_about(text: str, about: str) -> None:
    assert find(text)[0].about == about


@pytest.mark.parametrize(
    "text",
    [
        "She spoke on behalf of 544 workers.",
        "They refused to budge from 16 demands.",
        "It passed the first of 60 votes.",
        "The panel will consist of 60 men.",
        "It heard more than half of 60 men.",
        "He judged the two ladies in a way that she disliked.",
        "Officials in Nairobi said there were 60 votes.",
    ],
)
def test_half_phrases_and_bystanders_are_no_subject(text: str) -> None:
    assert extract(article(text))[-1].about is None


def test_the_name_that_a_clause_begins_with_is_its_subject() -> None:
    (sold,) = (fact for fact in extract(article("Microsoft has sold more than 12,000 phones.")) if fact.unit)
    assert sold.about == "Microsoft"


@pytest.mark.parametrize("text", ["He won the Six Counties.", "It moved to three Texas."])
def test_a_name_in_s_is_nothing_counted(text: str) -> None:
    assert [fact.text for fact in find(text)] == []


@pytest.mark.parametrize(
    ("plural", "single"),
    [
        ("regions", "region"), ("cities", "city"), ("buses", "bus"), ("houses", "house"), ("churches", "church"),
        ("heroes", "hero"), ("people", "person"), ("policemen", "policeman"), ("viruses", "virus"),
        ("crises", "crisis"), ("boxes", "box"), ("classes", "class"), ("GPUs", "GPU"), ("co-founders", "co-founder"),
    ],
)  # fmt: skip
def test_singulars(plural: str, single: str) -> None:
    assert is_plural(plural)
    assert singular(plural) == single


@pytest.mark.parametrize("word", ["was", "its", "this", "glass", "famous", "always", "says", "bus"])
def test_words_in_s_that_are_no_plurals(word: str) -> None:
    assert not is_plural(word)
