"""Words written without accents, made ready for stemmers that know the endings of their languages with accents.

Articles and queries are compared with accents off, so a stemmer gets `parlees` and `kitabin`, and would leave on them
what it takes off `parlées` and `kitabın`. Here an ending gets back the accents that it has wherever it is that ending;
where it may as well be another one that has none (Spanish -ió and -io, Italian -erà and -era), it stays. The rest of
the word stays, too: a stemmer looks at endings, and what it returns loses its accents anyway.
"""

import re
import unicodedata

# For the languages not named here stemming bears folded words as they are: of the pairs among the 30,000 commonest
# words (wordfreq 3.1) that Snowball gives one stem, 95 of 100 and more share one folded. Of these it was, before and
# with the endings below: es 88 and 93, fr 82 and 98, hu 81 and 94, pt 93 and 99, ro 86 and 96, tr 69 and 93. Italian
# (96) was the worse for -ità.
_ENDINGS = {
    "es": "ía ías íamos íais ían",
    "fr": "ée ées ité ités ière ières",
    "hu": "ból ről tól ként képp képpen ért nál ója ját",
    "pt": "ção ções ão ões ência ências ância âncias ável áveis ível íveis íamos",
    "ro": "ează ește ești ească ație ația ației ații ând ându ați eți ată ură ară",
}
_FRONT, _BACK = {"o": "ö", "u": "ü"}, {"i": "ı"}
_SOFT_G = re.compile("(?<=[aeıioöuü])g")
_PAST = re.compile("(?<=m[ıiuü])s(?=$|t[ıiuü]|s[ae]|[ıiuü])")


def has_accents(code: str) -> bool:
    """Tell whether `restored` changes words of a language at all."""
    return code == "tr" or code in _PATTERNS


def restored(word: str, code: str) -> str:
    """Return a folded `word` of a language with the endings that its stemmer knows as that writes them."""
    if code == "tr":
        return _turkish(word)
    endings = _PATTERNS.get(code)
    return endings.accented(word) if endings else word


class _Endings:
    """The endings of a language, with accents; told by what they look like without."""

    def __init__(self, accented: str) -> None:
        self._accented = {_bare(ending): ending for ending in accented.split()}
        # `$` alone would match before a line's end; and the longest of several endings is the one.
        self._pattern = re.compile(rf"(?:{'|'.join(sorted(self._accented, key=len, reverse=True))})\Z")

    def accented(self, word: str) -> str:
        """Return `word` with the accents of its ending."""
        return self._pattern.sub(lambda match: self._accented[match.group()], word)


def _turkish(word: str) -> str:
    """Return a folded Turkish word with vowels in harmony, ğ after vowels, and -miş.

    All vowels of a word are made at the front of the mouth (e i ö ü) or at its back (a ı o u); only e and a still tell.
    """
    telling = [letter == "e" for letter in word if letter in "ae"]
    front = telling[0] if telling else "i" in word
    letters: list[str] = []
    for letter in word:
        if letter in "ae":
            front = letter == "e"
        letters.append((_FRONT if front else _BACK).get(letter, letter))
    return _PAST.sub("ş", _SOFT_G.sub("ğ", "".join(letters)))


def _bare(ending: str) -> str:
    """Return `ending` without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", ending) if not unicodedata.combining(c))


_PATTERNS = {code: _Endings(endings) for code, endings in _ENDINGS.items()}
