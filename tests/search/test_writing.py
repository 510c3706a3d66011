"""Segments built on two threads: all of them, or none."""

import errno
from pathlib import Path
from typing import Any

import pytest

from index.search import segment_file, writing
from index.search.segment import Segment
from index.search.segment_file import SegmentFile
from index.search.writing import Builder
from tests.search.conftest import entry


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builder:
    monkeypatch.setattr(writing, "_WORTH", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    return Builder(tmp_path)


def test_segments_hold_the_entries_in_their_order(builder: Builder) -> None:
    written = builder.build([entry(f"a{number}") for number in range(5)])
    ids = [Segment(SegmentFile(one.path)).ids.tolist() for one in written]
    assert ids == [[b"a0", b"a1", b"a2"], [b"a3", b"a4"]]
    assert [one.size for one in written] == [3, 2]
    assert builder.build([]) == []


@pytest.mark.parametrize("failing", [b"a0", b"a3"])
def test_where_one_cannot_be_written_the_other_does_not_stay(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: bytes
) -> None:
    write = segment_file.write

    def full(path: Path, facts: Any, arrays: Any) -> None:
        if failing in arrays["ids"].tolist():
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, facts, arrays)

    entries = [entry(f"a{number}") for number in range(5)]
    with monkeypatch.context() as patch:
        patch.setattr(segment_file, "write", full)
        with pytest.raises(OSError, match="No space"):
            builder.build(entries)
    assert list(tmp_path.iterdir()) == []
    assert len(builder.build(entries)) == 2
