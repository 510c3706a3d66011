"""The lines that a Markdown file may begin with: what it says of itself, in TOML or in plain `key: value` lines.

Not YAML: of it only flat values and lists of them are read, which is what such files hold.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from index.ingest.dates import parse_date
from index.ingest.language import declared
from index.ingest.reading import Reading

_MOST_LINES: Final = 200
_QUOTED: Final = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')(?:\s+#.*)?""")

Value = str | list[str]


class Front(NamedTuple):
    """What a file says of itself, keys in lower case, and the text after it."""

    values: Mapping[str, Value]
    text: str


def split_front(text: str) -> Front:
    """Part front matter from `text`, which uses newlines; there may be none, and then all of it is text."""
    fence, _, rest = text.lstrip("\n").partition("\n")
    fence = fence.rstrip()
    if fence not in {"---", "+++"}:
        return Front({}, text)
    lines = rest.split("\n", _MOST_LINES)[:_MOST_LINES]
    for at, line in enumerate(lines):
        if line.rstrip() == fence or (fence == "---" and line.rstrip() == "..."):
            values = _toml(lines[:at]) if fence == "+++" else _flat(lines[:at])
            if values is not None:
                return Front(values, rest.split("\n", at + 1)[-1] if rest.count("\n") > at else "")
            break
    return Front({}, text)


def reading_of(front: Front) -> Reading:
    """Return what `front` says of the article, without pieces."""
    return Reading(
        (),
        title=_one(front, "title", "headline"),
        source=_one(front, "source", "outlet"),
        url=_one(front, "url", "link") or None,
        author=_one(front, "author", "authors", "byline") or None,
        published=parse_date(_one(front, "published", "date")),
        language=declared(_one(front, "lang", "language")),
    )


def _one(front: Front, *names: str) -> str:
    """Return the first of the values called `names` as one line."""
    for name in names:
        value = front.values.get(name)
        if value:
            return value if isinstance(value, str) else ", ".join(value)
    return ""


def _toml(lines: list[str]) -> dict[str, Value] | None:
    try:
        found = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    return {key.lower(): value for key, raw in found.items() if (value := _plain(raw)) is not None}


def _plain(raw: object) -> Value | None:
    """Return a TOML value as text; tables say nothing here."""
    if isinstance(raw, list):
        return [text for part in raw if isinstance(text := _plain(part), str)]
    if isinstance(raw, date):
        return raw.isoformat()
    return str(raw) if isinstance(raw, str | int | float) else None


def _flat(lines: list[str]) -> dict[str, Value] | None:
    """Read `key: value` lines; None where a line is none of that, since then this is no front matter."""
    found: dict[str, Value] = {}
    key = ""
    for line in lines:
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        if bare.startswith("- ") and key:
            before = found[key]
            found[key] = [*(before if isinstance(before, list) else [before] if before else []), _unquoted(bare[2:])]
        elif line[:1].isspace() and key:
            before = found[key]  # folded or nested: kept as words
            if isinstance(before, str):
                found[key] = f"{before} {_unquoted(bare)}".strip()
        else:
            name, colon, value = line.partition(":")
            key = name.strip().lower()
            if not colon or not key or " " in key:
                return None
            found[key] = _value(value.strip())
    return found


def _value(text: str) -> Value:
    if text in {"|", ">", "|-", ">-", "|+", ">+", "~", "null"}:
        return ""
    if text.startswith("[") and text.endswith("]"):
        return [said for part in text[1:-1].split(",") if (said := _unquoted(part.strip()))]
    return _unquoted(text)


def _unquoted(text: str) -> str:
    """Take off quotation marks, and a comment after the value."""
    if quoted := _QUOTED.fullmatch(text):
        return (quoted[1] or "").replace('\\"', '"') if quoted[2] is None else quoted[2].replace("''", "'")
    return text.partition(" #")[0].rstrip()
