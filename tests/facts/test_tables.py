"""Tables: each body cell with its row's and its column's header."""

import pytest

from index.facts import money, percent, tables
from index.facts.document import prepare
from index.ingest.files import read_bytes
from index.models import Block, BlockKind, Fact
from tests.facts.articles import assert_sound


def find(lines: list[tuple[str, BlockKind, int]]) -> list[Fact]:
    text = "\n".join(line for line, _, _ in lines)
    blocks, at = [], 0
    for line, kind, level in lines:
        blocks.append(Block(kind=kind, start=at, end=at + len(line), level=level))
        at += len(line) + 1
    document = prepare(text, blocks, language="en")
    found = tables.find(document, [])
    assert_sound(document, found)
    return found


def cells(found: list[Fact]) -> list[tuple[object, str | None, str | None]]:
    return [(fact.value, fact.about, fact.role) for fact in found]


_ROW = BlockKind.ROW


def test_a_cell_knows_its_row_and_its_column() -> None:
    found = find([("Ferry\tBoats\tPort", _ROW, 0), ("North\t3\tQuill Bay", _ROW, 1), ("South\t5\tVexley", _ROW, 1)])
    assert cells(found) == [
        ("3", "North", "Boats"), ("Quill Bay", "North", "Port"), ("5", "South", "Boats"), ("Vexley", "South", "Port"),
    ]  # fmt: skip
    assert found[0].sentence.of("Ferry\tBoats\tPort\nNorth\t3\tQuill Bay") == "North\t3\tQuill Bay"


def test_empty_and_surplus_cells_and_missing_headers() -> None:
    assert cells(find([("A\tB", _ROW, 0), ("one\t \tthree", _ROW, 1)])) == [("three", "one", None)]
    assert cells(find([("one\ttwo", _ROW, 1)])) == [("two", "one", None)]


def test_a_paragraph_parts_two_tables() -> None:
    found = find(
        [("A\tB", _ROW, 0), ("one\ttwo", _ROW, 1), ("So much for that.", BlockKind.PARAGRAPH, 0), ("x\ty", _ROW, 1)]
    )
    assert cells(found) == [("two", "one", "B"), ("y", "x", None)]


_TOLD = "The ferry firms told their results today, in a long statement to the press and to others who had come.\n\n"
_BARRED = (
    "# Results\n\n"
    + _TOLD
    + (
        "| Company | Revenue | Growth | Staff |\n|---|---|---|---|\n"
        "| Brightwell | $5.2bn | 12% | 12,000 jobs |\n| Quill Group | £300m | -3.5% | |\n"
    )
)
_BARE = (
    "Results of the ferries\n\n"
    + _TOLD
    + (
        "Company\nRevenue\nGrowth\nBrightwell\n$5.2bn\n12%\nQuill Group\n£300m\n-3.5%\nVexley\n$1.1bn\n4%\n\n"
        "And that was that, said the man who told it.\n"
    )
)


@pytest.mark.parametrize(("written", "name"), [(_BARRED, "a.md"), (_BARRED, "a.txt"), (_BARE, "a.txt")])
def test_tables_with_bars_and_tables_flattened_to_lines_have_their_headers(written: str, name: str) -> None:
    draft = read_bytes(written.encode(), name=name)
    document = prepare(draft.text, draft.blocks, title=draft.title, language="en")
    found = cells(tables.find(document, []))
    for cell in (
        ("$5.2bn", "Brightwell", "Revenue"),
        ("£300m", "Quill Group", "Revenue"),
        ("12%", "Brightwell", "Growth"),
    ):
        assert cell in found
    numbers = [*money.find(document, []), *percent.find(document, [])]
    told = [(fact.value, fact.about) for fact in numbers]
    assert (5.2e9, "Brightwell revenue") in told
    assert (-3.5, "Quill Group growth") in told


def test_a_header_that_is_a_sentence_is_no_subject() -> None:
    long = "What the firm said that it would earn in the end"
    text = f"Firm\t{long}\nBrightwell\t$5bn"
    first = text.index("\n")
    blocks = [
        Block(kind=_ROW, start=0, end=first, level=0),
        Block(kind=_ROW, start=first + 1, end=len(text), level=1),
    ]
    [fact] = money.find(prepare(text, blocks, language="en"), [])
    assert fact.about == "Brightwell"
