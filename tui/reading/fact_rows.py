"""The facts of an article as the panel shows them: grouped, labelled, filtered. Nothing here draws."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.models import Fact, FactKind

_MOST_TELLING = 5
_WORTH_LEADING = 8
"""Below so many facts the groups are as quick to read as a selection from them."""


@dataclass(frozen=True)
class FactRow:
    """One fact in the panel: what it is on the left, what it says on the right."""

    fact: Fact
    label: str
    value: str


@dataclass(frozen=True)
class FactGroup:
    """Facts of one kind under their heading, in the order of the text."""

    heading: str
    rows: tuple[FactRow, ...]


_ROLES = {
    "first-reported-by": "first reported by",
    "according-to": "according to",
    "source-line": "source",
    "inline": "source",
    "citing": "citing",
}


def _first_report(fact: Fact) -> bool:
    return fact.kind is FactKind.ATTRIBUTION and fact.role == "first-reported-by"


def _of(*kinds: FactKind) -> Callable[[Fact], bool]:
    return lambda fact: fact.kind in kinds and not _first_report(fact)


_GROUPS: tuple[tuple[str, Callable[[Fact], bool]], ...] = (
    ("first reported by", _first_report),
    ("money", _of(FactKind.MONEY)),
    ("change", _of(FactKind.PERCENT)),
    ("quantities", _of(FactKind.QUANTITY)),
    ("dates", _of(FactKind.DATE, FactKind.PERIOD)),
    ("people", _of(FactKind.PERSON)),
    ("organisations", _of(FactKind.ORGANISATION)),
    ("places", _of(FactKind.PLACE)),
    ("products", _of(FactKind.PRODUCT)),
    ("quotes", _of(FactKind.QUOTE)),
    ("sources", _of(FactKind.ATTRIBUTION)),
    ("tables", _of(FactKind.TABLE)),
)


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one space."""
    return " ".join(text.split())


def row_of(fact: Fact) -> FactRow:
    """Return how the panel words a fact."""
    written = one_line(fact.text)
    name = one_line(str(fact.value)) if isinstance(fact.value, str) else written
    match fact.kind:
        case FactKind.PERSON | FactKind.ORGANISATION | FactKind.PLACE | FactKind.PRODUCT:
            return FactRow(fact, name, "")
        case FactKind.QUOTE:
            words = written.strip("\"'“”„‘’«»")
            return FactRow(fact, f"“{words}”", fact.speaker or "")
        case FactKind.ATTRIBUTION:
            return FactRow(fact, name, "" if _first_report(fact) else _ROLES.get(fact.role or "", ""))
        case FactKind.DATE | FactKind.PERIOD:
            label = " ".join(part for part in (fact.about, fact.role) if part)
            return FactRow(fact, label or written, written if label else "")
        case FactKind.TABLE:
            label = " · ".join(part for part in (fact.about, fact.role) if part)
            return FactRow(fact, label or written, written if label else "")
        case _:
            return FactRow(fact, fact.about or written, written if fact.about else "")


def _tells(row: FactRow, heading: str, needle: str) -> bool:
    return not needle or needle in f"{row.label} {row.value} {row.fact.text} {heading}".casefold()


def grouped(facts: Sequence[Fact], needle: str = "") -> tuple[FactGroup, ...]:
    """Return `facts` in groups, the most telling ones first again under a heading of their own.

    With a `needle` only rows that contain it (in any case, in any part or in the heading) are left, without the leading
    group. Groups without rows are left out.
    """
    needle = needle.strip().casefold()
    ordered = sorted(facts, key=lambda fact: fact.start)
    groups: list[FactGroup] = []
    telling = sorted((fact for fact in facts if fact.rank > 0), key=lambda fact: (-fact.rank, fact.start))[
        :_MOST_TELLING
    ]
    if len(facts) > _WORTH_LEADING and telling and not needle:
        groups.append(FactGroup("what matters", tuple(row_of(fact) for fact in telling)))
    for heading, belongs in _GROUPS:
        rows = tuple(row for row in map(row_of, filter(belongs, ordered)) if _tells(row, heading, needle))
        if rows:
            groups.append(FactGroup(heading, rows))
    return tuple(groups)
