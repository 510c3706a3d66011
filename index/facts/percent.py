"""Percentages with their sign: 'rose 2%' is 2, 'fell 0.6 per cent' is -0.6, 'unemployment of 5%' is 5."""

import re
from collections.abc import Sequence

from index.facts.document import FactText
from index.facts.measured import Measured, facts, ranged
from index.facts.movement import FALLING, RISING
from index.facts.numerals import SPACE, Amount, amounts, signed
from index.models import Fact, FactKind

_UNIT = re.compile(
    rf"{SPACE}?(?:(?P<points>percentage[ -]points?\b|per ?cent(?:age)?[ -]points?\b|pp\b|%[ -]points?\b)"
    rf"|(?P<basis>basis[ -]points?\b|bps?\b)|%|-?(?:per{SPACE}?cent|pct|per-cent|(?-i:pc))\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_ADJECTIVES = (
    r"(?:(?:year-on-year|annual|quarterly|monthly|sharp|further|net|overall|pay|price|rate|wage|tax|sales|profit)[ ])?"
)
_LESS = frozenset(["smaller", "weaker", "cheaper", "slower", "worse"])
_NEXT_WORD = re.compile(rf"[ -]{_ADJECTIVES}(?P<word>[a-z]{{1,40}})\b", re.IGNORECASE)
# What stands at a level has no direction, however it got there: 'fell to 5%', 'a drop from 6%', 'closed up at 5%'.
_LEVEL = re.compile(r"\b(?:to|from|at|between|above|below|than|with|of (?:its|their|the))\b", re.IGNORECASE)
_SHARE_AFTER = re.compile(
    r" (?:of (?!(?:its|their|his|her) value)|stakes?\b|share|interest|chance|owned|probability|said)"
)
_CLAUSE_START = re.compile(
    r"[;:()\"“”]|,? (?:while|but|whereas|although|though|because|when|and [\w’']{1,40} [\w’']{1,40}ed)\b"
)
_REACH = 70


def find(document: FactText, names: Sequence[Fact]) -> list[Fact]:
    """Return the percentages of a text; unit '%' or 'pp', value signed, None for ranges (see `low` and `high`)."""
    found = [
        measured
        for amount in amounts(document.text, document.sentences)
        if (measured := _percentage(document.text, amount))
    ]
    return facts(document, FactKind.PERCENT, ranged(document.text, found), names)


def _percentage(text: str, amount: Amount) -> Measured | None:
    """Return the amount as a percentage if its unit says so."""
    unit = _UNIT.match(text, amount.end, amount.sentence.end)
    if not unit:
        return None
    start, sign = signed(text, amount.sentence, amount.start)
    factor = sign or (-1.0 if _falls(text, amount, unit.end()) else 1.0)
    if unit.group("basis"):
        factor /= 100
    return Measured(
        amount,
        start,
        unit.end(),
        "pp" if unit.group("points") or unit.group("basis") else "%",
        factor,
    )


def _falls(text: str, amount: Amount, end: int) -> bool:
    """Tell whether the clause says that something went down by so much."""
    sentence = amount.sentence
    after = _NEXT_WORD.match(text, end, sentence.end)
    word = after.group("word").lower() if after else ""
    if word in RISING or word in FALLING or word in _LESS:
        return word not in RISING
    if _SHARE_AFTER.match(text, end, sentence.end):
        return False
    left = text[max(sentence.start, amount.start - _REACH) : amount.start]
    left = left[max((match.end() for match in _CLAUSE_START.finditer(left)), default=0) :]
    for match in reversed(list(_WORD.finditer(left))):
        word = match.group().lower()
        if word in RISING or word in FALLING:
            return word in FALLING and not _LEVEL.search(left, match.end())
    return False
