"""What money, percentages and quantities share: a number with a unit, ends of ranges joined, made into a fact."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.facts.document import FactText
from index.facts.numerals import Amount, hedge, is_move, range_ends, spans_range
from index.facts.subjects import Subjects
from index.models import Fact, FactKind, Span

_ALSO = frozenset({" (", "; ", " or ", ", or "})
"""Between two numbers for one thing: '$900m (£479m)', '12 points, or 0.4%'."""

_LONGEST_LIST = 40
"""A sentence with more numbers of a kind than this is a list of figures, of which no grammar tells the subjects."""


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount with its unit: `[start, end)` covers both, and the number counts `factor` times."""

    amount: Amount
    start: int
    end: int
    unit: str | None
    factor: float = 1.0

    @property
    def value(self) -> float | None:
        """The number in whole units; None for a range."""
        return None if self.amount.value is None else _exact(self.amount.value * self.factor)

    @property
    def ends(self) -> tuple[float, float] | None:
        """Both ends of a range, the smaller first."""
        if self.amount.low is None or self.amount.high is None:
            return None
        one, other = _exact(self.amount.low * self.factor), _exact(self.amount.high * self.factor)
        return min(one, other), max(one, other)


def ranged(text: str, found: Iterable[Measured]) -> list[Measured]:
    """Join neighbours that are the two ends of one range ('$5bn to $7bn', 'between 5% and 6%')."""
    joined: list[Measured] = []
    for right in found:
        left = joined[-1] if joined else None
        if (
            left is not None
            and left.unit == right.unit
            and left.amount.sentence == right.amount.sentence
            and spans_range(text, left.start, left.end, right.start)
            and (ends := range_ends(text, left.amount, right.amount))
            and not is_move(text, left.amount.sentence, left.start, *ends)
        ):
            amount = replace(right.amount, value=None, low=ends[0], high=ends[1])
            joined[-1] = replace(right, amount=amount, start=left.start)
        else:
            joined.append(right)
    return joined


def facts(document: FactText, kind: FactKind, found: Sequence[Measured], names: Sequence[Fact]) -> list[Fact]:
    """Return one fact for each, with what it is about and how firmly it is said; `names` are those of the text."""
    if not found:
        return []
    made: list[Fact] = []
    subjects = Subjects(document, names)
    numbers = Counter(measured.amount.sentence for measured in found)
    for measured in found:
        sentence = measured.amount.sentence
        low, high = measured.ends or (None, None)
        last = made[-1] if made else None
        same = (
            last is not None
            and last.sentence == sentence
            and last.unit != measured.unit
            and document.text[last.end : measured.start] in _ALSO
        )
        about = last.about if last and same else None
        if not same and numbers[sentence] <= _LONGEST_LIST:
            about = subjects.of(kind, sentence, measured.start, measured.end)
        made.append(
            Fact(
                kind=kind,
                text=document.text[measured.start : measured.end],
                value=measured.value,
                low=low,
                high=high,
                unit=measured.unit,
                modifier=hedge(document.text, sentence, measured.start, measured.end),
                about=about,
                start=measured.start,
                end=measured.end,
                sentence=sentence,
                places=(Span(measured.start, measured.end),),
            )
        )
    return made


def _exact(number: float) -> float:
    """Take off what multiplying by a power of ten adds (1.1 * 0.01): fifteen digits are what a float holds."""
    return float(f"{number:.15g}")
