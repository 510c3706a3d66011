"""Drafts of articles for tests, as an importer would make them."""

import hashlib
from datetime import UTC, datetime

from index.models import Block, BlockKind, Draft, Identity, IdentityKind

JUNE = datetime(2025, 6, 11, 8, 40, tzinfo=UTC)


def paragraphs(text: str) -> tuple[Block, ...]:
    """Return a block for each paragraph of `text` (parted by blank lines)."""
    blocks = []
    at = 0
    for piece in text.split("\n\n"):
        if piece.strip():
            blocks.append(Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(piece)))
        at += len(piece) + 2
    return tuple(blocks)


def draft(
    title: str = "Harbour reopens after storm",
    text: str = "The harbour reopened on Tuesday. Ferries sail again from noon.",
    *,
    url: str | None = None,
    path: str | None = None,
    guid: str | None = None,
    source: str = "Coast Post",
    published: datetime | None = JUNE,
    author: str | None = None,
    language: str | None = "en",
) -> Draft:
    """Return a draft with the identities that an importer would give it, the strongest first."""
    identities = [
        Identity(kind, value)
        for kind, value in (
            (IdentityKind.URL, url),
            (IdentityKind.GUID, guid),
            (IdentityKind.PATH, path),
            (IdentityKind.CONTENT, hashlib.sha256(f"{source}|{title}|{published}|{text}".encode()).hexdigest()),
        )
        if value is not None
    ]
    return Draft(
        title=title,
        text=text,
        blocks=paragraphs(text),
        identities=tuple(identities),
        source=source,
        url=url,
        author=author,
        published=published,
        language=language,
    )
