"""Where the tables of reports differ: cells under like headers with other contents, though both may hold."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from index.compare.disagreements import told_value
from index.compare.labels import label
from index.compare.names import name_key
from index.compare.telling import Telling, Told
from index.compare.tokens import content_stem, tokens
from index.models import Disagreement, FactKind, Span

_ITEMS = re.compile(r"\s*[,;/•\n]\s*|\s+(?:and|&)\s+")
_LEAST_LIKE = 0.25  # of two columns: a shared word of four, or a cell in four the same
_STEM_LETTERS = 5  # 'partners' and 'partnerships' begin alike
_MOST_CELLS = 400

_Column = dict[str, Told]
"""The cells of one column by the agreed name of their row."""


def differences(telling: Telling) -> tuple[Disagreement, ...]:
    """Return the cells that differ between the tables of two or more reports, in order of the first one's table."""
    tables = {report: _columns(telling, found) for report, found in enumerate(telling.facts)}
    found: dict[tuple[int, int], dict[int, Told]] = {}
    for one, other in combinations(tables, 2):
        for header, counterpart in _matched_columns(tables[one], tables[other]):
            right = tables[other][counterpart]
            for row, cell in tables[one][header].items():
                if row in right and _items(cell) != _items(right[row]):
                    _note(found, cell, right[row])
    return tuple(_difference(telling, list(cells.values())) for cells in found.values())


def _columns(telling: Telling, found: Sequence[Told]) -> dict[str, _Column]:
    columns: defaultdict[str, _Column] = defaultdict(dict)
    cells = [told for told in found if told.fact.kind is FactKind.TABLE and told.fact.about and told.fact.role]
    for told in cells[:_MOST_CELLS]:
        columns[str(told.fact.role)].setdefault(telling.names.root(str(told.fact.about)), told)
    return columns


def _matched_columns(left: dict[str, _Column], right: dict[str, _Column]) -> Iterator[tuple[str, str]]:
    """Yield the headers of columns that belong together, each at most once, the most alike first."""
    scored = sorted(
        ((_likeness(header, cells, other, others), header, other)
         for header, cells in left.items() for other, others in right.items()),
        key=lambda found: -found[0],
    )  # fmt: skip
    taken: tuple[set[str], set[str]] = set(), set()
    for score, header, other in scored:
        if score >= _LEAST_LIKE and header not in taken[0] and other not in taken[1]:
            taken[0].add(header)
            taken[1].add(other)
            yield header, other


def _likeness(header: str, cells: _Column, other: str, others: _Column) -> float:
    """Return how far two columns are the same: the share of header words and of contents in common, 0 to 2."""
    mine, its = _stems(header), _stems(other)
    union = mine | its
    contents = {item for told in cells.values() for item in _items(told)}
    other_contents = {item for told in others.values() for item in _items(told)}
    items = contents | other_contents
    return len(mine & its) / max(len(union), 1) + len(contents & other_contents) / max(len(items), 1)


def _stems(header: str) -> frozenset[str]:
    found = (content_stem(token.word, "en") for token in tokens(header, Span(0, len(header))))
    return frozenset(stem[:_STEM_LETTERS] for stem in found if stem)


def _items(told: Told) -> frozenset[str]:
    return frozenset(name_key(item) for item in _ITEMS.split(told.fact.text) if item)


def _note(found: dict[tuple[int, int], dict[int, Told]], one: Told, other: Told) -> None:
    """Add a pair of cells to the difference that already holds the first of them, else as a new one."""
    key = one.report, one.fact.start
    cells = next((cells for cells in found.values() if cells.get(one.report) is one), None)
    if cells is None:
        cells = found.setdefault(key, {one.report: one})
    cells.setdefault(other.report, other)


def _difference(telling: Telling, cells: Sequence[Told]) -> Disagreement:
    first = cells[0].fact
    return Disagreement(
        kind=first.kind,
        role=first.role,
        about=first.about,
        label=label(first, ""),
        values={telling.ids[told.report]: told_value(told) for told in cells},
    )
