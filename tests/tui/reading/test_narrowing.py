"""A query is narrowed without changing what its words mean, and widened again by the same step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.reading.narrowing import Step, narrowed, stepped, term

LEDGER = 'source:"The Ledger"'


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("google", f"{LEDGER} google"),
        ("google clo", f"{LEDGER} google clo"),
        ('"google cl', f'{LEDGER} "google cl'),
        ("azure OR gcp", f"{LEDGER} (azure OR gcp)"),
        ('azure OR "google cl', f'{LEDGER} (azure OR "google cl")'),
        ("azure OR (gcp oracle", f"{LEDGER} (azure OR (gcp oracle))"),
        ("(azure OR gcp) cloud", f"{LEDGER} (azure OR gcp) cloud"),
        ('"this OR that"', f'{LEDGER} "this OR that"'),
        ("ORACLE", f"{LEDGER} ORACLE"),
    ],
)
def test_the_term_joins_the_whole_query_and_the_last_word_stays_last(query: str, expected: str) -> None:
    assert narrowed(query, LEDGER) == expected


def test_a_second_term_stands_beside_the_first() -> None:
    assert narrowed(narrowed("a OR b", LEDGER), "date:2025-06") == f"date:2025-06 {LEDGER} (a OR b)"


@given(st.lists(st.sampled_from(["google", "-azure", '"a phrase"', "title:x", "(a OR b)"]), max_size=5))
def test_the_same_step_again_leads_back(words: list[str]) -> None:
    query = " ".join(words)
    assert narrowed(narrowed(query, LEDGER), LEDGER) == query


def test_a_month_is_no_part_of_a_longer_date() -> None:
    assert narrowed("date:2025-06-01", "date:2025-06") == "date:2025-06 date:2025-06-01"


def test_a_name_cannot_end_its_own_quotes() -> None:
    assert term("source", 'The "Daily\\" Post') == 'source:"The  Daily   Post"'


def test_a_narrowing_that_was_widened_is_no_step_any_more() -> None:
    steps, query = stepped((), "boat", "date:2018-12")
    assert stepped(steps, query, "date:2018-12") == ((), "boat")


def test_widening_an_earlier_narrowing_takes_it_out_of_the_later_steps() -> None:
    steps, query = stepped((), "boat", "date:2018-12")
    steps, query = stepped(steps, query, "tag:sea")
    assert stepped(steps, query, "date:2018-12") == ((Step("tag:sea", "boat"),), "tag:sea boat")
