"""Sentences of an article as spans, made block by block.

Block by block because on a whole file one bullet can swallow thousands of characters; sentencex finds 43 of the 48
golden rules at 0.02 ms an article.
"""

import functools
import re
from collections.abc import Iterator, Sequence

import sentencex

from index.models import Block, BlockKind, Span

# sentencex takes more than linear time on quotation marks that never close (100,000 of them: 8.4 s); a paragraph of
# news is seldom longer than 2,000 characters.
_LONGEST = 4000
# Where sentencex ends a sentence too early: after a form of address, and inside 'D-N.Y.' (one boundary in 240 of 24,000
# on public newswire, most of them 'Ms.').
_GOES_ON = re.compile(r"(?:\b(?:Mrs?|Ms|Mx|Messrs|Mmes)|-[A-Z])\.$")
# One in 250 gave the quotation mark that opens a sentence to the one before.
_OPENING = re.compile(r"(?<=\s)[\"“‘«„]$")
_WHOLE = frozenset({BlockKind.HEADING, BlockKind.ROW, BlockKind.CODE})


def sentences(text: str, blocks: Sequence[Block], language: str | None) -> tuple[Span, ...]:
    """Return the sentences of `text` in order, without surrounding space; none crosses a block.

    A heading, a table row and a block of code are one sentence each. Unknown languages are read as English.
    """
    found: list[Span] = []
    for block in blocks:
        if block.kind in _WHOLE:
            found.append(block.span)
        else:
            found.extend(_in_block(text[block.start : block.end], block.start, language or "en"))
    return tuple(_trimmed(text, span) for span in found if text[span.start : span.end].strip())


def _in_block(piece: str, offset: int, language: str) -> Iterator[Span]:
    """Split one block; `offset` is the place of the block in the article's text."""
    at = 0
    while at < len(piece):
        end = _cut(piece, at)
        for start, stop in _mended(piece[at:end], _boundaries(piece[at:end], language)):
            yield Span(offset + at + start, offset + at + stop)
        at = end


def _cut(piece: str, start: int) -> int:
    """Return where to part an overlong block: after the last full stop that fits, else after the last space."""
    end = start + _LONGEST
    if end >= len(piece):
        return len(piece)
    for mark in (". ", " "):
        found = piece.rfind(mark, start, end)
        if found > start:
            return found + len(mark)
    return end


@functools.lru_cache(maxsize=512)
def _boundaries(piece: str, language: str) -> tuple[tuple[int, int], ...]:
    """Ask sentencex; cached because facts and comparison ask for the same blocks."""
    return tuple(
        (int(found["start_index"]), int(found["end_index"]))
        for found in sentencex.get_sentence_boundaries(language, piece)
    )


def _mended(piece: str, boundaries: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what belongs together, and give an opening quotation mark to what it opens."""
    mended: list[tuple[int, int]] = []
    for start, stop in boundaries:
        if mended:
            begun = mended[-1][0]
            # The end of the sentence is all that is looked at: a window, because sentences can be long.
            before = piece[max(begun, start - 16) : start].rstrip()
            if _GOES_ON.search(before) or not any(map(str.isalnum, piece[start:stop])):
                mended[-1] = (begun, stop)
                continue
            if _OPENING.search(before) and len(before) > 1:
                start = piece.rindex(before[-1], begun, start)
                mended[-1] = (begun, start)
        mended.append((start, stop))
    return mended


def _trimmed(text: str, span: Span) -> Span:
    """Take white space off both ends."""
    piece = text[span.start : span.end]
    return Span(span.start + len(piece) - len(piece.lstrip()), span.start + len(piece.rstrip()))
