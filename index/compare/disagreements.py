"""Where reports cannot both be right, and where a number moved on from one report to a later one.

Precision comes first, since a reader that cries conflict too often is soon ignored: two values are held against each
other only where they are surely about the same thing, where neither report tells the other's value as well, and where
rounding and words such as 'at least' leave no room. Likeness of sentences never decides that reports agree.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from index.compare.conflict import Claim, Conflict, between, joined
from index.compare.labels import label
from index.compare.said_by import said_by
from index.compare.statements import opposite_statements
from index.compare.swapped import swapped
from index.compare.telling import Aligned, Telling, Told, other_subject, published_apart, same_subject
from index.compare.values import NUMBERS, agree, clash, is_manifold
from index.models import FactKind, ToldValue

UPDATE_AFTER = 3 * 3600
"""Seconds between two reports from which on another number is news, no contradiction."""
_FIRST = "first-reported-by"
_NO_ROLE = frozenset({None, "on"})
# A bare day in a sentence with one of these is mostly the day of the words, not of what happened.
_SAYING = frozenset(
    {"added", "announced", "asked", "interview", "reported", "said", "say", "says", "statement", "told", "tweeted"}
    | {"tells", "wrote", "testified", "published", "released"}
)
_PEOPLE = "person"
_SAID_WITHIN = 2  # words before or behind a day: 'said on Monday', 'on Monday said'
_ASKED = {FactKind.PERSON: "who", FactKind.ORGANISATION: "which organisation"}
_SPEAKERS = frozenset({FactKind.PERSON, FactKind.ORGANISATION})
_MOST_OF_A_KIND = 100  # facts of a kind and unit in one report; where there are more, it is a list of figures

_Slot = tuple[FactKind, str, str | None]
"""What values must have in common to be held against each other: kind, unit, role."""


class _Needed(NamedTuple):
    """How many content words two sentences must share, and what part that must be of the shorter sentence's."""

    shared: int
    part: float


_TOLL = _Needed(0, 0.0)  # 'dead', 'injured': in reports of one event, of that event
_SPECIFIC = _Needed(1, 0.2)  # 'Alphabet stock', 'jobless rate', a product
_VAGUE = _Needed(2, 0.5)  # a name alone, a bare noun: people and places have many amounts
_LEAST_OF_LONGER = 0.25  # a long sentence has several things to tell, and its figure may be about another of them
_ALIKE = _Needed(3, 0.5)  # the facts need not be about anything, if nothing speaks against it


def told_value(told: Told) -> ToldValue:
    """Return what one report says, and where."""
    fact = told.fact
    return ToldValue(value=fact.value, unit=fact.unit, text=fact.text, start=fact.start, end=fact.end)


def conflicts(telling: Telling, aligned: Aligned) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    """Return (disagreements, updates); an update's claims are in order of time."""
    now: list[Conflict] = []
    later: list[Conflict] = []
    for one, other in (*_swapped(telling, aligned), *_clashing(telling, aligned)):
        apart = published_apart(telling, one.report, other.report)
        moved_on = one.fact.kind in NUMBERS and apart is not None and apart >= UPDATE_AFTER
        (later if moved_on else now).append(_conflict(telling, one, other))
    facts = joined(now)
    quotes = joined(list(said_by(telling, aligned)))
    told = joined(list(opposite_statements(telling, aligned)))
    disagreements = [
        *joined(list(_rival_firsts(telling, aligned))),
        *_told_once(facts, quotes, told),
    ]
    updates = [
        replace(found, claims=tuple(sorted(found.claims, key=lambda claim: _time(telling, claim))))
        for found in joined(later)
    ]
    return tuple(disagreements), tuple(updates)


def _told_once(
    facts: Sequence[Conflict], quotes: Sequence[Conflict], statements: Sequence[Conflict]
) -> Iterator[Conflict]:
    """Yield all conflicts, but each contradiction once: by its quotation or its figure where it has one."""
    quoted, figures = (
        {_of_lines(couple) for found in conflicts for couple in found.couples()}
        for conflicts in (quotes, [found for found in facts if found.kind in NUMBERS])
    )
    for found in (*facts, *quotes, *statements):
        taken = quoted if found.kind in _SPEAKERS else figures if found.kind == "statement" else ()
        if not all(_of_lines(couple) in taken for couple in found.couples()):
            yield found


def _of_lines(couple: tuple[Claim, Claim]) -> tuple[int, int, int, int]:
    one, other = couple
    return one.report, one.lines[0], other.report, other.lines[0]


def _conflict(telling: Telling, one: Told, other: Told) -> Conflict:
    about = one.fact.about or other.fact.about
    # A day without a role is called after its preposition in the table, which says nothing as a heading.
    role = None if one.fact.kind is FactKind.DATE and one.fact.role in _NO_ROLE else one.fact.role
    shown = one.fact.model_copy(update={"about": about, "role": role})
    return between(
        one.fact.kind,
        one.fact.role,
        about,
        _ASKED.get(one.fact.kind) or label(shown, str(one.fact.value)),
        _claim(telling, one),
        _claim(telling, other),
    )


def _claim(telling: Telling, told: Told) -> Claim:
    lines = (told.line, *(telling.line_at(told.report, place.start) for place in told.fact.places))
    return Claim(told.report, tuple(dict.fromkeys(lines)), told.fact.start, told_value(told))


def _time(telling: Telling, claim: Claim) -> tuple[str, int]:
    return str(telling.published[claim.report]), claim.report


def _rival_firsts(telling: Telling, aligned: Aligned) -> Iterator[Conflict]:
    """Yield the reports that name different outlets as the first to report of what both tell."""
    claims: dict[int, Told] = {}
    sources: dict[int, set[str]] = defaultdict(set)
    for found in telling.facts:
        for told in found:
            if told.fact.kind is FactKind.ATTRIBUTION and told.fact.role == _FIRST:
                claims.setdefault(told.report, told)
                sources[told.report].add(telling.names.root(str(told.fact.value)))
    for one, other in combinations(sorted(claims), 2):
        if not sources[one] & sources[other] and _tell_of_one(telling, aligned, claims[one], claims[other]):
            yield _conflict(telling, claims[one], claims[other])


def _tell_of_one(telling: Telling, aligned: Aligned, one: Told, other: Told) -> bool:
    """Tell whether two reports that claim something are of one event: they share a sentence that is not the claim.

    Names are no sign of it: reports of other events share as many. A claim alone has nothing else to go by.
    """
    alone = any(
        all(not line.telling or at == told.line for at, line in enumerate(telling.lines[told.report]))
        for told in (one, other)
    )
    return any(
        (left, right) == (one.report, other.report) and (alone or (first != one.line and second != other.line))
        for left, first, right, second in aligned
    )


def _swapped(telling: Telling, aligned: Aligned) -> Iterator[tuple[Told, Told]]:
    """Yield values that stand in each other's place, but for those that one report tells both of."""
    for one, other in swapped(telling, aligned):
        if one.fact.role == _FIRST:
            continue  # who was first is asked of whole reports
        if one.fact.kind in NUMBERS and (_also_tells(telling, other, one) or _also_tells(telling, one, other)):
            continue
        if one.fact.kind is FactKind.DATE and one.fact.role in _NO_ROLE and _is_beside_saying(telling, one):
            continue
        yield one, other


def _is_beside_saying(telling: Telling, told: Told) -> bool:
    """Tell whether a word of saying stands right by a date: that is when it was said, to whichever outlet."""
    line = telling.lines[told.report][told.line]
    inside = [at for at, token in enumerate(line.tokens) if told.fact.start <= token.start < told.fact.end]
    near = line.words[max(inside[0] - _SAID_WITHIN, 0) : inside[-1] + 1 + _SAID_WITHIN] if inside else ()
    return not _SAYING.isdisjoint(near)


def _also_tells(telling: Telling, told: Told, other: Told) -> bool:
    """Tell whether the report of `told` has the value of `other` as well, in a sentence of the same matter."""
    return any(
        (each.fact.kind, each.unit) == (other.fact.kind, other.unit)
        and agree(each.fact, other.fact)
        and telling.shared_stems(each, other).number >= _ALIKE.shared
        for each in telling.facts[told.report]
    )


def _clashing(telling: Telling, aligned: Aligned) -> Iterator[tuple[Told, Told]]:
    """Yield pairs of facts of two reports that cannot both hold."""
    by_slot: defaultdict[_Slot, defaultdict[int, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for found in telling.facts:
        for told in found:
            if told.fact.kind in NUMBERS or told.fact.kind is FactKind.DATE:
                role = None if told.fact.role == "on" else told.fact.role
                by_slot[told.fact.kind, told.unit, role][told.report].append(told)
    for reports in by_slot.values():
        for one, other in combinations(sorted(reports), 2):
            left, right = reports[one], reports[other]
            if max(len(left), len(right)) <= _MOST_OF_A_KIND:
                yield from _between(telling, aligned, left, right)


def _between(
    telling: Telling, aligned: Aligned, left: Sequence[Told], right: Sequence[Told]
) -> Iterator[tuple[Told, Told]]:
    for one in left:
        for other in right:
            if (
                clash(one.fact, other.fact)
                and _comparable(telling, aligned, one, other, left, right)
                and not any(agree(one.fact, told.fact) for told in right)
                and not any(agree(told.fact, other.fact) for told in left)
            ):
                yield one, other


def _comparable(
    telling: Telling, aligned: Aligned, one: Told, other: Told, left: Sequence[Told], right: Sequence[Told]
) -> bool:
    """Tell whether two facts answer the same question, and each is its report's one answer."""
    shared, part, of_longer = telling.shared_stems(one, other)
    if one.fact.kind is FactKind.DATE and one.fact.role in _NO_ROLE:
        apart = published_apart(telling, one.report, other.report)
        # A bare day in reports of different days is mostly the day of each one's news; the day of a week alone is so in
        # any, unless all other words are the same.
        if _is_said(telling, one, other) or (apart is not None and apart >= UPDATE_AFTER):
            return False
        if not any(letter.isdigit() for told in (one, other) for letter in told.fact.text):
            return False
    if one.fact.kind in NUMBERS and _at_other_times(telling, one, other):
        return False
    paired = (one.report, one.line, other.report, other.line) in aligned
    alike = shared >= _ALIKE.shared and part >= _ALIKE.part
    needed = _needed(telling, one, other)
    if needed is _VAGUE and is_manifold(one.fact, other.fact):
        return False
    if (paired or alike) and of_longer >= _LEAST_OF_LONGER and not other_subject(one, other):
        return _alone(one, left, lambda told: told.line == one.line) and _alone(
            other, right, lambda told: told.line == other.line
        )
    if not same_subject(one, other) or shared < needed.shared or part < needed.part:
        return False
    return _alone(one, left, lambda told: same_subject(told, one)) and _alone(
        other, right, lambda told: same_subject(told, other)
    )


def _needed(telling: Telling, one: Told, other: Told) -> _Needed:
    """Return how alike the sentences must be, by how much it says that both facts are about the same."""
    same = one.names == other.names and one.subject == other.subject
    if same and one.unit == _PEOPLE and one.subject and not one.names:
        return _TOLL
    is_product = one.fact.about is not None and telling.names.root(one.fact.about) in telling.products
    specific = same and (is_product or (one.subject and len(one.names | one.subject) > 1))
    return _SPECIFIC if specific else _VAGUE


def _at_other_times(telling: Telling, one: Told, other: Told) -> bool:
    """Tell whether both sentences have dates and none of them may be the same: '12% in May', '15% in June'."""
    first, second = (
        [
            each.fact
            for each in telling.facts[told.report]
            if each.fact.kind is FactKind.DATE and each.line == told.line >= 0 and not _is_beside_saying(telling, each)
        ]
        for told in (one, other)
    )
    return bool(first and second) and all(clash(date, its) for date in first for its in second)


def _is_said(telling: Telling, one: Told, other: Told) -> bool:
    """Tell whether one of the sentences says when something was said."""
    return any(
        not _SAYING.isdisjoint(telling.lines[told.report][told.line].words) for told in (one, other) if told.line >= 0
    )


def _alone(told: Told, report: Sequence[Told], alike: Callable[[Told], bool]) -> bool:
    return not any(alike(rival) for rival in report if rival is not told)
