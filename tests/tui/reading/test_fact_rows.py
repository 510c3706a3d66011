"""How facts are grouped, worded and filtered."""

import pytest

from index.models import Contradiction, Fact, FactKind, FullName, Span
from tui.reading.elsewhere import Elsewhere
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


def many(*facts: Fact) -> list[Fact]:
    """Return `facts` with so many names that some of them lead."""
    return [*facts, *(fact(FactKind.PLACE, f"Town{number}", 500 + number * 10) for number in range(9))]


def headed(facts: list[Fact], text: str = "") -> list[str]:
    """Return the rows of the leading group."""
    group = grouped(facts, text=text)[0]
    assert group.heading == "what matters"
    return [" | ".join(filter(None, (row.label, row.value))) for row in group.rows]


def test_what_matters_tells_what_it_is_without_a_heading_of_its_kind() -> None:
    facts = many(
        fact(FactKind.MONEY, "$500 billion", 120, value=5e11, about="Stargate", rank=0.4),
        fact(FactKind.ATTRIBUTION, "Reuters", 160, role="first-reported-by", rank=0.1),
        fact(FactKind.ORGANISATION, "Oracle", 180, rank=0.5),
    )
    assert headed(facts) == ["Reuters | reported it first", "Stargate | $500 billion", "Oracle"]


def test_a_figure_of_nothing_known_leads_with_the_words_around_it() -> None:
    text = "A firm that few know is looking to raise more than 70m euros ($91m) on the stock market. It may."
    at = text.index("70m")
    figure = fact(
        FactKind.MONEY, "70m euros", at, value=7e7, rank=0.6, sentence=Span(0, text.index(" It")), modifier="more-than"
    )
    assert headed(many(figure), text) == ["…looking to raise more than 70m euros ($91m) on the…"]
    assert row_of(figure).label == "more than 70m euros"


def test_the_words_around_a_figure_do_not_leave_its_sentence() -> None:
    text = "Nobody knew. It fell 4 points. Why?"
    at = text.index("4 points")
    figure = fact(FactKind.QUANTITY, "4 points", at, value=4.0, rank=0.6, sentence=Span(13, 31))
    assert headed(many(figure), text) == ["It fell 4 points."]


def test_few_facts_and_filtered_ones_are_not_led_by_a_selection() -> None:
    figure = fact(FactKind.MONEY, "$1", 0, value=1.0, rank=0.9)
    assert [group.heading for group in grouped([figure])] == ["money"]
    assert [group.heading for group in grouped(many(figure), "$1")] == ["money"]


def test_each_row_says_how_many_others_tell_its_fact() -> None:
    facts = many(fact(FactKind.MONEY, "$1", 0, value=1.0, about="Stargate", rank=0.9))
    groups = grouped(facts, elsewhere=Elsewhere("a1", tuple(facts), (3, *([None] * 9)), 50))
    assert [(group.heading, group.rows[0].others) for group in groups] == [
        ("what matters", 3),
        ("money", 3),
        ("places", None),
    ]


def test_what_other_reports_say_against_a_fact_stands_with_it() -> None:
    facts = (fact(FactKind.ATTRIBUTION, "TechJuice", 0, role="first-reported-by"), fact(FactKind.PERSON, "Ann", 20))
    said = Contradiction(id="a2", source="Daily Sample", text="Reuters")
    elsewhere = Elsewhere("a1", facts, (0, 0), 50, contradicted={0: (said,), 20: (said,)})
    first, people = grouped(facts, elsewhere=elsewhere)
    assert first.rows[0].against == ("Daily Sample: Reuters",)
    assert people.rows[0].against == ()


def test_the_note_on_names_stands_over_the_first_names_alone() -> None:
    facts = [fact(FactKind.MONEY, "$1"), fact(FactKind.PERSON, "Chen", 10), fact(FactKind.PLACE, "Wexport", 20)]
    assert [group.note for group in grouped(facts, names_note="guessed")] == ["", "guessed", ""]
    assert [group.note for group in grouped(facts)] == ["", "", ""]


def test_somebody_named_by_one_word_is_told_by_the_name_that_other_reports_give() -> None:
    facts = (fact(FactKind.PERSON, "Chen"), fact(FactKind.PERSON, "Ann Vale", 20))
    names = {"Chen": FullName(name="Sarah Chen", articles=2)}
    [group] = grouped(facts, elsewhere=Elsewhere("a1", facts, (2, 0), 50, full_names=names))
    assert [(row.label, row.value) for row in group.rows] == [("Chen", "Sarah Chen elsewhere"), ("Ann Vale", "")]


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


def test_a_speaker_who_is_guessed_is_told_as_likely() -> None:
    assert row_of(fact(FactKind.QUOTE, "It is a worry", speaker="Sarah Chen", sure=0.6)).value == "probably Sarah Chen"
    assert row_of(fact(FactKind.QUOTE, "It is a worry", speaker="Sarah Chen", sure=0.9)).value == "Sarah Chen"


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
