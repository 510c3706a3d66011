"""From text to the words that are indexed and looked for: one analysis for articles, queries and highlighting alike.

A word has two forms: as written (lower case, accents off), for prefixes, wildcards, fuzzy words and names; and its
stem in the language of the article, for everything else. Positions count words from 0, so that phrases work; stop
words count too ("The Who").

The stem is a function of the word as written, accents off: whoever types none finds exactly what is found with them.
Snowball's stemmers know their endings with accents, so the accents that an ending must have had are put back for them
(`index.search.accents`), and taken off what they return.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from index.search.accents import has_accents, restored
from index.text.words import stem, stemmed_as, stems

MAX_WORD = 64
"""Characters of a word that count; what follows in a longer one (base64, an address) is not looked at."""

JOINTS = ".,'’"
"""What may stand inside a word of a spaced script, between two of its characters: U.S., 1,200.5, don't."""

# Scripts written without spaces, and Hangul, whose particles cling to words: Thai and Lao, Myanmar, Khmer, kana,
# Hangul, Han with its extensions. They are indexed as pairs of characters, as Lucene's CJK analysis does.
_UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0ecd\u1000-\u1049\u1780-\u17d3\u3005\u3041-\u3096\u3099-\u309a\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
# Vowel signs, points and joiners, which `\w` leaves out though they stand inside words: Latin, Cyrillic, Hebrew,
# Arabic, the Indic blocks without their full stops, ZWNJ and ZWJ.
_INSIDE = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u096f\u0971-\u0df3\u200c\u200d"
)
_SPACED, _LETTER, _DIGIT = rf"[^\W{_UNSPACED}]", rf"[^\W\d_{_UNSPACED}]", rf"[^\D{_UNSPACED}]"
_FRESH, _OVER = rf"(?<!{_SPACED})(?<![{_INSIDE}])", rf"(?!{_SPACED}|[{_INSIDE}])"
UNSPACED = re.compile(f"[{_UNSPACED}]+")
"""A run of characters that are indexed in pairs."""
SPACED = re.compile(rf"(?:{_SPACED}++|[{_INSIDE}])++")
"""A run of characters of the words of all other scripts."""
_WORD = re.compile(
    rf"(?P<unspaced>{UNSPACED.pattern})"
    rf"|{_FRESH}{_LETTER}(?:\.{_LETTER})+{_OVER}"  # U.S., e.g.
    rf"|{_FRESH}{_DIGIT}{{1,3}}(?:,{_DIGIT}{{3}})+(?:\.{_DIGIT}+)?{_OVER}"  # 1,200.5
    rf"|{_FRESH}{_DIGIT}+(?:\.{_DIGIT}+)+{_OVER}"  # 3.5
    # A contraction is one word; in other languages an apostrophe ends a word (l'Élysée).
    rf"|{SPACED.pattern}(?:['’](?:[sStTdDmM]|[rR][eE]|[vV][eE]|[lL][lL]){_OVER})?"
)
# What folding takes off after NFKD. Vowel signs of Indic scripts and the Japanese voicing marks are letters, and stay;
# so does й, which is no accented и: Russian endings are told by it.
_ACCENTS = re.compile(
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d]"
)
# Letters that NFKD does not take apart.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe"})


class Word(NamedTuple):
    """A word of a text: its two forms, its position among the words, its place `[start, end)` in code points."""

    written: str
    stem: str
    position: int
    start: int
    end: int


def group(language: str | None) -> str:
    """Return the code of the languages that are stemmed as `language` is, or "" where words are not stemmed.

    An unknown language, None, is taken for English; regions are cut off (`pt-BR` is `pt`).
    """
    return "en" if language is None else stemmed_as(language)


def words(text: str, language: str | None = None, *, query: bool = False) -> Iterator[Word]:
    """Yield the words of `text` in order, each with a position of its own, stemmed as words of `language`.

    A run of a script without spaces becomes pairs of characters and, at its end, the last character alone, so that
    every character begins a word and one character can be looked for as a prefix; in a `query` the last one is left
    out, because it need not be the last there.
    """
    code = group(language)
    position = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        # The pieces one at a time: no list of millions where a text has no spaces.
        for at, until in _pairs(start, end, query=query) if match.lastgroup else ((start, end),):
            written, stemmed = _forms(text[at : min(until, at + MAX_WORD)], code)
            if written:
                yield Word(written, stemmed, position, at, until)
                position += 1


def _pairs(start: int, end: int, *, query: bool) -> Iterator[tuple[int, int]]:
    """Yield the places of the pairs of characters of a run of unspaced script, and of the last character alone."""
    last = end - 1 if query and end - start > 1 else end
    for at in range(start, last):
        yield at, min(at + 2, end)


def stem_in(written: str, code: str) -> str:
    """Return the stem of a word as `written` in the languages of a `group`; in group "" the word itself."""
    if not code:
        return written
    stemmed = stem(restored(written, code), code)
    # A word may be nothing but an ending: Turkish -leri, standing alone.
    return written if stemmed == written else fold(stemmed) or written


def stems_in(written: list[str], code: str) -> list[str]:
    """Return the stems of words of plain letters, a to z: `stem_in` of each, at a fifth of the time."""
    if not code:
        return written
    made = stems([restored(word, code) for word in written] if has_accents(code) else written, code)
    return [(one if one.isascii() else fold(one)) or word for one, word in zip(made, written, strict=True)]


def fold(text: str) -> str:
    """Return `text` in lower case without accents, compatibility forms resolved (Ａ is a, ﬁ is fi, ß is ss)."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", text)).casefold().translate(_LETTERS)


def unspaced(character: str) -> bool:
    """Tell whether `character` belongs to a script written without spaces, which is indexed in pairs."""
    return UNSPACED.match(character) is not None


@functools.lru_cache(maxsize=65536)
def _forms(word: str, code: str) -> tuple[str, str]:
    """Return `word` as it is indexed as written, and its stem."""
    # Folding may make one letter eighteen (ﷺ).
    written = fold(word)[:MAX_WORD].replace("’", "'").replace(",", "").strip("_").removesuffix("'s")
    if "." in written and not written[0].isdigit():
        written = written.replace(".", "")
    return written, stem_in(written, code)
