"""By what an article is recognised when it comes in again; docs and the store call these its identities."""

import hashlib
from datetime import datetime
from pathlib import Path

from index.ingest.urls import canonical_url
from index.models import Identity, IdentityKind


def identities(
    *,
    source: str,
    title: str,
    published: datetime | None,
    text: str,
    url: str | None = None,
    path: Path | None = None,
    record: str | None = None,
) -> tuple[Identity, ...]:
    """Return the identities of an article, the strongest first; the hash of its content is always the last.

    `path` is the file the article came from. With `record`, the `id` of a JSON Lines record, the file holds many
    articles and its path alone names none of them.
    """
    found: list[Identity] = []
    if url and (canonical := canonical_url(url)):
        found.append(Identity(IdentityKind.URL, canonical))
    if path is not None:
        place = printable_path(path.resolve())
        if record is None:
            found.append(Identity(IdentityKind.PATH, place))
        elif record:
            found.append(Identity(IdentityKind.RECORD, f"{place}#{record}"))
    found.append(Identity(IdentityKind.CONTENT, _content(source, title, published, text)))
    return tuple(found)


def printable_path(path: Path) -> str:
    """Return `path` as text that can be stored: bytes that are not UTF-8 become backslash escapes."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _content(source: str, title: str, published: datetime | None, text: str) -> str:
    """Hash what an article says and who says it when; a length before each part keeps parts from running together."""
    digest = hashlib.sha256()
    for part in (source, title, published.isoformat() if published else "", text):
        data = part.encode("utf-8", "backslashreplace")
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()
