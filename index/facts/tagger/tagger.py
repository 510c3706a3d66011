"""The one way into the tagger: the people, organisations and places of an English text, each with how sure it is."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from index.facts.document import FactText
from index.facts.tagger import decoding, rules
from index.facts.tagger.features import encode
from index.facts.tagger.labels import KINDS, TYPES
from index.facts.tagger.lists import NameLists
from index.facts.tagger.lists import shipped as shipped_lists
from index.facts.tagger.network import Network
from index.facts.tagger.network import shipped as shipped_network
from index.facts.tagger.tokens import Tokens, tokenise
from index.models import BlockKind, FactKind, Span, told_by_lists

MOST_TOKENS = 1500
"""Tokens read at once, which bounds memory; most articles are shorter, and longer ones are read in parts."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """One place where a name stands."""

    span: Span
    kind: FactKind
    """Person, organisation or place."""
    sure: float
    """About how often a span like this one is right in both ends and kind, from 0 to 1."""


def tagged(document: FactText) -> tuple[Tagged, ...]:
    """Return the names of `document` in order, none overlapping; nothing where its language is known and not English.

    Linear in the length of the text. Code is not read; a name does not run across the cells of a table.
    """
    if told_by_lists(document.language):
        return ()
    return tuple(found(document.text, lines_of(document), shipped_network(), shipped_lists()))


def found(text: str, lines: list[Span], network: Network, lists: NameLists) -> Iterator[Tagged]:
    """Yield the names in the parts `lines` of `text` by `network` and `lists`, in order."""
    for tokens in parts_of(tokenise(text, lines)):
        known = lists.listed(tokens.words, tokens.sentences)
        encoded = encode(tokens, known, network.vocabulary)
        scores = network(encoded)[encoded.places]
        runs = decoding.runs(decoding.best(scores, tokens.bounds()))
        for run in rules.settled(runs, tokens.words, known):
            kind = KINDS.get(TYPES[run.kind])
            if kind is not None:
                span = Span(tokens.starts[run.first], tokens.ends[run.last - 1])
                yield Tagged(span, kind, _sure(decoding.least_odds(scores, run), network.sure))


def lines_of(document: FactText) -> list[Span]:
    """Return what is read as running text: blocks, and the cells of rows."""
    lines: list[Span] = []
    for block in document.blocks:
        if block.kind is BlockKind.ROW:
            start = block.start
            for cell in document.text[block.start : block.end].split("\t"):
                lines.append(Span(start, start + len(cell)))
                start += len(cell) + 1
        elif block.kind is not BlockKind.CODE:
            lines.append(block.span)
    return lines


def parts_of(tokens: Tokens) -> Iterator[Tokens]:
    """Yield `tokens` in parts of whole sentences."""
    bounds = tokens.bounds()
    at = 0
    while at < len(bounds):
        end = at + 1
        while end < len(bounds) and bounds[end][1] - bounds[at][0] <= MOST_TOKENS:
            end += 1
        first, last = bounds[at][0], bounds[end - 1][1]
        sentences = [start - first for start, _ in bounds[at:end]]
        yield Tokens(tokens.words[first:last], tokens.starts[first:last], tokens.ends[first:last], sentences)
        at = end


def _sure(odds: float, curve: tuple[float, float]) -> float:
    """Return the calibrated chance that a span is right."""
    slope, intercept = curve
    return 1 / (1 + math.exp(-(slope * odds + intercept)))
