"""newsboat's list of feeds, and where newsboat keeps it.

The format is in its manual, https://newsboat.org/releases/2.40/docs/newsboat.html, chapters on tagging, scripts and
filters, query feeds and files. Commands that such a list may hold are never run.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from index.errors import BadInputError
from index.ingest.encoding import decode
from index.ingest.sizes import LONGEST_TEXT, in_mebibytes
from index.ingest.subscriptions.addresses import feed_address
from index.ingest.subscriptions.subscription import Subscription, Subscriptions, without_repeats
from index.text.clean import clean_line

_MOST_LINES: Final = 100_000
_WORD: Final = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)*+)"?|(?P<bare>[^\s"]++)')
_ESCAPED: Final = re.compile(r"\\(.)")
_NOT_FEEDS: Final = {
    "exec:": "a command, which is never run, stands there in the place of an address",
    "filter:": "a feed stands there that goes through a command, which is never run; add its address by itself",
    "query:": "a query feed of newsboat's own stands there; searches are saved in their own way here",
}


@dataclass(frozen=True, slots=True)
class Places:
    """Where newsboat keeps what can be taken over."""

    urls: Path
    cache: Path


def newsboat_places(environment: Mapping[str, str], home: Path) -> Places:
    """Return where newsboat looks by default, whether or not anything is there.

    It uses the XDG folders where its own within `XDG_CONFIG_HOME` exists, else `~/.newsboat`. A relative path in a
    variable counts for nothing (XDG Base Directory Specification 0.8).
    """
    config = _folder(environment.get("XDG_CONFIG_HOME"), home / ".config") / "newsboat"
    if config.is_dir():
        data = _folder(environment.get("XDG_DATA_HOME"), home / ".local" / "share") / "newsboat"
        return Places(config / "urls", data / "cache.db")
    old = home / ".newsboat"
    return Places(old / "urls", old / "cache.db")


def read_urls(data: bytes) -> Subscriptions:
    """Read newsboat's `urls` file: one address a line, its tags after it, quoted where they hold spaces.

    '~Title' is the title. A feed that newsboat hides ('!') is taken, and said. Raises `BadInputError` where `data` is
    no text.
    """
    if len(data) > LONGEST_TEXT:
        raise BadInputError(f"it is larger than {in_mebibytes(LONGEST_TEXT)}; that is no list of feeds")
    try:
        text = decode(data)
    except BadInputError as error:
        raise BadInputError("it is no text; name newsboat's file `urls`") from error
    feeds: list[Subscription] = []
    trouble: list[str] = []
    for number, line in enumerate(islice(text.split("\n"), _MOST_LINES), start=1):
        words = _words(line)
        if not words:
            continue
        try:
            feeds.append(_feed(words[0], words[1:]))
        except BadInputError as error:
            trouble.append(f"line {number}: {error}")
            continue
        if any(word.startswith("!") for word in words[1:]):
            trouble.append(f"line {number}: newsboat hides this feed; here it stands with the others")
    return Subscriptions(without_repeats(feeds), tuple(trouble))


def _folder(named: str | None, usual: Path) -> Path:
    return Path(named) if named and Path(named).is_absolute() else usual


def _words(line: str) -> list[str]:
    """Split a line at its blanks, except within quotes; a backslash there takes what follows as it stands.

    A word that begins with '#' outside quotes begins a remark.
    """
    words: list[str] = []
    for found in _WORD.finditer(line):
        quoted = found["quoted"]
        if quoted is None and found["bare"].startswith("#"):
            break
        words.append(found["bare"] if quoted is None else _ESCAPED.sub(r"\1", quoted))
    return words


def _feed(address: str, marks: list[str]) -> Subscription:
    for beginning, sentence in _NOT_FEEDS.items():
        if address.startswith(beginning):
            raise BadInputError(sentence)
    names = [clean_line(mark[1:]) for mark in marks if mark.startswith("~")]
    labels = [clean_line(mark) for mark in marks if not mark.startswith(("~", "!"))]
    return Subscription(
        feed_address(address),
        title=next(filter(None, names), ""),
        tags=tuple(label for label in labels if label),
    )
