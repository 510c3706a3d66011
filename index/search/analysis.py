"""From text to the words that are indexed and looked for: one analysis for articles, queries and highlighting alike.

A word has two forms: as written (lower case, accents off), for prefixes, wildcards, fuzzy words and names; and its
stem, for everything else. Positions count words from 0, so that phrases work; stop words count too ("The Who").
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from index.models import Span
from index.text.words import stem

MAX_WORD = 64
"""Characters of a word that count; what follows in a longer one (base64, an address) is not looked at."""

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
_WORD = re.compile(
    r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)"  # U.S., e.g.
    r"|(?<!\w)\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)|(?<!\w)\d+(?:\.\d+)+(?!\w)"  # 1,200.5 and 3.5
    # A contraction is one word; in other languages an apostrophe ends a word (l'Élysée).
    rf"|[\w{_INSIDE}]+(?:['’](?:s|t|d|m|re|ve|ll)(?!\w))?",
    re.IGNORECASE,
)
_RUN = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|[^{_UNSPACED}]+")
# What folding takes off after NFKD. Vowel signs of Indic scripts and the Japanese voicing marks are letters, and stay.
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d]")
# Letters that NFKD does not take apart.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe"})


class Word(NamedTuple):
    """A word of a text: its two forms, its position among the words, its place `[start, end)` in code points."""

    written: str
    stem: str
    position: int
    start: int
    end: int


def words(text: str, language: str | None = None, *, query: bool = False) -> Iterator[Word]:
    """Yield the words of `text` in order, each with a position of its own.

    A run of a script without spaces becomes pairs of characters and, at its end, the last character alone, so that
    every character begins a word and one character can be looked for as a prefix; in a `query` the last one is left
    out, because it need not be the last there.

    `language` is the seam for analysers by language. For now all are read alike and stemmed as English, because the
    language of a query is not known and both sides must agree.
    """
    del language
    position = 0
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii():
            written, stemmed = _forms(word[:MAX_WORD])
            if written:
                yield Word(written, stemmed, position, match.start(), match.end())
                position += 1
            continue
        for run in _RUN.finditer(word):
            start, end = run.start() + match.start(), run.end() + match.start()
            for piece in _pairs(start, end, query=query) if run.lastgroup else (Span(start, end),):
                written, stemmed = _forms(text[piece.start : min(piece.end, piece.start + MAX_WORD)])
                if written:
                    yield Word(written, stemmed, position, piece.start, piece.end)
                    position += 1


def _pairs(start: int, end: int, *, query: bool) -> Iterator[Span]:
    """Yield the pairs of characters of a run of unspaced script, and the last character alone."""
    last = end - 1 if query and end - start > 1 else end
    for at in range(start, last):
        yield Span(at, min(at + 2, end))


def fold(text: str) -> str:
    """Return `text` in lower case without accents, compatibility forms resolved (Ａ is a, ﬁ is fi, ß is ss)."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", text)).casefold().translate(_LETTERS)


def unspaced(character: str) -> bool:
    """Tell whether `character` belongs to a script written without spaces, which is indexed in pairs."""
    match = _RUN.match(character)
    return match is not None and match.lastgroup is not None


@functools.lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, str]:
    """Return `word` as it is indexed as written, and its stem."""
    written = fold(word).replace("’", "'").replace(",", "").strip("_").removesuffix("'s")
    if "." in written and not written[0].isdigit():
        written = written.replace(".", "")
    return written, stem(written, "en")
