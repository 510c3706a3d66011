"""A first user: start, search, open, mark two, compare, quit, and come back to the same place."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal, environment_of

ESCAPE, ENTER = "\x1b", "\r"
# Sequences that a full-screen program has no need of: writing the clipboard (OSC 52), printing, moving the window.
ODD = re.compile(rb"\x1b\]52;|\x1b\[\d*i|\x1b\[[358](;\d+)*t")


@pytest.fixture
def start(tmp_path: Path) -> Callable[[], Terminal]:
    """Start the installed command as a user with an empty home would."""
    command = Path(sys.executable).with_name("crossread")
    return lambda: Terminal([str(command)], environment_of(tmp_path))


def test_a_first_session_and_the_next(start: Callable[[], Terminal]) -> None:
    terminal = start()
    terminal.wait_for("OpenAI adds Google Cloud to its")
    terminal.wait_until(lambda screen: "stored" not in screen and "5" in screen, "five articles")

    # Search as one types; Enter keeps the results.
    terminal.press("/stargate")
    terminal.wait_for("2 found")
    terminal.press(ENTER)

    # Mark both, set them side by side.
    terminal.press("gg  ")
    terminal.wait_for("2 marked")
    terminal.press("c")
    terminal.wait_for("sentences shared")
    terminal.press("G")
    terminal.wait_until(lambda screen: "≈" in screen and "Stargate" in screen, "an aligned sentence on Stargate")
    terminal.press("2")
    terminal.wait_until(lambda screen: "CoreWeave" in screen and "SoftBank" in screen, "the fact table")
    terminal.press(ESCAPE)
    terminal.wait_for("2 found")

    # Back to all articles; open one and see its facts.
    terminal.press(ESCAPE)
    terminal.wait_until(lambda screen: "2 found" not in screen, "the whole list")
    terminal.press("gg")
    terminal.press(ENTER)
    terminal.wait_for("Key facts")
    opened = terminal.wait_for("exaflops")
    assert "Tenant, rival, partner" in opened
    terminal.press("q")
    assert terminal.ended() == 0
    assert not ODD.search(terminal.raw)

    # The next start is where this one was left: the article open, two still marked.
    again = start()
    again.wait_until(lambda screen: "exaflops" in screen and "2 marked" in screen, "the place that was left")
    again.press("q")
    assert again.ended() == 0


def test_a_small_terminal_shows_one_pane_at_a_time(tmp_path: Path) -> None:
    command = str(Path(sys.executable).with_name("crossread"))
    terminal = Terminal([command], environment_of(tmp_path) | {"NO_COLOR": "1"}, columns=80, lines=24)
    terminal.wait_for("OpenAI adds Google Cloud")
    terminal.press(ENTER)
    terminal.wait_until(lambda screen: "min" in screen and "Articles" in screen, "the article with a way back")
    terminal.press("h")
    terminal.wait_for("OpenAI adds Google Cloud")
    terminal.press("?")
    terminal.wait_for("Set the marked articles side by side")
    terminal.press(ESCAPE)
    terminal.wait_for("OpenAI adds Google Cloud")
    terminal.press("q")
    assert terminal.ended() == 0


BROKEN = """
import sys
from tui.main import main
from tui.reading.screen import ReadingScreen

def action_undo(self):
    raise RuntimeError("undone once too often")

ReadingScreen.action_undo = action_undo
sys.exit(main([]))
"""


def test_what_nobody_foresaw_ends_in_one_sentence_and_a_log(tmp_path: Path) -> None:
    terminal = Terminal([sys.executable, "-c", BROKEN], environment_of(tmp_path))
    terminal.wait_for("OpenAI adds Google Cloud to its")
    terminal.press("u")
    assert terminal.ended() == 1
    after = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()
    assert "Something went wrong" in after
    assert "Traceback" not in terminal.raw.decode(errors="replace")
    (log,) = tmp_path.rglob("crossread.log")
    assert str(log) in after
    assert "undone once too often" in log.read_text(encoding="utf-8")


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    import subprocess

    command = str(Path(sys.executable).with_name("crossread"))
    ended = subprocess.run(
        [command], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, env=environment_of(tmp_path)
    )
    assert ended.returncode == 2
    assert "terminal" in ended.stderr
    assert "Traceback" not in ended.stderr
