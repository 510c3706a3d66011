"""What a number is about: whose share price rose, what costs the money, where the regions belong.

No parser: the phrase in front of a measuring verb ('Alphabet's stock rose'), a phrase in apposition ('Stargate, a
$500 billion project'), the phrase behind 'of' or 'in', and the nearest name are tried in that order. Only a window of
text around the number is read, so that the work stays linear in the length of a text.
"""

import bisect
import re
from collections.abc import Sequence
from typing import NamedTuple

from index.facts.closedclass import (
    AUXILIARIES,
    DETERMINERS,
    FUNCTION_WORDS,
    VERBS,
)
from index.facts.document import FactText
from index.facts.movement import MEASURING, MOVEMENT_NOUNS
from index.facts.phrases import (
    BREAKING,
    COPULA,
    DATE_WORDS,
    DEPENDENT,
    EMPTY_HEADS,
    JOINING,
    NO_BEGINNING,
    NO_SUBJECT,
    PASSED_OVER,
    SAYING,
    is_measuring_verb,
    is_verbal,
)
from index.models import NAME_KINDS, Fact, FactKind, Span

_LEFT_REACH = 200
_RIGHT_REACH = 90
_LONGEST = 5
"""Words of a subject; longer phrases keep their last ones, where English has the head."""

_WORD = re.compile(r"[^\W_][\w’'&./-]*[\w’']|[^\W_]|[^\w\s]")
_CLAUSE_END = re.compile(
    r"[;:—–()\"“”]|,? (?:while|but|whereas|although|though|because|when|after|before)\b|, (?:and|as|with|which|who)\b",
    re.IGNORECASE,
)

_APPOSITION = re.compile(r"(?P<name>[^,;:]{2,60}), (?:an?|the|its|their|his)(?: [\w’'-]+){0,3} ?(?:[-\w]+ )?$")
_NAMED = re.compile(r"[^.;:,]{0,50}?\b(?:called|named|dubbed|known as|codenamed|christened),? [“\"'‘]?")
_OF_BEFORE = re.compile(
    r"\bof (?:(?:just|only|about|around|roughly|approximately|nearly|almost|over|more|less|fewer|than|up|to|at|least"
    r"|most|some|an(?= estimated)|estimated|as|much|many|little|under|well|between|[A-Z]{1,3}) ){0,4}[^\w\s]{0,2}$"
)
# The object of a change: 'push down *the unemployment rate* to 5.2%'.
_OBJECT = re.compile(r" (?:the|its|their|his|her|an?) (?P<object>(?:[\w’'-]+ ){1,4})(?:to|by|from)(?: [a-z]+){0,3} $")
_MOVED_IN = re.compile(
    r"[ -](?:[\w-]+ ){0,2}?(?:" + "|".join(sorted(MOVEMENT_NOUNS)) + r")s? (?P<join>in|of|for|to|on|from) ",
    re.IGNORECASE,
)
_OF_AFTER = re.compile(r" (?:worth )?(?:of|in) ", re.IGNORECASE)
_OF_ONLY = re.compile(r" of ", re.IGNORECASE)
_FOR_AFTER = re.compile(r" for ", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABEL = re.compile(r"(?P<label>[^:.;,]{2,40}): ")
_DEAD = re.compile(r"\b(?:kill(?:ed|ing|s)|dead|died|death toll|deaths|claimed the lives)\b", re.IGNORECASE)
_HURT = re.compile(r"\b(?:injur(?:ed|ing|ies)|wound(?:ed|ing)|hurt|hospitalised|hospitalized)\b", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?(?: [\w-]+){0,1} [^\w\s]?")
_CLAUSE_START = re.compile(
    r"(?:^|[.,;:—–()\"“”] ?|\b(?:and|but|while|that|as|because|when|after|if|whereas|where) )(?:[Tt]he |[Aa]n? )?"
    r"(?:[A-Z][\w.]* ){0,2}$"
)
_FAR = 8
"""Words that may stand between a clause's subject and the number."""


def _opens_clause(before: str) -> bool:
    """Tell whether a name after `before` begins a clause and so is most likely its subject."""
    return bool(_CLAUSE_START.search(before))


class _Word(NamedTuple):
    """One word of a window, with its place in the article's text."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """Lower case, with straight apostrophes."""
        return self.text.lower().replace("’", "'")


def _said(name: Fact, written: str) -> str:
    """Return how a name reads inside a subject: canonical, but a product's initials as written ('TPU v4 Pods')."""
    initials = name.kind is FactKind.PRODUCT and written.removesuffix("s").isupper()
    return written if initials else str(name.value)


class Subjects:
    """Answers what numbers of one article are about; made once for each kind of fact."""

    def __init__(self, document: FactText, names: Sequence[Fact]) -> None:
        self._text = document.text
        places = sorted(
            {
                (place, _said(name, place.of(document.text)))
                for name in names
                if name.kind in NAME_KINDS
                for place in name.places
            }
        )
        self._places = frozenset(str(name.value) for name in names if name.kind is FactKind.PLACE)
        self._starts = [place.start for place, _ in places]
        self._names = places

    def of(self, kind: FactKind, sentence: Span, start: int, end: int) -> str | None:
        """Return what the number at `[start, end)` in `sentence` is about, or None where nothing tells."""
        left = Span(max(sentence.start, start - _LEFT_REACH), start)
        right = Span(end, min(sentence.end, end + _RIGHT_REACH))
        if kind is FactKind.QUANTITY and (harm := self._harm(left, Span(start, min(right.end, end + 45)))):
            return harm
        return (
            self._named_after(right)
            or self._in_apposition(left)
            or self._same_phrase(left, right)
            or self._label(sentence, start, named=True)
            or self._counted_by(left)
            or (self._moved_in(right) if kind is FactKind.PERCENT else None)
            or self._subject_of_verb(left)
            or self._phrase_after(_OF_ONLY if kind is FactKind.QUANTITY else _OF_AFTER, right)
            or (self._phrase_after(_FOR_AFTER, right) if kind is FactKind.MONEY else None)
            or self._label(sentence, start, named=False)
            or self._nearest_name(left)
        )

    def _harm(self, left: Span, right: Span) -> str | None:
        """Return 'dead' or 'injured' for a count of victims: what tolls in several reports are compared by."""
        before, after = self._text[max(left.start, left.end - 40) : left.end], self._text[right.start : right.end]
        after = re.split(r"[.;,]| and ", after, maxsplit=1)[0]
        before = re.split(r"[.;,]| and ", before)[-1]
        for word, pattern in (("dead", _DEAD), ("injured", _HURT)):
            if pattern.search(after):
                return word
        for word, pattern in (("dead", _DEAD), ("injured", _HURT)):
            if pattern.search(before):
                return word
        return None

    def _named_after(self, right: Span) -> str | None:
        """Return X of '[$500 billion] project called X'."""
        match = _NAMED.match(self._text, right.start, right.end)
        if not match:
            return None
        return self._name_at(match.end()) or self._capitals(match.end(), right.end)

    def _in_apposition(self, left: Span) -> str | None:
        """Return X of 'X, a [$500 billion] project', where X is a name or written like one."""
        window = self._text[left.start : left.end]
        match = _APPOSITION.search(window, max(0, len(window) - 110))
        if not match:
            return None
        comma = left.start + match.end("name")
        for _, end, value in self._names_between(left.start, comma):
            if end == comma:
                return value
        words = self._words(left.start, comma)
        run: list[str] = []
        for word in reversed(words):
            if not word.text[0].isupper() or word.lower in FUNCTION_WORDS:
                break
            run.insert(0, word.text)
        before = words[-len(run) - 1].lower if run and len(words) > len(run) else ""
        return " ".join(run) if run and before not in {"in", "at", "on", "from", "near"} else None

    def _same_phrase(self, left: Span, right: Span) -> str | None:
        """Return X of 'the [$500 billion] X project'."""
        words = self._words(left.end - min(12, left.end - left.start), left.end)
        if not words or words[-1].lower not in {"a", "an", "the", "its", "their"}:
            return None
        for word in self._words(right.start, right.end)[:3]:
            if word.lower in FUNCTION_WORDS or not word.text[0].isalnum():
                return None
            if name := self._name_at(word.start):
                return name
        return None

    def _counted_by(self, left: Span) -> str | None:
        """Return X of 'X of [5 billion]' ('profits of', 'a network of'), unless X is the movement itself."""
        match = _OF_BEFORE.search(self._text, max(left.start, left.end - 40), left.end)
        if not match:
            return None
        phrase = self._phrase_before(self._words(left.start, match.start()), last=True)
        if phrase is None or phrase.split()[-1].lower().rstrip("s") in EMPTY_HEADS:
            return None
        words = phrase.split()
        if words[-1].lower().rstrip("s") in MOVEMENT_NOUNS:
            return None
        return phrase

    def _moved_in(self, right: Span) -> str | None:
        """Return X of '[2%] rise in X'."""
        match = _MOVED_IN.match(self._text, right.start, right.end)
        return self._phrase_from(match.end(), right.end) if match else None

    def _subject_of_verb(self, left: Span) -> str | None:
        """Return X of 'X rose [2%]', with the head of the clause before where X has none ('Microsoft's fell')."""
        words = self._words(left.start, left.end)
        at = next((at for at in range(len(words) - 1, -1, -1) if words[at].lower in MEASURING), None)
        if at is None or _CLAUSE_END.search(self._text, words[at].end, left.end):
            return None
        if moved := _OBJECT.match(self._text, words[at].end, left.end):
            return self._cleaned(self._words(moved.start("object"), moved.end("object")))
        if words[at].lower in COPULA and any(word.lower not in FUNCTION_WORDS for word in words[at + 1 :]):
            return None
        before = words[:at]
        if before and before[-1].lower.endswith(("'s", "s'")) and before[-1].lower not in AUXILIARIES:
            head = self._parallel_head(before[:-1])
            owner = self._replaced([before[-1]])
            return f"{owner} {head}" if head else owner
        return self._phrase_before(before)

    def _parallel_head(self, words: Sequence[_Word]) -> str | None:
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
        return self._phrase_from(match.end(), right.end) if match else None

    def _label(self, sentence: Span, start: int, *, named: bool) -> str | None:
        """Return X of 'X: so many ...', as lists of facts are written; if `named`, only an X that begins as a name."""
        match = _LABEL.match(self._text, sentence.start, start)
        if not match or (named and self._name_at(match.start("label")) is None):
            return None
        words = self._words(match.start("label"), match.end("label"))
        return None if any(word.lower in VERBS for word in words) else self._cleaned(words)

    def _nearest_name(self, left: Span) -> str | None:
        """Return the name that owns the number ('Apple's 3,000'), or that its clause begins with, as its subject."""
        for start, end, value in reversed(self._names_between(left.start, left.end)):
            between = self._text[end : left.end]
            if _OWNED.fullmatch(between):
                return value
            if _CLAUSE_END.search(self._text, end, left.end) or not _opens_clause(self._text[left.start : start]):
                continue
            words = [word.lower for word in self._words(end, left.end)]
            if len(words) <= _FAR and SAYING.isdisjoint(words) and value not in self._places:
                return value
        return None

    def _phrase_before(self, words: Sequence[_Word], *, last: bool = False) -> str | None:
        """Return the noun phrase that `words` end with; with `last`, only what follows its last preposition."""
        phrase: list[_Word] = []
        begun = False
        for word in reversed(words):
            lower = word.lower
            if not phrase and self._passed_over(word):
                continue
            if lower in JOINING and phrase:
                if last:
                    break
                begun = False
            elif lower in DETERMINERS and phrase:
                begun = True
            elif begun or self._breaks(word):
                break
            phrase.append(word)
        at = len(words) - 1 - next((at for at, word in enumerate(reversed(words)) if phrase and word is phrase[-1]), 0)
        phrase.reverse()
        if phrase and phrase[0].text.islower() and at and words[at - 1].lower == "to":
            # 'to bring debt down': the verb is no part of the phrase
            del phrase[0]
        return self._headed(phrase)

    def _passed_over(self, word: _Word) -> bool:
        """Tell whether `word` may stand between a subject and its verb ('sales *in May have also* risen')."""
        lower = word.lower
        return lower in PASSED_OVER or lower.endswith("ly") or is_measuring_verb(lower) or bool(_YEAR.fullmatch(lower))

    def _phrase_from(self, start: int, end: int) -> str | None:
        """Return the noun phrase that begins at `start`."""
        phrase: list[_Word] = []
        for word in self._words(start, end):
            if word.lower in DETERMINERS and not phrase:
                continue
            if self._breaks(word) or word.lower in DETERMINERS or word.lower in FUNCTION_WORDS:
                break
            ended = phrase and word.lower.endswith(("ed", "ing")) and not phrase[-1].lower.endswith(("ed", "ing"))
            if ended or (phrase and word.lower in MEASURING):
                break
            phrase.append(word)
            if len(phrase) == _LONGEST or self._text[word.end : word.end + 1] == "\t":
                break
        if phrase and phrase[0].lower in DATE_WORDS:
            return None
        return self._cleaned(phrase)

    def _headed(self, phrase: list[_Word]) -> str | None:
        """Return 'Alphabet shares' for 'shares in Alphabet', else the phrase up to its first preposition."""
        parts: list[list[_Word]] = [[]]
        for word in phrase:
            if word.lower in JOINING:
                parts.append([])
            else:
                parts[-1].append(word)
        parts = [part for part in parts if part]
        if not parts:
            return None
        head = self._cleaned(parts[0])
        if head is None or len(parts) == 1:
            return head
        last = head.split()[-1].lower()
        of = self._cleaned(parts[1])
        if last in EMPTY_HEADS:
            return of
        if last in DEPENDENT and head.lower() == last and of and of.split()[0].lower() not in DATE_WORDS:
            return f"{of} {head}"
        return head

    def _breaks(self, word: _Word) -> bool:
        """Tell whether no noun phrase runs through `word`."""
        lower = word.lower
        return (
            not word.text[0].isalnum()
            or lower in BREAKING
            or is_measuring_verb(lower)
            or (word.text[0].isdigit() and self._name_at(word.start) is None)
        )

    def _cleaned(self, words: list[_Word]) -> str | None:
        """Return words as a subject: no determiners, no possessive marks, names as their canonical values."""
        while words and words[0].lower in NO_BEGINNING:
            words = words[1:]
        words = [word for word in words if word.text[0].isalnum() and word.lower not in DETERMINERS][-_LONGEST:]
        if not words:
            return None
        if len(words) > 1 and words[-1].text.islower() and words[-1].text.endswith("ed") and is_verbal(words[-1].text):
            # The verb of 'the Democrats picked up six seats' is no part of it.
            words = words[:-1]
        if len(words) == 1 and words[0].text.islower() and (words[0].lower in NO_SUBJECT or is_verbal(words[0].lower)):
            return None
        named = self._name_around(words[-1].start)  # 'the media giant TimeWarner' is TimeWarner
        if named and named[1] == words[-1].end and all(word.text.islower() for word in words if word.start < named[0]):
            return named[2]
        return self._replaced(words)

    def _replaced(self, words: list[_Word]) -> str:
        """Join words, each name among them written as its canonical value, possessive marks dropped."""
        said: list[str] = []
        done = -1
        for word in words:
            if word.start < done:
                continue
            at = self._name_around(word.start)
            if at and at[1] <= words[-1].end:
                said.append(at[2])
                done = at[1]
            else:
                bare = re.sub(r"['’]s?$", "", word.text)
                said.append(bare.lower() if bare.lower() in DEPENDENT else bare)
        return " ".join(piece for piece in said if piece)

    def _words(self, start: int, end: int) -> list[_Word]:
        """Return the words and marks of a window."""
        return [_Word(match.group(), *match.span()) for match in _WORD.finditer(self._text, start, end)]

    def _capitals(self, start: int, end: int) -> str | None:
        """Return the capitalised words that begin at `start`."""
        match = re.compile(r"[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}").match(self._text, start, end)
        return match.group() if match else None

    def _name_at(self, start: int) -> str | None:
        """Return the canonical name that begins at `start`."""
        at = bisect.bisect_left(self._starts, start)
        return self._names[at][1] if at < len(self._names) and self._starts[at] == start else None

    def _name_around(self, place: int) -> tuple[int, int, str] | None:
        """Return the name that covers `place`."""
        at = bisect.bisect_right(self._starts, place) - 1
        if at < 0:
            return None
        span, value = self._names[at]
        return (span.start, span.end, value) if place < span.end else None

    def _names_between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the names inside `[start, end)` in order."""
        first = bisect.bisect_left(self._starts, start)
        last = bisect.bisect_left(self._starts, end)
        return [(span.start, span.end, value) for span, value in self._names[first:last] if span.end <= end]
