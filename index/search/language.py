"""The query language: from what was typed to a `Query`, with Whoosh's parser and a choice of its plug-ins.

Words must all match. `OR`, `NOT`, `-word`, parentheses, "a phrase", "a near phrase"~3, prefix*, wild?card, fuzzy~,
title: source: author: lang: date:. Anything else is a word: `foo:bar` and `http://x` are no errors.

A query is read in one of two ways. While it is typed, what is not finished or not understood is left out, and the word
at its end may be a beginning. Once it is submitted, a mistake is a `QueryError` that says where it is.
"""

import functools
import re
from typing import Literal, NoReturn, cast

from whoosh.qparser import (
    FieldsPlugin,
    FuzzyTermPlugin,
    GroupPlugin,
    OperatorsPlugin,
    PhrasePlugin,
    QueryParser,
    WildcardPlugin,
    syntax,
)
from whoosh.qparser.plugins import PrefixPlugin

from index.errors import QueryError
from index.models import Span
from index.search.analysis import fold
from index.search.analysis import words as analysed
from index.search.dates import days
from index.search.query import All, Dated, Either, Field, Fuzzy, InLanguage, Leaf, Pattern, Phrase, Query, Without, Word
from index.search.schema import SLOP_LIMIT

MAX_LENGTH = 1_000
"""Characters of a query that are read."""
MAX_PARTS = 64
"""Words, phrases and other leaves of a query that are read: each costs a look-up."""
MAX_DEPTH = 20
"""Parentheses within parentheses."""
MAX_PATTERNS = 8
"""Wildcards and fuzzy words in a query; those that begin with fewer than two letters count as _BROAD each, because
they go through much of the list of all words."""
_BROAD = 4

_QUOTES = '"“”„'
_PHRASE = rf"[{_QUOTES}](?P<text>[^{_QUOTES}]*)(?:[{_QUOTES}]|$)(?:~(?P<slop>[1-9][0-9]?))?"
_FIELD = r"(?<!\w)(?P<text>title|source|author|lang|date):(?=\S)"
_NOT = r"(?:^|(?<=[\s(]))(?:NOT(?=[\s(])|[-−](?=[^\s)]))"
_QUOTED = re.compile(rf"[{_QUOTES}][^{_QUOTES}]*(?P<end>[{_QUOTES}]|$)")
# An operator, a minus or the name of a field with nothing after it that it could go with.
_LOOSE = re.compile(
    r"(?:^|(?<=[\s(]))(?P<loose>-|NOT|OR|AND|(?:title|source|author|lang|date):)(?:\s*(?=\))|\s*$|(?<!-)\s+(?=(?:OR|AND)\s))"
)
_NARROW = re.compile(r"\w\w")
_PIECES = re.compile(r"[\w*?'’]+")
_PARTED = re.compile(r"[^\s:/]+")


def parse(text: str, *, submitted: bool = False) -> Query:
    """Return what `text` asks for; raise QueryError where it is `submitted` and wrong.

    Time is bounded by MAX_LENGTH, MAX_PARTS and MAX_DEPTH. Nothing understood is `All(())`, which every article
    matches.
    """
    return _Reading(text, submitted=submitted).query()


@functools.cache
def _parser() -> QueryParser:
    """Return the parser; without a schema, because analysis is ours."""
    return QueryParser(
        None,
        None,
        plugins=[
            FieldsPlugin(_FIELD, remove_unknown=False),
            PhrasePlugin(_PHRASE),
            WildcardPlugin(),
            FuzzyTermPlugin(),
            GroupPlugin(),
            OperatorsPlugin(
                And=r"(?<=[\s)])AND(?=[\s(])",
                Or=r"(?<=[\s)])OR(?=[\s(])",
                Not=_NOT,
                AndNot=None,
                AndMaybe=None,
                Require=None,
            ),
        ],
    )


class _Reading:
    """One query being read: the text, how strictly, and what is left of the bounds."""

    def __init__(self, text: str, *, submitted: bool) -> None:
        self._submitted = submitted
        self._parts = self._patterns = 0
        if len(text) > MAX_LENGTH:
            self._wrong(f"The query is longer than {MAX_LENGTH:,} characters.")
        self._text = text[:MAX_LENGTH]
        self._typed = len(self._text)

    def query(self) -> Query:
        """Read the whole query."""
        text = self._checked(self._text)
        read = self._read(_parser().process(text)) if text.strip() else None
        if read is None and self._submitted and text.strip():
            self._wrong(f"There is no word to look for in “{text.strip()}”.")
        return All(()) if read is None else read

    def _checked(self, text: str) -> str:
        """Look at quotation marks, parentheses and loose ends; return the text that can be parsed."""
        # Blanks instead of phrases, so that what stands in them is not looked at, and places stay.
        bare = list(text)
        for quoted in _QUOTED.finditer(text):
            if not quoted["end"]:
                self._wrong(f"The quotation mark at character {quoted.start() + 1} is not closed.")
            bare[quoted.start() : quoted.end()] = "x" * (quoted.end() - quoted.start())
        opened: list[int] = []
        deepest = 0
        for place, character in enumerate(bare):
            if character == "(":
                opened.append(place)
                deepest = max(deepest, len(opened))
            elif character == ")":
                if not opened:
                    self._wrong(f"The closing parenthesis at character {place + 1} closes nothing.")
                else:
                    opened.pop()
        if opened:
            self._wrong(f"The parenthesis at character {opened[-1] + 1} is not closed.")
        if deepest > MAX_DEPTH:
            self._wrong(f"Parentheses are nested more than {MAX_DEPTH} deep.")
            text = "".join(" " if one in "()" else as_typed for one, as_typed in zip(bare, text, strict=True))
        for loose in _LOOSE.finditer("".join(bare)):
            self._wrong(f"Nothing follows “{loose['loose']}” at character {loose.start('loose') + 1}.")
            if loose.end() == len(text):
                text = text[: loose.start("loose")]
        return text

    def _read(self, node: syntax.SyntaxNode) -> Query | None:
        """Turn one of Whoosh's nodes into a part of ours; None where there is nothing to look for in it."""
        if isinstance(node, syntax.GroupNode):
            return self._group(node)
        if not isinstance(node, syntax.TextNode):  # an operator that joins nothing
            self._wrong(f"“{getattr(node, 'text', '')}” at character {node.startchar + 1} joins nothing.")
            return None
        at = Span(node.startchar, node.endchar)
        if not node.text.strip() or self._full(at):
            return None
        if node.fieldname in {"lang", "date"}:
            return self._of_column(node.fieldname, node.text.strip(), at)
        return self._of_text(node, cast("Field | None", node.fieldname), at)

    def _group(self, node: syntax.GroupNode) -> Query | None:
        parts = tuple(part for child in node if (part := self._read(child)) is not None)
        if not parts:
            return None
        if isinstance(node, syntax.NotGroup):
            return Without(parts[0])
        if len(parts) == 1:
            return parts[0]
        kind: type[All | Either] = Either if isinstance(node, syntax.OrGroup) else All
        # "a b" within "a b c" is the same conjunction.
        flat = tuple(inner for part in parts for inner in (part.parts if type(part) is kind else (part,)))
        return kind(flat)

    def _of_column(self, field: Literal["lang", "date"], text: str, at: Span) -> Leaf | None:
        if field == "lang":
            return InLanguage(text.lower())
        found = days(text)
        if found is None:
            self._wrong(
                f"“{text}” at character {at.start + 1} is not a date: "
                "write 2025-06-01, 2025-06, >=2025-06 or 2025-05..2025-06."
            )
            return None
        return Dated(found, text)

    def _of_text(self, node: syntax.TextNode, field: Field | None, at: Span) -> Query | None:
        text: str = node.text
        if isinstance(node, PhrasePlugin.PhraseNode):
            return Phrase(text.strip(), field, at, min(node.slop, SLOP_LIMIT)) if _has_words(text) else None
        if isinstance(node, FuzzyTermPlugin.FuzzyTermNode):
            return self._fuzzy(text, field, at, node.maxdist)
        parts: list[Query] = []
        if isinstance(node, WildcardPlugin.WildcardNode | PrefixPlugin.PrefixNode):
            star = "*" if isinstance(node, PrefixPlugin.PrefixNode) else ""
            for piece in _PIECES.findall(text + star):
                part = self._piece(piece, field, at)
                parts.extend([part] if part else [])
        else:
            read = (self._word(match.group(), field, at.start + match.start()) for match in _PARTED.finditer(text))
            parts.extend(word for word in read if word is not None)
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _word(self, text: str, field: Field | None, start: int) -> Word | None:
        """Read a word without the punctuation around it; one that the query ends with may go on."""
        found = list(analysed(text, query=True))
        if not found:
            return None
        inner = Span(found[0].start, found[-1].end)
        at = inner.shifted(start)
        return Word(inner.of(text), field, at, partial=not self._submitted and at.end == self._typed)

    def _piece(self, piece: str, field: Field | None, at: Span) -> Query | None:
        """Read a piece of a word with wildcards: `co-op*` is a word and a prefix."""
        if not set("*?") & set(piece):
            return self._word(piece, field, at.start)
        pattern = re.sub(r"\*[*?]*\*", "*", fold(piece)).replace("’", "'")
        if not pattern.strip("*?'_") or self._too_many_patterns(at, broad=not _NARROW.match(pattern)):
            return None
        return Pattern(pattern, field)

    def _fuzzy(self, text: str, field: Field | None, at: Span, distance: int) -> Query | None:
        found = [word.written for word in analysed(text, query=True)]
        if not found:
            return None
        if len(found) > 1:
            return Phrase(text, field, at)
        # In a short word two edits leave nothing of it.
        distance = min(distance, 2 if len(found[0]) > 4 else 1)
        if not distance or len(found[0]) < 3 or self._too_many_patterns(at):
            return Word(text, field, at)
        return Fuzzy(found[0], field, distance)

    def _full(self, at: Span) -> bool:
        self._parts += 1
        if self._parts > MAX_PARTS:
            self._wrong(f"The query has more than {MAX_PARTS} parts, from character {at.start + 1} on.")
        return self._parts > MAX_PARTS

    def _too_many_patterns(self, at: Span, *, broad: bool = False) -> bool:
        self._patterns += _BROAD if broad else 1
        if self._patterns > MAX_PATTERNS:
            self._wrong(f"The query has more than {MAX_PATTERNS} wildcards, from character {at.start + 1} on.")
        return self._patterns > MAX_PATTERNS

    def _wrong(self, sentence: str) -> None:
        """Complain of a submitted query; overlook it while it is typed."""
        if self._submitted:
            _raise(sentence)


def _raise(sentence: str) -> NoReturn:
    raise QueryError(sentence)


def _has_words(text: str) -> bool:
    return next(analysed(text), None) is not None
