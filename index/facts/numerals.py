"""Reading numbers: figures and words, magnitudes, ranges and hedges ('2 to 3 million', 'two and a half', 'nearly').

Money, percentages, quantities and periods all begin here: each takes the amounts of a text and looks at what stands
before and after them.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.facts.closedclass import listed
from index.facts.currencies import CODES
from index.facts.document import lowered
from index.facts.movement import FALLING, RISING
from index.models import Modifier, Span

SPACE = r"[ \u00a0\u2009\u202f\n]"
"""White space inside a phrase: never a tab, which parts table cells."""

_SMALL = {
    word: Decimal(value)
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
            " seventeen eighteen nineteen"
        ),
    )
}
_TENS = {
    word: Decimal(10 * value)
    for value, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
_SCALES = {
    "hundred": Decimal(100), "dozen": Decimal(12), "thousand": Decimal(10**3), "k": Decimal(10**3),
    "lakh": Decimal(10**5), "lakhs": Decimal(10**5), "crore": Decimal(10**7), "crores": Decimal(10**7),
    "million": Decimal(10**6), "mln": Decimal(10**6), "mn": Decimal(10**6), "m": Decimal(10**6),
    "billion": Decimal(10**9), "bln": Decimal(10**9), "bn": Decimal(10**9), "b": Decimal(10**9),
    "trillion": Decimal(10**12), "trn": Decimal(10**12), "tn": Decimal(10**12),
}  # fmt: skip
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}

# At most 15 digits: a longer run is no amount, and the bound keeps a page of digits linear.
_FIGURES = r"(?:\d{1,3}(?:,\d{2,3}){0,4},\d{3}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,9})?|(?<!\d)\.\d{1,6})(?!\d|[.,:/]\d)"
_AND_PART = r"(?:[ -]and[ -](?:an?[ -])?(?:half|quarter)\b)"
_FRACTION = r"(?:[ -]?\d{1,2}/\d{1,2}(?![\d/])|[½¼¾])"
_BELOW_TWENTY = "(?:" + "|".join(sorted(_SMALL, key=len, reverse=True)) + ")"
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_SMALL)[1:10])})\b)?|{_BELOW_TWENTY})\b"
_HUNDREDS = rf"(?:(?:{_BELOW_HUNDRED}|an?)[ -]hundred\b(?:(?: and)? {_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_SCALE_WORDS = r"(?:hundred|dozen|thousand|lakhs?|crores?|million|billion|trillion)\b"
_SCALE = rf"(?:{SPACE}?-?{_SCALE_WORDS}|(?<=[\d½¼¾]){SPACE}?(?:mln|mn|bln|bn|trn|tn)\b|(?<=[\d½¼¾])[kmb](?![\w/²³]))"
# Figures inside a word are no number ('H100'), except behind a currency written without a space ('RM50', 'EUR5m').
_CURRENCY_BEFORE = (
    rf"(?=\d)(?-i:(?<=\b(?:{'|'.join(CODES)}|Rmb))|(?<=\bRM)|(?<=\bRs)|(?<=\bTk)|(?<=\bDM)|(?<=\bDh)|(?<=\bDhs)"
    r"|(?<=\bN)(?=\d[\d.,]{0,20} [mbt])|(?<=\bR)(?=\d[\d.,]{0,20} ?[mb]))"
)
# A fraction of figures is tried before the figures alone, whose own guard would refuse '2 1/2'.
_NUMBER = re.compile(
    rf"(?:(?<![\w/])|{_CURRENCY_BEFORE})(?<!\d[.,:])(?<![a-z]-)(?:"
    rf"(?P<figures>\d{{1,4}}{_FRACTION}|{_FIGURES}|[½¼¾]){_AND_PART}?{_SCALE}{{0,2}}"
    rf"|(?:half|(?:a )?quarter of)[ -]an?(?: {_SCALE_WORDS})?"
    rf"|{_HUNDREDS}{_AND_PART}?(?:{_SCALE}{{1,2}}(?:(?: and)? {_HUNDREDS})?)?"
    rf"|an? {_SCALE_WORDS}(?: {_SCALE_WORDS})?(?: and an? half\b)?"
    rf")(?!\d)(?!(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
# Where a number can begin, in lower case: to try the whole pattern at every letter would take thrice as long.
_START = re.compile(
    rf"\d+|[½¼¾]|\b(?:{_BELOW_TWENTY}|{'|'.join(_TENS)}|half|quarter of|an? (?:quarter of|{_SCALE_WORDS}))"
)
_SHAPES = frozenset({"4K", "8K"})
"""Resolutions of pictures, no thousands."""
_TOKEN = re.compile(r"\d{1,20}/\d{1,20}|[\d,]{0,30}\.?\d{1,30}|[½¼¾]|[a-z]{1,40}", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?:{SPACE}?[-–—]{SPACE}?|{SPACE}(?:to|or){SPACE})", re.IGNORECASE)
_AND = re.compile(rf"{SPACE}and{SPACE}", re.IGNORECASE)
_BETWEEN_BEFORE = re.compile(rf"\bbetween{SPACE}{{1,3}}[^\w\s]{{0,3}}$", re.IGNORECASE)
# 'from 3 to 5' is a change from one to the other, unless something 'ranges' so.
_FROM_BEFORE = re.compile(
    rf"(?<!range )(?<!ranged )(?<!ranges )(?<!ranging )\bfrom{SPACE}{{1,3}}[^\w\s]{{0,3}}$", re.IGNORECASE
)
_SIGN = re.compile(r"(?:(?P<plus>\+|\bplus )|(?<![^\s(])[-−]|\bminus )\Z", re.IGNORECASE)
_MOVED_BEFORE = re.compile(
    rf"\b(?:{'|'.join(sorted(RISING | FALLING, key=len, reverse=True))}|moved|by)(?: [a-z]{{1,12}}){{0,2}} [^\w\s]?$",
    re.IGNORECASE,
)

_HEDGES: tuple[tuple[Modifier, str], ...] = (
    ("nearly", r"nearly|almost|close to|just under|just short of|just below|approaching|virtually|not quite"),
    ("at-least", r"at least|no less than|not less than|no fewer than|a minimum of|minimum|as little as|as few as"),
    ("at-most", r"at most|up to|as much as|as many as|as high as|no more than|not more than|a maximum of|maximum"),
    ("more-than", r"more than|just over|well over|over|above|exceeding|upwards of|in excess of|greater than|topping"),
    ("less-than", r"less than|fewer than|well under|under|below|lower than"),
    ("about", r"about|around|roughly|approximately|an estimated|estimated|some|circa|in the region of|or so|~"),
)
_HEDGE = re.compile("|".join(rf"(?P<m{at}>(?<!\w)(?:{words}))" for at, (_, words) in enumerate(_HEDGES)), re.IGNORECASE)
_HEDGE_BEFORE = re.compile(rf"(?:{_HEDGE.pattern}){SPACE}?(?:(?:an?|the){SPACE})?[-+−]?$", re.IGNORECASE)
_HEDGE_AFTER = re.compile(
    rf"{SPACE}or (?:(?P<more>more)|(?P<less>less|fewer)|(?P<so>so)\b)|(?P<plus>\+|-plus\b)", re.IGNORECASE
)
_HEDGE_REACH = 24


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text: `value` for one, `low` and `high` for a range; both ends in whole units."""

    start: int
    end: int
    sentence: Span
    value: float | None
    low: float | None = None
    high: float | None = None
    spelt: bool = False
    """Written in words."""
    scaled: bool = False
    """With a magnitude ('million', 'bn', 'dozen')."""
    metres: float | None = None
    """For figures with an attached 'm' that could also be metres ('400m'): how many."""


def read(words: str) -> float:
    """Return the value of one number as written ('two and a half billion', '1,200', '1.2m', '3 lakh crore').

    Raises ValueError where there is no number in it.
    """
    total, current, scaled = Decimal(0), None, False
    for token in _TOKEN.findall(words.lower()):
        if token in _SCALES:
            if scaled and current is None:
                total *= _SCALES[token]
            elif token in ("hundred", "dozen"):
                current = (Decimal(1) if current is None else current) * _SCALES[token]
                continue
            else:
                total += (Decimal(1) if current is None else current) * _SCALES[token]
            current, scaled = None, True
        elif (part := _part(token)) is not None:
            current = (current or Decimal(0)) + part
            # 'half a million': the half is of the magnitude that follows, so it stays in `current`.
    if current is None and not scaled:
        raise ValueError(f"No number in {words!r}")
    return float(total + (current or Decimal(0)))


def _part(token: str) -> Decimal | None:
    """Return what one token adds to the number, or None for a joining word ('and', 'a', 'of')."""
    for table in (_SMALL, _TENS, _FRACTIONS, _PARTS):
        if token in table:
            return table[token]
    if "/" in token:
        over, under = token.split("/")
        return Decimal(over) / Decimal(under) if int(under) else Decimal(0)
    return Decimal(token.replace(",", "")) if token[-1].isdigit() else None


@functools.lru_cache(maxsize=2)
def amounts(text: str, sentences: Sequence[Span]) -> tuple[Amount, ...]:
    """Return the numbers inside `sentences` of `text`, ranges joined, in order.

    Ordinals, clock times, versions, and digits inside a word are not amounts. Cached, because four kinds ask in turn.
    """
    found: list[Amount] = []
    previous: Amount | None = None
    for match, sentence in _numbers(text, sentences):
        if match.group() in _SHAPES:
            continue
        amount = _amount(match, sentence)
        if previous and previous.sentence == sentence and (joined := _joined(text, previous, amount)):
            found[-1], previous = joined, None
        else:
            found.append(amount)
            previous = amount
    return tuple(found)


def _numbers(text: str, sentences: Sequence[Span]) -> Iterator[tuple[re.Match[str], Span]]:
    """Yield the numbers inside `sentences`, which are in order, each with its sentence."""
    remaining = iter(sentences)
    sentence = next(remaining, None)
    done = 0
    for start in _START.finditer(lowered(text)):
        at = start.start()
        while sentence is not None and sentence.end <= at:
            sentence = next(remaining, None)
        if sentence is None:
            return
        if text[at - 1 : at] == "." and not text[max(0, at - 2) : at - 1].isalnum():
            at -= 1
        if at >= max(done, sentence.start) and (match := _NUMBER.match(text, at, sentence.end)):
            yield match, sentence
            done = match.end()


def _amount(match: re.Match[str], sentence: Span) -> Amount:
    """Return one number as an amount."""
    words = match.group()
    figures = match.group("figures")
    return Amount(
        match.start(),
        match.end(),
        sentence,
        read(words),
        spelt=figures is None,
        scaled=words[-1].isalpha() and _TOKEN.findall(words.lower())[-1] in _SCALES,
        metres=read(figures) if figures and words == figures + "m" else None,
    )


def _joined(text: str, left: Amount, right: Amount) -> Amount | None:
    """Return the range from `left` to `right` if what stands around them says that they are one."""
    if not spans_range(text, left.start, left.end, right.start) or not (ends := range_ends(text, left, right)):
        return None
    return replace(right, start=left.start, value=None, low=ends[0], high=ends[1], spelt=left.spelt, metres=None)


def range_ends(text: str, left: Amount, right: Amount) -> tuple[float, float] | None:
    """Return both ends of a range in whole units ('2 to 3 million' begins at 2 million), None where it is none."""
    if left.value is None or right.value is None:
        return None
    low, high = left.value, right.value
    if right.scaled and not left.scaled and low < 1000:
        low *= float(_SCALES[_TOKEN.findall(text[right.start : right.end].lower())[-1]])
    # A thousandfold range is two numbers that happen to meet ('June 5 to 300,000 people').
    return (low, high) if low < high and (not low or high / low <= 1000) else None


def is_move(text: str, sentence: Span, start: int, low: float, high: float) -> bool:
    """Tell whether 'low to high', the first at `start`, is a move and its end: 'rose *$2 to $65*' is no range."""
    return bool(high > 2 * low and _MOVED_BEFORE.search(text[max(sentence.start, start - _HEDGE_REACH) : start]))


def spans_range(text: str, start: int, left_end: int, right_start: int) -> bool:
    """Tell whether two numbers, the first at `[start, left_end)`, are the ends of one range by what joins them."""
    before = text[max(0, start - 12) : start]
    if _BETWEEN.fullmatch(text, left_end, right_start):
        return not _FROM_BEFORE.search(text[max(0, start - 20) : start])
    return bool(_AND.fullmatch(text, left_end, right_start) and _BETWEEN_BEFORE.search(before))


def signed(text: str, sentence: Span, start: int) -> tuple[int, float | None]:
    """Return where the number at `start` begins with its sign, and 1 or -1 for the sign, None where it has none."""
    match = _SIGN.search(text, max(sentence.start, start - 7), start)
    if match is None:
        return start, None
    return match.start(), 1.0 if match.group("plus") else -1.0


def hedge(text: str, sentence: Span, start: int, end: int) -> Modifier | None:
    """Return how firmly the number at `[start, end)` is meant, from the words just before or after it."""
    if match := _HEDGE_BEFORE.search(text[max(sentence.start, start - _HEDGE_REACH) : start]):
        return next(_HEDGES[int(name[1:])][0] for name, words in match.groupdict().items() if words)
    if match := _HEDGE_AFTER.match(text, end, sentence.end):
        return "about" if match.group("so") else "at-most" if match.group("less") else "at-least"
    return None
