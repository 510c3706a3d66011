"""Unpacking: all of it, in bounded pieces, however it is cut; and nothing that has no end."""

import gzip
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress

import brotli  # type: ignore[import-untyped]  # publishes no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.fetching.decoding import BadCompressionError, Unpacker

if sys.version_info >= (3, 14):
    from compression.zstd import CompressionParameter
    from compression.zstd import compress as zstd
else:
    from backports.zstd import CompressionParameter
    from backports.zstd import compress as zstd

PACKED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("br", lambda data: bytes(brotli.compress(data, quality=5))),
    ("zstd", zstd),
]
LIMIT = 512 * 1024


def unpacked(encoding: str, data: bytes, size: int) -> bytes:
    """Unpack `data`, which comes in pieces of `size` bytes."""
    unpacker = Unpacker(encoding)
    pieces = [piece for at in range(0, len(data), size) for piece in unpacker.decode(data[at : at + size])]
    unpacker.finish()
    assert all(len(piece) <= LIMIT for piece in pieces)
    return b"".join(pieces)


@pytest.mark.parametrize(("encoding", "pack"), PACKED)
@given(data=st.binary(max_size=300), size=st.integers(1, 400), times=st.sampled_from([1, 1, 1, 3000]))
def test_all_of_it_comes_out(encoding: str, pack: Callable[[bytes], bytes], data: bytes, size: int, times: int) -> None:
    assert unpacked(encoding, pack(data * times), size) == data * times


@pytest.mark.parametrize(("encoding", "pack"), PACKED)
@pytest.mark.parametrize("length", [256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 512 * 1024, 3_000_000])
def test_nothing_is_kept_back_at_the_end_of_a_piece(encoding: str, pack: Callable[[bytes], bytes], length: int) -> None:
    assert unpacked(encoding, pack(bytes(length)), 10_000_000) == bytes(length)


@pytest.mark.parametrize(("encoding", "pack"), PACKED)
def test_what_breaks_off_is_not_taken_for_whole(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(BadCompressionError):
        unpacked(encoding, pack(b"news " * 100)[:-1], 10)


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_files_joined_to_one_are_read_to_the_last(encoding: str, size: int) -> None:
    pack = dict(PACKED)[encoding]
    assert unpacked(encoding, pack(b"one ") + pack(b"two"), size) == b"one two"


@given(st.sampled_from([encoding for encoding, _ in PACKED]), st.binary(max_size=200), st.integers(1, 50))
def test_what_is_not_packed_is_refused_or_unpacked_but_no_other_error(encoding: str, data: bytes, size: int) -> None:
    with suppress(BadCompressionError):
        unpacked(encoding, data, size)


def test_zstd_is_not_given_more_memory_than_the_web_allows() -> None:
    wide = zstd(bytes(64 * 1024 * 1024), options={CompressionParameter.window_log: 26})
    with pytest.raises(BadCompressionError):
        unpacked("zstd", wide, 10_000_000)
