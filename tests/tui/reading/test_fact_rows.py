"""How facts are grouped, worded and filtered."""

import pytest

from index.models import Fact, FactKind, Span
from tui.reading.fact_rows import grouped, row_of, telling


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


def headed(facts: list[Fact]) -> list[str]:
    """Return the rows of the leading group."""
    group = grouped(facts)[0]
    assert group.heading == "what matters"
    return [" | ".join(filter(None, (row.label, row.value))) for row in group.rows]


def test_what_matters_is_who_was_first_then_statements_then_two_names() -> None:
    names = [fact(FactKind.ORGANISATION, f"Firm{number}", number * 10, rank=0.9) for number in range(7)]
    facts = [
        *names,
        fact(FactKind.PLACE, "Boston", 100, rank=0.9),
        fact(FactKind.MONEY, "$500 billion", 120, about="Stargate", rank=0.4),
        fact(FactKind.QUOTE, "It is a worry", 140, speaker="Sarah Chen", rank=0.5),
        fact(FactKind.ATTRIBUTION, "Reuters", 160, role="first-reported-by", rank=0.1),
        fact(FactKind.DATE, "2019", 180, role="since", rank=0.3),
    ]
    assert headed(facts) == [
        "Reuters | reported it first",
        "“It is a worry” | Sarah Chen",
        "Stargate | $500 billion",
        "since 2019",
        "Firm0",
        "Firm1",
    ]


def test_what_matters_has_no_figure_without_a_subject_and_no_bare_year_or_weekday() -> None:
    facts = [
        fact(FactKind.DATE, "2014", 0, rank=0.9),
        fact(FactKind.DATE, "Friday", 10, value="2019-02-15", role="on", rank=0.9),
        fact(FactKind.DATE, "2001", 20, role="on", rank=0.9),
        fact(FactKind.QUANTITY, "35 regions", 30, value=35, rank=0.9),
        fact(FactKind.QUOTE, "vanity project", 40, rank=0.9),
        *(fact(FactKind.PERSON, f"Ann{number}", 50 + number * 10) for number in range(5)),
    ]
    assert telling(facts) == ()
    assert grouped(facts)[0].heading == "quantities"
    day = fact(FactKind.DATE, "May 6", 200, value="2025-05-06", role="on")
    assert telling([*facts, day])[0] == day


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


@pytest.mark.parametrize(
    ("kind", "text", "more", "shown"),
    [
        (FactKind.QUANTITY, "1.1 exaflops", {"value": 1.1, "modifier": "at-most"}, ("up to 1.1 exaflops", "")),
        (FactKind.MONEY, "$3 bn", {"value": 3e9, "modifier": "more-than", "about": "X"}, ("X", "more than $3 bn")),
        (FactKind.PERIOD, "two weeks", {"value": "P2W", "modifier": "about"}, ("about two weeks", "")),
        (FactKind.PERCENT, "0.6%", {"value": -0.6, "about": "Shares"}, ("Shares", "−0.6%")),
        (FactKind.PERCENT, "-0.6%", {"value": -0.6}, ("-0.6%", "")),
        (FactKind.DATE, "Sunday", {"value": "2019-03-24", "role": "on"}, ("Sunday", "24 Mar 2019")),
        (FactKind.DATE, "2019", {"value": "2019", "role": "since"}, ("since 2019", "")),
        (FactKind.DATE, "last year", {"value": "2018"}, ("last year", "2018")),
        (
            FactKind.PERIOD,
            "the weekend",
            {"value": "2019-02-09/2019-02-10"},
            ("the weekend", "9 Feb 2019 to 10 Feb 2019"),
        ),
        (FactKind.ATTRIBUTION, "Post", {"role": "according-to"}, ("Post", "according to")),
    ],
)
def test_a_row_tells_limits_signs_and_what_a_date_means(
    kind: FactKind, text: str, more: dict[str, object], shown: tuple[str, str]
) -> None:
    row = row_of(fact(kind, text, **more))
    assert (row.label, row.value) == shown
