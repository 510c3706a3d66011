"""Articles with attributions marked by hand (PolNeAR), read as quotations: the quoted words of each and its source.

Counted is the quoted part of every marked content, paragraph by paragraph, without its marks: a quotation that never
closes runs to the end of its paragraph, one inside another is no quotation of its own, and a piece of a transcript
under a label ('"ROE: ...') counts as a whole. Its source is that of the smallest content around it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.models import Span

FILE = "quotes-polnear.jsonl"

_MARKS = re.compile("''|``|[\"“”]")
_LABEL_BEFORE = re.compile(r"[\"“][A-Z]+: $")
_TEXT_LINE = re.compile(r"[^\n]+")
LINE = re.compile(r"\S(?:[^\n]*\S)?")
"""What a block is, in a text without any: a line that is not blank, without the space around it."""
_PUNCTUATION = " ,\"“”'`"


@dataclass(frozen=True, slots=True)
class Marked:
    """Quoted words with the places of their source; `sources` is empty where nobody is marked."""

    words: Span
    sources: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One article with its quotations in order."""

    id: str
    text: str
    quotes: tuple[Marked, ...]


def articles(path: Path) -> list[Item]:
    """Return the distinct articles of a file in order of their ids; a text that stands there again is left out."""
    read = sorted(map(json.loads, path.read_text(encoding="utf-8").splitlines()), key=lambda item: item["id"])
    distinct = {item["text"]: item for item in reversed(read)}
    return sorted((_item(item) for item in distinct.values()), key=lambda item: item.id)


def halves(items: list[Item]) -> tuple[list[Item], list[Item]]:
    """Return every other article, which the rules were made on, and the rest."""
    return items[0::2], items[1::2]


def _item(item: dict[str, Any]) -> Item:
    text: str = item["text"]
    contents = [(one, _joined(text, one["content"])) for one in item["attributions"]]
    found = sorted({span for _, spans in contents for whole in spans for span in _quoted(text, whole)})
    quotes = []
    for span in _outermost(found):
        around = [
            (sum(end - start for start, end in one["content"]), one["source"])
            for one, spans in contents
            if any(start - 1 <= span.start and span.end <= end + 1 for start, end in spans)
        ]
        source: list[list[int]] = min(around, default=(0, []), key=lambda entry: entry[0])[1]
        words = _bare(text, span)
        if words.start < words.end:
            quotes.append(Marked(words, tuple(Span(start, end) for start, end in source)))
    return Item(item["id"], text, tuple(quotes))


def _joined(text: str, content: list[list[int]]) -> list[Span]:
    """Return the pieces of a content, joined where a quotation runs over the gap between two of them."""
    joined: list[Span] = []
    for start, end in sorted(content):
        if joined:
            last = joined[-1]
            gap = text[last.end : start]
            if _is_open(last.of(text)) and "\n" not in gap and not _MARKS.search(gap):
                joined[-1] = Span(last.start, end)
                continue
        joined.append(Span(start, end))
    return joined


def _is_open(piece: str) -> bool:
    return piece.count("“") > piece.count("”") + piece.count('"') or ("“" not in piece and piece.count('"') % 2 == 1)


def _quoted(text: str, content: Span) -> Iterator[Span]:
    """Yield the quoted parts of one piece of a content, with their marks."""
    start, end = content
    if _MARKS.match(text, max(0, start - 1)) and start and _MARKS.match(text, end):
        start, end = start - 1, end + 1
    if _LABEL_BEFORE.search(text, max(0, start - 30), start):
        yield from (Span(*line.span()) for line in _TEXT_LINE.finditer(text, start, end))
        return
    for line in _TEXT_LINE.finditer(text, start, end):
        yield from _in_line(text, *line.span())


def _in_line(text: str, start: int, end: int) -> Iterator[Span]:
    opened: int | None = None
    any_closed = False
    for mark in _MARKS.finditer(text, start, end):
        at, after = mark.span()
        sign = mark.group()
        if opened is None:
            opens = sign in ("“", "``") or (
                sign != "”" and after < end and not text[after].isspace() and (at == start or text[at - 1] in " (—-[")
            )
            if opens:
                opened = at
            elif after >= end - 1 and not any_closed:
                # The opening mark was lost.
                yield Span(start, after)
                any_closed = True
        elif sign not in ("“", "``"):
            yield Span(opened, after)
            opened, any_closed = None, True
    if opened is not None:
        yield Span(opened, end)


def _outermost(spans: list[Span]) -> Iterator[Span]:
    last = Span(-1, -1)
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > last.end:
            yield span
            last = span


def _bare(text: str, span: Span) -> Span:
    """Take the marks, space and commas off both ends."""
    piece = span.of(text)
    return Span(span.start + len(piece) - len(piece.lstrip(_PUNCTUATION)), span.start + len(piece.rstrip(_PUNCTUATION)))
