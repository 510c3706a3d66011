"""The query language: from what was typed, by way of `index.search.grammar`, to a `Query`.

What can be written is told in `index/query_help.py`. Anything else is a word: `foo:bar` and `http://x` are no errors.

A query is read in one of two ways. While it is typed, what is not finished or not understood is left out, and the word
at its end may be a beginning. Once it is submitted, a mistake is a `QueryError` that says where it is and what to
write instead.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from typing import cast, get_args

from whoosh.qparser import FuzzyTermPlugin, PhrasePlugin, syntax

from index.errors import QueryError
from index.models import Span
from index.search.amounts import amounts
from index.search.analysis import Word as Analysed
from index.search.analysis import fold
from index.search.analysis import words as analysed
from index.search.dates import QUOTES, days, tidied
from index.search.facts.rows import name_key
from index.search.grammar import ALSO, BOOST, NAMES, Condition, ConditionNode, parser
from index.search.query import (
    All,
    Boosted,
    Dated,
    Either,
    FactAmount,
    FactDated,
    FactNamed,
    Field,
    Fuzzy,
    InLanguage,
    Leaf,
    Mark,
    Marked,
    NameOf,
    Pattern,
    Phrase,
    Query,
    Tagged,
    Without,
    Word,
)
from index.search.schema import SLOP_LIMIT

MAX_LENGTH = 1_000
"""Characters of a query that are read."""
MAX_PARTS = 64
"""Words, those of phrases too, and other leaves of a query that are read: each costs a look-up."""
MAX_DEPTH = 20
"""Parentheses within parentheses."""
MAX_PATTERNS = 8
"""Wildcards and fuzzy words in a query; those that begin with fewer than two letters count as _BROAD each, because
they go through much of the list of all words."""
MAX_BOOST = 100
"""The most that a part may count; more would leave nothing of the others."""
_BROAD = 4

_EXAMPLES = {
    "title": "title:storm",
    "source": 'source:ledger or source:"coast post"',
    "author": "author:chen",
    "lang": "two letters, such as lang:en",
    "date": 'date:2025-06-01, date:2025-06, date:>=2025-06, date:2025-05..2025-06, date:today or date:"last week"',
    "is": "is:unread, is:read or is:starred",
    "tag": 'tag:work or tag:"two words"',
    "name": 'name:reuters or name:"sarah chen"',
    "org": 'org:reuters or org:"world bank"',
    "person": 'person:chen or person:"sarah chen"',
    "place": 'place:oslo or place:"new york"',
    "product": 'product:gemini or product:"vertex ai"',
    "said": 'said:chen or said:"sarah chen"',
    "reported-by": 'reported-by:reuters or reported-by:"coast post"',
    "money": 'money:1bn, money:$1bn, money:"1bn EUR", money:>=500m, money:100m..2bn or money:EUR',
    "percent": "percent:2, percent:-0.6, percent:<0, percent:2..5 or percent:>1pp",
    "quantity": 'quantity:35, quantity:"35 regions", quantity:>=10000 or quantity:jobs',
    "fact-date": 'fact-date:2025-05, fact-date:>=2025-05-12, fact-date:2024..2025 or fact-date:"last week"',
}

_QUOTED = re.compile(rf"[{QUOTES}][^{QUOTES}]*(?P<end>[{QUOTES}]|$)")
_ANY_QUOTE = re.compile(rf"[{QUOTES}]")
_FACTOR = re.compile(rf"(?<=[^\s(])(?P<written>{BOOST})")
_SLOP = re.compile(r"~(?P<slop>[0-9]{1,4})")
# An operator, a minus or the name of a field that has nothing to go with, behind it or (_FIRST) before it.
_LOOSE = re.compile(
    r"(?:^|(?<=[\s(]))(?P<loose>"
    r"[-−](?=\s*(?:\)|$))"
    r"|(?:NOT|OR|AND)(?=\s*(?:\)|$)|\s+(?:OR|AND)(?:[\s(]|$))"
    r"|NOT(?=\s+(?:NOT(?:[\s(]|$)|[-−]))"
    rf"|[-−]?(?P<name>{NAMES}):(?=[\s)]|$))"
)
_FIRST = re.compile(r"(?:^|\()\s*(?P<loose>OR|AND)(?=[\s(])")
_LANGUAGE = re.compile(r"(?P<code>[a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE | re.ASCII)
_NARROW = re.compile(r"\w\w")
_PARTED = re.compile(r"[^\s:/^~]+")
_STARS = re.compile(r"\*[*?]*\*")
# Within quotation marks these belong to the name.
_IN_NAMES = re.compile(rf"[?~](?![^{QUOTES}]*[{QUOTES}])|\*(?!$|[^{QUOTES}]*[{QUOTES}])")
_OPERATORS = frozenset({"AND", "OR", "NOT"})


def parse(text: str, *, submitted: bool = False, today: date | None = None) -> Query:
    """Return what `text` asks for; raise QueryError where it is `submitted` and wrong.

    Dates such as `yesterday` are counted from `today`, by default the present day in UTC, in which the index counts.
    Time is bounded by MAX_LENGTH, MAX_PARTS and MAX_DEPTH. Nothing understood is `All(())`, which every article
    matches.
    """
    return _parsed(text[: MAX_LENGTH + 1], submitted, today or datetime.now(UTC).date())


@functools.lru_cache(maxsize=32)
def _parsed(text: str, submitted: bool, today: date) -> Query:
    """Read a query once: each of its results asks again what it was."""
    return _Reading(text, submitted=submitted, today=today).query()


class _Reading:
    """One query being read: the text, how strictly, on what day, and what is left of the bounds."""

    def __init__(self, text: str, *, submitted: bool, today: date) -> None:
        self._submitted = submitted
        self._today = today
        self._parts = self._patterns = 0
        if len(text) > MAX_LENGTH:
            self._wrong(f"The query is longer than {MAX_LENGTH:,} characters: write a shorter one.")
        self._typed = len(text[:MAX_LENGTH])
        # What can be parsed: as long as what was typed, or longer by what was not closed.
        self._text = self._closed(text[:MAX_LENGTH])

    def query(self) -> Query:
        """Read the whole query."""
        text = self._text.strip()
        read = self._read(parser().process(self._text)) if text else None
        if read is None and self._submitted and text:
            self._wrong(f"There is no word to look for in “{text}”: write letters or digits.")
        return All(()) if read is None else read

    def _closed(self, text: str) -> str:
        """Look at quotation marks, parentheses, loose ends and numbers; return the text that can be parsed."""
        # Letters instead of phrases, so that what stands in them is not looked at, and places stay.
        bare, open_quote = text, False
        for quoted in _QUOTED.finditer(text):
            if not quoted["end"]:
                self._wrong(f"The quotation mark at character {quoted.start() + 1} is not closed: write another.")
                open_quote = True
            bare = bare[: quoted.start()] + "x" * len(quoted[0]) + bare[quoted.end() :]
        opened = self._opened(bare)
        if opened is None:
            bare, text = (
                "".join(" " if over in "()" else one for over, one in zip(bare, line, strict=True))
                for line in (bare, text)
            )
        self._check_numbers(text, bare)
        while loose := _LOOSE.search(bare) or _FIRST.search(bare):
            self._wrong(_said_of_loose(loose))
            start, end = loose.span("loose")
            text, bare = (line[:start] + " " * (end - start) + line[end:] for line in (text, bare))
        return text + '"' * open_quote + ")" * (opened or 0)

    def _opened(self, bare: str) -> int | None:
        """Return how many parentheses are still open at the end, or None where they are nested too deep."""
        opened: list[int] = []
        deepest = 0
        for place, character in enumerate(bare):
            if character == "(":
                opened.append(place)
                deepest = max(deepest, len(opened))
            elif character == ")":
                if not opened:
                    self._wrong(
                        f"The closing parenthesis at character {place + 1} closes nothing: "
                        "write “(” before it, or take it away."
                    )
                else:
                    opened.pop()
        if opened:
            self._wrong(f"The parenthesis at character {opened[-1] + 1} is not closed: write “)” after its last word.")
        if deepest > MAX_DEPTH:
            self._wrong(f"Parentheses are nested more than {MAX_DEPTH} deep: write fewer.")
            return None
        return len(opened)

    def _check_numbers(self, text: str, bare: str) -> None:
        """Look at what follows `^`, and `~` after a phrase."""
        for factor in _FACTOR.finditer(bare):
            if not 0 < float(factor["written"][1:]) <= MAX_BOOST:
                self._wrong(
                    f"“{factor['written']}” at character {factor.start() + 1} weighs nothing: "
                    f"write a number over 0 and up to {MAX_BOOST}, such as storm^2 or storm^0.5."
                )
        for quoted in _QUOTED.finditer(text):
            slop = _SLOP.match(text, quoted.end())
            if slop and not 1 <= int(slop["slop"]) <= SLOP_LIMIT:
                self._wrong(
                    f"“{slop[0]}” at character {slop.start() + 1} is no distance between words: "
                    f"write a number from 1 to {SLOP_LIMIT}."
                )

    def _read(self, node: syntax.SyntaxNode) -> Query | None:
        """Turn one of Whoosh's nodes into a part of ours; None where there is nothing to look for in it."""
        if isinstance(node, syntax.GroupNode):
            part = self._group(node)
        elif isinstance(node, syntax.TextNode):
            part = self._leaf(node)
        else:  # an operator that joins nothing
            sign = getattr(node, "text", "")
            self._wrong(f"“{sign}” at character {node.startchar + 1} joins nothing: write a word on each side of it.")
            return None
        boosted = part is not None and node.boost != 1 and 0 < node.boost <= MAX_BOOST
        return Boosted(part, float(node.boost)) if boosted and part is not None else part

    def _group(self, node: syntax.GroupNode) -> Query | None:
        parts = tuple(part for child in node if (part := self._read(child)) is not None)
        if not parts:
            return None
        if isinstance(node, syntax.NotGroup):
            return Without(parts[0])
        kind: type[All | Either] = Either if isinstance(node, syntax.OrGroup) else All
        # "a b" within "a b c" is the same conjunction.
        flat = tuple(inner for part in parts for inner in (part.parts if type(part) is kind else (part,)))
        return kind(flat) if len(flat) > 1 else flat[0]

    def _leaf(self, node: syntax.TextNode) -> Query | None:
        at = Span(node.startchar, min(node.endchar, self._typed))
        name = node.fieldname and node.fieldname.lower()
        name = ALSO.get(name, name)
        if name in get_args(Condition):
            start = node.textstartchar if isinstance(node, ConditionNode) else node.startchar
            return self._condition(name, self._text[start : node.endchar], Span(start, at.end))
        field = cast("Field | None", name)
        if isinstance(node, PhrasePlugin.PhraseNode):
            at = Span(at.start, min(node.textstartchar + len(node.text) + 1, self._typed))
            return self._phrase(node.text, node.textstartchar, field, at, min(max(node.slop, 1), SLOP_LIMIT))
        if isinstance(node, FuzzyTermPlugin.FuzzyTermNode):
            return self._fuzzy(node.text, field, at, node.maxdist)
        parts: list[Query] = []
        for match in _PARTED.finditer(node.text):
            parts.extend(self._words(match.group(), field, at.start + match.start()))
        return All(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _condition(self, name: Condition, text: str, at: Span) -> Leaf | None:
        """Read a condition; one that is not finished asks for nothing yet."""
        value = _ANY_QUOTE.sub("", text).strip()
        read: Leaf | None = None
        match name:
            case "lang":
                code = _LANGUAGE.fullmatch(value)
                read = InLanguage(code["code"].lower(), at) if code else None
            case "is":
                read = Marked(cast("Mark", value), at) if value in get_args(Mark) else None
            case "tag":
                read = Tagged(value, at) if value else None
            case "date":
                found = days(text, self._today)
                read = Dated(found, tidied(text), at) if found else None
            case "fact-date":
                found = days(text, self._today)
                read = FactDated(found, tidied(text), at) if found else None
            case "money" | "percent" | "quantity":
                asked = amounts(value, name)
                read = FactAmount(name, asked, " ".join(value.split()), at) if asked else None
            case _:
                read = self._named(name, value, text, at)
        if read is None:
            self._wrong(f"“{value}” at character {at.start + 1} is not understood: write {_EXAMPLES[name]}.")
            return None
        return self._counted(read)

    def _named(self, name: NameOf, value: str, text: str, at: Span) -> Leaf | None:
        """Read a name; one that the query ends with may go on."""
        if not name_key(value):
            return None
        if sign := _IN_NAMES.search(text):
            plain = " ".join(_IN_NAMES.split(text)[0].split()) or "chen"
            self._wrong(
                f"“{sign[0]}” at character {at.start + sign.start() + 1} stands for nothing in a name: "
                f"write {name}:{plain}, or {name}:{plain}* for all that begin so."
            )
            text = value = _IN_NAMES.sub(" ", value)
        open_ = not self._submitted and at.end == self._typed and not _ANY_QUOTE.search(text)
        return FactNamed(name, " ".join(value.rstrip("*").split()), at, begins=open_ or value.endswith("*"))

    def _phrase(self, text: str, start: int, field: Field | None, at: Span, slop: int = 1) -> Leaf | None:
        """Read a phrase, whose words begin at `start`, as far as the query has room for it."""
        found = list(analysed(text, query=True))
        kept = self._fitting(found, start)
        if not kept:
            return None
        if len(kept) < len(found):
            text, at = text[: kept[-1].end], Span(at.start, start + kept[-1].end)
        return Phrase(text.strip(), field, at, slop)

    def _words(self, text: str, field: Field | None, start: int) -> Iterator[Query]:
        """Read a run between punctuation that parts words: a word, or with wildcards each of its pieces."""
        if not set("*?") & set(text):
            word = self._word(text, field, start)
            if word is not None:
                yield word
            return
        # `co-op*` is a word and a prefix.
        place = start
        for inside, characters in groupby(text, _stands_in_patterns):
            piece = "".join(characters)
            read = self._piece(piece, field, Span(place, place + len(piece))) if inside else None
            if read is not None:
                yield read
            place += len(piece)

    def _word(self, text: str, field: Field | None, start: int) -> Leaf | None:
        """Read a word without the punctuation around it; one that the query ends with may go on."""
        found = self._fitting(list(analysed(text, query=True)), start)
        if not found:
            return None
        inner = Span(found[0].start, found[-1].end)
        at = inner.shifted(start)
        written = inner.of(text)
        partial = not self._submitted and at.end == self._typed
        # A word like an operator is no operator; understood() must not make it one.
        return Word(written.lower() if written in _OPERATORS else written, field, at, partial=partial)

    def _piece(self, piece: str, field: Field | None, at: Span) -> Leaf | None:
        """Read a piece of a word with wildcards."""
        if not set("*?") & set(piece):
            return self._word(piece, field, at.start)
        folded = _STARS.sub("*", fold(piece).replace("’", "'"))
        # Folding a fraction makes signs that part words (½ is 1⁄2).
        pattern = "".join(sign if _stands_in_patterns(sign) else "?" for sign in folded)
        if not pattern.strip("*?'_") or self._too_many_patterns(at, broad=not _NARROW.match(pattern)):
            return None
        return self._counted(Pattern(pattern, field, at))

    def _fuzzy(self, text: str, field: Field | None, at: Span, distance: int) -> Leaf | None:
        found = list(analysed(text, query=True))
        if not found:
            return None
        if len(found) > 1:
            return self._phrase(text, at.start, field, at)
        word = found[0]
        # In a short word two edits leave nothing of it.
        distance = min(distance, 2 if len(word.written) > 4 else 1)
        again = [other.written for other in analysed(word.written, query=True)]
        if not distance or len(word.written) < 3 or again != [word.written] or self._too_many_patterns(at):
            return self._word(text, field, at.start)
        return self._counted(Fuzzy(word.written, field, distance, Span(word.start, word.end).shifted(at.start)))

    def _counted(self, leaf: Leaf) -> Leaf | None:
        """Return the leaf if the query has room for it."""
        return leaf if self._room(1, leaf.at.start) else None

    def _fitting(self, found: Sequence[Analysed], start: int) -> Sequence[Analysed]:
        """Return those of the words `found`, of text that begins at `start`, for which the query has room."""
        room = MAX_PARTS - self._parts
        return found[: self._room(len(found), start + found[min(room, len(found) - 1)].start)] if found else found

    def _room(self, wanted: int, at: int) -> int:
        """Take room for up to `wanted` parts and return for how many there was; the first too many would be `at`."""
        room = min(wanted, MAX_PARTS - self._parts)
        self._parts += room
        if room < wanted:
            self._wrong(f"The query has more than {MAX_PARTS} words and conditions: end it before character {at + 1}.")
        return room

    def _too_many_patterns(self, at: Span, *, broad: bool = False) -> bool:
        self._patterns += _BROAD if broad else 1
        if self._patterns > MAX_PATTERNS:
            self._wrong(
                f"There are too many wildcards at character {at.start + 1}: write at most {MAX_PATTERNS}, "
                f"or {MAX_PATTERNS // _BROAD} that begin with fewer than two letters."
            )
        return self._patterns > MAX_PATTERNS

    def _wrong(self, sentence: str) -> None:
        """Complain of a submitted query; overlook it while it is typed."""
        if self._submitted:
            raise QueryError(sentence)


def _said_of_loose(loose: re.Match[str]) -> str:
    """Return what is wrong with an operator, a minus or a name that stands alone."""
    sign, place = loose["loose"], loose.start("loose") + 1
    if loose.re is _FIRST:
        return f"Nothing stands before “{sign}” at character {place}: write a word there, or take it away."
    example = _EXAMPLES.get(ALSO.get(loose["name"], loose["name"]) or "")
    return f"Nothing follows “{sign}” at character {place}: write {example or 'a word there, or take it away'}."


def _stands_in_patterns(character: str) -> bool:
    """Tell whether a character belongs to a word with wildcards: letters, marks, digits, the wildcards themselves."""
    return character in "*?'’_" or unicodedata.category(character)[0] in "LMN"
