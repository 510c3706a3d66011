"""Statements that one report denies: in sentences otherwise the same, or with the same subject denying and confirming.

Precision comes first here, too. A 'not' changes what a sentence says only where nothing before it opens a condition, a
question or another 'not', where it is about the same subject, and where neither report tells the other side as well.
The rules know English words, so reports in other languages are passed over.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.compare.conflict import Claim, Conflict, between
from index.compare.differing import MOST_WORDS, Change, differing
from index.compare.opposites import (
    AUXILIARIES,
    DENIED,
    NEGATIONS,
    TIMES,
    Opposite,
    Role,
    affirmed,
    confirms,
    denies,
    is_denial,
    is_signal,
    opposite,
    parted,
)
from index.compare.pool import Line
from index.compare.telling import Aligned, Telling
from index.compare.tokens import content_stem
from index.models import ToldValue

_LABELS: dict[Role, str] = {"confirmed-or-denied": "confirmed or denied", "direction": "up or down"}
_LEAST_SAME = 5  # words that two sentences must share in order
_LEAST_ALL_SAME = 3  # where nothing else differs
_MOST_OTHER = 0.25  # of the words they share: how much else may differ
_NEAR = 2  # words behind the opposites that must be the same: what is denied
_SCOPE = 3  # words behind a negation in which another one turns it round
_GOVERNED = 8  # words before the opposites in which another negation may govern them
_FEW = 6  # words before the opposites in which 'some' makes room for both
_BEFORE, _BEHIND = 1, 3  # words around that are shown
_MOST_FOUND = 50  # of two reports, so that looking for what either tells as well is bounded

# What opens room for both: conditions, and what is only possible.
_CONDITIONS = frozenset({"if", "lest", "provided", "suppose", "unless", "until", "whenever", "whether"})
_POSSIBLE = frozenset({"may", "might", "perhaps", "maybe", "possibly"})
_PART_OF = frozenset(
    {"another", "few", "half", "many", "most", "often", "only", "other", "others", "several", "some", "sometimes"}
    | {"those"}
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHO = frozenset({"he", "her", "his", "i", "its", "it", "my", "our", "she", "their", "they", "we", "you", "your"})
_WHICH = frozenset({"who", "which", "that", "whose", "what"})
_OF = frozenset({"at", "by", "for", "from", "in", "of", "to", "with"})
_CLAUSE = frozenset({"although", "and", "but", "that", "though", "when", "while"})
_SUBJECT_WORDS = 6
_SAME_OBJECT, _LEAST_OBJECT = 0.7, 3  # of the shorter sentence's other stems, and how many
_SAME_OF_LONGER = 0.4
_CLAUSE_BEFORE, _CLAUSE_BEHIND = 5, 8  # words around the opposites that are the clause, for telling it elsewhere
_TOLD_AS_WELL = 0.7  # of the clause's stems


class _Words(NamedTuple):
    """A sentence with contractions taken apart, and the number of each word's token."""

    words: tuple[str, ...]
    tokens: tuple[int, ...]


class _Found(NamedTuple):
    """Two sentences that say the opposite, and the words that do."""

    left: tuple[int, int]
    """Report and sentence."""
    right: tuple[int, int]
    words: tuple[_Words, _Words]
    change: Change
    says: Opposite


def opposite_statements(telling: Telling, aligned: Aligned) -> Iterator[Conflict]:
    """Yield the sentences of two reports one of which denies what the other tells, or tells the other direction."""
    found: dict[tuple[int, int], list[_Found]] = {}
    for left, one, right, other in sorted(aligned):
        if left < right and all(_is_english(telling.languages[report]) for report in (left, right)):
            couple = found.setdefault((left, right), [])
            if len(couple) < _MOST_FOUND and (pair := _opposite(telling, (left, one), (right, other))):
                couple.append(pair)
    matters = [[_matter(line) for line in part] if any(found.values()) else [] for part in telling.lines]
    for couple in found.values():
        for pair in couple:
            if not _either_tells_both(matters, pair):
                role = pair.says.role
                yield between(
                    "statement", role, None, _LABELS[role], _claim(telling, pair, 0), _claim(telling, pair, 1)
                )


def _is_english(language: str | None) -> bool:
    return language is None or language.startswith("en")


def _opposite(telling: Telling, left: tuple[int, int], right: tuple[int, int]) -> _Found | None:
    lines = telling.lines[left[0]][left[1]], telling.lines[right[0]][right[1]]
    changed = set(lines[0].words) ^ set(lines[1].words)
    if not any(is_signal(part) for word in changed for part in parted(word)):
        return None
    if any("?" in line.span.of(telling.texts[at]) for line, at in zip(lines, (left[0], right[0]), strict=True)):
        return None
    words = _words(lines[0]), _words(lines[1])
    signals = [[word for word in each.words if is_signal(word)] for each in words]
    if signals[0] == signals[1] or max(len(each.words) for each in words) > MOST_WORDS:
        return None
    found = _in_same_words(telling, (left[0], right[0]), lines, words) or _in_other_words(words)
    return _Found(left, right, words, *found) if found else None


def _words(line: Line) -> _Words:
    found = [(part, at) for at, word in enumerate(line.words) for part in parted(word)]
    return _Words(tuple(part for part, _ in found), tuple(at for _, at in found))


def _in_same_words(
    telling: Telling, reports: tuple[int, int], lines: tuple[Line, Line], words: tuple[_Words, _Words]
) -> tuple[Change, Opposite] | None:
    """Return the one thing that two sentences put the other way round, where all else is nearly the same."""
    found = differing(words[0].words, words[1].words)
    if found is None or found.same < (_LEAST_SAME if len(found.changes) > 1 else _LEAST_ALL_SAME):
        return None
    says = [(change, what) for change in found.changes if (what := _says(words, change))]
    if len(says) != 1:
        return None
    change, what = says[0]
    others = [each for each in found.changes if each is not change]
    texts = [telling.texts[report] for report in reports]
    if (
        sum(each.size for each in others) > _MOST_OTHER * found.same
        or any(0 < each.left.start - change.left.stop < _NEAR for each in others)
        or not all(
            _is_harmless(texts, lines, words, each, before=each.left.start < change.left.start) for each in others
        )
        or _leaves_room(words[0].words[: change.left.start], words[0].words[change.left.stop :], what)
        or _leaves_room(words[1].words[: change.right.start], words[1].words[change.right.stop :], what)
    ):
        return None
    return change, what


def _says(words: tuple[_Words, _Words], change: Change) -> Opposite | None:
    left, right = (
        each.words[part.start : part.stop] for each, part in zip(words, (change.left, change.right), strict=True)
    )
    return opposite(left, right, words[0].words[change.left.stop : change.left.stop + 1])


def _is_harmless(
    texts: Sequence[str], lines: tuple[Line, Line], words: tuple[_Words, _Words], change: Change, *, before: bool
) -> bool:
    """Tell whether another difference leaves subject and object the same: only one sentence says more, at the end.

    Before the opposites there may differ what tells nothing, or how the sentence begins up to a comma.
    """
    parts = [each.words[part.start : part.stop] for each, part in zip(words, (change.left, change.right), strict=True)]
    if any(is_signal(word) for part in parts for word in part):
        return False
    content = [[word for word in part if word not in TIMES and content_stem(word, "en")] for part in parts]
    if not before:
        return not (content[0] and content[1])
    if not content[0] and not content[1]:
        return all(_WHO.isdisjoint(part) for part in parts)
    side = 0 if content[0] else 1
    part = (change.left, change.right)[side]
    if part.start or (content[0] and content[1]):
        return False
    tokens = lines[side].tokens
    last = words[side].tokens[part.stop - 1]
    return "," in texts[side][tokens[last].end : tokens[last + 1].start]


def _leaves_room(before: Sequence[str], behind: Sequence[str], what: Opposite) -> bool:
    """Tell whether the words around opposites make room for both: 'if it does not', 'may not', 'some who did not'."""
    return (
        not _CONDITIONS.isdisjoint(before)
        or any(word in NEGATIONS or is_denial(word) for word in before[-_GOVERNED:])
        or any(word in _PART_OF or _counts(word) for word in before[-_FEW:])
        or not _POSSIBLE.isdisjoint((*before[-_NEAR:], *behind[:1]))
        or _is_relative(before)
        or (what.negated and any(word in NEGATIONS or is_denial(word) for word in behind[:_SCOPE]))
    )


def _counts(word: str) -> bool:
    """Tell whether a word is a number, which counts some of many: two of them may, and two others may not."""
    return content_stem(word, "en")[:1].isdigit() and not _YEAR.fullmatch(word)


def _is_relative(before: Sequence[str]) -> bool:
    """Tell whether the words end in what begins a relative clause, which may choose among many: 'who', 'that are'."""
    return not _WHICH.isdisjoint(before[-1:]) or (
        not _WHICH.isdisjoint(before[-2:-1]) and (before[-1] in AUXILIARIES or before[-1].endswith("ly"))
    )


def _in_other_words(words: tuple[_Words, _Words]) -> tuple[Change, Opposite] | None:
    """Return who denies what, where the same subject confirms nearly the same in other words."""
    denials = [[at for at, word in enumerate(each.words) if is_denial(word) or word in NEGATIONS] for each in words]
    if sorted(len(found) for found in denials) != [0, 1]:
        return None
    side = 0 if denials[0] else 1
    (no,) = denials[side]
    yes = [at for at, word in enumerate(words[1 - side].words) if confirms(word)]
    if not denies(words[side].words[no]) or len(yes) != 1:
        return None
    first, second = _parts(words[side].words, no), _parts(words[1 - side].words, yes[0])
    if first is None or second is None or first[0] != second[0]:
        return None
    shared, sizes = len(first[1] & second[1]), sorted((len(first[1]), len(second[1])))
    if shared < max(_LEAST_OBJECT, _SAME_OBJECT * sizes[0], _SAME_OF_LONGER * sizes[1]):
        return None
    yea, nay = (range(yes[0], yes[0] + 1), affirmed(words[1 - side].words[yes[0]])), (range(no, no + 1), DENIED)
    (left, says), (right, other) = (nay, yea) if side == 0 else (yea, nay)
    return Change(left, right), Opposite("confirmed-or-denied", says, other, negated=False)


def _parts(words: Sequence[str], verb: int) -> tuple[str, frozenset[str]] | None:
    """Return the last word of who denies or confirms, and the stems of the rest; None where it leaves room for both."""
    subject: list[str] = []
    for word in reversed(words[max(verb - _SUBJECT_WORDS, 0) : verb]):
        if word in _CLAUSE:
            break
        subject.append(word)
    names = [stem for word in subject if word not in TIMES and (stem := content_stem(word, "en"))]
    if not names or not _OF.isdisjoint(subject) or not _CONDITIONS.isdisjoint(words[:verb]):
        return None
    rest = (content_stem(word, "en") for word in (*words[:verb], *words[verb + 1 :]) if word not in TIMES)
    return names[0], frozenset(rest) - {"", *names}


class _Matter(NamedTuple):
    """What a sentence is about, and whether it has a word of denying in it."""

    stems: frozenset[str]
    negated: bool
    denies: bool


def _matter(line: Line) -> _Matter:
    words = {part for word in set(line.words) for part in parted(word)}
    denial = any(map(is_denial, words))
    return _Matter(frozenset(line.stems), denial or not NEGATIONS.isdisjoint(words), denial and any(map(denies, words)))


def _either_tells_both(matters: Sequence[Sequence[_Matter]], found: _Found) -> bool:
    """Tell whether one of the reports has the other's side as well, in another sentence of the same matter."""
    if found.says.role == "direction":
        return False
    return any(
        _tells(matters[report], line, frozenset(_clause(words, part)), denied=says != DENIED)
        for (report, line), words, part, says in zip(
            (found.left, found.right), found.words, found.change, (found.says.left, found.says.right), strict=True
        )
    )


def _clause(words: _Words, part: range) -> Iterator[str]:
    """Yield the stems of the words around opposites."""
    around = words.words[max(part.start - _CLAUSE_BEFORE, 0) : part.stop + _CLAUSE_BEHIND]
    return (stem for word in around if not is_signal(word) and (stem := content_stem(word, "en")))


def _tells(report: Sequence[_Matter], number: int, clause: frozenset[str], *, denied: bool) -> bool:
    """Tell whether a report denies a clause, or tells it, in another sentence than that of this number.

    A sentence with 'denied' right beside it is taken to deny it, however it is worded.
    """
    least = max(_LEAST_OBJECT, _TOLD_AS_WELL * len(clause))
    beside = report[max(number - 1, 0) : number + 2]
    return (denied and any(matter.denies for matter in beside)) or any(
        matter.negated == denied and len(clause & matter.stems) >= least
        for at, matter in enumerate(report)
        if at != number
    )


def _claim(telling: Telling, found: _Found, side: int) -> Claim:
    report, number = (found.left, found.right)[side]
    line = telling.lines[report][number]
    text = telling.texts[report]
    words, part = found.words[side], (found.change.left, found.change.right)[side]
    last = len(line.tokens) - 1
    start = words.tokens[part.start] if part.start < len(words.tokens) else last
    end = words.tokens[part.stop - 1] if part else start - 1
    for _ in range(_BEFORE):
        if start and not text[line.tokens[start - 1].end : line.tokens[start].start].strip():
            start -= 1
    end = max(end, start)
    for _ in range(_BEHIND):
        if end < last and not text[line.tokens[end].end : line.tokens[end + 1].start].strip():
            end += 1
    place = line.tokens[start].start, line.tokens[end].end
    says = (found.says.left, found.says.right)[side]
    value = ToldValue(value=says, unit=None, text=text[place[0] : place[1]], start=place[0], end=place[1])
    return Claim(report, (number,), line.span.start, value)
