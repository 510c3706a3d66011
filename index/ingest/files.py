"""Files and folders: which are read, by what, and what is said of those that cannot be."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from index.errors import BadInputError
from index.ingest.encoding import decode
from index.ingest.folders import failure, files_in, unreadable
from index.ingest.plaintext import read_plain
from index.ingest.reading import Reading, draft
from index.ingest.sizes import LONGEST_PAGE, LONGEST_TEXT, in_mebibytes
from index.models import Draft, Failure

_TEXT: Final = frozenset({".txt"})
_MARKDOWN: Final = frozenset({".md", ".markdown"})
_PAGES: Final = frozenset({".html", ".htm", ".xhtml"})
_LINES: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_KNOWN: Final = "Crossread reads .txt, .md, .html, .jsonl and .jsonl.gz"


def read_path(path: Path) -> Iterator[Draft | Failure]:
    """Read a file, or a folder with all that is in it, in order of name.

    Yields an article or a failure for each; nothing raises. In a folder hidden files and files of other types are
    passed over, and nothing is read twice however it is linked to.
    """
    found = 0
    for each in files_in(path, _is_known):
        found += 1
        if isinstance(each, Failure):
            yield each
        else:
            yield from _read_file(each)
    if not found:
        yield failure(path, f"there is nothing to read in this folder; {_KNOWN}")


def read_bytes(
    data: bytes,
    *,
    name: str,
    source: str = "",
    url: str | None = None,
    published: datetime | None = None,
    path: Path | None = None,
) -> Draft:
    """Read one article from `data`, in the format that the file `name` ends with.

    What the caller knows (`source`, `url`, `published` in UTC) goes before what the article says of itself; `path`
    is the file it came from. Raises `BadInputError`, a sentence without the file's name.
    """
    kind = Path(name).suffix.lower()
    if kind not in _TEXT | _MARKDOWN | _PAGES:
        raise BadInputError(f"this type of file cannot be read as an article; {_KNOWN}")
    longest = LONGEST_PAGE if kind in _PAGES else LONGEST_TEXT
    if len(data) > longest:
        raise BadInputError(f"it is larger than {in_mebibytes(longest)}; save only the article itself")
    if not data.strip():
        raise BadInputError("it is empty; there is no article in it")
    reading = _read_kind(data, kind, url)
    if source or url or published:
        reading = replace(
            reading,
            source=source or reading.source,
            url=url or reading.url,
            published=published or reading.published,
        )
    return draft(reading, path=path)


def _read_kind(data: bytes, kind: str, url: str | None) -> Reading:
    if kind in _PAGES:
        from index.ingest.webpage import read_page  # lxml, which text does not need

        return read_page(data, url)
    if kind in _MARKDOWN:
        from index.ingest.markdown import read_markdown  # markdown-it, the same

        return read_markdown(decode(data))
    return read_plain(decode(data))


def _is_known(name: str) -> bool:
    return Path(name).suffix.lower() in _TEXT | _MARKDOWN | _PAGES or name.lower().endswith(_LINES)


def _read_file(path: Path) -> Iterator[Draft | Failure]:
    """Read one file of whatever type, named directly or found."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            yield failure(path, "this is not a file or a folder; name one of those")
        elif not _is_known(path.name):
            yield failure(path, f"this type of file is not read; {_KNOWN}")
        elif path.name.lower().endswith(_LINES):
            yield from _read_lines(path)
        else:
            yield read_bytes(_bounded(path, about.st_size), name=path.name, path=path)
    except BadInputError as error:
        yield failure(path, str(error))
    except OSError as error:
        yield failure(path, unreadable(error))


def _bounded(path: Path, size: int) -> bytes:
    """Read a file, but no more of it than is taken in; a file may grow, or not know its size."""
    longest = LONGEST_PAGE if path.suffix.lower() in _PAGES else LONGEST_TEXT
    if size > longest:
        raise BadInputError(f"it is larger than {in_mebibytes(longest)}; save only the article itself")
    with path.open("rb") as file:
        return file.read(longest + 1)


def _read_lines(path: Path) -> Iterator[Draft | Failure]:
    from index.ingest.jsonlines import BadLine, read_lines  # json and gzip, for those files only

    for each in read_lines(path):
        yield failure(path, each.error, each.line) if isinstance(each, BadLine) else each
