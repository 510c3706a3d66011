"""Quotations as facts: the quoted words of an article, who said them, and how sure that is."""

from collections.abc import Sequence

from index.facts.document import FactText
from index.facts.speech.reading import Reading
from index.facts.speech.telling import Teller, Told
from index.models import Fact, FactKind, Span

LIKELY_SAID = 0.4
"""Words without a speaker count as said from this likelihood; below it they are a title or in scare quotes."""


def find(document: FactText, names: Sequence[Fact], reading: Reading | None = None) -> list[Fact]:
    """Return the quotations of `document` in order; `value` and span are the quoted words without their marks.

    `speaker` is the canonical name among `names`, the words of the article where they name nobody ('a neighbour'), or
    None; `sure` is how likely the speaker is right. Titles and words in scare quotes are left out. `reading` is the
    article as read before, where somebody has.
    """
    told = Teller(reading or Reading(document, names)).told()
    return _facts(document, [one for one in told if one.source is not None or one.sure >= LIKELY_SAID])


def _facts(document: FactText, said: Sequence[Told]) -> list[Fact]:
    """Make facts; the same words of the same speaker are one fact with several places, as sure as the surest."""
    places: dict[tuple[str, str | None], list[Told]] = {}
    for one in said:
        value = " ".join(one.words.words.of(document.text).split())
        places.setdefault((value, one.speaker), []).append(one)
    return [
        Fact(
            kind=FactKind.QUOTE,
            text=held[0].words.words.of(document.text),
            value=value,
            speaker=speaker,
            sure=max(one.sure for one in held),
            start=held[0].words.words.start,
            end=held[0].words.words.end,
            sentence=_around(document, held[0].words.words),
            places=tuple(one.words.words for one in held),
        )
        for (value, speaker), held in places.items()
    ]


def _around(document: FactText, words: Span) -> Span:
    """Return the sentences that quoted words stand in: a quotation may have several."""
    first = document.sentence_at(words.start)
    last = document.sentence_at(words.end - 1)
    return Span(min(first.start, words.start), max(last.end, words.end))
