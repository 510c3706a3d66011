"""Dates, absolute and relative, as ISO 8601 at the precision in which they are told."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from index.facts.document import FactText
from index.facts.numerals import amounts
from index.facts.reckoning import reporting_day, shifted
from index.facts.when import absolute, feasts, following, relative
from index.facts.when.forms import sentences_with, told
from index.facts.when.written import LONG_MONTH, MONTH
from index.models import Fact, FactKind, Span

_ROLE = re.compile(
    r"\b(?P<word>since|until|till|through|by|on)(?: (?:the|about|around|early|late|mid|end of|start of)){0,4}[ -]$",
    re.IGNORECASE,
)
_ROLES = {"since": "since", "until": "until", "till": "until", "through": "until", "by": "by", "on": "on"}
_FORMS = (*absolute.FORMS, *relative.FORMS, *feasts.FORMS)
_MONTH_AND_DAY = re.compile(
    rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{LONG_MONTH})"
)
_AGO = re.compile(r" (?:or so )?(?P<unit>day|week|fortnight|month|year|decade|centurie)s? ago\b", re.IGNORECASE)

Told = tuple[Span, Span, str]
"""Place, sentence and value of one date."""


def find(document: FactText, names: Sequence[Fact]) -> list[Fact]:  # noqa: ARG001 - every kind is called alike
    """Return the dates of a text; role is the preposition where it is since, until, on or by.

    Dates that need the day of the report ('Friday', 'last month', 'June 11') are left out where that is unknown.
    """
    today = reporting_day(document.published)
    found = [*told(document, _FORMS, today), *_ago(document, today)]
    years = _told_with_year(document.text, found)
    made: list[Fact] = []
    for span, sentence, resolved in _with_following(document, found, today):
        words = span.of(document.text)
        value = years.get(resolved[4:], resolved) if _MONTH_AND_DAY.fullmatch(words) else resolved
        before = document.text[max(sentence.start, span.start - 24) : span.start]
        role = _ROLE.search(before)
        made.append(
            Fact(
                kind=FactKind.DATE,
                text=words,
                value=value,
                role=_ROLES[role.group("word").lower()] if role else None,
                start=span.start,
                end=span.end,
                sentence=sentence,
                places=(span,),
            )
        )
    return made


def _told_with_year(text: str, found: Sequence[Told]) -> dict[str, str]:
    """Return the days that the text tells with their year, by month and day: where it tells them again, it may not."""
    return {value[4:]: value for span, _, value in found if len(value) == 10 and value[:4] in span.of(text)}


def _with_following(document: FactText, found: Sequence[Told], today: date | None) -> Iterator[Told]:
    """Yield `found` in order, none inside another, and among them the dates that hang on the last one before them."""
    hanging: list[tuple[Span, Span, re.Match[str]]] = [
        (Span(*match.span()), sentence, match)
        for sentence in sentences_with(document, following.KEYS)
        for match in following.PATTERN.finditer(document.text, sentence.start, sentence.end)
    ]
    both: list[tuple[Span, Span, str | re.Match[str]]] = [*found, *hanging]
    last: tuple[int, str] | None = None
    for span, sentence, told_as in sorted(both, key=lambda each: (each[0].start, -each[0].end)):
        if last and span.start < last[0]:
            continue
        value = told_as if isinstance(told_as, str) else following.resolved(told_as, last, today)
        if value:
            yield span, sentence, value
            last = span.end, value


def _ago(document: FactText, today: date | None) -> Iterator[Told]:
    """Yield 'three months ago' and its kind."""
    if today is None:
        return
    for amount in amounts(document.text, document.sentences):
        match = _AGO.match(document.text, amount.end, amount.sentence.end)
        if match and amount.value is not None and amount.value < 10000:
            unit, times = match.group("unit").lower(), 1
            if unit == "fortnight":
                unit, times = "week", 2
            value = shifted(today, -round(amount.value * times), "century" if unit == "centurie" else unit)
            if value:
                yield Span(amount.start, match.end()), amount.sentence, value
