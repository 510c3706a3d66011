"""Narrowing a query to one outlet, month or tag, and widening it again by the same key."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTED = re.compile(r'["\\]')


def term(field: str, value: str) -> str:
    """Return what asks for a name in a field: 'source:"The Ledger"'."""
    return f'{field}:"{_QUOTED.sub(" ", value)}"'


def narrowed(query: str, wanted: str) -> str:
    """Return `query` with the term `wanted` before it; without it where it is there already.

    Before, because the last word may be half a word that is still being typed.
    """
    if _has(query, wanted):
        return f"{query} ".replace(f"{wanted} ", "", 1).strip()
    return f"{wanted} {_grouped(query)}".strip()


@dataclass(frozen=True)
class Step:
    """A narrowing that can be taken back."""

    term: str
    """What the query was narrowed to."""
    before: str
    """The query before."""


def stepped(steps: tuple[Step, ...], query: str, wanted: str) -> tuple[tuple[Step, ...], str]:
    """Return steps and query after `query` was narrowed to `wanted`, or widened where it is there already.

    A narrowing that was widened again is no step any more, nor is it in the queries before the steps after it.
    """
    after = narrowed(query, wanted)
    if not _has(query, wanted):
        return (*steps, Step(wanted, query)), after
    if steps and steps[-1].term == wanted:
        return steps[:-1], steps[-1].before
    kept = (step for step in steps if step.term != wanted)
    return tuple(
        Step(step.term, narrowed(step.before, wanted) if _has(step.before, wanted) else step.before) for step in kept
    ), after


def _has(query: str, wanted: str) -> bool:
    return f"{wanted} " in f"{query} "


def _grouped(query: str) -> str:
    """Return `query` in parentheses where it names alternatives: a term beside it would join only one of them."""
    if not any(word == "OR" for word in _words_outside(query)):
        return query
    return f"({query.strip()}{_left_open(query)})"


def _words_outside(query: str) -> Iterator[str]:
    """Yield the words of a query that stand in no quotes and no parentheses."""
    depth, quoted, word = 0, False, ""
    for character in f"{query} ":
        if character == '"':
            quoted = not quoted
        elif not quoted and character in "()":
            depth = max(depth + (1 if character == "(" else -1), 0)
        elif depth or quoted or not character.isspace():
            word += "" if depth or quoted else character
            continue
        yield word
        word = ""


def _left_open(query: str) -> str:
    """Return what closes the quotes and parentheses that a query leaves open."""
    depth, quoted = 0, False
    for character in query:
        if character == '"':
            quoted = not quoted
        elif not quoted and character in "()":
            depth = max(depth + (1 if character == "(" else -1), 0)
    return ('"' if quoted else "") + ")" * depth
