"""The articles that are timed: the samples, and public data where CROSSREAD_DATA (or ../shared/data) has it."""

import gzip
import itertools
import json
import os
from pathlib import Path


def data_folder() -> Path | None:
    """Return the folder of public data, None where there is none."""
    folder = Path(os.environ.get("CROSSREAD_DATA", Path(__file__).parents[3] / "shared" / "data"))
    return folder if folder.is_dir() else None


def first_lines(packed: Path, count: int, into: Path) -> list[dict[str, str]]:
    """Copy the first `count` records of a packed JSON Lines file into a plain one, and return them."""
    with gzip.open(packed, "rt", encoding="utf-8") as lines:
        chosen = list(itertools.islice(lines, count))
    into.write_text("".join(chosen), encoding="utf-8")
    return [json.loads(line) for line in chosen]
