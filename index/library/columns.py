"""The columns of facts, which are made of the facts in the store and can be made again at any time."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import LibraryUnusableError
from index.models import Progress
from index.store.lock import WAIT_SECONDS, library_lock
from index.store.news import News

if TYPE_CHECKING:
    from index.search.facts.rows import ArticleFacts

_FOLDER = Path("index", "facts")
_BATCH = 2_000
"""Articles of a run, made in a second and some 50 MB of memory: whoever says stop waits no longer."""
_TRIES = 3


def fill_columns(
    news: News,
    folder: Path,
    progress: Callable[[Progress], None],
    wait: float = WAIT_SECONDS,
    *,
    check: bool = False,
    until: Callable[[], bool] = lambda: False,
) -> None:
    """Bring the columns up to the facts of the store, batch by batch; those that are no good are made anew.

    One process does it at a time, until all are there or `until()` says stop. With `check`, every byte of them is read
    before. Raises LibraryBusyError where another process is at it for more than `wait` seconds, LibraryUnusableError
    where they cannot be written, or do not stay as they are written.
    """
    from index.search.facts.columns import FactColumns
    from index.search.trouble import in_a_sentence

    path = folder / _FOLDER
    with library_lock(folder, "indexing facts", wait, name="facts.lock"), in_a_sentence(path):
        columns = FactColumns(path, store=news.origin())
        if check:
            columns.check()
        columns.prepare()
        if columns.through > news.fact_changes(columns.through)[0]:
            # The store was put back to an earlier state.
            columns.start_over()
        done = failed = 0
        while (left := news.fact_changes(before := columns.through)[1]) and not until():
            columns.add(_changed(news, before))
            if columns.through == before:
                # Numbers of articles that are gone.
                return
            if columns.through < before:
                # A damaged run was found while merging, and they begin again; what does not help twice never will.
                failed += 1
                if failed == _TRIES:
                    raise LibraryUnusableError(
                        f"The facts cannot be made searchable in {path}: what is written there is damaged when it is "
                        "read again. The articles and their facts are kept."
                    )
            done += _BATCH
            if left > _BATCH:
                progress(Progress(work="indexing", done=done, total=done + left - _BATCH))


def columns_signature(folder: Path) -> tuple[int, int] | None:
    """Return what differs whenever other facts are searched than before; None where there are none. One `stat`."""
    from index.search import note

    return note.signature(folder / _FOLDER)


def _changed(news: News, through: int) -> Iterator["ArticleFacts"]:
    """Yield what the columns lack, a batch of it."""
    from index.search.facts.rows import ArticleFacts

    for changed in news.facts_since(through, _BATCH):
        yield ArticleFacts(changed.number, changed.key, changed.text, changed.facts)
