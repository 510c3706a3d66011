"""The lists that names are told by: widely known names, places, first names and closed sets of words.

All of them are small text files beside this module, written for this project; they are read once, when first asked for.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from index.models import FactKind

Gender = Literal["m", "f"]
OUTLET = "outlet"
_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Known:
    """A widely known name: the form that stands for all its forms, and its kind."""

    name: str
    kind: FactKind
    outlet: bool = False
    """A news agency, paper, broadcaster or site: others cite it, so it often is a source and not a subject."""
    own: bool = False
    """From the user's own file, which nothing overrules."""


def _lines(file: str) -> Iterator[str]:
    """Yield the lines of a data file that are neither empty nor a comment."""
    text = files(__package__).joinpath("data", file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line


@functools.cache
def words(section: str) -> frozenset[str]:
    """Return the words of one section of words.txt, in lower case; KeyError if there is none of that name."""
    return _sections()[section]


@functools.cache
def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _lines("words.txt"):
        if line.startswith("["):
            current = found.setdefault(line[1 : line.index("]")], [])
        else:
            current.extend(line.split())
    return {section: frozenset(listed) for section, listed in found.items()}


@functools.cache
def genders() -> dict[str, Gender | None]:
    """Return the first names we know, as written, each with its gender; None where both bear it."""
    found: dict[str, Gender | None] = {}
    for line in _lines("first_names.txt"):
        mark, *names = line.split()
        gender: Gender | None = "m" if mark == "m" else "f" if mark == "f" else None
        for name in names:
            found[name] = gender if found.get(name, gender) == gender else None
    return found


@functools.cache
def known_names() -> dict[str, Known]:
    """Return every way to write a known name or place, with what it stands for."""
    found: dict[str, Known] = {}
    for line in _lines("places.txt"):
        for entry in line.split(";"):
            name, _, others = entry.strip().partition(" = ")
            place = Known(name, FactKind.PLACE)
            for form in (name, *others.split(", ")):
                if form:
                    found[form] = place
    for line in _lines("known.txt"):
        name, kind, others = (part.strip() for part in line.split("|"))
        known = Known(name, FactKind.ORGANISATION if kind == OUTLET else FactKind(kind), kind == OUTLET)
        for form in (name, *others.split(", ")):
            if form:
                found[form] = known
    return found


@functools.cache
def loud_names() -> dict[str, Known]:
    """Return the known names of four letters and more by their forms all in capitals; shorter ones are acronyms."""
    return {form.upper(): known for form, known in known_names().items() if len(form) > _ACRONYM}


@functools.cache
def known_starts() -> dict[str, int]:
    """Return the first word of every known form with the greatest number of words that such a form has."""
    found: dict[str, int] = {}
    for form in known_names():
        parts = form.split()
        found[parts[0]] = max(found.get(parts[0], 0), len(parts))
    return found
