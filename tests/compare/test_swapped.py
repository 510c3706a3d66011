"""In sentences the same but for one value, that value is held against the other's; where more differs, nothing is."""

import pytest

from index.compare.comparison import compare
from index.models import FactKind, Sign
from tests.compare.making import fact, report

_RATE = "The mayor of Quito said the old bridge over the river will stay closed for {}, as the city council wished."


def alarms(left: str, right: str, kind: FactKind, values: tuple[object, object], **more: object) -> list[list[object]]:
    """Return the values that disagree between two reports; what differs between them stands behind a bar."""
    made = []
    for name, words, value in zip("ab", (left, right), values, strict=True):
        before, written, behind = words.split("|")
        text = before + written + behind
        made.append(report(name, text, fact(kind, text, written, value, **more)))  # type: ignore[arg-type] - any value
    return [[told.value for told in each.values.values()] for each in compare(made).disagreements]


@pytest.mark.parametrize(
    ("kind", "written", "values", "more"),
    [
        (FactKind.QUANTITY, ("30 cars", "51 cars"), (30.0, 51.0), {"unit": "car"}),
        (FactKind.QUANTITY, ("30 cars", "51 cars"), (30.0, 51.0), {"unit": "car", "modifier": "more-than"}),
        (FactKind.PERIOD, ("three months", "nine months"), ("P3M", "P9M"), {}),
        (FactKind.PERSON, ("Ada Roe", "Jan Poe"), ("Ada Roe", "Jan Poe"), {}),
        (FactKind.ORGANISATION, ("the Water Office", "the Road Office"), ("Water Office", "Road Office"), {}),
        (FactKind.ATTRIBUTION, ("Reuters", "TechJuice"), ("Reuters", "TechJuice"), {"role": "according-to"}),
        (FactKind.DATE, ("Monday", "Friday"), ("2025-06-09", "2025-06-13"), {"role": "on"}),
    ],
)
def test_a_value_in_the_place_of_another(
    kind: FactKind, written: tuple[str, str], values: tuple[object, object], more: dict[str, object]
) -> None:
    left, right = (_RATE.format(f"|{words}|") for words in written)
    assert alarms(left, right, kind, values, **more) == [list(values)]


@pytest.mark.parametrize(
    ("kind", "written", "values", "more"),
    [
        (FactKind.QUANTITY, ("4 hours", "4 weeks"), (4.0, 5.0), {}),
        (FactKind.PERIOD, ("three months", "12 weeks"), ("P3M", "P12W"), {}),
        (FactKind.PERSON, ("Ada Roe", "Ada Maria Roe"), ("Ada Roe", "Ada Maria Roe"), {}),
        (FactKind.PERSON, ("Bill Roe", "William Roe"), ("Bill Roe", "William Roe"), {}),
        (FactKind.ORGANISATION, ("the Water Office", "the Office"), ("Water Office", "Office"), {}),
    ],
)
def test_other_units_and_other_forms_of_a_name_are_no_disagreement(
    kind: FactKind, written: tuple[str, str], values: tuple[object, object], more: dict[str, object]
) -> None:
    units = [{"unit": words.split()[1]} if kind is FactKind.QUANTITY else {} for words in written]
    texts = [_RATE.format(words) for words in written]
    made = [
        report(name, text, fact(kind, text, words, value, **more, **unit))  # type: ignore[arg-type] - any value
        for name, text, words, value, unit in zip("ab", texts, written, values, units, strict=True)
    ]
    assert compare(made).disagreements == ()


def test_where_two_values_differ_each_sentence_tells_of_its_own() -> None:
    words = "Prices of bread and milk in the markets of Quito rose {} in {} after the long strike of the bakers."
    made = []
    for name, share, value, month, date in (
        ("a", "12%", 12.0, "May", "2025-05"),
        ("b", "15%", 15.0, "June", "2025-06"),
    ):
        text = words.format(share, month)
        made.append(
            report(
                name, text, fact(FactKind.PERCENT, text, share, value, unit="%"), fact(FactKind.DATE, text, month, date)
            )
        )
    assert compare(made).disagreements == ()


def test_other_sentences_about_other_people_are_no_disagreement() -> None:
    left = "|Ada Roe| told the council of Quito that the bridge over the river would stay closed."
    right = "The council was told by |Jan Poe| that the harbour of Quito would be sold to a bank next year."
    assert alarms(left, right, FactKind.PERSON, ("Ada Roe", "Jan Poe")) == []


def test_a_figure_that_the_other_report_tells_as_well_is_no_disagreement() -> None:
    one = "The fire in the harbour of Quito burned 30 cars and two boats before the rain came at night."
    other = one.replace("30", "51") + "\nThe first count of the fire in the harbour of Quito was of 30 cars."
    left = report("a", one, fact(FactKind.QUANTITY, one, "30 cars", 30.0, unit="car"))
    counts = [fact(FactKind.QUANTITY, other, f"{n} cars", float(n), unit="car") for n in (51, 30)]
    assert compare([left, report("b", other, *counts)]).disagreements == ()


def test_the_place_shown_is_the_one_that_differs() -> None:
    lead = "Ada Roe came to Quito.\n"
    texts = [lead + _RATE.format("Ada Roe"), lead + _RATE.format("Jan Poe")]
    left = report("a", texts[0], fact(FactKind.PERSON, texts[0], "Ada Roe"))
    right = report("b", texts[1], *(fact(FactKind.PERSON, texts[1], name) for name in ("Ada Roe", "Jan Poe")))
    found = compare([left, right])
    (each,) = found.disagreements
    assert each.label == "who"
    assert each.values["a"].start == texts[0].rindex("Ada Roe")
    assert [pair.sign for pair in found.pairs if pair.left.spans[0].start > 0] == [Sign.CONFLICT]


def test_outlets_that_were_first_with_other_news_are_no_disagreement() -> None:
    firsts = []
    for name, outlet, news in (
        (
            "a",
            "Reuters",
            "The bridge over the river in Quito will stay closed until the spring, the mayor told a crowd.",
        ),
        ("b", "TechJuice", "A court in Oslo let the two bankers go, since nobody had seen the missing papers."),
    ):
        text = f"{news}\nThe news was first reported by {outlet}."
        firsts.append(report(name, text, fact(FactKind.ATTRIBUTION, text, outlet, role="first-reported-by")))
    assert compare(firsts).disagreements == ()
