"""JSON Lines files, plain or compressed, read line by line: the file may be huge, one line may not."""

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, NamedTuple

from index.errors import BadInputError
from index.ingest.encoding import decode
from index.ingest.reading import draft
from index.ingest.records import read_record
from index.ingest.sizes import LONGEST_LINE, in_mebibytes
from index.models import Draft

_MOST_TOLD: Final = 1_000
"""Bad lines of a file that are told one by one; a file that is no JSON Lines at all may have millions."""
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


class BadLine(NamedTuple):
    """A line that could not be read, and why; no line number where the file as a whole is at fault."""

    line: int | None
    error: str


def read_lines(path: Path) -> Iterator[Draft | BadLine]:
    """Yield the article of each line of `path`, or what is wrong with the line; the others still come.

    After the first `_MOST_TOLD` bad lines the rest are counted, and told at the end. Raises `OSError` where the file
    cannot be opened.
    """
    with path.open("rb") as raw:
        compressed = path.name.lower().endswith(".gz")
        stream: IO[bytes] = io.BufferedReader(gzip.GzipFile(fileobj=raw)) if compressed else raw
        articles = 0
        failed = 0
        for number, line in _numbered(stream):
            wrong = ""
            if isinstance(line, str):
                wrong = line
            elif line.strip():
                try:
                    yield _article(line, path)
                    articles += 1
                except BadInputError as error:
                    wrong = str(error)
            if wrong:
                failed += 1
                if failed <= _MOST_TOLD:
                    yield BadLine(number, wrong)
        if failed > _MOST_TOLD:
            yield BadLine(
                None, f"{failed - _MOST_TOLD:,} more lines cannot be read; look whether it is JSON Lines at all"
            )
        if not articles and not failed:
            yield BadLine(None, "it is empty; each line should hold one article as JSON")


def _article(line: bytes, path: Path) -> Draft:
    record = read_record(decode(line))
    return draft(record.reading, path=path, record=record.id)


def _numbered(stream: IO[bytes]) -> Iterator[tuple[int, bytes | str]]:
    """Yield each line with its number from 1, or a sentence on what is wrong with it."""
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(LONGEST_LINE + 1)
            if len(line) > LONGEST_LINE:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(LONGEST_LINE)
                yield number, f"this line is longer than {in_mebibytes(LONGEST_LINE)}; leave it out or cut its text"
                continue
        except EOFError:
            yield number, "the compressed file ends before its end; download or compress it again"
            return
        except (zlib.error, OSError) as error:
            why = (
                "is damaged or is not gzip" if isinstance(error, zlib.error | gzip.BadGzipFile) else "cannot be read on"
            )
            yield number, f"the file {why} from here; download or compress it again"
            return
        if not line:
            return
        if number == 1:
            if line.startswith(_WIDE_MARKS):
                yield number, "the file is in UTF-16; save it as UTF-8, which JSON Lines must be"
                return
            line = line.removeprefix(b"\xef\xbb\xbf")
        yield number, line
