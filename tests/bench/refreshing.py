"""How long a refresh takes: everything new, nothing new, in a small library and in a grown one, and beside newsboat."""

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from rich.table import Table

from index.library import Library
from index.models.feeds import Feed
from tests.bench.apart import apart, say
from tests.bench.local_server import FEEDS, ITEMS, LocalServer, mark, serving
from tests.bench.open_reader import Opened, reading_meanwhile
from tests.bench.searching import figure, verdict

COLD_BAR = 1.5
"""Times newsboat's cold reload: everything readable and searchable."""
UNCHANGED_BAR = 1.5
"""Seconds, whole process, with every feed unchanged."""
STALL_BAR, STALLED_BAR = 10.0, 50.0
"""Milliseconds by which the loop of an open reader may be late: at the 99th percentile, and ever."""
_KNOWN_COLD, _KNOWN_UNCHANGED = 13.8, 9.7
"""Seconds that newsboat 2.44 took, on another day: noted where it is not installed."""
_RUNS = 3
_MEANWHILE = 20
"""Feeds that bring something new to an open reader: 5,000 articles."""
_IN_EVERY_ITEM = '"read on"'
_LOOKED_FOR = 40
"""Items whose own word is searched for when all is in."""


def refreshing(folder: Path, grown: int) -> Sequence[Table]:
    """Time refreshes against a server of our own; `grown` is how many articles the grown library has at least."""
    folder.mkdir()
    say("making the feeds")
    with serving() as server:
        cold = [_cold(folder / f"cold-{run}", server) for run in range(_RUNS)]
        library = folder / "cold-0"
        small = [_refresh(library) for _ in range(_RUNS + 2)]
        newsboat = _newsboat(folder / "newsboat", server.urls)
        turning = []
        while _articles(library) < grown:
            say(f"a library of {_articles(library):,} articles grows")
            server.turn()
            turning.append(_refresh(library, added=FEEDS * ITEMS))
        large = [_refresh(library) for _ in range(_RUNS + 2)]
        held = _articles(library)
        say("an open reader meanwhile")
        edition = server.turn(_MEANWHILE)
        opened = apart(reading_meanwhile, library, _MEANWHILE * ITEMS, mark(edition, 0, 0))
    return _times(cold, small, turning, large, held, newsboat), _stalls(opened)


def _times(
    cold: Sequence[float],
    small: Sequence[float],
    turning: Sequence[float],
    large: Sequence[float],
    held: int,
    newsboat: tuple[float, float] | None,
) -> Table:
    table = Table(title=f"Refreshing {FEEDS} feeds of {ITEMS} articles", title_justify="left")
    for head in ("whole process, seconds", "median", "worst", "bar"):
        table.add_column(head, justify="right" if head in {"median", "worst"} else "left")
    bar = COLD_BAR * (newsboat[0] if newsboat else _KNOWN_COLD)
    first, again = statistics.median(cold), statistics.median(small)
    _row(table, "everything new: readable and searchable", cold, f"{bar:.1f}: {verdict(first <= bar)}")
    _row(table, f"everything unchanged, {FEEDS * ITEMS:,} articles", small, _met(again <= UNCHANGED_BAR))
    if turning:
        _row(table, f"everything new again, up to {held:,} articles", turning, "")
    _row(table, f"everything unchanged, {held:,} articles", large, _met(statistics.median(large) <= UNCHANGED_BAR))
    if newsboat:
        _row(table, "newsboat -x reload, everything new", newsboat[:1], "")
        _row(table, "newsboat -x reload, everything unchanged", newsboat[1:], "")
    else:
        table.caption = (
            f"newsboat is not installed; 2.44 took {_KNOWN_COLD} s and {_KNOWN_UNCHANGED} s here on another day, "
            "and the first bar is reckoned from that."
        )
    return table


def _row(table: Table, what: str, seconds: Sequence[float], bar: str) -> None:
    table.add_row(what, figure(statistics.median(seconds)), figure(max(seconds)), bar)


def _met(met: bool) -> str:
    return f"{UNCHANGED_BAR}: {verdict(met)}"


def _stalls(opened: Opened) -> Table:
    table = Table(title=f"An open reader, {_MEANWHILE * ITEMS:,} articles come in", title_justify="left")
    for head in ("milliseconds", "99th percentile", "worst", "bar"):
        table.add_column(head, justify="right" if head in {"99th percentile", "worst"} else "left")
    for what, late in (("nothing going on", opened.idle), ("articles come in", opened.busy)):
        table.add_row(
            f"its loop is late by ({late.beats:,} heartbeats), {what}",
            figure(late.nearly_all),
            figure(late.worst),
            f"{STALL_BAR:.0f}: {verdict(late.nearly_all <= STALL_BAR)}; {STALLED_BAR:.0f}: "
            f"{verdict(late.worst <= STALLED_BAR)}"
            if late is opened.busy
            else "",
        )
    table.add_row("from R to the first new article in the list", "", figure(opened.first), "")
    table.add_row("opening a new article while others come in", "", figure(opened.opening), "")
    table.add_row("from R until all are in and searchable", "", figure(opened.all), "")
    return table


def _cold(folder: Path, server: LocalServer) -> float:
    """Subscribe in a new library, refresh it, and look that everything is there; return seconds."""
    with closing(Library.open(folder)) as library:
        feeds = [Feed(id="", url=url, title="") for url in server.urls]
        library.feeds.store.add(feeds, {}, typed=True, now=datetime.now(UTC))
    say("refreshing, everything new")
    seconds = _refresh(folder, added=FEEDS * ITEMS)
    marks = [mark(server.edition, n * FEEDS // _LOOKED_FOR, n * ITEMS // _LOOKED_FOR) for n in range(_LOOKED_FOR)]
    apart(_look, folder, FEEDS * ITEMS, marks)
    return seconds


def _refresh(folder: Path, added: int = 0) -> float:
    """Run `crossread refresh`, look how it went, and return seconds."""
    command = [sys.executable, "-m", "tui.main", "--library", str(folder), "refresh", "--json"]
    began = time.perf_counter()
    ended = subprocess.run(command, capture_output=True, check=False, text=True)
    seconds = time.perf_counter() - began
    report = json.loads(ended.stdout) if ended.returncode == 0 else {}
    if report.get("added") != added or report.get("unchanged") != (0 if added else FEEDS):
        raise RuntimeError(f"the refresh should have brought {added:,} articles: {ended.stdout} {ended.stderr}")
    return seconds


def _articles(folder: Path) -> int:
    with closing(Library.open(folder)) as library:
        return library.status().articles


def _look(folder: Path, count: int, marks: Sequence[str]) -> None:
    """Raise RuntimeError where not every article can be listed, found and read."""
    with closing(Library.open(folder)) as library:
        listed = len(library.order())
        searchable = len(library.find(_IN_EVERY_ITEM, submitted=True).ids)
        if (listed, searchable) != (count, count):
            raise RuntimeError(f"{count:,} articles came in, {listed:,} are listed and {searchable:,} searchable")
        for each in marks:
            found = library.find(each, submitted=True).ids
            if len(found) != 1 or each not in library.article(found[0]).text:
                raise RuntimeError(f"the search for {each} found {len(found)} articles")


def _newsboat(folder: Path, urls: Sequence[str]) -> tuple[float, float] | None:
    """Have newsboat reload the same feeds, twice; return seconds, or None where it is not installed."""
    program = shutil.which("newsboat")
    if program is None:
        return None
    folder.mkdir()
    (folder / "urls").write_text("".join(f"{url}\n" for url in urls), encoding="utf-8")
    (folder / "config").write_text("reload-threads 32\nmax-items 0\n", encoding="utf-8")
    command = [program, "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"]
    seconds = []
    for _ in range(2):
        say("newsboat -x reload")
        began = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - began)
    return seconds[0], seconds[1]
