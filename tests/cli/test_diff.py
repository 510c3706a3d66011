"""`diff`: any two revisions of an article, in words."""

from pathlib import Path

import pytest

from tests.cli.conftest import Ran, crossread, record

_MILL, _HURT = "The old mill by the river made 3 million tons of steel.", "Nobody was hurt on Monday morning."
_FIRST = f"{_MILL} {_HURT} Trains ran.\n\nThe owner gave no comment. Work stops in June."
_SECOND = _FIRST.replace("3 million", "4 million")
_THIRD = f"{_HURT} Trains ran. {_MILL.replace('3 million', '5 million')}\n\nWork stops in July."


@pytest.fixture
def changed(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a library of one article of three revisions; return its id."""
    del home
    monkeypatch.setenv("CROSSREAD_LIBRARY", str(tmp_path / "library"))
    wire = tmp_path / "wire.jsonl"
    for title, text in (("Mill opens", _FIRST), ("Mill opens", _SECOND), ("Mill opens again", _THIRD)):
        wire.write_text(record(1, title, text), encoding="utf-8")
        assert crossread("import", str(wire)).status == 0
    (article,) = crossread("list", "--json").document["articles"]
    return str(article["id"])


def diff(article_id: str, *options: str) -> Ran:
    return crossread("diff", article_id, *options)


def test_the_last_two_come_first_with_headline_and_counts(changed: str) -> None:
    lines = diff(changed).out.splitlines()
    assert lines[1].endswith("UTC: 2 edits, 1 deletion, 1 move, headline changed")
    assert lines[1].startswith("2 (")
    assert "~ Mill opens {+again+}" in lines


def test_any_two_in_any_order_are_told_from_the_older_to_the_newer(changed: str) -> None:
    there, back = (diff(changed, "--from", one, "--to", other) for one, other in (("1", "3"), ("3", "1")))
    assert there.out == back.out
    assert "[-3-]{+5+} million" in there.out
    assert diff(changed, "--to", "2").out.splitlines()[1].startswith("1 (")


def test_a_moved_sentence_that_was_edited_stands_between_brackets(changed: str) -> None:
    moved = "<The old mill by the river made [-4-]{+5+} million tons of steel.>"
    assert f"~ Nobody was hurt on Monday morning. Trains ran. {moved}" in diff(changed).out.splitlines()


def test_what_went_from_a_paragraph_stands_in_it_apart_from_the_rest(changed: str) -> None:
    assert "~ [-The owner gave no comment.-] Work stops in [-June-]{+July+}." in diff(changed).out.splitlines()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--from", "2", "--to", "2"), "name two different revisions"),
        (("--from", "9"), "it has the revisions 1 to 3"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence(changed: str, options: tuple[str, ...], sentence: str) -> None:
    ran = diff(changed, *options)
    assert ran.status == 1
    assert sentence in ran.err
