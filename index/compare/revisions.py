"""What changed between two revisions of one article, in the terms of NewsEdits (Spangher et al., NAACL 2022).

A sentence is added, deleted, edited, or moved ('refactor'); inside an edited one, the words that differ are told.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from index.compare.edits import word_edits
from index.compare.pool import CAPITAL_NOUNS, MOST_LINES, Body, Line, pool
from index.compare.similarity import highest, vectors
from index.models import Block, Edit, EditCounts, EditOp, Revision, RevisionDiff, Span
from index.text.sentences import sentences

_LIKENESS = 0.45  # the least of an old sentence and the new one it became
_TITLE_NEW = 0.5  # the most letters of a headline that are new, for its words to be told one by one
_TRIED = 3  # partners of a sentence, the likest first


@dataclass(frozen=True, slots=True)
class RevisionText:
    """One revision of an article: its mark, and its text with blocks and language."""

    revision: Revision
    text: str
    blocks: Sequence[Block]
    language: str | None


def diff(article_id: str, old: RevisionText, new: RevisionText) -> RevisionDiff:
    """Return what makes the text and the headline of `old` those of `new`.

    Sentences of the same words (case and punctuation aside) are the same; the rest are matched by likeness, and what is
    then left was deleted or added. A sentence that stands before one it stood behind was moved; it may be edited too.
    """
    bodies = [
        Body(side.text, side.blocks, sentences(side.text, side.blocks, side.language), side.language)
        for side in (old, new)
    ]
    left, right = pool(bodies)
    matched = _matched(old.text, left, new.text, right)
    moved = set(matched) - _kept_in_order(matched)
    edited = {at for at, to in matched.items() if _key(old.text, left[at]) != _key(new.text, right[to])}
    came_from = {to: at for at, to in matched.items()}
    gone_from, put_into = _places(left, old.blocks, matched, right), _places(right, new.blocks, came_from, left)
    capitals_name = CAPITAL_NOUNS.isdisjoint({old.language, new.language})
    edits: list[Edit] = []
    for at, line in enumerate(left):
        if at in edited:
            its = right[matched[at]].span
            edits += word_edits(old.text, [line.span], new.text, [its], capitals_name=capitals_name)
        elif at in moved:
            edits.append(Edit(op=EditOp.MOVE, left=line.span, right=right[matched[at]].span))
        elif at not in matched:
            edits.append(Edit(op=EditOp.DELETE, left=line.span, right=gone_from[at]))
    added = [to for to in range(len(right)) if to not in came_from]
    edits += [Edit(op=EditOp.INSERT, left=put_into[to], right=right[to].span) for to in added]
    return RevisionDiff(
        id=article_id,
        **{"from": old.revision},
        to=new.revision,
        edits=tuple(sorted(edits, key=lambda edit: (edit.left, edit.right))),
        moved=tuple(sorted(right[matched[at]].span for at in moved & edited)),
        title_edits=_title_edits(old.revision.title, new.revision.title, capitals_name=capitals_name),
        counts=EditCounts(
            addition=len(added), deletion=len(left) - len(matched), edit=len(edited), refactor=len(moved)
        ),
    )


def _title_edits(old: str, new: str, *, capitals_name: bool) -> tuple[Edit, ...]:
    """Return the words that differ; of headlines with little in common, or that differ in no word, the whole."""
    if old == new:
        return ()
    spans = Span(0, len(old)), Span(0, len(new))
    edits = word_edits(old, [spans[0]], new, [spans[1]], capitals_name=capitals_name)
    gone = sum(edit.left.end - edit.left.start for edit in edits if edit.op is not EditOp.MOVE)
    come = sum(edit.right.end - edit.right.start for edit in edits if edit.op is not EditOp.MOVE)
    if edits and gone <= _TITLE_NEW * len(old) and come <= _TITLE_NEW * len(new):
        return edits
    op = EditOp.REPLACE if old and new else EditOp.DELETE if old else EditOp.INSERT
    return (Edit(op=op, left=spans[0], right=spans[1]),)


def _matched(old: str, left: Sequence[Line], new: str, right: Sequence[Line]) -> dict[int, int]:
    """Return the number of the new line for each old one that lives on: the same in order, the same, the alike."""
    mine, its = [_key(old, line) for line in left], [_key(new, line) for line in right]
    matched: dict[int, int] = {}
    for code in Indel.opcodes(mine, its):
        if code.tag == "equal":
            matched |= zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)
    taken = set(matched.values())
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for to in reversed(range(len(right))):
        if to not in taken:
            waiting[its[to]].append(to)
    for at, key in enumerate(mine):
        if at not in matched and waiting[key]:
            matched[at] = waiting[key].pop()
    matched |= _alike(left, right, matched)
    return matched


def _alike(left: Sequence[Line], right: Sequence[Line], matched: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the lines without a partner that are most alike, each at most once."""
    taken = set(matched.values())
    mine = [at for at in range(len(left)) if at not in matched][: MOST_LINES // 2]
    its = [to for to in range(len(right)) if to not in taken][: MOST_LINES // 2]
    rows = vectors([*(left[at] for at in mine), *(right[to] for to in its)])
    used: tuple[set[int], set[int]] = set(), set()
    likeness = rows[: len(mine)] @ rows[len(mine) :].T
    found = sorted((-float(likeness[row, column]), row, column) for row, column in highest(likeness, _TRIED))
    for least, row, column in found:
        if least <= -_LIKENESS and row not in used[0] and column not in used[1]:
            used[0].add(row)
            used[1].add(column)
            yield mine[row], its[column]


def _kept_in_order(matched: Mapping[int, int]) -> set[int]:
    """Return the most old lines whose partners stand in the same order (a longest increasing subsequence)."""
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for at in sorted(matched):
        length = bisect_left(ends, matched[at])
        before[at] = last[length - 1] if length else None
        ends[length : length + 1] = [matched[at]]
        last[length : length + 1] = [at]
    kept: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return kept


def _places(
    lines: Sequence[Line], blocks: Sequence[Block], partners: Mapping[int, int], others: Sequence[Line]
) -> list[Span]:
    """Return for each line the empty place where it stands, or would stand, in the other text.

    That is behind the partner of the last line before it that has one; or, where that is of another block and a line
    further down in its own block has a partner, in front of that.
    """
    own = [bisect_right(blocks, line.span.start, key=lambda block: block.start) for line in lines]
    behind: list[tuple[int, int]] = []
    ahead: list[tuple[int, int]] = []
    for numbers, found, end in ((range(len(lines)), behind, 1), (reversed(range(len(lines))), ahead, 0)):
        last = 0, -1
        for at in numbers:
            if at in partners:
                last = others[partners[at]].span[end], own[at]
            found.append(last)
    places = [
        after if block != own[at] == block_ahead else before
        for at, ((before, block), (after, block_ahead)) in enumerate(zip(behind, reversed(ahead), strict=True))
    ]
    return [Span(place, place) for place in places]


def _key(text: str, line: Line) -> Hashable:
    return line.words or line.span.of(text)
