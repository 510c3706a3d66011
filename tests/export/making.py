"""A comparison in which every text is a test's own: two or more reports with a finding of every kind."""

from collections.abc import Sequence

from index.models import (
    Article,
    ArticleSummary,
    Comparison,
    CopiedRun,
    Disagreement,
    Edit,
    EditOp,
    FactKind,
    FactRow,
    Pair,
    Passage,
    Side,
    Sign,
    Span,
    Stress,
    ToldValue,
)
from tests.compare.making import article

Made = tuple[Comparison, dict[str, Article]]


def compared(words: str, *, url: str | None = None, count: int = 2) -> Made:
    """Return a comparison in which `words`, on one line, stand wherever an outlet's words can stand.

    Each report has a heading and three sentences: one alike, one that differs in its middle, one that it tells alone.
    """
    articles: dict[str, Article] = {}
    for number in range(count):
        text = f"# H {words}\nalike {words} end\nbefore M{number}{words}m after\nalone {number} {words} end"
        made = article(f"a{number}", text)
        articles[made.id] = made.model_copy(
            update={"title": f"Title {words}", "source": f"Outlet {words}", "author": f"By {words}", "url": url}
        )
    ids = tuple(articles)
    return (
        Comparison(
            articles=tuple(map(_summary, articles.values())),
            pairs=tuple(_pairs(articles, ids[0], ids[1])),
            only={each.id: (_passage(each, 3),) for each in articles.values()},
            copied=(CopiedRun(places={each: _span(articles[each], 1) for each in ids[:2]}, words=3, first=ids[1]),),
            copied_share=dict.fromkeys(ids[:2], 0.25),
            facts=(
                _fact(articles, ids, FactKind.MONEY, words, "shared"),
                _fact(articles, ids[:1], FactKind.PERSON, words, "one"),
            ),
            disagreements=(
                _told(articles, ids[:2], FactKind.QUANTITY, None, words),
                _told(articles, ids[:2], "statement", "confirmed-or-denied", words),
            ),
            updates=(_told(articles, ids[:2], FactKind.QUANTITY, None, words),),
            differences=(_told(articles, ids[:2], FactKind.QUOTE, "said-by", words),),
            omissions={ids[1]: (0, 1)},
        ),
        articles,
    )


def _summary(each: Article) -> ArticleSummary:
    return ArticleSummary(**{name: getattr(each, name) for name in ArticleSummary.model_fields})


def _span(each: Article, block: int) -> Span:
    return each.blocks[block].span


def _passage(each: Article, block: int) -> Passage:
    span = _span(each, block)
    return Passage(start=span.start, end=span.end, text=span.of(each.text))


def _side(each: Article, block: int) -> Side:
    span = _span(each, block)
    return Side(id=each.id, text=span.of(each.text), spans=(span,))


def _middle(each: Article) -> Span:
    """Return where the sentence that differs does so: few enough words that they are marked as a number."""
    span = _span(each, 2)
    start = span.start + len("before ")
    return Span(start, min(span.end - len(" after"), start + 30))


def _pairs(articles: dict[str, Article], one: str, other: str) -> Sequence[Pair]:
    left, right = articles[one], articles[other]
    edit = Edit(op=EditOp.REPLACE, left=_middle(left), right=_middle(right), stress=Stress.NUMBER)
    return (
        Pair(left=_side(left, 1), right=_side(right, 1), score=1, sign=Sign.SAME, edits=()),
        Pair(left=_side(left, 2), right=_side(right, 2), score=0.9, sign=Sign.CONFLICT, edits=(edit,)),
    )


def _fact(articles: dict[str, Article], ids: Sequence[str], kind: FactKind, words: str, status: str) -> FactRow:
    return FactRow.model_validate({
        "kind": kind,
        "role": None,
        "about": None,
        "label": f"label {words}",
        "value": f"value {words}",
        "unit": None,
        "status": status,
        "places": {each: (_span(articles[each], 1),) for each in ids},
        "rounded": kind is FactKind.MONEY,
    })  # fmt: skip


def _told(articles: dict[str, Article], ids: Sequence[str], kind: object, role: str | None, words: str) -> Disagreement:
    values: dict[str, ToldValue] = {}
    for each in ids:
        span = _middle(articles[each])
        text = span.of(articles[each].text)
        values[each] = ToldValue(value=f"speaker {words}", unit=None, text=text, start=span.start, end=span.end)
    return Disagreement.model_validate(
        {"kind": kind, "role": role, "about": None, "label": f"topic {words}", "values": values}
    )
