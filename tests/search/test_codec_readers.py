"""Stock Whoosh over the files of the index: its readers, cursors and automata know every term and every article."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein
from whoosh.reading import TermNotFound
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.search.analysis import group, words
from index.search.schema import Entry
from tests.search import whoosh_cases
from tests.search.whoosh_cases import KINDS, Case

_PLACED = ("author", "source", "text", "title")


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Case]]:
    yield from whoosh_cases.cases(tmp_path_factory)


Placed = dict[tuple[str, bytes], dict[int, list[int]]]


def _analysed(entries: list[Entry]) -> tuple[Placed, list[dict[str, int]]]:
    """Return, by field and term, the positions in each article; and each article's lengths by field."""
    placed: dict[tuple[str, bytes], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    lengths = []
    for number, entry in enumerate(entries):
        start, length = 0, {}
        for name, text in (
            ("title", entry.title),
            ("", entry.text),
            ("source", entry.source),
            ("author", entry.author),
        ):
            found = list(words(text, entry.language))
            for word in found:
                stem = f"{group(entry.language)}:{word.stem}".encode()
                placed["text", stem][number].append(start + word.position)
                placed["written", word.written.encode()][number] = [0]
                if name == "title":
                    placed["title", stem][number].append(word.position)
                    placed["title_written", word.written.encode()][number] = [0]
                elif name:
                    placed[name, word.written.encode()][number].append(word.position)
            length[name] = len(found)
            start += len(found) + 21
        lengths.append({**length, "text": sum(length.values())})
    return placed, lengths


def _leaves(cases: dict[str, Case]) -> Iterator[tuple[Any, list[Entry]]]:
    """Yield the readers of all segments without deletions, with what they hold."""
    for case in cases.values():
        for reader, _ in case.searcher.reader().leaf_readers():
            if not reader.has_deletions():
                yield reader, [case.entries[reader.stored_fields(n)["id"]] for n in range(reader.doc_count_all())]


def test_readers_know_every_term_and_where_it_stands(cases: dict[str, Case]) -> None:
    checked = 0
    for reader, entries in _leaves(cases):
        placed, lengths = _analysed(entries)
        assert list(reader.all_terms()) == sorted(placed)
        for (name, term), articles in placed.items():
            checked += 1
            assert (name, term) in reader
            info = reader.term_info(name, term)
            own = [_rounded(lengths[n].get(name, lengths[n]["text"])) for n in articles]
            counts = [len(positions) for positions in articles.values()]
            matcher = reader.postings(name, term)
            assert list(matcher.all_ids()) == sorted(articles)
            assert (info.weight(), info.doc_frequency(), info.max_weight()) == (sum(counts), len(counts), max(counts))
            assert (info.min_id(), info.max_id()) == (min(articles), max(articles))
            assert reader.frequency(name, term) == sum(counts)
            assert reader.doc_frequency(name, term) == len(counts)
            if name in _PLACED:
                assert (info.min_length(), info.max_length()) == (min(own), max(own))
                assert dict(reader.postings(name, term).items_as("positions")) == articles
        assert not any(term in reader for term in (("text", b"en:nowhere"), ("written", b""), ("source", b"\xff")))
        with pytest.raises(TermNotFound):
            reader.term_info("text", b"en:nowhere")
    assert checked > 500


def _rounded(length: int) -> int:
    return int(byte_to_length(length_to_byte(length)))


def test_readers_know_the_articles_and_their_lengths(cases: dict[str, Case]) -> None:
    for reader, entries in _leaves(cases):
        _, lengths = _analysed(entries)
        for name in _PLACED:
            own = [_rounded(length[name]) for length in lengths]
            assert [reader.doc_field_length(n, name) for n in range(len(own))] == own
            assert (reader.min_field_length(name), reader.max_field_length(name)) == (min(own), max(own))
            assert reader.field_length(name) in {sum(length[name] for length in lengths), sum(own)}
    for case in cases.values():
        reader = case.searcher.reader()
        assert sorted(stored["id"] for stored in case.searcher.documents()) == sorted(case.entries)
        assert reader.doc_count() == len(case.entries)
        assert reader.doc_count_all() >= len(case.entries)


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_readers_and_cursors_go_through_a_lexicon_from_anywhere(cases: dict[str, Case], data: st.DataObject) -> None:
    reader = data.draw(st.sampled_from([case.searcher.reader() for case in cases.values()]))
    name = data.draw(st.sampled_from(["text", "written", "title", "author"]))
    every = list(reader.lexicon(name))
    assert every == sorted(set(every))
    start = data.draw(st.one_of(st.sampled_from(every), st.text("aehru:n東é\0", max_size=4).map(str.encode)))
    assert list(reader.terms_from(name, start)) == [(name, term) for term in every if term >= start]
    assert list(reader.expand_prefix(name, start)) == [term for term in every if term.startswith(start)]
    assert [term for term, _ in reader.iter_field(name, start)] == [term for term in every if term >= start]
    leaf, _ = reader.leaf_readers()[0]
    own = [term.decode() for term in leaf.lexicon(name)]
    cursor = leaf.cursor(name)
    wanted = start.decode()
    following = [term for term in own if term >= wanted]
    cursor.find(wanted)
    for term in [*following, None, None]:
        assert cursor.text() == term
        assert cursor.is_valid() == (term is not None)
        cursor.next()
    assert cursor.first() == cursor.text() == (own[0] if own else None)


@settings(max_examples=30, deadline=None)
@given(
    name=st.sampled_from(list(KINDS)),
    word=st.one_of(
        st.sampled_from(["run", "hosue", "haus", "aba", "東", "日本", "naive"]), st.text("abhrun東", min_size=1)
    ),
    distance=st.integers(1, 2),
    prefix=st.integers(0, 2),
)
def test_whooshs_automata_find_the_words_that_are_near(
    cases: dict[str, Case], name: str, word: str, distance: int, prefix: int
) -> None:
    assume(prefix <= len(word))
    for reader, _ in cases[name].searcher.reader().leaf_readers():
        every = [term.decode() for term in reader.lexicon("written")]
        near = [w for w in every if w.startswith(word[:prefix]) and Levenshtein.distance(w, word) <= distance]
        assert list(reader.terms_within("written", word, distance, prefix)) == near
