"""Where a redirect leads, and what may still be taken along and reached there."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urldefrag

import httpx2

from index.ingest.fetching.outcomes import FetchFailedError
from index.ingest.fetching.requests import split_credentials
from index.ingest.urls import absolute_url

MOST: Final = 10
STATUSES: Final = frozenset({301, 302, 303, 307, 308})
PERMANENT: Final = frozenset({301, 308})
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Origin:
    """A scheme, a host and a port: to whom credentials belong (RFC 6454)."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: httpx2.URL) -> "Origin":
        """Return the origin of `url`, an http or https address."""
        return cls(url.scheme, url.host.rstrip(".").lower(), url.port or _PORTS[url.scheme])

    @property
    def shown(self) -> str:
        """What to call it in a sentence."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def trusts(self, other: "Origin") -> bool:
        """Tell whether what was given for this origin may be sent to `other`.

        That is itself, and the same host grown secure: https on its usual port after http on its usual port.
        """
        grown_secure = self == Origin("http", self.host, 80) and other == Origin("https", self.host, 443)
        return other == self or grown_secure


def parse(url: str, base: str | None = None) -> httpx2.URL | None:
    """Return `url` ready to be asked for, without fragment, user name and password; None where it is no web address."""
    found = absolute_url(url, base)
    if found is None:
        return None
    try:
        parsed = httpx2.URL(split_credentials(urldefrag(found).url)[0])
    except (httpx2.InvalidURL, ValueError):
        return None
    # A '%' in a host means nothing to a resolver, but a proxy may take %31 for a 1, which was not checked then.
    named = parsed.host and "%" not in parsed.host
    usable = parsed.scheme in _PORTS and named and (parsed.port is None or 0 < parsed.port < 65536)
    return parsed if usable else None


def follow(url: httpx2.URL, location: str | None, shown: str) -> httpx2.URL:
    """Return where `location` leads from `url`; raises `FetchFailedError` where that is nowhere on the web."""
    following = parse(location, str(url)) if location else None
    if following:
        return following
    scheme = (location or "").partition(":")[0].lower()
    other = scheme.isascii() and scheme.isalpha() and scheme not in _PORTS and scheme != location
    where = f"to a '{scheme[:20]}:' address" if other else "to nowhere"
    raise FetchFailedError(
        f"{shown} sends us on {where}; look for the feed's new address on its site.", temporary=False
    )
