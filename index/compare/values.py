"""Whether two values agree, or cannot both hold; between the two lies much that is neither.

A number as written stands for a range: '$500 million' may be a rounded $499.8 million, 'at least 12' any more than 12.
To agree is judged with narrow ranges, to clash with wide ones, since a false alarm costs a reader's trust.
"""

import math
import re
from datetime import date

from index.models import Fact, FactKind

NUMBERS = frozenset({FactKind.MONEY, FactKind.PERCENT, FactKind.QUANTITY})

_NARROW_DIGITS = 2  # trailing zeros behind these may come from rounding: 500 stands for 495 to 505
_WIDE_DIGITS = 1
_LOOSE_NARROW, _LOOSE_WIDE = 0.05, 0.15  # what 'about', 'nearly' or 'more than' may round away
_COUNTED = 100  # below this nobody rounds without saying so
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
_LENGTH = re.compile(r"(PT?)(\d{1,9})([A-Z])")
_SLOT = math.log(1.1)
_HALF = 0.499  # of the last place, just under a half: 12 and 13 have no number in common
_MANIFOLD = 4
_DAY = 3  # parts of a full date

Range = tuple[float, float]


def agree(one: Fact, other: Fact) -> bool:
    """Tell whether two figures or two dates, of the same unit, may be one."""
    if one.kind is FactKind.DATE:
        return dates_agree(str(one.value), str(other.value))
    return numbers_agree(one, other)


def clash(one: Fact, other: Fact) -> bool:
    """Tell whether two figures or two dates, of the same unit and about the same thing, cannot both hold."""
    if one.kind is FactKind.DATE:
        return dates_clash(str(one.value), str(other.value))
    return numbers_clash(one, other)


def lengths_clash(one: str, other: str) -> bool:
    """Tell whether two ISO 8601 durations are of one unit and not the same ('P3M', 'P9M'); others say too little."""
    first, second = _LENGTH.fullmatch(one), _LENGTH.fullmatch(other)
    return bool(first and second and first[1] == second[1] and first[3] == second[3] and first[2] != second[2])


def numbers_agree(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers of the same kind and unit may be the same number, differently rounded."""
    first, second = _written(one), _written(other)
    if first is None or second is None:
        return False
    return all(
        _within(mine, _rounded(its, _NARROW_DIGITS, _slack(other, _LOOSE_NARROW)))
        or _within(its, _rounded(mine, _NARROW_DIGITS, _slack(one, _LOOSE_NARROW)))
        for mine, its in zip(first, second, strict=True)
    )


def numbers_clash(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers of the same kind and unit about the same thing cannot both hold."""
    first, second = _possible(one), _possible(other)
    return first is not None and second is not None and (first[1] < second[0] or second[1] < first[0])


def is_manifold(one: Fact, other: Fact) -> bool:
    """Tell whether one number is more than four times the other: such numbers mostly count different things."""
    first, second = _written(one), _written(other)
    if first is None or second is None:
        return False
    least, most = sorted((abs(first[0]), abs(second[0])))
    return most > _MANIFOLD * least


def dates_agree(one: str, other: str) -> bool:
    """Tell whether two ISO 8601 dates are the same at the coarser one's precision ('2025-05', '2025-05-14')."""
    if one == other:
        return True
    first, second = _parts(one), _parts(other)
    if first is None or second is None:
        return False
    return all(first[at] == second[at] for at in range(min(len(first), len(second))))


def dates_clash(one: str, other: str) -> bool:
    """Tell whether two dates cannot be the same day; two days next to each other may be one in two time zones."""
    first, second = _parts(one), _parts(other)
    if first is None or second is None or dates_agree(one, other):
        return False
    if len(first) == len(second) == _DAY:
        try:
            return abs((date(*first) - date(*second)).days) > 1
        except ValueError:
            return False
    return True


def slot(value: float) -> int:
    """Return a bucket of the size of `value`: numbers that agree lie in the same one or in neighbours."""
    return 0 if value == 0 or not math.isfinite(value) else round(math.log(abs(value)) / _SLOT)


def _written(fact: Fact) -> Range | None:
    if fact.low is not None and fact.high is not None:
        return fact.low, fact.high
    return (fact.value, fact.value) if isinstance(fact.value, int | float) else None


def _rounded(value: float, digits: int, slack: float) -> Range:
    half = max(_half_unit(value, digits), abs(value) * slack)
    return value - half, value + half


def _half_unit(value: float, digits: int) -> float:
    """Return half of the last place that is not trailing zeros, or of the place `digits` allows where it is finer."""
    if value == 0 or not math.isfinite(value):
        return 0.0
    magnitude = math.floor(math.log10(abs(value)))
    mantissa = f"{abs(value):.12e}".split("e")[0].replace(".", "").rstrip("0")
    kept = max(len(mantissa), digits if abs(value) >= _COUNTED else magnitude + 1)
    return float(_HALF * 10.0 ** (magnitude - kept + 1))


def _slack(fact: Fact, share: float) -> float:
    return share if fact.modifier is not None else 0.0


def _possible(fact: Fact) -> Range | None:
    written = _written(fact)
    if written is None:
        return None
    slack = _slack(fact, _LOOSE_WIDE)
    low, high = _rounded(written[0], _WIDE_DIGITS, slack)[0], _rounded(written[1], _WIDE_DIGITS, slack)[1]
    if fact.modifier in {"at-least", "more-than"}:
        high = math.inf
    elif fact.modifier in {"at-most", "less-than"}:
        low = -math.inf
    return low, high


def _within(value: float, bounds: Range) -> bool:
    return bounds[0] <= value <= bounds[1]


def _parts(value: str) -> tuple[int, ...] | None:
    """Return (year, month, day) as far as given; None for forms that cannot be compared so ('2025-W23')."""
    match = _DATE.fullmatch(value)
    return tuple(int(part) for part in match.groups() if part is not None) if match else None
