"""Indices of ours opened by stock Whoosh: of one segment and many, with deletions, merged, in one language."""

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh.index import open_dir

from index.search.index import SearchIndex
from index.search.schema import Entry
from tests.search.strategies import Commit, history, seeded


class Case:
    """An index of ours, and Whoosh's searcher of the same files; `entries` are those that are found."""

    def __init__(self, index: SearchIndex, searcher: Any, entries: dict[str, Entry]) -> None:
        self.index, self.searcher, self.entries = index, searcher, entries


def _case(folder: Path, commits: Iterable[Commit], *, merged: bool = False) -> Case:
    index = SearchIndex.open(folder)
    entries: dict[str, Entry] = {}
    for number, commit in enumerate(commits):
        index.add(commit.entries, deleted=commit.deleted, through=number)
        for identity in commit.deleted:
            entries.pop(identity, None)
        entries |= {entry.id: entry for entry in commit.entries}
    while merged and index.merge():
        pass
    # By the name of the folder only, as anybody's Whoosh would open it.
    return Case(index, open_dir(str(folder)).searcher(), entries)


KINDS = {
    "one": ((1, 40), False, None),
    "deletions": ((4, 20), False, None),
    "many": ((9, 9), False, None),
    "merged": ((12, 8), True, None),
    "english": ((5, 20), False, "en"),
    "english, one": ((1, 30), False, "en"),
}


def cases(folders: pytest.TempPathFactory) -> Iterator[dict[str, Case]]:
    """Give an index for each of KINDS, and close them."""
    made = {}
    for seed, (name, ((count, most), merged, language)) in enumerate(KINDS.items()):
        commits = history(seeded(seed), commits=count, most=most)
        if language:
            commits = tuple(
                Commit(tuple(dataclasses.replace(entry, language=language) for entry in commit.entries), commit.deleted)
                for commit in commits
            )
        made[name] = _case(folders.mktemp("codec"), commits, merged=merged)
    yield made
    for case in made.values():
        case.searcher.close()
        case.index.close()
