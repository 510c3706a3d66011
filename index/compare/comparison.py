"""Several reports laid side by side: what they share, word for word and fact for fact, and where they part."""

from collections.abc import Sequence
from itertools import combinations

from index.compare.alignment import Aligner, Alignment, Link, Match
from index.compare.cells import differences
from index.compare.conflict import Conflict
from index.compare.disagreements import conflicts
from index.compare.edits import word_edits
from index.compare.pool import CAPITAL_NOUNS, Body, Report, pool, similar_candidates
from index.compare.table import fact_rows, omissions
from index.compare.telling import Aligned, Telling, tell
from index.compare.verbatim import copied_runs, copied_share
from index.errors import BadInputError
from index.models import (
    FEWEST_COMPARED,
    MOST_COMPARED,
    SURE_PAIR,
    ArticleSummary,
    Comparison,
    Pair,
    Passage,
    Side,
    Sign,
)

__all__ = ["Report", "compare"]

_MOST_SCORE = 0.999  # of other words

_Couples = dict[tuple[int, int], Alignment]


def compare(reports: Sequence[Report], *, all_pairs: bool = False) -> Comparison:
    """Compare two to eight reports; the same article given twice counts once.

    `all_pairs` lists the sentence pairs of all couples of articles, else of the first two only. What only one article
    tells is found against all others either way; headings, table rows and fragments of under four words are neither
    aligned nor listed there, nor are sentences beyond the first few thousand. Raise BadInputError for fewer than two
    different articles or for more than eight.
    """
    reports = list({report.article.id: report for report in reports}.values())
    if len(reports) < FEWEST_COMPARED:
        raise BadInputError("A comparison needs at least two different articles.")
    if len(reports) > MOST_COMPARED:
        raise BadInputError(f"At most {MOST_COMPARED} articles can be compared at once; {len(reports)} were given.")
    lines = pool(
        [Body(report.article.text, report.article.blocks, report.sentences, report.article.language)
         for report in reports]
    )  # fmt: skip
    telling = tell(reports, lines)
    aligner = Aligner(lines)
    couples = {(left, right): aligner.align(left, right) for left, right in combinations(range(len(reports)), 2)}
    aligned = _aligned(couples)
    disagreements, updates = conflicts(telling, aligned)
    couples = _with_conflicts(couples, telling, disagreements)
    rows = fact_rows(telling, aligned)
    lines_of = dict(zip(telling.ids, lines, strict=True))
    copied = copied_runs(lines_of, dict(zip(telling.ids, telling.published, strict=True)))
    shown = couples if all_pairs else {(0, 1): couples[0, 1]}
    return Comparison(
        articles=tuple(_summary(report) for report in reports),
        pairs=tuple(
            _pair(reports, telling, couple, match, disagreements)
            for couple, alignment in shown.items()
            for match in alignment.matches
        ),
        only=_only(reports, telling, couples),
        copied=copied,
        copied_share=copied_share(lines_of, copied),
        facts=rows,
        disagreements=tuple(found.model(telling.ids) for found in disagreements),
        updates=tuple(found.model(telling.ids) for found in updates),
        differences=differences(telling),
        omissions=omissions(telling, rows),
    )


def _summary(report: Report) -> ArticleSummary:
    return ArticleSummary(**{name: getattr(report.article, name) for name in ArticleSummary.model_fields})


def _aligned(couples: _Couples) -> Aligned:
    """Return the sentences that surely belong together: facts lean on no doubtful link."""
    found = {
        (left, link.left, right, link.right)
        for (left, right), alignment in couples.items()
        for link in alignment.links
        if link.score >= SURE_PAIR
    }
    return frozenset(found | {(right, other, left, one) for left, one, right, other in found})


def _with_conflicts(couples: _Couples, telling: Telling, disagreements: Sequence[Conflict]) -> _Couples:
    """Set the sentences of a disagreement side by side, however they are worded."""
    joined = dict(couples)
    for found in disagreements:
        for one, other in found.couples():
            couple = one.report, other.report
            left, right = one.lines[0], other.lines[0]
            if all(
                line >= 0 and telling.lines[at][line].telling for at, line in zip(couple, (left, right), strict=True)
            ):
                joined[couple] = joined[couple].joined(Link(left, right, SURE_PAIR))
    return joined


def _pair(
    reports: Sequence[Report],
    telling: Telling,
    couple: tuple[int, int],
    match: Match,
    disagreements: Sequence[Conflict],
) -> Pair:
    left, right = (_side(reports[at], numbers) for at, numbers in zip(couple, (match.left, match.right), strict=True))
    words = [
        tuple(word for at in numbers for word in telling.lines[report][at].words)
        for report, numbers in zip(couple, (match.left, match.right), strict=True)
    ]
    sign = Sign.SAME if words[0] == words[1] else Sign.REWORDED
    if any(found.is_told_in(couple, match.left, match.right) for found in disagreements):
        sign = Sign.CONFLICT
    texts = [reports[at].article.text for at in couple]
    capitals_name = CAPITAL_NOUNS.isdisjoint(reports[at].article.language for at in couple)
    return Pair(
        left=left,
        right=right,
        score=1.0 if words[0] == words[1] else min(round(match.score, 3), _MOST_SCORE),
        sign=sign,
        edits=word_edits(texts[0], left.spans, texts[1], right.spans, capitals_name=capitals_name),
    )


def _side(report: Report, numbers: Sequence[int]) -> Side:
    spans = tuple(report.sentences[at] for at in numbers)
    return Side(id=report.article.id, text=" ".join(span.of(report.article.text) for span in spans), spans=spans)


def _only(reports: Sequence[Report], telling: Telling, couples: _Couples) -> dict[str, tuple[Passage, ...]]:
    told: list[set[int]] = [set() for _ in reports]
    for couple, alignment in couples.items():
        for report, numbers in zip(couple, alignment.told, strict=True):
            told[report] |= numbers
    return {
        report.article.id: tuple(
            Passage(start=span.start, end=span.end, text=span.of(report.article.text))
            for span in (report.sentences[line] for line in looked_at if line not in told[at])
        )
        for at, (report, looked_at) in enumerate(zip(reports, similar_candidates(telling.lines), strict=True))
    }
