"""The fact table: like facts of several reports in one row, unlike ones apart, in a reader's order."""

from typing import Any

import pytest

from index.compare.comparison import Report, compare
from index.facts.document import prepare
from index.facts.extract import extract
from index.models import FactKind, FactRow
from tests.compare.making import article, fact, report

_NUMBERS = {FactKind.MONEY, FactKind.PERCENT, FactKind.QUANTITY}
_ONE = "Alphabet stock rose 2% after Google agreed to pay $499.8m. Chen said the deal was a triumph for all of us."
_OTHER = "Google will pay about $500 million. Shares of Alphabet gained 2%. The deal was a triumph for all, Chen said."


def rows(*reports: Report) -> tuple[FactRow, ...]:
    return compare(reports).facts


def read(name: str, text: str) -> Report:
    """Return a report with the facts that are found in its text."""
    bare = article(name, text)
    document = prepare(text, bare.blocks, title=bare.title, published=bare.published, language=bare.language)
    return report(name, text, *extract(document))


def row(found: tuple[FactRow, ...], kind: FactKind, label: str) -> FactRow:
    (only,) = [row for row in found if row.kind is kind and row.label == label]
    return only


def test_amounts_agree_within_what_rounding_explains() -> None:
    (found,) = rows(
        report("a", _ONE, fact(FactKind.MONEY, _ONE, "$499.8m", 499.8e6, unit="USD", about="Google")),
        report("b", _OTHER, fact(FactKind.MONEY, _OTHER, "$500 million", 5e8, unit="USD", about="Google",
                                 modifier="about")),
    )  # fmt: skip
    assert (found.status, found.value, found.unit) == ("shared", 499.8e6, "USD")
    assert {name: [span.of(text) for span in found.places[name]] for name, text in (("a", _ONE), ("b", _OTHER))} == {
        "a": ["$499.8m"],
        "b": ["$500 million"],
    }


@pytest.mark.parametrize(
    ("one", "other", "rounded"),
    [
        ("Google will pay $499.8m to end the case.", "To end the case, Google will pay about $500 million.", True),
        ("Google will pay $499.8m to end the case.", "To end the case, Google will pay $499.8 million.", False),
        ("In Quito on Monday, 12,000 people marched.", "About 12,000 people marched in Quito.", False),
        ("In Quito on Monday, 11,950 people marched.", "About 12,000 people marched in Quito.", True),
        ("The rate in Quito fell to 4.1%.", "In Quito the rate fell to 4.1 percent.", False),
    ],
)
def test_numbers_as_read_from_articles_are_one_row_that_says_whether_they_were_rounded(
    one: str, other: str, *, rounded: bool
) -> None:
    (found,) = [each for each in rows(read("a", one), read("b", other)) if each.kind in _NUMBERS]
    assert (found.status, found.rounded) == ("shared", rounded)


def test_a_name_in_another_spelling_is_the_same_row_as_read_from_articles() -> None:
    found = rows(
        read("a", "Amazon Web Services (AWS) cut 400 jobs in Quito, it said."),
        read("b", "AWS cut some 400 jobs in Quito."),
    )
    told = {(each.kind, each.value, each.status) for each in found}
    assert (FactKind.ORGANISATION, "Amazon Web Services", "shared") in told
    assert (FactKind.QUANTITY, 400.0, "shared") in told


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("Alphabet stock rose 2% on Monday.", "Alphabet revenue grew 2% in the quarter.", "one"),
        ("Tesla's profit rose 5% in the quarter.", "Tesla's sales rose 5% in the quarter.", "one"),
        ("Alphabet stock rose 2% on Monday.", "Shares of Alphabet gained 2% on Monday.", "shared"),
        ("Tesla's revenue rose 5% in the quarter.", "Tesla's sales rose 5% in the quarter.", "shared"),
    ],
)
def test_the_same_number_of_two_measures_is_two_rows(one: str, other: str, status: str) -> None:
    found = rows(read("a", one), read("b", other))
    assert {each.status for each in found if each.kind is FactKind.PERCENT} == {status}


def test_a_date_of_another_role_about_another_thing_is_not_joined() -> None:
    found = rows(
        read("a", "The bridge has been shut since 2019, the mayor said."),
        read("b", "Ferries will run until 2019, the mayor said."),
    )
    assert [(each.role, each.status) for each in found if each.kind is FactKind.DATE] == [
        ("since", "one"), ("until", "one"),
    ]  # fmt: skip


def test_the_same_number_about_other_things_is_another_row() -> None:
    text = "Alphabet stock rose 2%."
    other = "Inflation in France stood at 2%."
    found = rows(
        report("a", text, fact(FactKind.PERCENT, text, "2%", 2.0, unit="%", about="Alphabet stock")),
        report("b", other, fact(FactKind.PERCENT, other, "2%", 2.0, unit="%", about="France")),
    )
    assert [(each.status, each.label) for each in found] == [("one", "Alphabet stock"), ("one", "France")]


def test_amounts_in_two_currencies_are_two_rows() -> None:
    text, other = "Google pays $5 million.", "Google pays €5 million."
    found = rows(
        report("a", text, fact(FactKind.MONEY, text, "$5 million", 5e6, unit="USD", about="Google")),
        report("b", other, fact(FactKind.MONEY, other, "€5 million", 5e6, unit="EUR", about="Google")),
    )
    assert [each.status for each in found] == ["one", "one"]


def test_a_name_is_one_row_of_the_kind_that_most_reports_give_it() -> None:
    text = "NVIDIA and Nvidia."
    product = fact(FactKind.PRODUCT, text, "NVIDIA")
    organisation = fact(FactKind.ORGANISATION, text, "Nvidia")
    (found,) = rows(report("a", text, product), report("b", text, organisation), report("c", text, organisation))
    assert (found.kind, found.status, found.label, found.value) == (
        FactKind.ORGANISATION, "shared", "Nvidia", "Nvidia",
    )  # fmt: skip


def test_names_of_two_kinds_in_one_report_are_two_rows() -> None:
    text = "Washington, said Washington."
    facts = (fact(FactKind.PERSON, text, "Washington"), fact(FactKind.PLACE, text, "Washington"))
    found = rows(report("a", text, *facts), report("b", text, facts[0]))
    assert {(each.kind, each.status) for each in found} == {(FactKind.PERSON, "shared"), (FactKind.PLACE, "one")}


def test_a_source_is_one_row_whatever_its_roles() -> None:
    text = "First reported by Reuters. More at reuters.com for all."
    (found,) = rows(
        report("a", text, fact(FactKind.ATTRIBUTION, text, "reuters.com", "reuters.com", role="inline")),
        report("b", text, fact(FactKind.ATTRIBUTION, text, "Reuters", role="first-reported-by")),
    )
    assert (found.role, found.label, found.value, found.status) == (
        "first-reported-by", "source", "Reuters", "shared",
    )  # fmt: skip


def test_a_date_is_one_row_at_the_precision_of_the_most_precise() -> None:
    text, other = "The deal was signed in May 2025.", "The deal was signed on 14 May 2025."
    (found,) = rows(
        report("a", text, fact(FactKind.DATE, text, "May 2025", "2025-05")),
        report("b", other, fact(FactKind.DATE, other, "14 May 2025", "2025-05-14")),
    )
    assert (found.value, found.status) == ("2025-05-14", "shared")


def test_dates_of_other_roles_are_other_rows() -> None:
    text = "Since 2019. Until 2019."
    facts = [fact(FactKind.DATE, text, "2019", role=role) for role in ("since", "until")]
    found = rows(report("a", text, facts[0]), report("b", text, facts[1]))
    assert sorted(each.label for each in found) == ["since", "until"]


def test_a_quotation_and_part_of_it_are_one_row_under_its_speaker() -> None:
    whole = "It was a triumph for all of us and for the town."
    part = "a triumph for all of us"
    (found,) = rows(
        report("a", whole, fact(FactKind.QUOTE, whole, part, speaker="Sarah Chen")),
        report("b", whole, fact(FactKind.QUOTE, whole, whole, speaker="Sarah Chen")),
    )
    assert (found.label, found.value, found.status) == ("Sarah Chen said", whole, "shared")


def test_the_same_words_of_two_speakers_are_two_rows() -> None:
    text = "It was a triumph for all of us."
    found = rows(
        report("a", text, fact(FactKind.QUOTE, text, text, speaker="Sarah Chen")),
        report("b", text, fact(FactKind.QUOTE, text, text, speaker="Bob Roe")),
    )
    assert len(found) == 2


@pytest.mark.parametrize("told", [{"speaker": "Bob Roe", "sure": 0.5}, {"speaker": "a neighbour"}, {}])
def test_a_guess_and_a_speaker_without_a_name_contradict_nobody(told: dict[str, Any]) -> None:
    text = "It was a triumph for all of us."
    (found,) = rows(
        report("a", text, fact(FactKind.QUOTE, text, text, **told)),
        report("b", text, fact(FactKind.QUOTE, text, text, speaker="Sarah Chen")),
    )
    assert found.status == "shared"


def test_a_guessed_speaker_is_called_a_guess() -> None:
    text = "It was a triumph for all of us."
    guess = fact(FactKind.QUOTE, text, text, speaker="Bob Roe", sure=0.5)
    (found,) = rows(report("a", text, guess), report("b", "Nobody spoke."))
    assert found.label == "Bob Roe probably said"


def test_rows_are_sorted_by_status_then_rank_then_place() -> None:
    text = "Oracle, SoftBank, OpenAI, Meta."
    oracle, softbank, openai, meta = (
        fact(FactKind.ORGANISATION, text, name, rank=rank)
        for name, rank in (("Oracle", 0.1), ("SoftBank", 0.1), ("OpenAI", 0.9), ("Meta", 0.2))
    )
    found = rows(
        report("a", text, oracle, softbank, openai, meta),
        report("b", text, softbank, meta),
        report("c", text, softbank),
    )
    assert [(each.label, each.status) for each in found] == [
        ("SoftBank", "shared"), ("Meta", "some"), ("OpenAI", "one"), ("Oracle", "one"),
    ]  # fmt: skip


def test_cells_of_tables_are_no_rows() -> None:
    text = "Azure\tOpenAI"
    assert (
        rows(report("a", text, fact(FactKind.TABLE, text, "OpenAI", about="Azure", role="Partner")), report("b", text))
        == ()
    )


def test_what_most_tell_and_one_leaves_out_is_an_omission() -> None:
    text = "Oracle and Meta."
    oracle, meta = fact(FactKind.ORGANISATION, text, "Oracle"), fact(FactKind.ORGANISATION, text, "Meta")
    found = compare([report("a", text, oracle, meta), report("b", text, oracle), report("c", text)])
    oracle_row = [each.label for each in found.facts].index("Oracle")
    assert found.omissions == {"a": (), "b": (), "c": (oracle_row,)}


def test_of_two_reports_neither_leaves_anything_out() -> None:
    text = "Oracle and Meta."
    found = compare([report("a", text, fact(FactKind.ORGANISATION, text, "Oracle")), report("b", text)])
    assert found.omissions == {"a": (), "b": ()}


def test_a_row_label_falls_back_to_what_is_known() -> None:
    text = "It cost $5 on the day."
    found = rows(report("a", text, fact(FactKind.MONEY, text, "$5", 5.0, unit="USD")), report("b", text))
    assert row(found, FactKind.MONEY, "money").status == "one"
