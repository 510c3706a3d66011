"""How facts are grouped, worded and filtered."""

from index.models import Fact, FactKind, Span
from tui.reading.fact_rows import grouped, row_of


def fact(kind: FactKind, text: str, start: int = 0, **more: object) -> Fact:
    end = start + len(text)
    fields = {"value": text, "sentence": Span(start, end), "places": (Span(start, end),)} | more
    return Fact.model_validate({"kind": kind, "text": text, "start": start, "end": end} | fields)


def test_what_was_reported_first_leads_and_kinds_follow_in_a_fixed_order() -> None:
    facts = [
        fact(FactKind.ORGANISATION, "Oracle", 0),
        fact(FactKind.MONEY, "$500 billion", 20, about="Stargate"),
        fact(FactKind.ATTRIBUTION, "Reuters", 40, role="first-reported-by"),
        fact(FactKind.ATTRIBUTION, "Axios", 60, role="inline"),
    ]
    assert [group.heading for group in grouped(facts)] == ["first reported by", "money", "organisations", "sources"]


def test_many_facts_begin_with_the_most_telling_ones() -> None:
    facts = [fact(FactKind.PLACE, f"Town{number}", number * 10, rank=number / 20) for number in range(12)]
    leading = grouped(facts)[0]
    assert leading.heading == "what matters"
    assert [row.label for row in leading.rows] == ["Town11", "Town10", "Town9", "Town8", "Town7"]


def test_a_filter_looks_at_label_value_and_heading_in_any_case() -> None:
    facts = [
        fact(FactKind.MONEY, "$500 billion", 0, about="Stargate"),
        fact(FactKind.PLACE, "Boston", 30),
    ]
    assert [row.label for group in grouped(facts, " STARGATE ") for row in group.rows] == ["Stargate"]
    assert [row.label for group in grouped(facts, "places") for row in group.rows] == ["Boston"]
    assert grouped(facts, "nowhere") == ()


def test_what_a_fact_is_about_stands_left_and_what_it_says_right() -> None:
    row = row_of(fact(FactKind.PERCENT, "2 %", about="Alphabet stock", value=2))
    assert (row.label, row.value) == ("Alphabet stock", "2 %")
    alone = row_of(fact(FactKind.QUANTITY, "35 regions", value=35))
    assert (alone.label, alone.value) == ("35 regions", "")


def test_a_quotation_of_several_lines_is_one_line_with_its_speaker() -> None:
    row = row_of(fact(FactKind.QUOTE, '"It is\na worry"', speaker="Sarah Chen"))
    assert (row.label, row.value) == ("“It is a worry”", "Sarah Chen")
