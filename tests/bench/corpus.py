"""The articles that the search engines are timed on: as many as wanted, always the same, never all in memory.

Sentences of public news recombined at random, 360 words an article, so that common words, phrases and lengths are those
of news. What such a mixture lacks is the long tail of names and misspellings that a real archive has, so words are
invented until 100,000 articles hold some 500,000 different ones. Without public data every sentence is invented.
"""

import gzip
import json
import math
import pickle
import re
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import accumulate, islice
from pathlib import Path
from random import Random

from index.search.index import Entry
from tests.bench.data import data_folder

LAST_DAY = datetime(2026, 10, 31, tzinfo=UTC)
DAYS = 730
"""The articles are of the two years up to LAST_DAY, spread evenly and in no order."""
OUTLETS = tuple(
    f"{first} {second}"
    for second in ("Courier", "Gazette", "Herald", "Tribune", "Wire")
    for first in (
        "Northern", "Harbour", "Valley", "Capital", "Island", "Highland",
        "Coastal", "Prairie", "Delta", "Summit", "Lakeside", "Border",
    )
)  # fmt: skip
"""From the one that writes most to the one that writes least, as 1, 1/2, 1/3."""

_SEED = 20_260_101
_FILES = ("bbc.jsonl.gz", "reuters21578.jsonl.gz")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_SENTENCE_WORDS = range(4, 61)
"""Shorter and longer ones are lines of tables and lists."""
_ARTICLE_WORDS = 360
_SPREAD = 0.35
"""Standard deviation of an article's length, as a share of it."""
_INVENTED = 12
"""Invented words in an article."""
# Drawn by rank with P(rank > r) = (FIRST / r) ** (1 / 2). The number of different words among n drawn then grows as
# n ** (2 / 3), near what Heaps' law has for news (Heaps 1978), and is 450,000 for the 1.2 million of 100,000 articles.
_FIRST_RANK = 15_000
_SYLLABLES = [consonant + vowel for consonant in "bcdfghjklmnprstvwxyz" for vowel in "aeiou"]
_CHUNKS = [first + second for first in _SYLLABLES for second in _SYLLABLES]
_BATCH = 500
"""Articles that are written and read at a time."""
_AUTHORS = 300
_INVENTED_SENTENCES = 150_000
_INVENTED_VOCABULARY = 50_000


@dataclass(frozen=True, slots=True)
class _Material:
    """What articles are put together of; `words` is how many words a sentence has on average."""

    sentences: list[str]
    titles: list[str]
    words: float


def articles(count: int, start: int = 0) -> Iterator[Entry]:
    """Yield the articles number `start` up to `start + count`; each is the same whatever was asked for before it."""
    material = _material(data_folder())
    authors = [f"{invented(3 * n).title()} {invented(7 * n + 1).title()}" for n in range(_AUTHORS)]
    shares = list(accumulate(1 / rank for rank in range(1, len(OUTLETS) + 1)))
    for number in range(start, start + count):
        random = Random(_SEED + number)  # noqa: S311 - the same every time is the point
        yield Entry(
            id=_id(number),
            title=random.choice(material.titles),
            text=_text(random, material),
            source=random.choices(OUTLETS, cum_weights=shares)[0],
            author=random.choice(authors),
            date=LAST_DAY - timedelta(seconds=int(random.random() * DAYS * 86_400)),
            language="en",
            key=number + 1,
        )


def write(path: Path, count: int, start: int = 0) -> None:
    """Append the articles number `start` up to `start + count` to a file.

    An engine that indexes in threads of its own would go on unmeasured while articles are made up.
    """
    rest = articles(count, start)
    with path.open("ab") as file:
        while batch := list(islice(rest, _BATCH)):
            pickle.dump(batch, file, pickle.HIGHEST_PROTOCOL)


def read(path: Path, count: int) -> Iterator[Entry]:
    """Yield the first `count` articles of a file that `write` made."""
    with path.open("rb") as file:
        left = count
        while left > 0:
            batch: list[Entry] = pickle.load(file)  # noqa: S301 - written a moment ago by this very run
            yield from batch[:left]
            left -= len(batch)


def invented(rank: int) -> str:
    """Return the word of this rank: two letters for each two decimal digits, so that frequent ones are short."""
    word = ""
    # The last digits first, so that neighbours in rank are none in the lexicon.
    while True:
        rank, chunk = divmod(rank, len(_CHUNKS))
        word += _CHUNKS[chunk]
        if not rank:
            return word


def _text(random: Random, material: _Material) -> str:
    """Put sentences together to paragraphs of three, and invented words before some of them."""
    length = random.gauss(1.0, _SPREAD) * (_ARTICLE_WORDS - _INVENTED) / material.words
    pieces = random.choices(material.sentences, k=max(3, round(length)))
    for _ in range(_INVENTED):
        at = int(random.random() * len(pieces))
        rank = int(_FIRST_RANK / (1.0 - random.random()) ** 2)
        pieces[at] = f"{invented(rank)} {pieces[at]}"
    return "\n\n".join(" ".join(pieces[at : at + 3]) for at in range(0, len(pieces), 3))


def _id(number: int) -> str:
    """Return an id of the form that the library gives: a letter and twelve of base 32."""
    return "a" + b32encode(blake2b(str(number).encode(), digest_size=8).digest())[:12].decode().lower()


def _material(folder: Path | None) -> _Material:
    """Read the sentences of the public data, or invent some."""
    if folder is None or not all((folder / name).is_file() for name in _FILES):
        return _invented_material()
    sentences: list[str] = []
    titles: list[str] = []
    total = 0
    for name in _FILES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if record["title"]:
                    titles.append(record["title"])
                for sentence in _SENTENCE_END.split(record["text"].replace("\n\n", " ")):
                    words = sentence.count(" ") + 1
                    if words in _SENTENCE_WORDS:
                        sentences.append(sentence)
                        total += words
    return _Material(sentences, titles, total / len(sentences))


def _invented_material() -> _Material:
    """Invent sentences whose words are as frequent as Zipf's law has it: the word of rank r as 1 / r."""
    random = Random(_SEED)  # noqa: S311 - the same every time is the point

    def words(count: int) -> str:
        # The exponential of an even number has the density 1 / r.
        ranks = (int(math.exp(random.random() * math.log(_INVENTED_VOCABULARY))) for _ in range(count))
        return " ".join(map(invented, ranks))

    lengths = [random.randrange(8, 33) for _ in range(_INVENTED_SENTENCES)]
    sentences = [words(length).capitalize() + "." for length in lengths]
    titles = [words(8).capitalize() for _ in range(_INVENTED_SENTENCES // 10)]
    return _Material(sentences, titles, sum(lengths) / len(lengths))
