"""Words of the sentences with what finding names needs to know of each: its place, its bare form, its neighbours."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from index.facts.document import FactText
from index.facts.entities import lexicon
from index.models import BlockKind, Span

# Letters with dots ('U.S.'); a word with inner hyphens, apostrophes or ampersands; any other sign by itself.
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-’'&.][^\W_]+)*|[^\w\s]|_")
_POSSESSIVE = re.compile(r"(?<=[^\W_])['’]s?$")
_OPENING = frozenset("\"“‘'«„([-–—•*_`")
# 'iPhone', 'eBay', 'al-Fahm'
_SMALL_FIRST = re.compile(r"[a-z][A-Z]\w|[a-z]{2,3}-[A-Z]")
_CELL = re.compile(r"[^\t]+")
_SENTENCE_ENDS = frozenset('.!?:;,"”’)')
# 'R-Tex.', 'D-N.Y.': the party and the state of a member of Congress, after the name.
_PARTY = re.compile(r"[RDI]-[A-Z][A-Za-z]*(?:\.|$)")
# A hashtag or an account ('#ReadTheBill', '@Reuters') is a label; the name is told where it is written out.
_HANDLES = frozenset({"#", "@"})
# 'Beijing-based': the name ends at the hyphen.
_ATTACHED = re.compile(
    r"-(?:based|backed|led|born|owned|run|style|made|controlled|bound|area|trained|held|listed|funded|sponsored|occupied"
    r"|dominated|ruled|friendly|only|powered|like|wide|brokered|educated|supplied|imposed|mediated|allied|sized)$"
)


class Token(NamedTuple):
    """One word or sign: `text` is it as written but without a possessive ending, which `end` leaves out as well."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    """Begins like a name: with a capital, or as 'iPhone' and 'al-Fahm' do."""
    possessive: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence (or heading, item, cell of a table) as tokens."""

    span: Span
    tokens: tuple[Token, ...]
    headline: bool
    """Nearly every word has a capital, so that a capital says nothing here."""
    cell: bool
    """One cell of a table's row, where words begin with a capital as they do in headings."""

    def opens(self, at: int) -> bool:
        """Tell whether the token at `at` begins the sentence, a quotation or a clause after a colon."""
        before = at - 1
        while before >= 0 and self.tokens[before].text in _OPENING:
            before -= 1
        return before < 0 or self.tokens[before].text in ":.!?…”" or before < at - 1

    def lower(self, at: int) -> str:
        """Return the token at `at` in lower case, or nothing beyond either end."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Return the tokens of `text[start:end]` in order, with places in `text`."""
    found: list[Token] = []
    done = start
    for match in _TOKEN.finditer(text, start, end):
        # The dot that an abbreviation took is no token of its own.
        if match.end() > done:
            found.append(_token(text, match.start(), match.end()))
            done = found[-1].end
    return tuple(found)


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    if word.islower() and word.isalpha():
        # Most words, and what else follows is of no use for them.
        return Token(start, end, word, word, False, False)
    possessive = _POSSESSIVE.search(word) if "'" in word or "’" in word else None
    attached = _ATTACHED.search(word) if "-" in word else None
    if attached:
        word = word[: attached.start()]
        end = start + len(word)
    elif possessive:
        word = word[: possessive.start()]
        end = start + len(word)
    elif text[end : end + 1] == "." and _is_abbreviated(word):
        # The dot of an abbreviation or an initial belongs to the word.
        end += 1
        word += "."
    capital = (word[0].isupper() or bool(_SMALL_FIRST.match(word))) and not (
        is_party(word) or text[max(0, start - 1) : start] in _HANDLES
    )
    return Token(start, end, word, word.lower(), capital, possessive is not None)


def _is_abbreviated(word: str) -> bool:
    """Tell whether a dot after `word` belongs to it: 'Mr.', 'J.'."""
    return word[0].isupper() and (len(word) == 1 or word.lower() in lexicon.words("abbreviation"))


def lines(document: FactText) -> list[Line]:
    """Return every sentence of `document` as tokens, each cell of a table by itself; code is left out."""
    kinds = {block.start: block.kind for block in document.blocks}
    found: list[Line] = []
    block_kind = BlockKind.PARAGRAPH
    for span in document.sentences:
        block_kind = kinds.get(span.start, block_kind)
        if block_kind is BlockKind.ROW:
            cells = [Span(*cell.span()) for cell in _CELL.finditer(document.text, span.start, span.end)]
            found.extend(Line(cell, tokens(document.text, *cell), headline=False, cell=True) for cell in cells)
        elif block_kind is not BlockKind.CODE:
            listed = tokens(document.text, span.start, span.end)
            found.append(Line(span, listed, _is_headline(listed), cell=False))
    return found


def _is_headline(listed: tuple[Token, ...]) -> bool:
    """Tell whether of the longer words in a sentence nearly all have a capital: a headline, or all in capitals.

    Three words in four, of at least three with four letters or more that follow the first, is a threshold set on
    headings in Title Case. A line that ends as sentences do is one only if it is all in capitals.
    """
    longer = [token for token in listed[1:] if len(token.text) > 3 and token.text.isalpha()]
    if len(longer) < 3:
        return False
    if listed[-1].text in _SENTENCE_ENDS:
        return all(token.text.isupper() for token in longer)
    return sum(token.capital for token in longer) * 4 >= len(longer) * 3


class Habits(NamedTuple):
    """How the article writes its words, which tells names from words that merely begin a sentence."""

    small: Counter[str]
    """How often a word stands in lower case."""
    capital: Counter[str]
    """How often a word stands with a capital where a sentence does not begin."""


def habits(listed: list[Line]) -> Habits:
    """Count how the words of an article are written; headlines do not count."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for line in listed:
        if line.headline:
            continue
        for at, token in enumerate(line.tokens):
            if not token.capital:
                small[token.lower] += 1
            elif at and not line.opens(at):
                capital[token.lower] += 1
    return Habits(small, capital)


def is_party(word: str) -> bool:
    """Tell whether a word is the party and the state of a member of Congress ('R-Tex.'), which name nobody."""
    return _PARTY.match(word) is not None


def is_word(lower: str) -> bool:
    """Tell whether `lower` is an ordinary English word by the lists or by its ending."""
    return (
        lower in lexicon.words("common")
        or lower in lexicon.words("function")
        or (len(lower) > 5 and lower.endswith(("ing", "ly", "tion", "ment", "ness", "ities")))
    )
