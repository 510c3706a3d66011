"""What other articles have of the facts on show: counts, the search for them, what they say against one."""

from index.library import Library
from index.models import FactKind
from tests.tui.conftest import Reader, reading
from tui.reading.facts_panel import FactsPanel


async def go_to_fact(reader: Reader, text: str) -> FactsPanel:
    """Open the Example Ledger's report and put the cursor on a fact of it."""
    reader.screen.list.select(titled(reader, "OpenAI adds Google Cloud"))
    await reader.press("enter")
    panel = reader.app.screen.query_one(FactsPanel)
    await reader.press("tab")
    while panel.current is not None and panel.current.fact.text != text:
        await reader.press("j")
    return panel


def titled(reader: Reader, title: str) -> str:
    library = reader.screen.library
    return next(article.id for article in library.summaries(library.order()) if title in article.title)


async def test_facts_say_how_many_others_tell_them(library: Library) -> None:
    async with reading(library, (160, 48)) as reader:
        await go_to_fact(reader, "Oracle")
        assert "CoreWeave 1 other" in reader.facts()
        assert "OpenAI ×5 · 4 others" in reader.facts()


async def test_a_fact_is_looked_for_elsewhere_and_escape_returns_to_it(library: Library) -> None:
    async with reading(library, (160, 48)) as reader:
        panel = await go_to_fact(reader, "CoreWeave")
        row = panel.current
        await reader.press("w")
        assert reader.screen.query_text == "org:CoreWeave"
        assert len(reader.screen.ids) == 2
        assert reader.screen.at_pane == "list"
        await reader.press("j", "escape")
        assert not reader.screen.searching
        assert panel.has_focus
        assert panel.current == row


async def test_looking_for_a_fact_found_by_a_search_returns_into_that_search(library: Library) -> None:
    async with reading(library, (160, 48)) as reader:
        await reader.press("slash")
        await reader.paste("techjuice")
        await reader.press("enter")
        panel = await go_to_fact(reader, "CoreWeave")
        row = panel.current
        await reader.press("w")
        assert reader.screen.query_text == "org:CoreWeave"
        await reader.press("escape")
        assert reader.screen.query_text == reader.screen.bar.text == "techjuice"
        assert len(reader.screen.ids) == 1
        assert panel.has_focus
        assert panel.current == row
        await reader.press("escape", "escape")
        assert not reader.screen.searching
        assert len(reader.screen.ids) == 5


async def test_a_fact_that_cannot_be_looked_for_says_so(library: Library) -> None:
    async with reading(library, (160, 48)) as reader:
        reader.screen.list.select(titled(reader, "a single landlord"))
        await reader.press("enter", "tab", "G", "w")
        panel = reader.app.screen.query_one(FactsPanel)
        assert panel.current is not None
        assert panel.current.fact.kind is FactKind.TABLE
        assert not reader.screen.searching
        assert "cannot be looked for" in reader.said()[0]


async def test_what_another_report_says_against_a_fact_stands_with_it(library: Library) -> None:
    async with reading(library, (160, 48)) as reader:
        await go_to_fact(reader, "TechJuice")
        await reader.until(lambda: "⚡ Daily Sample: Reuters" in reader.facts())
