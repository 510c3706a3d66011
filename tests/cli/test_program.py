"""The program as it is started: a process of its own, its streams, its signals, what it imports."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

from index.store.lock import library_lock
from tests.cli.conftest import crossread, record
from tui.main import VERSION

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "tui.main"]

_IMPORTS = """
import contextlib, io, json, sys
from tui.main import main

def loaded(arguments):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = main(arguments)
    heavy = ("textual", "whoosh", "numpy", "pydantic", "rich", "httpx2")
    return status, sorted(name for name in heavy if name in sys.modules)

print(json.dumps([loaded(arguments) for arguments in json.loads(sys.argv[1])]))
"""


def imported_after(*runs: list[str]) -> list[tuple[int, list[str]]]:
    """Run one command line after the other in a fresh interpreter; return each status and what was loaded by then."""
    done = subprocess.run(
        [sys.executable, "-c", _IMPORTS, json.dumps(runs)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [(status, names) for status, names in json.loads(done.stdout)]


def test_version_and_help_load_next_to_nothing_and_no_command_the_terminal_ui(library: Path) -> None:
    assert library.is_dir()
    listed = crossread("list", "--json").document["articles"]
    one, two = listed[0]["id"], listed[1]["id"]
    version, general, of_search, *runs = imported_after(
        ["--version"],
        ["--help"],
        ["search", "--help"],
        ["status"],
        ["list"],
        ["show", one],
        ["keys"],
        ["unread", one],
        ["search", "stargate"],
        ["facts", one],
        ["compare", one, two],
        ["import", "--samples"],
        ["list", "--json"],
        ["feeds", "list"],
        ["rules", "list"],
        ["opml", "export"],
        ["refresh"],
    )
    assert version == general == (0, [])
    assert not {"textual", "whoosh", "numpy", "rich"} & set(of_search[1])
    assert [status for status, _ in runs] == [0] * len(runs)
    assert not [names for _, names in runs if "textual" in names]
    assert not [names for _, names in runs[:3] if "whoosh" in names or "numpy" in names]


def test_a_reader_that_closes_the_pipe_is_not_told_off(library: Path) -> None:
    assert library.is_dir()
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*PROGRAM, "list"], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_gets_colour_and_its_width_and_no_other_sequence(library: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "CROSSREAD_LIBRARY": str(library), "TERM": "xterm-256color", "COLUMNS": "60"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        [*PROGRAM, "search", "gusts"], cwd=ROOT, env=environment, stdout=theirs, stderr=theirs
    ) as ran:
        os.close(theirs)
        written = _all_of(ours)
    assert ran.returncode == 0
    colour = re.compile(r"\x1b\[[0-9;]*m")
    assert colour.search(written)
    plain = colour.sub("", written)
    assert "\x1b" not in plain
    assert "\x07" not in plain
    assert "[bold]storm[/bold]" in " ".join(plain.split())
    assert re.search(r"\x1b\[1;4mGusts\x1b", written), "the match is marked"


def _all_of(descriptor: int) -> str:
    """Read a terminal until the other side is closed."""
    pieces: list[bytes] = []
    while True:
        try:
            piece = os.read(descriptor, 65536)
        except OSError:  # Linux says EIO when the last process has closed the terminal.
            piece = b""
        if not piece:
            os.close(descriptor)
            return b"".join(pieces).decode()
        pieces.append(piece)


def test_ctrl_c_stops_with_one_sentence(empty: Path) -> None:
    wire = empty.parent / "wire.jsonl"
    wire.write_text(record(1, "Good", "A text that can be read."), encoding="utf-8")
    empty.mkdir()
    with library_lock(empty, "testing"):
        command = [*PROGRAM, "--verbose", "import", str(wire)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as ran:
            assert ran.stderr is not None
            assert "import, library" in ran.stderr.readline()
            ran.send_signal(signal.SIGINT)
            out, err = ran.communicate(timeout=60)
    assert ran.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert [line for line in err.splitlines() if "INFO" not in line] == ["Stopped; what was done until then is kept."]


def test_without_a_terminal_the_reader_says_what_to_do(home: Path) -> None:
    assert home.is_dir()
    ran = crossread()
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "The reader needs a terminal. Without one, name a command: 'crossread --help' lists them.\n"


def test_the_version_is_that_of_the_package() -> None:
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert crossread("--version").out == f"crossread {VERSION}\n"
    assert crossread("--verbose", "--version").out == f"crossread {VERSION}\n"
