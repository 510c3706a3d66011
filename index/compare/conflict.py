"""What cannot all hold, of whatever kind: what each report claims, and which reports contradict each other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from index.models import Disagreement, FactKind, ToldValue

_Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says, in a disagreement or in an update."""

    report: int
    lines: tuple[int, ...]
    """The numbers of the sentences that say it, first that of the words shown; -1 where no sentence is."""
    anchor: int
    """Where what claims it begins, a fact or a sentence; two claims of one report with one anchor are the same."""
    value: ToldValue


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that cannot all hold, one of each report that has a part in it."""

    kind: FactKind | Literal["statement"]
    role: str | None
    about: str | None
    label: str
    claims: tuple[Claim, ...]
    """In order of the reports; those of an update in order of time."""
    against: frozenset[tuple[int, int]]
    """The reports, two at a time and in order, that contradict each other: of three, two may agree."""

    def model(self, ids: Sequence[str]) -> Disagreement:
        """Return what the screen and the command show of it; `ids` are those of the articles, by report."""
        return Disagreement(
            kind=self.kind,
            role=self.role,
            about=self.about,
            label=self.label,
            values={ids[claim.report]: claim.value for claim in self.claims},
        )

    def couples(self) -> list[tuple[Claim, Claim]]:
        """Return the claims that contradict each other, two at a time, the earlier report's first."""
        of = {claim.report: claim for claim in self.claims}
        return [(of[one], of[other]) for one, other in sorted(self.against)]

    def is_told_in(self, couple: tuple[int, int], left: Collection[int], right: Collection[int]) -> bool:
        """Tell whether these sentences of two reports contradict each other in it."""
        of = {claim.report: claim for claim in self.claims}
        return couple in self.against and all(
            any(line in numbers for line in of[report].lines)
            for report, numbers in zip(couple, (left, right), strict=True)
        )


def between(
    kind: FactKind | Literal["statement"], role: str | None, about: str | None, label: str, one: Claim, other: Claim
) -> Conflict:
    """Return the conflict of two reports' claims."""
    first, second = sorted((one, other), key=lambda claim: claim.report)
    return Conflict(kind, role, about, label, (first, second), frozenset({(first.report, second.report)}))


def joined(found: Sequence[Conflict]) -> list[Conflict]:
    """Join conflicts that have a claim in common; of several claims of one report the first in its text stands."""
    group_of: dict[_Key, list[Conflict]] = {}
    for conflict in found:
        keys = _keys(conflict)
        touched = [group_of[key] for key in keys if key in group_of]
        group = touched[0] if touched else []
        for other in touched[1:]:
            if other is not group:
                group += other
                group_of |= {key: group for each in other for key in _keys(each)}
        group.append(conflict)
        group_of |= dict.fromkeys(keys, group)
    return [_one(group) for group in {id(group): group for group in group_of.values()}.values()]


def _keys(conflict: Conflict) -> list[_Key]:
    return [(conflict.kind, claim.report, claim.anchor) for claim in conflict.claims]


def _one(group: Sequence[Conflict]) -> Conflict:
    """Make one conflict of several; the first that is about something gives the label."""
    named = next((conflict for conflict in group if conflict.about), group[0])
    claims = sorted((claim for each in group for claim in each.claims), key=lambda claim: (claim.report, claim.anchor))
    first = {claim.report: claim for claim in reversed(claims)}
    return Conflict(
        kind=named.kind,
        role=named.role,
        about=named.about,
        label=named.label,
        claims=tuple(first[report] for report in sorted(first)),
        against=frozenset().union(*(each.against for each in group)),
    )
