"""The files of segments: arrays come back as they were, and what is not whole or not ours is refused."""

import json
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from index.search import segment_file
from index.search.segment_file import MAGIC, DamagedSegmentError, SegmentFile

Arrays = dict[str, NDArray[Any]]

_KINDS = st.one_of(
    hnp.integer_dtypes(endianness="="),
    hnp.unsigned_integer_dtypes(endianness="="),
    hnp.floating_dtypes(endianness="=", sizes=(32, 64)),
    hnp.byte_string_dtypes(endianness="=", max_len=40),
    st.just(np.dtype(bool)),
    st.just(np.dtype(">u4")),
)
_ARRAYS: st.SearchStrategy[Arrays] = st.dictionaries(
    st.text(min_size=1, max_size=8), _KINDS.flatmap(lambda kind: hnp.arrays(kind, st.integers(0, 70))), max_size=5
)
_FACTS = st.dictionaries(st.text(max_size=5), st.one_of(st.integers(), st.text(max_size=9), st.lists(st.text())))
SAMPLE: Arrays = {
    "ids": np.array([b"a", b"bcd"]),
    "empty": np.zeros(0, np.uint16),
    "numbers": np.arange(300, dtype=np.uint32),
    "one": np.array([7], np.uint8),
}


def written(folder: str | Path, arrays: Arrays, facts: dict[str, Any] | None = None) -> Path:
    path = Path(folder) / "some.arrays"
    segment_file.write(path, facts or {}, arrays)
    return path


def with_head(folder: Path, head: object, arrays: bytes = b"") -> Path:
    """Return a file whose head is as it should be, whatever it says."""
    text = json.dumps(head).encode()
    start = MAGIC + len(text).to_bytes(4, "little") + zlib.crc32(text).to_bytes(4, "little") + text
    path = folder / "made.arrays"
    path.write_bytes(start.ljust(-(-len(start) // 64) * 64, b"\0") + arrays)
    return path


@settings(max_examples=40, deadline=None)
@given(_ARRAYS, _FACTS)
def test_what_was_written_is_read(arrays: Arrays, facts: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        file = SegmentFile(written(folder, arrays, facts))
        assert file.facts == facts
        for name, array in arrays.items():
            read = file.array(name)
            assert read.dtype == array.dtype.newbyteorder("<")
            np.testing.assert_array_equal(read, array)
            assert read.flags.aligned
            assert not read.flags.writeable
        file.check()


def test_every_second_value_of_an_array_is_written_as_its_values(tmp_path: Path) -> None:
    numbers = np.arange(100, dtype=np.int64)[::2]
    assert SegmentFile(written(tmp_path, {"even": numbers})).array("even").tolist() == list(range(0, 100, 2))


def test_bytes_are_little_endian_whatever_the_machine(tmp_path: Path) -> None:
    assert b"\x01\x02\x03\x04" in written(tmp_path, {"x": np.array([0x04030201], ">u4")}).read_bytes()


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_the_check_finds_any_changed_byte_of_any_array(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = written(folder, SAMPLE)
        whole = bytearray(path.read_bytes())
        name = data.draw(st.sampled_from([name for name, array in SAMPLE.items() if len(array)]))
        begin = whole.rindex(SAMPLE[name].tobytes())
        at = begin + data.draw(st.integers(0, SAMPLE[name].nbytes - 1))
        whole[at] ^= data.draw(st.integers(1, 255))
        path.write_bytes(whole)
        file = SegmentFile(path)
        with pytest.raises(DamagedSegmentError, match=name):
            file.check()


def test_every_changed_bit_before_the_arrays_is_found_when_it_is_opened(tmp_path: Path) -> None:
    path = written(tmp_path, {"x": np.arange(9, dtype=np.uint8)}, {"articles": 9})
    whole = path.read_bytes()
    head = 16 + int.from_bytes(whole[8:12], "little")
    for bit in range(8 * head):
        spoiled = bytearray(whole)
        spoiled[bit // 8] ^= 1 << bit % 8
        path.write_bytes(spoiled)
        with pytest.raises(DamagedSegmentError):
            SegmentFile(path)


def test_every_length_but_the_right_one_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, SAMPLE)
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(DamagedSegmentError):
            SegmentFile(path)
    path.write_bytes(whole + b"\0")
    with pytest.raises(DamagedSegmentError, match="cut off"):
        SegmentFile(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 200, b"SQLite format 3\0" + b"\0" * 100, b"\x80\x04\x95pickle", MAGIC[:-1] + b"\x63" + b"\0" * 90],
)
def test_foreign_files_and_those_of_another_version_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "foreign.arrays"
    path.write_bytes(content)
    with pytest.raises(DamagedSegmentError, match="no segment of this format"):
        SegmentFile(path)


def test_a_file_of_the_version_before_or_after_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, SAMPLE)
    whole = path.read_bytes()
    for version in (MAGIC[-1] - 1, MAGIC[-1] + 1):
        path.write_bytes(whole[: len(MAGIC) - 1] + bytes([version]) + whole[len(MAGIC) :])
        with pytest.raises(DamagedSegmentError, match="no segment of this format"):
            SegmentFile(path)


@pytest.mark.parametrize("kind", ["|O", "<M8[s]", "<U4", "<c16", "|V8", "<i4,<i4"])
def test_arrays_that_could_hold_anything_but_numbers_and_bytes_are_refused(tmp_path: Path, kind: str) -> None:
    path = with_head(tmp_path, {"bytes": 64, "facts": {}, "arrays": {"x": [kind, 0, 1, 0]}}, b"\0" * 64)
    with pytest.raises(DamagedSegmentError, match="type"):
        SegmentFile(path).array("x")


def test_objects_are_not_written(tmp_path: Path) -> None:
    with pytest.raises((TypeError, ValueError)):
        written(tmp_path, {"x": np.array([print, {}], object)})
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_an_error_of_the_file_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        written(tmp_path / "nowhere", SAMPLE)
    with pytest.raises(FileNotFoundError):
        SegmentFile(tmp_path / "nowhere" / "some.arrays")


def test_an_array_outlives_its_file(tmp_path: Path) -> None:
    path = written(tmp_path, SAMPLE)
    numbers = SegmentFile(path).array("numbers")
    path.unlink()
    assert numbers.tolist() == list(range(300))
