"""The addresses of feeds as lists write them: with the schemes of feed readers, without any, or not to be taken."""

import re
from typing import Final

from index.errors import BadInputError
from index.ingest.urls import absolute_url, canonical_url

# 'feed:' is https://en.wikipedia.org/wiki/Feed_URI_scheme; the two others are how podcast players write it.
_READER_SCHEME: Final = re.compile(r"(?:feed|itpc|pcast):(?://)?(?=(?P<whole>https?:|[a-z]+://)?)", re.IGNORECASE)
_SCHEME: Final = re.compile(r"(?P<name>[a-z][a-z0-9+.-]{0,30}):(?!\d{1,5}(?:[/?#]|$))", re.IGNORECASE)
_HOST_FIRST: Final = re.compile(r"(?:[^\s/?#:@.]+\.[^\s/?#:@]+|localhost)(?::\d{1,5})?(?:[/?#]|$)", re.IGNORECASE)


def feed_address(written: str) -> str:
    """Return the http or https address that `written` stands for, user name and password included.

    'feed://host' is http, as it was always understood; an address without any scheme is https. Raises
    `BadInputError`, the end of a sentence that says why it is not taken, which never quotes the address.
    """
    text = re.sub(r"[\t\r\n]+", "", written.strip()).replace(" ", "%20")
    if not text:
        raise BadInputError("it has no address")
    if reader := _READER_SCHEME.match(text):
        text = text[reader.end() :]
        if not reader["whole"]:
            text = "http://" + text.lstrip("/")
    elif text.startswith("//"):
        text = "https:" + text
    elif _HOST_FIRST.match(text):
        text = "https://" + text
    scheme = _SCHEME.match(text)
    if scheme and scheme["name"].lower() not in {"http", "https"} and "@" not in text:
        raise BadInputError(f'an address that begins with "{scheme["name"].lower()}:" is none of a feed on the web')
    address = absolute_url(text)
    if address is None or canonical_url(address) is None:  # the second also looks at the port
        raise BadInputError("its address is no http or https address")
    return address


def without_credentials(url: str) -> str:
    """Return `url` without user name and password."""
    scheme, mark, rest = url.partition("://")
    host = re.match(r"[^/?#]*", rest)
    if not mark or host is None:
        return url
    return scheme + mark + host[0].rpartition("@")[2] + rest[host.end() :]
