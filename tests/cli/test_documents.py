"""Every `--json` is what docs/schema says, and docs/schema is what the models say."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from index.models.documents import DOCUMENTS, ErrorAnswer, json_schema, to_json
from tests.cli.conftest import CORRECTED, crossread, id_of
from tests.library.serving import Item, Server, rss

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
COMMANDS: dict[str, tuple[str, Callable[[], list[str]]]] = {
    "list": ("list", lambda: ["list"]),
    "search": ("search", lambda: ["search", "stargate"]),
    "search for nothing": ("search", lambda: ["search", "xylophonist"]),
    "show": ("show", lambda: ["show", id_of("tie-up")]),
    "facts": ("facts", lambda: ["facts", id_of("tie-up"), id_of("adds Google Cloud")]),
    "facts of a kind": ("facts", lambda: ["facts", id_of("tie-up"), "--kind", "money"]),
    "facts of all": ("tally", lambda: ["facts", "--all"]),
    "names": ("tally", lambda: ["names", "--kind", "person"]),
    "names that are not there": ("tally", lambda: ["names", "xylophonist"]),
    "compare": ("compare", lambda: ["compare", id_of("pact"), id_of("adds Google Cloud"), id_of("landlord")]),
    "all pairs": ("compare", lambda: ["compare", id_of("pact"), id_of("tie-up"), id_of("landlord"), "--all-pairs"]),
    "diff": ("diff", lambda: ["diff", id_of(CORRECTED)]),
    "import": ("import", lambda: ["import", "--samples"]),
    "status": ("status", lambda: ["status"]),
    "keys": ("keys", lambda: ["keys"]),
    "error": ("error", lambda: ["show", "nowhere"]),
    "usage": ("error", lambda: ["show"]),
    "read": ("states", lambda: ["read", id_of("pact")]),
    "unread": ("states", lambda: ["unread", id_of("pact")]),
    "star": ("states", lambda: ["star", id_of("pact")]),
    "unstar": ("states", lambda: ["unstar", id_of("pact")]),
    "tag": ("states", lambda: ["tag", "deals", id_of("pact"), "nowhere"]),
    "untag": ("states", lambda: ["untag", "deals", id_of("pact")]),
    "no feeds": ("feeds", lambda: ["feeds", "list"]),
    "settings of all feeds": ("defaults", lambda: ["feeds", "defaults"]),
    "refresh": ("refresh", lambda: ["refresh"]),
    "rules": ("rules", lambda: ["rules", "list"]),
}


@pytest.mark.parametrize("case", COMMANDS)
@pytest.mark.usefixtures("library")
def test_the_document_of_a_command_is_what_its_schema_says(case: str) -> None:
    name, arguments = COMMANDS[case]
    ran = crossread(*arguments(), "--json")
    jsonschema.validate(ran.document, json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8")))
    assert ran.out.startswith('{"schema": 1, ')
    assert ran.out.endswith("\n")
    assert ran.out[:-1].isprintable()
    assert ran.out.isascii()


@pytest.mark.usefixtures("empty")
def test_the_documents_of_feeds_and_pages_are_what_their_schemas_say(server: Server, tmp_path: Path) -> None:
    good = server.put(
        "/feed", rss(Item("Storm", "Gusts of 110 km/h.", server.put("/page", "<p>Gusts again.</p>"), "1"))
    )
    bad = server.fail("/bad", 503)
    (tmp_path / "feeds.txt").write_text(f"{bad}\njavascript:1\n", encoding="utf-8")
    for name, arguments in (
        ("rules", ["rules", "add", "gusts", "--star"]),
        ("feeds", ["feeds", "add", good, "--cookie", "a=b", "--tag", "sea"]),
        ("taken", ["opml", "import", str(tmp_path / "feeds.txt")]),
        ("refresh", ["refresh", good, "nowhere"]),
        ("refresh", ["refresh"]),
        ("feeds", ["feeds", "list"]),
        ("feeds", ["feeds", "set", good, "nowhere", "--keep", "30"]),
        ("pages", ["add", f"{server.address}/page", bad]),
        ("undone", ["rules", "undo", "1"]),
        ("feeds", ["feeds", "remove", good]),
    ):
        document = crossread(*arguments, "--json").document
        jsonschema.validate(document, json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8")))


def test_the_schemas_in_docs_are_those_of_the_models(tmp_path: Path) -> None:
    assert crossread("schemas", str(tmp_path)).status == 0
    for name in DOCUMENTS:
        written = (tmp_path / f"{name}.json").read_text(encoding="utf-8")
        assert written == (SCHEMAS / f"{name}.json").read_text(encoding="utf-8"), "run: make schemas"
    assert {file.stem for file in SCHEMAS.iterdir()} == set(DOCUMENTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_schemas_are_schemas_and_demand_the_number(name: str) -> None:
    schema = json_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"schema": 2}, schema)


def test_json_escapes_what_a_terminal_could_act_on() -> None:
    printed = to_json(ErrorAnswer(error="a\u202eb\x9b\x7f\U0001f600é"))
    assert printed == '{"schema": 1, "error": "a\\u202eb\\u009b\\u007f\\ud83d\\ude00\\u00e9"}'


@pytest.mark.usefixtures("library")
def test_spans_and_times_are_written_as_the_contract_says() -> None:
    ledger = id_of("adds Google Cloud")
    shown = crossread("show", ledger, "--json").document
    assert shown["published"] == "2025-06-11T08:40:00Z"
    (answer,) = crossread("facts", ledger, "--json").document["articles"]
    fact = next(fact for fact in answer["facts"] if fact["kind"] == "percent" and fact["value"] == -0.6)
    assert shown["text"][fact["start"] : fact["end"]] == fact["text"]
    assert fact["places"][0] == [fact["start"], fact["end"]]
    first, last = fact["sentence"]
    assert fact["text"] in shown["text"][first:last]


@pytest.mark.usefixtures("library")
def test_the_two_first_reports_disagree() -> None:
    pact, ledger = id_of("pact"), id_of("adds Google Cloud")
    compared = crossread("compare", pact, ledger, "--json").document
    (row,) = compared["disagreements"]
    assert row["role"] == "first-reported-by"
    assert {told["value"] for told in row["values"].values()} == {"Reuters", "TechJuice"}


@pytest.mark.usefixtures("library")
def test_the_document_of_diff_names_its_sides_from_and_to() -> None:
    diff = crossread("diff", id_of(CORRECTED), "--json").document
    assert (diff["from"]["revision"], diff["to"]["revision"]) == (1, 2)
