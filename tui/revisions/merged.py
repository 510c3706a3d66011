"""Two revisions as one text: what stayed, what went in [-brackets-], what came in {+brackets+}, what moved in ~tildes~.

The brackets are part of the drawn text, so that nothing rests on colour alone.
"""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.models import Article, Block, BlockKind, Edit, EditOp, RevisionDiff, Span
from tui.painting.blocks import marker_of

_BRACKETS = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "moved": ("~", "~")}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where it stands in the merged text, and its sign."""

    span: Span
    sign: str
    """'+' for what came, '-' for what went, '~' for what was worded otherwise or moved."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text; all spans are places in it. Brackets belong to a change, not to what was removed or added."""

    text: str
    blocks: tuple[Block, ...]
    changes: tuple[Change, ...]
    removed: tuple[Span, ...]
    added: tuple[Span, ...]
    moved: tuple[Span, ...]


def merge(diff: RevisionDiff, older: Article, newer: Article) -> Merged:
    """Merge two revisions along the newer text; a changed headline comes first.

    What went stands where it would be now. Linear in the length of both texts.
    """
    edits: dict[int, list[Edit]] = {}
    for edit in sorted(diff.edits, key=lambda edit: (edit.right.start, edit.left.start)):
        number = bisect.bisect_right(newer.blocks, edit.right.start, key=lambda block: block.start) - 1
        edits.setdefault(number, []).append(edit)
    whole = _gone_whole(older, diff.edits)
    merging = _Merging(older.text, newer.text, older.blocks)
    if diff.title_edits:
        headline = merging.open(BlockKind.HEADING, 1, "")
        merging.edited(diff.from_.title, diff.to.title, Span(0, len(diff.to.title)), diff.title_edits)
        merging.close(headline)
    merging.gone_blocks(edits.get(-1, ()), whole)
    for number, block in enumerate(newer.blocks):
        here = edits.get(number, [])
        moved = [span for span in diff.moved if block.start <= span.start < block.end]
        merging.block(block, [edit for edit in here if edit.left not in whole], moved)
        merging.gone_blocks([edit for edit in here if edit.left in whole], whole)
    return merging.merged()


def _gone_whole(older: Article, edits: Iterable[Edit]) -> dict[Span, Block]:
    """Return the deleted spans whose whole block is gone, with the block: those stand in blocks of their own."""
    gone: dict[int, list[Span]] = {}
    for edit in edits:
        if edit.op is EditOp.DELETE and edit.right.start == edit.right.end:
            number = bisect.bisect_right(older.blocks, edit.left.start, key=lambda block: block.start) - 1
            gone.setdefault(number, []).append(edit.left)
    whole: dict[Span, Block] = {}
    for number, spans in gone.items():
        if number < 0:
            continue
        block = older.blocks[number]
        if sum(_letters(span.of(older.text)) for span in spans) >= _letters(block.span.of(older.text)):
            whole.update(dict.fromkeys(spans, block))
    return whole


def _before(text: str, place: int) -> str:
    """Return the character before `place`, none at the start."""
    return text[max(place - 1, 0) : place]


def _letters(text: str) -> int:
    """Return how many characters are not white space."""
    return sum(not character.isspace() for character in text)


class _Merging:
    """Writes the merged text, and notes where everything stands in it."""

    def __init__(self, old: str, new: str, old_blocks: Sequence[Block]) -> None:
        self._old, self._new = old, new
        self._old_blocks = old_blocks
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._changes: list[Change] = []
        self._spans: dict[str, list[Span]] = {"removed": [], "added": [], "moved": []}

    def merged(self) -> Merged:
        """Return what was written."""
        return Merged(
            "".join(self._parts),
            tuple(self._blocks),
            tuple(self._changes),
            *(tuple(sorted(self._spans[what])) for what in ("removed", "added", "moved")),
        )

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def open(self, kind: BlockKind, level: int, marker: str) -> Block:
        """Begin a block."""
        self._write("\n" + marker)
        return Block(kind=kind, start=self._length, end=self._length, level=level)

    def close(self, block: Block) -> None:
        """End a block."""
        self._blocks.append(block.model_copy(update={"end": self._length}))

    def change(self, *pieces: tuple[str, str]) -> None:
        """Write the pieces of one change: their text, and what each is."""
        start = self._length
        for text, what in pieces:
            if text:
                before, after = _BRACKETS[what]
                self._write(before)
                self._spans[what].append(Span(self._length, self._length + len(text)))
                self._write(text + after)
        kinds = {what for text, what in pieces if text}
        sign = {frozenset({"added"}): "+", frozenset({"removed"}): "-"}.get(frozenset(kinds), "~")
        if kinds:
            self._changes.append(Change(Span(start, self._length), sign))

    def block(self, block: Block, edits: Sequence[Edit], moved: Sequence[Span]) -> None:
        """Write a block of the newer text with its edits; `moved` are its sentences that moved and were edited."""
        opened = self.open(block.kind, block.level, _marker(self._new, block))
        at = block.start
        for span in moved:
            here = [edit for edit in edits if span.start <= edit.right.start < span.end]
            between = [edit for edit in edits if at <= edit.right.start < span.start]
            self.edited(self._old, self._new, Span(at, span.start), between)
            self._moved_and_edited(span, here)
            at = span.end
        rest = [edit for edit in edits if edit.right.start >= at]
        self.edited(self._old, self._new, Span(at, block.end), rest)
        self.close(opened)

    def _moved_and_edited(self, span: Span, edits: Sequence[Edit]) -> None:
        """Write a sentence between signs for what moved, as one change with its edits."""
        start, before = self._length, len(self._changes)
        opening, closing = _BRACKETS["moved"]
        self._write(opening)
        at = self._length
        self.edited(self._old, self._new, span, edits)
        for change in self._changes[before:]:
            self._spans["moved"].append(Span(at, change.span.start))
            at = change.span.end
        self._spans["moved"].append(Span(at, self._length))
        self._write(closing)
        self._changes[before:] = [Change(Span(start, self._length), "~")]

    def edited(self, old: str, new: str, span: Span, edits: Sequence[Edit]) -> None:
        """Write `span` of a newer text with the edits in it; `old` is the older text."""
        at = span.start
        for edit in edits:
            start = min(max(edit.right.start, at), span.end)
            self._write(new[at:start])
            at = min(max(edit.right.end, start), span.end)
            came = new[start:at]
            if edit.op is EditOp.MOVE:
                self.change((came, "moved"))
                continue
            # Words that went are parted from those that they stood behind, or in front of.
            if not came and _before(new, start).strip() and _before(old, edit.left.start).isspace():
                self._write(" ")
            self.change((edit.left.of(old), "removed"), (came, "added"))
            if not came and new[start : start + 1].isalnum():
                self._write(" ")
        self._write(new[at : span.end])

    def gone_blocks(self, edits: Sequence[Edit], whole: dict[Span, Block]) -> None:
        """Write what went with its whole block, or from before the first block, in blocks of its own."""
        last: Block | None = None
        opened: Block | None = None
        for edit in edits:
            if edit.left.end == edit.left.start:
                continue
            block = whole.get(edit.left)
            if opened is not None and block is not None and block == last:
                self._write(" ")
            else:
                if opened is not None:
                    self.close(opened)
                kind, level = (block.kind, block.level) if block is not None else (BlockKind.PARAGRAPH, 0)
                opened = self.open(kind, level, _marker(self._old, block) if block is not None else "")
            self.change((edit.left.of(self._old), "removed"))
            last = block
        if opened is not None:
            self.close(opened)


def _marker(text: str, block: Block) -> str:
    return marker_of(text, block) if block.kind is BlockKind.ITEM else ""
