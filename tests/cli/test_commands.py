"""What the commands do and print, through the door that a user takes."""

import re
from pathlib import Path
from typing import get_args

import pytest

from index.library import Library
from index.models import NAME_KINDS, FactKind
from tests.cli.conftest import CORRECTED, crossread, id_of, record
from tui.cli.facts import Kind, NameKind
from tui.cli.pages.words import plural
from tui.places import find_places

STORY = ["pact", "adds Google Cloud", "landlord", "tie-up", "Tenant"]


@pytest.mark.usefixtures("library")
def test_numbers_name_what_the_last_list_printed() -> None:
    listed = crossread("list", "--offset", "2", "--limit", "2")
    first, second, summary = listed.out.splitlines()
    assert (first.split()[0], second.split()[0]) == ("3", "4")
    assert summary == "3 to 4 of 7 articles"
    assert crossread("show", "4", "--json").document["id"] == second.split()[1]
    assert crossread("show", "1").status == 1


@pytest.mark.usefixtures("library")
def test_numbers_name_what_the_last_search_found() -> None:
    found = crossread("search", "stargate", "--json").document
    assert crossread("show", "2", "--json").document["id"] == found["hits"][1]["id"]


@pytest.mark.usefixtures("library")
def test_an_article_is_named_by_the_beginning_of_its_id() -> None:
    article = id_of("tie-up")
    assert crossread("show", article[:8], "--json").document["id"] == article


@pytest.mark.usefixtures("library")
def test_a_list_in_a_pipe_cuts_no_headline() -> None:
    out = crossread("list", "--limit", "7").out
    assert "OpenAI strikes a pact with Google Cloud as the appetite of ChatGPT outgrows the servers of a lone..." in out
    assert all(line == line.rstrip() for line in out.splitlines())


@pytest.mark.usefixtures("library")
def test_search_shows_why_and_how_many() -> None:
    ran = crossread("search", "stargate", "--sort", "oldest")
    assert ran.out.index("adds Google Cloud") < ran.out.index("tie-up")
    assert "$500 billion" in ran.out
    assert "2 articles, in" in ran.out


@pytest.mark.usefixtures("library")
def test_a_query_that_begins_with_a_dash_stands_after_two() -> None:
    ran = crossread("search", "--json", "--", "-stargate", "openai")
    assert ran.document["query"] == "-stargate openai"
    assert ran.document["total"] == 3
    assert crossread("search", "-stargate").status == 2


@pytest.mark.usefixtures("library")
def test_a_mistyped_query_is_told_what_was_meant() -> None:
    assert "Did you mean: stargate" in crossread("search", "stargte").out


@pytest.mark.usefixtures("library")
def test_show_wraps_prose_and_aligns_tables() -> None:
    out = crossread("show", id_of("landlord")).out
    assert out.splitlines()[0] == "OpenAI has spent its rise renting computing power from a single landlord"
    assert "Northbank Review · 2025-06-12 06:30 UTC" in out
    google, azure = (next(line for line in out.splitlines() if cell in line) for cell in ("Vertex AI", "Azure AI"))
    assert google.index("TPUs, Vertex AI") == azure.index("Azure AI")
    assert google.index("OpenAI") == azure.index("OpenAI, NVIDIA")
    text = out.split("\n\n", 1)[1]
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.usefixtures("library")
def test_show_takes_an_older_revision() -> None:
    article = id_of(CORRECTED)
    assert "3 million" in crossread("show", article, "--revision", "1").out
    assert "4 million" in crossread("show", article).out
    assert crossread("show", article, "--revision", "3").status == 1


@pytest.mark.usefixtures("library")
def test_facts_are_grouped_with_value_and_what_they_are_about() -> None:
    lines = [" ".join(line.split()) for line in crossread("facts", id_of("tie-up")).out.splitlines()]
    assert "$500 billion Stargate 500,000,000,000 USD" in lines[lines.index("money") :]
    assert 'Reuters named in the text "reuters.com" 2 times' in lines[lines.index("attribution") :]


def test_facts_are_printed_in_the_words_of_the_article_and_what_they_mean_where_it_adds_something(empty: Path) -> None:
    text = "In summer 2018 some 35 regions waited for three months. They waited again last week, and fees fell 4%."
    wire = empty.parent / "wire.jsonl"
    wire.write_text(record(1, "One", text), encoding="utf-8")
    assert crossread("import", str(wire)).status == 0
    crossread("list")
    out = crossread("facts", "1").out
    assert "35 regions" in out
    assert "three months" in out
    assert re.search(r"last week +week \d+ of \d{4}", out)
    assert re.search(r"4% .*-4%", out)
    assert not re.search(r"P3M|-W\d\d|\d{4}-2[1-4]\b", out)


@pytest.mark.parametrize(
    ("unit", "several"),
    [("person", "people"), ("cloud region", "cloud regions"), ("city", "cities"), ("policewoman", "policewomen"),
     ("human", "humans"), ("MW", "MW"), ("kph", "kph"), ("series", "series"), ("day", "days"), ("box", "boxes")],
)  # fmt: skip
def test_units_are_counted_in_the_plural_and_signs_as_they_are(unit: str, several: str) -> None:
    assert plural(unit) == several


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("kind", ["period", "table"])
def test_kinds_that_are_not_counted_across_the_library_are_told(kind: str) -> None:
    assert f"kind {kind} are not counted" in crossread("facts", "--all", "--kind", kind).out


def test_facts_older_than_names_toml_are_told_where_they_are_asked_for(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(empty.parent / "config"))
    wire = empty.parent / "wire.jsonl"
    wire.write_text(record(1, "One", "Ottoline Brack of Halden Freight spoke to Reuters in May."), encoding="utf-8")
    crossread("import", str(wire))
    crossread("names")
    assert crossread("search", "person:brack").err == ""
    names = find_places().names_file
    names.parent.mkdir(parents=True, exist_ok=True)
    names.write_text('[[name]]\nname = "Halden"\nkind = "place"\n', encoding="utf-8")
    assert "The facts of 1 of 1 articles" in crossread("search", "person:brack").err
    assert "without --made" in crossread("names", "--made").err
    assert crossread("search", "brack").err == ""
    crossread("names")
    assert crossread("search", "person:brack").err == ""


@pytest.mark.usefixtures("library")
def test_facts_of_one_kind_leave_the_others_out() -> None:
    lines = crossread("facts", id_of("tie-up"), "--kind", "money").out.splitlines()
    assert [line for line in lines if line and not line.startswith(" ")][1:] == ["money"]
    assert crossread("facts", id_of("tie-up"), "--kind", "colour").status == 2


def test_the_kinds_that_can_be_asked_for_are_those_there_are() -> None:
    assert set(get_args(Kind)) == set(FactKind)
    assert set(get_args(NameKind)) == NAME_KINDS


@pytest.mark.usefixtures("library")
def test_facts_need_an_article_or_all_of_them() -> None:
    ran = crossread("facts")
    assert ran.status == 2
    assert "--all" in ran.err


def table(out: str) -> list[list[str]]:
    """Return the cells of a printed table, without its header and what stands below."""
    rows = [line for line in out.splitlines()[1:] if re.match(r" *[\d,]+  ", line)]
    return [[cell.strip() for cell in re.split(r"  +", line.strip())] for line in rows]


@pytest.mark.usefixtures("library")
def test_names_are_counted_across_the_library_and_can_be_searched_for() -> None:
    ran = crossread("names", "--limit", "4", "--kind", "organisation")
    rows = table(ran.out)
    assert [row[1] for row in rows] == ["organisation"] * 4
    assert ["5", "organisation", "OpenAI", "org:OpenAI"] in rows
    assert "in 7 articles" in ran.out
    assert "its query also finds it with other words around it" in ran.out
    assert crossread("names", "coreweave").out.splitlines()[1].split() == [
        "2",
        "organisation",
        "CoreWeave",
        "org:CoreWeave",
    ]
    for count, _, _, query in rows:
        assert crossread("search", query, "--json").document["total"] == int(count)


@pytest.mark.usefixtures("library")
def test_pages_of_names_follow_each_other() -> None:
    all_of_them = [row["value"] for row in crossread("names", "--limit", "999", "--json").document["rows"]]
    page = crossread("names", "--offset", "2", "--limit", "3", "--json").document
    assert [row["value"] for row in page["rows"]] == all_of_them[2:5]
    assert page["total"] == len(all_of_them)
    assert "There are only" in crossread("names", "--offset", "999").out


@pytest.mark.usefixtures("library")
def test_facts_of_the_whole_library_are_counted_by_kind() -> None:
    assert ["1", "money", "500,000,000,000 USD", 'money:"500bn USD"'] in table(
        crossread("facts", "--all", "--kind", "money").out
    )
    assert {row["kind"] for row in crossread("facts", "--all", "--json").document["rows"]} > {"product", "organisation"}
    assert "No such fact contains xylophonist." in crossread("facts", "--all", "xylophonist").out


def test_facts_that_are_missing_are_made_before_they_are_counted_unless_they_may_not_be(empty: Path) -> None:
    wire = empty.parent / "wire.jsonl"
    wire.write_text(record(1, "One", "Ottoline Brack of Halden Freight spoke to Reuters in May."), encoding="utf-8")
    library = Library.open(empty)
    library.import_paths([wire])
    library.close()
    assert crossread("names", "--made", "--json").document["counted"] == 0
    assert "The facts of 1 article are not made yet" in crossread("names", "--made").out
    made = crossread("names", "brack", "--json").document
    assert (made["counted"], made["of"], [row["value"] for row in made["rows"]]) == (1, 1, ["Ottoline Brack"])


@pytest.mark.usefixtures("library")
def test_comparison_begins_with_the_disagreement() -> None:
    out = crossread("compare", *map(id_of, STORY)).out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    at = lines.index("Disagreements 1")
    assert [line.split("first reported")[0] for line in lines[at + 1 : at + 6]] == [
        "⚡ ",
        "A Reuters",
        "News of the arrangement was ",
        "B TechJuice",
        "OpenAI has signed up Google Cloud to supply servers for its services, in a deal ",
    ]
    assert at < lines.index("Differences that may both hold 5")
    assert any(line.startswith("= organisation OpenAI ● ● ● ● ●") for line in lines)
    assert any(line.startswith("≈ A ") and "since 2019" in line for line in lines)
    assert "+ Anthropic and Apple also use Google's data centers." in lines


@pytest.mark.usefixtures("library")
def test_a_comparison_needs_two_different_articles() -> None:
    article = id_of("pact")
    ran = crossread("compare", article, article)
    assert ran.status == 2
    assert "2 to 8 different articles, not 1" in ran.err


@pytest.mark.usefixtures("library")
def test_diff_marks_what_went_and_what_came() -> None:
    lines = crossread("diff", id_of(CORRECTED)).out.splitlines()
    assert "~ The mill made [-3-]{+4+} million tons in May." in lines
    assert not any("Nobody was hurt" in line for line in lines)
    assert crossread("diff", id_of("pact")).status == 1


def test_states_are_kept_and_an_unknown_article_is_named(empty: Path) -> None:
    wire = empty.parent / "two.jsonl"
    wire.write_text(record(1, "One", "First text here.") + record(2, "Two", "Second text there."), encoding="utf-8")
    crossread("import", str(wire))
    one, two = id_of("One"), id_of("Two")
    assert crossread("tag", "deals", one, two).out.splitlines() == ["Tagged deals: One", "Tagged deals: Two"]
    crossread("untag", "deals", two)
    ran = crossread("star", one, "nowhere", "--json")
    assert ran.status == 1
    state = {"id": one, "read": False, "starred": True, "tags": ["deals"], "hidden": False}
    assert ran.document["articles"] == [state]
    assert [failed["reference"] for failed in ran.document["failed"]] == ["nowhere"]
    assert "failed" not in crossread("read", two, "--json").document

    def listed(option: str, *more: str) -> list[str]:
        return [article["id"] for article in crossread("list", option, *more, "--json").document["articles"]]

    assert listed("--starred") == listed("--unread") == listed("--tag", "deals") == [one]
    plain = crossread("read", "nowhere", one)
    assert (plain.status, plain.out) == (1, "Read: One\n")
    assert "nowhere" in plain.err
    assert crossread("unstar", one).status == 0
    assert listed("--starred") == []


def test_import_names_what_it_cannot_read_and_keeps_the_rest(empty: Path) -> None:
    wire = empty.parent / "wire.jsonl"
    wire.write_text(record(1, "Good", "A text that can be read.") + '{"title": \n', encoding="utf-8")
    ran = crossread("import", str(wire))
    assert (ran.status, ran.out) == (1, "1 added, 0 updated, 0 unchanged, 1 failed\n")
    assert f"{wire}, line 2: " in ran.err
    again = crossread("import", str(wire), "--json").document
    assert (again["added"], again["unchanged"], [failed["line"] for failed in again["failed"]]) == (0, 1, [2])
    assert crossread("list", "--json").document["total"] == 1


def test_an_import_of_nothing_is_wrong_usage(empty: Path) -> None:
    assert crossread("import").status == 2
    assert not empty.exists()


@pytest.mark.usefixtures("empty")
def test_an_empty_library_says_how_to_fill_it() -> None:
    assert "crossread import --samples" in crossread("list").out
    assert crossread("list", "--json").document == {"schema": 1, "total": 0, "articles": []}
