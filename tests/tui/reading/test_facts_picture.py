"""How the key facts look: a picture of the pane with facts written by hand, whatever the extractor makes of a text."""

from datetime import UTC, datetime
from typing import Protocol

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen

from index.models import Article, Contradiction, Fact, FactKind, FullName, Span
from tests.tui.stage import Stage
from tui.reading.elsewhere import Elsewhere
from tui.reading.loading import Loaded
from tui.reading.panes import FactsPane

TEXT = (
    "The harbour of Wexport will be sold for $3.2bn by 1 July, in a deal first reported by TechJuice. Fees rise by 4%"
    " and some 1,200 people lose their work. “We had no other choice this time,” said Brack. Since 2019 nobody has"
    " bought a harbour. Halden Freight looks on, and so does Brack."
)


def said(text: str, kind: FactKind, others: int | None, **more: object) -> tuple[Fact, int | None]:
    start = TEXT.index(text)
    end = start + len(text)
    sentence = Span(TEXT.rfind(". ", 0, start) + 1, TEXT.find(".", end) + 1)
    fields = {"value": text, "sentence": sentence, "places": (Span(start, end),)} | more
    return Fact.model_validate({"kind": kind, "text": text, "start": start, "end": end} | fields), others


TOLD = (
    said("Wexport", FactKind.PLACE, 12, rank=0.2),
    said("$3.2bn", FactKind.MONEY, 3, value=3.2e9, about="harbour of Wexport", rank=0.7),
    said("1 July", FactKind.DATE, 0, value="2025-07-01", role="by", rank=0.35),
    said("TechJuice", FactKind.ATTRIBUTION, 1, role="first-reported-by", rank=0.6),
    said("4%", FactKind.PERCENT, 2, value=4.0, about="Fees", rank=0.6),
    said("1,200 people", FactKind.QUANTITY, 0, value=1200.0, modifier="about", rank=0.5),
    said("We had no other choice this time", FactKind.QUOTE, 0, speaker="Brack", sure=0.6, rank=0.4),
    said("Brack", FactKind.PERSON, 4, rank=0.5, places=[Span(TEXT.index("Brack"), TEXT.index("Brack") + 5)] * 2),
    said("2019", FactKind.DATE, 31, role="since", rank=0.3),
    said("Halden Freight", FactKind.ORGANISATION, 1, rank=0.4),
)
FACTS = tuple(fact for fact, _ in TOLD)
ARTICLE = Article(
    id="a1",
    title="Wexport sells its harbour",
    source="Coast Post",
    feeds=(),
    url=None,
    author=None,
    published=datetime(2025, 6, 11, tzinfo=UTC),
    fetched=datetime(2025, 6, 11, tzinfo=UTC),
    language="de",
    words=60,
    revision=1,
    read=False,
    starred=False,
    tags=(),
    text=TEXT,
    blocks=(),
    links=(),
)


class Alone(Screen[None]):
    """The pane alone."""

    CSS = "FactsPane { max-width: 100%; width: 100%; }"

    def compose(self) -> ComposeResult:
        yield FactsPane()

    def on_mount(self) -> None:
        pane = self.query_one(FactsPane)
        pane.loaded = Loaded(article=ARTICLE, facts=FACTS, matches=(), title_matches=(), position=0)
        pane.elsewhere = Elsewhere(
            "a1",
            FACTS,
            tuple(others for _, others in TOLD),
            500,
            {"Brack": FullName(name="Ottoline Brack", articles=1)},
            {TEXT.index("TechJuice"): (Contradiction(id="a2", source="Daily Sample", text="Reuters"),)},
        )


class Compare(Protocol):
    """The fixture of pytest-textual-snapshot."""

    def __call__(self, app: App[None], *, terminal_size: tuple[int, int], run_before: object) -> bool:
        """Compare a picture of the app with the one that was kept."""


def test_the_key_facts_look_as_they_should(snap_compare: Compare) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await pilot.press("tab", "j", "j")
        await pilot.pause()

    assert snap_compare(Stage(Alone()), terminal_size=(30, 60), run_before=before)
