"""Two reports row by row in reading order: what tells the same stands side by side, all else alone, nothing twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.export.reports import MARK_OF, Mark, Report, Sentence, Unit, sentence
from index.models import BlockKind, Comparison, Pair, Sign, Span
from index.models.relations import LONGEST_NAME, TELLING_SHARE, Relation

MEANINGS: Mapping[Relation, str] = {
    Relation.SAME: "the same words",
    Relation.REWORDED: "in other words",
    Relation.LIKELY: "perhaps the same",
    Relation.CONFLICT: "they disagree",
    Relation.ONLY: "only there",
    Relation.ELSEWHERE: "told by another report",
    Relation.PLAIN: "",
}
"""The sign of each relation in words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a side that does not tell it is None."""

    relation: Relation
    left: Sentence | None
    right: Sentence | None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Couple:
    """Two reports side by side."""

    left: Report
    right: Report
    rows: tuple[Row, ...]

    @property
    def relations(self) -> tuple[Relation, ...]:
        """What the signs of the rows have to explain, in the order in which they are declared."""
        found = {row.relation for row in self.rows}
        return tuple(relation for relation in Relation if relation in found and relation is not Relation.PLAIN)


def side_by_side(comparison: Comparison, left: Report, right: Report) -> Couple:
    """Set two reports side by side, every piece of both in exactly one row.

    The left report is in its own order. What only the right one tells follows what it follows there; a heading of the
    right one goes before what it heads.
    """
    matches = list(_matches(comparison, left, right))
    match_of: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, match in enumerate(matches):
        for side, numbers in zip(match_of, match.numbers, strict=True):
            side.update(dict.fromkeys(numbers, number))
    ours, theirs = _alone(comparison, left), _alone(comparison, right)
    before, after = _runs_alone(right.units, match_of[1])
    rows: list[Row] = []

    def add_right(numbers: Iterable[int]) -> None:
        rows.extend(_row_alone(right, number, theirs[number], on_the_left=False) for number in numbers)

    last: int | None = None
    for number in range(len(left.units)):
        found = match_of[0].get(number)
        if found is None:
            rows.append(_row_alone(left, number, ours[number], on_the_left=True))
        elif matches[found].numbers[0][0] == number:
            add_right(after.get(last, ()))
            add_right(before.get(found, ()))
            rows.append(matches[found].row)
            last = found
    add_right(after.get(last, ()))
    return Couple(left, right, tuple(rows))


@dataclass(frozen=True, slots=True)
class _Match:
    numbers: tuple[tuple[int, ...], tuple[int, ...]]
    """Of the units on the left and on the right, both in order, neither empty."""
    row: Row


def _matches(comparison: Comparison, left: Report, right: Report) -> Iterator[_Match]:
    """Yield the pairs of two reports, no unit in two of them."""
    taken: tuple[set[int], set[int]] = (set(), set())
    ids = left.article.id, right.article.id
    for pair in comparison.pairs:
        if (pair.left.id, pair.right.id) not in {ids, ids[::-1]}:
            continue
        turned = pair.left.id != ids[0]
        sides = (pair.right, pair.left) if turned else (pair.left, pair.right)
        one, other = (
            tuple(sorted({max(report.number_at(span.start), 0) for span in side.spans}))
            for report, side in zip((left, right), sides, strict=True)
        )
        if one and other and taken[0].isdisjoint(one) and taken[1].isdisjoint(other):
            taken[0].update(one)
            taken[1].update(other)
            yield _Match((one, other), _row(pair, left, right, turned=turned))


def _row(pair: Pair, left: Report, right: Report, *, turned: bool) -> Row:
    sides = (pair.right, pair.left) if turned else (pair.left, pair.right)
    marks = _marks(pair)
    if turned:
        marks = marks[::-1]
    likely = pair.sign is Sign.REWORDED and pair.guessed
    return Row(
        Relation.LIKELY if likely else Relation(pair.sign.value),
        sentence(left.article.text, sides[0].spans, marks[0]),
        sentence(right.article.text, sides[1].spans, marks[1]),
    )


_Marks = list[tuple[Span, Mark]]


def _marks(pair: Pair) -> tuple[_Marks, _Marks]:
    """Return what is marked on both sides; where nearly all is worded otherwise, the numbers and names alone."""
    words = sum(span.end - span.start for side in (pair.left, pair.right) for span in side.spans)
    edited = sum(span.end - span.start for edit in pair.edits for span in (edit.left, edit.right))
    telling = edited <= TELLING_SHARE * words
    found: tuple[_Marks, _Marks] = ([], [])
    for edit in pair.edits:
        spans = edit.left, edit.right
        short = all(span.end - span.start <= LONGEST_NAME for span in spans)
        mark = MARK_OF[edit.stress] if short else Mark.WORDING
        for marks, span in zip(found, spans, strict=True):
            if span.end > span.start and (telling or mark is not Mark.WORDING):
                marks.append((span, mark))
    return found


def _alone(comparison: Comparison, report: Report) -> list[Relation]:
    """Return for each unit of a report what it is where nothing stands beside it."""
    article_id = report.article.id
    only = {passage.start for passage in comparison.only.get(article_id, ())}
    contested = {
        report.number_at(row.values[article_id].start) for row in comparison.disagreements if article_id in row.values
    }
    return [
        Relation.CONFLICT
        if number in contested
        else Relation.PLAIN
        if not unit.compared
        else Relation.ONLY
        if unit.span.start in only
        else Relation.ELSEWHERE
        for number, unit in enumerate(report.units)
    ]


def _row_alone(report: Report, number: int, relation: Relation, *, on_the_left: bool) -> Row:
    unit = report.units[number]
    words = sentence(report.article.text, [unit.span])
    heading = unit.kind is BlockKind.HEADING
    return Row(relation, words, None, heading) if on_the_left else Row(relation, None, words, heading)


_Runs = dict[int | None, list[int]]
"""Numbers of units by the match that they stand next to; None is the top of the report."""


def _runs_alone(units: Sequence[Unit], match_of: Mapping[int, int]) -> tuple[_Runs, _Runs]:
    """Return the units that stand alone: those that go before a match (its headings), and those that follow one."""
    before: _Runs = {}
    after: _Runs = {}
    run: list[int] = []
    last: int | None = None
    for number in range(len(units)):
        match = match_of.get(number)
        if match is None:
            run.append(number)
            continue
        heads = len(run)
        while heads and units[run[heads - 1]].kind is BlockKind.HEADING:
            heads -= 1
        after.setdefault(last, []).extend(run[:heads])
        before.setdefault(match, []).extend(run[heads:])
        run, last = [], match
    after.setdefault(last, []).extend(run)
    return before, after
