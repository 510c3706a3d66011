"""Stretches of time: durations ('three months' is P3M) and intervals ('from 2019 to 2021' is 2019/2021), ISO 8601."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from index.facts.document import FactText
from index.facts.numerals import Amount, amounts, hedge
from index.facts.reckoning import reporting_day
from index.facts.when import stretches
from index.facts.when.forms import told
from index.facts.when.lengths import FULL, ORDER, duration, interval, joined
from index.models import Fact, FactKind, Span

_UNITS = r"(?P<unit>year|yr|month|mth|week|day|hour|hr|minute|min|second|decade|centur(?:y|ie)|fortnight)"
_AFTER = re.compile(rf"[ \u00a0-](?:(?:more|full|straight|consecutive|whole|long) )?{_UNITS}s?\b", re.IGNORECASE)
# An age, a moment or a rate, and no stretch of time.
_NO_PERIOD = re.compile(r"[ -](?:old|olds|ago|earlier|before|later)\b", re.IGNORECASE)
# 'the 1987 year' is a year and no 1,987 of them.
_ONE_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[ \u00a0](?:year|yr)\b", re.IGNORECASE)
_NORMAL = {"yr": "year", "mth": "month", "hr": "hour", "min": "minute", "centurie": "century"}
_JOINT = re.compile(r"(?:,| and|, and)? ")
_OVER = re.compile(r"\bthe (?P<word>past|last|next|coming|previous|following) (?:about |nearly )?$", re.IGNORECASE)


def find(document: FactText, names: Sequence[Fact]) -> list[Fact]:  # noqa: ARG001 - every kind is called alike
    """Return the stretches of time of a text.

    Value is an ISO 8601 duration, or an interval where both ends are known: 'in the past three months' is one on
    the day of the report, and P3M where that day is unknown. A range of durations ('two to three years') has no
    value, but `low` and `high` in `unit`. Ages and 'three years ago' (a date) are not periods; nor is 'one day'.
    """
    today = reporting_day(document.published)
    found = sorted(
        (
            *_durations(document, today),
            *(
                _fact(document, span, sentence, value)
                for span, sentence, value in told(document, stretches.FORMS, today)
            ),
        ),
        key=lambda fact: (fact.start, -fact.end),
    )
    made: list[Fact] = []
    for fact in found:
        if not made or fact.start >= made[-1].end:
            made.append(fact)
    return made


def _durations(document: FactText, today: date | None) -> Iterator[Fact]:
    """Yield numbers of units of time, neighbours joined ('2 hours, 32 minutes')."""
    text = document.text
    pending: list[tuple[Amount, str, int]] = []
    for amount in amounts(text, document.sentences):
        match = _AFTER.match(text, amount.end, amount.sentence.end)
        unit = match.group("unit").lower() if match else ""
        unit = _NORMAL.get(unit, unit)
        if match and unit == "second" and amount.value != 1 and not match.group().endswith(("s", "-second")):
            continue
        if match is None or _NO_PERIOD.match(text, match.end()) or (amount.value == 1 and unit == "day"):
            continue
        if _ONE_YEAR.match(text, amount.start, match.end()):
            continue
        if pending and not _continues(text, pending[-1], amount, unit):
            yield _duration(document, pending, today)
            pending = []
        pending.append((amount, unit, match.end()))
    if pending:
        yield _duration(document, pending, today)


def _continues(text: str, last: tuple[Amount, str, int], amount: Amount, unit: str) -> bool:
    """Tell whether a number goes on where the last one ended, in a smaller unit."""
    before, larger, end = last
    return (
        before.sentence == amount.sentence
        and before.value is not None
        and amount.value is not None
        and larger in ORDER
        and unit in ORDER
        and ORDER.index(larger) < ORDER.index(unit)
        and amount.value < FULL[unit]
        and _JOINT.fullmatch(text, end, amount.start) is not None
    )


def _duration(document: FactText, parts: Sequence[tuple[Amount, str, int]], today: date | None) -> Fact:
    """Return joined numbers of units as one period."""
    amount, unit, _ = parts[0]
    span = Span(amount.start, parts[-1][2])
    value: str | None = None
    if amount.value is not None:
        value = joined([duration(each.value, of) for each, of, _ in parts if each.value is not None])
        before = _OVER.search(document.text, max(amount.sentence.start, span.start - 28), span.start)
        if before and today and len(parts) == 1:
            back = before.group("word").lower() in ("past", "last", "previous")
            value = interval(today, round(amount.value), unit, back=back) or value
    is_range = amount.value is None
    return _fact(
        document,
        span,
        amount.sentence,
        value,
        ends=(amount.low, amount.high, unit) if is_range else (None, None, None),
    )


def _fact(
    document: FactText,
    span: Span,
    sentence: Span,
    value: str | None,
    ends: tuple[float | None, float | None, str | None] = (None, None, None),
) -> Fact:
    """Return one period as a fact."""
    low, high, unit = ends
    return Fact(
        kind=FactKind.PERIOD,
        text=span.of(document.text),
        value=value,
        low=low,
        high=high,
        unit=unit,
        modifier=hedge(document.text, sentence, span.start, span.end),
        start=span.start,
        end=span.end,
        sentence=sentence,
        places=(span,),
    )
