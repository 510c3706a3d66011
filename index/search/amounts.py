"""The amounts of the query language, from `>=1bn` and `100m..2bn` to `$1bn`, `1bn EUR` and `35 regions`.

They are read as `index.facts` reads those of an article: in whole units, with ISO 4217 for a currency.
"""

import functools
import math
import re
from decimal import Decimal
from typing import NamedTuple

from index.search.analysis import fold, stem_in, words

_SCALES = {
    "k": 3, "thousand": 3, "lakh": 5, "m": 6, "mn": 6, "mln": 6, "million": 6, "crore": 7, "b": 9, "bn": 9, "bln": 9,
    "billion": 9, "t": 12, "tn": 12, "trn": 12, "trillion": 12,
}  # fmt: skip
_CURRENCIES = {
    "$": "usd", "us$": "usd", "usd$": "usd", "a$": "aud", "au$": "aud", "c$": "cad", "ca$": "cad", "hk$": "hkd",
    "nz$": "nzd", "s$": "sgd", "nt$": "twd", "r$": "brl", "€": "eur", "£": "gbp", "¥": "jpy", "cn¥": "cny",
    "₹": "inr", "rs": "inr", "₩": "krw", "₽": "rub", "₪": "ils", "₺": "try", "₦": "ngn", "₱": "php", "฿": "thb",
    "₫": "vnd", "₴": "uah", "dollar": "usd", "euro": "eur", "pound": "gbp", "yen": "jpy", "yuan": "cny",
    "rupee": "inr", "rouble": "rub", "ruble": "rub", "rmb": "cny", "renminbi": "cny", "sterling": "gbp", "stg": "gbp",
    "dlr": "usd", "won": "krw", "rand": "zar", "real": "brl", "reais": "brl", "baht": "thb", "shekel": "ils",
    "zloty": "pln", "ringgit": "myr", "forint": "huf", "rupiah": "idr", "naira": "ngn", "taka": "bdt",
    "hryvnia": "uah", "krona": "sek", "kronor": "sek",
}  # fmt: skip
_CODES = (
    "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bef bgn bhd bif bmd bnd bob brl bsd btn bwp byn bzd cad cdf"
    " chf clp cny cop crc cup cve czk dem djf dkk dop dzd egp ern esp etb eur fjd fkp frf gbp gel ghs gip gmd gnf gtq"
    " gyd hkd hnl hrk htg huf idr iep ils inr iqd irr isk itl jmd jod jpy kes kgs khr kmf kpw krw kwd kyd kzt lak lbp"
    " lkr lrd lsl lyd mad mdl mga mkd mmk mnt mop mru mur mvr mwk mxn myr mzn nad ngn nio nlg nok npr nzd omr pab pen"
    " pgk php pkr pln pyg qar rmb ron rsd rub rwf sar sbd scr sdg sek sgd shp sle sos srd ssp stn svc syp szl thb tjs"
    " tmt tnd top try ttd twd tzs uah ugx usd uyu uzs ves vnd vuv wst xaf xcd xof xpf yer zar zmw zwl"
)
"""ISO 4217, with some that the euro replaced, a blank between them."""
_PLURALS = {"women": "woman", "men": "man", "people": "person", "children": "child", "lives": "life"}
"""Plurals that no stemmer brings back; -s and -ies it does."""
_POINTS = frozenset({"pp", "percentage point", "percent point", "point"})
_PERCENT = frozenset({"%", "percent", "per cent", "pct"})
_NUMBER = re.compile(
    r"(?P<before>[^\d+−.-]*?)\s*(?P<sign>[+−-]?)(?P<digits>\d[\d,]{0,30}(?:\.\d{1,30})?|\.\d{1,30})"
    r"(?P<scale>(?:k|m|mn|mln|b|bn|bln|t|tn|trn)(?![^\W\d_])|\s?(?:thousand|lakh|million|crore|billion|trillion)s?\b)?"
    r"\s*(?P<after>(?:[^\d\s].{0,100})?)",
    re.IGNORECASE | re.ASCII,
)
_SIGNS = ("<=", ">=", "<", ">")
_NEAR = 1e-9
"""What two ways of reckoning the same amount may differ by, as a share of it."""


class Amounts(NamedTuple):
    """The amounts from `low` to `high`, both included, in the unit with this key; "" is any unit."""

    low: float
    high: float
    unit: str


def amounts(text: str, kind: str) -> Amounts | None:
    """Return what `text` asks for of a `kind` (money, percent, quantity), or None where that is no amount.

    A unit alone means every amount in it. Either end of a range may be left open; a unit after the second end is that
    of both. Ends that are changed about are put in order.
    """
    text = " ".join(text.split())
    for sign in _SIGNS:
        if text.startswith(sign):
            one = _amount(text.removeprefix(sign).strip(), kind)
            if one is None:
                return None
            below, above = _around(one.low)
            return {
                "<=": Amounts(-math.inf, above, one.unit),
                ">=": Amounts(below, math.inf, one.unit),
                "<": Amounts(-math.inf, math.nextafter(below, -math.inf), one.unit),
                ">": Amounts(math.nextafter(above, math.inf), math.inf, one.unit),
            }[sign]
    start, dots, end = (part.strip() for part in text.partition(".."))
    if not dots:
        return _whole(text, kind)
    low, high = _end(start, kind, -math.inf), _end(end, kind, math.inf)
    if low is None or high is None or not start + end or (low.unit and high.unit and low.unit != high.unit):
        return None
    least, most = sorted((low.low, high.high)) if start and end else (low.low, high.high)
    return Amounts(_around(least)[0], _around(most)[1], low.unit or high.unit)


def written(value: float) -> str:
    """Return a number as the query language has it: 5e11 is `500bn`."""
    for name, power in (("tn", 12), ("bn", 9), ("m", 6)):
        if abs(value) >= 10**power:
            short = Decimal(repr(value)).scaleb(-power).normalize()
            return f"{short:f}{name}"
    return plain(value)


def plain(value: float) -> str:
    """Return a number in digits alone."""
    return f"{Decimal(repr(value)).normalize():f}"


def unit_key(unit: str, kind: str) -> str:
    """Return what the unit of a fact of this `kind` is known by.

    That of a quantity are its words folded, stemmed as English, the last one first: so `job` and `jobs` are one, and
    whoever asks for regions finds cloud regions by how their key begins.
    """
    return _words_key(unit) if kind == "quantity" else unit.lower()


@functools.lru_cache(maxsize=65536)
def _words_key(unit: str) -> str:
    found = [word.written for word in words(unit[:100], query=True)]
    found[-1:] = [_PLURALS.get(word, word) for word in found[-1:]]
    found = [stem_in(word, "en") for word in found]
    return " ".join(reversed(found)) or fold(unit[:100]).strip()


def _end(text: str, kind: str, open_: float) -> Amounts | None:
    """Return one end of a range; `open_` where nothing is written."""
    return _amount(text, kind) if text else Amounts(open_, open_, "")


def _whole(text: str, kind: str) -> Amounts | None:
    one = _amount(text, kind)
    if one is not None:
        below, above = _around(one.low)
        return Amounts(below, above, one.unit)
    if any(character.isdigit() for character in text):
        return None
    unit = _unit(text, kind)
    return Amounts(-math.inf, math.inf, unit) if unit else None


def _around(value: float) -> tuple[float, float]:
    """Return the least and the greatest number that may be meant by one."""
    if math.isinf(value):
        return value, value
    return value - abs(value) * _NEAR, value + abs(value) * _NEAR


def _amount(text: str, kind: str) -> Amounts | None:
    """Return a number with its unit, before or behind it, if it has one."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    scale = (match["scale"] or "").strip().lower()
    power = _SCALES.get(scale) or _SCALES.get(scale.removesuffix("s"), 0)
    value = float(Decimal(match["digits"].replace(",", "")).scaleb(power))
    before, after = match["before"].strip(), match["after"].strip()
    unit = _unit(before or after, kind) if before or after else ""
    if unit is None or (before and after) or not math.isfinite(value):
        return None
    if match["sign"] in {"-", "−"}:
        value = -value
    return Amounts(value, value, unit)


def _unit(text: str, kind: str) -> str | None:
    """Return the key of a unit, None where it is none of this kind."""
    text = text.strip().casefold()
    single = text.removesuffix("s") if len(text) > 2 else text
    match kind:
        case "money":
            known = _CURRENCIES.get(text) or _CURRENCIES.get(single)
            return known or (text if re.fullmatch("[a-z]{3}", text) and text in _CODES else None)
        case "percent":
            return "%" if text in _PERCENT else "pp" if single in _POINTS or text in _POINTS else None
    return _words_key(text) or None
