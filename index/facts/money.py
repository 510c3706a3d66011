"""Amounts of money in whole units of their currency, with its ISO 4217 code where the text lets it be known."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.facts.currencies import CODES, DOLLARS, NATIONAL, SIGNS, WORDS, WORDS_TOO
from index.facts.document import FactText
from index.facts.measured import Measured, facts, ranged
from index.facts.numerals import SPACE, Amount, amounts
from index.facts.when.forms import sentences_with
from index.models import Fact, FactKind

_CODES = frozenset((*CODES, "Rmb"))
_ISO = {"RMB": "CNY", "Rmb": "CNY"}
_SIGN_REACH = 12
_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?P<dollar>US|U\.S\.|AU?|CA?|Can|HK|NZ|S|NT|J|TT|Z|MX|Mex)?\$"
    r"|(?P<sign>R\$|[£€₹₩₽₪₺₦₱฿₫₴]|(?<![A-Za-z])(?:Rs\.?|RM|Tk\.?|K[Ss]h|Dhs?|[Dd]lrs?|DM|[NR](?=\Z)))"
    r"|(?<![A-Za-z])(?P<worded>(?:US )?[Dd]ollars|[Rr]upees?)(?=\s)"
    rf"|(?P<yen>[¥￥])|(?<![A-Za-z])(?P<code>[A-Z]{{3}}|Rmb)){SPACE}?$"
)

_COUNTRY_WORDS = "|".join(sorted({re.escape(key.rsplit(" ", 1)[0]) for key in NATIONAL} | {r"u\.s\."}, key=len)[::-1])
_UNIT_WORDS = "|".join(sorted((*WORDS, "crown", "punt"), key=len, reverse=True))
_AFTER = re.compile(
    rf"(?:{SPACE}|-)?(?:(?P<country>{_COUNTRY_WORDS}){SPACE})?(?P<word>{_UNIT_WORDS})(?:s|es)?\b(?:{SPACE}sterling\b)?",
    re.IGNORECASE,
)
_CODE_AFTER = re.compile(rf"{SPACE}?(?P<code>[A-Z]{{3}})\b")
_COUNTRY_AFTER = re.compile(
    rf"{SPACE}(?P<country>Canadian|Australian|US|U\.S\.)(?=\W{0, 4}$|[.,;:)]"
    rf"|{SPACE}(?:and|at|by|for|from|in|of|on|per|to)\b)"
)
_VAGUE = re.compile(
    r"\b(?:(?:(?:tens|hundreds|thousands|dozens|scores) of )?(?:hundreds|thousands|millions|billions|trillions)(?= of)"
    r" of (?:extra |additional |more )?"
    r"|(?:several|a few|many) (?:hundred )?(?:thousand|million|billion|trillion) )",
    re.IGNORECASE,
)
_VAGUE_KEYS = (
    "hundreds of",
    "thousands of",
    "millions of",
    "billions of",
    "trillions of",
    "several ",
    "a few ",
    "many ",
)
# A price of time is no amount: '$15 an hour' and '$120 a day' would contradict each other. A budget a day is one.
_RATE = re.compile(
    r"(?:\)| \([^()]{1,25}\))?[ -](?:an?|per|each|every)[ -](?P<time>hour|day|night|minute)s?\b"
    r"(?! (?:ago|after|before|earlier|later|of|to|when|that|off)\b)|/(?P<short>hour|hr|day|night)\b"
)
_LARGE = 1e6
_SOME_CURRENCY = "¤"
_CENTS = re.compile(r"[ -]cents?\b")
_HUNDREDTHS = frozenset({"cent", "ct", "c", "pence", "penny", "p"})
# Words that are money only beside a large number: they are also verbs, marks at school, weights.
_DOUBTFUL = frozenset({"won", "mark", "real", "rand", "pound", "lira", "c", "ct", "dong", "crown", "buck", "taka"})
# What follows where they are not: an object won, a thing weighed.
_NOT_BEFORE = {
    "won": re.compile(r" (?:the|a|an|their|his|her|its|by|in|at|on|from|over|against|with|and)\b", re.IGNORECASE),
    "pound": re.compile(r" (?:of|heavier|lighter)\b", re.IGNORECASE),
}
_BRITISH = re.compile(r"£|\b(?:Britain|British|UK|England|Scotland|Wales|London|sterling|pence)\b")
_STATED = re.compile(
    r"\b(?:figures|amounts|prices|sums|values)\b[^.\n\t$]{0,40}\bin (?P<country>Canadian|Australian|New Zealand"
    r"|Hong Kong|Singapore) dollars\b"
)


def find(document: FactText, names: Sequence[Fact]) -> list[Fact]:
    """Return the amounts of money of a text: value in whole units ('40 cents' is 0.4).

    The value is None for ranges, which have `low` and `high`, and for 'millions of dollars'. A bare dollar is the
    American one unless the text says in which dollars its figures are; a bare yen sign may be yen or yuan, so its unit
    stays None.
    """
    text = document.text
    exact = (_money(text, amount) for amount in amounts(text, document.sentences))
    whole = (money for money in exact if money and not _time(text, money))
    found = sorted((*whole, *_vague(document)), key=lambda money: money.start)
    if found and (stated := _STATED.search(text)):
        dollars = NATIONAL[f"{stated.group('country').lower()} dollar"]
        found = [_in_dollars(text, money, dollars) for money in found]
    return facts(document, FactKind.MONEY, ranged(text, found), names)


def rate(text: str, amount: Amount) -> Measured | None:
    """Return the amount as a price of time ('$15 an hour'), in units such as 'USD/hour'."""
    if not _RATE.search(text, amount.end, min(amount.sentence.end, amount.end + 60)):
        return None
    money = _money(text, amount)
    time = _time(text, money) if money else None
    return replace(money, unit=f"{money.unit or _SOME_CURRENCY}/{time}") if money and time else None


def _time(text: str, money: Measured) -> str | None:
    """Return the time that the money is the price of, None for a sum and for what is too much to be a price."""
    match = _RATE.match(text, money.end, money.amount.sentence.end)
    if match is None or (money.amount.value or money.amount.high or 0) >= _LARGE:
        return None
    return (match.group("time") or match.group("short")).replace("hr", "hour")


def _money(text: str, amount: Amount) -> Measured | None:
    """Return the amount as money if a sign or code stands before it, or a currency's name after it."""
    sentence = amount.sentence
    offset = max(sentence.start, amount.start - _SIGN_REACH)
    before = _BEFORE.search(text[offset : amount.start])
    after = _named_currency(text, amount)
    if before is None or not _counts(before, amount):
        return after
    end, unit = amount.end, _sign(before)
    if after and before.group("dollar") is None:
        end = after.end
    if country := _COUNTRY_AFTER.match(text, amount.end, sentence.end):
        end, unit = country.end(), DOLLARS[{"C": "c", "A": "a", "U": "us"}[country.group("country")[0]]]
    return Measured(amount, offset + before.start(), end, unit)


def _counts(before: re.Match[str], amount: Amount) -> bool:
    """Tell whether capitals before the number are a currency, and not a word or an initial."""
    code, sign = before.group("code"), before.group("sign")
    if sign in ("N", "R"):
        return amount.scaled
    if not code:
        return True
    return code in _CODES and (code not in WORDS_TOO or _is_large(amount))


def _is_large(amount: Amount) -> bool:
    return amount.scaled or (amount.value or amount.high or 0) >= 1000


def _sign(match: re.Match[str]) -> str | None:
    """Return the currency that a sign, code or word before the number stands for."""
    if code := match.group("code"):
        return _ISO.get(code, code)
    if sign := match.group("sign"):
        return SIGNS[sign.lower()]
    if word := match.group("worded"):
        return "INR" if word.lower().startswith("rupee") else "USD"
    return None if match.group("yen") else DOLLARS[(match.group("dollar") or "").lower()]


def _named_currency(text: str, amount: Amount) -> Measured | None:
    """Return the amount as money if a currency's name or code follows it."""
    code = _CODE_AFTER.match(text, amount.end, amount.sentence.end)
    if code and code.group("code") in _CODES and (code.group("code") not in WORDS_TOO or _is_large(amount)):
        return Measured(amount, amount.start, code.end(), _ISO.get(code.group("code"), code.group("code")))
    if text[amount.end : amount.end + 1] == "¢":
        return Measured(amount, amount.start, amount.end + 1, "USD", 0.01)
    match = _AFTER.match(text, amount.end, amount.sentence.end)
    if not match:
        return None
    word, country = match.group("word").lower(), (match.group("country") or "").lower().replace(".", "")
    if word in ("p", "c") and (match.start("word") != amount.end or (amount.value or 0) >= 1000):
        return None
    unit = NATIONAL.get(f"{country} {'dollar' if word == 'cent' else word}") if country else WORDS.get(word)
    if cents := _CENTS.match(text, match.end(), amount.sentence.end):
        return Measured(amount, amount.start, cents.end(), unit, 0.01)
    if match.group("word") == "Cent" and not match.group().endswith("s"):
        # One capital in the singular is what somebody is called.
        return None
    if word == "mark" and not match.group().lower().endswith("s"):
        return None
    # 'ct' is a carat as well, 'cts' hardly ever.
    doubtful = word in _DOUBTFUL and not match.group().lower().endswith("cts")
    if doubtful and not country:
        british = word == "pound" and (match.group().lower().endswith("sterling") or _BRITISH.search(text))
        other = word in _NOT_BEFORE and _NOT_BEFORE[word].match(text, match.end())
        if not (_is_large(amount) or british) or (other and not (word == "won" and amount.scaled)):
            return None
    if word == "cent" and "€" in text and "$" not in text:
        unit = "EUR"
    return Measured(amount, amount.start, match.end(), unit, 0.01 if word in _HUNDREDTHS else 1.0)


def _vague(document: FactText) -> Iterator[Measured]:
    """Yield 'hundreds of millions of dollars' and its kind, which have a currency and no value."""
    for sentence in sentences_with(document, _VAGUE_KEYS):
        for match in _VAGUE.finditer(document.text, sentence.start, sentence.end):
            amount = Amount(match.start(), match.end() - 1, sentence, None, spelt=True, scaled=True)
            if money := _named_currency(document.text, amount):
                yield money


def _in_dollars(text: str, money: Measured, unit: str) -> Measured:
    """Return money under a bare dollar sign as `unit`, other money as it is."""
    bare = text[money.start] == "$" or text[money.start : money.end].lower().endswith(("dollars", "dollar"))
    return Measured(money.amount, money.start, money.end, unit, money.factor) if bare and money.unit == "USD" else money
