"""Speakers: from the clause beside quoted words to the name of who says them, pronouns by gender and nearness."""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.facts.document import FactText
from index.facts.entities import lexicon
from index.facts.entities.lexicon import Gender
from index.models import Fact, FactKind, Span

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)*)\W*$")
_PRONOUNS: dict[str, Gender] = {"he": "m", "she": "f"}
_SPOKE_FOR = re.compile(r"\b(?:spokes(?:man|woman|person)|representative) (?:for|of|at|with) (?:the )?$")
_BELONGS = re.compile(r"\b(?:of|for|at|with|from|by|to|against) (?:the )?$")
# What may stand in brackets between a name and its verb: a party, an age.
_BRACKETED = re.compile(r"\s*\([^()]{1,40}\)\W*")
_ROLE_AFTER = re.compile(r"\W{1,3}(?:spokes(?:man|woman|person)|officials?|executives?|representative)\s*$")
# A full stop that ends a sentence: before a capital, and not after an initial or an abbreviation.
_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|Lt|St|Jr|Sr))(?<!\b(?:Mrs|Rep|Sen|Gov|Gen|Col|Rev|Maj|Sgt|Adm|Hon|Inc))"
    r"(?<!\b(?:Prof|Reps|Sens|Capt|Corp))[.!?][\"”’)]*(?=\s+[\"“‘(]?[^\W_a-z]|\s*$)"
)
# How far from the verb a subject is looked for, in characters: a long noun phrase with an apposition.
_REACH = 240


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause beside a quotation says of its speaker; `name` is None where it names nobody we know."""

    name: str | None
    verb: Span


@dataclass(frozen=True, slots=True)
class _Mention:
    place: Span
    name: str
    kind: FactKind


def clause_end(text: str, start: int, end: int) -> int:
    """Return where the sentence that goes on at `start` ends, at most `end`."""
    stop = _STOP.search(text, start, end)
    return stop.end() if stop else end


def clause_start(text: str, start: int, end: int) -> int:
    """Return where the sentence that goes on until `end` begins, at least `start`."""
    window = max(start, end - 2 * _REACH)
    begin = window
    for stop in _STOP.finditer(text, window, end):
        if text[stop.end() : end].strip():
            begin = stop.end()
    return begin


class Cast:
    """The people and organisations of one article, by place, ready to be asked who speaks."""

    def __init__(self, document: FactText, names: Sequence[Fact]) -> None:
        self._text = document.text
        self._document = document
        self._mentions = sorted(
            (
                _Mention(place, str(fact.value), fact.kind)
                for fact in names
                if fact.kind in (FactKind.PERSON, FactKind.ORGANISATION)
                for place in fact.places
            ),
            key=lambda mention: mention.place,
        )
        self._starts = [mention.place.start for mention in self._mentions]
        self._by_label = {
            part.casefold(): one.name for one in self._mentions for part in (one.name.split()[-1], one.name)
        }
        self._genders = {str(fact.value): _gender(self._text, fact) for fact in names if fact.kind is FactKind.PERSON}

    def within(self, start: int, end: int) -> Sequence[_Mention]:
        """Return the mentions that begin in `[start, end)`."""
        return self._mentions[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]

    def exactly(self, start: int, end: int) -> str | None:
        """Return the name that fills `[start, end)`, apart from a title before it."""
        held = [mention for mention in self.within(start, end) if mention.place.end == end]
        return held[-1].name if held else None

    def after_quote(self, start: int, end: int) -> Clause | None:
        """Read the clause `[start, end)` that follows quoted words: ' said Jane Roe, a ...', ' she told reporters'."""
        verb = next(_speech(self._text, start, min(end, start + _REACH)), None)
        if verb is None:
            return self._according(start, end)
        lead = _plain(self._text[start : verb.start])
        if not lead or lead in lexicon.words("auxiliary"):
            return Clause(self._inverted(verb.end, end), verb)
        return Clause(self._opening(start, verb.start) or self._subject(start, verb.start), verb)

    def before_quote(self, start: int, end: int) -> Clause | None:
        """Read the clause `[start, end)` that leads to quoted words: 'Jane Roe said: ', 'calling the plan '."""
        verbs = list(_speech(self._text, max(start, end - _REACH), end))
        if not verbs:
            return self._according(start, end)
        verb = verbs[-1]
        if not _plain(self._text[start : verb.start]):
            return Clause(self._inverted(verb.end, end), verb)
        if verb.of(self._text).endswith("ing"):
            return Clause(self._first(start, verb.start), verb)
        return Clause(self._subject(max(start, verb.start - _REACH), verb.start), verb)

    def labelled(self, start: int, end: int) -> str | None:
        """Return the name that `[start, end)` consists of, where it is a label ('ROE:')."""
        label, colon, rest = self._text[start:end].strip().rpartition(":")
        return None if not colon or rest else self._by_label.get(label.casefold())

    def _opening(self, start: int, end: int) -> str | None:
        """Return the person a clause opens with, before an apposition of any length: ' Jane Roe, head of X, one of'."""
        held = self.within(start, end)
        if (
            not held
            or held[0].kind is not FactKind.PERSON
            or self._text[held[0].place.end : held[0].place.end + 1] != ","
        ):
            return None
        lead = _plain(self._text[start : held[0].place.start]).split()
        return held[0].name if all(word in lexicon.words("title") for word in lead) else None

    def _according(self, start: int, end: int) -> Clause | None:
        at = self._text.find("ccording to ", start, end)
        if at < 0:
            return None
        cue = Span(at - 1, at + len("ccording to "))
        held = [
            mention
            for mention in self.within(cue.end, min(end, cue.end + 80))
            if "," not in self._between(cue, mention)
        ]
        return Clause(_person_first(held), cue)

    def _between(self, verb: Span, mention: _Mention) -> str:
        return self._text[verb.end : mention.place.start]

    def _inverted(self, start: int, end: int) -> str | None:
        """Return who stands after the verb: 'said Jane Roe', 'said the group's head, Jane Roe,', 'said she'."""
        stop = min(end, start + _REACH)
        word = _WORD.search(self._text, start, stop)
        if word and word.group() in _PRONOUNS:
            return self._pronoun(_PRONOUNS[word.group()], word.start())
        commas = [match.start() for match in re.finditer("[,;:]", self._text[start:stop])][:2]
        first = start + commas[0] if commas else stop
        held = self.within(start, first)
        persons = [mention for mention in held if mention.kind is FactKind.PERSON]
        if persons and not _possessed(self._text, persons[0].place):
            return None if self._joined(persons[0]) else persons[0].name
        if len(commas) and not persons:
            second = start + commas[1] if len(commas) > 1 else stop
            apposed = [one for one in self.within(first, second) if one.place.start <= first + 2]
            if apposed and apposed[0].kind is FactKind.PERSON:
                return apposed[0].name
        if held and _plain(self._text[start : held[0].place.start]) in ("", "the") and not persons:
            return held[0].name if not _possessed(self._text, held[0].place) else None
        spoken = [one for one in held if _SPOKE_FOR.search(self._text[start : one.place.start])]
        return spoken[0].name if spoken and not persons else None

    def _subject(self, start: int, end: int) -> str | None:
        """Return who stands before the verb: 'Jane Roe, a lawyer, also', 'she', 'an Acme spokesman', 'Roe, who'."""
        end = _without_auxiliaries(self._text, start, end)
        piece = self._text[start:end].rstrip()
        if piece.endswith(","):
            end = start + len(piece)
            apposed = [
                one
                for one in self.within(start, end)
                if one.place.end < end - 1 and self._text[one.place.end] == "," and not self._joined(one)
            ]
            persons = [one for one in apposed if one.kind is FactKind.PERSON]
            if persons or apposed:
                return (persons or apposed)[-1].name
            end -= 1
            piece = self._text[start:end].rstrip()
        end = start + len(piece)
        last = _LAST_WORD.search(piece)
        if last and last[1].lower() in _PRONOUNS:
            return self._pronoun(_PRONOUNS[last[1].lower()], start + last.start(1))
        if last and last[1].lower() in ("and", "but", "then"):
            return self._first(start, end)
        held = self.within(start, end)
        if not held:
            return None
        nearest = held[-1]
        rest = self._text[nearest.place.end : end]
        if not rest.strip('"”)') or _BRACKETED.fullmatch(rest):
            if _SPOKE_FOR.search(self._text[start : nearest.place.start]):
                return nearest.name
            return None if self._joined(nearest) else nearest.name
        return nearest.name if nearest.kind is FactKind.ORGANISATION and _ROLE_AFTER.fullmatch(rest) else None

    def _joined(self, mention: _Mention) -> bool:
        """Tell whether a name only belongs to another noun: 'the head of Acme', 'talks with Roe'."""
        return bool(_BELONGS.search(self._text[max(0, mention.place.start - 12) : mention.place.start]))

    def _first(self, start: int, end: int) -> str | None:
        """Return the subject of the sentence that a participle belongs to: 'Roe dismissed it, calling it ...'."""
        word = _WORD.search(self._text, start, end)
        if word and word.group().lower() in _PRONOUNS:
            return self._pronoun(_PRONOUNS[word.group().lower()], word.start())
        held = self.within(start, end)
        if not held or len(_plain(self._text[start : held[0].place.start]).split()) > 3:
            return None
        return None if _possessed(self._text, held[0].place) or self._joined(held[0]) else held[0].name

    def _pronoun(self, gender: Gender, at: int) -> str | None:
        """Return whom 'he' or 'she' at `at` stands for: the nearest fitting person before, subjects first."""
        best: tuple[float, str] | None = None
        sentence = self._document.sentence_at(at)
        for mention in reversed(self.within(max(0, at - 1500), at)):
            if mention.kind is not FactKind.PERSON or self._genders.get(mention.name) not in (gender, None):
                continue
            own = self._document.sentence_at(mention.place.start)
            score = -(at - mention.place.start) / 300
            score += 1.0 if mention.place.start - own.start < 25 else 0.0
            score -= 0.8 if _possessed(self._text, mention.place) or self._joined(mention) else 0.0
            score -= 0.6 if self._genders.get(mention.name) is None else 0.0
            score -= 0.4 if own == sentence else 0.0
            if best is None or score > best[0]:
                best = score, mention.name
        return best[1] if best else None


def _speech(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the verbs of speech in `[start, end)`."""
    verbs = lexicon.words("speech")
    for match in _WORD.finditer(text, start, end):
        if match.group().lower() in verbs:
            yield Span(*match.span())


def _plain(piece: str) -> str:
    """Return the words of a piece in lower case, parted by single spaces."""
    return " ".join(_WORD.findall(piece)).lower()


def _without_auxiliaries(text: str, start: int, end: int) -> int:
    """Move `end` left over auxiliaries, adverbs and 'who' that part a subject from its verb."""
    while match := _LAST_WORD.search(text, max(start, end - 40), end):
        word = match[1].lower()
        if word not in lexicon.words("auxiliary") and word != "who" and not (len(word) > 4 and word.endswith("ly")):
            return end
        if text[match.end(1) : end].strip():
            return end
        end = match.start(1)
    return end


def _possessed(text: str, place: Span) -> bool:
    return text[place.end : place.end + 1] in ("'", "’")


def _person_first(held: Sequence[_Mention]) -> str | None:
    persons = [mention for mention in held if mention.kind is FactKind.PERSON]
    return (persons or held)[0].name if held else None


def _gender(text: str, fact: Fact) -> Gender | None:
    """Return the gender of a person by a title before any place of the name, then by the first name, or None."""
    for place in fact.places:
        before = text[max(0, place.start - 12) : place.start].rstrip().lower().rsplit(" ", 1)[-1].rsplit("\n", 1)[-1]
        if before in lexicon.words("male-title"):
            return "m"
        if before in lexicon.words("female-title"):
            return "f"
    return lexicon.genders().get(str(fact.value).split(" ", 1)[0])
