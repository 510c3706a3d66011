"""What is asked for: an address, what is known of it from the last time, and what lets us in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote, urlsplit, urlunsplit

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Authorisation:
    """What an origin wants to see before it answers. No value of it is ever shown, not in a traceback either."""

    user: str | None = field(default=None, repr=False)
    """Basic authentication, together with `password`."""
    password: str | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=lambda: _NONE, repr=False)
    """Further headers, as an `X-Api-Key`."""
    cookie: str | None = field(default=None, repr=False)
    """The whole `Cookie` header: 'name=value; other=value'."""
    user_agent: str | None = field(default=None, repr=False)
    """In place of our own. Not a secret: unlike the others it is sent to wherever a redirect leads."""


@dataclass(frozen=True)
class Request:
    """One address to fetch.

    `etag`, `last_modified` and `digest` are those of the last time (`Had`, `NotModified`): with any of them an
    unchanged answer is `NotModified`. `typed` says that the user gave this very address, so that it may be private
    or a `file:`; an address out of a feed, a page or a redirect is not.
    """

    url: str = field(repr=False)  # may hold a key in its query
    etag: str | None = None
    last_modified: str | None = None
    auth: Authorisation | None = None
    typed: bool = False
    digest: str | None = None


def split_credentials(url: str) -> tuple[str, Authorisation | None]:
    """Return `url` without the user name and password that may stand in it ('https://me:secret@...'), and these.

    What is no address at all comes back as it is.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, None
    given, at, host = parts.netloc.rpartition("@")
    if not at:
        return url, None
    user, _, password = given.partition(":")
    auth = Authorisation(user=unquote(user), password=unquote(password)) if given else None
    return urlunsplit(parts._replace(netloc=host)), auth
