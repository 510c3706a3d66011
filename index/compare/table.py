"""The one fact table: facts in rows, articles in columns, for the command, the screen and a story's face.

Table cells are left out: they only feed the differences.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from index.compare.labels import SOURCE, STRONGEST_FIRST, label
from index.compare.telling import Aligned, Telling, Told, related
from index.compare.tokens import tokens
from index.compare.values import NUMBERS, dates_agree, numbers_agree, slot
from index.models import NAME_KINDS, Fact, FactKind, FactRow, Span

# Rows of like values that one fact is held against; a text with more of them is a list of figures.
_MOST_COMPARED = 32
_QUOTE_RUN = 3
_SAME_QUOTE = 0.6  # of the shorter quotation's runs of three words
# Words for one measure, by the stem of each: reports choose freely among them.
_MEASURES = {"share": "stock", "sale": "revenu", "turnov": "revenu", "earn": "profit", "incom": "profit"}

Row = list[Told]
Agrees = Callable[[Told, Told], bool]


class _Keys(NamedTuple):
    """Where a fact is looked for among the rows, and where it is put."""

    sought: Sequence[Hashable]
    put: Sequence[Hashable]


def fact_rows(telling: Telling, aligned: Aligned) -> tuple[FactRow, ...]:
    """Return the fact table of `telling`, told by all first, then by some, by one; within these by rank and place."""
    rows = [*_name_rows(telling), *_source_rows(telling)]
    rows += _matched_rows(telling, NUMBERS, _number_keys, _numbers_match(telling, aligned))
    rows += _matched_rows(telling, {FactKind.DATE}, _date_keys, _dates_match(telling, aligned))
    rows += _matched_rows(telling, {FactKind.PERIOD}, _period_keys, _periods_match(telling, aligned))
    rows += _matched_rows(telling, {FactKind.QUOTE}, _quote_keys, _quotes_match(telling))
    order = {"shared": 0, "some": 1, "one": 2}
    made = [(_fact_row(telling, row), row) for row in rows]
    made.sort(
        key=lambda pair: (
            order[pair[0].status],
            -max(told.fact.rank for told in pair[1]),
            min((told.report, told.fact.start) for told in pair[1]),
            pair[0].kind,
        )
    )
    return tuple(row for row, _ in made)


def omissions(telling: Telling, rows: Sequence[FactRow]) -> dict[str, tuple[int, ...]]:
    """Return for each report the rows that more than half of the reports tell, at least two of them, but not it."""
    least = max(len(telling.ids) / 2, 1)
    return {
        name: tuple(at for at, row in enumerate(rows) if len(row.places) > least and name not in row.places)
        for name in telling.ids
    }


def _facts(telling: Telling, kinds: Iterable[FactKind]) -> Iterator[Told]:
    wanted = frozenset(kinds)
    return (told for found in telling.facts for told in found if told.fact.kind in wanted)


def _name_rows(telling: Telling) -> list[Row]:
    """Group names by what they are agreed to be; kinds differ only where one report itself tells them apart."""
    by_root: defaultdict[str, Row] = defaultdict(list)
    for told in _facts(telling, NAME_KINDS):
        by_root[telling.names.root(str(told.fact.value))].append(told)
    rows: list[Row] = []
    for row in by_root.values():
        kinds: defaultdict[int, set[FactKind]] = defaultdict(set)
        for told in row:
            kinds[told.report].add(told.fact.kind)
        if all(len(found) == 1 for found in kinds.values()):
            rows.append(row)
        else:
            rows += [[told for told in row if told.fact.kind is kind] for kind in {told.fact.kind: 0 for told in row}]
    return rows


def _source_rows(telling: Telling) -> list[Row]:
    by_root: defaultdict[str, Row] = defaultdict(list)
    for told in _facts(telling, {FactKind.ATTRIBUTION}):
        by_root[telling.names.root(str(told.fact.value))].append(told)
    return list(by_root.values())


def _matched_rows(
    telling: Telling, kinds: Iterable[FactKind], keys: Callable[[Told], _Keys], agrees: Agrees
) -> list[Row]:
    """Put each fact into the first row whose first fact it agrees with, else into a row of its own."""
    rows: list[Row] = []
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for told in _facts(telling, kinds):
        where = keys(told)
        candidates = dict.fromkeys(at for key in where.sought for at in islice(places.get(key, ()), _MOST_COMPARED))
        for at in candidates:
            if agrees(rows[at][0], told):
                rows[at].append(told)
                break
        else:
            for key in where.put:
                places[key].append(len(rows))
            rows.append([told])
    return rows


def _number_keys(told: Told) -> _Keys:
    value = told.fact.value if isinstance(told.fact.value, int | float) else told.fact.low or 0
    size = slot(value)
    return _Keys([(told.fact.kind, size + step) for step in (0, -1, 1)], [(told.fact.kind, size)])


def _date_keys(told: Told) -> _Keys:
    key = _date_role(told), str(told.fact.value)[:4]
    return _Keys([key], [key])


def _period_keys(told: Told) -> _Keys:
    return _Keys([told.fact.value], [told.fact.value])


def _quote_keys(told: Told) -> _Keys:
    runs = list(_quote_runs(told))
    return _Keys(runs, runs)


def _numbers_match(telling: Telling, aligned: Aligned) -> Agrees:
    def agrees(one: Told, other: Told) -> bool:
        money = one.fact.kind is FactKind.MONEY
        same_unit = one.unit == other.unit or (money and not (one.unit and other.unit))
        return (
            same_unit
            and numbers_agree(one.fact, other.fact)
            and not _of_other_measures(one, other)
            and related(telling, aligned, one, other)
        )

    return agrees


def _of_other_measures(one: Told, other: Told) -> bool:
    """Tell whether two facts measure different things of one name: 'Alphabet stock', 'Alphabet revenue'."""
    mine, its = ({_MEASURES.get(stem, stem) for stem in told.subject} for told in (one, other))
    return bool(one.names & other.names and mine and its and not mine & its)


def _dates_match(telling: Telling, aligned: Aligned) -> Agrees:
    def agrees(one: Told, other: Told) -> bool:
        first, second = str(one.fact.value), str(other.fact.value)
        if first == second and (one.fact.role or len(first) >= len("2025-05-14")):
            return True
        return dates_agree(first, second) and related(telling, aligned, one, other)

    return agrees


def _periods_match(telling: Telling, aligned: Aligned) -> Agrees:
    return lambda one, other: related(telling, aligned, one, other)


def _quotes_match(telling: Telling) -> Agrees:
    def agrees(one: Told, other: Told) -> bool:
        stated = [speaker for told in (one, other) if (speaker := _stated_speaker(told.fact))]
        speakers = {telling.names.root(speaker) for speaker in stated}
        first, second = _quote_runs(one), _quote_runs(other)
        return len(speakers) < 2 and len(first & second) >= _SAME_QUOTE * min(len(first), len(second))

    return agrees


def _stated_speaker(fact: Fact) -> str | None:
    """Return the name of who said a quote; a guess and words that name nobody ('a neighbour') contradict no name."""
    return None if fact.guessed or not (fact.speaker or "")[:1].isupper() else fact.speaker


def _quote_runs(told: Told) -> frozenset[tuple[str, ...]]:
    text = str(told.fact.value)
    words = tuple(token.word for token in tokens(text, Span(0, len(text))))
    return frozenset(words[at : at + _QUOTE_RUN] for at in range(max(len(words) - _QUOTE_RUN + 1, 1)))


def _date_role(told: Told) -> str | None:
    return None if told.fact.role == "on" else told.fact.role


def _fact_row(telling: Telling, row: Row) -> FactRow:
    """Make the row's model; the fact that says most stands for all."""
    told_by = {told.report for told in row}
    stands_for = max(row, key=_says).fact
    shown = telling.names.display(str(stands_for.value))
    named = stands_for.kind in NAME_KINDS or stands_for.kind is FactKind.ATTRIBUTION
    kinds = Counter(told.fact.kind for told in row)
    return FactRow(
        kind=kinds.most_common(1)[0][0],
        role=stands_for.role,
        about=stands_for.about or next((told.fact.about for told in row if told.fact.about), None),
        label=label(stands_for, shown) if _one_role(row) else SOURCE,
        value=shown if named else stands_for.value,
        unit=stands_for.unit,
        status=_status(len(told_by), len(telling.ids)),
        places={telling.ids[report]: _places(row, report) for report in sorted(told_by)},
        rounded=stands_for.kind in NUMBERS and len({_number(told.fact) for told in row}) > 1,
    )


def _number(fact: Fact) -> tuple[object, ...]:
    """Return what a fact writes, to so many digits that a number and its double in other words ('1.1bn') are one."""
    return tuple(f"{end:.9g}" if isinstance(end, float) else end for end in (fact.value, fact.low, fact.high))


def _one_role(row: Row) -> bool:
    """Tell whether what the label says of a source holds in every report that has it."""
    return row[0].fact.kind is not FactKind.ATTRIBUTION or len({told.fact.role for told in row}) == 1


def _says(told: Told) -> tuple[int, int, int, int]:
    """Return how much a fact says: the strongest attribution, no rounding, the most precise date or longest words."""
    fact = told.fact
    role = (
        -STRONGEST_FIRST.index(fact.role) if fact.kind is FactKind.ATTRIBUTION and fact.role in STRONGEST_FIRST else 0
    )
    exact = fact.modifier is None and not fact.guessed
    length = len(str(fact.value)) if fact.kind in {FactKind.DATE, FactKind.QUOTE} else 0
    return role, int(exact), length, -told.report


def _status(told_by: int, reports: int) -> Literal["shared", "some", "one"]:
    if told_by == reports:
        return "shared"
    return "some" if told_by > 1 else "one"


def _places(row: Row, report: int) -> tuple[Span, ...]:
    return tuple(sorted({place for told in row if told.report == report for place in told.fact.places}))
