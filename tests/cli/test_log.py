"""The log: one file that turns over, one line for each event, and never in the way."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from seeds import read, samples
from tests.cli.conftest import crossread, id_of
from tui.log import start_log


@pytest.fixture(autouse=True)
def _no_log_afterwards() -> Iterator[None]:
    yield
    start_log(None)


def test_what_happens_is_in_the_file_and_when_asked_on_the_stream(tmp_path: Path) -> None:
    file, stream = tmp_path / "state" / "crossread.log", io.StringIO()
    assert start_log(file, verbose=stream) == file
    logging.getLogger("index.library").info("3 added")
    logging.getLogger("elsewhere").warning("not ours")
    assert file.read_text(encoding="utf-8").endswith("INFO index.library: 3 added\n")
    assert file.read_text(encoding="utf-8") == stream.getvalue()


def test_a_record_is_one_printable_line(tmp_path: Path) -> None:
    file = tmp_path / "crossread.log"
    start_log(file)
    logging.getLogger("tui").warning("not imported: %s", "a\nb\r\x1b[2J\u202e.txt")
    (line,) = file.read_text(encoding="utf-8").splitlines()
    assert line.isprintable()
    assert line.endswith(r"not imported: a\nb\r\x1b[2J\u202e.txt")


def logged(error: Exception, file: Path) -> str:
    """Log `error` as it is logged when nobody expected it, and return what was written."""
    start_log(file)
    try:
        raise error
    except type(error):
        logging.getLogger("tui").exception("failed")
    return file.read_text(encoding="utf-8")


def test_a_traceback_is_logged_whole(tmp_path: Path) -> None:
    written = logged(RuntimeError("odd \x1b[31m"), tmp_path / "crossread.log")
    assert "Traceback (most recent call last)" in written
    assert "test_log.py" in written
    assert r"RuntimeError: odd \x1b[31m" in written


def test_what_an_error_quotes_of_its_input_is_left_out(tmp_path: Path) -> None:
    error = RuntimeError("could not read")
    error.__cause__ = ValueError("invalid literal for int(): 'words of an article'")
    written = logged(error, tmp_path / "crossread.log")
    assert "words of an article" not in written
    assert written.index("ValueError") < written.index("RuntimeError: could not read")


@pytest.mark.usefixtures("library")
def test_nothing_that_an_article_says_is_logged(home: Path) -> None:
    one, two = id_of("pact"), id_of("adds Google Cloud")
    for command in (["show", one], ["facts", one], ["compare", one, two], ["search", "backbone"]):
        assert crossread(*command).status == 0
    written = (home / "state" / "crossread" / "crossread.log").read_text(encoding="utf-8")
    assert "compare, library" in written
    for sample in samples():
        for line in read(sample).decode().splitlines():
            assert len(line) < 20 or line.strip() not in written


def test_the_file_turns_over_and_two_older_ones_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "crossread.log"
    start_log(file)
    log = logging.getLogger("index")
    for _ in range(45):
        log.info("x" * 100_000)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["crossread.log", "crossread.log.1", "crossread.log.2"]
    assert all(path.stat().st_size <= 1_000_000 for path in tmp_path.iterdir())


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "state").write_text("a file, not a folder", encoding="utf-8")
    assert start_log(tmp_path / "state" / "crossread.log") is None
    logging.getLogger("tui").error("still running")
    assert start_log(Path("/dev/full")) == Path("/dev/full")
    logging.getLogger("tui").error("still running")
    assert capsys.readouterr() == ("", "")


def test_a_second_start_replaces_the_first(tmp_path: Path) -> None:
    start_log(tmp_path / "first.log")
    start_log(tmp_path / "second.log")
    logging.getLogger("tui").info("once")
    assert (tmp_path / "first.log").read_text(encoding="utf-8") == ""
    assert len((tmp_path / "second.log").read_text(encoding="utf-8").splitlines()) == 1
