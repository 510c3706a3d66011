"""The articles that are timed: the samples, and public data where CROSSREAD_DATA (or ../shared/data) has it."""

import gzip
import itertools
import json
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many articles the parts of the bench are about; each can be set in the environment."""

    items: int
    """CROSSREAD_BENCH_ITEMS: newswire items that are imported."""
    articles: int
    """CROSSREAD_BENCH_ARTICLES: what the engines search, side by side."""
    whoosh: int
    """CROSSREAD_BENCH_WHOOSH: what stock Whoosh searches: it takes minutes to index more."""
    growing: tuple[int, ...]
    """CROSSREAD_BENCH_GROWING, with commas: what our engine searches, one after another."""
    additions: int
    """CROSSREAD_BENCH_ADDITIONS: articles that are added one by one."""
    refreshed: int
    """CROSSREAD_BENCH_REFRESHED: what a library holds at least in which feeds are refreshed once more."""


def sizes() -> Sizes:
    """Return what the environment says, or else what runs in some ten minutes."""
    growing = os.environ.get("CROSSREAD_BENCH_GROWING", "10000,100000")
    return Sizes(
        items=int(os.environ.get("CROSSREAD_BENCH_ITEMS", "19035")),
        articles=int(os.environ.get("CROSSREAD_BENCH_ARTICLES", "100000")),
        whoosh=int(os.environ.get("CROSSREAD_BENCH_WHOOSH", "20000")),
        growing=tuple(int(size) for size in growing.split(",")),
        additions=int(os.environ.get("CROSSREAD_BENCH_ADDITIONS", "1000")),
        refreshed=int(os.environ.get("CROSSREAD_BENCH_REFRESHED", "100000")),
    )


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
