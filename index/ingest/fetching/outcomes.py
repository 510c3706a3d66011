"""What came of a fetch: one of four, each saying what a caller has to keep."""

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Had:
    """It was had, and is not what it was the last time."""

    url: str
    """Where it was in the end, after redirects: what its relative links are resolved against."""
    permanent: str | None
    """Its new address, where every redirect on the way said that it has moved for good (301, 308); else None."""
    body: bytes = field(repr=False)
    """Decompressed."""
    content_type: str | None
    etag: str | None
    last_modified: str | None
    digest: str
    """SHA-256 of `body`, in hexadecimal."""
    seconds: float
    """From sending to the last byte, without the wait for a turn."""


@dataclass(frozen=True)
class NotModified:
    """It is what it was: the server says so (304), or the digest does. The tags may be new ones all the same."""

    url: str
    permanent: str | None
    etag: str | None
    last_modified: str | None
    seconds: float


@dataclass(frozen=True)
class Gone:
    """It is gone for good (410), and is not to be asked for again."""

    sentence: str


@dataclass(frozen=True)
class Failed:
    """It was not had."""

    sentence: str
    """Names the host and what can be done; never an address with its query, nor anything of an `Authorisation`."""
    retry_after: float | None = None
    """Seconds that the server asks us to wait."""
    temporary: bool = True
    """Whether it may be had another time without anybody changing anything here."""


Outcome: TypeAlias = Had | NotModified | Gone | Failed


class FetchFailedError(Exception):
    """Carries a failure from where it is noticed to where the fetch ends; never leaves this folder."""

    def __init__(self, sentence: str, *, temporary: bool = True, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.outcome = Failed(sentence, retry_after, temporary)
