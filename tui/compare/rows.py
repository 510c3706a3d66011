"""Two articles row by row: what tells the same thing stands side by side, everything else alone, nothing twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.models import BlockKind, Edit, Pair, Sign, Span, Stress
from index.models.relations import LONGEST_NAME, TELLING_SHARE, Relation
from tui.compare.compared import Compared, Place, Unit

_LONG = 3
"""From so many units on, what each article tells alone stands beside the other's and not below it: fewer look like
pairs, more leave half of the screen empty."""

_DIFFERENCES = frozenset({Relation.REWORDED, Relation.LIKELY, Relation.CONFLICT, Relation.ONLY})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the units of each side, none where the other side stands alone."""

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    relations: tuple[Relation, Relation]
    """What each side is; a side that is empty has that of the other."""
    together: bool = False
    """Whether the two sides belong together; else they only stand beside each other, or one is empty."""
    changed: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
    """The words of the left and of the right side that the other words otherwise."""
    stressed: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
    """Those of them that are another number or name."""

    @property
    def sides(self) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
        """Both sides."""
        return self.left, self.right

    @property
    def said_once(self) -> bool:
        """Whether both sides are the same words, so that one of them says it all."""
        return self.together and self.relations[0] is Relation.SAME and not any(self.changed)

    @property
    def differs(self) -> bool:
        """Whether the keys for the next and the previous difference stop here."""
        return any(relation in _DIFFERENCES for relation in self.relations)


def rows(compared: Compared, left: str, right: str, *, beside: bool = True) -> tuple[Row, ...]:
    """Set article `left` beside article `right`: every unit of both in exactly one row.

    The left article is in its own order. What only the right one tells follows what it follows there; a heading of
    the right one goes before what it heads. Where both go their own ways for long, they do so `beside` each other.
    """
    couples = list(_couples(compared, left, right))
    row_of: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, (lefts, rights, _) in enumerate(couples):
        row_of[0].update(dict.fromkeys(lefts, number))
        row_of[1].update(dict.fromkeys(rights, number))
    ours, theirs = _alone(compared, left), _alone(compared, right)
    before, after = _runs_alone(compared.units[right], row_of[1])
    found: list[Row] = []
    last: int | None = None
    run: list[_Alone] = []
    for number in range(len(compared.units[left])):
        couple = row_of[0].get(number)
        if couple is None:
            run.append(ours[number])
        elif couples[couple][0][0] == number:
            found.extend(_own_ways(run, [theirs[each] for each in after.get(last, ())], beside=beside))
            found.extend(_own_ways([], [theirs[each] for each in before.get(couple, ())], beside=beside))
            found.append(_coupled(compared, left, right, couples[couple]))
            last, run = couple, []
    found.extend(_own_ways(run, [theirs[each] for each in after.get(last, ())], beside=beside))
    return tuple(found)


_Alone = tuple[Unit, Relation]
"""A unit that nothing stands beside, and what it is."""


def _own_ways(lefts: Sequence[_Alone], rights: Sequence[_Alone], *, beside: bool) -> Iterator[Row]:
    """Yield rows for what each article tells alone: the shorter first or, where both are long, `beside` each other."""
    ours = [Row((unit,), (), (relation, relation)) for unit, relation in lefts]
    theirs = [Row((), (unit,), (relation, relation)) for unit, relation in rights]
    both = min(len(ours), len(theirs))
    if not beside or both < _LONG:
        yield from [*ours, *theirs] if len(ours) < len(theirs) else [*theirs, *ours]
        return
    for one, other in zip(ours, theirs, strict=False):
        yield Row(one.left, other.right, (one.relations[0], other.relations[1]))
    yield from ours[both:]
    yield from theirs[both:]


_Couple = tuple[tuple[int, ...], tuple[int, ...], Pair | None]
"""Numbers of left units, of right units, and the pair that joins them; None where only a disagreement does."""


def _couples(compared: Compared, left: str, right: str) -> Iterator[_Couple]:
    """Yield what stands side by side; no unit twice."""
    taken: tuple[set[int], set[int]] = (set(), set())
    for pair in compared.comparison.pairs:
        if {pair.left.id, pair.right.id} != {left, right}:
            continue
        sides = (pair.left, pair.right) if pair.left.id == left else (pair.right, pair.left)
        lefts, rights = (
            tuple(sorted({compared.number_at(Place(side.id, span)) for span in side.spans})) for side in sides
        )
        if lefts and rights and taken[0].isdisjoint(lefts) and taken[1].isdisjoint(rights):
            taken[0].update(lefts)
            taken[1].update(rights)
            yield lefts, rights, pair
    for disagreement in compared.comparison.disagreements:
        values = disagreement.values
        if left in values and right in values:
            one, other = (
                compared.number_at(Place(article_id, Span(values[article_id].start, values[article_id].end)))
                for article_id in (left, right)
            )
            if one not in taken[0] and other not in taken[1]:
                taken[0].add(one)
                taken[1].add(other)
                yield (one,), (other,), None


def _coupled(compared: Compared, left: str, right: str, couple: _Couple) -> Row:
    lefts, rights, pair = couple
    units = (
        tuple(compared.units[left][number] for number in lefts),
        tuple(compared.units[right][number] for number in rights),
    )
    if pair is None:
        return Row(*units, (Relation.CONFLICT,) * 2, together=True)
    turned = pair.left.id != left
    changed, stressed = _edited(pair.edits, turned=turned), _edited(_stressed(pair), turned=turned)
    if _length(span for side in changed for span in side) > TELLING_SHARE * _length(
        unit.span for side in units for unit in side
    ):
        changed = stressed
    relation = Relation.LIKELY if pair.sign is Sign.REWORDED and pair.guessed else Relation(pair.sign.value)
    return Row(*units, (relation, relation), together=True, changed=changed, stressed=stressed)


def _stressed(pair: Pair) -> list[Edit]:
    """Return the edits whose words are another number or name, and little else."""
    return [
        edit
        for edit in pair.edits
        if edit.stress is not Stress.WORDING and max(_length([edit.left]), _length([edit.right])) <= LONGEST_NAME
    ]


def _edited(edits: Iterable[Edit], *, turned: bool) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the words that differ on the left and on the right; `turned`: the left of the edits is the right here."""
    sides = [edit.left for edit in edits], [edit.right for edit in edits]
    left, right = (tuple(sorted(span for span in side if span.end > span.start)) for side in sides)
    return (right, left) if turned else (left, right)


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _alone(compared: Compared, article_id: str) -> list[_Alone]:
    """Return each unit of an article with what it is where it stands alone."""
    comparison = compared.comparison
    only = {passage.start for passage in comparison.only.get(article_id, ())}
    contested = {
        compared.number_at(Place(article_id, Span(told.start, told.end)))
        for disagreement in comparison.disagreements
        if (told := disagreement.values.get(article_id)) is not None
    }
    found: list[_Alone] = []
    for number, unit in enumerate(compared.units[article_id]):
        if number in contested:
            relation = Relation.CONFLICT
        elif not unit.compared:
            relation = Relation.PLAIN
        else:
            relation = Relation.ONLY if unit.span.start in only else Relation.ELSEWHERE
        found.append((unit, relation))
    return found


def _runs_alone(
    units: Sequence[Unit], row_of: Mapping[int, int]
) -> tuple[dict[int | None, list[int]], dict[int | None, list[int]]]:
    """Return the right units that stand alone, by the couple they go before and by the couple they follow.

    None is the top: what the right article says before anything that both say.
    """
    before: dict[int | None, list[int]] = {}
    after: dict[int | None, list[int]] = {}
    run: list[int] = []
    last: int | None = None
    for number in range(len(units)):
        if (couple := row_of.get(number)) is None:
            run.append(number)
            continue
        heads = len(run)
        while heads and units[run[heads - 1]].block.kind is BlockKind.HEADING:
            heads -= 1
        after.setdefault(last, []).extend(run[:heads])
        before.setdefault(couple, []).extend(run[heads:])
        run, last = [], couple
    after.setdefault(last, []).extend(run)
    return before, after
