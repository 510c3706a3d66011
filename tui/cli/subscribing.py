"""What `feeds add` asks for: an address as it was typed; where it has no scheme, https and then http."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from index.errors import BadInputError, FeedError

if TYPE_CHECKING:
    from index.models.feeds import Feed

# 'example.org', 'nas:8080', 'nas/feed', '[::1]:8080', but no path and no word alone.
_NO_SCHEME = re.compile(
    r"(?:[^\s/?#:@\[\]~.][^\s/?#:@\[\]]*|\[[\da-f:.]+\])(?P<port>:\d{1,5})?(?P<rest>[/?#]\S*)?", re.IGNORECASE
)
_UNREACHED = "Could not reach "
"""How sentences begin where no server answered."""


def subscribe(written: str, add: Callable[[str], "Feed"], *, https_only: bool) -> "Feed":
    """Subscribe with `add` to what was typed, and return the feed. Raises what `add` raises.

    Without a scheme it is asked for by https, and where no server can be reached so, by http; but `https_only` where
    something is sent along that anybody on the way could then read.
    """
    bare = written.strip()
    if not _has_no_scheme(bare):
        return add(written)
    safe, plain = f"https://{bare}", f"http://{bare}"
    try:
        return add(safe)
    except FeedError as error:
        if https_only or not str(error).startswith(_UNREACHED):
            raise
    try:
        return add(plain)
    except FeedError as error:
        if isinstance(error.__context__, BadInputError):
            # Something stands there, and the sentence is about that.
            raise
        raise FeedError(f"Neither {safe} nor {plain} can be fetched. {error}") from error


def _has_no_scheme(bare: str) -> bool:
    found = _NO_SCHEME.fullmatch(bare)
    return found is not None and ("." in bare or "[" in bare or bool(found["port"] or found["rest"]))
