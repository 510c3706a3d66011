"""A comparison made by hand: three reports whose pairs, facts and disagreements a test can name."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import combinations

from index.errors import UnknownArticleError
from index.models import (
    Article,
    ArticleSummary,
    Comparison,
    Disagreement,
    Edit,
    EditOp,
    Facets,
    Fact,
    FactKind,
    FactRow,
    Found,
    Pair,
    Passage,
    Side,
    Sign,
    Span,
    ToldValue,
)
from index.text.sentences import sentences
from tests.compare.making import article
from tui.compare.compared import Compared

LEDGER = """# Twelve bridges to close
The bridge was first inspected by Harbour Watch. Nobody was hurt in the storm. Repairs will cost $3 million.
# What is next
The council meets on Friday.
Bridge\tState
North\tclosed"""
SAMPLE = """Divers found cracks below the water. The bridge was first inspected by Delta Survey.
Nobody was hurt in the storm. The repair bill will come to $3 million.
Ferries run until July."""
POST = """A storm damaged twelve bridges. Nobody was hurt in the storm.
Ferries run until July."""


class Related:
    """Knows that all reports of a shelf tell the same events."""

    def __init__(self, shelf: "Shelf") -> None:
        self._shelf = shelf

    def of(self, article_id: str, facts: Sequence[Fact]) -> tuple[str, ...]:
        del facts
        return tuple(other for other in self._shelf.articles if other != article_id and other in self._shelf.related)


class Shelf:
    """Three reports and what a comparison of them finds: all that the screen needs of a library."""

    def __init__(self) -> None:
        texts = {"ledger": LEDGER, "sample": SAMPLE, "post": POST}
        self.related = ("ledger", "sample")
        days = {"ledger": 11, "sample": 9, "post": 12}
        names = {"ledger": "The Example Ledger", "sample": "Daily Sample", "post": "Coast Post"}
        self.articles = {
            name: article(name, text, published=datetime(2025, 6, days[name], 12, tzinfo=UTC)).model_copy(
                update={"source": names[name]}
            )
            for name, text in texts.items()
        }

    def article(self, article_id: str) -> Article:
        try:
            return self.articles[article_id]
        except KeyError as error:
            raise UnknownArticleError(f"There is no article {article_id}.") from error

    @property
    def others(self) -> Related:
        return Related(self)

    def facts_now(self, article_id: str) -> tuple[Fact, ...]:
        self.article(article_id)
        return ()

    def find(self, query: str, *, stop: Callable[[], bool] | None = None) -> Found:
        del stop
        ids = [name for name, each in self.articles.items() if query in each.text]
        return Found(
            understood=query,
            ids=ids,
            scores=[1.0] * len(ids),
            total=len(ids),
            took_ms=0,
            did_you_mean=None,
            facets=Facets(source={}, month={}, tag={}),
        )

    def summaries(self, ids: Sequence[str]) -> tuple[ArticleSummary, ...]:
        return tuple(self.articles[article_id] for article_id in ids if article_id in self.articles)

    def compare(self, ids: Sequence[str], *, all_pairs: bool = False) -> Comparison:
        assert all_pairs
        articles = [self.article(article_id) for article_id in ids]
        pairs = [pair for one, other in combinations(articles, 2) for pair in self._pairs(one, other)]
        told = {(side.id, span) for pair in pairs for side in (pair.left, pair.right) for span in side.spans}
        return Comparison(
            articles=tuple(articles),
            pairs=tuple(pairs),
            only={each.id: tuple(_only(each, told)) for each in articles},
            copied=(),
            facts=tuple(row for row in self._facts(ids) if row.places),
            disagreements=self._disagreements(ids),
            updates=(),
            differences=(),
            omissions={each.id: (1,) if each.id == "post" and len(ids) > 2 else () for each in articles},
        )

    def _pairs(self, one: Article, other: Article) -> list[Pair]:
        found: list[Pair] = []
        for left, right, sign in (
            ("first inspected by Harbour Watch", "first inspected by Delta Survey", Sign.CONFLICT),
            ("Nobody was hurt", "Nobody was hurt", Sign.SAME),
            ("Repairs will cost", "The repair bill will come to", Sign.REWORDED),
            ("Ferries run", "Ferries run", Sign.SAME),
        ):
            if left in one.text and right in other.text:
                edits: list[Edit] = []
                if sign is Sign.REWORDED:
                    edits = [Edit(op=EditOp.REPLACE, left=_span(one, "Repairs"), right=_span(other, "The repair bill"))]
                found.append(
                    Pair(left=_side(one, left), right=_side(other, right), score=1, sign=sign, edits=tuple(edits))
                )
        return found

    def _facts(self, ids: Sequence[str]) -> list[FactRow]:
        return [
            self._row(FactKind.PERIOD, "nobody hurt", "Nobody", "shared", ids),
            self._row(FactKind.MONEY, "repairs", "$3 million", "some", ids),
            self._row(FactKind.ORGANISATION, "Harbour Watch", "Harbour Watch", "one", ids),
            self._row(FactKind.ATTRIBUTION, "first inspected by", "Delta Survey", "one", ids),
            self._row(FactKind.PERCENT, "traffic", "twelve", "one", ids, -12.0),
        ]

    def _row(
        self, kind: FactKind, label: str, words: str, status: str, ids: Sequence[str], value: float | None = None
    ) -> FactRow:
        places = {name: (_span(self.articles[name], words),) for name in ids if words in self.articles[name].text}
        return FactRow.model_validate(
            {
                "kind": kind,
                "role": None,
                "about": None,
                "label": label,
                "value": words if value is None else value,
                "unit": None,
                "status": status,
                "places": places,
            }
        )

    def _disagreements(self, ids: Sequence[str]) -> tuple[Disagreement, ...]:
        words = {"ledger": "Harbour Watch", "sample": "Delta Survey"}
        if not set(words) <= set(ids):
            return ()
        values: dict[str, ToldValue] = {}
        for name, told in words.items():
            start, end = _span(self.articles[name], told)
            values[name] = ToldValue(value=told, unit=None, text=told, start=start, end=end)
        return (
            Disagreement(
                kind=FactKind.ATTRIBUTION, role="first", about=None, label="first inspected by", values=values
            ),
        )


def compared(*ids: str) -> Compared:
    """Return the comparison of some of the three, all of them by default."""
    shelf = Shelf()
    asked = ids or ("ledger", "sample", "post")
    comparison = shelf.compare(asked, all_pairs=True)
    return Compared(comparison, {article_id: shelf.articles[article_id] for article_id in asked})


def _span(each: Article, words: str) -> Span:
    start = each.text.index(words)
    return Span(start, start + len(words))


def _side(each: Article, words: str) -> Side:
    place = each.text.index(words)
    span = next(found for found in sentences(each.text, each.blocks, "en") if found.start <= place < found.end)
    return Side(id=each.id, text=span.of(each.text), spans=(span,))


def _only(each: Article, told: set[tuple[str, Span]]) -> list[Passage]:
    return [
        Passage(start=span.start, end=span.end, text=span.of(each.text))
        for span in sentences(each.text, each.blocks, "en")
        if (each.id, span) not in told
    ]
