"""How the tests look at a draft: its blocks as short lines."""

from index.ingest.files import read_bytes
from index.models import Draft


def read(text: str, name: str = "article.txt") -> Draft:
    """Read `text` as the file `name`."""
    return read_bytes(text.encode(), name=name)


def shown(draft: Draft) -> list[tuple[str, int, str]]:
    """Return kind, level and words of each block."""
    return [(block.kind.value, block.level, draft.text[block.start : block.end]) for block in draft.blocks]


def kinds(draft: Draft) -> list[str]:
    """Return the kind of each block."""
    return [block.kind.value for block in draft.blocks]
