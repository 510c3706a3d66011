"""Quotation marks: where quoted words begin and end, block by block, whatever marks an outlet uses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.models import Block, BlockKind, Span

_MARK = re.compile("''|``|[\"“”„‟«»]")
_SINGLE = re.compile("[‘’]|(?<!\\w)'(?=\\w)|(?<=[\\w.,!?])'(?!\\w)")
_OPENING = frozenset("“„")
_GUILLEMETS = {"«": "»", "»": "«"}
_LEADING = frozenset("([{—–-/‘'\"“")
_TRAILING = frozenset(")]},.;:!?—–-/’'")
_STOP = re.compile(r"[.!?,](?=\s)")
_SKIPPED = frozenset({BlockKind.CODE, BlockKind.ROW})
_BEGINS = frozenset('"“„«`')
# 'ROE: ', 'Jane Roe: ' at the head of a block, of a quotation or right after its mark: who speaks in a transcript.
_LABEL = re.compile(
    r"[\"“]?(?P<name>[A-Z][A-Z.’' -]{1,30}[A-Z.]|[A-Z][a-z]{1,20} [A-Z][\w’'-]{1,20}|[QA]):[ \t]{1,3}(?=\S)"
)
_ASIDE = re.compile(r"\(?[A-Z]{4,20}[.)]{1,2}$")
"""A note within a transcript: '(CROSSTALK)'."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Quoted words in one block: `words` without the marks, `whole` with them."""

    words: Span
    whole: Span
    block: int
    """The position of its block among the blocks."""
    goes_on: bool = False
    """It never closes in its block, and the next block begins with a mark: the same voice speaks on."""
    label: Span | None = None
    """The name before a colon that begins it, as in a transcript."""


def quoted(text: str, blocks: Sequence[Block]) -> list[Quoted]:
    """Return the quoted words of `text` in order; words quoted inside a quotation stay part of it.

    A quotation over several blocks is one for each block; one that never closes ends with its block. A mark after a
    digit means inches or seconds. Single marks count only in an article that has no double ones.
    """
    finder = _single if _MARK.search(text) is None else _double
    found: list[Quoted] = []
    open_before = False
    for position, block in enumerate(blocks):
        if block.kind in _SKIPPED:
            continue
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        goes_on = following is not None and text[following.start] in _BEGINS
        still_open = False
        for whole, closed in finder(text, block.start, block.end, open_before):
            still_open = not closed
            one = _quoted(text, whole, closed, position, goes_on and not closed)
            if one is not None:
                found.append(one)
        open_before = still_open
    return found


def _quoted(text: str, whole: Span, closed: bool, block: int, goes_on: bool) -> Quoted | None:
    opening = _MARK.match(text, whole.start) or _SINGLE.match(text, whole.start)
    start = opening.end() if opening else whole.start
    end = whole.end
    if closed:
        end -= 2 if text.startswith(("''", "``"), whole.end - 2) and whole.end - 2 >= start else 1
    label = _LABEL.match(text, start, end)
    if label:
        start = label.end()
    words = _trimmed(text, Span(start, max(start, end)))
    if words.start >= words.end or _ASIDE.match(text, words.start, words.end):
        return None
    return Quoted(words, whole, block, goes_on, Span(*label.span("name")) if label else None)


def label_before(text: str, start: int, end: int) -> Span | None:
    """Return the name in `[start, end)` if that is a label and nothing else: 'ROE: '."""
    label = _LABEL.match(text, start, end + 1)
    return Span(*label.span("name")) if label and not text[label.end() : end].strip() else None


def _double(text: str, start: int, end: int, open_before: bool) -> Iterator[tuple[Span, bool]]:
    """Yield the quotations of one block in double marks, with the marks, and whether each closes."""
    marks = [match.span() for match in _MARK.finditer(text, start, end)]
    if not marks:
        return
    opened: int | None = None
    inner = 0
    done = start
    for number, (at, after) in enumerate(marks):
        sign = text[at]
        opens = _opens(text, at, after, start, end, opened)
        if opened is None:
            wrong_way = at == start or (text[at - 1].isspace() and after < end and not text[after].isspace())
            if opens or wrong_way:
                if not (sign == '"' and at > start and (text[at - 1].isdigit() or text[at - 1] == "=")):
                    opened, inner = at, 0
            elif done == start and open_before:
                # The opening mark was lost, as where a quotation goes on from the block before.
                yield Span(start, after), True
                done = after
        elif opens:
            if text[opened] != sign:
                inner += 1
            elif len(marks) - number <= 2 or at == start:
                # Too few marks are left to close both: the first was never closed, and its sentence is all it holds.
                stop = _STOP.search(text, opened, at)
                if stop:
                    yield Span(opened, stop.end()), False
                    done = stop.end()
                opened, inner = at, 0
            else:
                inner += 1
        elif sign == '"' and text[at - 1].isdigit() and (len(marks) - number) % 2 == 0:
            # Inches within a quotation: one mark of those that are left has to close it.
            continue
        elif inner:
            inner -= 1
        else:
            yield Span(opened, after), True
            opened, done = None, after
    if opened is not None:
        yield Span(opened, end), False


def _opens(text: str, at: int, after: int, start: int, end: int, opened: int | None) -> bool:
    """Tell whether a mark opens a quotation: by its form, else by its neighbours, else by what went before."""
    sign = text[at]
    before = text[at - 1] if at > start else " "
    behind = text[after] if after < end else " "
    leads = before.isspace() or before in _LEADING
    trails = behind.isspace() or behind in _TRAILING
    if sign in _OPENING:
        return opened is None or not trails or leads
    if sign in "”‟":
        return False
    if sign in _GUILLEMETS:
        return opened is None or text[opened] not in (sign, _GUILLEMETS[sign])
    if leads != trails:
        return leads
    return opened is None


def _single(text: str, start: int, end: int, open_before: bool) -> Iterator[tuple[Span, bool]]:
    """Yield the quotations of one block in single marks; a plural's apostrophe ('the workers’ pay') closes none."""
    del open_before  # single marks are too doubtful to carry over blocks
    marks = [match.start() for match in _SINGLE.finditer(text, start, end)]
    opened: int | None = None
    for number, at in enumerate(marks):
        before = text[at - 1] if at > start else " "
        behind = text[at + 1] if at + 1 < end else " "
        if text[at] == "‘" or (text[at] == "'" and not (before.isalnum() or before in ".,!?")):
            if opened is None and not before.isalnum() and not behind.isspace():
                opened = at
        elif opened is not None and not behind.isalnum():
            last = number + 1 == len(marks) or text[marks[number + 1]] == "‘"
            if before in ".,!?…" or last or _opens_next(text, marks[number + 1]):
                yield Span(opened, at + 1), True
                opened = None


def _opens_next(text: str, at: int) -> bool:
    return text[at] == "'" and (at == 0 or text[at - 1].isspace())


def _trimmed(text: str, span: Span) -> Span:
    """Take white space and a closing comma off quoted words."""
    words = span.of(text)
    kept = words.rstrip().rstrip(",").rstrip()
    return Span(span.start + len(words) - len(words.lstrip()), max(span.start, span.start + len(kept)))
