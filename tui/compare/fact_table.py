"""The fact table of a comparison as rows and cells: what contradicts first, then what all, some and one tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.models import NAME_KINDS, Disagreement, FactRow, Span
from tui.compare.compared import Compared, Place

TOLD = "●"
ROUNDED = "≈"
"""The sign of a row whose articles write other numbers that rounding explains."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article tells in a row."""

    text: str
    """On one line; a dot where the label says it all."""
    place: Place


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: what it is about, and what each article tells."""

    sign: str
    label: str
    cells: Mapping[str, Cell]
    """By article; who does not tell it is not in it."""


def role_of(row: TableRow) -> str:
    """Return the role that a row's sign is painted in."""
    return "marker" if row.sign == ROUNDED else "conflict"


@dataclass(frozen=True, slots=True)
class TableGroup:
    """Rows under one heading."""

    heading: str
    rows: tuple[TableRow, ...]


def table(compared: Compared) -> tuple[TableGroup, ...]:
    """Return the rows in groups, none empty. What a disagreement or an update shows is not told again below it."""
    comparison = compared.comparison
    shown = _Shown(comparison.disagreements + comparison.updates)
    rest = [row for row in comparison.facts if not shown.tells(row)]
    groups = (
        TableGroup("they disagree", tuple(_told_row(told, "⚡") for told in comparison.disagreements)),
        TableGroup("moved on from one report to the next", tuple(_told_row(told, "→") for told in comparison.updates)),
        *(
            TableGroup(heading, tuple(_fact_row(compared, row) for row in rest if row.status == status))
            for status, heading in (("shared", "told by all"), ("some", "told by some"), ("one", "told by one"))
        ),
    )
    return tuple(group for group in groups if group.rows)


def label_of(row: FactRow | Disagreement) -> str:
    """Return what a row is called: names with their kind, for a name alone does not say what it names."""
    return f"{one_line(row.label)} ({row.kind})" if row.kind in NAME_KINDS else one_line(row.label)


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one space."""
    return " ".join(text.split())


class _Shown:
    """The places that are shown as disagreements or updates."""

    def __init__(self, told: tuple[Disagreement, ...]) -> None:
        self._starts = {(row.kind, article_id, value.start) for row in told for article_id, value in row.values.items()}

    def tells(self, row: FactRow) -> bool:
        """Tell whether every article's first place of the row is shown."""
        return all((row.kind, article_id, spans[0].start) in self._starts for article_id, spans in _told(row))


def _told(row: FactRow) -> Iterator[tuple[str, tuple[Span, ...]]]:
    return ((article_id, spans) for article_id, spans in row.places.items() if spans)


def _told_row(told: Disagreement, sign: str) -> TableRow:
    cells = {
        article_id: Cell(one_line(told.words(article_id)), Place(article_id, Span(value.start, value.end)))
        for article_id, value in told.values.items()
    }
    return TableRow(sign, label_of(told), cells)


def _fact_row(compared: Compared, row: FactRow) -> TableRow:
    cells = {
        article_id: Cell(_words(row, spans[0].of(compared.articles[article_id].text)), Place(article_id, spans[0]))
        for article_id, spans in _told(row)
    }
    return TableRow(ROUNDED if row.rounded else "", label_of(row), cells)


def _words(row: FactRow, written: str) -> str:
    """Return what a cell says of an article that writes it so; a dot where the label says it all."""
    return TOLD if row.kind in NAME_KINDS else one_line(row.words(written))
