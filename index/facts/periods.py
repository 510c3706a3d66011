"""Stretches of time: durations ('three months' is P3M) and intervals ('from 2019 to 2021' is 2019/2021), ISO 8601."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from index.facts.document import FactText
from index.facts.numerals import Amount, amounts, hedge
from index.facts.reckoning import reporting_day, shifted
from index.models import Fact, FactKind, Span

_UNITS = r"(?P<unit>year|yr|month|week|day|hour|hr|minute|min|second|decade|centur(?:y|ie)|fortnight)"
_AFTER = re.compile(rf"[ \u00a0-](?:(?:more|full|straight|consecutive|whole|long) )?{_UNITS}s?\b", re.IGNORECASE)
# An age, a moment or a rate, and no stretch of time.
_NO_PERIOD = re.compile(r"[ -](?:old|olds|ago|earlier|before|later)\b", re.IGNORECASE)
_NORMAL = {"yr": "year", "hr": "hour", "min": "minute", "centurie": "century"}
_DESIGNATORS = {"year": "P{}Y", "month": "P{}M", "week": "P{}W", "day": "P{}D", "hour": "PT{}H", "minute": "PT{}M",
                "second": "PT{}S"}  # fmt: skip
_MULTIPLES = {"decade": ("year", 10), "century": ("year", 100), "fortnight": ("week", 2)}
_FRACTIONS = {"year": ("month", 12), "hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24),
              "week": ("day", 7)}  # fmt: skip
_ORDER = ("year", "month", "week", "day", "hour", "minute", "second")
_JOINT = re.compile(r"(?:,| and|, and)? ")
_OVER = re.compile(r"\bthe (?P<word>past|last|next|coming|previous|following) (?:about |nearly )?$", re.IGNORECASE)

_Y = r"(?:1[5-9]|20)\d\d"
_YEARS = re.compile(
    rf"\b(?:(?:from|between) (?P<a>{_Y}) (?:to|and|until|through) (?P<b>{_Y})"
    rf"|(?P<c>{_Y})(?:[-–—]| to | through )(?P<d>{_Y})|(?P<e>{_Y})[-–/](?P<f>\d\d))(?![\w%]|[.,:/-]\d)"
)
_DECADE = re.compile(
    r"(?:(?<!\w)(?P<century>1[5-9]|20|[’'])|(?<=early )|(?<=late )|(?<=mid-)|(?<=mid ))(?P<tens>\d)0[’']?s\b(?![’'])"
)
_CENTURY = re.compile(r"\b(?P<number>\d{1,2})(?:st|nd|rd|th)[ -]century\b", re.IGNORECASE)
_HALF = re.compile(rf"\b(?P<half>first|second) half (?:of |in )?(?P<year>{_Y})\b", re.IGNORECASE)
_WEEKEND = re.compile(r"\b(?P<word>last|this|next|the|at the|over the) weekend\b", re.IGNORECASE)
_SINGLE = re.compile(r"\bthe (?P<word>past|last|coming) (?P<unit>year|month|week|decade|century)\b", re.IGNORECASE)
_LONGEST_YEARS = 9000


def find(document: FactText, names: Sequence[Fact]) -> list[Fact]:  # noqa: ARG001 - every kind is called alike
    """Return the stretches of time of a text.

    Value is an ISO 8601 duration, or an interval where both ends are known: 'in the past three months' is one on
    the day of the report, and P3M where that day is unknown. A range of durations ('two to three years') has no
    value, but `low` and `high` in `unit`. Ages and 'three years ago' (a date) are not periods; nor is 'one day'.
    """
    today = reporting_day(document.published)
    found = sorted(
        (*_durations(document, today), *_intervals(document, today)), key=lambda fact: (fact.start, -fact.end)
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
        and larger in _ORDER
        and unit in _ORDER
        and _ORDER.index(larger) < _ORDER.index(unit)
        and _JOINT.fullmatch(text, end, amount.start) is not None
    )


def _duration(document: FactText, parts: Sequence[tuple[Amount, str, int]], today: date | None) -> Fact:
    """Return joined numbers of units as one period."""
    amount, unit, _ = parts[0]
    span = Span(amount.start, parts[-1][2])
    value: str | None = None
    if amount.value is not None:
        value = _joined([duration(each.value, of) for each, of, _ in parts if each.value is not None])
        before = _OVER.search(document.text, max(amount.sentence.start, span.start - 28), span.start)
        if before and today and len(parts) == 1:
            back = before.group("word").lower() in ("past", "last", "previous")
            value = _interval(today, round(amount.value), unit, back=back) or value
    is_range = amount.value is None
    return _fact(
        document,
        span,
        amount.sentence,
        value,
        ends=(amount.low, amount.high, unit) if is_range else (None, None, None),
    )


def duration(number: float, unit: str) -> str:
    """Return so many units of time as an ISO 8601 duration; fractions become the next smaller unit where they can."""
    if unit in _MULTIPLES:
        unit, times = _MULTIPLES[unit]
        number *= times
    whole = int(number)
    if number != whole and unit in _FRACTIONS:
        smaller, times = _FRACTIONS[unit]
        rest = (number - whole) * times
        if abs(rest - round(rest)) < 1e-6:
            pieces = [duration(whole, unit)] if whole else []
            return _joined([*pieces, duration(round(rest), smaller)])
    return _DESIGNATORS[unit].format(f"{number:.10g}" if number != whole else whole)


def _joined(durations: Sequence[str]) -> str:
    """Join durations, the larger units first, into one: P2Y and P6M are P2Y6M."""
    days = "".join(each[1:] for each in durations if not each.startswith("PT"))
    times = "".join(each[2:] for each in durations if each.startswith("PT"))
    return "P" + days + (f"T{times}" if times else "")


def _interval(today: date, number: int, unit: str, *, back: bool) -> str | None:
    """Return the interval of so many units up to `today`, or from it, at the unit's precision."""
    if unit in _MULTIPLES:
        unit, times = _MULTIPLES[unit]
        number *= times
    if number > _LONGEST_YEARS:
        return None
    here, there = shifted(today, 0, unit), shifted(today, -number if back else number, unit)
    if here is None or there is None:
        return None
    return f"{there}/{here}" if back else f"{here}/{there}"


def _intervals(document: FactText, today: date | None) -> Iterator[Fact]:
    """Yield stretches that are told by their ends or by a name of their own."""
    for sentence in document.sentences:
        told = sentence.of(document.text)
        for keys, pattern, reader in _FORMS:
            if not any(key in told for key in keys):
                continue
            for match in pattern.finditer(document.text, sentence.start, sentence.end):
                if value := reader(match, today):
                    yield _fact(document, Span(*match.span()), sentence, value)


def _years(match: re.Match[str], today: date | None) -> str | None:  # noqa: ARG001 - every reader is called alike
    start = match.group("a") or match.group("c") or match.group("e")
    end = match.group("b") or match.group("d")
    if end is None:
        # '1998-99' is two years; '2004-12' may be a month or a number of a thing.
        end = start[:2] + match.group("f")
        if int(end) != int(start) + 1 and match.group("f") != "00":
            return None
        end = str(int(start) + 1)
    return f"{start}/{end}" if start < end else None


def _decade(match: re.Match[str], today: date | None) -> str | None:  # noqa: ARG001 - every reader is called alike
    century, tens = match.group("century"), match.group("tens")
    if century is None or not century.isdigit():
        century = "20" if tens in "01" else "19"
    return f"{century}{tens}0/{century}{tens}9"


def _century(match: re.Match[str], today: date | None) -> str | None:  # noqa: ARG001 - every reader is called alike
    number = int(match.group("number"))
    return f"{(number - 1) * 100 + 1:04}/{number * 100:04}" if 0 < number < 30 else None


def _half(match: re.Match[str], today: date | None) -> str | None:  # noqa: ARG001 - every reader is called alike
    first = match.group("half").lower() == "first"
    return f"{match.group('year')}-{'01' if first else '07'}/{match.group('year')}-{'06' if first else '12'}"


def _single(match: re.Match[str], today: date | None) -> str | None:
    """Read 'the past year'."""
    unit, back = match.group("unit").lower(), match.group("word").lower() != "coming"
    return _interval(today, 1, unit, back=back) if today else duration(1, unit)


def _weekend(match: re.Match[str], today: date | None) -> str | None:
    """Read a weekend: the last one begun, unless it is this or the next one."""
    if today is None:
        return None
    word = match.group("word").lower()
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 if today.weekday() != 6 else -1)
    if word == "next":
        saturday += timedelta(days=7 if today.weekday() >= 5 else 0)
    elif word != "this" and saturday > today:
        saturday -= timedelta(days=7)
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


# Each form with strings of which one must stand in a sentence for the form to be looked for.
_FORMS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str], date | None], str | None]], ...] = (
    (("1", "2"), _YEARS, _years),
    (("0s", "0'", "0’"), _DECADE, _decade),
    (("entury", "ENTURY"), _CENTURY, _century),
    (("half", "Half"), _HALF, _half),
    (("eekend", "EEKEND"), _WEEKEND, _weekend),
    (("past ", "last ", "coming "), _SINGLE, _single),
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
