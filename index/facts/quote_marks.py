"""Quotation marks: where quoted words begin and end, block by block, whatever marks an outlet uses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.models import Block, BlockKind, Span

_MARK = re.compile('["“”„«»‘’]')
_CLOSER = {"“": "”", "„": "“", "«": "»", '"': '"', "»": "«", "”": "”"}
_OPENING_MARKS = frozenset('"“„«‘')
_SKIPPED = frozenset({BlockKind.CODE, BlockKind.ROW})


@dataclass(frozen=True, slots=True)
class Quoted:
    """Quoted words in one block: `words` without the marks, `whole` with them."""

    words: Span
    whole: Span
    block: int
    """The position of its block among the blocks."""
    goes_on: bool = False
    """It never closes in its block, and the next block begins with a mark: the same voice speaks on."""


def quoted(text: str, blocks: Sequence[Block]) -> list[Quoted]:
    """Return the quoted words of `text` in order; words quoted inside a quotation stay part of it.

    A quotation over several blocks is one for each block. A mark after a digit means inches or seconds.
    """
    found: list[Quoted] = []
    for position, block in enumerate(blocks):
        if block.kind in _SKIPPED:
            continue
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        goes_on = following is not None and text[following.start] in _OPENING_MARKS
        for whole, closed in _in_block(text, block.start, block.end):
            words = _trimmed(text, Span(whole.start + 1, whole.end - 1 if closed else whole.end))
            if words.start < words.end:
                found.append(Quoted(words, whole, position, goes_on and not closed))
    return found


def _in_block(text: str, start: int, end: int) -> Iterator[tuple[Span, bool]]:
    """Yield the quotations of one block with their marks, and whether each closes."""
    opened: int | None = None
    single: int | None = None
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if mark in "‘’":
            # Single marks count only outside double ones, where they are nested quotations or apostrophes.
            if opened is None:
                if mark == "‘" and single is None and not before.isalnum():
                    single = at
                elif mark == "’" and single is not None and not after.isalnum() and _ends_single(text, at, single, end):
                    yield Span(single, at + 1), True
                    single = None
            continue
        single = None
        if opened is None:
            opened = at if _opens(mark, before, after) else None
        elif _closes(text[opened], mark, before, after):
            yield Span(opened, at + 1), True
            opened = None
        elif mark == text[opened]:
            # The earlier mark was never closed.
            opened = at
    if opened is not None:
        yield Span(opened, end), False


def _opens(mark: str, before: str, after: str) -> bool:
    """Tell whether a mark outside a quotation opens one."""
    if mark in "”»":
        return False
    if mark == '"' and before.isdigit():
        return False
    return not before.isalnum() and not after.isspace()


def _closes(opener: str, mark: str, before: str, after: str) -> bool:
    """Tell whether a mark inside a quotation closes it: by its form, else by its neighbours."""
    if mark == _CLOSER[opener] and mark != '"':
        return True
    if mark == "”":
        return True
    leads = before.isspace() or before in "([{—–"
    return mark in '"“' and (not leads or after.isspace()) and not (opener == "“" and after.isalnum())


def _ends_single(text: str, at: int, opened: int, end: int) -> bool:
    """Tell whether this single mark closes what `opened` began, and is no plural's ('the workers’ pay')."""
    if text[at - 1] in ".,!?…":
        return True
    closer = text.find("’", at + 1, min(end, opened + 400))
    return closer < 0 or "‘" in text[at:closer]


def _trimmed(text: str, span: Span) -> Span:
    """Take white space and a closing comma off quoted words."""
    words = span.of(text)
    kept = words.rstrip().rstrip(",").rstrip()
    return Span(span.start + len(words) - len(words.lstrip()), span.start + len(kept))
