"""Several processes write to one library at the same time, and nothing is lost."""

import json
import subprocess
import sys
from pathlib import Path

from index.library import Library

IMPORT = """
import sys
from pathlib import Path
from index.library import Library
library = Library.open(Path(sys.argv[1]))
report = library.import_paths([Path(sys.argv[2])])
print(report.model_dump_json())
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
        [sys.executable, "-c", script, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
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
