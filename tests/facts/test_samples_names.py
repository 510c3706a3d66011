"""Names, quotation and attributions of the five sample articles: exactly what their comparison rests on."""

import functools

import pytest

import seeds
from index.facts import attributions, names, quotes
from index.facts.document import FactText, prepare
from index.ingest.files import read_bytes

_ALWAYS = {"OpenAI": "organisation", "Google Cloud": "organisation", "Microsoft Azure": "product", "ChatGPT": "product"}
_TPU, _AWS = "Tensor Processing Unit", "Amazon Web Services"
_ORGANISATIONS = {
    1: ["Anthropic", _AWS, "NVIDIA", "Stability AI"],
    2: ["Anthropic", "Apple"],
    3: ["Anthropic", _AWS, "NVIDIA", "Stability AI", "Meta", "Hugging Face"],
    4: ["CoreWeave", "Oracle", "SoftBank"],
    5: [_AWS, "CoreWeave", "Oracle", "SoftBank"],
}
_PRODUCTS = {
    1: [_TPU, "Vertex AI", "SageMaker", "Inferentia"],
    2: [_TPU, "Gemini", "Copilot", "Bing Chat"],
    3: [_TPU, "Gemini", "Vertex AI", "SageMaker", "Trainium", "H100"],
    4: [_TPU, "Gemini", "Stargate"],
    5: ["Stargate"],
}
_PEOPLE = {1: ["Sarah Chen"]}
# Told beside the facts that are compared, and right.
_BESIDE = {"Google": "organisation", "Microsoft": "organisation"}
_ALSO = {1: {"Stanford University": "organisation"}, 4: {"Alphabet": "organisation"}}
_ATTRIBUTIONS = {
    1: set(),
    2: {("Reuters", "first-reported-by")},
    3: set(),
    4: {("TechJuice", "first-reported-by"), ("TechJuice", "source-line")},
    5: {("Reuters", "inline"), ("axios.com", "inline"), ("India TV News", "source-line")},
}


@functools.cache
def sample(number: int) -> FactText:
    """Return sample article `number`, counted from 1, as an importer reads it."""
    entry = seeds.samples()[number - 1]
    draft = read_bytes(seeds.read(entry), name=entry.file, source=entry.source, url=entry.url)
    return prepare(draft.text, draft.blocks, title=draft.title, published=draft.published, language=draft.language)


@pytest.mark.parametrize("number", range(1, 6))
def test_exactly_the_names_that_the_samples_tell(number: int) -> None:
    expected = dict(_ALWAYS) | _BESIDE | _ALSO.get(number, {})
    expected |= dict.fromkeys(_ORGANISATIONS[number], "organisation")
    expected |= dict.fromkeys(_PRODUCTS[number], "product")
    expected |= dict.fromkeys(_PEOPLE.get(number, []), "person")
    assert {str(fact.value): fact.kind.value for fact in names.find(sample(number))} == expected


@pytest.mark.parametrize("number", range(1, 6))
def test_exactly_the_sources_that_the_samples_name(number: int) -> None:
    document = sample(number)
    found = attributions.find(document, names.find(document))
    assert {(str(fact.value), str(fact.role)) for fact in found} == _ATTRIBUTIONS[number]


def test_the_one_quotation_and_who_said_it() -> None:
    document = sample(1)
    (quote,) = quotes.find(document, names.find(document))
    assert quote.speaker == "Sarah Chen"
    assert "backbone of AI" in quote.text
    assert not set(quote.text) & set('"“”')


@pytest.mark.parametrize("number", range(2, 6))
def test_a_word_in_scare_quotes_is_nobodys_quotation(number: int) -> None:
    document = sample(number)
    assert quotes.find(document, names.find(document)) == []
