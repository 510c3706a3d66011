"""The five sample articles, imported, read for facts and compared: what they are there to show holds exactly."""

import json
from datetime import datetime
from pathlib import Path

import pytest

import seeds
from index.compare.comparison import Report, compare
from index.facts.document import prepare
from index.facts.extract import extract
from index.ingest.files import read_path
from index.models import Article, Comparison, Draft, FactKind, FactRow, Sign
from index.text.sentences import sentences
from index.text.words import count
from tests.compare.making import NOON

_FOLDER = Path(seeds.__file__).parent
_NAMES = frozenset({FactKind.ORGANISATION, FactKind.PRODUCT, FactKind.PERSON, FactKind.PLACE})


def _article(number: int, entry: dict[str, str]) -> Article:
    (draft,) = read_path(_FOLDER / "articles" / entry["file"])
    assert isinstance(draft, Draft)
    return Article(
        id=str(number),
        title=draft.title,
        source=entry["source"],
        feeds=(),
        url=entry["url"],
        author=None,
        published=datetime.fromisoformat(entry["published"]),
        fetched=NOON,
        language=draft.language,
        words=count(draft.text),
        revision=1,
        read=False,
        starred=False,
        tags=(),
        text=draft.text,
        blocks=draft.blocks,
        links=draft.links,
    )


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    manifest = json.loads((_FOLDER / "manifest.json").read_text(encoding="utf-8"))
    made = []
    for number, entry in enumerate(manifest, 1):
        article = _article(number, entry)
        document = prepare(
            article.text,
            article.blocks,
            title=article.title,
            published=article.published,
            language=article.language,
        )
        found = sentences(article.text, article.blocks, article.language)
        made.append(Report(article, found, extract(document)))
    return made


@pytest.fixture(scope="module")
def found(reports: list[Report]) -> Comparison:
    return compare(reports, all_pairs=True)


def rows(found: Comparison, kind: FactKind, value: object) -> list[FactRow]:
    kinds = _NAMES if kind in _NAMES else {kind}
    return [row for row in found.facts if row.kind in kinds and row.value == value]


@pytest.mark.parametrize(
    ("kind", "value", "told_by"),
    [
        (FactKind.ORGANISATION, "OpenAI", "12345"),
        (FactKind.ORGANISATION, "Google Cloud", "12345"),
        (FactKind.PRODUCT, "Microsoft Azure", "12345"),
        (FactKind.PRODUCT, "ChatGPT", "12345"),
        (FactKind.PRODUCT, "Tensor Processing Unit", "1234"),
        (FactKind.ORGANISATION, "Anthropic", "123"),
        (FactKind.ORGANISATION, "Amazon Web Services", "135"),
        (FactKind.PRODUCT, "Gemini", "234"),
        (FactKind.ORGANISATION, "NVIDIA", "13"),
        (FactKind.ORGANISATION, "Stability AI", "13"),
        (FactKind.PRODUCT, "Vertex AI", "13"),
        (FactKind.PRODUCT, "SageMaker", "13"),
        (FactKind.ORGANISATION, "CoreWeave", "45"),
        (FactKind.ORGANISATION, "Oracle", "45"),
        (FactKind.ORGANISATION, "SoftBank", "45"),
        (FactKind.PRODUCT, "Stargate", "45"),
        (FactKind.DATE, "2019", "24"),
        (FactKind.ATTRIBUTION, "Reuters", "25"),
        (FactKind.PERSON, "Sarah Chen", "1"),
        (FactKind.PRODUCT, "Inferentia", "1"),
        (FactKind.ORGANISATION, "Apple", "2"),
        (FactKind.PRODUCT, "Copilot", "2"),
        (FactKind.PRODUCT, "Bing Chat", "2"),
        (FactKind.QUANTITY, 1.1, "3"),
        (FactKind.QUANTITY, 3.6, "3"),
        (FactKind.QUANTITY, 35.0, "3"),
        (FactKind.ORGANISATION, "Meta", "3"),
        (FactKind.ORGANISATION, "Hugging Face", "3"),
        (FactKind.PRODUCT, "Trainium", "3"),
        (FactKind.PRODUCT, "H100", "3"),
        (FactKind.PERCENT, 2.0, "4"),
        (FactKind.PERCENT, -0.6, "4"),
        (FactKind.ATTRIBUTION, "TechJuice", "4"),
        (FactKind.MONEY, 5e11, "5"),
        (FactKind.DATE, "2025-05", "5"),
        (FactKind.ATTRIBUTION, "axios.com", "5"),
        (FactKind.ATTRIBUTION, "India TV News", "5"),
    ],
)
def test_each_fact_is_one_row_and_told_by_just_those(
    found: Comparison, kind: FactKind, value: object, told_by: str
) -> None:
    (row,) = rows(found, kind, value)
    assert "".join(row.places) == told_by
    assert row.status == {1: "one", 5: "shared"}.get(len(told_by), "some")


def test_rows_say_what_they_are_about(found: Comparison) -> None:
    def labels(kind: FactKind) -> dict[object, tuple[str | None, str]]:
        return {row.value: (row.role, row.label) for row in found.facts if row.kind is kind}

    assert {value: label for value, (_, label) in labels(FactKind.PERCENT).items()} == {
        2.0: "Alphabet stock",
        -0.6: "Microsoft stock",
    }
    assert labels(FactKind.MONEY) == {5e11: (None, "Stargate")}
    assert labels(FactKind.DATE)["2019"] == ("since", "since")
    assert {value: role for value, (role, _) in labels(FactKind.ATTRIBUTION).items()} == {
        "Reuters": "first-reported-by",
        "TechJuice": "first-reported-by",
        "axios.com": "inline",
        "India TV News": "source-line",
    }
    ((quoted, (_, speaker)),) = labels(FactKind.QUOTE).items()
    assert str(quoted).startswith("Cloud providers are turning")
    assert speaker == "Sarah Chen said"


def test_every_place_of_a_row_is_in_its_article(found: Comparison, reports: list[Report]) -> None:
    texts = {report.article.id: report.article.text for report in reports}
    for row in found.facts:
        for name, places in row.places.items():
            assert all(place.of(texts[name]).strip() for place in places)


def test_the_one_disagreement_is_who_was_first(found: Comparison) -> None:
    (each,) = found.disagreements
    assert each.label == "first reported by"
    assert {name: told.value for name, told in each.values.items()} == {"2": "Reuters", "4": "TechJuice"}
    assert found.updates == ()


def test_the_tables_of_1_and_3_differ_in_partners_and_infrastructure(found: Comparison) -> None:
    assert {(each.about, *(told.text for told in each.values.values())) for each in found.differences} == {
        ("Google Cloud", "OpenAI", "OpenAI, Anthropic"),
        ("Microsoft Azure", "OpenAI, NVIDIA", "OpenAI, Meta"),
        ("Microsoft Azure", "Azure AI, OpenAI Services", "OpenAI (primary), Nvidia"),
        ("AWS", "Anthropic, Stability AI", "Stability AI, Hugging Face"),
        ("AWS", "SageMaker, Inferentia", "SageMaker, Trainium"),
    }
    assert all(list(each.values) == ["1", "3"] for each in found.differences)


def test_the_sentences_that_disagree_are_a_pair(found: Comparison) -> None:
    (pair,) = [pair for pair in found.pairs if pair.sign is Sign.CONFLICT]
    assert (pair.left.id, pair.right.id) == ("2", "4")
    assert "Reuters" in pair.left.text
    assert "TechJuice" in pair.right.text


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("2", "4", ("2019", "Azure")),
        ("3", "4", ("Tensor Processing Units", "internal workloads")),
        ("4", "5", ("Stargate", "Oracle", "SoftBank")),
        ("1", "3", ("ompeting cloud providers",)),
        ("1", "5", ("ompeting cloud providers",)),
        ("3", "5", ("ompeting cloud providers",)),
    ],
)
def test_sentences_that_must_be_paired(found: Comparison, left: str, right: str, words: tuple[str, ...]) -> None:
    pairs = [
        (pair.left.text, pair.right.text) for pair in found.pairs if (pair.left.id, pair.right.id) == (left, right)
    ]
    assert any(all(word in one and word in other for word in words) for one, other in pairs)
