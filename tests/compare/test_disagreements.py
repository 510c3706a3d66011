"""What cannot both hold is a disagreement, what moved on with time an update, and nothing else is either."""

from datetime import datetime, timedelta

import pytest

from index.compare.comparison import Report, compare
from index.models import Comparison, FactKind, Sign
from tests.compare.making import NOON, fact, report


def toll(name: str, count: int, published: datetime | None = NOON, **more: object) -> Report:
    text = f"Rescuers in Quito found {count} people dead after a bus fell into a ravine near the river."
    found = fact(FactKind.QUANTITY, text, f"{count} people", float(count), unit="person", about="dead", **more)
    return report(name, text, found, published=published)


def first(name: str, *sources: str) -> Report:
    text = "The deal was first reported by " + " and ".join(sources) + "."
    facts = [fact(FactKind.ATTRIBUTION, text, source, role="first-reported-by") for source in sources]
    return report(name, text, *facts)


def money(name: str, sentence: str, amount: str, value: float, about: str | None, **more: object) -> Report:
    return report(name, sentence, fact(FactKind.MONEY, sentence, amount, value, unit="USD", about=about, **more))


def values(found: Comparison) -> list[dict[str, object]]:
    return [{name: told.value for name, told in each.values.items()} for each in found.disagreements]


def test_two_outlets_cannot_both_have_been_first() -> None:
    found = compare([first("a", "Reuters"), first("b", "TechJuice"), report("c", "Nothing of it here at all.")])
    (each,) = found.disagreements
    assert (each.kind, each.role, each.label) == (FactKind.ATTRIBUTION, "first-reported-by", "first reported by")
    assert {name: (told.value, told.text) for name, told in each.values.items()} == {
        "a": ("Reuters", "Reuters"),
        "b": ("TechJuice", "TechJuice"),
    }


def test_sentences_that_disagree_are_paired_however_they_are_worded() -> None:
    one = money("a", "Stargate is a $500 billion project.", "$500 billion", 5e11, "Stargate project")
    other = money("b", "Nobody else pays for the Stargate project, at $300 billion.", "$300 billion", 3e11,
                  "Stargate project")  # fmt: skip
    (pair,) = compare([one, other]).pairs
    assert pair.sign is Sign.CONFLICT
    assert pair.score < 1


def test_the_same_first_outlet_is_no_disagreement_however_it_is_written() -> None:
    assert compare([first("a", "Reuters"), first("b", "reuters.com")]).disagreements == ()
    assert compare([first("a", "Reuters"), first("b", "Reuters", "TechJuice")]).disagreements == ()


def test_two_counts_at_about_the_same_time_are_a_disagreement() -> None:
    found = compare([toll("a", 12), toll("b", 15, NOON + timedelta(hours=1))])
    assert values(found) == [{"a": 12.0, "b": 15.0}]
    assert found.updates == ()


def test_reports_without_a_time_count_as_of_the_same_time() -> None:
    assert values(compare([toll("a", 12, None), toll("b", 15)])) == [{"a": 12.0, "b": 15.0}]


def test_a_count_in_a_report_hours_later_is_an_update_in_order_of_time() -> None:
    found = compare([toll("late", 15, NOON + timedelta(hours=5)), toll("early", 12)])
    assert found.disagreements == ()
    (update,) = found.updates
    assert [(name, told.value) for name, told in update.values.items()] == [("early", 12.0), ("late", 15.0)]


def test_a_course_of_three_reports_is_one_update() -> None:
    found = compare([toll(f"h{hours}", count, NOON + timedelta(hours=hours)) for count, hours in
                     ((31, 20), (12, 0), (15, 5))])  # fmt: skip
    assert [[told.value for told in each.values.values()] for each in found.updates] == [[12.0, 15.0, 31.0]]


@pytest.mark.parametrize("more", [{"modifier": "at-least"}, {"low": 10.0, "high": 20.0}])
def test_a_bound_or_a_range_that_leaves_room_is_no_disagreement(more: dict[str, object]) -> None:
    assert compare([toll("a", 12, **more), toll("b", 15)]).disagreements == ()


def test_a_report_that_tells_both_values_contradicts_nobody() -> None:
    text = "Rescuers in Quito found 15 people dead, not 12 people, after a bus fell into a ravine near the river."
    both = [fact(FactKind.QUANTITY, text, f"{count} people", float(count), unit="person", about="dead")
            for count in (15, 12)]  # fmt: skip
    found = compare([toll("a", 12), report("b", text, *both)])
    assert found.disagreements == ()
    assert found.updates == ()


def test_amounts_of_the_same_thing_disagree() -> None:
    found = compare([
        money("a", "Stargate is a $500 billion project.", "$500 billion", 5e11, "Stargate project"),
        money("b", "The Stargate project will cost $300 billion.", "$300 billion", 3e11, "Stargate project"),
    ])  # fmt: skip
    assert values(found) == [{"a": 5e11, "b": 3e11}]
    assert found.disagreements[0].label == "Stargate project"


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("Microsoft stock lost $2 on the day.", "Microsoft stock"),
        ("The council paid $2 for stamps.", None),
        ("Alphabet pays $2 a share in dividends to pension funds.", "Alphabet dividends"),
    ],
)
def test_amounts_of_other_things_do_not(sentence: str, about: str | None) -> None:
    one = money("a", "Alphabet stock gained $5 on the day.", "$5", 5.0, "Alphabet stock")
    assert compare([one, money("b", sentence, "$2", 2.0, about)]).disagreements == ()


def test_a_rounded_amount_does_not_disagree() -> None:
    found = compare([
        money("a", "Acme shares closed at $499.8 today.", "$499.8", 499.8, "Acme shares"),
        money("b", "Acme shares closed at about $500 today.", "$500", 500.0, "Acme shares", modifier="about"),
    ])  # fmt: skip
    assert found.disagreements == ()


def test_alike_sentences_with_opposite_figures_are_a_conflict_however_alike() -> None:
    texts = {"a": "Shares of Acme rose 2% in Madrid after the merger was announced by the board.",
             "b": "Shares of Acme fell 0.2% in Madrid after the merger was announced by the board."}  # fmt: skip
    found = compare([
        report("a", texts["a"], fact(FactKind.PERCENT, texts["a"], "2%", 2.0, unit="%", about="Acme shares")),
        report("b", texts["b"], fact(FactKind.PERCENT, texts["b"], "0.2%", -0.2, unit="%", about="Acme shares")),
    ])  # fmt: skip
    assert values(found) == [{"a": 2.0, "b": -0.2}]
    assert [pair.sign for pair in found.pairs] == [Sign.CONFLICT]


def since(name: str, sentence: str, year: str, about: str | None = None) -> Report:
    return report(name, sentence, fact(FactKind.DATE, sentence, year, role="since", about=about))


def test_years_in_sentences_that_tell_the_same_disagree() -> None:
    found = compare([
        since("a", "Azure has been the main provider of cloud computing for OpenAI since 2019.", "2019"),
        since("b", "Since 2021 Azure has been the main provider of cloud computing for OpenAI.", "2021"),
    ])  # fmt: skip
    assert values(found) == [{"a": "2019", "b": "2021"}]


def test_years_in_sentences_about_other_things_do_not() -> None:
    found = compare([
        since("a", "Azure has been the main provider of cloud computing for OpenAI since 2019.", "2019"),
        since("b", "Gemini has chased the users of OpenAI since 2021.", "2021"),
    ])  # fmt: skip
    assert found.disagreements == ()


def test_the_day_something_was_said_is_no_disagreement() -> None:
    texts = {"a": "The mayor of Quito said on Monday that the old bridge over the river will stay closed.",
             "b": "The mayor of Quito said on Friday that the old bridge over the river will stay closed."}  # fmt: skip
    found = compare([
        report("a", texts["a"], fact(FactKind.DATE, texts["a"], "Monday", "2025-06-09", role="on")),
        report("b", texts["b"], fact(FactKind.DATE, texts["b"], "Friday", "2025-06-13", role="on")),
    ])  # fmt: skip
    assert found.disagreements == ()


def test_a_year_in_one_clause_of_a_long_sentence_says_little_about_a_short_one() -> None:
    short = "Roe has led the council of Quito since 2002."
    long = (
        "The vote means that the council of Quito will be led by the old guard of the coast, by Roe, who stands for the"
        " harbour, whose ships and warehouses burned, and by the banker Jan Poe, who owns three mines, fought a duel"
        " over a racing horse, and has held various offices in the north since 2005."
    )
    assert compare([since("a", short, "2002"), since("b", long, "2005")]).disagreements == ()


def test_bare_days_in_other_words_are_no_disagreement() -> None:
    texts = {"a": "The old bridge over the river in Quito closed to lorries on Monday after a storm.",
             "b": "On Friday lorries kept away from the old bridge over the river in Quito after a storm."}  # fmt: skip
    found = compare([
        report("a", texts["a"], fact(FactKind.DATE, texts["a"], "Monday", "2025-06-09", role="on")),
        report("b", texts["b"], fact(FactKind.DATE, texts["b"], "Friday", "2025-06-13", role="on")),
    ])  # fmt: skip
    assert found.disagreements == ()
