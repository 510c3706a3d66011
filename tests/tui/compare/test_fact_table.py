"""The fact table as rows and cells."""

from index.models import FactKind
from tests.tui.compare.making import compared
from tui.compare.compared import Compared
from tui.compare.fact_table import table
from tui.compare.told import disagreements, left_out
from tui.painting import Mark


def said(lines: list[object]) -> str:
    return "\n".join("".join(p.text if isinstance(p, Mark) else p.of(s.text) for p in s.line.pieces) for s in lines)  # type: ignore[attr-defined]  # lines of `Said`


def test_what_contradicts_comes_first_and_is_not_told_again() -> None:
    groups = table(compared())
    assert [group.heading for group in groups] == ["they disagree", "told by all", "told by some", "told by one"]
    first = groups[0].rows[0]
    assert (first.sign, first.label) == ("⚡", "first inspected by")
    assert {name: cell.text for name, cell in first.cells.items()} == {
        "ledger": "Harbour Watch",
        "sample": "Delta Survey",
    }
    assert "first inspected by" not in [row.label for group in groups[1:] for row in group.rows]


def test_cells_say_it_as_the_article_does_and_names_are_only_marked() -> None:
    rows = {row.label: row for group in table(compared()) for row in group.rows}
    assert rows["repairs"].cells["sample"].text == "$3 million"
    assert rows["Harbour Watch (organisation)"].cells["ledger"].text == "●"
    assert rows["traffic"].cells["post"].text == "−12%"


def test_a_cell_knows_its_place() -> None:
    three = compared()
    for group in table(three):
        for row in group.rows:
            for name, cell in row.cells.items():
                assert cell.place.article_id == name
                if cell.text not in {"●", "−12%"}:
                    assert cell.place.span.of(three.articles[name].text) == cell.text


def test_a_disagreement_is_told_with_the_whole_sentences() -> None:
    words = said(list(disagreements(compared(), 100)))
    assert "Example Ledger  Harbour Watch  11 Jun" in words
    assert "The bridge was first inspected by Delta Survey." in words


def test_no_disagreement_is_told_in_a_sentence() -> None:
    assert "No two of these reports contradict each other." in said(list(disagreements(compared("ledger", "post"), 80)))


def test_what_is_left_out_names_who_tells_it() -> None:
    words = said(list(left_out(compared(), 100)))
    assert "Coast Post leaves out  1" in words
    assert "repairs: $3 million  told by Example Ledger, Daily Sample" in words
    assert "No article leaves out" in said(list(left_out(compared("ledger", "sample"), 80)))


def test_rounded_figures_have_a_sign_of_their_own() -> None:
    three = compared()
    rounded = tuple(row.model_copy(update={"rounded": row.label == "repairs"}) for row in three.comparison.facts)
    three = Compared(three.comparison.model_copy(update={"facts": rounded}), three.articles)
    assert [(row.label, row.sign) for group in table(three) for row in group.rows if row.sign == "≈"] == [
        ("repairs", "≈")
    ]


def test_who_said_it_and_what_is_denied_are_told_with_both_sentences() -> None:
    three = compared("ledger", "sample")
    told = three.comparison.disagreements[0]
    speakers = {name: value.model_copy(update={"value": f"Speaker {name}"}) for name, value in told.values.items()}
    said_by = told.model_copy(
        update={"kind": FactKind.QUOTE, "role": "said-by", "label": "who said “first”", "values": speakers}
    )
    denied = told.model_copy(update={"kind": "statement", "role": "confirmed-or-denied", "label": "the bridge"})
    both = Compared(three.comparison.model_copy(update={"disagreements": (said_by, denied)}), three.articles)
    rows = table(both)[0].rows
    assert [row.label for row in rows] == ["who said “first”", "the bridge"]
    assert [row.cells["ledger"].text for row in rows] == ["Speaker ledger", "Harbour Watch"]
    words = said(list(disagreements(both, 100)))
    assert "Example Ledger  Speaker ledger  11 Jun" in words
    assert words.count("The bridge was first inspected by Delta Survey.") == 2
