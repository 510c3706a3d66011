"""What is said of an article in a row of the fact table and in a disagreement."""

import pytest

from index.models import Disagreement, FactKind, FactRow, ToldValue
from index.models.comparison import SAID_BY


def _row(kind: FactKind, value: float | str) -> FactRow:
    return FactRow(
        kind=kind, role=None, about=None, label="", value=value, unit="%", status="shared", places={}, rounded=False
    )


def _parted(kind: FactKind, role: str | None, **told: tuple[float | str, str]) -> Disagreement:
    values = {
        name: ToldValue(value=value, unit="%", text=text, start=0, end=len(text))
        for name, (value, text) in told.items()
    }
    return Disagreement(kind=kind, role=role, about=None, label="", values=values)


@pytest.mark.parametrize(
    ("kind", "value", "written", "shown"),
    [
        (FactKind.PERCENT, -2.0, "2%", "−2%"),
        (FactKind.PERCENT, -2.0, "-2%", "-2%"),
        (FactKind.PERCENT, -2.0, "two percent", "−2%"),
        (FactKind.PERCENT, 61.0, "61%", "61%"),
        (FactKind.MONEY, -2.0, "$2", "$2"),
        (FactKind.ATTRIBUTION, "The Post", "the newspaper", "The Post"),
    ],
)
def test_a_fall_has_a_sign_and_a_level_has_none(kind: FactKind, value: float | str, written: str, shown: str) -> None:
    assert _row(kind, value).words(written) == shown


def test_a_rise_and_a_fall_by_as_much_do_not_read_the_same() -> None:
    row = _parted(FactKind.PERCENT, None, a=(2.0, "2%"), b=(-2.0, "2%"))
    assert (row.words("a"), row.words("b")) == ("2%", "−2%")


def test_who_said_a_quotation_is_what_its_articles_say() -> None:
    row = _parted(FactKind.QUOTE, SAID_BY, a=("Anna Berg", "We stay"), b=("Tom Hale", "We stay"))
    assert row.asks_who_said_it
    assert (row.words("a"), row.words("b")) == ("Anna Berg", "Tom Hale")
