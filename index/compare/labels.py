"""What a row is called on the screen: 'Alphabet stock', 'first reported by', 'CoreWeave', 'Sarah Chen said'."""

from index.models import NAME_KINDS, Fact, FactKind

_ROLES = {
    "first-reported-by": "first reported by",
    "according-to": "according to",
    "citing": "citing",
    "source-line": "source",
    "inline": "source mark",
}
SOURCE = "source"
"""Of a source that the reports name in different ways."""
STRONGEST_FIRST = tuple(_ROLES)
"""The roles of attributions, by how much they say about who knew it first."""


def label(fact: Fact, shown: str) -> str:
    """Return the label of the row that `fact` stands for; `shown` is its agreed name where it has one."""
    if fact.kind in NAME_KINDS:
        return shown
    if fact.kind is FactKind.ATTRIBUTION:
        return _ROLES.get(fact.role or "", SOURCE)
    if fact.kind is FactKind.TABLE:
        return f"{fact.about}: {fact.role}" if fact.about and fact.role else fact.about or fact.role or "table"
    if fact.kind is FactKind.QUOTE:
        said = "probably said" if fact.guessed else "said"
        return f"{fact.speaker} {said}" if fact.speaker else "quoted"
    if fact.kind is FactKind.DATE:
        return fact.role or fact.about or "date"
    if fact.kind in {FactKind.PERIOD, FactKind.QUANTITY}:
        return fact.about or fact.unit or fact.kind.value
    return fact.about or fact.kind.value
