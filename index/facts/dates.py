"""Dates, absolute and relative, as ISO 8601 at the precision in which they are told."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.facts.closedclass import listed
from index.facts.document import FactText
from index.facts.nouns import is_plural
from index.facts.numerals import amounts
from index.facts.reckoning import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    day,
    full_year,
    month_of,
    nearest_day,
    quarter_of,
    reporting_day,
    season_of,
    shifted,
    weekday_of,
)
from index.models import Fact, FactKind, Span

_MONTH_NAMES = listed("January February March April May June July August September October November December")
_LONG_MONTH = "|".join((*_MONTH_NAMES, *(name.upper() for name in _MONTH_NAMES)))
_SHORT_MONTH = "|".join(
    f"{form(name)}\\.?"
    for name in listed("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec")
    for form in (str, str.upper)
)
_MONTH = rf"(?P<month>{_LONG_MONTH}|{_SHORT_MONTH})"
_DAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_WEEKDAY = (
    "(?:" + "|".join((*_DAYS, *(name.upper() for name in _DAYS), *(r"(?:Mon|Tues?|Weds?|Thurs?|Thu|Fri)\.",))) + ")"
)
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:/]\d)"
_YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)(?![\w%]|[.,:/-]\d)"
_IN_YEAR = rf"(?:,? {_YEAR}|,? [’'](?P<short>\d\d)\b|,? (?:of )?(?P<rel>last|this|next) year\b)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_STEPS = {"last": -1, "this": 0, "next": 1}

# What makes a month or weekday one that is still to come.
_FUTURE = re.compile(
    r"\b(?:will|'ll|’ll|shall|due|scheduled|set to|(?<!than )(?<!as )expected|plans? to|planned|going to|is to|are to"
    r"|was to|were to|would|next|upcoming|forthcoming|should|deadline|ahead of|begins|starts|opens)\b"
    r"|n[’']t (?:be|until)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:said|told|announced|reported|added|was|were|had|[a-z]{3,}ed)\b[^.;]{0,30}$", re.IGNORECASE)
# A term is still to come, unless it was kept ('had filed by Wednesday').
_TERM = re.compile(r"\b(?:by|until|till|through)[ ](?:the )?$", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:had|was|were|ended|fell|rose)\b", re.IGNORECASE)
_FUTURE_REACH = 60
_ROLE = re.compile(
    r"\b(?P<word>since|until|till|through|by|on)(?: (?:the|about|around|early|late|mid|end of|start of))*[ -]$",
    re.IGNORECASE,
)
_ROLES = {"since": "since", "until": "until", "till": "until", "through": "until", "by": "by", "on": "on"}
# Before a bare month that is also a name or a verb.
_MONTH_CUE = re.compile(
    r"\b(?:in|since|until|till|by|last|next|this|early|late|mid|of|from|during|for|through|between|before|after|end"
    r"|start|every|each|past|and|to)[ -]$",
    re.IGNORECASE,
)
_UNSURE_MONTHS = frozenset({"march", "april", "may", "june", "august"})
_FEAST = re.compile(r"\b(?:Black|Good|Ash|Super|Cyber|Bloody|Easter|Palm|Holy|Shrove|Giving|every|each|any)[ -]$")
_YEAR_CUE = re.compile(
    r"(?:\b(?P<firm>in|post|pre|since|until|till|during|fiscal|year|early|mid|late|before|after|back to|summer|spring"
    r"|autumn|winter|circa|around)[ -]|\b(?P<weak>by|of|from|to|and|between|than|for|through|about|over)[ ]"
    r"|(?:\b(?:the|a|an|his|her|its|their|this|that|our|my)|[’']s|s[’'])[ ](?P<adjective>[a-z-]+[ ])?"
    r"|[(]|(?:19|20)\d\d(?:,|,? and|,? or)[ ])$",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r" (?P<word>[A-Za-z][\w’'-]*)")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a form matched: what its reader may look at besides its own words."""

    text: str
    sentence: Span
    start: int
    end: int
    today: date | None

    @property
    def before(self) -> str:
        """The words of the sentence before the match, as far as they matter."""
        return self.text[max(self.sentence.start, self.start - _FUTURE_REACH) : self.start]

    @property
    def future(self) -> bool:
        """Whether the clause speaks of what is to come."""
        before = re.split(r"[;:]|, (?:and|but|which|who) ", self.before)[-1]
        if _TERM.search(before):
            return not _PERFECT.search(before)
        last = None
        for last in _FUTURE.finditer(before):  # noqa: B007 - the last one is wanted
            pass
        return last is not None and not _PAST.search(before, last.end())


Reader = Callable[[re.Match[str], _Place], str | None]


def find(document: FactText, names: Sequence[Fact]) -> list[Fact]:  # noqa: ARG001 - every kind is called alike
    """Return the dates of a text; role is the preposition where it is since, until, on or by.

    Dates that need the day of the report ('Friday', 'last month', 'June 11') are left out where that is unknown.
    """
    today = reporting_day(document.published)
    found = sorted((*_forms(document, today), *_ago(document, today)), key=lambda each: (each[0].start, -each[0].end))
    years = _told_with_year(document.text, found)
    made: list[Fact] = []
    for span, sentence, resolved in found:
        if made and span.start < made[-1].end:
            continue
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


def _told_with_year(text: str, found: Sequence[tuple[Span, Span, str]]) -> dict[str, str]:
    """Return the days that the text tells with their year, by month and day: where it tells them again, it may not."""
    return {value[4:]: value for span, _, value in found if len(value) == 10 and value[:4] in span.of(text)}


def _forms(document: FactText, today: date | None) -> Iterator[tuple[Span, Span, str]]:
    """Yield place, sentence and value of every form that matches."""
    for sentence in document.sentences:
        told = sentence.of(document.text)
        for keys, pattern, reader in _FORMS:
            if not any(key in told for key in keys):
                continue
            for match in pattern.finditer(document.text, sentence.start, sentence.end):
                place = _Place(document.text, sentence, *match.span(), today)
                if value := reader(match, place):
                    yield Span(*match.span()), sentence, value


def _ago(document: FactText, today: date | None) -> Iterator[tuple[Span, Span, str]]:
    """Yield 'three months ago' and its kind."""
    if today is None:
        return
    for amount in amounts(document.text, document.sentences):
        match = _AGO.match(document.text, amount.end, amount.sentence.end)
        if match and amount.value is not None and amount.value < 10000:
            unit = match.group("unit").lower()
            value = shifted(today, -round(amount.value), "century" if unit == "centurie" else unit)
            if value:
                yield Span(amount.start, match.end()), amount.sentence, value


def _iso(match: re.Match[str], place: _Place) -> str | None:  # noqa: ARG001 - every reader is called alike
    found = day(int(match.group("year")), int(match.group("month")), int(match.group("day")))
    return found.isoformat() if found else None


def _slashed(match: re.Match[str], place: _Place) -> str | None:  # noqa: ARG001 - every reader is called alike
    """Read 13/6/2025 and 6/13/2025; where both orders are possible the day is not known."""
    first, second, year = int(match.group("first")), int(match.group("second")), full_year(match.group("year"))
    days = {found for found in (day(year, first, second), day(year, second, first)) if found}
    return days.pop().isoformat() if len(days) == 1 else None


def _day_of_month(match: re.Match[str], place: _Place) -> str | None:
    """Read a month with a day, the year given or the nearest."""
    month, number = _month(match), int(match.group("day"))
    year = _year(match, place.today)
    if year is None:
        ended = place.before.endswith("ended ")
        found = nearest_day(place.today, month, number, past=ended) if place.today else None
    else:
        found = day(year, month, number)
    return found.isoformat() if found else None


def _month_of_year(match: re.Match[str], place: _Place) -> str | None:
    year = _year(match, place.today)
    return f"{year}-{_month(match):02}" if year else None


def _bare_month(match: re.Match[str], place: _Place) -> str | None:
    word = (match.group("word") or "").lower()
    if place.today is None:
        return None
    if not word and match.group("month").lower() in _UNSURE_MONTHS and not _MONTH_CUE.search(place.before):
        return None
    return month_of(place.today, _month(match), word, future=place.future)


def _weekday(match: re.Match[str], place: _Place) -> str | None:
    if place.today is None or _FEAST.search(place.before):
        return None
    weekday = WEEKDAYS[match.group("weekday")[:3].lower()]
    return weekday_of(place.today, weekday, (match.group("word") or "").lower(), future=place.future).isoformat()


def _quarter(match: re.Match[str], place: _Place) -> str | None:
    quarter = int(match.group("number") or 0) or _ORDINALS[match.group("ordinal").lower()]
    year = _year(match, place.today)
    if year is None:
        return quarter_of(place.today, quarter) if place.today and match.group("ordinal") else None
    return f"{year}-Q{quarter}"


def _season(match: re.Match[str], place: _Place) -> str | None:
    season, year = SEASONS[match.group("season").lower()], match.group("year")
    if year:
        return f"{year}-{season}"
    word = (match.group("word") or "").lower()
    return season_of(place.today, season, word) if place.today and word else None


def _near_day(match: re.Match[str], place: _Place) -> str | None:
    if _is_title(match, place):
        return None
    by = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(match.group("word").lower(), 0)
    return shifted(place.today, by, "day") if place.today else None


def _near_unit(match: re.Match[str], place: _Place) -> str | None:
    if _is_title(match, place):
        return None
    by = _STEPS[match.group("word").lower()]
    return shifted(place.today, by, match.group("unit").lower()) if place.today else None


def _is_title(match: re.Match[str], place: _Place) -> bool:
    """Tell whether 'Today' or 'This Week' is what a programme or a paper is called."""
    words = match.group().split()
    capitals = all(word[0].isupper() for word in words) and not match.group().isupper()
    return capitals and (len(words) > 1 or place.before[-2:-1].isalnum())


def _unit_ago(match: re.Match[str], place: _Place) -> str | None:
    return shifted(place.today, -1, match.group("unit").lower()) if place.today else None


def _bare_year(match: re.Match[str], place: _Place) -> str | None:
    """Read four figures as a year where the words around say so."""
    year = match.group("year")
    cue = _YEAR_CUE.search(place.before)
    if not cue or (not cue.group("firm") and not "1700" <= year <= "2099"):
        return None
    following = _NEXT_WORD.match(place.text, place.end, place.sentence.end)
    # 'by 2000 workers', 'than 2000 people': a number of things, in papers that write no comma.
    counted = following and following.group("word").islower() and is_plural(following.group("word"))
    unsure = cue.group("weak") or cue.group("adjective") or year < "1900" or year.endswith("00")
    return None if counted and not cue.group("firm") and unsure else year


def _month(match: re.Match[str]) -> int:
    return MONTHS[match.group("month")[:3].lower()]


def _year(match: re.Match[str], today: date | None) -> int | None:
    """Return the year that a form gives in four figures, in two, or as 'last year'."""
    if match.group("year"):
        return int(match.group("year"))
    parts = match.groupdict()
    if short := parts.get("short"):
        return full_year(short)
    if today and (word := parts.get("rel")):
        return today.year + _STEPS[word.lower()]
    return None


_MONTH_KEYS = tuple(
    form(name) for name in listed("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec") for form in (str, str.upper)
)
_RELATIVE = ("last ", "this ", "next ", "Last ", "This ", "Next ")
# Each form with strings of which one must stand in a sentence for the form to be looked for: most sentences have none.
_FORMS: tuple[tuple[tuple[str, ...], re.Pattern[str], Reader], ...] = (
    (("-",), re.compile(r"\b(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"), _iso),
    (
        ("/",),
        re.compile(r"(?<![\w/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\w/])"),
        _slashed,
    ),
    (
        _MONTH_KEYS,
        re.compile(rf"(?<![\w.,:/-])(?:{_WEEKDAY},? )?{_DAY}(?: of)? {_MONTH}(?!\w)(?:{_IN_YEAR})?"),
        _day_of_month,
    ),
    (_MONTH_KEYS, re.compile(rf"(?<!\w)(?:{_WEEKDAY},? )?{_MONTH}(?: |(?<=\.)){_DAY}(?:{_IN_YEAR})?"), _day_of_month),
    (_MONTH_KEYS, re.compile(rf"\b{_MONTH}(?: of)?{_IN_YEAR}"), _month_of_year),
    (
        _MONTH_KEYS,
        re.compile(rf"(?<!\d )\b(?:(?P<word>[Ll]ast|[Tt]his|[Nn]ext) )?(?P<month>{_LONG_MONTH})\b(?! \d)"),
        _bare_month,
    ),
    (
        ("day", "DAY", "Mon.", "Tue", "Wed", "Thu", "Fri."),
        re.compile(rf"\b(?:(?P<word>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming) )?(?P<weekday>{_WEEKDAY})(?![\w-])"),
        _weekday,
    ),
    (
        ("quarter", "QUARTER", "Quarter", "Q"),
        re.compile(
            rf"\b(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter\b(?: of| in)?"
            rf"|Q(?P<number>[1-4])\b)(?:{_IN_YEAR})?",
            re.IGNORECASE,
        ),
        _quarter,
    ),
    (
        ("quarter", "QUARTER", "Quarter"),
        re.compile(
            rf"(?<![\w.,:/$£€-]){_YEAR} (?P<number>)(?P<ordinal>first|second|third|fourth)[ -]quarter\b", re.IGNORECASE
        ),
        _quarter,
    ),
    (
        ("pring", "ummer", "utumn", "fall", "Fall", "inter"),
        re.compile(
            rf"\b(?:(?P<word>last|this|next) )?(?P<season>spring|summer|autumn|fall|winter)\b(?: of)?(?: {_YEAR})?",
            re.IGNORECASE,
        ),
        _season,
    ),
    (
        ("oday", "yesterday", "Yesterday", "omorrow", "onight", "TODAY", "ast night", *_RELATIVE),
        re.compile(
            r"\b(?P<word>today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening)|last night)\b",
            re.IGNORECASE,
        ),
        _near_day,
    ),
    (
        _RELATIVE,
        re.compile(
            r"(?<!\bthe )(?<!\bin )\b(?P<word>last|this|next) (?P<unit>week|month|year|quarter)\b(?!-)", re.IGNORECASE
        ),
        _near_unit,
    ),
    ((" ago",), re.compile(r"\ban? (?P<unit>day|week|month|year|decade|century) ago\b", re.IGNORECASE), _unit_ago),
    (
        ("1", "2"),
        re.compile(rf"(?:(?<![\w$£€.,:/#-])|(?<=[Mm]id-)|(?<=[Pp]re-)|(?<=[Pp]ost-)){_YEAR}(?!-)"),
        _bare_year,
    ),
)
_MONTH_AND_DAY = re.compile(rf"{_MONTH} {_DAY}|(?:the )?(?P<first>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?:{_LONG_MONTH})")
_AGO = re.compile(r" (?:or so )?(?P<unit>day|week|month|year|decade|centurie)s? ago\b", re.IGNORECASE)
