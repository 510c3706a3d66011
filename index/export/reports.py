"""The reports that an export is about: what each is called in it, and its sentences with what is marked in them."""

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain

from index.export.plain import on_one_line
from index.models import Article, BlockKind, Comparison, Span, Stress

_UNALIGNED = frozenset({BlockKind.HEADING, BlockKind.CODE})
_NAME_LENGTH = 28
"""In letters: a longer outlet's name would push the other columns off a printed page."""


class Mark(StrEnum):
    """Why words of a sentence are marked."""

    WORDING = "wording"
    """The other report words it otherwise."""
    NUMBER = "number"
    """The other report has another number there."""
    NAME = "name"
    """The other report has another name there."""
    TOLD = "told"
    """They are what the row is about."""


MARK_OF: Mapping[Stress, Mark] = {
    Stress.WORDING: Mark.WORDING,
    Stress.NUMBER: Mark.NUMBER,
    Stress.NAME: Mark.NAME,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a report on one line, marked as one or not at all."""

    text: str
    mark: Mark | None = None


Sentence = tuple[Piece, ...]
"""A sentence, or several that were told as one; the texts of the pieces are put together as they are."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of an article that is set beside another's: a sentence, a heading, a row of a table."""

    span: Span
    kind: BlockKind
    compared: bool
    """Whether the comparison speaks of it; headings and scraps are only shown."""


@dataclass(frozen=True)
class Report:
    """One of the compared articles."""

    letter: str
    """What it is called where there is little room: A, B, C ..."""
    name: str
    """Its outlet; the first words of its headline where none is known."""
    article: Article
    units: tuple[Unit, ...]
    """In order; together they cover its blocks."""

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [unit.span.start for unit in self.units]

    def number_at(self, place: int) -> int:
        """Return the number of the unit that a place in the text is in, or of the one before it; -1 for none."""
        return bisect.bisect_right(self._starts, place) - 1

    def sentence_at(self, span: Span) -> Sentence:
        """Return the sentence that the words at `span` stand in, with these words marked."""
        number = self.number_at(span.start)
        around = self.units[number].span if number >= 0 else span
        if around.end < span.end:
            around = Span(min(around.start, span.start), span.end)
        return sentence(self.article.text, [around], [(span, Mark.TOLD)])


def reports_of(comparison: Comparison, articles: Mapping[str, Article]) -> dict[str, Report]:
    """Return the compared articles by id, in their order, each cut where the comparison cuts it."""
    known: dict[str, set[Span]] = {article.id: set() for article in comparison.articles}
    for pair in comparison.pairs:
        for side in (pair.left, pair.right):
            known[side.id].update(side.spans)
    for article_id, passages in comparison.only.items():
        known[article_id].update(Span(passage.start, passage.end) for passage in passages)
    return {
        article_id: Report(
            letter=chr(ord("A") + number),
            name=_name(articles[article_id]),
            article=articles[article_id],
            units=tuple(_units(articles[article_id], sorted(spans))),
        )
        for number, (article_id, spans) in enumerate(known.items())
    }


def sentence(text: str, spans: Sequence[Span], marks: Iterable[tuple[Span, Mark]] = ()) -> Sentence:
    """Return the words of `text` at `spans`, parted by a space, cut into pieces where a mark begins or ends.

    Marks may lie anywhere and in any order; where two meet, the one that begins first wins.
    """
    waiting = sorted(marks)
    pieces: list[Piece] = []
    for number, span in enumerate(spans):
        if number:
            pieces.append(Piece(" "))
        at = span.start
        for place, mark in waiting:
            start, end = max(place.start, at), min(place.end, span.end)
            if start < end:
                pieces += [Piece(on_one_line(text[at:start])), Piece(on_one_line(text[start:end]), mark)]
                at = end
        pieces.append(Piece(on_one_line(text[at : span.end])))
    return tuple(piece for piece in pieces if piece.text)


def _name(article: Article) -> str:
    name = on_one_line(article.source).strip() or on_one_line(article.title).strip() or "Without a name"
    return name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1].rstrip()}…"


def _units(article: Article, known: Sequence[Span]) -> Iterator[Unit]:
    """Yield the spans that the comparison knows, and what they leave of each block that is not blank."""
    at = 0
    for block in article.blocks:
        end = block.start
        inside: list[Span] = []
        while at < len(known) and known[at].start < block.end:
            if known[at].start >= end:
                inside.append(known[at])
                end = known[at].end
            at += 1
        end = block.start
        for span in chain(inside, [Span(block.end, block.end)]):
            left = article.text[end : span.start]
            if left.strip():
                start = end + len(left) - len(left.lstrip())
                yield Unit(Span(start, start + len(left.strip())), block.kind, compared=False)
            if span.end > span.start:
                yield Unit(span, block.kind, compared=block.kind not in _UNALIGNED)
            end = span.end
