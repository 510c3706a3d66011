"""The pieces of a text that may hold a word that begins with one of some letters: all that need be analysed of it.

A text falls into pieces that can be analysed alone, as `index.search.tokenise` has them: pairs of characters of a
script without spaces, and chunks of any other, with their joints. How a word begins is told by how its piece begins in
the commonest scripts; a piece of any other is always a candidate.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator

from index.search.analysis import JOINTS, SPACED, UNSPACED, fold

# Digits, and the letters of Latin, Greek and Cyrillic: nothing that follows one changes what it is folded to, but for
# marks on и and й.
_PLAIN = (
    "0-9A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u0373\u0376-\u0377\u037b-\u037d\u037f\u0386\u0388-\u038a"
    "\u038c\u038e-\u03a1\u03a3-\u03f5\u03f7-\u0481\u048a-\u052f"
)
_CHUNK = re.compile(rf"{SPACED.pattern}(?:[{JOINTS}]{SPACED.pattern})*+")
# Kana that no voicing mark follows, Han, Hangul: folded to themselves.
_ITSELF = re.compile("[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3](?![\u3099\u309a])")


class Candidates:
    """Looks for the pieces that may hold a word, as written, that begins with one of `beginnings`: any, if None."""

    def __init__(self, beginnings: frozenset[str] | None) -> None:
        self._beginnings = beginnings
        # One set of few characters, which `re` looks for at the rate of a loop in C: what is passed over of the plain
        # ones and no other of ASCII. Most chunks are plain and end in the same go.
        self._pattern = re.compile(
            rf"[^\0-/:-@\[-^`{{-\xa9{_passed_over(beginnings)}](?<![{_PLAIN}][{_PLAIN}])"
            rf"(?P<plain>(?<=[{_PLAIN}])[{_PLAIN}]*+(?![^\0-&(-+\-/-\x7f]))?"
        )

    def within(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the candidates in `text` with where they start, in order. Linear in the text."""
        place = passed = 0
        while found := self._pattern.search(text, place):
            start, place = found.span()
            if not found.lastgroup:
                if chunk := _CHUNK.match(text, start):
                    place = chunk.end()
                elif run := UNSPACED.match(text, start):
                    place = passed = run.end()
                    yield from self._pairs(text, start, place)
                    continue
                else:
                    continue
            # Behind a joint or a mark it is not where the chunk begins.
            if start > passed and not text[start - 1].isspace():
                start = _begin(text, start, passed)
            yield start, text[start:place]
            passed = place

    def _pairs(self, text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield the candidates in a run of a script without spaces."""
        for at in range(start, end):
            if self._beginnings is None or text[at] in self._beginnings or not _ITSELF.match(text, at):
                yield at, text[at : min(at + 2, end)]


def _passed_over(beginnings: frozenset[str] | None) -> str:
    """Return, for a set of a regular expression, the plain characters that are folded to none of `beginnings`."""
    if beginnings is None:
        return ""
    kept = {_bare(letter) for letter in beginnings}
    ranges: list[list[str]] = []
    for character, letter in _letters():
        if letter in kept:
            continue
        if ranges and ord(ranges[-1][1]) + 1 == ord(character):
            ranges[-1][1] = character
        else:
            ranges.append([character, character])
    return "".join(f"{first}-{last}" for first, last in ranges)


@functools.cache
def _letters() -> tuple[tuple[str, str], ...]:
    """Return the plain characters, each with what it is folded to begin with; without `_`, which is stripped."""
    every = re.findall(f"(?!_)[{_PLAIN}]", "".join(map(chr, range(0x530))))
    return tuple((character, _bare(fold(character)[0])) for character in every)


def _bare(letter: str) -> str:
    """Return и for й: which of the two a word begins with, other marks have a say in. All others stay."""
    return unicodedata.normalize("NFD", letter)[0]


def _begin(text: str, start: int, earliest: int) -> int:
    """Return where the chunk begins, not before `earliest`, that goes on at `start`."""
    while start > earliest:
        before = start - 1
        if before > earliest and text[before] in JOINTS:
            before -= 1
        if not SPACED.match(text, before, before + 1):
            break
        start = before
    return start
