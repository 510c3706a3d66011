"""Which edits matter more: another figure, another name; not the same ones written or placed otherwise."""

import pytest

from index.compare.edits import word_edits
from index.models import Span


def stressed(left: str, right: str, *, capitals_name: bool = True) -> list[tuple[str, str, str]]:
    spans = [Span(0, len(left))], [Span(0, len(right))]
    found = word_edits(left, spans[0], right, spans[1], capitals_name=capitals_name)
    return [(edit.stress.value, edit.left.of(left), edit.right.of(right)) for edit in found]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("It cost $5 million.", "It cost $5 billion."),
        ("Twelve people died.", "Thirteen people died."),
        ("It fell 2% on the day.", "It fell -2% on the day."),
        ("It cost $5 then.", "It cost €5 then."),
        ("It closed.", "It closed in 2019."),
    ],
)
def test_another_figure_is_a_number(left: str, right: str) -> None:
    assert {stress for stress, _, _ in stressed(left, right)} == {"number"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("It fell 5 percent.", "It fell 5%."),
        ("It cost $4bn then.", "It cost $4 billion then."),
        ("Two men came.", "2 men came."),
        ("In 2019 the firm grew fast.", "The firm grew fast in 2019."),
    ],
)
def test_the_same_figure_otherwise_written_or_placed_is_wording(left: str, right: str) -> None:
    assert {stress for stress, _, _ in stressed(left, right)} == {"wording"}


def test_figures_in_each_other_s_place_are_numbers() -> None:
    assert stressed("It rose from 2% to 5%.", "It rose from 5% to 2%.") == [
        ("number", "2%", "5%"),
        ("number", "5%", "2%"),
    ]


def test_wording_around_a_figure_is_an_edit_of_its_own() -> None:
    assert stressed("It hit about 500 old people.", "It hit nearly 600 young people.") == [
        ("wording", "about", "nearly"), ("number", "500", "600"), ("wording", "old", "young"),
    ]  # fmt: skip
    assert stressed("It hit about 500.", "It hit 600.") == [("wording", "about", ""), ("number", "500", "600")]


def test_a_figure_that_one_side_alone_has_is_marked_with_its_words() -> None:
    assert stressed("Several people died.", "At least 12 people died.") == [("number", "Several", "At least 12")]


def test_another_name_is_a_name() -> None:
    assert stressed("He said Reuters was first.", "He said TechJuice was first.") == [("name", "Reuters", "TechJuice")]
    assert stressed("A court cleared him.", "A British court cleared him.") == [("name", "", "British")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Bridges were shut.", "Tunnels were shut."),
        ("He said: “Bridges were shut.”", "He said: “Tunnels were shut.”"),
        ("Then I left.", "Then He left."),
        ("Council Weighs a New Bridge", "Council Approves an Old Bridge"),
        ("The deal, said Google, is good.", "Google said the deal is good."),
        ("The plan of Google's rivals failed.", "Rivals saw Google fail with the plan."),
    ],
)
def test_a_capital_for_another_reason_and_a_name_that_both_have_are_wording(left: str, right: str) -> None:
    assert {stress for stress, _, _ in stressed(left, right)} == {"wording"}


def test_where_every_noun_has_a_capital_none_is_a_name() -> None:
    left, right = "Der Rat schloss die Brücke.", "Der Rat schloss den Tunnel."
    assert {stress for stress, _, _ in stressed(left, right, capitals_name=False)} == {"wording"}


def test_moved_words_are_wording() -> None:
    left = "On Tuesday 3 May the council of the town voted to close the bridge for repairs."
    right = "The council of the town voted to close the bridge for repairs on Tuesday 3 May."
    assert stressed(left, right) == [("wording", "On Tuesday 3 May", "on Tuesday 3 May")]
