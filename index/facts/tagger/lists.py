"""Names that lists know: countries, cities, people, companies, institutions, peoples; found by Aho-Corasick.

The lists are baked by `training/names/bake_lists.py` from the packages that NOTICE names.
"""

import functools
import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import NamedTuple

import ahocorasick

_FILE = "lists.txt.gz"
_BREAK = "\n"


class NameList(StrEnum):
    """Which list a name stands in; the value is its mark in the baked file and in the features."""

    COUNTRY = "c"
    CITY = "b"
    """A city of 200,000 people or more."""
    TOWN = "m"
    STATE = "s"
    FIRST_NAME = "f"
    SURNAME = "l"
    COMPANY = "o"
    INSTITUTION = "i"
    """A body, party, paper or company that is known all over the world."""
    DEMONYM = "d"
    """A people or its adjective: 'Kenyan'. Not the name of a place."""


class Listed(NamedTuple):
    """A run of tokens that is listed: `first` to before `last`, with the marks of all lists that have it."""

    first: int
    last: int
    marks: str


@dataclass(frozen=True, slots=True)
class NameLists:
    """All lists as one automaton."""

    automaton: ahocorasick.Automaton

    def listed(self, words: Sequence[str], breaks: Sequence[int] = ()) -> list[Listed]:
        """Return listed runs of `words`, the longest at each place, none overlapping, each begun by a capital.

        `breaks` are tokens that begin a sentence: no name runs across. Linear in the length of the words.
        """
        # Every key has a space at both ends, and so has every word here; `at` tells the token from its place.
        parting = set(breaks)
        parts: list[str] = []
        at: dict[int, int] = {}
        length = 0
        for token, word in enumerate(words):
            if token in parting:
                parts.append(_BREAK)
                length += 2
            at[length] = token
            parts.append(word.lower())
            length += len(parts[-1]) + 1
        longest: dict[int, Listed] = {}
        for end, (size, count, marks) in self.automaton.iter(f" {' '.join(parts)} "):
            first = at[end - size + 1]
            if words[first][0].isupper():
                # Matches that begin together come shortest first.
                longest[first] = Listed(first, first + count, marks)
        found: list[Listed] = []
        done = 0
        for first in sorted(longest):
            if first >= done:
                found.append(longest[first])
                done = longest[first].last
        return found


def build(entries: Iterator[tuple[str, str]]) -> NameLists:
    """Return the automaton over `entries`: lower-case tokens joined by spaces, and the marks of their lists."""
    automaton = ahocorasick.Automaton()
    for name, marks in entries:
        key = f" {name} "
        automaton.add_word(key, (len(key), name.count(" ") + 1, marks))
    automaton.make_automaton()
    return NameLists(automaton)


def read(text: str) -> Iterator[tuple[str, str]]:
    """Yield the entries of a baked file: a line '[marks]' is followed by the names of those lists."""
    marks = ""
    for line in text.splitlines():
        if line.startswith("["):
            marks = line[1:-1]
        elif line:
            yield line, marks


@functools.cache
def shipped() -> NameLists:
    """Return the lists that come with the program, read once; about a tenth of a second."""
    packed = files(__package__).joinpath("data", _FILE).read_bytes()
    return build(read(gzip.decompress(packed).decode()))
