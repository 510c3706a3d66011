"""Names agreed among reports: 'NVIDIA' and 'Nvidia', 'AWS' and 'Amazon Web Services', 'Chen' and 'Sarah Chen'.

Within one article the facts have done this already; here are the rules that need to see what other reports call a
thing. Two names that one article keeps apart are never made one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.models import NAME_KINDS, Fact, FactKind

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_DOMAIN = re.compile(r"^(?:[\w-]+\.)*?([\w-]+)(?:\.(?:ac|co|com|gov|net|org))?\.[a-z]{2,10}$")
_LONGEST_DOMAIN = 80
_LEGAL_FORMS = frozenset({"ag", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "limited"})
_LEGAL_FORMS |= {"llc", "ltd", "nv", "plc", "sa", "se", "spa"}
_TITLES = frozenset({"dr", "judge", "miss", "mr", "mrs", "ms", "president", "prof", "professor", "rep", "sen", "sir"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_FIRST_AND_LAST = 2
_SMALL = frozenset({"and", "for", "in", "of", "on", "the"})
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}s?")


def name_key(name: str) -> str:
    """Return what is compared of a name: its words, case folded, without article, title, legal form and domain."""
    name = name.strip().casefold()
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(_outlet_of(name) or name)]
    while len(words) > 1 and (words[0] == "the" or words[0] in _TITLES):
        del words[0]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        del words[-1]
    return ("" if all(len(word) == 1 for word in words) else " ").join(words)


def _surname(key: str) -> str:
    """Return the last word of a person's key that is no 'jr'."""
    *_, before, last = key.split()
    return before if last in _SUFFIXES and before != key.split()[0] else last


def _outlet_of(name: str) -> str | None:
    """Return 'reuters' for 'www.reuters.com', None for what is no address."""
    match = _DOMAIN.match(name) if len(name) <= _LONGEST_DOMAIN else None
    return match[1] if match else None


@dataclass(frozen=True, slots=True)
class Names:
    """Which names are one name among the compared reports."""

    roots: dict[str, str]
    shown: dict[str, str]

    def root(self, name: str) -> str:
        """Return the key that all forms of `name` share."""
        key = name_key(name)
        return self.roots.get(key, key)

    def display(self, name: str) -> str:
        """Return the form of `name` that most reports use as their canonical one; the longer one of two."""
        return self.shown.get(self.root(name), name)


def agree_names(reports: Sequence[tuple[str, Iterable[Fact]]]) -> Names:
    """Find the names that are one, from each report's text and facts."""
    gathered = _Gathered()
    for report, (text, facts) in enumerate(reports):
        for fact in facts:
            gathered.take(report, text, fact)
    gathered.link_plurals()
    gathered.link_initials()
    gathered.link_aliases()
    gathered.link_full_names()
    gathered.link_surnames()
    return gathered.names()


class _Gathered:
    """The names of all reports while they are being made one (a union-find over their keys)."""

    def __init__(self) -> None:
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._aliases: defaultdict[str, set[str]] = defaultdict(set)
        self._told_by: defaultdict[str, set[int]] = defaultdict(set)
        self._people: set[str] = set()
        self._parent: dict[str, str] = {}

    def take(self, report: int, text: str, fact: Fact) -> None:
        """Note a fact of report number `report`; a source and a speaker are names too, of which nothing follows."""
        if fact.kind not in NAME_KINDS | {FactKind.ATTRIBUTION} or not isinstance(fact.value, str):
            return
        key = name_key(fact.value)
        if not key:
            return
        self._parent.setdefault(key, key)
        self._forms[key][fact.value] += 1
        if fact.kind not in NAME_KINDS:
            return
        self._told_by[key].add(report)
        for written in {place.of(text) for place in fact.places}:
            alias = name_key(written)
            if alias and alias != key:
                self._aliases[alias].add(key)
        if fact.kind is FactKind.PERSON:
            self._people.add(key)

    def link_plurals(self) -> None:
        """Unite 'TPUs' with 'TPU'; a family name is no plural."""
        for key in list(self._parent):
            if key.endswith("s") and key[:-1] in self._parent and not {key, key[:-1]} & self._people:
                self._unite(key[:-1], key)

    def link_initials(self) -> None:
        """Unite 'AWS' with 'Amazon Web Services' where that alone has these initials."""
        long_forms: defaultdict[str, set[str]] = defaultdict(set)
        for key in self._parent:
            words = key.split()
            if len(words) > 1 and key not in self._people:
                for kept in (words, [word for word in words if word not in _SMALL]):
                    long_forms["".join(word[0] for word in kept)].add(key)
        for key in list(self._parent):
            if any(_ACRONYM.fullmatch(form.replace(".", "")) for form in self._forms[key]):
                self._unite_with_only(long_forms.get(key) or long_forms.get(key.removesuffix("s"), set()), key)

    def link_aliases(self) -> None:
        """Unite what one report writes for a name with another report's canonical name."""
        for alias, owners in self._aliases.items():
            if alias in self._parent and alias not in self._people:
                self._unite_with_only(owners, alias)

    def link_full_names(self) -> None:
        """Unite 'Robert S. Chen Jr.' with 'Robert Chen' where the reports have one person of that first and last name.

        Two different middle initials tell two persons apart.
        """
        bare: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for key in self._people:
            if " " in key:
                bare[key.split(" ", 1)[0], _surname(key)].add(key)
        for same in bare.values():
            first, *others = sorted(same, key=len)
            initials = {words[1][0] for key in same if len(words := key.split()) > _FIRST_AND_LAST}
            if len(initials) < _FIRST_AND_LAST:
                for key in others:
                    self._unite(first, key)

    def link_surnames(self) -> None:
        """Unite 'Chen' with 'Sarah Chen' where the reports have one person of that name."""
        full_names: defaultdict[str, set[str]] = defaultdict(set)
        for key in self._people:
            if " " in key:
                full_names[_surname(key)].add(key)
        for key in sorted(self._people):
            if " " not in key:
                self._unite_with_only(full_names.get(key, set()), key)

    def names(self) -> Names:
        """Return what was found."""
        roots = {key: self._root(key) for key in self._parent}
        forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for key, root in roots.items():
            forms[root] += self._forms[key]
        shown = {
            root: max(counts, key=lambda form: (_outlet_of(form.casefold()) is None, counts[form], len(form), form))
            for root, counts in forms.items()
        }
        return Names(roots, shown)

    def _unite_with_only(self, candidates: Iterable[str], key: str) -> None:
        roots = {self._root(candidate) for candidate in candidates}
        if len(roots) == 1:
            self._unite(roots.pop(), key)

    def _unite(self, keep: str, key: str) -> None:
        one, other = self._root(keep), self._root(key)
        if one == other or self._told_by[one] & self._told_by[other]:
            return
        self._parent[other] = one
        self._told_by[one] |= self._told_by[other]

    def _root(self, key: str) -> str:
        while self._parent[key] != key:
            key = self._parent[key]
        return key
