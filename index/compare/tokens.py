"""Words as the comparison sees them: a sign, a currency or a percent sign belongs to its number.

'2%' and '2', or '$5' and '€5', are different words here; for searching and counting (index.text.words) they are not.
"""

import functools
import re
from typing import NamedTuple

from index.models import Span
from index.text.words import stem

# Chinese characters and Japanese syllables are words of their own, since nothing parts them.
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"(?:(?<![\w.,])[-+−])?[$€£¥₹₩]?\d+(?:[.,]\d+)*%?|[{_IDEOGRAPH}]|[^\W{_IDEOGRAPH}]+(?:['’][^\W{_IDEOGRAPH}]+)*"
)
# Function words and the verbs and titles of attribution, which tell nothing of what a sentence is about.
_FUNCTION_WORDS = """
a about above according after again against ago all also although am among an and another any are around as at away
back be because been before being below between both but by can cannot could did do does doing down during each either
else even ever every few for from further had has have having he her here hers herself him himself his how however i
if in instead into is it its itself just least less like made make many may me might more most much must my neither no
nor not now of off often on once only onto or other our out over own per rather said same say saying says shall she
should since so some still such tell telling tells than that the their theirs them then there these they this those
though through thus to together told too toward towards under until up upon us very via was we were what when where
whether which while who whom whose why will with within without would yet you your dr mr mrs ms
"""
_STOP = frozenset(_FUNCTION_WORDS.split())
_FIGURES = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100",
}  # fmt: skip


class Token(NamedTuple):
    """A word as it is compared (case folded) and its place in the article's text."""

    word: str
    start: int
    end: int


def tokens(text: str, span: Span) -> list[Token]:
    """Return the words of `text` inside `span`, in order, with places in code points of `text`."""
    return [Token(_folded(match.group()), *match.span()) for match in _TOKEN.finditer(text, span.start, span.end)]


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else word.casefold().replace("’", "'").replace("−", "-")


@functools.lru_cache(maxsize=65536)
def content_stem(word: str, language: str | None) -> str:
    """Return the stem of a compared word, or an empty string for a function word.

    A number loses its separators and signs, and an English number word becomes its figures.
    """
    if word[-1:].isdigit() or word[-1:] == "%":
        return word.replace(",", "").strip("+-$€£¥₹₩%")
    word = word.removesuffix("'s")
    if language in {None, "en"}:
        if word in _STOP:
            return ""
        if word in _FIGURES:
            return _FIGURES[word]
    return stem(word.replace("'", ""), language)
