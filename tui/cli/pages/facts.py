"""The key facts of articles, by kind."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from index.models import NAME_KINDS, Fact, FactKind
from index.models.documents import ArticleFacts
from tui.cli.pages.words import ROLES, limited, line, range_in_words, value_in_words
from tui.reading.ages import date_beside

if TYPE_CHECKING:
    from rich.console import RenderableType

_GAP = (0, 2, 0, 0)
_CALLED = NAME_KINDS | {FactKind.ATTRIBUTION}


def facts_page(articles: Sequence[ArticleFacts]) -> Iterator["RenderableType"]:
    """Show the facts of each article, kind by kind, in the order of the text."""
    for number, article in enumerate(articles):
        if number:
            yield Text()
        yield Text.assemble(line(article.title, "bold"), "  ", line(article.id, "dim"))
        if not article.facts:
            yield Text("No facts were found in it.")
        for kind in FactKind:
            if told := [fact for fact in article.facts if fact.kind is kind]:
                yield Text(f"\n{kind.value}", "cyan")
                yield _table(told)


def _table(facts: Sequence[Fact]) -> Table:
    """Set out facts of one kind: as the article writes them, what they are about, what is meant, and how often."""
    table = Table.grid(padding=_GAP)
    for fact in facts:
        table.add_row("", line(_told(fact)), line(_about(fact)), line(_meant(fact), "dim"), _times(fact))
    return table


def _told(fact: Fact) -> str:
    """Return a name as it is called, anything else in the words of the article with what limits it."""
    if fact.kind in _CALLED and isinstance(fact.value, str):
        return fact.value
    return limited(fact.text, None if fact.kind is FactKind.DATE else fact.modifier)


def _meant(fact: Fact) -> str:
    """Return what the article's words mean, where they do not say all of it: the currency, the sign, the day."""
    if fact.kind is FactKind.ATTRIBUTION:
        return "" if fact.text == fact.value else f'"{fact.text}"'
    if fact.kind in {FactKind.DATE, FactKind.PERIOD}:
        return date_beside(fact.text, fact.value) if isinstance(fact.value, str) else ""
    if fact.kind is FactKind.PERCENT:
        return value_in_words(fact.value, fact.unit) if isinstance(fact.value, float) and fact.value < 0 else ""
    if fact.kind is not FactKind.MONEY:
        return ""
    if fact.low is not None or fact.high is not None:
        return range_in_words(fact.low, fact.high, fact.unit)
    return value_in_words(fact.value, fact.unit)


def _about(fact: Fact) -> str:
    """Return what the fact is about, in which role, and who said it."""
    role = ROLES.get(fact.role or "", fact.role)
    speaker = f"said {'probably ' if fact.guessed else ''}{fact.speaker}" if fact.speaker else None
    return " · ".join(part for part in (fact.about, role, speaker) if part)


def _times(fact: Fact) -> Text:
    return Text(f"{len(fact.places)} times" if len(fact.places) > 1 else "", "dim")
