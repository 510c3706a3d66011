"""Several writers, readers and mergers at once, and writers that die: nothing is lost, and nothing stays behind."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import index.search.index as engine
from index.errors import LibraryReadOnlyError
from index.models import Sort
from index.search import commits, note, segment_file
from index.search.codec import ArraySegment
from index.search.index import SearchIndex
from index.search.ranking import HEAD
from tests.search.conftest import entry
from tests.search.strategies import IDS, seeded


class _DiedError(Exception):
    """What a writer dies of."""


def _die(*_: object, **__: object) -> None:
    raise _DiedError


def ids(index: SearchIndex, query: str = "") -> list[str]:
    return sorted(index.search(query, sort=Sort.NEWEST, submitted=True).ids)


def files(folder: Path) -> list[str]:
    """Return what is in the folder but locks, and what somebody may still be writing."""
    return sorted(p.name for p in folder.iterdir() if "LOCK" not in p.name and not p.name.startswith(note.UNFINISHED))


def segments_of(folder: Path) -> list[ArraySegment]:
    """Return the segments that the index knows."""
    noted = note.read(folder)
    assert noted is not None
    return commits.read(folder, noted)


def small(folder: Path, count: int) -> SearchIndex:
    """Return an index of `count` segments of an article each; eight and more are to be merged."""
    index = SearchIndex.open(folder)
    for number in range(count):
        index.add([entry(f"a{number}", text=f"harbour n{number}")], through=number + 1)
    return index


def _half(path: Path, *_: object) -> None:
    path.write_bytes(segment_file.MAGIC + b"half")
    raise _DiedError


@pytest.mark.parametrize(
    ("where", "what", "death"),
    [(commits, "commit", _die), (segment_file, "write", _half), (note, "write", _die)],
)
@pytest.mark.parametrize("late", [False, True])
def test_a_writer_that_dies_leaves_what_was_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: Any, what: str, death: Callable[..., None], late: bool
) -> None:
    index = small(tmp_path, 3)
    with monkeypatch.context() as patch:
        patch.setattr(where, what, death)
        with pytest.raises(_DiedError):
            index.add([entry("anew", text="harbour"), entry("a1", text="gone")], deleted=["a0"], through=9)
    if not late:
        # It may be the same process that goes on, or another.
        index = SearchIndex.open(tmp_path)
    for reader in (index, SearchIndex.open(tmp_path, read_only=True)):
        assert reader.through == 3
        assert ids(reader, "harbour") == ["a0", "a1", "a2"]
        assert reader.check()
    # What is not in the note is asked for again.
    index.add([entry("anew", text="harbour"), entry("a1", text="gone")], deleted=["a0"], through=9)
    again = SearchIndex.open(tmp_path)
    assert (again.through, ids(again, "harbour"), ids(again, "gone")) == (9, ["a2", "anew"], ["a1"])
    segments = segments_of(tmp_path)
    assert len([name for name in files(tmp_path) if name.endswith(".arrays")]) == len(segments)
    assert len(files(tmp_path)) == len(segments) + 2  # with the table of contents and the note


@pytest.mark.parametrize(("where", "what", "death"), [(commits, "commit", _die), (segment_file, "write", _half)])
def test_a_merger_that_dies_leaves_what_was_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: Any, what: str, death: Callable[..., None]
) -> None:
    index = small(tmp_path, 9)
    every = ids(index)
    with monkeypatch.context() as patch:
        patch.setattr(where, what, death)
        with pytest.raises(_DiedError):
            index.merge()
    for reader in (index, SearchIndex.open(tmp_path), SearchIndex.open(tmp_path, read_only=True)):
        assert (reader.through, ids(reader), reader.check()) == (9, every, True)
    assert index.merge()
    assert (SearchIndex.open(tmp_path).through, ids(SearchIndex.open(tmp_path))) == (9, every)
    assert len(files(tmp_path)) == len(segments_of(tmp_path)) + 2


def test_what_a_dead_merger_left_or_one_is_writing_harms_nobody(tmp_path: Path) -> None:
    index = small(tmp_path, 2)
    left, young = tmp_path / f"{note.UNFINISHED}999", tmp_path / f"{note.UNFINISHED}1000"
    left.write_bytes(b"half a segment")
    young.write_bytes(b"half a segment")
    os.utime(left, (0, 0))
    index.add([entry("anew")], through=7)
    assert not index.merge()
    # What nobody has touched for long is nobody's; another process may be about to write the rest of what is younger.
    assert (left.exists(), young.exists()) == (False, True)
    young.write_bytes(b"half a segment, and the rest of it")
    for reader in (SearchIndex.open(tmp_path, read_only=True), SearchIndex.open(tmp_path)):
        assert (reader.through, ids(reader)) == (7, ["a0", "a1", "anew"])


def _around(patch: pytest.MonkeyPatch, where: Any, what: str, before: Callable[[], object]) -> None:
    """Have `before` done once, before the function `what` is called."""
    real, todo = getattr(where, what), [before]

    def both(*given: Any) -> Any:
        if todo:
            todo.pop()()
        return real(*given)

    patch.setattr(where, what, both)


@pytest.mark.parametrize("moment", [(engine, "merge"), (segment_file, "write")])
def test_what_is_added_and_deleted_during_a_merge_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: tuple[Any, str]
) -> None:
    index, other = small(tmp_path, 10), SearchIndex.open(tmp_path)
    index.add([], deleted=["a4"], through=11)

    def meanwhile() -> None:
        other.add([entry("anew", text="late"), entry("a3", text="late")], deleted=["a0", "a9"], through=12)
        other.add([entry("a9", text="late")], deleted=["a5", "anothing"], through=13)

    with monkeypatch.context() as patch:
        _around(patch, *moment, meanwhile)
        assert index.merge()
    for reader in (index, other, SearchIndex.open(tmp_path, read_only=True), SearchIndex.open(tmp_path)):
        assert ids(reader) == ["a1", "a2", "a3", "a6", "a7", "a8", "a9", "anew"]
        assert ids(reader, "harbour") == ["a1", "a2", "a6", "a7", "a8"]
        assert ids(reader, "late") == ["a3", "a9", "anew"]
        assert (reader.through, reader.check()) == (13, True)
    assert len(files(tmp_path)) == len(segments_of(tmp_path)) + 2


@pytest.mark.parametrize("deleted", [["a1"], [f"a{number}" for number in range(9)]])
def test_a_merge_whose_sources_are_gone_or_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deleted: list[str]
) -> None:
    index, other = small(tmp_path, 9), SearchIndex.open(tmp_path)
    left = sorted({f"a{number}" for number in range(9)} - set(deleted))
    with monkeypatch.context() as patch:
        _around(patch, engine, "merge", partial(other.add, [], deleted=deleted, through=10))
        index.merge()
    while index.merge():
        pass
    assert ids(index) == ids(SearchIndex.open(tmp_path)) == left
    index.add([entry("anew")], through=11)
    assert ids(SearchIndex.open(tmp_path)) == [*left, "anew"]


def test_starting_over_during_a_merge_stays_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index, other = small(tmp_path, 9), SearchIndex.open(tmp_path)
    with monkeypatch.context() as patch:
        _around(patch, engine, "merge", other.start_over)
        index.merge()
    for reader in (index, other, SearchIndex.open(tmp_path)):
        assert (ids(reader), reader.through) == ([], 0)
    assert not list(tmp_path.glob(f"{note.UNFINISHED}*"))


def _work(folder: Path, worker: int) -> dict[str, int]:
    """Add, update, delete and merge articles that no other worker has; return the version of each that is left."""
    random, index = seeded(worker), SearchIndex.open(folder)
    left: dict[str, int] = {}
    for version in range(14):
        identity, gone = (f"{random.choice(IDS[:6])}{worker}" for _ in range(2))
        left.pop(gone, None)
        left[identity] = version
        index.add([entry(identity, text=f"harbour w{worker}v{version}")], deleted=[gone], through=version + 1)
        index.merge()
    index.close()
    return left


def _kept(folder: Path, work: list[dict[str, int]]) -> None:
    for index in (SearchIndex.open(folder, read_only=True), SearchIndex.open(folder)):
        assert ids(index) == sorted(identity for left in work for identity in left)
        for worker, left in enumerate(work):
            for identity, version in left.items():
                assert ids(index, f"w{worker}v{version}") == [identity]
        assert index.check()
    assert len(files(folder)) == len(segments_of(folder)) + 2


def test_two_threads_with_an_index_each_lose_nothing(tmp_path: Path) -> None:
    SearchIndex.open(tmp_path)
    with ThreadPoolExecutor(2) as pool:
        _kept(tmp_path, list(pool.map(_work, [tmp_path] * 2, range(2))))


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    SearchIndex.open(tmp_path)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        _kept(tmp_path, pool.starmap(_work, [(tmp_path, 0), (tmp_path, 1)]))


def test_results_stay_as_they_were_while_files_are_replaced(tmp_path: Path) -> None:
    writer = SearchIndex.open(tmp_path)
    count = 2 * HEAD
    for at in range(0, count, 25):
        writer.add([entry(f"a{n:03}", text="harbour " * (n % 7 + 1)) for n in range(at, at + 25)], through=at + 25)
    reader = SearchIndex.open(tmp_path, read_only=True)
    found, same = (reader.search("harbour", sort=Sort.BEST) for _ in range(2))
    expected = list(same.ids)
    before = set(tmp_path.glob("*.arrays"))
    while writer.merge():
        pass
    writer.add([entry("a000")], deleted=["a001"], through=count + 1)
    assert not before & set(tmp_path.glob("*.arrays"))
    writer.start_over()
    # Nobody has looked at these before: they are put in order from files that are no more.
    assert list(found.ids) == expected
    assert found.ids.index(expected[-1]) == count - 1
    assert (len(reader.search("harbour", sort=Sort.BEST).ids), reader.through) == (0, 0)


def test_a_reader_of_a_folder_that_does_not_exist_waits_for_it(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"
    reader = SearchIndex.open(folder, read_only=True)
    assert (ids(reader), reader.through, reader.refresh(), reader.check()) == ([], 0, False, False)
    with pytest.raises(LibraryReadOnlyError):
        reader.merge()
    assert not folder.exists()
    small(folder, 2)
    assert (ids(reader), reader.through) == (["a0", "a1"], 2)
