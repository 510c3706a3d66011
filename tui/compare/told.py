"""What a comparison found, told line by line with the sentences themselves: disagreements, what is left out, facts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from index.models import NAME_KINDS, Disagreement, Span
from tui.compare.compared import Compared, Place, dated
from tui.compare.fact_table import TOLD, label_of, one_line, role_of, table
from tui.compare.text_layout import lay_out_units
from tui.painting import COMFORTABLE, Line, Mark, line_for_screen

_INDENT = 4


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the screen: marks, and spans of `text`."""

    line: Line
    text: str = ""
    spans: tuple[Span, ...] = ()
    """What is highlighted in `text`."""
    place: Place | None = None
    """Where an article says it; the same on all lines of an entry, which is what the cursor goes over."""
    opens: bool = False
    """Whether it is the first line of an entry."""


Telling = Callable[[Compared, int], Sequence[Said]]
"""Lays something out over a width, in cells."""


def disagreements(compared: Compared, width: int) -> list[Said]:
    """Tell where the articles disagree, then what moved on with time, then what differs and may both hold."""
    comparison = compared.comparison
    lines: list[Said] = []
    for heading, sign, told, nothing in (
        ("They disagree", "⚡", comparison.disagreements, "No two of these reports contradict each other."),
        ("Moved on from one report to the next", "→", comparison.updates, ""),
        ("Different, and both may hold", "≠", comparison.differences, ""),
    ):
        if told or nothing:
            lines.extend(_heading(heading, len(told), first=not lines))
        if not told and nothing:
            lines.append(_plain(nothing))
        for number, row in enumerate(told):
            if number:
                lines.append(Said(Line(0)))
            lines.extend(_told(compared, row, sign, width))
    return lines


def left_out(compared: Compared, width: int) -> list[Said]:
    """Tell by article what most of the others tell and it leaves out, and who tells it."""
    lines: list[Said] = []
    facts = compared.comparison.facts
    for article_id in compared.ids:
        rows = [facts[index] for index in compared.comparison.omissions.get(article_id, ()) if index < len(facts)]
        if not rows:
            continue
        lines.extend(_heading(f"{compared.names[article_id]} leaves out", len(rows), first=not lines))
        for row in rows:
            tellers = [(teller, row.places[teller][0]) for teller in compared.ids if row.places.get(teller)]
            names = ", ".join(compared.names[teller] for teller, _ in tellers)
            place = Place(*tellers[0]) if tellers else None
            words = label_of(row)
            if place is not None and row.kind not in NAME_KINDS:
                words += f": {one_line(place.span.of(compared.articles[place.article_id].text))}"
            rest = f"  told by {names}"
            label = _cut(words, max(width - _INDENT - 2 - cell_len(rest), width // 2))
            rest = _cut(rest, width - _INDENT - 2 - cell_len(label))
            marks = Mark(" " * _INDENT), Mark(label), Mark(rest, "dim")
            lines.append(Said(Line(0, marks), place=place, opens=place is not None))
    if not lines:
        lines.append(_plain("No article leaves out what most of these articles tell."))
    return lines


def facts(compared: Compared, width: int) -> list[Said]:
    """Tell the facts one below the other, with what each article says: the fact table on a narrow screen."""
    lines: list[Said] = []
    for group in table(compared):
        lines.extend(_heading(group.heading.capitalize(), len(group.rows), first=not lines))
        for row in group.rows:
            told = list(row.cells.items())
            sign = f"{row.sign:2}" if row.sign != "⚡" else row.sign
            label = Mark(_cut(row.label, width - _INDENT))
            head = Mark(" "), Mark(sign or "  ", role_of(row)), Mark(" "), label
            if all(cell.text == TOLD for _, cell in told):
                names = ", ".join(compared.names[article_id] for article_id, _ in told)
                names = "all" if len(told) == len(compared.ids) else names
                tellers = Mark(_cut(f"  {names}", width - _INDENT - 2 - cell_len(label.text)), "dim")
                lines.append(
                    Said(Line(0, (*head, tellers)), place=told[0][1].place if told else None, opens=bool(told))
                )
                continue
            lines.append(Said(Line(0, head)))
            for article_id, cell in told:
                name = Mark(f"{' ' * (_INDENT + 2)}{compared.names[article_id]}  ", "dim")
                lines.append(Said(Line(0, (name, Mark(line_for_screen(cell.text)))), place=cell.place, opens=True))
    if not lines:
        lines.append(_plain("None of these articles tells a fact that can be compared."))
    return lines


def _told(compared: Compared, row: Disagreement, sign: str, width: int) -> Iterator[Said]:
    """Tell what each article says in a row, and below it the whole sentence with the words in it."""
    pieces = (
        Mark(" "),
        Mark(sign, "conflict"),
        Mark("  " if sign != "⚡" else " "),
        Mark(_cut(one_line(row.label), width - _INDENT), "heading"),
    )
    yield Said(Line(0, pieces))
    longest = max(len(compared.names.get(article_id, "")) for article_id in row.values) if row.values else 0
    for article_id, value in row.values.items():
        if article_id not in compared.articles:
            continue
        article = compared.articles[article_id]
        place = Place(article_id, Span(value.start, value.end))
        name = Mark(f"{' ' * _INDENT}{compared.names[article_id].ljust(longest)}  ", "dim")
        units = compared.units_in(place)
        whole = one_line(Span(units[0].span.start, units[-1].span.end).of(article.text))
        # What is a whole sentence is not told twice.
        said = one_line(row.words(article_id))
        words = "" if said == whole else said
        day = Mark(f"{'  ' if words else ''}{dated(article)}", "dim")
        yield Said(Line(0, (name, Mark(_cut(words, width // 2), "conflict"), day)), place=place, opens=True)
        indent = Mark(" " * (_INDENT + 2))
        for part in lay_out_units(article, units, min(width - _INDENT - 3, COMFORTABLE)):
            told = Line(0, (indent, *part.pieces), part.role)
            yield Said(told, article.text, (place.span,), place=place)


def _heading(words: str, count: int, *, first: bool) -> Iterator[Said]:
    if not first:
        yield Said(Line(0))
    yield Said(Line(0, (Mark(f" {line_for_screen(words)}  ", "heading"), Mark(str(count) if count else "", "dim"))))


def _plain(words: str) -> Said:
    return Said(Line(0, (Mark(f" {words}", "dim"),)))


def _cut(words: str, width: int) -> str:
    words = line_for_screen(words)
    return words if cell_len(words) <= width else f"{set_cell_size(words, max(width - 1, 0)).rstrip()}…"
