"""Reports of the same events: found by the names they share, asked for full names and for contradictions."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library

HARBOUR = (
    "Minister Ottoline Brack opened the harbour of Wexport with Halden Freight on Monday. "
    "Ottoline Brack thanked Halden Freight. Wexport waited ten years for the harbour."
)
SHORT = "At Wexport the minister Mr Brack praised Halden Freight. Mr Brack left Wexport early, Halden Freight said."
OTHER_DAYS = "2025-01-02"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library")
    yield library
    library.close()


def take_in(library: Library, folder: Path, *records: tuple[str, str, str]) -> dict[str, str]:
    """Take in articles of (title, text, date) with their facts; returns their ids by their titles."""
    file = folder / "news.jsonl"
    lines = [
        json.dumps({"id": title, "title": title, "text": text, "date": date, "source": f"{title} Post"})
        for title, text, date in records
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert library.import_paths([file]).failed == ()
    library.derive_facts()
    return {article.title: article.id for article in library.summaries(library.order())}


def related(library: Library, article_id: str) -> tuple[str, ...]:
    facts = library.facts(article_id)
    assert facts
    return library.others.of(article_id, facts)


def test_reports_of_the_same_days_and_names_are_related(library: Library, tmp_path: Path) -> None:
    ids = take_in(
        library,
        tmp_path,
        ("Long", HARBOUR, "2025-06-10"),
        ("Short", SHORT, "2025-06-11"),
        ("Late", HARBOUR, OTHER_DAYS),
        ("Other", "Anna Vale won the race of Lindby. Anna Vale thanked the people of Lindby.", "2025-06-10"),
    )
    assert related(library, ids["Long"]) == (ids["Short"],)
    assert related(library, ids["Short"]) == (ids["Long"],)
    assert related(library, ids["Other"]) == related(library, ids["Late"]) == ()


def test_somebody_named_by_one_word_has_the_name_that_the_others_agree_on(library: Library, tmp_path: Path) -> None:
    ids = take_in(library, tmp_path, ("Long", HARBOUR, "2025-06-10"), ("Short", SHORT, "2025-06-11"))
    facts = library.facts(ids["Short"])
    assert facts
    assert {word: full.name for word, full in library.others.full_names(facts, [ids["Long"]]).items()} == {
        "Brack": "Ottoline Brack"
    }
    assert library.others.full_names(facts, []) == {}
    whole = library.facts(ids["Long"])
    assert whole
    assert library.others.full_names(whole, [ids["Short"]]) == {}


def test_where_the_others_do_not_agree_nobody_is_named(library: Library, tmp_path: Path) -> None:
    ids = take_in(
        library,
        tmp_path,
        ("Long", HARBOUR, "2025-06-10"),
        ("Short", SHORT, "2025-06-11"),
        ("Else", HARBOUR.replace("Ottoline", "Tobias"), "2025-06-11"),
    )
    facts = library.facts(ids["Short"])
    assert facts
    assert library.others.full_names(facts, [ids["Long"], ids["Else"]]) == {}


def test_what_the_comparison_finds_against_a_fact_stands_at_its_place(library: Library) -> None:
    library.import_samples()
    library.derive_facts()
    ids = {article.source: article.id for article in library.summaries(library.order())}
    ledger, sample = ids["The Example Ledger"], ids["Daily Sample"]
    [(start, against)] = library.others.contradicted(ledger, [sample]).items()
    facts = library.facts(ledger)
    assert facts
    assert [fact.value for fact in facts if fact.start == start and fact.role == "first-reported-by"] == ["TechJuice"]
    assert [(told.id, told.source, told.text) for told in against] == [(sample, "Daily Sample", "Reuters")]
    assert library.others.contradicted(ledger, [ids["Coast Post"]]) == library.others.contradicted(ledger, []) == {}
