"""What happened to the words between two pieces of text: replaced, inserted, deleted, or moved elsewhere.

Edits touch whole words and never cross the end of a given span, so that a reader sees them inside their sentences.
Outside the edits the words of both sides are the same and in the same order; a move has the same words on both sides.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from index.compare.tokens import Token, tokens
from index.models import Edit, EditOp, Span

# Fewer words in a row turn up in two places by chance; so do as many little ones ('as it is').
_MOVED_WORDS = 3
_MOVED_LETTERS = 12


class _Side(NamedTuple):
    """The words of one side; `parts` says which of the given spans each is in."""

    words: list[Token]
    parts: list[int]
    start: int

    def span(self, run: range) -> Span:
        """Return the place of a run of words; of an empty run, the end of the word before it."""
        if run:
            return Span(self.words[run[0]].start, self.words[run[-1]].end)
        place = self.words[run.start - 1].end if run.start else self.start
        return Span(place, place)

    def pieces(self, run: range, without: Collection[int]) -> list[range]:
        """Return `run` cut where it leaves out a word or goes on into the next span."""
        left = [at for at in run if at not in without]
        kept = groupby(enumerate(left), key=lambda pair: (pair[1] - pair[0], self.parts[pair[1]]))
        runs = [[at for _, at in group] for _, group in kept]
        return [range(numbers[0], numbers[-1] + 1) for numbers in runs]


class _Change(NamedTuple):
    """Words of the left side, by number, that give way to words of the right side."""

    left: range
    right: range


def word_edits(left: str, left_spans: Sequence[Span], right: str, right_spans: Sequence[Span]) -> tuple[Edit, ...]:
    """Return the edits that make the words of `left` in its spans those of `right` in its spans.

    Words are compared without regard to case or the form of an apostrophe; punctuation is not compared. Spans of the
    edits are code points of the two texts; where a side has nothing, the span is empty and stands behind the word
    before it. In order of the left text.
    """
    one, other = _side(left, left_spans), _side(right, right_spans)
    changes = list(_changes(one, other))
    moves = _moves(changes, one.words, other.words)
    gone = {at for move in moves for at in move.left}
    come = {at for move in moves for at in move.right}
    edits = [_edit(EditOp.MOVE, one, other, move) for move in moves]
    for change in changes:
        edits.extend(_plain_edits(change, one, other, gone, come))
    return tuple(sorted(edits, key=lambda edit: (edit.left, edit.right)))


def _side(text: str, spans: Sequence[Span]) -> _Side:
    found: list[Token] = []
    parts: list[int] = []
    for part, span in enumerate(spans):
        inside = tokens(text, span)
        found += inside
        parts += [part] * len(inside)
    return _Side(found, parts, spans[0].start if spans else 0)


def _changes(one: _Side, other: _Side) -> Iterator[_Change]:
    """Yield what differs; operations that touch each other are one change."""
    opcodes = Levenshtein.opcodes([token.word for token in one.words], [token.word for token in other.words])
    for equal, group in groupby(opcodes, key=lambda code: code.tag == "equal"):
        if not equal:
            codes = list(group)
            yield _Change(range(codes[0].src_start, codes[-1].src_end), range(codes[0].dest_start, codes[-1].dest_end))


def _moves(changes: Sequence[_Change], left: Sequence[Token], right: Sequence[Token]) -> list[_Change]:
    """Return the runs of words that one change takes away and another, or the same, puts in; none overlap."""
    end_of_change = {at: change.right.stop for change in changes for at in change.right}
    starts: dict[tuple[str, ...], list[int]] = {}
    for change in reversed(changes):
        for at in reversed(range(change.right.start, change.right.stop - _MOVED_WORDS + 1)):
            starts.setdefault(_key(right, at), []).append(at)
    moves: list[_Change] = []
    used: set[int] = set()
    for change in changes:
        at = change.left.start
        while at + _MOVED_WORDS <= change.left.stop:
            length, places = 0, starts.get(_key(left, at), [])
            while places and not length:
                other = places.pop()
                room = min(change.left.stop - at, end_of_change[other] - other)
                length = _same_words(left[at : at + room], right[other : other + room], used, other)
            if length:
                moves.append(_Change(range(at, at + length), range(other, other + length)))
                used.update(moves[-1].right)
            at += max(length, 1)
    return moves


def _key(words: Sequence[Token], at: int) -> tuple[str, ...]:
    return tuple(token.word for token in words[at : at + _MOVED_WORDS])


def _same_words(left: Sequence[Token], right: Sequence[Token], used: Collection[int], at: int) -> int:
    """Return how many words the two have in common from their start on; 0 for fewer than make a move."""
    length = 0
    while length < len(left) and at + length not in used and left[length].word == right[length].word:
        length += 1
    enough = length >= _MOVED_WORDS and sum(len(token.word) for token in left[:length]) >= _MOVED_LETTERS
    return length if enough else 0


def _plain_edits(
    change: _Change, one: _Side, other: _Side, gone: Collection[int], come: Collection[int]
) -> Iterator[Edit]:
    """Yield what is left of a change when the moved words are taken out."""
    nothing_left = range(change.left.start, change.left.start)
    nothing_right = range(change.right.start, change.right.start)
    for away, new in zip_longest(one.pieces(change.left, gone), other.pieces(change.right, come)):
        if away is None:
            yield _edit(EditOp.INSERT, one, other, _Change(nothing_left, new))
        elif new is None:
            yield _edit(EditOp.DELETE, one, other, _Change(away, nothing_right))
        else:
            yield _edit(EditOp.REPLACE, one, other, _Change(away, new))


def _edit(op: EditOp, one: _Side, other: _Side, change: _Change) -> Edit:
    return Edit(op=op, left=one.span(change.left), right=other.span(change.right))
