"""The user's names.toml in a library: facts heed it, are made anew when it changes, and its faults are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.models import NAME_KINDS

_OWN = '[[name]]\nname = "Quorl"\nkind = "{}"\n'


@pytest.fixture
def names_file(tmp_path: Path) -> Path:
    return tmp_path / "names.toml"


@pytest.fixture
def library(tmp_path: Path, names_file: Path) -> Iterator[Library]:
    (tmp_path / "a.txt").write_text("Rain\n\nThe rain reached Quorl on Tuesday, and Quorl was glad of it.\n")
    library = Library.open(tmp_path / "library", names_file)
    library.import_paths([tmp_path / "a.txt"])
    yield library
    library.close()


def kind_of_quorl(library: Library) -> str | None:
    facts = library.facts(library.order()[0])
    assert facts is not None
    return next((fact.kind.value for fact in facts if fact.kind in NAME_KINDS and fact.value == "Quorl"), None)


def test_facts_are_made_anew_when_the_file_comes_changes_and_goes(library: Library, names_file: Path) -> None:
    assert library.derive_facts() == 1
    without = kind_of_quorl(library)
    for kind in ("product", "organisation"):
        names_file.write_text(_OWN.format(kind), encoding="utf-8")
        assert library.facts(library.order()[0]) is None
        assert library.derive_facts() == 1
        assert kind_of_quorl(library) == kind
    names_file.unlink()
    assert library.derive_facts() == 1
    assert kind_of_quorl(library) == without
    assert library.derive_facts() == 0


def test_a_file_that_is_wrong_is_told_once_and_facts_are_made_without_it(library: Library, names_file: Path) -> None:
    told: list[str] = []
    library.notice = told.append
    names_file.write_text(_OWN.format("animal"), encoding="utf-8")
    assert library.derive_facts() == 1
    assert library.facts_now(library.order()[0])
    [sentence] = told
    assert sentence.startswith(f"{names_file}, line 3: ")
