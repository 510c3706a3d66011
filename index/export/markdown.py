"""The Markdown export: GitHub's dialect, and readable as the plain text that it is."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

from index.export.plain import on_one_line, web_address
from index.export.reports import Mark, Report, Sentence
from index.export.side_by_side import MEANINGS, Couple, Row
from index.export.told import TOLD, FactLine, Reports, Topic, copied, fact_groups, left_out, topics
from index.models import Comparison
from index.models.relations import SIGNS

# What GitHub Flavored Markdown could take for markup inside a line, and no more: a file full of backslashes is no plain
# text. Colons begin addresses and emoji, "www." an address, "&" an entity, "$" a formula.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~]|&(?=#?\w+;)|\$(?!\d)|:(?=//|[A-Za-z+-])|(?<=\bwww)\.", re.IGNORECASE)
_STRONG = frozenset({Mark.NUMBER, Mark.NAME, Mark.TOLD})
_Lines = Iterator[str]


def markdown_page(comparison: Comparison, reports: Reports, couples: Sequence[Couple]) -> str:
    """Return the page with `couples` set side by side."""
    sections = (
        _head(reports),
        _parted("They disagree", "⚡", topics(reports, comparison.disagreements)),
        _parted("Moved on from one report to the next", "→", topics(reports, comparison.updates)),
        _parted("Different, and both may hold", "≠", topics(reports, comparison.differences)),
        _fact_table(comparison, reports),
        _left_out(comparison, reports),
        *(_side_by_side(couple) for couple in couples),
        _copied(comparison, reports),
    )
    return "".join(f"{line}\n" for section in sections for line in section)


def escaped(text: str) -> str:
    """Return `text` on one line, nothing of it markup; to stand behind something else on its line."""
    return _MARKUP.sub(r"\\\g<0>", on_one_line(text))


def _head(reports: Reports) -> _Lines:
    yield f"# {len(reports)} reports compared"
    yield ""
    for report in reports.values():
        article = report.article
        title, address = escaped(article.title).strip() or "Without a headline", web_address(article.url)
        origin = " · ".join(filter(None, (escaped(article.source).strip(), _moment(article.published))))
        yield f"- {_letter(report)} {f'[{title}](<{address}>)' if address else title}"
        yield f"  ({origin})"


def _parted(heading: str, sign: str, found: Sequence[Topic]) -> _Lines:
    if not found:
        return
    yield from _heading(heading, len(found))
    for topic in found:
        yield f"- {sign} {escaped(topic.label)}"
        for said in topic.said:
            yield f"  - {_letter(said.report)} {escaped(said.words)}: {_sentence(said.sentence)}"


def _fact_table(comparison: Comparison, reports: Reports) -> _Lines:
    groups = fact_groups(reports, comparison)
    if not groups:
        return
    yield from _heading("Facts", len(comparison.facts))
    yield f"| | Fact |{''.join(f' {report.letter} · {escaped(report.name)} |' for report in reports.values())}"
    yield f"|---|---|{'---|' * len(reports)}"
    for group in groups:
        yield f"| | **{group.heading}** |{' |' * len(reports)}"
        for line in group.lines:
            cells = "".join(f" {escaped(line.cells.get(article_id, ''))} |" for article_id in reports)
            yield f"| {line.sign} | {_label(line)} |{cells}"


def _left_out(comparison: Comparison, reports: Reports) -> _Lines:
    missing = list(left_out(reports, comparison))
    if not missing:
        return
    yield from _heading("Left out", sum(len(lines) for _, lines in missing))
    for report, lines in missing:
        for line in lines:
            words = next((words for words in line.cells.values() if words != TOLD), "")
            letters = " ".join(reports[article_id].letter for article_id in line.cells)
            yield f"- {_letter(report)} {_label(line)} {escaped(words)}".rstrip() + f" (told by {letters})"


def _side_by_side(couple: Couple) -> _Lines:
    left, right = couple.left, couple.right
    yield from _heading(f"{left.letter} · {escaped(left.name)} beside {right.letter} · {escaped(right.name)}")
    yield "   ".join(f"{SIGNS[relation]} {MEANINGS[relation]}" for relation in couple.relations)
    yield ""
    for row in couple.rows:
        yield from _row(row, couple)


def _row(row: Row, couple: Couple) -> _Lines:
    sign = f"`{SIGNS[row.relation] or ' '}`"
    told = [(report, side) for report, side in ((couple.left, row.left), (couple.right, row.right)) if side is not None]
    for number, (report, side) in enumerate(told):
        # Two spaces at the end would break the line too, but editors take them away.
        more = "\\" if number + 1 < len(told) else ""
        yield f"{'  ' if number else f'- {sign} '}{_letter(report)} {_sentence(side)}{more}"


def _copied(comparison: Comparison, reports: Reports) -> _Lines:
    found = copied(reports, comparison)
    if not found:
        return
    yield from _heading("The same words", len(found))
    for article_id, share in comparison.copied_share.items():
        yield f"- {_letter(reports[article_id])} shares {share:.0%} of its words"
    yield ""
    for number, run in enumerate(found, start=1):
        letters = ", ".join(report.letter for report in run.tellers)
        first = f", published first by {run.first.letter}" if run.first else ""
        yield f"{number}. {run.count} words in {letters}{first}: “{escaped(run.words)}”"


def _heading(words: str, count: int = 0) -> _Lines:
    yield ""
    yield f"## {words}{f' ({count})' if count else ''}"
    yield ""


def _label(line: FactLine) -> str:
    return f"{escaped(line.label)} ({line.note})" if line.note else escaped(line.label)


def _letter(report: Report) -> str:
    return f"**{report.letter}**"


def _sentence(pieces: Sentence) -> str:
    """Return a sentence in which what matters is bold.

    What is not bold and touches is escaped as one: apart, '&' and 'gt;' are harmless. So is what is bold, for asterisks
    would run together.
    """
    by_mark = groupby(pieces, key=lambda piece: piece.mark in _STRONG)
    runs = [each for strong, run in by_mark for each in _bold("".join(piece.text for piece in run), strong=strong)]
    parts = ((strong, escaped("".join(text for _, text in run))) for strong, run in groupby(runs, key=itemgetter(0)))
    return "".join(f"**{text}**" if strong else text for strong, text in parts).strip()


def _bold(text: str, *, strong: bool) -> Iterator[tuple[bool, str]]:
    """Yield `text` in runs that are bold or not: of what is `strong`, from its first letter or digit to its last.

    Asterisks beside a blank or a sign do not always begin or end bold text (CommonMark 0.31, 6.2).
    """
    inner = re.search(r"[^\W_](?:.*[^\W_])?", text, re.DOTALL) if strong else None
    if inner is None:
        yield False, text
        return
    for run in ((False, text[: inner.start()]), (True, inner[0]), (False, text[inner.end() :])):
        if run[1]:
            yield run


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return "no date"
    moment = moment.astimezone(UTC)
    return f"{moment.day} {moment:%B} {moment.year}, {moment:%H:%M} UTC"
