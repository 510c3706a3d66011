"""What must hold of any input whatsoever."""

import gzip
import itertools
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import BadInputError
from index.ingest.debris import strip_debris
from index.ingest.files import read_bytes, read_path
from index.ingest.lines import lines_of
from index.ingest.plaintext import read_plain
from index.models import BlockKind, Draft, Failure
from index.text.clean import clean, clean_line

NAMES = ("a.txt", "a.md", "a.html")
# Pieces that the readers look for, so that random texts come upon them.
TOKENS = st.sampled_from(
    ["- ", "• ", "1. ", "# ", "Title", "\n", "\n\n", "  ", "\t", "Source: X", "Back", "Provider", "Key partners", "12",
     ", a", "word.", "<p>", "</p>", "<li>", "<table><tr><td>", "<td>", "<a href=/x>", "</a>", "<h1>", "&amp;", "<br>",
     "<pre>", "[a](http://b.c)", "`", "~~~", "> ", "---", "+++", "title: a", "|", "|--|--|", "*", "_", "\\", "\r",
     "\x1b[31m", "\u0301", "\u200f", "\u00a0", "\ud7ff", "\U000e0041", "The bridge is closed.",
     "The quick brown fox jumps over the lazy dog and then goes on to"]
)  # fmt: skip
TEXTS = st.lists(TOKENS | st.text(max_size=8), max_size=40).map(" ".join) | st.lists(TOKENS, max_size=40).map("".join)
RECORDS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "text"]), inner, max_size=2),
    max_leaves=5,
)
FIELDS = [
    "title",
    "text",
    "body",
    "content",
    "id",
    "url",
    "link",
    "source",
    "author",
    "published",
    "date",
    "language",
    "lang",
]


def check(draft: Draft) -> None:
    """Assert what holds of every draft."""
    assert draft.title
    assert draft.title == clean_line(draft.title)
    assert len(draft.title) <= 500
    assert draft.text == clean(draft.text)
    assert draft.blocks
    assert draft.identities
    ends = [0]
    for block in draft.blocks:
        words = draft.text[block.start : block.end]
        assert ends[-1] <= block.start < block.end <= len(draft.text)
        assert words.strip()
        if block.kind is BlockKind.ROW:
            assert words.strip("\t") == words.strip()
            assert "\n" not in words
        else:
            assert words == words.strip()
        if block.kind is not BlockKind.CODE:
            assert "\n" not in words
        ends.append(block.end)
    assert ends[-1] == len(draft.text)
    for link in draft.links:
        words = draft.text[link.start : link.end]
        assert words
        assert words == words.strip()
        assert link.url.lower().startswith(("http://", "https://"))
        assert any(block.start <= link.start and link.end <= block.end for block in draft.blocks)
    assert all(before.end <= after.start for before, after in itertools.pairwise(draft.links))


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None)  # the language model and the page reader load in the first run
@given(text=TEXTS)
def test_any_text_gives_sound_spans_and_the_same_draft_twice(name: str, text: str) -> None:
    data = text.encode("utf-8", "replace")
    try:
        draft = read_bytes(data, name=name)
    except BadInputError:
        return
    check(draft)
    assert read_bytes(data, name=name) == draft


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None)  # the language model and the page reader load in the first run
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    try:
        draft = read_bytes(data, name=name)
    except BadInputError:
        return
    check(draft)


@given(text=TEXTS)
def test_no_word_of_plain_text_is_lost(text: str) -> None:
    cleaned = clean(text)
    kept = strip_debris(lines_of(cleaned)).lines
    expected = sorted(_words(" ".join(line.text for line in kept)))
    reading = read_plain(text)
    found = _words(reading.title + " " + " ".join(f"{each.marker} {each.text}" for each in reading.pieces))
    missing = list(expected)
    for word in found:
        if word in missing:
            missing.remove(word)
    repeated = set(_words(reading.title))  # a title said again is left out
    assert set(missing) <= repeated


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    records=st.lists(st.dictionaries(st.sampled_from(FIELDS), RECORDS, max_size=6) | RECORDS, min_size=1, max_size=4)
)
def test_each_record_gives_a_draft_or_a_failure(tmp_path: Path, records: list[object]) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records))
    found = list(read_path(path))
    assert len(found) == len(records)
    for at, each in enumerate(found, start=1):
        if isinstance(each, Failure):
            assert each.line == at
        else:
            check(each)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), cut=st.integers(0, 200))
def test_any_bytes_in_a_records_file_are_read_or_refused(tmp_path: Path, data: bytes, cut: int) -> None:
    for name, content in (("a.jsonl", data), ("a.jsonl.gz", data), ("b.jsonl.gz", gzip.compress(data)[:cut])):
        path = tmp_path / name
        path.write_bytes(content)
        assert all(isinstance(each, Draft | Failure) for each in read_path(path))
