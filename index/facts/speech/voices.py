"""Voices: the clauses of a passage that tell who speaks ('said Jane Roe', 'Roe, who lives there, insisted that').

Each verb that reports is looked at where it stands; its source is the noun phrase that the grammar around it points to.
"""

from typing import NamedTuple

from index.facts.speech.passages import FINITE, NOMINAL, Passage
from index.facts.speech.verbs import ACCORDING, form, reporting

_LONGEST_PHRASE = 14
_LONGEST_APPOSITION = 30
_LONGEST_SENTENCE = 80
"""Words that are looked through for a subject: a bound for texts without full stops."""
_NO_SUBJECT = frozenset({"it", "there", "this", "that", "which", "what"})
_HOLDING = frozenset({"of", "for", "at", "from", "in", "on", "to", "with", "by"})
"""Prepositions that a noun phrase may run over."""
DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tonight"}
    | {"morning", "afternoon", "evening", "night"}
)
_NOT_VERBS = frozenset({"like", "according", "including", "following", "regarding", "need", "use"})


class Voice(NamedTuple):
    """Words that name a source: `cue` the verb, `first` to `last` the source, all positions of words in the passage."""

    cue: int
    first: int
    last: int
    how: str
    """The construction: inverted, subject, apposed, who, joined, participle, infinitive, according, sentence."""
    stem: str
    kind: str
    """Of the verb: speech, stance or none."""
    form: str


def voices(passage: Passage) -> list[Voice]:
    """Return the voices of a passage in order of their verbs; verbs within quotations are not looked at."""
    found: list[Voice] = []
    for at in passage.verbs:
        lower = passage.lowers[at]
        if passage.quoted[at] >= 0:
            continue
        if lower == ACCORDING:
            phrase = _after(passage, at + 2) if passage.lowers[at + 1 : at + 2] == ("to",) else None
            if phrase:
                found.append(Voice(at, *phrase, "according", ACCORDING, "speech", "base"))
            continue
        known = reporting(lower)
        if known is None or lower in _NOT_VERBS or _is_noun(passage, at):
            continue
        source = _source(passage, at, found)
        if source:
            first, last, how = source
            found.append(Voice(at, first, last, how, *known, form(lower)))
    return found


def subject(passage: Passage, first: int, stop: int) -> tuple[int, int] | None:
    """Return the noun phrase before the first finite verb of the words `[first, stop)`, or None."""
    for verb in range(max(first, stop - _LONGEST_SENTENCE), stop):
        if not _is_finite(passage, verb):
            continue
        at = verb - 1
        while at >= first and (passage.classes[at] == "R" or passage.lowers[at] == "who"):
            at -= 1
        if at >= first and passage.lowers[at] == ",":
            comma = _comma_before(passage, at, first)
            if comma is not None:
                at = comma - 1
        phrase = _before(passage, at, first)
        if phrase and passage.lowers[phrase[0]] not in _NO_SUBJECT:
            return phrase
    return None


def _is_finite(passage: Passage, at: int) -> bool:
    return passage.classes[at] in FINITE and passage.quoted[at] < 0 and not passage.lowers[at].endswith("ing")


def _is_noun(passage: Passage, at: int) -> bool:
    """Tell whether a word that may be a verb is a noun here: 'the report', 'a sharp demand', 'Roe’s claim'."""
    lower = passage.lowers[at]
    shape = form(lower)
    if at == 0:
        return shape == "base"
    before, earlier = passage.classes[at - 1], passage.classes[at - 2] if at > 1 else "^"
    if before == "S":
        return earlier != "M"
    if before == "D" or (before == "P" and passage.lowers[at - 1] != "to" and shape != "ing"):
        return True
    if shape == "base" and before == "N":
        return not passage.lowers[at - 1].endswith("s")
    # 'hopes' and 'wants' are told from 'hope' and 'want' by what stands before.
    return passage.classes[at] == "N" and shape == "base" and before not in "MAKR" and passage.lowers[at - 1] != "to"


def _source(passage: Passage, cue: int, before: list[Voice]) -> tuple[int, int, str] | None:
    """Return the source of the verb at `cue` and the construction that tells it."""
    begin = max(passage.sentence_starts[passage.sentences[cue]], cue - _LONGEST_SENTENCE)
    at = cue - 1
    infinitive = auxiliary = False
    while at >= begin and passage.quoted[at] < 0 and (passage.classes[at] in "ARS" or passage.lowers[at] == "to"):
        if passage.classes[at] == "S" and (at == begin or passage.classes[at - 1] != "M"):
            break
        infinitive = infinitive or passage.lowers[at] == "to"
        auxiliary = auxiliary or passage.classes[at] in "AS"
        at -= 1
    if infinitive:
        return _subject_as(passage, begin, cue, before, "infinitive")
    edge = at < begin or passage.quoted[at] >= 0
    participle = passage.lowers[cue].endswith("ing") and not auxiliary
    if edge and not participle:
        phrase = _after(passage, cue + 1)
        if phrase:
            return *phrase, "inverted"
    if participle:
        if not edge and passage.classes[at] in "KM":
            # 'with footage of Roe saying', 'he later adding'
            phrase = _before(passage, at, begin)
            if phrase:
                return *phrase, "participle"
        return _subject_as(passage, begin, cue, before, "participle")
    if edge:
        return None
    lower = passage.lowers[at]
    if lower in ("and", "but", "then", "or"):
        return _subject_as(passage, begin, at, before, "joined")
    if lower in ("who", "that", "which"):
        at -= 1
        while at >= begin and passage.lowers[at] in (",", ")"):
            at -= 1
        phrase = _before(passage, at, begin)
        return (*phrase, "who") if phrase else None
    if lower == ",":
        return _over_comma(passage, cue, at, begin, before)
    if lower == ")":
        opening = at
        while opening > begin and passage.lowers[opening] != "(" and at - opening < 12:
            opening -= 1
        at = opening - 1
    phrase = _before(passage, at, begin)
    return (*phrase, "subject") if phrase else None


def _over_comma(passage: Passage, cue: int, comma: int, begin: int, before: list[Voice]) -> tuple[int, int, str] | None:
    """Return the source of a verb after a comma: 'Jane Roe, a lawyer, said', '..., said Jane Roe'."""
    if comma > begin and passage.quoted[comma - 1] >= 0:
        phrase = _after(passage, cue + 1)
        return (*phrase, "inverted") if phrase else None
    opening = _before_appositions(passage, comma, begin)
    if opening:
        return *opening, "apposed"
    earlier = _comma_before(passage, comma, begin)
    if earlier is not None:
        phrase = _before(passage, earlier - 1, begin)
        if phrase and not any(_is_finite(passage, at) for at in range(begin, phrase[0])):
            named = all(kind == "K" for kind in passage.classes[earlier + 1 : comma])
            return phrase[0], comma - 1 if named else phrase[1], "apposed"
    phrase = _after(passage, cue + 1)
    if phrase and passage.classes[phrase[0]] in "KMD":
        return *phrase, "inverted"
    return _subject_as(passage, begin, comma, before, "joined")


def _before_appositions(passage: Passage, comma: int, begin: int) -> tuple[int, int] | None:
    """Return the name that opens a clause before any number of appositions: 'Jane Roe, head of X, one of Y, said'."""
    first = comma
    while first > begin and passage.quoted[first - 1] < 0 and comma - first < _LONGEST_SENTENCE:
        first -= 1
    while first < comma and passage.classes[first] not in "KDN":
        first += 1
    at = first
    while at < comma and passage.lowers[at] not in (",", "("):
        at += 1
    if at == comma or passage.classes[first] != "K":
        return None
    phrase = _before(passage, at - 1, first)
    if not phrase or phrase[0] != first:
        return None
    # 'Paul Brack’s lawyer, Jane Roe, said': the name is what follows.
    end = at + 1
    while end < comma and passage.classes[end] == "K":
        end += 1
    named = passage.classes[phrase[1]] != "K" and end > at + 1 and passage.lowers[end] == ","
    return first, end - 1 if named else phrase[1]


def _subject_as(passage: Passage, begin: int, stop: int, before: list[Voice], how: str) -> tuple[int, int, str] | None:
    """Return the source of a verb that shares its subject with one before it: the sentence's last voice or subject."""
    if before and before[-1].cue >= begin and how != "infinitive":
        return before[-1].first, before[-1].last, how
    phrase = subject(passage, begin, stop) or _opening(passage, begin, stop)
    return (*phrase, how) if phrase else None


def _opening(passage: Passage, begin: int, stop: int) -> tuple[int, int] | None:
    """Return the noun phrase that a sentence opens with, where no verb is told."""
    if begin < stop and passage.classes[begin] in "KDM":
        return _after(passage, begin)
    return None


def _comma_before(passage: Passage, at: int, begin: int) -> int | None:
    """Return the comma that opens the apposition which the comma at `at` closes."""
    for place in range(at - 1, max(begin, at - _LONGEST_APPOSITION) - 1, -1):
        if passage.quoted[place] >= 0 and passage.quoted[at] < 0:
            continue
        if passage.lowers[place] == ",":
            return place if place > begin else None
    return None


def _before(passage: Passage, last: int, begin: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends with the word at `last` and begins at `begin` or later."""
    while last >= begin and passage.lowers[last] in (")", "’", "'"):
        last -= 1
    while last > begin and passage.lowers[last] in DAYS:
        last -= 2 if passage.lowers[last - 1] in ("on", "early", "late") else 1
    if last < begin or passage.quoted[last] >= 0:
        return None
    if passage.classes[last] == "M":
        return last, last
    at = last
    least = max(begin, last - _LONGEST_PHRASE)
    while at >= least and passage.quoted[at] < 0:
        kind, lower = passage.classes[at], passage.lowers[at]
        joins = lower in _HOLDING or (lower == "and" and passage.classes[at - 1 : at] == ["K"]) or lower == "-"
        if kind not in NOMINAL and not joins:
            break
        at -= 1
        if kind == "D" and (at < begin or passage.lowers[at] not in _HOLDING):
            break
    first = at + 1
    while first <= last and (passage.classes[first] in "PSC" or passage.lowers[first] == "-"):
        first += 1
    return (first, last) if _has_noun(passage, first, last) else None


def _after(passage: Passage, first: int) -> tuple[int, int] | None:
    """Return the noun phrase that begins with the word at `first`, with the apposition that may name its head."""
    count = len(passage)
    if first >= count or passage.quoted[first] >= 0:
        return None
    if passage.classes[first] == "M":
        return first, first
    at = first
    while at < count and passage.quoted[at] < 0 and at - first < _LONGEST_PHRASE:
        if passage.classes[at] not in NOMINAL and passage.lowers[at] not in ("of", "for", "at", "and", "-"):
            break
        at += 1
    last = at - 1
    while last > first and (passage.classes[last] in "PCS" or passage.lowers[last] == "-"):
        last -= 1
    if not _has_noun(passage, first, last):
        return None
    # 'said the mayor, Jane Roe,': the name is what follows.
    if last + 2 < count and passage.lowers[last + 1] == "," and passage.classes[first] != "K":
        end = last + 2
        while end < count and passage.classes[end] == "K" and passage.quoted[end] < 0:
            end += 1
        if end > last + 2:
            return first, end - 1
    return first, last


def _has_noun(passage: Passage, first: int, last: int) -> bool:
    return first <= last and any(passage.classes[at] in "KN#D" for at in range(first, last + 1))
