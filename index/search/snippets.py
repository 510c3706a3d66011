"""One line of an article that shows why it was found."""

import re
from collections import Counter, deque

from index.models import Span
from index.search import matches
from index.search.matches import Match
from index.search.query import Query

LOOK = 50_000
"""Code points of a text that are looked at: past them a line tells little, and a page of results must stay quick."""
_NARROWEST = 20
_ELLIPSIS = "…"
_SPACE = re.compile(r"\s+")


def snippet(query: Query, text: str, language: str | None, width: int) -> tuple[str, tuple[Span, ...]]:
    """Return a line of at most `width` (and never under 20) characters with the most parts of `query`, and where.

    Cut between words, with an ellipsis where something is left out; white space becomes single spaces.
    """
    width = max(width, _NARROWEST)
    looked_at = text[:LOOK]
    best = _best(query, looked_at, language, width - 2 * len(_ELLIPSIS))
    piece = _around(looked_at, best, width - 2 * len(_ELLIPSIS))
    return _line(text, piece, [match.span for match in best])


def _best(query: Query, text: str, language: str | None, width: int) -> list[Match]:
    """Return the matches of the first window of `width` that shows the most parts, then the most matches."""
    parts = len(matches.shown(query))
    window: deque[Match] = deque()
    in_window: Counter[int] = Counter()
    best: list[Match] = []
    best_worth = (0, 0)
    for match in matches.found(query, text, language):
        window.append(match)
        in_window[match.part] += 1
        while match.span.end - window[0].span.start > width and len(window) > 1:
            gone = window.popleft().part
            in_window[gone] -= 1
            if not in_window[gone]:
                del in_window[gone]
        worth = (len(in_window), len(window))
        if worth > best_worth:
            best, best_worth = list(window), worth
            if worth[0] == parts:
                break
    return best


def _around(text: str, shown: list[Match], width: int) -> Span:
    """Return the piece of `text` of at most `width` around the matches, from one gap between words to another."""
    if not shown:
        begin = len(text) - len(text.lstrip())
        return Span(begin, _cut_back(text, begin, begin + width))
    first, last = min(match.span.start for match in shown), max(match.span.end for match in shown)
    # A third of the room before the matches: what follows says more.
    start = max(0, first - max(0, width - (last - first)) // 3)
    if start:
        gap = _SPACE.search(text, start - 1, first)
        start = gap.end() if gap else first
    return Span(start, _cut_back(text, max(start + 1, min(last, start + width)), start + width))


def _cut_back(text: str, earliest: int, end: int) -> int:
    """Return the last end of a word up to `end`; `end` itself where none comes after `earliest`."""
    if end >= len(text):
        return len(text.rstrip())
    if text[end].isspace():
        return end
    for place in range(end, earliest, -1):
        if text[place - 1].isspace():
            return place - 1
    return end


def _line(text: str, piece: Span, shown: list[Span]) -> tuple[str, tuple[Span, ...]]:
    """Write `piece` of `text` on one line and carry the spans over into it."""
    places: list[int] = []
    line: list[str] = [_ELLIPSIS] if text[: piece.start].strip() else []
    length = len(line)
    for character in text[piece.start : piece.end]:
        if character.isspace():
            if line and line[-1] != " ":
                line.append(" ")
        else:
            line.append(character)
        length = len(line)
        places.append(length - 1)
    while line and line[-1] == " ":
        line.pop()
    if text[piece.end : piece.end + LOOK].strip():
        line.append(_ELLIPSIS)
    spans: list[Span] = []
    for span in sorted(shown):
        start, end = max(span.start, piece.start), min(span.end, piece.end)
        if start >= end:
            continue
        moved = Span(places[start - piece.start], places[end - 1 - piece.start] + 1)
        if spans and moved.start < spans[-1].end:
            moved = Span(spans[-1].start, max(spans[-1].end, moved.end))
            spans.pop()
        spans.append(moved)
    return "".join(line), tuple(spans)
