"""Words of a text as spans: for counting, for word-level edits and for alignment."""

import functools
import re
from itertools import filterfalse

import Stemmer

from index.models import Span

# A number with its separators ('1,200.5'), else letters and digits held together by apostrophes or hyphens' parts.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*")
_STEMMED = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip


def words(text: str) -> list[Span]:
    """Return the words of `text`: numbers whole, contractions whole, hyphenated words in their parts."""
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def count(text: str) -> int:
    """Return how many words `text` has."""
    parts = text.split()
    # What is letters alone is one word, whatever stands around it; only the rest has to be looked at.
    others = list(filterfalse(str.isalpha, parts))
    return len(parts) - len(others) + len(_WORD.findall(" ".join(others)))


@functools.lru_cache(maxsize=256)
def stemmed_as(language: str) -> str:
    """Return the code of the language whose stemmer serves `language`, or "" if none does: no for nb, pt for pt-BR."""
    code = language.lower().replace("_", "-").partition("-")[0]
    code = "no" if code in {"nb", "nn"} else code
    return code if code in _STEMMED else ""


def stem(word: str, language: str | None) -> str:
    """Return the Snowball stem of `word` in lower case; in a language that is not stemmed, the word itself."""
    word = word.lower().replace("’", "'")
    algorithm = _STEMMED.get(stemmed_as(language or "en"))
    return _stemmed(word, algorithm) if algorithm else word


def stems(words: list[str], language: str) -> list[str]:
    """Return the stems of words in lower case, as `stem` does of one; of a language that is stemmed."""
    found: list[str] = Stemmer.Stemmer(_STEMMED[stemmed_as(language)], 0).stemWords(words)
    return found


@functools.lru_cache(maxsize=65536)
def _stemmed(word: str, algorithm: str) -> str:
    stemmed: str = Stemmer.Stemmer(algorithm, 0).stemWord(word)
    return stemmed
