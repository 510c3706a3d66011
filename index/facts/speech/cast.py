"""The cast: the people and organisations of one article, asked whom a source of a few words means.

A source is a name, a pronoun, or words that name nobody ('a police spokesman'), which are kept as they are written.
"""

import bisect
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from index.facts.closedclass import DETERMINERS
from index.facts.document import FactText
from index.facts.entities import lexicon
from index.facts.speech.passages import Passage
from index.facts.speech.pronouns import GENDERS, People
from index.models import Fact, FactKind, Span

_SPEAKS_FOR = re.compile(r"spokes(?:man|woman|person|people)|representatives?|officials?|executives?")
# Heads of phrases that name a thought, a piece of a text, a time or an event and nobody who speaks ('excerpts', 'her
# first priority', 'the weekend'), and words that no such phrase ends with ('a series of', 'some').
_SPEECHLESS = re.compile(
    r"\b(?:(?:excerpt|passage|priorit(?:y|ie)|goal|aim|idea|plan|hope|fear|question|answer|reason|problem|word|remark"
    r"|thought|feeling|choice|chance|amendment|attack|crime|inquir(?:y|ie)|investigation|event|weekend|morning|evening"
    r"|night|afternoon|day|week|month|year)s?|an?|the|of|some|any|such|in|on|at|to|for|by|and|or)\s*\Z",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]*)(?: (?:(?:of|the|de|la|van|von|bin|al) )?[^\W\d_a-z][\w.’'-]*){0,4}"
)

Kind = Literal["person", "organisation", "pronoun", "written", "described", "nobody"]


class Source(NamedTuple):
    """Who a source is: `name` is a canonical name, or the source as written where it names nobody we know."""

    name: str | None
    kind: Kind


class Mention(NamedTuple):
    """A person or an organisation at one place."""

    place: Span
    name: str
    kind: FactKind


class Cast:
    """The people and organisations of one article, by place, ready to be asked who speaks."""

    def __init__(self, document: FactText, names: Sequence[Fact], quotes: Sequence[Span]) -> None:
        self._text = document.text
        speaking = [fact for fact in names if fact.kind in (FactKind.PERSON, FactKind.ORGANISATION)]
        self._mentions = sorted(
            Mention(place, str(fact.value), fact.kind) for fact in speaking for place in fact.places
        )
        self._starts = [mention.place.start for mention in self._mentions]
        self._by_label = {
            part.casefold(): str(fact.value)
            for fact in reversed(speaking)
            for part in (str(fact.value).split()[-1], str(fact.value))
        }
        people = [fact for fact in speaking if fact.kind is FactKind.PERSON]
        self._names = frozenset(str(fact.value) for fact in people)
        self._people = People(document, people, quotes)

    def within(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin in `[start, end)`."""
        return self._mentions[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]

    def labelled(self, label: Span) -> str | None:
        """Return whom the label before a colon means; a label that is no known name is itself the name."""
        written = label.of(self._text).strip()
        if len(written) < 3:
            return None
        known = self._by_label.get(written.casefold()) or self._by_label.get(written.split()[-1].casefold())
        return known or (written.title() if written.isupper() else written)

    def source(self, passage: Passage, first: int, last: int, recent: Sequence[str]) -> Source:
        """Return whom the words from `first` to `last` mean; `recent` are the speakers so far, the last one last."""
        start, end = passage.span(first, last)
        lower = passage.lowers[first]
        if passage.classes[first] == "M" or (first == last and lower in GENDERS):
            gender = GENDERS.get(lower)
            return Source(
                self._people.stands_for(gender, start, recent) if gender else self._plural(lower, recent), "pronoun"
            )
        named = self.named(passage, first, last)
        if named is not None:
            return Source(named.name, "person" if named.kind is FactKind.PERSON else "organisation")
        held = self.within(start, end)
        people = any(one.kind is FactKind.PERSON for one in held)
        organisation = held and held[0].kind is FactKind.ORGANISATION
        if organisation and not people and _SPEAKS_FOR.search(self._text, start, end):
            return Source(held[0].name, "organisation")
        written = " ".join(self._text[start:end].split())
        if lexicon.words("calendar").intersection(passage.lowers[first : last + 1]):
            return Source(None, "nobody")
        if is_name(written):
            return Source(written, "written")
        if _SPEECHLESS.search(self._text[start : _head_end(passage, first, last)]):
            return Source(None, "nobody")
        bare = passage.classes[first] == "N" and not written.endswith(("s", "police", "people"))
        return Source(None, "nobody") if bare or not written else Source(_in_sentence(written), "described")

    def named(self, passage: Passage, first: int, last: int) -> Mention | None:
        """Return the name that the words from `first` to `last` have as their head, or None."""
        start, end = passage.span(first, last)
        held = self.within(start, end)
        head = _head_end(passage, first, last)
        apposed = [one for one in held if self._text[one.place.start - 2 : one.place.start] == ", "]
        named = [one for one in held if one.place.start < head and not self._is_possessive(one)]
        if apposed and apposed[-1].place.end == end:
            named, head = apposed[-1:], end
        if not named:
            return None
        chosen = ([one for one in named if one.kind is FactKind.PERSON] or named)[-1]
        return None if _has_noun_after(passage, chosen.place.end, head) else chosen

    def _is_possessive(self, mention: Mention) -> bool:
        after = self._text[mention.place.end : mention.place.end + 2]
        return after[:1] in ("'", "’") and after[1:] in ("s", " ", "")

    def _plural(self, lower: str, recent: Sequence[str]) -> str | None:
        """Return whom 'they' and 'it' stand for: the last speaker that is no person."""
        if lower not in ("they", "it"):
            return None
        return next((name for name in reversed(recent[-4:]) if name not in self._names), None)


def is_name(written: str) -> bool:
    """Tell whether words look like a name and nothing else: each with a capital, but for 'of' and the like."""
    return _CAPITALISED.fullmatch(written) is not None


def _in_sentence(words: str) -> str:
    """Write a description as it would stand within a sentence: 'A neighbour' is 'a neighbour'."""
    first, space, rest = words.partition(" ")
    return f"{first.lower()}{space}{rest}" if space and first.lower() in DETERMINERS else words


def _has_noun_after(passage: Passage, start: int, end: int) -> bool:
    """Tell whether an ordinary noun follows a name in its phrase: 'the Acme chairman' is no Acme."""
    at = passage.at(start)
    while at < len(passage) and passage.starts[at] < end:
        if passage.classes[at] == "N" and passage.quoted[at] < 0:
            return True
        if passage.lowers[at] in (",", "("):
            return False
        at += 1
    return False


def _head_end(passage: Passage, first: int, last: int) -> int:
    """Return where the head of a noun phrase ends: names after its first preposition only belong to it.

    'Roe of Acme' is Roe, 'a lawyer for Roe' is a lawyer; 'the mayor, Jane Roe' is all head.
    """
    for at in range(first, last + 1):
        if passage.classes[at] == "P":
            return passage.starts[at]
    return passage.ends[last]
