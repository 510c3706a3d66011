"""What the comparison screen shows: the comparison, the articles in full, and what they are called."""

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Protocol

from index.models import Article, ArticleSummary, Block, BlockKind, Comparison, Span
from tui.painting import line_for_screen

_NAME_CELLS = 24
_SENTENCE_WORDS = 4
"""Shorter pieces are not compared (index.compare.pool)."""
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE})


class Reports(Protocol):
    """What is needed of a library."""

    def compare(self, ids: Sequence[str], *, all_pairs: bool = False) -> Comparison:
        """Compare articles."""

    def article(self, article_id: str) -> Article:
        """Return an article in full."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article says something."""

    article_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of an article that is compared as one: a sentence, a heading, a table row."""

    span: Span
    block: Block
    compared: bool
    """Whether the comparison speaks of it; headings and scraps are only shown."""

    @property
    def opens_block(self) -> bool:
        """Whether it is the first of its block."""
        return self.span.start == self.block.start


@dataclass(frozen=True, eq=False)
class Compared:
    """A comparison of two or more articles with their texts. None equals another: to find out would take long."""

    comparison: Comparison
    articles: Mapping[str, Article]

    @property
    def ids(self) -> tuple[str, ...]:
        """The articles, in the order they were asked for."""
        return tuple(article.id for article in self.comparison.articles)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """A short name for each article, its outlet's; two of one outlet are told apart by number."""
        short = {article.id: _short_name(article) for article in self.comparison.articles}
        taken = list(short.values())
        return {
            article_id: name if taken.count(name) == 1 else f"{name} {taken[: number + 1].count(name)}"
            for number, (article_id, name) in enumerate(short.items())
        }

    @cached_property
    def units(self) -> Mapping[str, tuple[Unit, ...]]:
        """The pieces of each article, in order; together they cover its blocks."""
        known: dict[str, set[Span]] = {article_id: set() for article_id in self.ids}
        for pair in self.comparison.pairs:
            for side in (pair.left, pair.right):
                known[side.id].update(side.spans)
        for article_id, passages in self.comparison.only.items():
            known[article_id].update(Span(passage.start, passage.end) for passage in passages)
        return {
            article_id: tuple(_units(self.articles[article_id], sorted(spans))) for article_id, spans in known.items()
        }

    def number_at(self, place: Place) -> int:
        """Return the number of the unit that a place is in; of the one before where it is in none."""
        starts = self.units[place.article_id]
        return max(bisect.bisect_right(starts, place.span.start, key=lambda unit: unit.span.start) - 1, 0)

    def unit_at(self, place: Place) -> Unit:
        """Return the sentence, heading or row that a place is in. The article has at least one."""
        return self.units[place.article_id][self.number_at(place)]

    def units_in(self, place: Place) -> tuple[Unit, ...]:
        """Return the sentences, headings or rows that a place is in, at least one. The article has at least one."""
        last = Place(place.article_id, Span(max(place.span.end - 1, place.span.start), place.span.end))
        return self.units[place.article_id][self.number_at(place) : self.number_at(last) + 1]


def read(library: Reports, ids: Sequence[str]) -> Compared:
    """Compare articles of a library and read them in full. Takes a while: call it in a thread.

    Raises UnknownArticleError, and BadInputError for a number of articles that cannot be compared.
    """
    comparison = library.compare(ids, all_pairs=True)
    compared = Compared(comparison, {article.id: library.article(article.id) for article in comparison.articles})
    # Here in the thread, and not when they are first drawn.
    _ = compared.units, compared.names
    return compared


def dated(article: ArticleSummary) -> str:
    """Return the day an article was published, '11 Jun', in local time; empty where it is unknown."""
    if article.published is None:
        return ""
    published = article.published.astimezone()
    return f"{published.day} {published:%b}"


def _short_name(article: ArticleSummary) -> str:
    """Return the outlet without its 'The', or else the headline, cut to what a column can hold."""
    name = " ".join(line_for_screen(article.source or article.title).split()) or "Without a name"
    name = name.removeprefix("The ") or name
    return name if len(name) <= _NAME_CELLS else f"{name[: _NAME_CELLS - 1].rstrip()}…"


def _units(article: Article, known: Sequence[Span]) -> Iterator[Unit]:
    """Yield the known spans, and what they leave of each block that is not blank."""
    at = 0
    for block in article.blocks:
        inside: list[Span] = []
        while at < len(known) and known[at].start < block.end:
            if known[at].start >= block.start and (not inside or known[at].start >= inside[-1].end):
                inside.append(known[at])
            at += 1
        end = block.start
        for span in chain(inside, [Span(block.end, block.end)]):
            if left := _without_space(article.text, Span(end, span.start)):
                # Told by another article in a sentence that stands beside something else; or only a scrap.
                telling = block.kind in _PROSE and len(left.of(article.text).split()) >= _SENTENCE_WORDS
                yield Unit(left, block, compared=telling)
            if span.end > span.start:
                yield Unit(span, block, compared=block.kind not in {BlockKind.HEADING, BlockKind.CODE})
            end = span.end


def _without_space(text: str, span: Span) -> Span | None:
    piece = span.of(text)
    kept = piece.strip()
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(kept)) if kept else None
