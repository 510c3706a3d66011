"""The facts of the whole library: what is told, and by how many articles."""

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from index.models import NAME_KINDS, FactKind, TalliedFact
from index.models.documents import TallyAnswer
from tui.cli.pages.words import counted, line, plural, position, range_in_words, value_in_words
from tui.reading.ages import iso_in_words

if TYPE_CHECKING:
    from rich.console import RenderableType

_GAP = (0, 2, 0, 0)
_NAMED = NAME_KINDS | {FactKind.QUOTE, FactKind.ATTRIBUTION}
_TALLIED = frozenset(FactKind) - {FactKind.PERIOD, FactKind.TABLE}
"""What `Library.tally` counts."""


def tally_page(tally: TallyAnswer, first: int, contains: str, kinds: Set[FactKind]) -> Iterator["RenderableType"]:
    """Show a page of facts from the one that most articles tell, counted from `first`, and what finds each."""
    if tally.rows:
        table = Table(box=None, pad_edge=False, padding=_GAP, header_style="dim")
        table.add_column("articles", justify="right")
        for title in ("kind", "fact", "crossread search"):
            table.add_column(title)
        for row in tally.rows:
            table.add_row(
                f"{row.articles:,}", Text(row.kind.value, "dim"), line(_value(row)), line(row.query or "", "dim")
            )
        yield table
    elif tally.total:
        yield Text(f"There are only {counted(tally.total, 'fact')}.")
    elif not kinds & _TALLIED:
        named = " and ".join(sorted(kind.value for kind in kinds))
        yield Text(
            f"Facts of the kind {named} are not counted across the library: "
            f"crossread facts ID --kind {named} lists those of an article."
        )
    elif contains:
        yield line(f"No such fact contains {contains}.")
    else:
        yield Text("There are no such facts in the library.")
    if tally.rows:
        yield Text(
            f"{position(len(tally.rows), tally.total, first, 'fact')}, in {counted(tally.counted, 'article')}", "dim"
        )
    if any(row.kind in _NAMED for row in tally.rows):
        yield Text(
            "A name is counted where it is called exactly so; its query also finds it with other words around it.",
            "dim",
        )
    if lacking := tally.of - tally.counted:
        yield Text(f"The facts of {counted(lacking, 'article')} are not made yet; the reader makes them.", "dim")


def _value(row: TalliedFact) -> str:
    if row.kind is FactKind.DATE and isinstance(row.value, str):
        return iso_in_words(row.value) or row.value
    several = row.kind is FactKind.QUANTITY and row.unit and row.value != 1
    unit = plural(row.unit) if several and row.unit else row.unit
    if row.low is not None or row.high is not None:
        return range_in_words(row.low, row.high, unit)
    return value_in_words(row.value, unit)
