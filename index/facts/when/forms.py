"""How a form of date or period is looked for: only in sentences that hold a string without which it cannot be there.

Most sentences tell no time. To search them all for thirty patterns would cost more than everything else about numbers;
to search for their keys first is a scan at the speed of memory.
"""

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.facts.document import FactText, lowered
from index.models import Span

REACH = 60
"""Characters before a match that its reader may look at."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form matched: what its reader may look at besides its own words."""

    text: str
    sentence: Span
    start: int
    end: int
    today: date | None
    """The day of the report, None where it is unknown."""

    @property
    def before(self) -> str:
        """The words of the sentence before the match, as far as they matter."""
        return self.text[max(self.sentence.start, self.start - REACH) : self.start]

    @property
    def after(self) -> str:
        """The words of the sentence after the match, as far as they matter."""
        return self.text[self.end : min(self.sentence.end, self.end + REACH)]


Reader = Callable[[re.Match[str], Place], str | None]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to tell time: its pattern, strings in lower case of which one must stand in a sentence, its reader.

    The reader returns the ISO 8601 value, or None where the words turn out to mean something else.
    """

    keys: tuple[str, ...]
    pattern: re.Pattern[str]
    read: Reader


def told(document: FactText, forms: Sequence[Form], today: date | None) -> Iterator[tuple[Span, Span, str]]:
    """Yield place, sentence and value of every form that is told in `document`."""
    text = document.text
    near: dict[tuple[str, ...], list[Span]] = {}
    for form in forms:
        if form.keys not in near:
            near[form.keys] = sentences_with(document, form.keys)
        for sentence in near[form.keys]:
            for match in form.pattern.finditer(text, sentence.start, sentence.end):
                if value := form.read(match, Place(text, sentence, *match.span(), today)):
                    yield Span(*match.span()), sentence, value


def sentences_with(document: FactText, keys: Sequence[str]) -> list[Span]:
    """Return the sentences in which one of `keys`, which are in lower case, stands in any case, in order."""
    found: set[int] = set()
    letters, sentences = lowered(document.text), document.sentences
    for key in keys:
        at = letters.find(key)
        while at >= 0:
            number = bisect.bisect_right(sentences, at, key=lambda span: span.start) - 1
            after = at + 1
            if number >= 0 and at < sentences[number].end:
                found.add(number)
                after = sentences[number].end
            at = letters.find(key, after)
    return [sentences[number] for number in sorted(found)]
