"""One JSON Lines record as an article."""

import json
import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from index.errors import BadInputError
from index.ingest.dates import parse_date
from index.ingest.language import declared
from index.ingest.plaintext import read_plain
from index.ingest.reading import Reading
from index.ingest.titles import without_title

_MARKUP: Final = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|article|section|td)\s*>", re.IGNORECASE)


class Record(NamedTuple):
    """A record read, with the `id` it has in its file ("" where it has none)."""

    reading: Reading
    id: str


def read_record(line: str) -> Record:
    """Read one line of JSON: an object with `text` (or `body`, `content`) and what else is known.

    Takes `title`, `id`, `url` (`link`), `source` (`outlet`), `author` (`byline`), `published` (`date`) and
    `language` (`lang`); all other fields are ignored, and so are values of a kind that makes no sense. Raises
    `BadInputError`.
    """
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        where = f" (column {error.colno}: {error.msg})" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInputError(f"this line is not valid JSON{where}; mend it or leave it out") from error
    if not isinstance(fields, dict):
        raise BadInputError('this line is JSON but no object; each line must be {"title": …, "text": …}')
    text = _words(fields, "text", "body", "content", seam="\n\n")
    if not text.strip():
        raise BadInputError('this record has no text; it needs a field "text", "body" or "content"')
    title = _words(fields, "title", "headline")
    inner = _from_markup(text, title) if _MARKUP.search(text) else read_plain(text, title)
    reading = Reading(
        inner.pieces,
        title=inner.title,
        source=_words(fields, "source", "outlet"),
        url=_words(fields, "url", "link") or None,
        author=_words(fields, "author", "byline") or None,
        published=parse_date(fields.get("published")) or parse_date(fields.get("date")) or inner.published,
        language=declared(fields.get("language")) or declared(fields.get("lang")),
    )
    return Record(reading, _words(fields, "id"))


def _from_markup(text: str, title: str) -> Reading:
    """Read a record whose text is HTML."""
    from index.ingest.markup import read_fragment  # lxml, which plain records do not need

    pieces = read_fragment(text)
    return Reading(without_title(pieces, title) if title else pieces, title=title)


def _words(fields: Mapping[str, object], *names: str, seam: str = ", ") -> str:
    """Return the first of the fields called `names` that says something, as text; a list's parts joined by `seam`."""
    for name in names:
        if (said := _said(fields.get(name), seam)).strip():
            return said
    return ""


def _said(value: object, seam: str = ", ") -> str:
    """Return a value as text: names out of objects, lists joined; true, false and null say nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict):
        name = value.get("name")
        return name if isinstance(name, str) else ""
    if isinstance(value, list):
        # A list within a list says nothing: no outlet writes so.
        return seam.join(said for part in value if not isinstance(part, list) and (said := _said(part)))
    return ""
