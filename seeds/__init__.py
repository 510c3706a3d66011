"""The sample library of a first start: five reports of one story by five made-up outlets.

They exist so that search, facts and comparison have something to show before the reader has added
a feed. The texts are as untidy as what importers meet in the wild (a missing title, a title cut
off, a flattened table, debris of a scraped page), and they agree, differ and contradict each other
in ways that a test knows. Only the standard library is imported here.
"""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

__all__ = ["Sample", "read", "samples"]

_ARTICLES: Final = "articles"
_MANIFEST: Final = "manifest.json"


@dataclass(frozen=True)
class Sample:
    """One sample article: where its text lies and what its outlet would say about it."""

    file: str
    """File name inside ``seeds/articles``."""
    source: str
    """Name of the made-up outlet."""
    url: str
    """Address under example.org; nothing is ever fetched from it."""
    published: str
    """ISO 8601 date and time in UTC, such as ``2025-06-12T06:30:00Z``."""


def samples() -> tuple[Sample, ...]:
    """Return the samples in the order of the manifest.

    Raises ``TypeError`` if an entry of the manifest lacks a field or has one too many.
    """
    manifest = files(__name__).joinpath(_MANIFEST).read_text(encoding="utf-8")
    return tuple(Sample(**entry) for entry in json.loads(manifest))


def read(sample: Sample) -> bytes:
    """Return the raw text of ``sample``, UTF-8, exactly as an importer would find it on disk."""
    return files(__name__).joinpath(_ARTICLES, sample.file).read_bytes()
