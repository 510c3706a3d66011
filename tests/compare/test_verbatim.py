"""Copied words: who had them first, and what share of each article they are."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare.comparison import compare
from index.models import Comparison
from tests.compare.making import NOON, report

_RUN = "he had never in his life seen a bridge so badly kept"
_LATER = "the town would pay for all of it before the winter came"


def compared(**texts: str) -> Comparison:
    return compare([report(name, text) for name, text in texts.items()])


@pytest.mark.parametrize(
    ("hours", "first"),
    [((2, 1, 3), "b"), ((1, 1, 2), None), ((2, 1, None), None), ((1, 2, 2), "a")],
)
def test_the_first_is_who_was_published_before_all_others(hours: tuple[int | None, ...], first: str | None) -> None:
    times = [None if hour is None else NOON + timedelta(hours=hour) for hour in hours]
    reports = [report(name, f"{name} {_RUN} {name}", published=time) for name, time in zip("abc", times, strict=True)]
    assert [run.first for run in compare(reports).copied] == [first]


def test_an_article_that_does_not_share_the_run_has_no_say_in_who_was_first() -> None:
    reports = [
        report("a", f"Yes, {_RUN}.", published=NOON),
        report("b", f"No, {_RUN}.", published=NOON + timedelta(hours=1)),
        report("c", "Nothing of the kind.", published=None),
    ]
    assert [run.first for run in compare(reports).copied] == ["a"]


def test_the_share_is_of_the_words_of_each_article() -> None:
    found = compared(a=f"{_RUN}.", b=f"{_RUN}, {'so ' * 12}", c="Nothing.")
    assert found.copied_share == {"a": 1.0, "b": 0.5, "c": 0.0}


def test_words_in_several_runs_count_once() -> None:
    found = compared(a=f"{_RUN} and {_LATER} now", b=f"{_RUN} and {_LATER} then", c=f"At noon {_LATER}.")
    assert len(found.copied) == 2
    assert found.copied_share["a"] == 25 / 26


def test_a_word_or_two_changed_between_runs_count_as_copied() -> None:
    near = compared(a=f"{_RUN}, he said, {_LATER}", b=f"{_RUN}, she told {_LATER}")
    assert near.copied_share == {"a": 1.0, "b": 1.0}
    put_in = compared(a=f"{_RUN} {_LATER}", b=f"{_RUN} and {_LATER}")
    assert put_in.copied_share == {"a": 1.0, "b": 1.0}


def test_more_than_two_words_between_runs_and_other_places_are_not() -> None:
    apart = compared(a=f"{_RUN} as he told us {_LATER}", b=f"{_RUN}, she said, {_LATER}")
    assert apart.copied_share["b"] == pytest.approx(24 / 26)
    turned = compared(a=f"{_RUN} and {_LATER}", b=f"{_LATER} but {_RUN}")
    assert turned.copied_share["a"] == pytest.approx(24 / 25)


def test_an_empty_article_shares_nothing() -> None:
    assert compared(a="", b=_RUN).copied_share == {"a": 0.0, "b": 0.0}


_TEXTS = st.lists(st.sampled_from([*_RUN.split()[:3], _RUN, _LATER, "x", "y z"]), max_size=8).map(" ".join)


@settings(deadline=None, max_examples=40)
@given(st.lists(_TEXTS, min_size=2, max_size=4))
def test_shares_are_shares_of_all_articles_and_at_least_the_longest_run(texts: list[str]) -> None:
    found = compared(**dict(zip("abcd", texts, strict=False)))
    assert set(found.copied_share) == set("abcd"[: len(texts)])
    for name, share in found.copied_share.items():
        longest = max((run.words for run in found.copied if name in run.places), default=0)
        words = len(dict(zip("abcd", texts, strict=False))[name].split())
        assert longest / max(words, 1) <= share <= 1
        assert (share > 0) == (longest > 0)
