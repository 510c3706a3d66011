"""The pieces that pages are made of: safe lines of text, dates, counts, values in words."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal

from rich.table import Table
from rich.text import Text

from index.models import FactKind, Span
from tui.painting.screen_text import line_for_screen

_ABOUT = {
    "about": "about ",
    "at-least": "at least ",
    "at-most": "at most ",
    "more-than": "more than ",
    "less-than": "less than ",
    "nearly": "nearly ",
}
_NOUN = re.compile(r"(?=[a-z]*[aeiou])[a-z]{3,}|(?:[a-z]+-)+[a-z]{3,}")
_IRREGULAR = {"person": "people", "woman": "women", "man": "men", "child": "children", "life": "lives"}
_REGULAR = frozenset({"human", "german", "roman"})
_UNCHANGED = frozenset({
    "species", "series", "aircraft", "police", "cattle", "sheep", "fish", "deer", "staff", "personnel", "offspring",
    "people",
})  # fmt: skip
ROLES = {
    "first-reported-by": "first reported by",
    "according-to": "according to",
    "citing": "citing",
    "source-line": "source line",
    "inline": "named in the text",
}


def line(text: str, style: str = "") -> Text:
    """Return `text` on one line as it may be drawn: no controls, and never markup."""
    return Text(line_for_screen(text), style)


def marked(text: str, spans: Iterable[Span], style: str) -> Text:
    """Return `text` on one line with `spans` of it in `style`; spans in order, apart from each other."""
    found = Text()
    at = 0
    for span in spans:
        found.append(line_for_screen(text[at : span.start]))
        found.append(line_for_screen(text[span.start : span.end]), style)
        at = span.end
    found.append(line_for_screen(text[at:]))
    return found


def hanging(sign: Text, body: Text) -> Table:
    """Return `body` beside `sign`; where it takes several lines, all of them stand beside it."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_row(sign, body)
    return table


def day(moment: datetime | None) -> str:
    """Return the day in UTC, '2025-06-11'; a dash where it is unknown."""
    return f"{moment.astimezone(UTC):%Y-%m-%d}" if moment else "-"


def minute(moment: datetime) -> str:
    """Return the minute in UTC, '2025-06-11 08:40'."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun: '1 article', '1,204 articles'."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def position(shown: int, total: int, first: int, noun: str) -> str:
    """Return where in the whole this page stands: '21 to 40 of 1,204 articles'."""
    if not shown:
        return f"none of {counted(total, noun)}"
    if shown == total:
        return counted(total, noun)
    there = f"{first:,} to {first + shown - 1:,}" if shown > 1 else f"{first:,}"
    return f"{there} of {counted(total, noun)}"


def value_in_words(value: float | str | None, unit: str | None, modifier: str | None = None) -> str:
    """Return a normalised value as it is read: 'at most 1.1 exaflop', '500,000,000,000 USD', '-0.6%'."""
    number = f"{value:,.15g}" if isinstance(value, (int, float)) else value or ""
    tail = "" if not unit else unit if unit == "%" else f" {unit}"
    return limited(f"{number}{tail}", modifier)


def limited(text: str, modifier: str | None) -> str:
    """Return `text` with what limits it: 'at most 1.1 exaflops'."""
    return f"{_ABOUT.get(modifier or '', '')}{text}"


def range_in_words(low: float | None, high: float | None, unit: str | None) -> str:
    """Return both ends of a range: '2,000,000 to 3,000,000 USD'; one end where the other is open."""
    ends = [value_in_words(end, None) for end in (low, high) if end is not None]
    return value_in_words(" to ".join(ends), unit)


def plural(unit: str) -> str:
    """Return several of what the English noun `unit` counts: 'cloud regions'; a sign such as 'MW' as it is."""
    head, blank, last = unit.rpartition(" ")
    if not _NOUN.fullmatch(last):
        return unit
    for single, several in _IRREGULAR.items():
        if last.endswith(single) and last not in _REGULAR:
            return f"{head}{blank}{last.removesuffix(single)}{several}"
    if last in _UNCHANGED:
        return unit
    if last.endswith("y") and last[-2] not in "aeiou":
        return f"{unit[:-1]}ies"
    return f"{unit}es" if last.endswith(("s", "x", "z", "ch", "sh")) else f"{unit}s"


def row_name(kind: FactKind | Literal["statement"], role: str | None, label: str) -> str:
    """Return what a row of facts is called, its role in words where the label does not say it."""
    told = ROLES.get(role or "", role) if kind is FactKind.ATTRIBUTION else role
    return f"{label} ({told})" if told and told not in label else label


def letters(ids: Sequence[str]) -> dict[str, str]:
    """Return a letter for each article of a comparison: A, B, C ..."""
    return {article_id: chr(ord("A") + number) for number, article_id in enumerate(ids)}
