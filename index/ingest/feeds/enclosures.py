"""What comes with an entry: recordings, films, files, and one picture."""

from collections.abc import Iterable
from typing import Final

from index.ingest.feeds.parsed import Enclosure
from index.ingest.urls import absolute_url

_MOST: Final = 20
_SUFFIXES: Final = {
    "mp3": "audio", "m4a": "audio", "ogg": "audio", "opus": "audio", "wav": "audio", "aac": "audio", "flac": "audio",
    "mp4": "video", "m4v": "video", "webm": "video", "mov": "video", "mkv": "video",
    "jpg": "image", "jpeg": "image", "png": "image", "gif": "image", "webp": "image", "avif": "image",
}  # fmt: skip


def chosen(declared: Iterable[tuple[object, object, object]], base: str) -> tuple[Enclosure, ...]:
    """Return the enclosures among `declared` (address, type, bytes, each as it comes), addresses absolute.

    Each address comes once, and of pictures only the first: the others are mostly its sizes.
    """
    found: dict[str, Enclosure] = {}
    pictured = False
    for address, kind, size in declared:
        url = absolute_url(address, base) if isinstance(address, str) and address.strip() else None
        if url is None or url in found:
            continue
        enclosure = Enclosure(url, kind if isinstance(kind, str) and kind else None, _bytes(size))
        if family(enclosure) == "image":
            if pictured:
                continue
            pictured = True
        found[url] = enclosure
        if len(found) == _MOST:
            break
    return tuple(found.values())


def family(enclosure: Enclosure) -> str:
    """Return 'audio', 'video' or 'image', or nothing where it is something else, by its type or else its address."""
    declared = (enclosure.type or "").lower().partition("/")[0].strip()
    if declared in {"audio", "video", "image"}:
        return declared
    suffix = enclosure.url.partition("?")[0].rpartition(".")[2].lower()
    return _SUFFIXES.get(suffix, "")


def _bytes(size: object) -> int | None:
    text = str(size).strip() if isinstance(size, int | str) and not isinstance(size, bool) else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
