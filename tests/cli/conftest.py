"""A library with the samples and some hand-written articles, and the command line to ask it."""

import contextlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.library.serving import Server, serving
from tui.log import start_log
from tui.main import main

HOSTILE_TITLE = "[/] \x1b]52;c;aGk=\x07\u202enoitan\u202c [bold]storm[/bold] \x9b31m" + "a" + "\u0301" * 40
CORRECTED = "Correction at the mill"


@dataclass(frozen=True)
class Ran:
    """What a run of the command line left behind."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The JSON document it printed, the only thing on its standard output."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


def crossread(*arguments: str) -> Ran:
    """Run the command line in this process, as in a pipe."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(arguments)
    return Ran(status, out.getvalue(), err.getvalue())


def record(number: int, title: str, text: str, **more: str) -> str:
    """Return a line of JSON Lines."""
    return json.dumps({"id": str(number), "title": title, "text": text, **more}) + "\n"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Put the user's folders somewhere temporary."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "STATE", "CONFIG"):
            patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
        patch.setenv("HOME", str(folder))
        yield folder
        start_log(None)


@pytest.fixture(scope="session")
def stocked(home: Path) -> Path:
    """Make a library of the five samples, a hostile article, and one article of two revisions. Nobody changes it."""
    folder = home / "library"
    wire = home / "wire.jsonl"
    before = "The mill made 3 million tons in May.\n\nNobody was hurt.\n\nThe owner gave no comment at all."
    after = "The mill made 4 million tons in May.\n\nNobody was hurt.\n\nThe owner apologised on Friday in a letter."
    hostile = record(1, HOSTILE_TITLE, "Gusts of 110 km/h \x1b[2Jhit the coast.\n\nA [red]warning[/red] stands.")
    for text in (before, after):
        wire.write_text(hostile + record(2, CORRECTED, text, source="Coast [i]Post[/i]"), encoding="utf-8")
        assert crossread("--library", str(folder), "import", str(wire)).status == 0
    assert crossread("--library", str(folder), "import", "--samples").status == 0
    return folder


@pytest.fixture
def library(stocked: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name the stocked library in the environment."""
    monkeypatch.setenv("CROSSREAD_LIBRARY", str(stocked))
    return stocked


@pytest.fixture
def empty(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a library that is not there yet, for a test that fills or changes it."""
    assert home.is_dir()
    monkeypatch.setenv("CROSSREAD_LIBRARY", str(tmp_path / "library"))
    return tmp_path / "library"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serve on this computer; no proxy stands between."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with serving() as server:
        yield server


def id_of(title: str) -> str:
    """Return the id of the article whose headline contains `title`."""
    (found,) = [
        article["id"] for article in crossread("list", "--json").document["articles"] if title in article["title"]
    ]
    return str(found)
