"""Merging: however articles were split over segments and deleted, the result is the segment of those that are left."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.search import letters, merging, segment_file
from index.search.analysis import stem_in
from index.search.encoding import Built
from index.search.inverting import invert
from index.search.merging import merge
from index.search.schema import Entry
from index.search.segment import FORMS, RARE, FieldReader, Segment, StemmedReader
from index.search.segment_file import SegmentFile
from index.search.tokenise import Tokeniser
from tests.counting import counting_calls
from tests.search.conftest import entry
from tests.search.strategies import seeded

# More forms of one stem than have a bit, in two languages and in one that has no stems.
ENGLISH = (
    *("connect", "connects", "connected", "connecting", "connection", "connections", "connective", "connectives"),
    *("connectively", "connect's", "Connected", "connéct"),
)
FRENCH = (
    *("continuer", "continue", "continuez", "continuons", "continué", "continuée", "continués", "continuées"),
    *("continuant", "continuait", "continuera"),
)
GERMAN = ("klein", "kleine", "kleinen", "kleiner", "kleines", "kleinem", "Straße", "straßen")
OTHER = ("the", "the", "the", "house", "houses", "U.S.", "co-op", "東京都", "é", "nation", "nationen")
_WORDS = {"en": (*ENGLISH, *OTHER), "fr": (*FRENCH, *OTHER), "de": (*GERMAN, *OTHER), "xx": (*ENGLISH, *OTHER)}
_START = datetime(2024, 12, 30, 20, tzinfo=UTC)
_EXACT = (
    *("terms.heap", "terms.at", "posts.at", "docs", "freqs", "freqs.large.at", "freqs.large"),
    *("places.at", "places", "places.high.at", "places.high", "lengths"),
)
"""Arrays of a field that are the same to the byte; those of the words as written may number forms in another way."""


def test_the_words_share_their_stems() -> None:
    for language, words, stem in (("en", ENGLISH, "connect"), ("fr", FRENCH, "continu"), ("de", GERMAN[:6], "klein")):
        same = {word for word in words if stem_in(word.lower().replace("é", "e"), language) == stem}
        assert len(same) > (FORMS if language != "de" else 4), (language, same)


def articles(random: Random, count: int) -> list[Entry]:
    return [_article(random, number) for number in range(count)]


def _article(random: Random, number: int) -> Entry:
    language = random.choice(["en", "en", "fr", "de", "xx", None, "pt-BR"])
    words = _WORDS.get(language or "en", OTHER)
    # Some articles hold few of the words, so that deleting one can take a form or a term away.
    body = [random.choice(words) for _ in range(random.choice((0, 1, 2, 8, 40)))]
    if random.randint(0, 9) == 0:
        body.append(f"{random.choice(words)} " * random.choice((253, 254, 255, 256, 300)))
    return Entry(
        id=f"a{number}" + "x" * random.randint(0, 9),
        title=" ".join(random.choice(words) for _ in range(random.choice((0, 1, 4)))),
        text=" ".join(body),
        source=random.choice(("Daily Sample", "見本新聞", "The House", "")),
        author=random.choice(("", "Ana Müller", "connected")),
        date=_START + timedelta(hours=random.randint(0, 900)),
        language=language,
    )


def opened(built: Built, folder: str | Path) -> Segment:
    path = Path(folder) / f"{len(list(Path(folder).iterdir()))}.arrays"
    segment_file.write(path, built.facts, built.arrays)
    return Segment(SegmentFile(path))


def written(field: StemmedReader) -> dict[tuple[str, str], list[int]]:
    """Return the articles of each word as written, by the word and its term."""
    of = field.array("written.term")
    return {
        (field.written.word(n), field.terms.word(of[n])): sorted(together(field, [n]))
        for n in range(len(field.written))
    }


def together(field: StemmedReader, words: Sequence[int]) -> set[int]:
    docs = field.docs_of_written(np.array(words, np.int64))
    return {number for part in docs for number in part.tolist()}


def names(segment: Segment) -> list[tuple[str, str]]:
    """Return the outlet and language of every article."""
    return [
        (segment.outlet_names[outlet], segment.language_codes[language])
        for outlet, language in zip(segment.outlets.tolist(), segment.languages.tolist(), strict=True)
    ]


def same(merged: Segment, expected: Segment, random: Random) -> None:
    """Assert that two segments say the same, but for the sums of lengths."""
    assert merged.size == expected.size
    for name in ("text", "title", "source", "author"):
        one, other = getattr(merged, name), getattr(expected, name)
        for array in _EXACT:
            identical(one.array(array), other.array(array), f"{name}.{array}")
    assert merged.ids.tolist() == expected.ids.tolist()
    for name in ("ids.order", "moments", "days", "months"):
        identical(merged.file.array(name), expected.file.array(name), name)
    assert merged.months[0] == expected.months[0]
    assert names(merged) == names(expected)
    assert set(merged.outlet_names) == set(expected.outlet_names)
    assert set(expected.groups) <= set(merged.groups)
    for field, other in ((merged.text, expected.text), (merged.title, expected.title)):
        known = written(field)
        assert known == written(other)
        assert [word for word, _ in known] == sorted((word for word, _ in known), key=str.encode)
        # Several words at once go other ways than one word does.
        numbers = list(range(len(known)))
        for _ in range(6):
            some = sorted(random.sample(numbers, random.randint(0, len(numbers))))
            every = list(known.values())
            assert together(field, some) == {doc for number in some for doc in every[number]}
    for letter in {word[0] for word, _ in written(merged.text)} | {"q"}:
        docs = [segment.text.docs_of_letter(letter.encode(), segment.size) for segment in (merged, expected)]
        assert (docs[0] is None) == (docs[1] is None)
        span = merged.text.written.beginning(letter.encode())
        for found in docs:
            assert found is None or found.tolist() == sorted(together(merged.text, range(span.start, span.stop)))


def identical(one: NDArray[Any], other: NDArray[Any], name: str) -> None:
    assert one.dtype == other.dtype, name
    np.testing.assert_array_equal(one, other, name)


def rounded(field: FieldReader) -> int:
    return int(sum(byte_to_length(byte) for byte in field.length_bytes.tolist()))


@settings(max_examples=16, deadline=None)
@given(random=st.randoms(use_true_random=False), data=st.data())
def test_any_split_with_any_deletions_becomes_the_segment_of_what_is_left(random: Random, data: st.DataObject) -> None:
    tokenise = Tokeniser()
    # What is moved at a time makes no difference.
    chunk = data.draw(st.sampled_from([1, 7, 100, 4_000_000]))
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(merging, "_CHUNK", chunk)
        patch.setattr(letters, "_FEW", 3)
        every = articles(random, data.draw(st.integers(0, 24)))
        cuts = sorted(data.draw(st.lists(st.integers(0, len(every)), max_size=4)))
        keeping = data.draw(st.sampled_from([0.0, 0.2, 0.8, 1.0]))
        alive = np.array([random.random() < keeping or keeping == 1.0 for _ in every], bool)
        parts = [
            (opened(invert(every[begin:end], tokenise), folder), alive[begin:end])
            for begin, end in zip([0, *cuts], [*cuts, len(every)], strict=True)
        ]
        merged = opened(merge(parts), folder)
        left = [article for article, kept in zip(every, alive.tolist(), strict=True) if kept]
        same(merged, opened(invert(left, tokenise), folder), random)
        for name in ("text", "title", "source", "author"):
            assert getattr(merged, name).total_length == rounded(getattr(merged, name))
        # What was merged can be merged again.
        again = opened(merge([(merged, np.ones(merged.size, bool))]), folder)
        same(again, merged, random)
        assert again.file.facts == merged.file.facts


def test_merging_in_two_steps_with_deletions_between_them(tmp_path: Path) -> None:
    random, tokenise = seeded(3), Tokeniser()
    every = articles(random, 120)
    parts = [opened(invert(every[at : at + 30], tokenise), tmp_path) for at in range(0, 120, 30)]
    gone = [{a.id for a in every if random.random() < 0.2} for _ in range(2)]

    def alive(segment: Segment, step: int) -> tuple[Segment, NDArray[np.bool_]]:
        return segment, np.array([identity.decode() not in gone[step] for identity in segment.ids.tolist()])

    halves = [opened(merge([alive(part, 0) for part in some]), tmp_path) for some in (parts[:2], parts[2:])]
    merged = opened(merge([alive(half, 1) for half in halves]), tmp_path)
    left = [article for article in every if article.id not in gone[0] | gone[1]]
    same(merged, opened(invert(left, tokenise), tmp_path), random)


def test_a_form_without_a_bit_gets_one_where_the_others_are_deleted(tmp_path: Path) -> None:
    tokenise = Tokeniser()
    every = [entry(f"a{n:02}", text=" ".join(ENGLISH[: n + 1])) for n in range(len(ENGLISH))]
    segment = opened(invert(every, tokenise), tmp_path)
    assert len(segment.text.array("rare")) > 0
    other = opened(invert([entry("b", text=" ".join(ENGLISH[6:]))], tokenise), tmp_path)
    for kept in (slice(0, 3), slice(10, 12), slice(11, 12), slice(0, 0)):
        alive = np.zeros(segment.size, bool)
        alive[kept] = True
        merged = opened(merge([(segment, alive), (other, np.ones(1, bool))]), tmp_path)
        left = [*every[kept], entry("b", text=" ".join(ENGLISH[6:]))]
        same(merged, opened(invert(left, tokenise), tmp_path), seeded(1))


def test_a_form_with_a_bit_is_listed_where_others_become_more_frequent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "_FEW", 3)
    tokenise = Tokeniser()
    last, others = ENGLISH[8], (*ENGLISH[:8], *ENGLISH[10:])
    # The only form of its stem, one of two, and one of nine that has no bit already.
    before = [
        [entry("only", text=last), entry("again", text=last)],
        [entry("two", text=f"{last} connect"), entry("one", text="connect"), entry("the other", text=last)],
        [entry("all", text=" ".join(others)), entry("more", text=" ".join(others)), entry("rare", text=last)],
    ]
    many = [entry(f"a{number}", text=" ".join(others)) for number in range(9)]
    for some in (before, before[:1], before[1:2], before[::-1]):
        parts = [opened(invert(every, tokenise), tmp_path) for every in (*some, many)]
        merged = opened(merge([(part, np.ones(part.size, bool)) for part in parts]), tmp_path)
        word = merged.text.written.find(last.encode()).start
        assert (merged.text.array("written.form")[word], word in merged.text.array("rare")) == (RARE, True)
        every = [article for articles_ in (*some, many) for article in articles_]
        same(merged, opened(invert(every, tokenise), tmp_path), seeded(4))


def test_words_without_a_bit_are_not_gone_through_one_by_one(tmp_path: Path) -> None:
    # Agglutinative languages have hundreds of thousands of them.
    endings = [a + b + c for a in ("", "ler") for b in ("", "im", "in") for c in ("", "i", "e", "de", "den")]
    calls, rare = [], []
    for stems in (8, 80):
        every = [entry(e, text=" ".join(f"k{s}p{e}" for s in words_of(stems)), language="tr") for e in endings]
        parts = [opened(invert(some, Tokeniser()), tmp_path) for some in (every, every[::-1], every[::2])]
        with counting_calls() as counted:
            merged = merge([(part, np.arange(part.size) % 7 > 0) for part in parts])
        calls.append(counted())
        rare.append(len(merged.arrays["text.rare"]))
    more = rare[1] - rare[0]
    assert more > 500
    assert calls[1] - calls[0] < more / 4


def words_of(count: int) -> list[str]:
    """Return some stems that Turkish endings can be told from."""
    return [f"{one}{vowel}{other}a" for vowel in "ei" for one in "bdfgknst" for other in "bdfgk"][:count]


def test_positions_and_frequencies_of_more_bits_than_their_arrays_have(tmp_path: Path) -> None:
    tokenise = Tokeniser()
    long = "needle " + "hay " * 65_540 + "needle connected straw " + "hay " * 65_536 + "needle last"
    every = [
        entry("a", text="hay needle"), entry("along", text=long), entry("b", text="needle " * 255),
        entry("c", text="needle " * 254), entry("alonger", text="straw " + long),
    ]  # fmt: skip
    parts = [opened(invert(some, tokenise), tmp_path) for some in (every[:3], every[3:])]
    for kept in ([True] * 5, [False, True, True, False, True], [True, False, True, True, True]):
        alive = np.array(kept)
        merged = opened(merge([(parts[0], alive[:3]), (parts[1], alive[3:])]), tmp_path)
        left = [article for article, stays in zip(every, kept, strict=True) if stays]
        same(merged, opened(invert(left, tokenise), tmp_path), seeded(2))
        needle = merged.text.find(b"en:needl")
        assert needle is not None
        postings = merged.text.postings(needle)
        last, counts = merged.text.positions(postings, np.array([len(left) - 1]))
        assert (last[:3].tolist(), counts.tolist()) == ([21 + 1, 21 + 65_542, 21 + 131_081], [3])
        freqs = {"a": 1, "along": 3, "b": 255, "c": 254, "alonger": 3}
        assert postings.freqs.tolist() == [freqs[article.id] for article in left]


def test_lengths_become_sums_of_lengths_as_a_byte_tells_them(tmp_path: Path) -> None:
    segment = opened(invert([entry("a", text="word " * 1_001)], Tokeniser()), tmp_path)
    merged = merge([(segment, np.ones(1, bool))])
    assert segment.text.total_length == 1_003  # with the outlet
    assert merged.facts["lengths"]["text"] == byte_to_length(length_to_byte(1_003)) != 1_003
