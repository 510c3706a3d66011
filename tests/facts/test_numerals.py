"""Reading numbers in figures and words, their ranges and their hedges."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.facts.numerals import amounts, hedge, read
from index.models import Span


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("35", 35),
        ("1,200.5", 1200.5),
        ("1,20,000", 120_000),
        ("1.2m", 1_200_000),
        ("500 billion", 5e11),
        ("2.1tn", 2.1e12),
        ("3 lakh crore", 3e12),
        ("two and a half billion", 2.5e9),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("2 1/2", 2.5),
        ("2½", 2.5),
        ("two hundred and fifty thousand", 250_000),
        ("one thousand two hundred", 1200),
        ("thirty-five", 35),
        ("zero", 0),
        ("three-and-a-half", 3.5),
        ("2 and a half", 2.5),
        ("5 mn", 5e6),
        ("1.2 lakh crore", 1.2e12),
    ],
)
def test_numbers_in_figures_and_words(words: str, value: float) -> None:
    assert read(words) == value


def test_what_is_no_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="No number"):
        read("several")


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_figures_read_as_the_number_they_group(number: int) -> None:
    assert read(f"{number:,}") == number


@given(
    st.decimals(min_value=0, max_value=999, places=2), st.sampled_from([("m", 10**6), ("bn", 10**9), ("tn", 10**12)])
)
def test_a_magnitude_multiplies_without_binary_dust(number: object, scale: tuple[str, int]) -> None:
    assert read(f"{number}{scale[0]}") == round(float(str(number)) * scale[1])


def found(text: str) -> list[tuple[str, float | None, float | None, float | None]]:
    return [
        (text[amount.start : amount.end], amount.value, amount.low, amount.high)
        for amount in amounts(text, (Span(0, len(text)),))
    ]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2 to 3 million", (2e6, 3e6)),
        ("5-7bn", (5e9, 7e9)),
        ("between 5 and 6 million", (5e6, 6e6)),
        ("2,500 to 3,000", (2500, 3000)),
        ("five or six", (5, 6)),
    ],
)
def test_ranges_have_two_ends_and_no_value(text: str, ends: tuple[float, float]) -> None:
    assert [each[1:] for each in found(f"It took {text} of them.")] == [(None, *ends)]


@pytest.mark.parametrize("text", ["It rose from 3 to 5 in May.", "They won 6-4 at home.", "Both 2 and 3 failed."])
def test_changes_scores_and_lists_are_no_ranges(text: str) -> None:
    assert all(low is None for _, _, low, _ in found(text))


def test_capitals_are_read_like_other_letters() -> None:
    assert found("SOME TWO MILLION PEOPLE") == [("TWO MILLION", 2e6, None, None)]


@pytest.mark.parametrize(
    "text", ["H100", "TPU v4", "Covid-19", "F-16", "release 3.11.2", "at 12:30", "the 1st", "the 22nd"]
)
def test_digits_inside_words_clocks_versions_and_ordinals_are_no_amounts(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("before", "after", "modifier"),
    [
        ("about ", "", "about"),
        ("roughly ", "", "about"),
        ("at least ", "", "at-least"),
        ("up to ", "", "at-most"),
        ("as much as ", "", "at-most"),
        ("no more than ", "", "at-most"),
        ("more than ", "", "more-than"),
        ("less than ", "", "less-than"),
        ("nearly ", "", "nearly"),
        ("", " or more", "at-least"),
        ("", "+", "at-least"),
        ("", " or so", "about"),
        ("exactly ", "", None),
    ],
)
def test_hedges_before_and_after(before: str, after: str, modifier: str | None) -> None:
    text = f"It took {before}40{after} men."
    start = text.index("40")
    assert hedge(text, Span(0, len(text)), start, start + 2) == modifier


@settings(max_examples=60)
@given(st.text(alphabet="0123456789.,/- abehlnotu½$%", max_size=300))
def test_any_text_gives_amounts_in_order_that_do_not_overlap(text: str) -> None:
    found = amounts(text, (Span(0, len(text)),))
    assert all(0 <= amount.start < amount.end <= len(text) for amount in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all((amount.value is None) != (amount.low is None) for amount in found)
