"""The facts of an article as the panel words them: grouped, labelled, filtered. Nothing here draws."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from index.models import NAME_KINDS, Fact, FactKind
from tui.reading.ages import date_beside
from tui.reading.elsewhere import Elsewhere
from tui.reading.leading import is_first_report, leading

_WORTH_LEADING = 8
"""Below so many facts the groups are as quick to read as a selection from them."""
_WORDS_BEFORE, _WORDS_BEHIND, _AROUND = 5, 3, 80
"""Words, and at most characters, of the sentence around a figure or date that is not known to be of anything."""
_WORD = re.compile(r"\S+")


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
    others: int | None = None
    """How many other articles tell it; None where that is not known."""
    against: tuple[str, ...] = ()
    """What other reports say in its place, each with its outlet."""


@dataclass(frozen=True)
class FactGroup:
    """Facts of one kind under their heading, in the order of the text."""

    heading: str
    rows: tuple[FactRow, ...]
    note: str = ""
    """What should be known of these facts before they are believed."""


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


def _of(*kinds: FactKind) -> Callable[[Fact], bool]:
    return lambda fact: fact.kind in kinds and not is_first_report(fact)


_GROUPS: tuple[tuple[str, Callable[[Fact], bool]], ...] = (
    ("first reported by", is_first_report),
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
_NAME_HEADINGS = frozenset({"people", "organisations", "places", "products"})


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one space."""
    return " ".join(text.split())


def row_of(fact: Fact) -> FactRow:
    """Return how the panel words a fact."""
    written = one_line(fact.text)
    name = one_line(str(fact.value)) if isinstance(fact.value, str) else written
    match fact.kind:
        case FactKind.PERSON | FactKind.ORGANISATION | FactKind.PLACE | FactKind.PRODUCT:
            return FactRow(fact, name, tells_left=True)
        case FactKind.QUOTE:
            words = written.strip("\"'“”„‘’«»")
            return FactRow(fact, f"“{words}”", _speaker(fact), tells_left=True)
        case FactKind.ATTRIBUTION:
            return FactRow(fact, name, _ROLES.get(fact.role or "", ""), tells_left=True)
        case FactKind.DATE | FactKind.PERIOD:
            # 'on' is what a date is anyway.
            role = fact.role if fact.role != "on" else None
            label = " ".join(part for part in (fact.about, role, _modified(fact, written)) if part)
            meant = date_beside(written, fact.value) if isinstance(fact.value, str) else ""
            return FactRow(fact, label, meant, tells_left=True)
        case FactKind.TABLE:
            return FactRow(fact, fact.role or written, written if fact.role else "", under=fact.about or "")
        case _:
            figure = _modified(fact, _signed(fact, written))
            return FactRow(fact, fact.about or figure, figure if fact.about else "", tells_left=not fact.about)


def _speaker(fact: Fact) -> str:
    """Return who said it; where that is a guess, as one."""
    if fact.speaker is None:
        return ""
    return f"probably {one_line(fact.speaker)}" if fact.guessed else one_line(fact.speaker)


def _leading_row(fact: Fact, text: str) -> FactRow:
    """Return a row that tells what it is without a heading of its kind."""
    row = row_of(fact)
    if is_first_report(fact):
        return replace(row, value="reported it first")
    if fact.kind in {*_FIGURES, FactKind.DATE} and not fact.about:
        return replace(row, label=_in_context(fact, text))
    return row


def _in_context(fact: Fact, text: str) -> str:
    """Return a fact with the words of its sentence around it: '…is to raise more than 70m euros on the stock…'."""
    sentence = fact.sentence
    begins = [match.start() for match in _WORD.finditer(text, max(sentence.start, fact.start - _AROUND), fact.start)]
    ends = [match.end() for match in _WORD.finditer(text, fact.end, min(sentence.end, fact.end + _AROUND))]
    first = begins[-_WORDS_BEFORE] if len(begins) >= _WORDS_BEFORE else sentence.start
    # Where little stands before it, what it is of comes behind.
    behind = _WORDS_BEHIND + max(_WORDS_BEFORE - len(begins), 0)
    last = ends[behind - 1] if len(ends) >= behind else sentence.end
    if not first <= fact.start < fact.end <= last or last - first > fact.end - fact.start + 2 * _AROUND:
        first, last = fact.start, fact.end
    cut_before, cut_behind = "…" if first > sentence.start else "", "…" if last < sentence.end else ""
    return f"{cut_before}{one_line(text[first:last])}{cut_behind}"


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


def _tells(row: FactRow, heading: str, needle: str) -> bool:
    return not needle or needle in f"{row.under} {row.label} {row.value} {row.fact.text} {heading}".casefold()


def grouped(
    facts: Sequence[Fact],
    needle: str = "",
    text: str = "",
    elsewhere: Elsewhere | None = None,
    *,
    names_note: str = "",
) -> tuple[FactGroup, ...]:
    """Return the facts of `text` in groups, the few that matter first again under a heading of their own.

    `elsewhere` is what other articles have of them, once that is known; `names_note` stands over the first names. With
    a `needle` only rows that contain it (in any case, in any part or in the heading) are left, without the leading
    group. Groups without rows are left out.
    """
    needle = needle.strip().casefold()
    others = elsewhere.others if elsewhere is not None else (None,) * len(facts)
    told = {id(fact): count for fact, count in zip(facts, others, strict=True)}
    groups: list[FactGroup] = []

    def rows_of(chosen: Iterable[Fact], worded: Callable[[Fact], FactRow]) -> tuple[FactRow, ...]:
        return tuple(_with_others(worded(fact), told[id(fact)], elsewhere) for fact in chosen)

    if len(facts) > _WORTH_LEADING and not needle:
        first = leading(facts, others, elsewhere.articles if elsewhere is not None else 0)
        groups.append(FactGroup("what matters", rows_of(first, lambda fact: _leading_row(fact, text))))
    ordered = sorted(facts, key=lambda fact: fact.start)
    for heading, belongs in _GROUPS:
        rows = rows_of(filter(belongs, ordered), row_of)
        groups.append(FactGroup(heading, tuple(row for row in rows if _tells(row, heading, needle))))
    shown = [group for group in groups if group.rows]
    at = next((number for number, group in enumerate(shown) if group.heading in _NAME_HEADINGS), None)
    if at is not None:
        shown[at] = replace(shown[at], note=names_note)
    return tuple(shown)


def _with_others(row: FactRow, others: int | None, elsewhere: Elsewhere | None) -> FactRow:
    """Return a row with how many others tell it, what they say against it, and what they call somebody."""
    if elsewhere is None:
        return replace(row, others=others)
    full = elsewhere.full_names.get(str(row.fact.value)) if row.fact.kind is FactKind.PERSON else None
    against = elsewhere.contradicted.get(row.fact.start, ()) if row.fact.kind not in NAME_KINDS else ()
    return replace(
        row,
        others=others,
        against=tuple(f"{one_line(each.source or 'another report')}: {one_line(each.text)}" for each in against),
        value=f"{one_line(full.name)} elsewhere" if full else row.value,
    )
