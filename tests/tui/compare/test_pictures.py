"""What the comparison looks like: pictures that are compared with those kept beside this file."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.compare.making import Shelf
from tests.tui.stage import Stage
from tui.compare.screen import CompareScreen

SIZES = [(160, 48), (80, 24)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("view", "keys"),
    [("text", ["right_square_bracket"] * 2), ("facts", ["2", "j"]), ("disagreements", ["3", "j"])],
)
def test_view(snap_compare: Callable[..., bool], view: str, keys: list[str], size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[None]) -> None:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    del view
    stage = Stage(CompareScreen(Shelf(), ("ledger", "sample", "post")))
    assert snap_compare(stage, run_before=show, terminal_size=size)
