"""How the reader looks: pictures of the whole screen, compared with those that were looked at and found good.

`pytest tests/tui/test_pictures.py --snapshot-update` takes them anew; look at every one that changed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from textual.pilot import Pilot

from index.library import Library
from index.models import Found, SavedSearch
from tests.tui.conftest import add, clock
from tui.app import Crossread

RECORDS = (
    {
        "title": "[UK] Storm closes the harbour at Wexport",
        "source": "Coast Post",
        "author": "Ines Vale",
        "url": "https://example.org/storm",
        "date": "2025-06-14T09:30:00Z",
        "text": "Gusts of 110 km/h are expected on Sunday.\n\nFerries stay in port until noon, the harbour office said."
        " It asks everybody to keep away from the quay, where waves broke over the wall twice this spring.",
    },
    {
        "title": "Markets close higher on hopes of a cut in rates",
        "source": "Daily Sample",
        "date": "2025-06-11T18:00:00Z",
        "text": "The index gained 0.4% to 5,431 points. Traders spoke of a quiet day.",
    },
)


class Compare(Protocol):
    """The fixture of pytest-textual-snapshot."""

    def __call__(self, app: Crossread, *, terminal_size: tuple[int, int], run_before: object) -> bool:
        """Compare a picture of the app with the one that was kept."""


class Timeless(Library):
    """A library that always takes the same time to search: none."""

    def find(self, query: str, **how: Any) -> Found:
        return super().find(query, **how).model_copy(update={"took_ms": 0.0})


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Library]:
    """Return a library of two articles whose facts are not made yet."""
    empty = Timeless.open(tmp_path / "library")
    add(empty, tmp_path, *RECORDS)
    empty.set_read([empty.order()[1]], True)
    empty.set_starred([empty.order()[1]], True)
    empty.tag([empty.order()[0]], "coast")
    empty.save_search(SavedSearch(name="storms", query="storm OR gust*"))
    yield empty
    empty.close()


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param((160, 48), (), id="wide"),
        pytest.param((160, 48), ("space", "enter"), id="wide-article"),
        pytest.param((80, 24), (), id="narrow"),
        pytest.param((80, 24), ("enter",), id="narrow-article"),
        pytest.param((60, 20), ("question_mark",), id="small-help"),
        pytest.param((160, 48), ("slash", *"noon", "tab", "right"), id="wide-search"),
        pytest.param((80, 24), ("slash", *"noon"), id="narrow-search"),
        pytest.param((120, 30), ("b", "G"), id="side-bar"),
        pytest.param((80, 24), ("h",), id="narrow-side-bar"),
    ],
)
def test_the_reader_looks_as_it_should(
    two: Library, snap_compare: Compare, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await pilot.pause(0.2)
        await pilot.app.workers.wait_for_complete()
        for key in keys:
            await pilot.press(key)
        # Long enough for the pause before a search and for the counts of the side bar; what one thread finds may start
        # another.
        for _ in range(3):
            await pilot.pause(0.5)
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(Crossread(two, None, None, clock), terminal_size=size, run_before=before)
