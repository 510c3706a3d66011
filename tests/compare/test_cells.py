"""Tables of several reports: like columns are found by their headers and contents, and only unlike cells are told."""

from index.compare.comparison import Report, compare
from index.models import FactKind
from tests.compare.making import fact, report


def table(name: str, columns: tuple[str, ...], rows: dict[str, tuple[str, ...]]) -> Report:
    text = "\n".join("\t".join((row, *cells)) for row, cells in rows.items())
    facts = []
    for row, cells in rows.items():
        at = text.index(row)
        for column, cell in zip(columns, cells, strict=True):
            start = text.index(cell, at)
            at = start + len(cell)
            made = fact(FactKind.TABLE, text, cell, about=row, role=column)
            facts.append(made.model_copy(update={"start": start, "end": at, "places": ((start, at),)}))
    return report(name, text, *facts)


def told(*reports: Report) -> list[tuple[str | None, str | None, list[str]]]:
    found = compare(reports)
    assert found.disagreements == ()
    return [(each.about, each.role, [told.text for told in each.values.values()]) for each in found.differences]


def test_cells_under_like_headers_in_another_order_differ() -> None:
    one = table(
        "a", ("Key partnerships", "Tools"), {"Azure": ("OpenAI, NVIDIA", "Azure AI"), "AWS": ("Anthropic", "SageMaker")}
    )
    other = table(
        "b", ("Main tools", "Partners"), {"AWS": ("SageMaker", "Meta"), "Azure": ("Azure AI", "NVIDIA and OpenAI")}
    )
    assert told(one, other) == [("AWS", "Key partnerships", ["Anthropic", "Meta"])]


def test_columns_with_nothing_in_common_are_not_held_against_each_other() -> None:
    one = table("a", ("Price",), {"Azure": ("high",)})
    other = table("b", ("Founded",), {"Azure": ("2010",)})
    assert told(one, other) == []


def test_three_tables_make_one_difference_a_cell() -> None:
    cells = ("low", "high", "higher")
    reports = [table(name, ("Price",), {"Azure": (cell,)}) for name, cell in zip("abc", cells, strict=True)]
    assert told(*reports) == [("Azure", "Price", ["low", "high", "higher"])]


def test_rows_are_found_by_their_agreed_names() -> None:
    one = table("a", ("Price",), {"The Azure Corp.": ("low",)})
    other = table("b", ("Price",), {"AZURE": ("high",)})
    assert told(one, other) == [("The Azure Corp.", "Price", ["low", "high"])]
