"""Made-up facts for the articles that the search is timed on: as many as wanted, always the same, cheap to make.

Each article tells some forty: names drawn by rank as 1 / r, amounts spread over six powers of ten, dates of its years,
quotations and sources. They go with the articles by number; what stands in the text is only the names, for the forms.
"""

import functools
import math
from collections.abc import Iterator
from random import Random

from index.models import Fact, FactKind, Span
from index.search.facts.rows import ArticleFacts
from tests.bench.corpus import invented

_SEED = 20_260_102
_NAMES = {FactKind.ORGANISATION: 8, FactKind.PERSON: 5, FactKind.PLACE: 4, FactKind.PRODUCT: 2}
"""How many of each an article names."""
_DIFFERENT = 200_000
"""Names of each kind: drawn from so many, half of them stand in one article of 100,000 at most."""
_AMOUNTS = {FactKind.MONEY: 4, FactKind.PERCENT: 3, FactKind.QUANTITY: 5}
_UNITS = {FactKind.MONEY: ("USD", "USD", "EUR", "GBP", None), FactKind.PERCENT: ("%", "%", "pp")}
_DATES, _QUOTES, _SOURCES = 5, 3, 2
_THINGS = 2_000


def articles(count: int, start: int = 0) -> Iterator[ArticleFacts]:
    """Yield the facts of the articles number `start` up to `start + count`."""
    for number in range(start, start + count):
        yield _article(number, Random(_SEED + number))  # noqa: S311 - the same every time is the point


@functools.lru_cache(maxsize=100_000)
def name(kind: FactKind, rank: int) -> str:
    """Return the name of this rank among those of its kind; the first stands in one article in two or so."""
    first = {FactKind.PERSON: 11, FactKind.PLACE: 5, FactKind.PRODUCT: 3}.get(kind, 7)
    words = [invented(first * rank + 1)] if rank % 3 else [invented(first * rank + 1), invented(rank % 997)]
    if kind is FactKind.PERSON:
        words = [invented(rank % 499), invented(first * rank + 1)]
    return " ".join(words).title()


def _article(number: int, random: Random) -> ArticleFacts:
    text: list[str] = []
    facts: list[Fact] = []
    at = 0
    people = []
    for kind, count in _NAMES.items():
        for _ in range(count):
            value = name(kind, _rank(random))
            people += [value] if kind is FactKind.PERSON else []
            short = value.split()[-1]
            places = Span(at, at + len(value)), Span(at + len(value) + 1, at + len(value) + 1 + len(short))
            facts.append(_fact(kind, value, places))
            text += [value, short]
            at = places[1].end + 1
    for kind, count in _AMOUNTS.items():
        for _ in range(count):
            number_ = float(f"{random.choice((1, 1, -1)) * 10 ** random.uniform(0, 9):.2g}")
            units = _UNITS.get(kind) or (invented(int(_THINGS * random.random() ** 3)),)
            facts.append(_fact(kind, number_, (), unit=random.choice(units)))
    for _ in range(_DATES):
        day = f"{random.randrange(2015, 2027)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
        facts.append(_fact(FactKind.DATE, day[: random.choice((4, 7, 10))], ()))
    facts += [_fact(FactKind.QUOTE, "said", (), speaker=random.choice(people)) for _ in range(_QUOTES)]
    sources = [name(FactKind.ORGANISATION, _rank(random)) for _ in range(_SOURCES)]
    facts += [_fact(FactKind.ATTRIBUTION, source, (), role="according-to") for source in sources]
    return ArticleFacts(number + 1, number + 1, " ".join(text), facts)


def _rank(random: Random) -> int:
    # The exponential of an even number has the density 1 / r.
    return int(math.exp(random.random() * math.log(_DIFFERENT)))


def _fact(kind: FactKind, value: float | str, places: tuple[Span, ...], **more: str | None) -> Fact:
    """Return a fact without looking at what it is given: that takes ten times as long."""
    return Fact.model_construct(kind=kind, text="", value=value, places=places, **more)
