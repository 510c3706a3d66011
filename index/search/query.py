"""A query as it was understood: a small tree of frozen parts that says nothing of how it is evaluated.

`understood` writes it down again in the query language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from index.models import Span
from index.search.dates import Days

Field: TypeAlias = Literal["title", "source", "author"]
"""Where a part is looked for; None in a part means the whole article."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; one that the analysis takes apart (`co-op`) is looked for as a phrase.

    `partial`: it is still being typed, so what begins with it matches too. `at` is its place in the query.
    """

    text: str
    field: Field | None
    at: Span
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, each at most `slop` places after the one before (1: side by side)."""

    text: str
    field: Field | None
    at: Span
    slop: int = 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with wildcards, folded: `*` any characters, `?` one. A prefix is one with a single `*` at its end."""

    text: str
    field: Field | None

    @property
    def prefix(self) -> str | None:
        """What a matching word begins with, if that is all that is asked for."""
        return self.text[:-1] if self.text.endswith("*") and not set("*?") & set(self.text[:-1]) else None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word, folded, or one that at most `distance` edits make of it; the first letter stands."""

    text: str
    field: Field | None
    distance: int


@dataclass(frozen=True, slots=True)
class Dated:
    """Articles of these days (UTC); `text` is the date as typed."""

    days: Days
    text: str


@dataclass(frozen=True, slots=True)
class InLanguage:
    """Articles in the language with this ISO 639-1 code."""

    code: str


@dataclass(frozen=True, slots=True)
class All:
    """All of the parts match; without parts, every article."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the parts matches."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The part does not match."""

    part: "Query"


Leaf: TypeAlias = Word | Phrase | Pattern | Fuzzy | Dated | InLanguage
Query: TypeAlias = Leaf | All | Either | Without


def understood(query: Query) -> str:
    """Return `query` in the query language; the whole of a tree stands without parentheses around it."""
    text = _written(query)
    return text[1:-1] if isinstance(query, All | Either) and len(query.parts) > 1 else text


def sought(query: Query) -> Iterator[Leaf]:
    """Yield the leaves that a matching article can show, in order: none of those under a `Without`."""
    match query:
        case All() | Either():
            for part in query.parts:
                yield from sought(part)
        case Without():
            return
        case _:
            yield query


def _written(query: Query) -> str:
    match query:
        case All(parts) | Either(parts):
            joined = (" " if isinstance(query, All) else " OR ").join(_written(part) for part in parts)
            return f"({joined})" if len(parts) > 1 else joined
        case Without(part):
            return f"-{_written(part)}"
        case Dated(_, text):
            return f"date:{text}"
        case InLanguage(code):
            return f"lang:{code}"
        case Phrase(text, _, _, slop):
            inner = f'"{text}"' if slop == 1 else f'"{text}"~{slop}'
        case Fuzzy(text, _, distance):
            inner = f"{text}~" if distance == 1 else f"{text}~{distance}"
        case Word(text, _, _, partial):
            inner = text.lower() if text in {"AND", "OR", "NOT"} else text
            inner = f"{inner}*" if partial else inner
        case Pattern(text, _):
            inner = text
    return f"{query.field}:{inner}" if query.field else inner
