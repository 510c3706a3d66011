"""'Did you mean': which words are replaced, by which, and how the query around them stays."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from index.search.language import parse
from index.search.spelling import suggestion


class Words:
    """A vocabulary that goes through all its words."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self.asked = 0

    def articles(self, written: str) -> int:
        return self._counts.get(written, 0)

    def near(self, written: str, distance: int) -> Sequence[tuple[str, int]]:
        self.asked += 1
        return [
            (word, count)
            for word, count in self._counts.items()
            if word[0] == written[0] and OSA.distance(word, written) <= distance
        ]


COUNTS = {
    "harbour": 40, "harbours": 3, "harbout": 1, "storm": 90, "storms": 12, "store": 60, "prices": 30, "new": 500,
    "york": 25, "ferry": 8, "ferries": 8, "minister": 70, "ministry": 50, "wiz": 2, "elysee": 5,
}  # fmt: skip


def meant(query: str) -> str | None:
    return suggestion(query, parse(query, submitted=True), Words(COUNTS))


@pytest.mark.parametrize(
    ("query", "better"),
    [
        ("harbuor", "harbour"),  # two neighbours changed about
        ("ahrbour", "harbour"),  # the first two as well, which near() need not find
        ("harbor", "harbour"),
        ("storn", "storm"),  # rather than "store": two letters are wrong there
        ("stor", "storm"),  # both are near: more articles
        ("ministre", "minister"),  # one swap, before "ministry"
        ("hrabuor", "harbour"),  # two edits of a long word
        ("prcies", "prices"),
        ("sotmr", None),  # two of a short one
        ("newyork", '"new york"'),
        ('"newyork storm"', '"new york storm"'),
        ("title:newyork^2 x", 'title:"new york"^2 x'),
        ("harbout", "harbour"),  # known, but rare beside the other
        ("wiz", None),
        ("ferri", "ferry"),
        ("storm harbour", None),
        ("Storm (HARBUOR OR prcies) -feryr", "Storm (harbour OR prices) -feryr"),
        ("Élysé", "elysee"),
        ("zzzzzz", None),
        ("har*", None),
        ("date:2025 is:unread tag:harbuor lang:en", None),
        ("12345 a1b2", None),
        ("", None),
    ],
)
def test_what_is_suggested(query: str, better: str | None) -> None:
    assert meant(query) == better


def test_a_suggestion_is_asked_for_three_words_at_most() -> None:
    vocabulary = Words(COUNTS)
    text = " ".join(f"storn{letter}x" for letter in "abcdefghijkl")
    suggestion(text, parse(text, submitted=True), vocabulary)
    assert vocabulary.asked <= 6


@given(st.lists(st.sampled_from(["harbuor", "storm", "newyork", "OR", "-x", '"prcies"', "title:", "~", "is:read"])))
def test_a_suggestion_is_another_query_that_can_be_read(words: list[str]) -> None:
    text = " ".join(words)
    better = suggestion(text, parse(text), Words(COUNTS))
    if better is not None:
        assert better != text
        assert suggestion(better, parse(better), Words(COUNTS)) in {None, better} or len(words) > 3
