"""Sentences that facts tie together: the same amount about the same thing, or the same quotation, in other words.

Likeness alone misses six of ten sentences that tell the same thing. A tie does not align two sentences, it lowers the
floors for them. Only what a text tells in one or two sentences ties; what is told everywhere ties nothing.
"""

from collections.abc import Iterable

from index.compare.alignment import Ties
from index.compare.telling import Telling, Told, other_subject
from index.compare.tokens import content_stem, tokens
from index.compare.values import NUMBERS, numbers_agree
from index.models import FactKind, Span

_MOST_SENTENCES = 2
_MOST_FACTS = 120  # of a kind in one report; beyond them it is a list of figures, and the work grows with the square
_QUOTED_STEMS = 4
_SAME_QUOTE = 0.6  # of the shorter quotation's stems


def ties(telling: Telling, left: int, right: int) -> Ties:
    """Return the sentences of reports number `left` and `right` that share such a fact."""
    return frozenset((*_by_numbers(telling, left, right), *_by_quotes(telling, left, right)))


def _by_numbers(telling: Telling, left: int, right: int) -> Iterable[tuple[int, int]]:
    mine, its = _rare(telling, left, NUMBERS), _rare(telling, right, NUMBERS)
    for one in mine:
        for other in its:
            if (
                (one.fact.kind, one.unit) == (other.fact.kind, other.unit)
                and not other_subject(one, other)
                and numbers_agree(one.fact, other.fact)
            ):
                yield one.line, other.line


def _by_quotes(telling: Telling, left: int, right: int) -> Iterable[tuple[int, int]]:
    quotes = frozenset({FactKind.QUOTE})
    mine = [(told, _stems(told)) for told in _rare(telling, left, quotes)]
    its = [(told, _stems(told)) for told in _rare(telling, right, quotes)]
    for one, stems in mine:
        for other, others in its:
            least = min(len(stems), len(others))
            if least >= _QUOTED_STEMS and len(stems & others) >= _SAME_QUOTE * least:
                yield one.line, other.line


def _rare(telling: Telling, report: int, kinds: frozenset[FactKind]) -> list[Told]:
    found = [
        told
        for told in telling.facts[report]
        if told.fact.kind in kinds and told.line >= 0 and len(told.fact.places) <= _MOST_SENTENCES
    ]
    return found[:_MOST_FACTS]


def _stems(told: Told) -> frozenset[str]:
    text = str(told.fact.value)
    return frozenset(stem for token in tokens(text, Span(0, len(text))) if (stem := content_stem(token.word, None)))
