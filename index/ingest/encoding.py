"""From bytes to text: byte order marks, UTF-8, what a page declares of itself, and old code pages; or a refusal."""

import codecs
import re
from typing import Final

from index.errors import BadInputError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 64 * 1024
_DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_CONTROLS: Final = bytes({*range(32), 127} - set(b"\t\n\r\x0b\x0c\x1b"))
# https://encoding.spec.whatwg.org/#names-and-labels: a page that says one of these is read as windows-1252.
_AS_WINDOWS: Final = frozenset({"ascii", "iso8859-1"})
# What only looks like text: the share of control bytes past which it is taken for something else.
_MOST_CONTROLS: Final = 0.02


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return `data` as text.

    `declared` is the name of the encoding that the file claims, if it does. Raises `BadInputError` where `data` is
    no text, or is not in the encoding that its byte order mark announces.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(codecs.BOM_UTF8) :].decode() if encoding == "utf-8" else data.decode(encoding)
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    break
                raise BadInputError(
                    f"it begins as {encoding.upper()} but breaks off being so; save it again as UTF-8"
                ) from error
    data = data.removeprefix(codecs.BOM_UTF8)
    if wide := _wide(data[:_SAMPLE]):
        return data.decode(wide, errors="replace")
    _refuse_binary(data)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _decode_old(data, declared)


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page names in its first 4 KiB (`<meta charset>`, XML declaration), or None."""
    found = _DECLARED.search(data, 0, 4096)
    return _known(found[1].decode("ascii")) if found else None


def _known(name: str) -> str | None:
    """Return the codec's own name, or None where Python has no such text encoding."""
    try:
        found = codecs.lookup(name)
        b"".decode(name)
    except (LookupError, ValueError):
        return None
    return "cp1252" if found.name in _AS_WINDOWS else found.name


def _wide(sample: bytes) -> str | None:
    """Tell UTF-16 without a mark from binary: in Western text every other byte is NUL, and only those."""
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    if even > 0.7 and odd < 0.05:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    """Raise `BadInputError` where `data` is a picture, a program or the like."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if sample.count(0) > len(sample) * 0.001 or controls > len(sample) * _MOST_CONTROLS:
        raise BadInputError("it is not text but binary data; save the article as text, Markdown or HTML")


def _decode_old(data: bytes, declared: str | None) -> str:
    """Decode what is not valid UTF-8: damaged UTF-8, what is declared, what is likely, and windows-1252 at last."""
    mended = data.decode(errors="replace")
    broken = mended.count("\ufffd")
    foreign = len(mended) - len(mended.encode("ascii", "ignore")) - broken
    if foreign > 10 * broken:  # nearly all of it is UTF-8: a character was cut, by an editor or a size limit
        return mended
    encoding = declared and _known(declared)
    if not encoding or encoding == "utf-8":
        encoding = _likely(data[:_SAMPLE])
    for name in (encoding, "cp1252"):
        if name:
            try:
                return data.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    return data.decode("latin-1")


def _likely(sample: bytes) -> str | None:
    """Ask charset-normalizer, for more bytes than a name or two can mislead."""
    from charset_normalizer import from_bytes  # loads in 40 ms, and hardly any file needs it

    if len(sample) < 64:
        return None
    best = from_bytes(sample).best()
    return _known(best.encoding) if best else None
