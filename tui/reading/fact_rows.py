"""The facts of an article as the panel words them: chosen, grouped, labelled, filtered. Nothing here draws."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.models import Fact, FactKind
from tui.reading.ages import iso_in_words

_WORTH_LEADING = 8
"""Below so many facts the groups are as quick to read as a selection from them."""
_MOST_STATEMENTS, _MOST_NAMES = 4, 2
"""What the selection holds: few enough to be taken in at a glance."""
_MOST_QUOTES = 2


@dataclass(frozen=True)
class FactRow:
    """One fact in the panel: something on the left, something on the right, one of them what it tells."""

    fact: Fact
    label: str
    value: str = ""
    tells_left: bool = False
    """Whether what it tells stands on the left, and the right only explains it."""
    under: str = ""
    """What several rows after each other stand under: the header of a table's row."""


@dataclass(frozen=True)
class FactGroup:
    """Facts of one kind under their heading, in the order of the text."""

    heading: str
    rows: tuple[FactRow, ...]


_ROLES = {
    "according-to": "according to",
    "source-line": "source",
    "inline": "source",
    "citing": "citing",
}
_MODIFIERS = {
    "about": "about",
    "at-least": "at least",
    "at-most": "up to",
    "more-than": "more than",
    "less-than": "less than",
    "nearly": "nearly",
}
_FIGURES = frozenset({FactKind.MONEY, FactKind.PERCENT, FactKind.QUANTITY})


def _first_report(fact: Fact) -> bool:
    return fact.kind is FactKind.ATTRIBUTION and fact.role == "first-reported-by"


def _of(*kinds: FactKind) -> Callable[[Fact], bool]:
    return lambda fact: fact.kind in kinds and not _first_report(fact)


_GROUPS: tuple[tuple[str, Callable[[Fact], bool]], ...] = (
    ("first reported by", _first_report),
    ("money", _of(FactKind.MONEY)),
    ("per cent", _of(FactKind.PERCENT)),
    ("quantities", _of(FactKind.QUANTITY)),
    ("dates", _of(FactKind.DATE, FactKind.PERIOD)),
    ("people", _of(FactKind.PERSON)),
    ("organisations", _of(FactKind.ORGANISATION)),
    ("places", _of(FactKind.PLACE)),
    ("products", _of(FactKind.PRODUCT)),
    ("quotes", _of(FactKind.QUOTE)),
    ("sources", _of(FactKind.ATTRIBUTION)),
    ("tables", _of(FactKind.TABLE)),
)


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one space."""
    return " ".join(text.split())


def telling(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the few facts that a reader would call key: who reported first, then statements, then two names.

    A statement says something of somebody: a figure with its subject, words with their speaker, a date that begins or
    ends something. Each sort goes by rank. Nothing is returned where there is no statement: a list of names tells
    nothing.
    """
    ranked = sorted(facts, key=lambda fact: (-fact.rank, fact.start))
    first = [fact for fact in ranked if _first_report(fact)]
    quotes = [fact for fact in ranked if fact.kind is FactKind.QUOTE and fact.speaker][:_MOST_QUOTES]
    stated = [*first, *(fact for fact in ranked if _is_statement(fact) or fact in quotes)][:_MOST_STATEMENTS]
    names = [fact for fact in ranked if fact.kind in {FactKind.PERSON, FactKind.ORGANISATION}][:_MOST_NAMES]
    return (*stated, *names) if stated else ()


def _is_statement(fact: Fact) -> bool:
    if fact.kind in _FIGURES:
        return fact.about is not None
    if fact.kind is FactKind.DATE:
        # A year or a weekday by itself tells next to nothing; with a day and a month the reader can place it.
        to_the_day = isinstance(fact.value, str) and len(fact.value) >= len("2025-06-11")
        bare = not (to_the_day and any(character.isdigit() for character in fact.text))
        return fact.role in {"since", "until", "by"} or (fact.role == "on" and not bare)
    return False


def row_of(fact: Fact) -> FactRow:
    """Return how the panel words a fact."""
    written = one_line(fact.text)
    name = one_line(str(fact.value)) if isinstance(fact.value, str) else written
    match fact.kind:
        case FactKind.PERSON | FactKind.ORGANISATION | FactKind.PLACE | FactKind.PRODUCT:
            return FactRow(fact, name, tells_left=True)
        case FactKind.QUOTE:
            words = written.strip("\"'“”„‘’«»")
            return FactRow(fact, f"“{words}”", fact.speaker or "", tells_left=True)
        case FactKind.ATTRIBUTION:
            return FactRow(fact, name, _ROLES.get(fact.role or "", ""), tells_left=True)
        case FactKind.DATE | FactKind.PERIOD:
            # 'on' is what a date is anyway.
            role = fact.role if fact.role != "on" else None
            label = " ".join(part for part in (fact.about, role, _modified(fact, written)) if part)
            return FactRow(fact, label, _resolved(fact, written), tells_left=True)
        case FactKind.TABLE:
            return FactRow(fact, fact.role or written, written if fact.role else "", under=fact.about or "")
        case _:
            figure = _modified(fact, _signed(fact, written))
            return FactRow(fact, fact.about or figure, figure if fact.about else "", tells_left=not fact.about)


def _leading_row(fact: Fact) -> FactRow:
    """Return a row that tells what it is without a heading of its kind."""
    row = row_of(fact)
    return replace(row, value="reported it first") if _first_report(fact) else row


def _signed(fact: Fact, written: str) -> str:
    """Return a percentage that fell with its sign, which the text may have told in words."""
    fell = fact.kind is FactKind.PERCENT and isinstance(fact.value, float) and fact.value < 0
    return f"−{written}" if fell and not written.startswith(("-", "−", "–")) else written


def _modified(fact: Fact, written: str) -> str:
    """Return a figure or a length of time with what limits it: 'up to 1.1 exaflops'."""
    of_a_length = fact.kind is FactKind.PERIOD and isinstance(fact.value, str) and fact.value.startswith("P")
    if fact.modifier is None or not (fact.kind in _FIGURES or of_a_length):
        return written
    return f"{_MODIFIERS[fact.modifier]} {written}"


def _resolved(fact: Fact, written: str) -> str:
    """Return the date that was meant, where the words alone do not tell: '24 Mar 2019' for 'Sunday'."""
    value = fact.value if isinstance(fact.value, str) else ""
    return "" if value[:4] in written else iso_in_words(value)


def _tells(row: FactRow, heading: str, needle: str) -> bool:
    return not needle or needle in f"{row.under} {row.label} {row.value} {row.fact.text} {heading}".casefold()


def grouped(facts: Sequence[Fact], needle: str = "") -> tuple[FactGroup, ...]:
    """Return `facts` in groups, the most telling ones first again under a heading of their own.

    With a `needle` only rows that contain it (in any case, in any part or in the heading) are left, without the leading
    group. Groups without rows are left out.
    """
    needle = needle.strip().casefold()
    ordered = sorted(facts, key=lambda fact: fact.start)
    groups: list[FactGroup] = []
    if len(facts) > _WORTH_LEADING and not needle and (leading := telling(facts)):
        groups.append(FactGroup("what matters", tuple(map(_leading_row, leading))))
    for heading, belongs in _GROUPS:
        rows = tuple(row for row in map(row_of, filter(belongs, ordered)) if _tells(row, heading, needle))
        if rows:
            groups.append(FactGroup(heading, rows))
    return tuple(groups)
