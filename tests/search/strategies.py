"""Random libraries, their histories, and random queries, of so few words that everything collides with everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import strategies as st

from index.models import Span
from index.search.dates import Days
from index.search.marks import Marks
from index.search.query import (
    All,
    Boosted,
    Dated,
    Either,
    Fuzzy,
    InLanguage,
    Marked,
    Pattern,
    Phrase,
    Query,
    Tagged,
    Without,
    Word,
)
from index.search.schema import Entry

# Shared stems, stems that differ by language, words that the analysis takes apart, pairs of characters, near words.
WORDS = (
    *("run", "runs", "running", "runner", "house", "houses", "hause", "häuser", "haus", "maison", "maisons", "casas"),
    *("the", "who", "co-op", "U.S.", "1,200", "東京", "東", "日本経済", "ab", "aab", "abab", "baab", "naïve"),
)
LANGUAGES = ("en", "en", "de", "fr", "pt-BR", "nb", "ja", "no", None)
OUTLETS = ("Daily Run", "The House", "見本新聞", "")
AUTHORS = ("Ana Müller", "Who Runs", "", "")
IDS = tuple(f"a{number:02}" for number in range(24))
_START = datetime(2024, 11, 28, 22, 30, tzinfo=UTC)
_AT = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Commit:
    """What one call of `add` is given."""

    entries: tuple[Entry, ...]
    deleted: tuple[str, ...]


def seeded(seed: int) -> Random:
    """Return the same numbers each time."""
    return Random(seed)  # noqa: S311 # nothing here is secret


def history(random: Random, *, commits: int, most: int, ids: Sequence[str] = IDS) -> tuple[Commit, ...]:
    """Return some commits of up to `most` articles each: additions, updates, deletions, both of the same article."""
    return tuple(
        Commit(
            tuple(_entry(random, random.choice(ids)) for _ in range(random.randint(0 if number else 1, most))),
            tuple(random.choice(ids) for _ in range(random.randint(0, 3) if number else 0)),
        )
        for number in range(commits)
    )


def _entry(random: Random, identity: str) -> Entry:
    return Entry(
        identity,
        _text(random, (0, 1, 3)),
        _text(random, (0, 2, 9, 30, 90)),
        random.choice(OUTLETS),
        random.choice(AUTHORS),
        # Few dates, so that some articles share one to the microsecond.
        _START + timedelta(hours=13 * random.randint(0, 6)),
        random.choice(LANGUAGES),
    )


def _text(random: Random, counts: Sequence[int]) -> str:
    words = [random.choice(WORDS) for _ in range(random.choice(counts))]
    if words and random.randint(0, 11) == 0:
        # More often than a byte can count.
        words[random.randrange(len(words))] = f"{random.choice(WORDS)} " * random.choice((254, 255, 256, 700))
    return " ".join(words)


def marks(random: Random) -> Marks:
    """Return marks on some of IDS and on articles that no library has."""

    def some() -> frozenset[str]:
        return frozenset(identity for identity in (*IDS, "agone") if random.randint(0, 1))

    return Marks(read=some(), starred=some(), tags={"later": some(), "empty": frozenset()})


_FIELDS = st.sampled_from([None, None, "title", "source", "author"])
# A few words of one stem again and again, so that parts of a query say the same of the same articles.
_WORDS = st.one_of(
    st.sampled_from(["run", "runs", "house", "the"]), st.sampled_from([*WORDS, "daily", "müller", "nil"])
)
_DAYS = st.integers(0, 5).map(lambda number: int(f"{_START + timedelta(days=number):%Y%m%d}"))
_PATTERNS = ("r*", "ru*", "h*", "*s", "a*b", "?ab", "ha?s*", "*u*", "r?n*", "東*", "zz*", "*京")
_FUZZY = ("run", "runer", "hosue", "haus", "aba", "abba", "baba", "maisno", "muller", "zzz")
_LEAVES: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, text=_WORDS, field=_FIELDS, at=st.just(_AT)),
    st.builds(Word, text=_WORDS, field=_FIELDS, at=st.just(_AT), partial=st.just(True)),
    st.builds(
        Phrase,
        text=st.lists(_WORDS, min_size=1, max_size=4).map(" ".join),
        field=_FIELDS,
        at=st.just(_AT),
        slop=st.sampled_from([1, 1, 2, 3, 5, 20]),
    ),
    st.builds(Pattern, text=st.sampled_from(_PATTERNS), field=_FIELDS, at=st.just(_AT)),
    st.builds(Fuzzy, text=st.sampled_from(_FUZZY), field=_FIELDS, distance=st.integers(1, 2), at=st.just(_AT)),
    st.builds(Dated, days=st.builds(Days, _DAYS, _DAYS), text=st.just("drawn"), at=st.just(_AT)),
    st.builds(InLanguage, code=st.sampled_from(["en", "de", "ja", "pt", "no", "nb"]), at=st.just(_AT)),
    st.builds(Marked, mark=st.sampled_from(["read", "unread", "starred"]), at=st.just(_AT)),
    st.builds(Tagged, tag=st.sampled_from(["later", "empty", "unknown"]), at=st.just(_AT)),
)


def trees() -> st.SearchStrategy[Query]:
    """Return queries of every kind of part, also nested as no text can nest them."""
    return st.recursive(_LEAVES, _joined, max_leaves=8)


def _joined(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(parts, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(All, several),
        st.builds(Either, several),
        st.builds(Without, parts),
        st.builds(Boosted, part=parts, factor=st.sampled_from([0.5, 2.0, 3.0])),
    )


_PIECES = st.one_of(
    _WORDS,
    st.sampled_from(_PATTERNS),
    st.sampled_from([f"{word}~" for word in _FUZZY]),
    st.lists(_WORDS, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    st.builds("{}:{}".format, st.sampled_from(["title", "source", "author"]), _WORDS),
    st.sampled_from(["date:2024-11", "date:>=2024-12-01", "lang:de", "is:unread", "is:starred", "tag:later"]),
    st.sampled_from(["OR", "AND", "NOT", "-run", "(", ")", '"', "house^2", '"the house"~3', "(run OR who)^3"]),
)


def texts() -> st.SearchStrategy[str]:
    """Return what somebody may have typed: whole queries, and half of them."""
    return st.lists(_PIECES, min_size=1, max_size=6).map(" ".join)
