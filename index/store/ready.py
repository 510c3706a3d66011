"""A draft as it goes into the store: all that can be worked out without it, in columns.

Most of the time that taking in costs is spent here, and so can be spent in another process.
"""

import hashlib
from typing import NamedTuple

from index.models import Draft, IdentityKind
from index.store.columns import BLOCKS, LINKS, to_seconds
from index.text.words import count

_LEAD_CHARACTERS = 200


class Ready(NamedTuple):
    """The columns of an article and its revision; blocks and links are JSON, times seconds."""

    title: str
    text: str
    blocks: str
    links: str
    lead: str
    """The first words of prose, on one line."""
    words: int
    told: int
    """64 bits of a hash of headline and text, signed, as SQLite stores them."""
    identities: tuple[tuple[str, str], ...]
    """Kinds and values, the strongest first."""
    source: str
    url: str | None
    author: str | None
    published: int | None
    language: str | None

    def known_by(self, kind: IdentityKind) -> str | None:
        """Return the first identity of a kind."""
        return next((value for each, value in self.identities if each == kind), None)


def ready(draft: Draft) -> Ready:
    """Return a draft as it goes into the store."""
    digest = hashlib.blake2b(f"{draft.title}\0{draft.text}".encode(), digest_size=8).digest()
    return Ready(
        title=draft.title,
        text=draft.text,
        blocks=BLOCKS.dump_json(draft.blocks).decode(),
        links=LINKS.dump_json(draft.links).decode(),
        lead=_lead(draft),
        words=count(draft.text),
        told=int.from_bytes(digest, "big", signed=True),
        identities=tuple((kind.value, value) for kind, value in draft.identities),
        source=draft.source,
        url=draft.url,
        author=draft.author,
        published=to_seconds(draft.published),
        language=draft.language,
    )


def _lead(draft: Draft) -> str:
    """Return the first words of prose, on one line."""
    prose = (block for block in draft.blocks if block.kind in ("paragraph", "quote", "item"))
    first = next(prose, None) or next(iter(draft.blocks), None)
    start = first.start if first else 0
    return " ".join(draft.text[start : start + 2 * _LEAD_CHARACTERS].split())[:_LEAD_CHARACTERS]
