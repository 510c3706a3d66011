"""What of articles becomes a segment: how much of a text is indexed."""

from itertools import pairwise

import pytest

from index.search import inverting
from index.search.analysis import MAX_WORD
from index.search.inverting import invert
from index.search.tokenise import Tokeniser
from tests.search.conftest import entry


def words(text: str) -> list[str]:
    """Return the words of the text of an article that are indexed."""
    arrays = invert([entry("a", text=text, source="", language="xx")], Tokeniser()).arrays
    at = arrays["text.written.at"].tolist()
    heap = arrays["text.written.heap"].tobytes()
    return [heap[start:end].decode() for start, end in pairwise(at)]


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("one two three", ["one", "three", "two"]),
        ("one two three ", ["one", "three", "two"]),
        ("one two three four", ["one", "three", "two"]),
        ("one two threes four", ["one", "two"]),
        ("one two\u3000threes four", ["one", "two"]),
        ("one\ntwo\nthr. four", ["one", "thr", "two"]),
    ],
)
def test_a_long_text_is_cut_at_a_blank(monkeypatch: pytest.MonkeyPatch, text: str, indexed: list[str]) -> None:
    monkeypatch.setattr(inverting, "_INDEXED", len("one two three"))
    assert words(text) == indexed


def test_a_text_without_blanks_is_cut_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inverting, "_INDEXED", 3 * MAX_WORD)
    assert words("word " + "x" * 4 * MAX_WORD) == ["word", "x" * MAX_WORD]
    assert len(words("word " + "".join(chr(0x4E00 + number) for number in range(4 * MAX_WORD)))) == 3 * MAX_WORD - 4
