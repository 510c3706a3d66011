"""Linking: which mentions are one name, what it is called in this article, and what kind it is."""

import bisect
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from index.facts.entities import lexicon
from index.facts.entities.clues import KNOWN, ORGANISATION, PERSON, PLACE, is_marked
from index.facts.entities.mentions import Mention
from index.models import NAME_KINDS, FactKind

# A law written out; no more than nine words, so that the work stays linear.
_LAW = re.compile(
    r"\b[A-Z][\w’'-]*(?: (?:(?:of|and|for|the|on|in|to|against|with) ){0,2}[A-Z][\w’'-]*){0,8}?"
    r" (?:Act|Law|Bill|Treaty|Agreement|Pact|Amendment|Accord|Convention|Code)\b"
)
_SPOKEN = frozenset({"group", "company", "holdings"})
"""Legal forms that people say as part of the name: 'Virgin Group'."""
_LONGEST_ACRONYM = 5
_SHORTEST = 2
"""Words of a name that may lose its first: 'China Telecom' is no Telecom."""
_LONGEST_NAME = 6
_LONGEST_SPELT = 12
# A name with less in its favour than this is left out: a wrong name costs a reader more than a missing one.
_ENOUGH = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """One name of an article: what it is called, its kind and all its mentions in order."""

    name: str
    kind: FactKind
    mentions: tuple[Mention, ...]
    outlet: bool = False


def link(mentions: Sequence[Mention], text: str) -> list[Entity]:
    """Join the mentions of an article into entities, in order of their first place.

    The same words are one name; an acronym and its expansion, a surname and the full name, a company with and without
    its legal form are too. The kind is the one with most votes over all mentions.
    """
    groups = _Groups(mentions)
    groups.drop_laws(text)
    groups.join_acronyms(text)
    groups.join_legal_forms()
    groups.join_nations()
    groups.join_initials()
    groups.join_surnames()
    groups.drop_doubtful()
    named: dict[tuple[str, FactKind], Entity] = {}
    for group in groups.all():
        entity = _entity(group)
        if entity is not None:
            # 'Acme Inc' and 'Acme LLC' are called Acme, both.
            same = named.get((entity.name, entity.kind))
            named[entity.name, entity.kind] = _together(same, entity) if same else entity
    return sorted(named.values(), key=lambda entity: entity.mentions[0].span)


def _together(one: Entity, other: Entity) -> Entity:
    """Return two entities of one name and kind as one."""
    mentions = sorted((*one.mentions, *other.mentions), key=lambda mention: mention.span)
    return replace(one, mentions=tuple(mentions))


def _key(mention: Mention) -> str:
    """Return what mentions of the same name share before anything is joined."""
    return f"={mention.known.name}" if mention.known else mention.form.casefold().removeprefix("the ")


class _Groups:
    """Mentions by key, joined step by step."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._by_key: dict[str, list[Mention]] = {}
        for mention in mentions:
            self._by_key.setdefault(_key(mention), []).append(mention)

    def all(self) -> list[list[Mention]]:
        return list(self._by_key.values())

    def drop_doubtful(self) -> None:
        """Drop a name of which no mention is sure."""
        for key, group in list(self._by_key.items()):
            if all(mention.doubtful for mention in group):
                del self._by_key[key]

    def _join(self, part: str, whole: str) -> None:
        if part == whole or part not in self._by_key or whole not in self._by_key:
            return
        few, many = sorted((self._by_key.pop(part), self._by_key[whole]), key=len)
        # Sorting the whole for each of thousands of spellings would be quadratic.
        for mention in few:
            bisect.insort(many, mention, key=lambda one: one.span)
        self._by_key[whole] = many

    def join_acronyms(self, text: str) -> None:
        """Join 'IMF' to 'International Monetary Fund': beside it in brackets, or the only expansion that fits."""
        expansions: dict[str, list[str]] = {}
        mixed: dict[str, list[str]] = {}
        for key, group in self._by_key.items():
            for letters in {
                _initials(words) for words in (group[0].words, _without_nation(group[0].words), _apart(group[0].words))
            }:
                if len(letters) > 1:
                    expansions.setdefault(letters, []).append(key)
                    mixed.setdefault("".join(sorted(letters)), []).append(key)
        for key, group in list(self._by_key.items()):
            written = group[0].form.replace(".", "").removesuffix("s")
            acronym = written.upper()
            if len(group[0].words) > 1 or not _SHORTEST <= len(acronym) <= _LONGEST_SPELT or group[0].known:
                continue
            starts = {mention.span.start for mention in group}
            after = {end + 2 for mention in group if text[(end := mention.span.end) : end + 2] == " ("}
            # Brackets tie also what another language puts in another order: 'National Civil Police (PNC)'.
            near = mixed.get("".join(sorted(acronym)), ())
            beside = [one for one in near if one != key and _is_beside(text, self._by_key.get(one, ()), starts, after)]
            if written.isupper():
                fitting = [other for other in expansions.get(acronym, ()) if other in self._by_key and other != key]
                if beside or len(fitting) == 1:
                    self._join(key, (beside or fitting)[0])
            elif beside:
                # Some papers write 'Nato': what it looks like says nothing of its kind.
                self._by_key[key] = [replace(mention, votes={}) for mention in group]
                self._join(key, beside[0])

    def join_legal_forms(self) -> None:
        """Join 'Acme' and 'Acme Corp.', 'Harrow' and 'Harrow University'."""
        for key, group in list(self._by_key.items()):
            words = group[0].words
            if group[0].known or len(words) < 2 or words[-1].lower() not in lexicon.words("legal-form"):
                continue
            short = " ".join(words[:-1]).casefold().rstrip(",")
            self._join(short, key)

    def join_nations(self) -> None:
        """Join 'Foreign Ministry' to 'German Foreign Ministry' where the article tells of one nation's alone."""
        whole: dict[str, list[str]] = {}
        for key, group in self._by_key.items():
            short = " ".join(_without_nation(group[0].words))
            if group[0].known is None and 0 < len(short) < len(group[0].form) and _kind(group)[0] is ORGANISATION:
                known = lexicon.known_names().get(short)
                whole.setdefault(f"={known.name}" if known else short.casefold(), []).append(key)
        for short, keys in whole.items():
            if len(keys) == 1:
                self._join(keys[0], short)

    def drop_laws(self, text: str) -> None:
        """Drop the acronyms of laws and treaties that the article writes out: 'the Clean Water Act (CWA)'."""
        laws = {letters for law in _LAW.finditer(text) for letters in _both_initials(law.group().split())}
        for key, group in list(self._by_key.items()):
            if group[0].known is None and len(group[0].words) == 1 and group[0].form.replace(".", "") in laws:
                del self._by_key[key]

    def join_initials(self) -> None:
        """Join 'John Q. Roe Jr.' and 'John Roe': the same first name and surname."""
        persons: dict[tuple[str, str], str] = {}
        for key, group in list(self._by_key.items()):
            if not self._is_full_name(group):
                continue
            bare = group[0].words[0].lower(), _surname(group[0].words)
            other = persons.setdefault(bare, key)
            middle = [_middle(self._by_key[one][0].words) for one in (key, other)]
            if key != other and not (middle[0] and middle[1] and middle[0][0][0] != middle[1][0][0]):
                self._join(key, other)

    def _is_full_name(self, group: Sequence[Mention]) -> bool:
        words, known = group[0].words, group[0].known
        if sum(word[0].isupper() for word in words) < 2:
            return False
        # The lists know no people; the user's own file may.
        return known.kind is PERSON if known else _kind(group)[0] is PERSON

    def join_surnames(self) -> None:
        """Join 'Ponte' or 'del Ponte' to the person whose last or first name it is, the latest one named before it."""
        self._join_endings()
        persons: dict[str, list[str]] = {}
        surnames: set[str] = set()
        for key, group in self._by_key.items():
            if self._is_full_name(group):
                last = _surname(group[0].words)
                surnames.add(last)
                persons.setdefault(last, []).append(key)
                persons.setdefault(group[0].words[0].lower(), []).append(key)
        for key, group in list(self._by_key.items()):
            *lead, surname = group[0].words
            if not (lead or group[0].known) and _family(surname) & surnames:
                # 'the Roes' are told of under the names that the article gives them.
                del self._by_key[key]
                continue
            if not all(word.islower() or word.lower() in lexicon.words("leading-particle") for word in lead) or (
                group[0].known and not _is_told_as_person(group)
            ):
                continue
            fitting = [other for other in persons.get(surname.lower(), ()) if other in self._by_key and other != key]
            if fitting and group[0].known:
                self._by_key[key] = group = [replace(mention, known=None, votes={}) for mention in group]
            if len(fitting) == 1:
                self._join(key, fitting[0])
            elif fitting:
                self._share(key, fitting)

    def _join_endings(self) -> None:
        """Join 'Garcia Roe' and 'Al Roe' to the one full name that ends so ('Juan Garcia Roe')."""
        whole: dict[str, list[str]] = {}
        for key, group in self._by_key.items():
            words = group[0].words
            if len(words) > _SHORTEST and self._is_full_name(group):
                for first in range(1, min(len(words) - 1, _LONGEST_NAME)):
                    whole.setdefault(" ".join(words[first:]).casefold(), []).append(key)
        for key, group in list(self._by_key.items()):
            fitting = whole.get(group[0].form.casefold(), ())
            if len(fitting) == 1 and self._is_full_name(group):
                self._join(key, fitting[0])

    def _share(self, key: str, fitting: Sequence[str]) -> None:
        """Give each mention of a surname that several persons bear to the one whose full name came last before it."""
        starts = sorted((mention.span.start, other) for other in fitting for mention in self._by_key[other])
        for mention in self._by_key.pop(key):
            before = bisect.bisect_left(starts, (mention.span.start, "")) - 1
            self._by_key[starts[max(before, 0)][1]].append(mention)
        for other in fitting:
            self._by_key[other].sort(key=lambda mention: mention.span)


def _surname(words: Sequence[str]) -> str:
    """Return the last word of a full name that is no 'Jr.', in lower case."""
    suffixed = len(words) > 2 and words[-1].lower() in lexicon.words("person-suffix")
    return words[-2 if suffixed else -1].lower().rstrip(",")


def _middle(words: Sequence[str]) -> Sequence[str]:
    """Return the words between first name and surname."""
    return words[1:-2] if words[-1].lower() in lexicon.words("person-suffix") else words[1:-1]


def _family(word: str) -> set[str]:
    """Return of which surnames a word may be the plural ('Roes', 'Joneses')."""
    lower = word.lower()
    return {lower.removesuffix(ending) for ending in ("s", "es") if lower.endswith(ending)}


def _is_told_as_person(group: Sequence[Mention]) -> bool:
    """Tell whether a known name ('Ford', 'Jordan') stands here as somebody's surname, by what is around it."""
    if any(mention.known and mention.known.own for mention in group):
        return False
    totals: Counter[FactKind] = Counter()
    for mention in group:
        totals.update(mention.votes)
        if mention.known:
            totals[mention.known.kind] -= KNOWN
    return totals[PERSON] >= _ENOUGH and all(totals[kind] < totals[PERSON] for kind in NAME_KINDS - {PERSON})


def _both_initials(words: Sequence[str]) -> set[str]:
    """Return the first letters of all words, and of those that are not small ones."""
    large = [word for word in words if word.lower() not in lexicon.words("minor")]
    return {"".join(word[0] for word in kept).upper() for kept in (words, large)}


def _without_nation(words: Sequence[str]) -> Sequence[str]:
    """Return a name of several words without the country or people before it: 'US Federal Reserve'."""
    known = lexicon.known_names().get(words[0])
    nation = (known and known.kind is PLACE) or words[0].lower() in lexicon.words("demonym")
    return words[1:] if nation and len(words) > _SHORTEST else words


def _initials(words: Sequence[str]) -> str:
    """Return the first letters of the words that an acronym is made of."""
    return (
        "".join(word[0] for word in words if word.lower() not in lexicon.words("minor")).upper()
        if len(words) > 1
        else ""
    )


def _apart(words: Sequence[str]) -> Sequence[str]:
    """Return words with those in capitals as letters: 'US Geological Survey' is the USGS."""
    if len(words) < _SHORTEST:
        return words
    return [part for word in words for part in (word.replace(".", "") if word.isupper() else (word,))]


def _is_beside(text: str, expansion: Sequence[Mention], starts: Collection[int], after: Collection[int]) -> bool:
    """Tell whether an acronym stands in brackets right after an expansion, or the other way round.

    `starts` are the places of the acronym, `after` those where an opening bracket that follows it ends.
    """
    return any(
        mention.span.start in after
        or (text[mention.span.end : mention.span.end + 2] == " (" and mention.span.end + 2 in starts)
        for mention in expansion
    )


def _kind(group: Sequence[Mention]) -> tuple[FactKind, float]:
    """Return the kind with most votes and how many: one decision for a name in the whole article."""
    totals: Counter[FactKind] = Counter()
    for mention in group:
        totals.update(mention.votes)
    if not totals:
        return ORGANISATION, 0.0
    kind = max(sorted(NAME_KINDS), key=lambda one: totals[one])
    return kind, totals[kind]


def _entity(group: Sequence[Mention]) -> Entity | None:
    """Settle one name; None where too little speaks for it."""
    known = next((mention.known for mention in group if mention.known), None)
    if known:
        return Entity(known.name, known.kind, tuple(group), known.outlet)
    kind, votes = _kind(group)
    if votes < _ENOUGH:
        return None
    return Entity(_name(group, kind), kind, tuple(group))


def _name(group: Sequence[Mention], kind: FactKind) -> str:
    """Return the fullest form of a name as the article writes it: singular for acronyms, without a legal form."""
    forms = Counter(mention.form for mention in group)
    best = max(forms, key=lambda form: (len(form.split()), not form.isupper(), forms[form], len(form)))
    if kind is not PERSON and best.endswith("s") and best[:-1].isupper() and is_marked(best[:-1]):
        best = best[:-1]
    if (kind is PLACE and best.isupper() and len(best) > _LONGEST_ACRONYM) or (
        kind is PERSON and best.isupper() and " " in best
    ):
        best = best.title()
    words = best.split()
    if kind is ORGANISATION and len(words) > 1 and words[-1].lower() in lexicon.words("legal-form") - _SPOKEN:
        best = " ".join(words[:-1]).rstrip(",")
    return best.removeprefix("The ") or best
