"""When two values agree and when they cannot both hold; much lies between."""

import pytest

from index.compare.values import dates_agree, dates_clash, numbers_agree, numbers_clash
from index.models import Fact, FactKind
from tests.compare.making import fact


def number(value: float, **more: object) -> Fact:
    return fact(FactKind.MONEY, "x", "x", value, unit="USD", **more)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (number(499.8e6), number(500e6, modifier="about")),
        (number(499.8e6), number(500e6)),
        (number(1.2e9), number(1.23e9)),
        (number(12), number(12.0)),
        (number(2), number(2.4)),
        (number(0), number(0)),
        (number(-0.6), number(-0.6)),
        (number(2e6, low=2e6, high=3e6), number(2e6, low=2e6, high=3e6)),
    ],
)
def test_numbers_agree_within_rounding(one: Fact, other: Fact) -> None:
    assert numbers_agree(one, other)
    assert numbers_agree(other, one)
    assert not numbers_clash(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (number(12), number(15)),
        (number(12), number(13)),
        (number(300e9), number(500e9)),
        (number(2), number(-0.6)),
        (number(2), number(0.2)),
        (number(20, modifier="at-least"), number(12)),
        (number(12, modifier="at-most"), number(15)),
        (number(2e6, low=2e6, high=3e6), number(5e6)),
    ],
)
def test_numbers_clash_where_no_rounding_helps(one: Fact, other: Fact) -> None:
    assert numbers_clash(one, other)
    assert numbers_clash(other, one)
    assert not numbers_agree(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (number(12, modifier="at-least"), number(15)),
        (number(15, modifier="at-most"), number(12)),
        (number(2e9), number(1.8e9)),
        (number(500, modifier="about"), number(450)),
        (number(2.5e6), number(2e6, low=2e6, high=3e6)),
    ],
)
def test_between_the_two_nothing_is_said(one: Fact, other: Fact) -> None:
    assert not numbers_agree(one, other)
    assert not numbers_clash(one, other)


def test_a_fact_without_a_number_neither_agrees_nor_clashes() -> None:
    vague = fact(FactKind.MONEY, "millions", "millions")
    assert not numbers_agree(vague, number(5))
    assert not numbers_clash(vague, number(5))


def test_dates_agree_at_the_coarser_precision() -> None:
    assert dates_agree("2025-05", "2025-05-14")
    assert dates_agree("2025-05-14T09:00", "2025-05-14")
    assert not dates_agree("2025-05", "2025-06-14")
    assert not dates_agree("2019", "2021-01")


def test_dates_clash_but_not_on_neighbouring_days_or_in_unknown_forms() -> None:
    assert dates_clash("2019", "2021")
    assert dates_clash("2025-05", "2025-06-14")
    assert dates_clash("2025-05-14", "2025-05-17")
    assert not dates_clash("2025-05-14", "2025-05-15")
    assert not dates_clash("2025-W20", "2025-05-14")
    assert not dates_clash("2025-02-31", "2025-02-01")
