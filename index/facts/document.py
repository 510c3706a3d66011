"""The text as the finders of facts see it: prepared once, read by every kind."""

import bisect
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from index.models import Block, Span
from index.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class FactText:
    """One revision's text with its blocks and sentences, its date and its language."""

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    title: str
    published: datetime | None
    language: str | None

    def sentence_at(self, place: int) -> Span:
        """Return the sentence around code point `place`, or an empty span there if none is."""
        at = bisect.bisect_right(self.sentences, place, key=lambda span: span.start) - 1
        if at >= 0 and place < self.sentences[at].end:
            return self.sentences[at]
        return Span(place, place)


def prepare(
    text: str,
    blocks: Sequence[Block],
    *,
    title: str = "",
    published: datetime | None = None,
    language: str | None = None,
) -> FactText:
    """Split `text` into sentences and hold everything together; `published` is in UTC."""
    return FactText(text, tuple(blocks), sentences(text, blocks, language), title, published, language)


@functools.lru_cache(maxsize=2)
def lowered(text: str) -> str:
    """Return `text` in lower case with every letter where it was; cached because each kind of fact asks in turn."""
    low = text.lower()
    if len(low) == len(text):
        return low
    # A few letters grow in lower case (U+0130).
    return "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)
