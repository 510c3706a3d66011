"""The five samples: what their untidy shapes must become."""

import pytest

import seeds
from index.ingest.files import read_bytes
from index.models import Draft
from tests.ingest.shown import kinds, shown


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    return [
        read_bytes(seeds.read(sample), name=sample.file, source=sample.source, url=sample.url)
        for sample in seeds.samples()
    ]


def test_titles(drafts: list[Draft]) -> None:
    first = drafts[0]
    assert first.text.startswith(first.title)
    assert drafts[1].title.endswith("...")
    assert all(draft.title not in draft.text for draft in drafts[1:])
    assert not any("\n" in draft.title for draft in drafts)


def test_the_tables_of_the_first_and_the_third(drafts: list[Draft]) -> None:
    for at, header in (
        (0, "Provider\tKey AI partnerships\tInfrastructure"),
        (2, "Provider\tAI infrastructure\tKey partners"),
    ):
        rows = [(level, words) for kind, level, words in shown(drafts[at]) if kind == "row"]
        assert rows[0] == (0, header)
        assert [words.split("\t")[0] for _, words in rows[1:]] == ["Google Cloud", "Microsoft Azure", "AWS"]
        assert all(words.count("\t") == 2 for _, words in rows)


def test_lists_and_headings(drafts: list[Draft]) -> None:
    assert kinds(drafts[0]).count("item") == 7
    assert kinds(drafts[0]).count("heading") == 5
    assert kinds(drafts[2]).count("item") == 6
    assert "1. Training" in drafts[2].text
    assert kinds(drafts[4]).count("heading") == 3


def test_debris_goes_and_facts_stay(drafts: list[Draft]) -> None:
    last = drafts[4].text
    assert last.startswith("A technician")
    assert last.endswith("Source: India TV News")
    assert "Thread Author" not in last
    assert drafts[3].text.endswith("Source: TechJuice")


def test_what_the_manifest_knows_goes_before_what_the_text_says(drafts: list[Draft]) -> None:
    assert [draft.url for draft in drafts] == [sample.url for sample in seeds.samples()]
    assert {draft.language for draft in drafts} == {"en"}
    assert all(draft.identities[0].kind == "url" and draft.identities[-1].kind == "content" for draft in drafts)
