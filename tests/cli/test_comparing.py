"""`compare` to take along: formats, files, and what is said where a file cannot be written."""

import contextlib
import io
import json
from pathlib import Path

import lxml.html
import pytest

from tests.cli.conftest import HOSTILE_TITLE, crossread, id_of
from tui.cli.output import print_document

pytestmark = pytest.mark.usefixtures("library")


def three() -> list[str]:
    return [id_of("adds Google Cloud"), id_of("pact"), id_of("landlord")]


def test_json_is_the_same_by_either_name() -> None:
    by_name = crossread("compare", *three(), "--format", "json")
    assert by_name.status == 0
    assert by_name.out == crossread("compare", *three(), "--json").out
    assert by_name.document["disagreements"]


@pytest.mark.parametrize(("more", "couples"), [((), ["A-B"]), (("--all-pairs",), ["A-B", "A-C", "B-C"])])
def test_html_is_one_page_with_the_sentences_asked_for(more: tuple[str, ...], couples: list[str]) -> None:
    ran = crossread("compare", *three(), "--format", "html", *more)
    root = lxml.html.document_fromstring(ran.out)
    assert [section for section in root.xpath("//section/@id") if section[1] == "-"] == couples
    assert "TechJuice" in root.xpath("string(//*[@id='disagreements'])")
    assert (ran.status, ran.err) == (0, "")


def test_markdown_begins_with_the_reports_and_has_the_disagreement() -> None:
    lines = crossread("compare", *three(), "--format", "md").out.splitlines()
    assert lines[0] == "# 3 reports compared"
    at = lines.index("- ⚡ first reported by")
    assert [line[:15] for line in lines[at + 1 : at + 3]] == ["  - **A** TechJ", "  - **B** Reute"]


def test_a_hostile_headline_reaches_neither_terminal_nor_page() -> None:
    arguments = ["compare", id_of("storm"), id_of("pact"), "--format"]
    for kind in ("html", "md"):
        out = crossread(*arguments, kind).out
        assert not {"\x1b", "\u202e", "\x9b"} & set(out)
        assert "a" + "\u0301" * 9 not in out
    assert "\u0301" * 9 in HOSTILE_TITLE


def test_a_page_is_right_in_any_encoding_of_standard_output() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="latin-1", write_through=True)
    with contextlib.redirect_stdout(out):
        print_document("<p>é ⚡</p>", markup=True)
    assert out.buffer.getvalue() == b"<p>&#233; &#9889;</p>"  # type: ignore[attr-defined]  # it is a BytesIO


@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", "<!DOCTYPE html>"), ("a.md", "# 2 reports"), ("a.json", '{"schema"')]
)
def test_the_ending_of_a_file_names_the_format_and_a_file_is_replaced(tmp_path: Path, name: str, begins: str) -> None:
    target = tmp_path / name
    target.write_text("old" * 100_000, encoding="utf-8")
    target.chmod(0o640)
    ran = crossread("compare", *three()[:2], "-o", str(target))
    assert (ran.status, ran.out, ran.err) == (0, "", f"Written to {target}.\n")
    written = target.read_text(encoding="utf-8")
    assert written.startswith(begins)
    assert written == crossread("compare", *three()[:2], "--format", name[2:]).out
    assert "old" * 3 not in written
    assert target.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_the_format_wins_over_the_ending_and_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "there" / "real")
    assert crossread("compare", *three()[:2], "--output", str(link), "--json").status == 0
    assert link.is_symlink()
    assert json.loads((tmp_path / "there" / "real").read_text(encoding="utf-8"))["schema"] == 1


def test_a_file_that_cannot_be_written_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    two = three()[:2]
    missing = crossread("compare", *two, "-o", str(tmp_path / "no" / "a.html"))
    assert missing.status == 1
    assert missing.err == f"{tmp_path / 'no' / 'a.html'} could not be written: there is no folder {tmp_path / 'no'}.\n"
    folder = tmp_path / "folder.html"
    folder.mkdir()
    assert crossread("compare", *two, "-o", str(folder)).err == f"{folder} could not be written: it is a folder.\n"
    assert list(tmp_path.iterdir()) == [folder]


def test_wrong_options_are_said_before_anything_is_compared(tmp_path: Path) -> None:
    nameless = crossread("compare", "1", "2", "-o", str(tmp_path / "notes"))
    assert nameless.status == 2
    assert "add --format html, md or json" in nameless.err
    torn = crossread("compare", "1", "2", "--json", "--format", "md")
    assert torn.status == 2
    assert "--json and --format md contradict each other" in torn.document["error"]
    assert crossread("compare", "1", "2", "--format", "pdf").status == 2


def test_errors_are_documents_where_json_is_the_format() -> None:
    for asked in (["--format", "json"], ["--format=json"]):
        ran = crossread("compare", id_of("pact"), "nowhere", *asked)
        assert (ran.status, ran.err) == (1, "")
        assert "nowhere" in ran.document["error"]
