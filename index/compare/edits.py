"""What happened to the words between two pieces of text: replaced, inserted, deleted, or moved elsewhere.

Edits touch whole words and never cross the end of a given span, so that a reader sees them inside their sentences.
Outside the edits the words of both sides are the same and in the same order; a move has the same words on both sides.
Figures that give way to as many figures are edits of their own, so that they can be told from the wording around them.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from index.compare.stress import Words, figure, stress
from index.compare.tokens import Token, tokens
from index.models import Edit, EditOp, Span, Stress

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

    def by_figures(self, run: range) -> list[range]:
        """Return `run` cut into wording, figures, wording and so on; the wording may be empty, the figures not."""
        cuts = [run.start]
        for at in run:
            if bool(figure(self.words[at].word)) == (len(cuts) % 2 == 1):
                cuts.append(at)
        if len(cuts) % 2 == 0:
            cuts.append(run.stop)
        return [range(start, end) for start, end in pairwise([*cuts, run.stop])]


class _Change(NamedTuple):
    """Words of the left side, by number, that give way to words of the right side."""

    left: range
    right: range


def word_edits(
    left: str, left_spans: Sequence[Span], right: str, right_spans: Sequence[Span], *, capitals_name: bool = True
) -> tuple[Edit, ...]:
    """Return the edits that make the words of `left` in its spans those of `right` in its spans.

    Words are compared without regard to case or the form of an apostrophe; punctuation is not compared. Spans of the
    edits are code points of the two texts; where a side has nothing, the span is empty and stands behind the word
    before it. In order of the left text. `capitals_name` says whether a capital letter inside a span tells a name: not
    in languages that give one to every noun.
    """
    one, other = _side(left, left_spans), _side(right, right_spans)
    changes = list(_changes(one, other))
    moves = _moves(changes, one.words, other.words)
    gone = {at for move in moves for at in move.left}
    come = {at for move in moves for at in move.right}
    edits = [Edit(op=EditOp.MOVE, left=one.span(move.left), right=other.span(move.right)) for move in moves]
    mine, its = Words(left, one.words, one.parts), Words(right, other.words, other.parts)
    for change in changes:
        for part in _without_moves(change, one, other, gone, come):
            found = stress(mine, part.left, its, part.right, capitals_name=capitals_name)
            edits.append(_edit(one, other, part, found))
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


def _without_moves(
    change: _Change, one: _Side, other: _Side, gone: Collection[int], come: Collection[int]
) -> Iterator[_Change]:
    """Yield what is left of a change when the moved words are taken out."""
    nothing_left = range(change.left.start, change.left.start)
    nothing_right = range(change.right.start, change.right.start)
    for away, new in zip_longest(one.pieces(change.left, gone), other.pieces(change.right, come)):
        yield from _figures_apart(_Change(away or nothing_left, new or nothing_right), one, other)


def _figures_apart(change: _Change, one: _Side, other: _Side) -> Iterator[_Change]:
    """Yield a change in its parts: wording, figures, wording, where both sides have as many runs of figures."""
    mine, its = one.by_figures(change.left), other.by_figures(change.right)
    if len(mine) != len(its):
        yield change
        return
    for away, new in zip(mine, its, strict=True):
        if away or new:
            yield _Change(away, new)


def _edit(one: _Side, other: _Side, change: _Change, found: Stress) -> Edit:
    op = EditOp.REPLACE if change.left and change.right else EditOp.DELETE if change.left else EditOp.INSERT
    return Edit(op=op, left=one.span(change.left), right=other.span(change.right), stress=found)
