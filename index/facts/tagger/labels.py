"""The labels that the network gives tokens, and which may follow which.

Begin, inside, end and single of five types. Peoples and a rest (facilities, products, other) are taught as well and
dropped: a network that has a word for them takes them for places and organisations less often.
"""

from typing import Final

from index.models import FactKind

TYPES: Final = ("PER", "ORG", "LOC", "GRP", "MISC")
PARTS: Final = "BIES"
OUTSIDE: Final = 0
LABELS: Final = ("O", *(f"{part}-{kind}" for kind in TYPES for part in PARTS))
"""O first, then four for each type in the order of TYPES; `decoding` relies on it."""

KINDS: Final[dict[str, FactKind]] = {
    "PER": FactKind.PERSON,
    "ORG": FactKind.ORGANISATION,
    "LOC": FactKind.PLACE,
}
