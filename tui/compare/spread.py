"""Two of the compared articles spread out on the screen: rows, their lines at a width, what is highlighted in them.

Made as a whole and never changed, so that a thread can make it where the articles are long.
"""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from index.models import Span
from index.models.relations import Relation
from tui.compare.compared import Compared, Place
from tui.compare.notes import notes
from tui.compare.rows import Row, rows
from tui.compare.text_layout import RowLine, one_below_other, side_by_side
from tui.painting import wrap
from tui.painting.layers import Layer

_AT_ONCE = 60_000
"""Characters of two texts that are spread out while the reader waits: some 25 ms."""
_row = attrgetter("row")


class Wanted(NamedTuple):
    """What is to be spread out; `Compared` is told from another by identity, so these are cheap to compare."""

    compared: Compared
    shown: tuple[str, str]
    """The articles on the left and on the right."""
    wide: bool
    """Whether they stand beside each other, not below."""
    width: int
    """Cells that the text of one article may take."""

    @property
    def is_long(self) -> bool:
        """Whether it takes so long to spread out that a thread should do it."""
        return sum(len(self.compared.articles[article_id].text) for article_id in self.shown) > _AT_ONCE


@dataclass(frozen=True)
class Spread:
    """Two articles as they stand on the screen."""

    wanted: Wanted
    rows: tuple[Row, ...]
    lines: Sequence[RowLine]
    layers: tuple[Sequence[Layer], Sequence[Layer]]
    """What is highlighted in the left text and in the right one."""
    notes: tuple[str, ...]
    """Lines that are said before the text, the last one empty."""
    share: tuple[int, int]
    """How many sentences of the left article the right one surely tells as well, and how many it has."""

    def line_of(self, row: int) -> int:
        """Return the number of a row's first line."""
        return bisect.bisect_left(self.lines, row, key=_row)

    def row_at(self, place: Place) -> int:
        """Return the row of the sentence that a place is in; -1 where it is of neither article."""
        compared, shown = self.wanted.compared, self.wanted.shown
        if place.article_id not in shown or not compared.units[place.article_id]:
            return -1
        side, unit = shown.index(place.article_id), compared.unit_at(place)
        return next((number for number, row in enumerate(self.rows) if unit in row.sides[side]), -1)

    def row_like(self, other: "Spread", row: int) -> int:
        """Return the row that has the first sentence of a row of another spread; -1 where there is none."""
        if not 0 <= row < len(other.rows):
            return -1
        for article_id, units in zip(other.wanted.shown, other.rows[row].sides, strict=True):
            if units and (found := self.row_at(Place(article_id, units[0].span))) >= 0:
                return found
        return -1


def spread(wanted: Wanted) -> Spread:
    """Spread two articles out. Linear: some 100 ms for two of 20,000 words."""
    compared, (left, right) = wanted.compared, wanted.shown
    found = rows(compared, left, right, beside=wanted.wide)
    lay_out = side_by_side if wanted.wide else one_below_other
    share = _share(found)
    room = wanted.width * 2 if wanted.wide else wanted.width
    said = [
        span.of(note)
        for note in notes(compared, left, right, share[0])
        for span in wrap(note, Span(0, len(note)), room)
    ]
    return Spread(
        wanted,
        found,
        lay_out(found, compared.articles[left], compared.articles[right], wanted.width),
        (_layers(compared, found, 0, left, right), _layers(compared, found, 1, right, left)),
        (*said, "") if said else (),
        share,
    )


def _share(found: Sequence[Row]) -> tuple[int, int]:
    of = [row for row in found if row.left and row.relations[0] is not Relation.PLAIN]
    sure = [row for row in of if row.together and row.relations[0] is not Relation.LIKELY]
    return sum(len(row.left) for row in sure), sum(len(row.left) for row in of)


def _layers(compared: Compared, found: Sequence[Row], side: int, own: str, other: str) -> list[Layer]:
    """Return what is highlighted in one text, what lies above last."""
    marked = [row for row in found if any(row.changed)]
    contested = sorted(
        Span(told.start, told.end)
        for disagreement in compared.comparison.disagreements
        if (told := disagreement.values.get(own)) is not None
    )
    shared = [run.places[own] for run in compared.comparison.copied if own in run.places and other in run.places]
    reworded = [Span(row.sides[side][0].span.start, row.sides[side][-1].span.end) for row in marked]
    return [
        Layer(tuple(_overlaps(sorted(shared), reworded)), "shared"),
        Layer(tuple(sorted(span for row in marked for span in row.changed[side])), "changed"),
        Layer(tuple(sorted(span for row in marked for span in row.stressed[side])), "stressed"),
        Layer(tuple(contested), "conflict"),
    ]


def _overlaps(spans: Sequence[Span], within: Sequence[Span]) -> list[Span]:
    """Return the parts of `spans`, which are sorted, that lie in one of `within`."""
    layer = Layer(tuple(spans), "")
    return sorted(
        Span(max(span.start, room.start), min(span.end, room.end)) for room in within for span in layer.on(room)
    )
