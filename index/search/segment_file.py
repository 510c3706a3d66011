"""One file of named arrays, mapped into memory when read: a segment of the index as it lies on disk.

    8 bytes   MAGIC, with the number of the format
    4 bytes   length of the head
    4 bytes   CRC-32 of the head
    head      JSON: the length of the file, facts about the segment, and for each array its type, place and CRC-32
    arrays    little-endian, each at a multiple of 64 bytes

The head is checked whenever a file is opened, and with it that nothing is cut off; the arrays, which would have to be
read for that, only by `check`.
"""

import json
import mmap
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"XREADS\x00\x01"
_ALIGNMENT = 64
_FIXED = len(MAGIC) + 8
_KINDS = frozenset("iufbS")
"""Kinds of numpy types that may stand in a file: none of them can hold an object."""


class DamagedSegmentError(Exception):
    """A file that is no segment of this format, or not all of one."""


def write(path: Path, facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write `arrays` and `facts` (what JSON can hold) to `path`, and wait until they are on the disk.

    Raises OSError where that cannot be done; then there is no file.
    """
    ready = {name: _little_endian(array) for name, array in arrays.items()}
    places: dict[str, list[Any]] = {}
    at = 0
    for name, array in ready.items():
        places[name] = [array.dtype.str, at, len(array), zlib.crc32(array.view(np.uint8).data) if array.size else 0]
        at += -(-array.nbytes // _ALIGNMENT) * _ALIGNMENT
    head = json.dumps({"bytes": at, "facts": dict(facts), "arrays": places}).encode()
    begin = _begin(len(head))
    try:
        with path.open("wb") as file:
            file.write(MAGIC + len(head).to_bytes(4, "little") + zlib.crc32(head).to_bytes(4, "little") + head)
            for name, array in ready.items():
                file.seek(begin + places[name][1])
                file.write(array.view(np.uint8).data if array.size else b"")
            file.truncate(begin + at)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


class ArraysInMemory:
    """Arrays that are in no file yet, to be read as those of one are."""

    def __init__(self, facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
        self.facts = facts
        self._arrays = arrays

    def array(self, name: str) -> NDArray[Any]:
        """Return an array."""
        return self._arrays[name]


class SegmentFile:
    """A segment file opened for reading: `facts`, and each array as a view into the mapped file.

    Raises DamagedSegmentError where `path` is something else or cut off, OSError where it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            fixed = file.read(_FIXED)
            if fixed[: len(MAGIC)] != MAGIC or len(fixed) < _FIXED:
                raise DamagedSegmentError(f"{path.name} is no segment of this format.")
            length, checksum = (int.from_bytes(fixed[at : at + 4], "little") for at in (len(MAGIC), len(MAGIC) + 4))
            size = self._size = os.fstat(file.fileno()).st_size
            head = file.read(min(length, size))
            if zlib.crc32(head) != checksum:
                raise DamagedSegmentError(f"The head of {path.name} is damaged.")
            read = json.loads(head)
            self._begin = _begin(length)
            if size != self._begin + read["bytes"]:
                raise DamagedSegmentError(f"{path.name} is cut off.")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.facts: dict[str, Any] = read["facts"]
        self._places: dict[str, list[Any]] = read["arrays"]
        self._arrays: dict[str, NDArray[Any]] = {}

    def array(self, name: str) -> NDArray[Any]:
        """Return an array, one-dimensional and read-only; it keeps the file mapped for as long as it is used."""
        found = self._arrays.get(name)
        if found is None:
            kind, at, length, _ = self._places[name]
            dtype = np.dtype(kind)
            if dtype.kind not in _KINDS:
                raise DamagedSegmentError(f"{self.path.name} holds an array of the type {kind}.")
            found = self._arrays[name] = np.frombuffer(self._map, dtype, length, self._begin + at)
        return found

    def cut(self) -> bool:
        """Tell whether the file was cut off since it was opened: what is mapped of it may no longer be touched."""
        with suppress(FileNotFoundError):
            return self.path.stat().st_size != self._size
        return False

    def check(self) -> None:
        """Read every array and raise DamagedSegmentError where one is not what was written: about 1 GB a second."""
        for name, (_, _, length, checksum) in self._places.items():
            if length and zlib.crc32(self.array(name).view(np.uint8).data) != checksum:
                raise DamagedSegmentError(f"The array {name} of {self.path.name} is damaged.")


def _begin(head: int) -> int:
    """Return where the arrays begin after a head of so many bytes."""
    return -(-(_FIXED + head) // _ALIGNMENT) * _ALIGNMENT


def _little_endian(array: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
