"""What a comparison found, put into words for every format: where reports part, the fact table, what was copied."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.export.plain import on_one_line
from index.export.reports import Report, Sentence
from index.models import NAME_KINDS, Comparison, CopiedRun, Disagreement, FactRow, Span

TOLD = "●"
"""Stands in a cell whose label says it all."""
_PASSAGE, _IN_A_CELL = 300, 120
"""In letters: of longer copied passages, and of longer words in a cell of the table, the beginning is shown."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one report says, and the sentence it says it in."""

    report: Report
    words: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that the reports tell differently."""

    label: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """One row of the fact table."""

    sign: str
    label: str
    note: str
    cells: Mapping[str, str]
    """By article; who does not tell it is not in it."""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Rows of the fact table under one heading."""

    heading: str
    lines: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """Words that stand in several reports."""

    words: str
    count: int
    tellers: tuple[Report, ...]
    first: Report | None


Reports = Mapping[str, Report]


def topics(reports: Reports, rows: Sequence[Disagreement]) -> tuple[Topic, ...]:
    """Return what each report says in rows that differ."""
    return tuple(
        Topic(
            on_one_line(row.label).strip(),
            tuple(
                Said(reports[article_id], words, reports[article_id].sentence_at(Span(value.start, value.end)))
                for article_id, words in _differing(row)
                for value in (row.values[article_id],)
                if article_id in reports
            ),
        )
        for row in rows
    )


def fact_groups(reports: Reports, comparison: Comparison) -> tuple[FactGroup, ...]:
    """Return the fact table, no group empty. What a disagreement or an update shows is not told again below it."""
    parted = comparison.disagreements + comparison.updates
    shown = {(row.kind, article_id, value.start) for row in parted for article_id, value in row.values.items()}
    rest = [
        row
        for row in comparison.facts
        if not all((row.kind, article_id, spans[0].start) in shown for article_id, spans in _places(row))
    ]
    groups = (
        FactGroup("They disagree", tuple(_differing_line("⚡", row) for row in comparison.disagreements)),
        FactGroup("Moved on from report to report", tuple(_differing_line("→", row) for row in comparison.updates)),
        *(
            FactGroup(heading, tuple(_fact_line(reports, row) for row in rest if row.status == status))
            for status, heading in (("shared", "Told by all"), ("some", "Told by some"), ("one", "Told by one"))
        ),
    )
    return tuple(group for group in groups if group.lines)


def left_out(reports: Reports, comparison: Comparison) -> Iterator[tuple[Report, tuple[FactLine, ...]]]:
    """Yield the reports that leave out what most of the others tell, with those facts."""
    for article_id, numbers in comparison.omissions.items():
        lines = [_fact_line(reports, comparison.facts[number]) for number in numbers]
        if lines:
            yield reports[article_id], tuple(lines)


def copied(reports: Reports, comparison: Comparison) -> tuple[Copied, ...]:
    """Return the words that reports share, the longest runs first."""
    runs = sorted(comparison.copied, key=lambda run: -run.words)
    return tuple(_copied(reports, run) for run in runs)


def _copied(reports: Reports, run: CopiedRun) -> Copied:
    tellers = tuple(reports[article_id] for article_id in run.places)
    words = on_one_line(run.places[tellers[0].article.id].of(tellers[0].article.text)).strip()
    return Copied(_cut(words, _PASSAGE), run.words, tellers, reports.get(run.first or ""))


def _differing(row: Disagreement) -> Iterator[tuple[str, str]]:
    """Yield what each article says, on one line."""
    for article_id in row.values:
        yield article_id, on_one_line(row.words(article_id)).strip()


def _differing_line(sign: str, row: Disagreement) -> FactLine:
    return FactLine(sign, on_one_line(row.label).strip(), "", dict(_differing(row)))


def _places(row: FactRow) -> Iterator[tuple[str, tuple[Span, ...]]]:
    return ((article_id, spans) for article_id, spans in row.places.items() if spans)


def _fact_line(reports: Reports, row: FactRow) -> FactLine:
    note = row.kind.value if row.kind in NAME_KINDS else "written differently, the same when rounded" * row.rounded
    cells = {
        article_id: _cell(row, spans[0].of(reports[article_id].article.text)) for article_id, spans in _places(row)
    }
    return FactLine("", on_one_line(row.label).strip(), note, cells)


def _cell(row: FactRow, written: str) -> str:
    """Return what a cell says of a report that writes it so; a dot where the label says it all."""
    return TOLD if row.kind in NAME_KINDS else _cut(on_one_line(row.words(written)).strip(), _IN_A_CELL)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"
