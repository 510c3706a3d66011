"""Quantities: numbers with a unit of measure ('3.6 TB/s', '110 km/h') or of things counted ('35 regions')."""

import re
from collections.abc import Sequence

from index.facts import money
from index.facts.closedclass import FUNCTION_WORDS, NUMBER_NOUNS, VERBS, listed
from index.facts.document import FactText
from index.facts.entities import lexicon
from index.facts.measured import Measured, facts, ranged
from index.facts.nouns import is_plural, singular
from index.facts.numerals import SPACE, Amount, amounts, signed
from index.facts.when.written import ANY_MONTH
from index.models import Fact, FactKind

_SYMBOLS = (
    r"[kMGTPE]i?[Bb](?:/s|ps|it/s|it)?|[kMGTPE]?bps|[kMGT]?Hz|[kMGT]Wh?|[kMGT]?W/h|[kMGTPE]FLOPS|km/h|kph|mph|m/s|km²|km2"
    r"|sq ?km|m²|m³|sq ?ft|km|kg|cm|mm|nm|ml|ft|lbs?|oz|mg|kJ|kcal|dB|fps|rpm|bpd|b/d|ppm|hPa|psi|cc|[°º][CF]|mAh|kt|kV"
)
_SYMBOL = re.compile(
    rf"(?:{SPACE}|-)?(?P<unit>{_SYMBOLS}|(?<=\d)[CFVW]"
    r"|(?<=\d )m(?= (?:tall|long|wide|deep|high|away|above|below|apart)\b))"
    r"(?![\w/²³])"
)
_MEASURES = listed(
    "kilometres kilometers kilometre kilometer metres meters metre meter miles mile feet foot inches inch"
    " yards yard centimetres centimeters centimetre centimeter millimetres millimeters millimetre"
    " millimeter acres acre hectares hectare tonnes tonne tons ton kilograms kilogram kilogrammes kilos"
    " kilo grams gram pounds pound ounces ounce stone litres litre liters liter gallons gallon barrels"
    " barrel bushels bushel pints pint degrees degree megawatts megawatt gigawatts gigawatt kilowatts"
    " kilowatt watts watt volts terawatts hertz megahertz gigahertz decibels calories bytes megabytes"
    " gigabytes terabytes petabytes bits pixels megapixels exaflops petaflops teraflops knots light-years"
    " carats storey story seat bedroom page point member mile-an-hour"
)
_MEASURE = re.compile(
    rf"(?P<hyphen>-)?(?(hyphen)|{SPACE})(?:(?P<square>square|cubic|nautical|metric|short|long)[ -])?"
    rf"(?P<unit>{'|'.join(sorted(_MEASURES, key=len, reverse=True))})\b(?P<of> (?:Celsius|Fahrenheit|Centigrade))?"
    rf"(?P<per>(?: an hour| per hour| per second| a second| per day| a day)\b)?",
    re.IGNORECASE,
)
# Adjectives of measure when hyphenated to a number, and only then singular ('a 14-story building').
_ONLY_HYPHENATED = frozenset(listed("storey story seat bedroom page point member"))
_INVARIABLE = frozenset(["hertz", "megahertz", "gigahertz", "stone"])
_CASUALTIES = re.compile(
    rf"{SPACE}(?:(?:others |more |of them )?(?:are|is|were|was|have been|had been){SPACE})?"
    r"(?:dead|injured|wounded|missing|killed|hurt|arrested|hospitali[sz]ed|displaced|trapped)\b(?! bod)",
    re.IGNORECASE,
)
# 'killing at least 20 and wounding 30': nobody but people is told so without a noun.
_HARMED = re.compile(
    r"\b(?:killing|injuring|wounding|hurting|arresting)"
    r"(?: (?:at least|about|around|nearly|almost|some|more than|over|up to|another))? $",
    re.IGNORECASE,
)
_HARMED_END = re.compile(r"(?:[.,;)]|\Z| (?:and|in|on|at|when|as|others|more|near|during|after|before|since|while)\b)")
_NEXT_WORD = re.compile(rf"{SPACE}(?P<word>[^\W\d_][\w’'-]*)")
_ADJECTIVE = re.compile(
    r"(?:more|other|additional|new|further|extra|so-called|young|old|big|large|small|major|main|top|key|such|many|few"
    r"|separate|different|whole|full|local|former|senior|junior|foreign|good|bad|great|high|low|long|short|free|first"
    r"|last|late|poor|rich|armed|black|white|american|british|.{0,60}(?:ed|ing|al|ive|ous|ful|able|ible|ary|ish|ese|ian|less"
    r"|ican|ern|ic|est|ist|ent|ant))"
)
_NUMBERED = re.compile(
    r"(?:\b(?:top|no|nos|number|page|pages|chapter|section|article|resolution|act|rule|route|highway|flight|channel|volume"
    r"|version|aged|age|ages|room|level|phase|stage|grade|group|type|lot|lap|part|round|season|episode)\.?|[#@^_=/])\s?$",
    re.IGNORECASE,
)
_CAPITAL_BEFORE = re.compile(r"(?P<word>\b[a-z]{0,2}[A-Z][\w’'-]{0,40}) $")
# The second number of a share: 'one in five adults', 'nine out of 10 people'.
_SHARE = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{{1,3}})[ -](?:in|out of)(?: every)?[ -]$", re.IGNORECASE
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_WORDS_OF_UNIT = 3
_STOPS = FUNCTION_WORDS - {"more", "other"}
# 'Profit was 5m euros, up from 4m': the thing counted is left out, and is no metre.
_LEFT_OUT = re.compile(r"\b(?:from|to|by|at|was|were|than|some|about|around|nearly|almost|worth) $", re.IGNORECASE)
_AGE = re.compile(r"[- ]years?[- ]olds?\b", re.IGNORECASE)
_MONTH_AFTER = re.compile(rf" {ANY_MONTH}(?!\w)")
_MONTH_BEFORE = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? $")


def find(document: FactText, names: Sequence[Fact]) -> list[Fact]:
    """Return the quantities of a text; the unit is singular and as written, None as value for ranges.

    Victims counted without a noun ('12 dead') are persons, and victims of both kinds are about 'dead' or 'injured'.
    """
    text = document.text
    found = [measured for amount in amounts(text, document.sentences) if (measured := _quantity(text, amount))]
    return facts(document, FactKind.QUANTITY, ranged(text, found), names)


def _quantity(text: str, amount: Amount) -> Measured | None:
    """Return the amount with its unit if it has one."""
    if priced := money.rate(text, amount):
        return priced
    before = text[max(amount.sentence.start, amount.start - 14) : amount.start]
    if before.endswith(("$", "£", "€", "¥")) or _NUMBERED.search(before) or _MONTH_BEFORE.search(before):
        return None
    if text[amount.start] == "0" and (amount.value or 0) >= 1:
        # Numbers of telephones and models begin so, amounts do not.
        return None
    if _AGE.match(text, amount.end, amount.sentence.end) or _MONTH_AFTER.match(text, amount.end, amount.sentence.end):
        return None
    return _measured(text, amount) or _counted(text, amount, before)


def _measured(text: str, amount: Amount) -> Measured | None:
    """Return the amount with a unit of measure."""
    end = amount.sentence.end
    start, sign = signed(text, amount.sentence, amount.start)
    factor = sign or 1.0
    if match := _SYMBOL.match(text, amount.end, end):
        return Measured(amount, start, match.end(), match.group("unit"), factor)
    match = _MEASURE.match(text, amount.end, end)
    if not match:
        return None
    unit = match.group("unit").lower()
    if not match.group("hyphen") and unit in _ONLY_HYPHENATED:
        return None
    unit = unit if unit in _INVARIABLE or unit in _ONLY_HYPHENATED else singular(unit)
    words = [match.group("square"), unit, (match.group("of") or "").strip(), (match.group("per") or "").strip()]
    return Measured(amount, start, match.end(), " ".join(word for word in words if word), factor)


def _counted(text: str, amount: Amount, before: str) -> Measured | None:
    """Return the amount with the things that it counts: a plural noun, at most two modifiers before it."""
    if amount.value is not None and (amount.value <= 1 or _looks_like_year(text, amount)):
        return None
    if not amount.spelt and not amount.scaled and _in_a_name(before):
        return None
    if _SHARE.search(before):
        return None
    if match := _CASUALTIES.match(text, amount.end, amount.sentence.end):
        return Measured(amount, amount.start, match.end(), "person")
    if _HARMED.search(text[max(amount.sentence.start, amount.start - 32) : amount.start]) and _HARMED_END.match(
        text, amount.end, amount.sentence.end
    ):
        return Measured(amount, amount.start, amount.end, "person")
    titled = amount.spelt and text[amount.start].isupper() and amount.start > amount.sentence.start
    words: list[str] = []
    at = amount.end
    for _ in range(_WORDS_OF_UNIT):
        match = _NEXT_WORD.match(text, at, amount.sentence.end)
        if not match:
            break
        word, at = match.group("word"), match.end()
        lower = word.lower()
        if is_plural(word) and word not in lexicon.known_names():
            if titled and word[0].isupper():
                # 'the Six Counties' is a name.
                return None
            if word.istitle() and words and words[-1].istitle():
                # So is 'seed 8 Kim Collins'.
                break
            kept = [word for word in words if not _ADJECTIVE.fullmatch(word.lower()) and word.islower()]
            unit = " ".join([*kept[-1:], singular(lower if word.isupper() else word)])
            return Measured(amount, amount.start, at, unit)
        if (lower in _STOPS and not (word.isupper() and len(word) > 1)) or lower in VERBS or lower in NUMBER_NOUNS:
            break
        words.append(word)
    return _sprint(amount, before)


def _sprint(amount: Amount, before: str) -> Measured | None:
    """Return '400m' as metres, where no plural noun follows that could be counted in millions."""
    if _LEFT_OUT.search(before) or amount.metres is None or amount.metres < 5 or not amount.metres.is_integer():
        return None
    return Measured(amount, amount.start, amount.end, "m", 1e-6)


def _looks_like_year(text: str, amount: Amount) -> bool:
    """Tell whether the amount is four bare figures that a reader would take for a year."""
    return _YEAR.fullmatch(text, amount.start, amount.end) is not None


def _in_a_name(before: str) -> bool:
    """Tell whether the figures belong to the capitalised word before them ('Windows 10 users')."""
    match = _CAPITAL_BEFORE.search(before)
    return match is not None and match.group("word").lower() not in FUNCTION_WORDS
