"""What one report tells and another denies is a disagreement; a 'not' that leaves room for both is none."""

from datetime import UTC, datetime

import pytest

from index.compare.comparison import compare
from index.models import Comparison, FactKind, Sign
from tests.compare.making import fact, report


def held(left: str, right: str, language: str = "en") -> Comparison:
    return compare([report("a", left, language=language), report("b", right, language=language)])


def said(found: Comparison) -> list[tuple[str | None, list[object]]]:
    """Return the role of each disagreement and what the reports say."""
    return [(each.role, [told.value for told in each.values.values()]) for each in found.disagreements]


@pytest.mark.parametrize(
    ("left", "right", "values"),
    [
        (
            "The company confirmed that it will close the plant in Lyon.",
            "The company denied that it will close the plant in Lyon.",
            ["confirmed", "denied"],
        ),
        (
            "The minister said that the bridge in Quito would be sold to a bank.",
            "The minister denied on Monday that the bridge in Quito would be sold to a bank.",
            ["told", "denied"],
        ),
        ("The company will close the plant in Lyon.", "The company will not close the plant in Lyon.",
         ["told", "denied"]),
        ("The company won't close the plant in Lyon.", "The company will close the plant in Lyon.",
         ["denied", "told"]),
        ("The council of Quito closed the old bridge over the river.",
         "The council of Quito did not close the old bridge over the river.", ["told", "denied"]),
        ("An agreement was reached in Quito.", "No agreement was reached in Quito.", ["told", "denied"]),
        ("The mayor left the meeting in Quito with an agreement on the bridge.",
         "The mayor left the meeting in Quito without an agreement on the bridge.", ["told", "denied"]),
        ("The senate approved the bill on schools and roads in Quito.",
         "The senate rejected the bill on schools and roads in Quito.", ["told", "denied"]),
        (
            "The company confirmed on Monday that it will close the old plant near Lyon.",
            "On Monday the company denied that the old plant near Lyon will be closed.",
            ["confirmed", "denied"],
        ),
    ],
)  # fmt: skip
def test_what_one_report_denies(left: str, right: str, values: list[str]) -> None:
    found = held(left, right)
    assert said(found) == [("confirmed-or-denied", values)]
    (each,) = found.disagreements
    assert (each.kind, each.label) == ("statement", "confirmed or denied")
    assert [pair.sign for pair in found.pairs] == [Sign.CONFLICT]


def test_the_words_around_are_shown_and_stand_where_they_say() -> None:
    texts = {name: f"The company {will} close the plant in Lyon, it said." for name, will in
             (("a", "will"), ("b", "will not"))}  # fmt: skip
    (each,) = held(texts["a"], texts["b"]).disagreements
    assert {name: told.text for name, told in each.values.items()} == {
        "a": "will close the plant",
        "b": "will not close the plant",
    }
    assert all(texts[name][told.start : told.end] == told.text for name, told in each.values.items())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # Nothing is denied, or not the whole of it.
        ("The company will close the plant in Lyon.", "The company will not only close the plant in Lyon."),
        ("The company has closed the plant in Lyon.", "The company has not yet closed the plant in Lyon."),
        ("All the members of the council voted for it.", "Not all the members of the council voted for it."),
        ("The company won't close the plant in Lyon.", "The company will not close the plant in Lyon."),
        # Both may hold.
        ("If the company closes the plant, all is lost.", "If the company does not close the plant, all is lost."),
        ("The storm may reach the coast of Peru on Friday.", "The storm may not reach the coast of Peru on Friday."),
        ("Some members of the council voted for it.", "Some members of the council did not vote for it."),
        ("People who voted for the bridge were glad.", "People who did not vote for the bridge were glad."),
        ("Two members of the council voted for it.", "Two members of the council did not vote for it."),
        # A question tells nothing, and two negations may undo each other.
        ("Will the company close the plant in Lyon?", "Will the company not close the plant in Lyon?"),
        ("The company did not say that it will close.", "The company did not say that it will not close."),
        ("The mayor could deny the report about the bridge.", "The mayor could not deny the report about the bridge."),
        # Other subjects and other objects.
        ("The lawyer of Ada Roe confirmed that it was sold.", "The brother of Jan Poe denied that it was sold."),
        ("The company will close the plant in Lyon.", "The company will not close the plant in Nantes."),
        ("In Quito she confirmed that the bridge was sold.", "In Quito he denied that the bridge was sold."),
        ("Ada Roe's lawyer denied that the bridge was sold.", "Ada Roe confirmed that the bridge was sold."),
    ],
)  # fmt: skip
def test_what_leaves_room_for_both_is_no_disagreement(left: str, right: str) -> None:
    assert said(held(left, right)) == []


def test_a_report_that_tells_both_sides_contradicts_nobody() -> None:
    told = "The company will close the plant in Lyon.\nIts owner flew to Paris. Rain fell on the city all day long."
    both = "The company will not close the plant in Lyon.\nLast week it was told that the company will close the plant."
    assert said(held(told, both)) == []
    assert said(held(told.replace("\n", "\nThe company denied that.\n"), both.split("\n")[0])) == []


def test_languages_whose_words_are_not_known_are_passed_over() -> None:
    left, right = "The company will close the plant in Lyon.", "The company will not close the plant in Lyon."
    assert said(held(left, right, "nl")) == []


def test_of_three_reports_the_two_that_agree_are_no_conflict() -> None:
    told, denied = "The company will close the plant in Lyon.", "The company will not close the plant in Lyon."
    found = compare([report("a", told), report("b", told), report("c", denied)], all_pairs=True)
    assert said(found) == [("confirmed-or-denied", ["told", "told", "denied"])]
    assert [(pair.left.id, pair.right.id, pair.sign) for pair in found.pairs] == [
        ("a", "b", Sign.SAME),
        ("a", "c", Sign.CONFLICT),
        ("b", "c", Sign.CONFLICT),
    ]


def test_another_direction_in_a_sentence_otherwise_the_same() -> None:
    left, right = (f"Shares of the bank {way} in Madrid after the merger." for way in ("rose", "fell"))
    found = held(left, right)
    assert said(found) == [("direction", ["up", "down"])]
    assert [pair.sign for pair in found.pairs] == [Sign.CONFLICT]
    assert said(held(left, right.replace("Madrid", "Lisbon"))) == []
    assert said(held(left, right.replace("bank", "brewery"))) == []


def test_a_direction_with_a_figure_is_told_once() -> None:
    texts = [f"Shares of the bank {way} 2% in Madrid after the merger." for way in ("rose", "fell")]
    found = compare([
        report(name, text, fact(FactKind.PERCENT, text, "2%", value, unit="%", about="shares"))
        for name, text, value in zip("ab", texts, (2.0, -2.0), strict=True)
    ])  # fmt: skip
    assert [each.kind for each in found.disagreements] == [FactKind.PERCENT]


def test_other_figures_leave_room_for_another_direction() -> None:
    left = "Shares of the bank rose to 30 euros in Madrid after the merger."
    assert said(held(left, left.replace("rose", "fell").replace("30", "12"))) == []


def test_long_texts_of_denials_are_compared_in_bounded_work() -> None:
    at = datetime(2025, 6, 12, tzinfo=UTC)
    told = "\n".join(f"The company will close plant number {number} in Lyon by June." for number in range(400))
    found = compare([report("a", told, published=at), report("b", told.replace("will", "will not"), published=at)])
    assert len(found.disagreements) <= 400
