"""The key facts of articles, by kind."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from index.models import NAME_KINDS, Fact, FactKind
from index.models.documents import ArticleFacts
from tui.cli.pages.words import ROLES, line, range_in_words, value_in_words

if TYPE_CHECKING:
    from rich.console import RenderableType

_GAP = (0, 2, 0, 0)


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
    """Set out facts of one kind: the value, what it is about, how it is written, and who says it."""
    table = Table.grid(padding=_GAP)
    for fact in facts:
        value = _value(fact)
        written = "" if fact.kind in NAME_KINDS or fact.text in (value, fact.value) else f'"{fact.text}"'
        table.add_row("", line(value), line(_about(fact)), line(written, "dim"), _times(fact))
    return table


def _value(fact: Fact) -> str:
    if fact.low is not None or fact.high is not None:
        return range_in_words(fact.low, fact.high, fact.unit)
    return value_in_words(fact.value, fact.unit, fact.modifier) or fact.text


def _about(fact: Fact) -> str:
    """Return what the fact is about, in which role, and who said it."""
    role = ROLES.get(fact.role or "", fact.role)
    speaker = f"said {'probably ' if fact.guessed else ''}{fact.speaker}" if fact.speaker else None
    return " · ".join(part for part in (fact.about, role, speaker) if part)


def _times(fact: Fact) -> Text:
    return Text(f"{len(fact.places)} times" if len(fact.places) > 1 else "", "dim")
