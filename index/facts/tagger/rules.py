"""What a name is by this project's conventions, where corpora and the network disagree with them.

A title before a person is no part of the name, nor is a people ('Kenyan President'), nor a direction written like a
word of its own before a place. Training brings the corpora to the same rules.
"""

from collections.abc import Sequence
from typing import Final

from index.facts.closedclass import listed
from index.facts.tagger.decoding import Run
from index.facts.tagger.labels import TYPES
from index.facts.tagger.lists import Listed, NameList

_PERSON, _ORGANISATION, _PLACE = (TYPES.index(kind) for kind in ("PER", "ORG", "LOC"))
TITLES: Final = frozenset(
    listed(
        "mr mrs ms miss dr prof professor sir dame lord lady king queen prince princess sheikh sheik pope bishop"
        " archbishop cardinal father reverend rev president premier chancellor minister senator sen congressman"
        " congresswoman rep representative governor gov mayor judge justice general gen lieutenant lt colonel col"
        " major maj captain capt sergeant sgt commander cmdr admiral brigadier ambassador chairman hon"
    )
)
_DIRECTIONS: Final = frozenset(
    listed(
        "north south east west northern southern eastern western central northeast northwest southeast southwest"
        " northeastern northwestern southeastern southwestern mid upper lower"
    )
)
_PLACES: Final = frozenset({NameList.COUNTRY, NameList.CITY})
_COMPANY_ENDINGS: Final = frozenset({"inc", "ltd", "llc", "corp", "co", "plc"})
_LAST_WORDS: Final = frozenset({"inc", "ltd", "llc", "plc"})
"""Nothing of a company's name follows these; 'Corp.' and 'Co.' may go on ('Aluminum Co. of America')."""


def settled(found: Sequence[Run], words: Sequence[str], known: Sequence[Listed]) -> list[Run]:
    """Return the runs of `words` brought to the conventions; peoples of the lists are dropped."""
    peoples = {run.first: run for run in known if NameList.DEMONYM in run.marks and not _PLACES & set(run.marks)}
    kept: list[Run] = []
    for run in found:
        first = run.first
        people = peoples.get(first)
        if people and people.last == run.last and run.kind != _PERSON:
            continue
        if run.kind == _PERSON:
            first = _untitled(run, words, peoples)
        elif run.kind == _PLACE and words[first].lower() in _DIRECTIONS and words[first].islower():
            first += 1
        if first < run.last:
            kept.append(_company(Run(first, run.last, run.kind), words))
    return kept


def _untitled(run: Run, words: Sequence[str], peoples: dict[int, Listed]) -> int:
    """Return where a person's name begins behind titles and peoples; the last word always stays."""
    first = run.first
    while first < run.last - 1:
        people = peoples.get(first)
        if words[first].lower().rstrip(".") in TITLES:
            first += 1
        elif people and people.last < run.last and NameList.FIRST_NAME not in people.marks:
            first = people.last
        else:
            break
    return first


def _company(run: Run, words: Sequence[str]) -> Run:
    """Take ', Inc.' behind a name into it, which makes it an organisation; end one at its 'Ltd.' ('of London')."""
    for at in range(run.first + 1, run.last - 1):
        if run.kind == _ORGANISATION and words[at].lower().rstrip(".") in _LAST_WORDS:
            return Run(run.first, at + 1, _ORGANISATION)
    comma, end = run.last, run.last + 1
    if end < len(words) and words[comma] == "," and words[end].lower().rstrip(".") in _COMPANY_ENDINGS:
        if words[end][-1] != "." and end + 1 < len(words) and words[end + 1] == "." and words[end].lower() == "inc":
            end += 1
        return Run(run.first, end + 1, _ORGANISATION)
    return run
