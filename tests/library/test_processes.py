"""Several processes write to one library at the same time, and nothing is lost."""

import json
import subprocess
import sys
from pathlib import Path

from index.library import Library
from index.models.feeds import RefreshReport, RuleAction
from tests.library.serving import Item, Server, rss

IMPORT = """
import sys
from pathlib import Path
from index.library import Library
library = Library.open(Path(sys.argv[1]))
report = library.import_paths([Path(sys.argv[2])])
print(report.model_dump_json())
"""

REFRESH = """
import sys
from pathlib import Path
from index.library import Library
library = Library.open(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(library.feeds.refresh().model_dump_json())
"""

STAR = """
import sys
from pathlib import Path
from index.library import Library
library = Library.open(Path(sys.argv[1]))
starred = set()
print("ready", flush=True)
while len(starred) < 100:
    for article_id in library.order():
        if article_id not in starred:
            library.set_starred([article_id], True)
            library.tag([article_id], "seen")
            starred.add(article_id)
"""


def records(numbers: range) -> str:
    return "".join(
        json.dumps(
            {
                "url": f"https://example.org/{number}",
                "title": f"Report number {number} from the harbour",
                "text": f"Boat {number} came in at dawn.\n\nIts crew told of a storm called unique{number}.",
                "source": "Coast Post",
                "date": "2025-06-11",
            }
        )
        + "\n"
        for number in numbers
    )


def start(script: str, *arguments: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_import_while_a_third_stars(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text(records(range(250)))
    (tmp_path / "two.jsonl").write_text(records(range(200, 450)))
    folder = tmp_path / "library"
    Library.open(folder).close()

    starrer = start(STAR, folder)
    importers = [start(IMPORT, folder, tmp_path / name) for name in ("one.jsonl", "two.jsonl")]
    ended = [process.communicate(timeout=120) for process in importers]
    _, starring_errors = starrer.communicate(timeout=120)

    assert [errors for _, errors in ended] == ["", ""]
    assert starring_errors == ""
    reports = [json.loads(out) for out, _ in ended]
    assert sum(report["added"] for report in reports) == 450
    assert sum(report["unchanged"] for report in reports) == 50
    assert not any(report["failed"] for report in reports)

    library = Library.open(folder)
    assert library.status().articles == 450
    assert len(library.order(starred=True)) >= 100
    assert len(library.order(tag="seen")) == len(library.order(starred=True))
    assert library.find("harbour").total == 450
    assert [library.find(f"unique{number}").total for number in (0, 225, 449)] == [1, 1, 1]
    library.close()


def test_two_refresh_at_once_and_no_article_is_lost_or_comes_in_twice(tmp_path: Path, server: Server) -> None:
    library = Library.open(tmp_path / "library")
    for feed in range(12):
        library.feeds.add(server.put(f"/{feed}.xml", rss(title=f"Feed {feed}")))
        items = [
            # The first ten of each feed are in the next one, too.
            Item(f"Report {number}", f"Boat unique{number} came in.", f"https://example.org/{number}", str(number))
            for number in range(feed * 20, feed * 20 + 30)
        ]
        server.put(f"/{feed}.xml", rss(*items, title=f"Feed {feed}"))
    library.rules.add("unique7", RuleAction.STAR)

    refreshing = [start(REFRESH, library.folder) for _ in range(2)]
    for process in refreshing:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    ended = [process.communicate("go\n", timeout=120) for process in refreshing]

    assert [errors for _, errors in ended] == ["", ""]
    reports = [RefreshReport.model_validate_json(out) for out, _ in ended]
    assert [report.failed for report in reports] == [(), ()]
    assert sum(report.added for report in reports) == library.status().articles == 250
    assert sum(report.updated for report in reports) == 0
    assert [len(library.revisions(article_id)) for article_id in library.order()] == [1] * 250
    assert sum(feed.articles for feed in library.feeds.list()) == 360
    assert [library.find(f"unique{number}").total for number in (0, 125, 249)] == [1, 1, 1]
    assert len(library.order(starred=True)) == 1
    library.close()
