"""A query as it was understood: a small tree of frozen parts that says nothing of how it is evaluated.

Every leaf knows its place in the text that was typed. `understood` writes a tree down again in the query language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from index.models import Span
from index.search.amounts import Amounts
from index.search.dates import Days

Field: TypeAlias = Literal["title", "source", "author"]
"""Where a part is looked for; None in a part means the whole article."""

NameOf: TypeAlias = Literal["name", "org", "person", "place", "product", "reported-by", "said"]
"""Whose name is looked for among the facts."""

AmountOf: TypeAlias = Literal["money", "percent", "quantity"]
"""Which amounts are looked for among the facts."""

Mark: TypeAlias = Literal["read", "unread", "starred"]
"""What a reader has made of an article."""

# In every leaf `at` is the place of its words or value in the typed text, with the quotation marks around them, without
# the name of a field before them and without a `~` or `^` after them.


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; one that the analysis takes apart (`co-op`) is looked for as a phrase.

    `partial`: it is still being typed, so what begins with it matches too.
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
    at: Span

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
    at: Span


@dataclass(frozen=True, slots=True)
class Dated:
    """Articles of these days (UTC); `text` is the date in the query language."""

    days: Days
    text: str
    at: Span


@dataclass(frozen=True, slots=True)
class InLanguage:
    """Articles in the language with this ISO 639-1 code."""

    code: str
    at: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """Articles that the reader has read, not read, or starred."""

    mark: Mark
    at: Span


@dataclass(frozen=True, slots=True)
class Tagged:
    """Articles with this tag of the reader's."""

    tag: str
    at: Span


@dataclass(frozen=True, slots=True)
class FactNamed:
    """Articles among whose facts is a name with these words in this order; `begins`: of the last its beginning."""

    name: NameOf
    text: str
    at: Span
    begins: bool = False


@dataclass(frozen=True, slots=True)
class FactAmount:
    """Articles among whose facts is an amount all of which is among the `amounts`; `text` is in the query language."""

    name: AmountOf
    amounts: Amounts
    text: str
    at: Span


@dataclass(frozen=True, slots=True)
class FactDated:
    """Articles among whose facts is a date all of which is among the `days`; `text` is in the query language."""

    days: Days
    text: str
    at: Span


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


@dataclass(frozen=True, slots=True)
class Boosted:
    """The part, whose score counts `factor` times."""

    part: "Query"
    factor: float


OfFacts: TypeAlias = FactNamed | FactAmount | FactDated
"""What is asked of an article's facts."""

Leaf: TypeAlias = Word | Phrase | Pattern | Fuzzy | Dated | InLanguage | Marked | Tagged | OfFacts
Query: TypeAlias = Leaf | All | Either | Without | Boosted

_PLAIN = re.compile(r"[\w-]+")
_RUN = re.compile(r"[^\s()^~]+")


def understood(query: Query) -> str:
    """Return `query` in the query language, so that reading it gives the same tree.

    Only a word that is still being typed changes: it is written as the beginning that it stands for, `pri*`.
    """
    text = _written(query)
    return text[1:-1] if isinstance(query, All | Either) and len(query.parts) > 1 else text


def asks_facts(query: Query) -> bool:
    """Tell whether any part asks for facts."""
    match query:
        case All(parts) | Either(parts):
            return any(map(asks_facts, parts))
        case Without(part) | Boosted(part):
            return asks_facts(part)
        case _:
            return isinstance(query, OfFacts)


def sought(query: Query) -> Iterator[Leaf]:
    """Yield the leaves that a matching article can show, in order: none of those under a `Without`."""
    match query:
        case All() | Either():
            for part in query.parts:
                yield from sought(part)
        case Boosted(part):
            yield from sought(part)
        case Without():
            return
        case _:
            yield query


def _written(query: Query) -> str:
    """Write a part down such that it can stand between others."""
    match query:
        case All(parts) | Either(parts):
            joined = (" " if isinstance(query, All) else " OR ").join(_written(part) for part in parts)
            return f"({joined})" if len(parts) > 1 else joined
        case Without(part):
            # A second minus would be read as part of a word.
            return f"-({_written(part)})" if isinstance(part, Without) else f"-{_written(part)}"
        case Boosted(part, factor):
            inner = _written(part)
            return f"({inner})^{factor:g}" if isinstance(part, Without | Boosted) else f"{inner}^{factor:g}"
        case _:
            return _leaf(query)


def _leaf(leaf: Leaf) -> str:
    match leaf:
        case Dated():
            return f"date:{leaf.text}"
        case InLanguage():
            return f"lang:{leaf.code}"
        case Marked():
            return f"is:{leaf.mark}"
        case Tagged(tag):
            return f"tag:{_value(tag)}"
        case FactNamed(name, text, _, begins):
            return f"{name}:{_value(text)}" + "*" * begins
        case FactAmount(name, _, text):
            return f"{name}:{text}" if _RUN.fullmatch(text) else f'{name}:"{text}"'
        case FactDated():
            return f"fact-date:{leaf.text}"
        case Phrase():
            inner = f'"{leaf.text}"' if leaf.slop == 1 else f'"{leaf.text}"~{leaf.slop}'
        case Fuzzy():
            inner = f"{leaf.text}~" if leaf.distance == 1 else f"{leaf.text}~{leaf.distance}"
        case Word():
            inner = f"{leaf.text}*" if leaf.partial else leaf.text
        case Pattern():
            inner = leaf.text
    return f"{leaf.field}:{inner}" if leaf.field else inner


def _value(text: str) -> str:
    """Return the value of a condition, in quotation marks where it needs them."""
    return text if _PLAIN.fullmatch(text) else f'"{text}"'
