"""What was compressed for the way, unpacked a piece at a time: a bomb costs no more than what we would have read.

httpx2 could unpack as well, but it takes a body that was cut off for a whole one and lets zstd ask for 128 MiB.
"""

import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Protocol

import brotli  # type: ignore[import-untyped]  # publishes no types

if sys.version_info >= (3, 14):
    from compression.zstd import DecompressionParameter, ZstdDecompressor, ZstdError
else:
    from backports.zstd import DecompressionParameter, ZstdDecompressor, ZstdError

_PIECE: Final = 256 * 1024
"""Bytes that are unpacked at once at most."""
_WINDOW: Final = 23
"""The logarithm of the memory that zstd may ask for: 8 MiB, the most that RFC 9659 allows on the web."""
_MOST_LAYERS: Final = 3
_MOST_MEMBERS: Final = 32
"""Files joined to one (RFC 1952 section 2.2) begin anew each time; thousands of tiny ones are made to cost time."""


class BadCompressionError(Exception):
    """It does not unpack, or breaks off before its end."""


class Decoder(Protocol):
    """Unpacks one compression."""

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` adds, in bounded pieces."""

    def finish(self) -> None:
        """Raise `BadCompressionError` where the end is missing."""


class Zlib:
    """gzip, and deflate in both of the forms that servers send (RFC 9110 section 8.4.1.2 mentions it)."""

    def __init__(self, *, gzip: bool) -> None:
        self._bits = (zlib.MAX_WBITS | 16) if gzip else zlib.MAX_WBITS
        self._gzip = gzip
        self._unpack = zlib.decompressobj(self._bits)
        self._members = 1
        self._begun = False

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` adds; what follows the end and is no further member is passed over."""
        if data and not self._begun:
            self._begun = True
            if not self._gzip and (data[0] & 0x0F) != 8:  # RFC 1950: the method is 8, or there is no header at all
                self._unpack = zlib.decompressobj(-zlib.MAX_WBITS)
        full = False
        while data or full:
            if self._unpack.eof:
                if not self._gzip or not data.startswith(b"\x1f"):
                    return
                self._members += 1
                if self._members > _MOST_MEMBERS:
                    raise BadCompressionError
                self._unpack = zlib.decompressobj(self._bits)
            try:
                piece = self._unpack.decompress(data, _PIECE)
            except zlib.error as error:
                raise BadCompressionError from error
            data = self._unpack.unconsumed_tail or self._unpack.unused_data
            full = len(piece) == _PIECE and not self._unpack.eof  # zlib may hold back a little more
            if piece:
                yield piece

    def finish(self) -> None:
        """Raise where the end is missing."""
        if self._begun and not self._unpack.eof:
            raise BadCompressionError


class Brotli:
    """Brotli (RFC 7932)."""

    def __init__(self) -> None:
        self._unpack = brotli.Decompressor()
        self._begun = False

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` adds."""
        if not data or self._unpack.is_finished():
            return
        self._begun = True
        try:
            while piece := self._unpack.process(data, output_buffer_limit=_PIECE):
                yield piece
                data = b""
        except brotli.error as error:
            raise BadCompressionError from error

    def finish(self) -> None:
        """Raise where the end is missing."""
        if self._begun and not self._unpack.is_finished():
            raise BadCompressionError


class Zstd:
    """Zstandard (RFC 8878), with the window that RFC 9659 allows."""

    def __init__(self) -> None:
        self._unpack = self._new()
        self._frames = 1
        self._begun = False

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` adds, of all frames."""
        while data or not (self._unpack.needs_input or self._unpack.eof):
            self._begun = True
            if self._unpack.eof:
                self._frames += 1
                if self._frames > _MOST_MEMBERS:
                    raise BadCompressionError
                self._unpack = self._new()
            try:
                piece = self._unpack.decompress(data, _PIECE)
            except ZstdError as error:
                raise BadCompressionError from error
            data = self._unpack.unused_data if self._unpack.eof else b""
            if piece:
                yield piece

    def finish(self) -> None:
        """Raise where the end is missing."""
        if self._begun and not self._unpack.eof:
            raise BadCompressionError

    @staticmethod
    def _new() -> ZstdDecompressor:
        return ZstdDecompressor(options={DecompressionParameter.window_log_max: _WINDOW})


_DECODERS: Final[Mapping[str, Callable[[], Decoder]]] = {
    "gzip": lambda: Zlib(gzip=True),
    "x-gzip": lambda: Zlib(gzip=True),
    "deflate": lambda: Zlib(gzip=False),
    "br": Brotli,
    "zstd": Zstd,
}
ACCEPTED: Final = "gzip, br, zstd"


class Unpacker:
    """Unpacks a body as its `Content-Encoding` says; what that names and nobody knows is left as it is.

    (Servers put 'utf-8', 'none' and the like there.) Raises `BadCompressionError` where too much was put in too much.
    """

    def __init__(self, content_encoding: str) -> None:
        names = [name.strip().lower() for name in content_encoding.split(",")]
        known = [_DECODERS[name] for name in names if name in _DECODERS]
        if len(known) > _MOST_LAYERS:
            raise BadCompressionError
        self._layers = [make() for make in reversed(known)]

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` adds, in pieces of at most 256 KiB (or `data` itself, where nothing is compressed)."""
        pieces: Iterator[bytes] = iter((data,))
        for layer in self._layers:
            pieces = _through(layer, pieces)
        return pieces

    def finish(self) -> None:
        """Raise `BadCompressionError` where the end of it is missing."""
        for layer in self._layers:
            layer.finish()


def _through(layer: Decoder, pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield from layer.decode(piece)
