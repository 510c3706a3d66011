"""Numbers, dates and tables of the five sample articles: exactly those that their comparison rests on."""

import pytest

from index.facts.extract import extract
from index.models import FactKind
from tests.facts.test_samples_names import sample

_NUMERIC = {FactKind.MONEY, FactKind.PERCENT, FactKind.QUANTITY, FactKind.DATE, FactKind.PERIOD}
_TOLD = {
    1: [],
    2: [("date", "2019", None, None, "since", None)],
    3: [
        ("quantity", 1.1, "exaflop", "at-most", None, "TPU v4 Pods"),
        ("quantity", 3.6, "TB/s", None, None, "bisection bandwidth"),
        ("quantity", 35.0, "region", None, None, "network"),
    ],
    4: [
        ("percent", 2.0, "%", None, None, "Alphabet stock"),
        ("percent", -0.6, "%", None, None, "Microsoft stock"),
        ("date", "2019", None, None, "since", None),
    ],
    5: [
        ("date", "2025-05", None, None, None, None),
        ("money", 5e11, "USD", None, None, "Stargate"),
    ],
}
_CELLS = {
    1: {
        ("Google Cloud", "Key AI partnerships", "OpenAI"),
        ("Google Cloud", "Infrastructure", "TPUs, Vertex AI"),
        ("Microsoft Azure", "Key AI partnerships", "OpenAI, NVIDIA"),
        ("Microsoft Azure", "Infrastructure", "Azure AI, OpenAI Services"),
        ("AWS", "Key AI partnerships", "Anthropic, Stability AI"),
        ("AWS", "Infrastructure", "SageMaker, Inferentia"),
    },
    3: {
        ("Google Cloud", "AI infrastructure", "TPUs, Vertex AI"),
        ("Google Cloud", "Key partners", "OpenAI, Anthropic"),
        ("Microsoft Azure", "AI infrastructure", "OpenAI (primary), Nvidia"),
        ("Microsoft Azure", "Key partners", "OpenAI, Meta"),
        ("AWS", "AI infrastructure", "SageMaker, Trainium"),
        ("AWS", "Key partners", "Stability AI, Hugging Face"),
    },
}


@pytest.mark.parametrize("number", range(1, 6))
def test_exactly_the_numbers_and_dates_that_the_samples_tell(number: int) -> None:
    facts = [fact for fact in extract(sample(number)) if fact.kind in _NUMERIC]
    told = [(fact.kind.value, fact.value, fact.unit, fact.modifier, fact.role, fact.about) for fact in facts]
    assert told == _TOLD[number]


@pytest.mark.parametrize("number", range(1, 6))
def test_exactly_the_cells_that_the_samples_tell(number: int) -> None:
    facts = [fact for fact in extract(sample(number)) if fact.kind is FactKind.TABLE]
    assert {(fact.about, fact.role, fact.value) for fact in facts} == _CELLS.get(number, set())
