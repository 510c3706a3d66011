"""What a number is about: whose share price rose, what costs the money, where the regions belong.

No parser: the phrase in front of a measuring verb ('Alphabet's stock rose'), a phrase in apposition ('Stargate, a
$500 billion project'), the phrase behind 'of' or 'in', and the nearest name are tried in that order. Only a window of
text around the number is read, so that the work stays linear in the length of a text.
"""

import bisect
import re
from collections.abc import Sequence

from index.facts import tables
from index.facts.closedclass import (
    AUXILIARIES,
    DETERMINERS,
    FUNCTION_WORDS,
    VERBS,
)
from index.facts.document import FactText
from index.facts.movement import MEASURING, MOVEMENT_NOUNS
from index.facts.nounphrases import NounPhrases, Word
from index.facts.phrases import (
    COPULA,
    EMPTY_HEADS,
    SAYING,
    is_verbal,
)
from index.models import Fact, FactKind, Span

_LEFT_REACH = 200
_RIGHT_REACH = 90

_CLAUSE_END = re.compile(
    r"[;:—–()\"“”]|,? (?:while|but|whereas|although|though|because|when|after|before)\b|, (?:and|as|with|which|who)\b",
    re.IGNORECASE,
)

_APPOSITION = re.compile(
    r"(?P<name>[^,;:]{2,60}), (?:an?|the|its|their|his)(?: [\w’'-]{1,30}){0,3} ?(?:[-\w]{1,30} )?$"
)
_NAMED = re.compile(r"[^.;:,]{0,50}?\b(?:called|named|dubbed|known as|codenamed|christened),? [“\"'‘]?")
_OF_BEFORE = re.compile(
    r"\bof (?:(?:just|only|about|around|roughly|approximately|nearly|almost|over|more|less|fewer|than|up|to|at|least"
    r"|most|some|an(?= estimated)|estimated|as|much|many|little|under|well|between|[A-Z]{1,3}) ){0,4}[^\w\s]{0,2}$"
)
# The object of a change: 'push down *the unemployment rate* to 5.2%', 'cut its *forecast* for next year from 3%'.
_OBJECT = re.compile(
    r" (?:the|its|their|his|her|an?|[A-Z][\w.’'-]{0,30}(?: [A-Z][\w.’'-]{0,30}){0,2}[’']s?)"
    r" (?P<object>(?:(?!to\b|by\b|from\b|in\b|for\b|of\b|on\b)[\w’'-]{1,30} ){1,4})"
    r"(?:(?:in|for|of|on) (?:(?!to\b|by\b|from\b)[\w’'.-]{1,30} ){1,6})?(?:to|by|from)(?: (?!to\b)[a-z]{1,12}){0,3}"
    r"(?: [^ ]{1,9} to)? [^\w\s]?$"
)
_MOVED_IN = re.compile(
    r"[ -](?:[\w-]{1,30} ){0,2}?(?:" + "|".join(sorted(MOVEMENT_NOUNS)) + r")s? (?P<join>in|of|for|to|on|from) ",
    re.IGNORECASE,
)
_OF_AFTER = re.compile(r" (?:worth )?(?:of|in) ", re.IGNORECASE)
_OF_ONLY = re.compile(r" of ", re.IGNORECASE)
# 'bought *the unit* for $9bn', 'agreed to buy *Brightwell* for $3bn'
_TRADED = re.compile(
    r"\b(?:buy|buys|bought|buying|acquire[sd]?|acquiring|sell|sells|sold|selling|purchase[sd]?|purchasing|snapped up)"
    r" (?P<object>(?:(?!for\b|from\b|by\b|to\b|in\b|at\b|of\b)[\w’'&.-]{1,30} ){1,6})for(?: [a-z]{1,12}){0,4} [^\w\s]?$"
)
_SOLD = re.compile(
    r" (?:was|were|been|is|are|be|being) (?:sold|bought|auctioned)(?: [a-z]{1,12}){0,3} for"
    r"(?: [a-z]{1,12}){0,3} [^\w\s]?$"
)
_SPENT_BEFORE = re.compile(r"\b(?:spend|spends|spent|spending|invest|invested|investing|pump|pumped|pour|poured)\b")
_SPENT_ON = re.compile(r"(?: \([^()]{1,40}\))?(?: (?:a|per) (?:year|month|week|day))? (?:on|in|into) ", re.IGNORECASE)
_AT_BEFORE = re.compile(r" at(?: (?:about|around|between|just|over|under|only|nearly|almost|more|less|than)){0,3} $")
_FOR_AFTER = re.compile(r" for ", re.IGNORECASE)
_LABEL = re.compile(r"(?P<label>[^:.;,]{2,40}): ")
_REMARKS = frozenset({"note", "notes", "correction", "clarification", "update"})
"""Labels of a remark, which say nothing of what the remark is about."""
_PART_END = re.compile(r"[.;,]| and ")
_DEAD = re.compile(r"\b(?:kill(?:ed|ing|s)|dead|died|death toll|deaths|claimed the lives)\b", re.IGNORECASE)
_HURT = re.compile(r"\b(?:injur(?:ed|ing|ies)|wound(?:ed|ing)|hurt|hospitalised|hospitalized)\b", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?(?: [\w-]{1,40})? [^\w\s]?")
_CLAUSE_START = re.compile(
    r"(?:^|[.,;:—–()\"“”] ?|\b(?:and|but|while|that|as|because|when|after|if|whereas|where) )(?:[Tt]he |[Aa]n? )?"
    r"(?:[A-Z][\w.]{0,30} ){0,2}$"
)
_HYPHENATED = re.compile(r"[\w%]-[A-Za-z]{2,20}\Z")
_FAR = 8
"""Words that may stand between a clause's subject and the number."""


def _opens_clause(before: str) -> bool:
    """Tell whether a name after `before` begins a clause and so is most likely its subject."""
    return bool(_CLAUSE_START.search(before))


class Subjects:
    """Answers what numbers of one article are about; made once for each kind of fact."""

    def __init__(self, document: FactText, names: Sequence[Fact]) -> None:
        self._text = document.text
        self._nouns = NounPhrases(document.text, names)
        self._cells = tables.subjects(document)
        self._places = frozenset(str(name.value) for name in names if name.kind is FactKind.PLACE)

    def of(self, kind: FactKind, sentence: Span, start: int, end: int) -> str | None:
        """Return what the number at `[start, end)` in `sentence` is about, or None where nothing tells."""
        if self._cells and (cell := self._in_cell(start)):
            return cell
        left = Span(max(sentence.start, start - _LEFT_REACH), start)
        right = Span(end, min(sentence.end, end + _RIGHT_REACH))
        if kind is FactKind.QUANTITY and (harm := self._harm(left, Span(start, min(right.end, end + 45)))):
            return harm
        return (
            self._described(start, end, right)
            or self._named_after(right)
            or self._in_apposition(left)
            or self._same_phrase(left, right)
            or self._label(sentence, start, named=True)
            or self._counted_by(left)
            or (self._moved_in(right) if kind is FactKind.PERCENT else None)
            or (self._traded(left, right) if kind is FactKind.MONEY else None)
            or self._subject_of_verb(left)
            or self._phrase_after(_OF_ONLY if kind is FactKind.QUANTITY else _OF_AFTER, right)
            or (self._phrase_after(_FOR_AFTER, right) if kind is FactKind.MONEY else None)
            or (self._standing_at(left) if kind is FactKind.PERCENT else None)
            or self._label(sentence, start, named=False)
            or self._nearest_name(left)
        )

    def _in_cell(self, start: int) -> str | None:
        """Return the headers of the table cell that the number stands in."""
        at = bisect.bisect_right(self._cells, start, key=lambda cell: cell[0].start) - 1
        return self._cells[at][1] if at >= 0 and start < self._cells[at][0].end else None

    def _harm(self, left: Span, right: Span) -> str | None:
        """Return 'dead' or 'injured' for a count of victims: what tolls in several reports are compared by."""
        before, after = self._text[max(left.start, left.end - 40) : left.end], self._text[right.start : right.end]
        after = _PART_END.split(after, maxsplit=1)[0]
        before = _PART_END.split(before)[-1]
        for word, pattern in (("dead", _DEAD), ("injured", _HURT)):
            if pattern.search(after):
                return word
        for word, pattern in (("dead", _DEAD), ("injured", _HURT)):
            if pattern.search(before):
                return word
        return None

    def _described(self, start: int, end: int, right: Span) -> str | None:
        """Return X of 'the [14-storey] X': what a number with a hyphenated unit describes."""
        if not _HYPHENATED.search(self._text, max(start, end - 24), end):
            return None
        return self._nouns.after(end, min(right.end, end + 40)) if self._text[end : end + 1] == " " else None

    def _named_after(self, right: Span) -> str | None:
        """Return X of '[$500 billion] project called X'."""
        match = _NAMED.match(self._text, right.start, right.end)
        if not match:
            return None
        return self._nouns.name_at(match.end()) or self._nouns.capitals(match.end(), right.end)

    def _in_apposition(self, left: Span) -> str | None:
        """Return X of 'X, a [$500 billion] project', where X is a name or written like one."""
        window = self._text[left.start : left.end]
        match = _APPOSITION.search(window, max(0, len(window) - 110)) if ", " in window else None
        if not match:
            return None
        comma = left.start + match.end("name")
        for _, end, value in self._nouns.names_between(left.start, comma):
            if end == comma:
                return value
        words = self._nouns.words(left.start, comma)
        run: list[str] = []
        for word in reversed(words):
            if not word.text[0].isupper() or word.lower in FUNCTION_WORDS:
                break
            run.insert(0, word.text)
        before = words[-len(run) - 1].lower if run and len(words) > len(run) else ""
        return " ".join(run) if run and before not in {"in", "at", "on", "from", "near"} else None

    def _same_phrase(self, left: Span, right: Span) -> str | None:
        """Return X of 'the [$500 billion] X project'."""
        words = self._nouns.words(left.end - min(12, left.end - left.start), left.end)
        if not words or words[-1].lower not in {"a", "an", "the", "its", "their"}:
            return None
        for word in self._nouns.words(right.start, right.end)[:3]:
            if word.lower in FUNCTION_WORDS or not word.text[0].isalnum():
                return None
            if name := self._nouns.name_at(word.start):
                return name
        return None

    def _counted_by(self, left: Span) -> str | None:
        """Return X of 'X of [5 billion]' ('profits of', 'a network of'), unless X is the movement itself."""
        match = _OF_BEFORE.search(self._text, max(left.start, left.end - 40), left.end)
        if not match:
            return None
        phrase = self._nouns.before(self._nouns.words(left.start, match.start()), last=True)
        if phrase is None or phrase.split()[-1].lower().rstrip("s") in EMPTY_HEADS:
            return None
        words = phrase.split()
        if words[-1].lower().rstrip("s") in MOVEMENT_NOUNS:
            return None
        return phrase

    def _moved_in(self, right: Span) -> str | None:
        """Return X of '[2%] rise in X'."""
        match = _MOVED_IN.match(self._text, right.start, right.end)
        return self._nouns.after(match.end(), right.end) if match else None

    def _subject_of_verb(self, left: Span) -> str | None:
        """Return X of 'X rose [2%]', with the head of the clause before where X has none ('Microsoft's fell')."""
        words = self._nouns.words(left.start, left.end)
        at = next((at for at in range(len(words) - 1, -1, -1) if words[at].lower in MEASURING), None)
        if at is None or _CLAUSE_END.search(self._text, words[at].end, left.end):
            return None
        noun = any(word.lower in DETERMINERS for word in words[max(0, at - 3) : at])
        if noun and words[at].lower in MOVEMENT_NOUNS and _OF_AFTER.match(self._text, words[at].end, left.end):
            # 'a sharp *increase* in calls from 5%': what moved stands behind it
            return self._phrase_after(_OF_AFTER, Span(words[at].end, left.end))
        if moved := _OBJECT.match(self._text, words[at].end, left.end):
            return self._nouns.cleaned(self._nouns.words(words[at].end + 1, moved.end("object")))
        if words[at].lower in COPULA and any(word.lower not in FUNCTION_WORDS for word in words[at + 1 :]):
            return None
        before = words[:at]
        if before and before[-1].lower.endswith(("'s", "s'")) and before[-1].lower not in AUXILIARIES:
            head = self._parallel_head(before[:-1])
            owner = self._nouns.replaced([before[-1]])
            return f"{owner} {head}" if head else owner
        return self._nouns.before(before)

    def _traded(self, left: Span, right: Span) -> str | None:
        """Return what was bought or sold for the money, or what it is spent on."""
        if match := _TRADED.search(self._text, max(left.start, left.end - 120), left.end):
            return self._nouns.cleaned(self._nouns.words(match.start("object"), match.end("object")))
        if match := _SOLD.search(self._text, max(left.start, left.end - 60), left.end):
            return self._nouns.before(self._nouns.words(left.start, match.start()))
        if _SPENT_BEFORE.search(self._text, max(left.start, left.end - 40), left.end):
            return self._phrase_after(_SPENT_ON, right)
        return None

    def _standing_at(self, left: Span) -> str | None:
        """Return X of 'X at [5%]'."""
        match = _AT_BEFORE.search(self._text, max(left.start, left.end - 40), left.end)
        words = self._nouns.words(left.start, match.start()) if match else []
        return None if not words or is_verbal(words[-1].lower) else self._nouns.before(words, last=True)

    def _parallel_head(self, words: Sequence[Word]) -> str | None:
        """Return the head that an earlier possessive has ('Alphabet's *stock* rose'), nearest first."""
        for at in range(len(words) - 1, -1, -1):
            if words[at].lower.endswith("'s") and words[at].lower not in AUXILIARIES:
                head: list[str] = []
                for word in words[at + 1 : at + 4]:
                    if word.lower in MEASURING:
                        return " ".join(head) or None
                    if word.lower in FUNCTION_WORDS or not word.text[0].isalnum():
                        break
                    head.append(word.text)
        return None

    def _phrase_after(self, opening: re.Pattern[str], right: Span) -> str | None:
        """Return X of '[5%] of X', '[$3m] in X', '[$20] for X'."""
        match = opening.match(self._text, right.start, right.end)
        return self._nouns.after(match.end(), right.end) if match else None

    def _label(self, sentence: Span, start: int, *, named: bool) -> str | None:
        """Return X of 'X: so many ...', as lists of facts are written; if `named`, only an X that begins as a name."""
        match = _LABEL.match(self._text, sentence.start, start)
        if not match or (named and self._nouns.name_at(match.start("label")) is None):
            return None
        words = self._nouns.words(match.start("label"), match.end("label"))
        return (
            None if any(word.lower in VERBS or word.lower in _REMARKS for word in words) else self._nouns.cleaned(words)
        )

    def _nearest_name(self, left: Span) -> str | None:
        """Return the name that owns the number ('Apple's 3,000'), or that its clause begins with, as its subject."""
        for start, end, value in reversed(self._nouns.names_between(left.start, left.end)):
            between = self._text[end : left.end]
            if _OWNED.fullmatch(between):
                return value
            if _CLAUSE_END.search(self._text, end, left.end) or not _opens_clause(self._text[left.start : start]):
                continue
            words = [word.lower for word in self._nouns.words(end, left.end)]
            if len(words) <= _FAR and SAYING.isdisjoint(words) and value not in self._places:
                return value
        return None
