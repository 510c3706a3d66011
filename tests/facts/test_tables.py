"""Tables: each body cell with its row's and its column's header."""

from index.facts import tables
from index.facts.document import prepare
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
