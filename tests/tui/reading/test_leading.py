"""Which facts lead the panel."""

import pytest

from index.models import Fact, FactKind
from tests.tui.reading.test_fact_rows import fact
from tui.reading.leading import key_rank, leading


def led(*facts: Fact, others: dict[str, int] | None = None, articles: int = 0) -> list[str]:
    """Return the words of the facts that lead."""
    told = [(others or {}).get(fact.text, 0) for fact in facts]
    return [fact.text for fact in leading(facts, told, articles)]


def figure(text: str, rank: float, **more: object) -> Fact:
    return fact(FactKind.MONEY, text, 0, value=1.0, rank=rank, **more)


def name(text: str, rank: float, kind: FactKind = FactKind.ORGANISATION) -> Fact:
    return fact(kind, text, 0, rank=rank)


def quote(text: str, speaker: str | None, rank: float) -> Fact:
    return fact(FactKind.QUOTE, text, 0, speaker=speaker, rank=rank)


def test_who_was_first_leads_then_statements_then_two_names_each_by_rank() -> None:
    facts = [
        *(name(f"Firm{number}", 0.9 - number / 100) for number in range(5)),
        name("Boston", 0.9, FactKind.PLACE),
        figure("$1", 0.4, about="Stargate"),
        quote("It is a worry", "Sarah Chen", 0.5),
        fact(FactKind.ATTRIBUTION, "Reuters", 0, role="first-reported-by", rank=0.1),
        fact(FactKind.DATE, "2019", 0, role="since", rank=0.35),
    ]
    assert led(*facts) == ["Reuters", "It is a worry", "$1", "2019", "Firm0", "Firm1"]


def test_details_do_not_lead() -> None:
    assert led(figure("$1", 0.2), quote("It is a worry", "Sarah Chen", 0.1), name("Firm", 0.2)) == []


def test_a_bare_year_or_weekday_and_words_of_nobody_are_no_statements() -> None:
    facts = [
        fact(FactKind.DATE, "2014", 0, rank=0.9),
        fact(FactKind.DATE, "Friday", 0, value="2019-02-15", role="on", rank=0.9),
        fact(FactKind.PERIOD, "two weeks", 0, value="P2W", rank=0.9),
        quote("vanity project", None, 0.9),
    ]
    day = fact(FactKind.DATE, "May 6", 0, value="2025-05-06", role="on", rank=0.5)
    assert led(*facts, day) == ["May 6"]


def test_more_of_the_same_makes_room_for_something_else() -> None:
    facts = [
        quote("One thing and another", "Ann", 0.9),
        quote("A second thing she said", "Ann", 0.8),
        quote("What Bob had to say", "Bob", 0.7),
        quote("What Cid had to say", "Cid", 0.6),
        *(figure(f"${number}", 0.5 - number / 100, about="shares") for number in range(3)),
        figure("$9", 0.4, about="debts"),
    ]
    assert led(*facts) == ["One thing and another", "What Bob had to say", "$0", "$1"]
    assert led(*facts[2:]) == ["What Bob had to say", "What Cid had to say", "$0", "$1"]
    assert led(*facts[4:]) == ["$0", "$1", "$9"]


def test_what_half_the_library_tells_makes_room_for_what_few_tell() -> None:
    facts = [name("Congress", 0.6), name("Senate", 0.58), name("Wexport", 0.5)]
    assert led(*facts, others={"Congress": 500, "Senate": 3}, articles=1000) == ["Senate", "Wexport"]


def test_in_a_library_of_one_story_its_names_still_lead() -> None:
    facts = [name("OpenAI", 0.6), name("Google Cloud", 0.55), name("Wexport", 0.5)]
    assert led(*facts, others={"OpenAI": 4, "Google Cloud": 4}, articles=5) == ["OpenAI", "Google Cloud"]


@pytest.mark.parametrize("others", [None, 0])
def test_what_nobody_else_tells_keeps_its_rank(others: int | None) -> None:
    assert key_rank(0.5, others, 1000) == 0.5


def test_a_rank_falls_with_the_number_of_others_and_at_most_by_half() -> None:
    ranks = [key_rank(0.5, others, 100_000) for others in (0, 3, 100, 10_000, 100_000)]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[1] > 0.9 * ranks[0]
    assert ranks[-1] >= 0.25
