"""What the reader has made of articles, as a search is asked about it: the ids of those with a mark."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Marking(Protocol):
    """Ids of articles by what they are marked with; whoever is in none is unread, not starred and has no tags.

    Only what a query asks for is read, and the tags for their counts.
    """

    @property
    def read(self) -> frozenset[str]:
        """Articles that were read."""

    @property
    def starred(self) -> frozenset[str]:
        """Articles with a star."""

    @property
    def tags(self) -> Mapping[str, frozenset[str]]:
        """Articles by their tags."""

    @property
    def hidden(self) -> frozenset[str]:
        """Articles that no query finds."""


@dataclass(frozen=True)
class Marks:
    """Marks that are all known beforehand."""

    read: frozenset[str] = frozenset()
    starred: frozenset[str] = frozenset()
    tags: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
