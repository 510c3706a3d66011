"""What a condition of a query asks the facts: the rows of a run that meet it; and the condition that finds a fact."""

from index.models import NAME_KINDS, Fact, FactKind, Span
from index.search import amounts
from index.search.analysis import words
from index.search.dates import QUOTES, Days
from index.search.facts.calendar import days_of, written
from index.search.facts.rows import LETTERS, LONGEST_NAME, amount_of, name_key
from index.search.facts.run import Rows, Run
from index.search.query import AmountOf, FactAmount, FactDated, FactNamed, NameOf, Phrase

_NAMES: dict[NameOf, tuple[FactKind, ...]] = {
    "org": (FactKind.ORGANISATION,),
    "person": (FactKind.PERSON,),
    "place": (FactKind.PLACE,),
    "product": (FactKind.PRODUCT,),
    "name": (FactKind.ORGANISATION, FactKind.PERSON, FactKind.PLACE, FactKind.PRODUCT),
    "said": (FactKind.QUOTE,),
    "reported-by": (FactKind.ATTRIBUTION,),
}
_CONDITION: dict[FactKind, NameOf] = {kinds[0]: name for name, kinds in _NAMES.items() if len(kinds) == 1}
_AMOUNTS: dict[FactKind, AmountOf] = {
    FactKind.MONEY: "money",
    FactKind.PERCENT: "percent",
    FactKind.QUANTITY: "quantity",
}
_QUOTED_WORDS = 12
"""Of a longer quotation its first words: others may quote less of it."""
_FEWEST_QUOTED = 3
_UNQUOTED = str.maketrans(dict.fromkeys(QUOTES, " "))
_NOWHERE = Span(0, 0)


def rows(run: Run, condition: FactNamed | FactAmount | FactDated) -> Rows:
    """Return the rows of the articles that meet a condition, in any order and repeatedly."""
    match condition:
        case FactNamed(name, text, _, begins):
            letters = "".join(LETTERS[kind] for kind in _NAMES[name])
            return run.named(letters + letters.upper(), name_key(text).split(" "), begins=begins)
        case FactAmount(name, asked):
            return run.amounts(FactKind(name), asked.low, asked.high, asked.unit)
        case FactDated(days):
            return run.amounts(FactKind.DATE, days.first, days.last)


def condition(fact: Fact) -> FactNamed | FactAmount | FactDated | Phrase | None:
    """Return what finds the articles with a fact, None where it cannot be looked for."""
    if fact.kind in NAME_KINDS or fact.kind is FactKind.ATTRIBUTION:
        return _named(_CONDITION[fact.kind], fact.value)
    if fact.kind in _AMOUNTS:
        return _amount(_AMOUNTS[fact.kind], fact)
    if fact.kind is FactKind.DATE and isinstance(fact.value, str):
        days = days_of(fact.value)
        return None if days is None else dated(days)
    return _phrase(fact.text) if fact.kind is FactKind.QUOTE else None


def named(kind: FactKind, value: str) -> FactNamed | None:
    """Return what finds a name: of a person and so on, of who is quoted, of a source."""
    return _named(_CONDITION[kind], value)


def dated(days: Days) -> FactDated:
    """Return what finds some days."""
    return FactDated(days, written(days).replace("/", ".."), _NOWHERE)


def amount(kind: FactKind, low: float, high: float, unit: str) -> FactAmount | None:
    """Return what finds an amount or a range, in a unit or, where it is empty, in any; None where nothing does."""
    name = _AMOUNTS[kind]
    # "2mpp" would be no number.
    write, blank = (amounts.plain, "") if kind is FactKind.PERCENT else (amounts.written, " ")
    number = write(low) + ("" if low == high else f"..{write(high)}")
    text = f"{number}{blank}{unit.translate(_UNQUOTED)}".strip()
    asked = amounts.amounts(text, name)
    # "2 lakh" of a unit by that name would be read as another number.
    if asked is None or not asked.low <= low <= high <= asked.high or asked.unit != amounts.unit_key(unit, name):
        return None
    return FactAmount(name, asked, text, _NOWHERE)


def _named(name: NameOf, value: object) -> FactNamed | None:
    if not isinstance(value, str) or not name_key(value):
        return None
    text = value[:LONGEST_NAME].translate(_UNQUOTED).replace("*", " ")
    return FactNamed(name, " ".join(text.split()), _NOWHERE)


def _amount(name: AmountOf, fact: Fact) -> FactAmount | None:
    found = amount_of(fact)
    return None if found is None else amount(FactKind(name), found.low, found.high, fact.unit or "")


def _phrase(text: str) -> Phrase | None:
    """Return the first words of a quotation, None of one that is too short to be told from others."""
    text = " ".join(text.translate(_UNQUOTED).split())
    found = list(words(text[:1_000], query=True))[:_QUOTED_WORDS]
    if len(found) < _FEWEST_QUOTED:
        return None
    return Phrase(text[found[0].start : found[-1].end], None, _NOWHERE)
