"""The cells of tables, each with its row's and its column's header."""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from index.facts.document import FactText
from index.models import Block, BlockKind, Fact, FactKind, Span

_HEADER = 0
_LONGEST_HEADER = 40


def find(document: FactText, names: Sequence[Fact]) -> list[Fact]:  # noqa: ARG001 - every kind is called alike
    """Return one fact for each body cell that is not empty: value the cell, about its row, role its column.

    Rows that follow each other are one table; a header row begins another. A table without a header row has no roles.
    """
    found: list[Fact] = []
    for is_row, run in groupby(document.blocks, key=lambda block: block.kind is BlockKind.ROW):
        if is_row:
            found.extend(_table(document.text, list(run)))
    return found


def subjects(document: FactText) -> list[tuple[Span, str]]:
    """Return each body cell that has a row header, in order, with what a number in it is about ('Brightwell revenue').

    That is the row's header and the column's; headers that are themselves sentences are left out.
    """
    if not any(block.kind is BlockKind.ROW for block in document.blocks):
        return []
    found = []
    for cell in find(document, []):
        row, column = (cell.about or "").strip(), (cell.role or "").strip()
        if row and len(row) <= _LONGEST_HEADER:
            column = column if any(letter.isupper() for letter in column[1:]) else column.lower()
            found.append((cell.span, f"{row} {column}".strip() if len(column) <= _LONGEST_HEADER else row))
    return found


def _table(text: str, rows: Sequence[Block]) -> Iterator[Fact]:
    """Yield the cells of one run of rows."""
    headers: list[str] = []
    for row in rows:
        cells = list(_cells(text, row))
        if row.level == _HEADER:
            headers = [span.of(text) for span in cells]
            continue
        about = cells[0].of(text) or None
        for cell, header in zip_longest(cells[1:], headers[1 : len(cells)], fillvalue=None):
            if cell is not None and cell.start < cell.end:
                yield Fact(
                    kind=FactKind.TABLE,
                    text=cell.of(text),
                    value=cell.of(text),
                    about=about,
                    role=header or None,
                    start=cell.start,
                    end=cell.end,
                    sentence=row.span,
                    places=(cell,),
                )


def _cells(text: str, row: Block) -> Iterator[Span]:
    """Yield the cells of one row without surrounding space."""
    at = row.start
    for cell in text[row.start : row.end].split("\t"):
        inner = cell.strip()
        start = at + (cell.index(inner) if inner else 0)
        yield Span(start, start + len(inner))
        at += len(cell) + 1
