"""The HTML export: one file without script and without anything from elsewhere, for a browser, a printer, a mail.

What outlets wrote is hostile: it comes into the page through `_text` and `web_address` alone. The policy in the head
forbids scripts and loading whatever else might get in.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape

from index.export.plain import language_tag, on_one_line, web_address
from index.export.reports import Mark, Report, Sentence
from index.export.side_by_side import MEANINGS, Couple, Row
from index.export.style import STYLE
from index.export.told import TOLD, FactLine, Reports, Topic, copied, fact_groups, left_out, topics
from index.models import Comparison, Disagreement
from index.models.relations import SIGNS, Relation

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_PARTED = (
    ("disagreements", "They disagree", "⚡"),
    ("updates", "Moved on from one report to the next", "→"),
    ("differences", "Different, and both may hold", "≠"),
)
_Lines = Iterator[str]


def html_page(comparison: Comparison, reports: Reports, couples: Sequence[Couple]) -> str:
    """Return the page, in HTML as browsers define it, with `couples` set side by side."""
    sections = [
        *(
            _parted(reports, anchor, heading, sign, rows)
            for (anchor, heading, sign), rows in zip(
                _PARTED, (comparison.disagreements, comparison.updates, comparison.differences), strict=True
            )
        ),
        _fact_table(comparison, reports),
        _left_out(comparison, reports),
        *(_side_by_side(couple) for couple in couples),
        _copied(comparison, reports),
    ]
    body = "\n".join(line for section in sections for line in section)
    return "\n".join([*_head(comparison, reports, couples), body, *_FOOT])


_FOOT = (
    "</main>",
    "<footer><p>Compared by Crossread. The sentences belong to the outlets that published them.</p>",
    "<p>What they share and where they part was found by a program: read them before you rely on it.</p></footer>",
    "</body>",
    "</html>",
    "",
)


def _head(comparison: Comparison, reports: Reports, couples: Sequence[Couple]) -> _Lines:
    title = f"{len(reports)} reports compared"
    headline = on_one_line(comparison.articles[0].title).strip()
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(f'{title}: {headline}')}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield f"<header><h1>{title}</h1>"
    yield '<ol class="reports">'
    for report in reports.values():
        yield from _report(report)
    yield "</ol>"
    yield '<nav aria-label="On this page">'
    for anchor, label in _contents(comparison, couples):
        yield f'<a href="#{anchor}">{label}</a>'
    yield "</nav></header>"
    yield "<main>"


def _report(report: Report) -> _Lines:
    article = report.article
    address = web_address(article.url)
    title = _text(article.title)
    if address:
        title = f'<a href="{_text(address)}" rel="noopener noreferrer">{title}</a>'
    by = f" &middot; <bdi>{_text(article.author)}</bdi>" if article.author else ""
    yield "<li>"
    yield (
        f'<p class="sans">{_letter(report)} <bdi class="outlet">{_text(article.source or "Unknown outlet")}</bdi>'
        f" &middot; {_moment(article.published)}{by}</p>"
    )
    yield f'<p class="title"{_told_in(report)}>{title}</p>'
    if address:
        yield f'<p class="sans address">{_text(address)}</p>'
    yield "</li>"


def _contents(comparison: Comparison, couples: Sequence[Couple]) -> Iterator[tuple[str, str]]:
    """Yield the sections that the page has: an anchor and a label with how much is there."""
    yield "disagreements", _counted(len(comparison.disagreements), "disagreement")
    if comparison.updates:
        yield "updates", _counted(len(comparison.updates), "update")
    if comparison.differences:
        yield "differences", _counted(len(comparison.differences), "difference")
    if comparison.facts:
        yield "facts", _counted(len(comparison.facts), "fact")
    if any(comparison.omissions.values()):
        yield "left-out", f"{sum(map(len, comparison.omissions.values()))} left out"
    for couple in couples:
        yield _anchor(couple), f"{couple.left.letter} beside {couple.right.letter}"
    if comparison.copied:
        yield "copied", _counted(len(comparison.copied), "passage") + " copied"


def _parted(reports: Reports, anchor: str, heading: str, sign: str, rows: Sequence[Disagreement]) -> _Lines:
    """Yield what each report says where they differ, with its sentence."""
    if not rows and anchor != "disagreements":
        return
    yield f'<section id="{anchor}">{_heading(heading, len(rows))}'
    if not rows:
        yield "<p>No two of these reports contradict each other.</p>"
    for topic in topics(reports, rows):
        yield from _topic(topic, sign)
    yield "</section>"


def _topic(topic: Topic, sign: str) -> _Lines:
    parts = " parts" if sign == "⚡" else ""
    yield f'<div class="topic{parts}"><h3><span class="sign part" aria-hidden="true">{sign}</span> '
    yield f"<bdi>{_text(topic.label)}</bdi></h3><dl>"
    for said in topic.said:
        yield f"<dt>{_letter(said.report)} <bdi>{_text(said.report.name)}</bdi><br>"
        yield f'<span class="note">{_moment(said.report.article.published)}</span></dt>'
        yield f"<dd{_told_in(said.report)}><b>{_text(said.words)}</b> <q>{_sentence(said.sentence)}</q></dd>"
    yield "</dl></div>"


def _fact_table(comparison: Comparison, reports: Reports) -> _Lines:
    groups = fact_groups(reports, comparison)
    if not groups:
        return
    yield f'<section id="facts">{_heading("Facts", len(comparison.facts))}'
    yield '<table class="facts"><colgroup><col class="label"></colgroup><thead><tr><th scope="col">Fact</th>'
    for report in reports.values():
        yield f'<th scope="col">{_letter(report)} <bdi>{_text(report.name)}</bdi></th>'
    yield "</tr></thead>"
    for group in groups:
        yield f'<tbody><tr><th scope="rowgroup" colspan="{len(reports) + 1}">{group.heading} '
        yield f'<span class="note">{len(group.lines)}</span></th></tr>'
        for line in group.lines:
            yield f'<tr><th scope="row">{_label(line)}</th>'
            yield from (_cell(line, report) for report in reports.values())
            yield "</tr>"
        yield "</tbody>"
    yield "</table></section>"


def _label(line: FactLine) -> str:
    sign = f'<span class="sign part" aria-hidden="true">{line.sign}</span> ' if line.sign else ""
    note = f' <span class="note">{_text(line.note)}</span>' if line.note else ""
    return f"{sign}<bdi>{_text(line.label)}</bdi>{note}"


def _cell(line: FactLine, report: Report) -> str:
    words = line.cells.get(report.article.id)
    if words is None:
        return '<td class="none"><span aria-hidden="true">&ndash;</span><span class="hidden">not told</span></td>'
    if words == TOLD:
        told = f'<span aria-hidden="true">{TOLD}</span><span class="hidden">told</span>'
        return f"<td>{_letter(report)}{told}</td>"
    return f"<td{_told_in(report)}>{_letter(report)}{_text(words)}</td>"


def _left_out(comparison: Comparison, reports: Reports) -> _Lines:
    missing = list(left_out(reports, comparison))
    if not missing:
        return
    yield f'<section id="left-out">{_heading("Left out", sum(len(lines) for _, lines in missing))}'
    yield '<p class="quiet">What most of these reports tell and one does not.</p>'
    for report, lines in missing:
        yield f"<h3>{_letter(report)} <bdi>{_text(report.name)}</bdi></h3>"
        yield '<ul class="omitted">'
        for line in lines:
            words = next((words for words in line.cells.values() if words != TOLD), "")
            letters = " ".join(reports[article_id].letter for article_id in line.cells)
            yield f"<li>{_label(line)}{f' <bdi>{_text(words)}</bdi>' if words else ''}"
            yield f' <span class="note">&middot; told by {letters}</span></li>'
        yield "</ul>"
    yield "</section>"


def _side_by_side(couple: Couple) -> _Lines:
    left, right = couple.left, couple.right
    names = f"{_letter(left)} <bdi>{_text(left.name)}</bdi> beside {_letter(right)} <bdi>{_text(right.name)}</bdi>"
    yield f'<section id="{_anchor(couple)}"><h2>{names}</h2>'
    signs = (f"{SIGNS[relation]} {MEANINGS[relation]}" for relation in couple.relations)
    yield f'<p class="note">{" &emsp;".join(signs)}</p>'
    yield '<table class="sides"><colgroup><col class="gutter"><col><col></colgroup>'
    yield "<thead><tr><td></td>"
    for report in (left, right):
        yield f'<th scope="col">{_letter(report)} <bdi>{_text(report.name)}</bdi></th>'
    yield "</tr></thead><tbody>"
    for row in couple.rows:
        yield from _row(row, couple)
    yield "</tbody></table></section>"


def _row(row: Row, couple: Couple) -> _Lines:
    sign, meaning = SIGNS[row.relation], MEANINGS[row.relation]
    part = " part" if row.relation is Relation.CONFLICT else ""
    words = f'<span aria-hidden="true">{sign}</span><span class="hidden">{meaning}</span>' if sign else ""
    yield f'<tr><td class="sign{part}">{words}</td>'
    for side, report, told in (("left", couple.left, row.left), ("right", couple.right, row.right)):
        if told is None:
            missing = f'<span aria-hidden="true">&ndash;</span><span class="hidden">not in {report.letter}</span>'
            yield f'<td class="absent">{_letter(report)}{missing}</td>'
        else:
            kind = ' class="heading"' if row.heading else ""
            yield f"<td{kind}{_told_in(report)}>{_letter(report)}{_sentence(told, side)}</td>"
    yield "</tr>"


def _copied(comparison: Comparison, reports: Reports) -> _Lines:
    found = copied(reports, comparison)
    if not found:
        return
    yield f'<section id="copied">{_heading("The same words", len(found))}'
    yield '<ul class="shares">'
    for article_id, share in comparison.copied_share.items():
        report = reports[article_id]
        yield f"<li>{_letter(report)} <bdi>{_text(report.name)}</bdi> shares {share:.0%} of its words</li>"
    yield '</ul><ol class="copied">'
    for run in found:
        letters = _listed([report.letter for report in run.tellers])
        first = f", published first by {run.first.letter}" if run.first else ""
        yield f"<li><blockquote{_told_in(run.tellers[0])}>{_text(run.words)}</blockquote>"
        yield f'<span class="note">{_counted(run.count, "word")} in {letters}{first}</span></li>'
    yield "</ol></section>"


def _text(words: str) -> str:
    """Return words as text of the page or of an attribute: nothing in them is markup."""
    return escape(on_one_line(words).strip(), quote=True)


def _sentence(pieces: Sentence, side: str = "") -> str:
    return "".join(_piece(escape(piece.text, quote=True), piece.mark, side) for piece in pieces)


def _piece(escaped: str, mark: Mark | None, side: str) -> str:
    return escaped if mark is None else f'<mark class="{f"{side} {mark}".strip()}">{escaped}</mark>'


def _heading(words: str, count: int) -> str:
    return f"<h2>{words} <small>{count}</small></h2>" if count else f"<h2>{words}</h2>"


def _letter(report: Report) -> str:
    return f'<span class="letter">{report.letter}</span>'


def _told_in(report: Report) -> str:
    """Return the attributes of an element with words of a report: its language, and the direction it is written in."""
    return f' lang="{language_tag(report.article.language)}" dir="auto"'


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return "no date"
    moment = moment.astimezone(UTC)
    return (
        f'<time datetime="{moment:%Y-%m-%dT%H:%MZ}">{moment.day} {moment:%B} {moment.year}, {moment:%H:%M} UTC</time>'
    )


def _anchor(couple: Couple) -> str:
    return f"{couple.left.letter}-{couple.right.letter}"


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
