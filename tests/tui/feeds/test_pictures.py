"""How the feeds screen looks.

`pytest tests/tui/feeds/test_pictures.py --snapshot-update` takes the pictures anew; look at every one that changed.
"""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from index.library import Library
from index.models.feeds import Feed
from tests.tui.conftest import NOW, Reader, clock
from tests.tui.feeds.making import no_rest
from tests.tui.test_pictures import Compare
from tui.app import Crossread

HAD = {"checked": NOW, "succeeded": NOW - timedelta(minutes=12), "next_try": NOW + timedelta(minutes=48)}
FEEDS = tuple(
    Feed.model_validate({"url": f"https://example.org/{each['id']}.xml", "title": "", **HAD, **each})
    for each in (
        {"id": "f1", "title": "[UK] Coast Post", "unread": 12, "articles": 340, "tags": ("sea",), "full_text": True},
        {
            "id": "f2",
            "name": "Daily Sample",
            "articles": 20,
            "succeeded": NOW - timedelta(days=3),
            "error": "Could not reach example.org: the name does not exist.",
        },
        {"id": "f3", "title": "Gazette", "stopped": "example.org says that this feed is gone for good."},
        {"id": "f4", "title": "The Wire", "folder": "News/World", "unread": 1204, "articles": 2000},
        {"id": "f5", "title": "New one", "folder": "News/World", "checked": None, "succeeded": None, "next_try": None},
    )
)


@pytest.mark.parametrize(
    ("size", "feeds", "keys"),
    [
        pytest.param((160, 48), FEEDS, ("j",), id="wide"),
        pytest.param((80, 24), FEEDS, ("j",), id="narrow"),
        pytest.param((80, 24), (), (), id="none"),
    ],
)
def test_the_feeds_look_as_they_should(
    empty: Library, snap_compare: Compare, size: tuple[int, int], feeds: tuple[Feed, ...], keys: tuple[str, ...]
) -> None:
    app = Crossread(empty, None, None, clock)

    async def before(pilot: Pilot[None]) -> None:
        reader = Reader(app, pilot)
        await reader.settle()
        no_rest(reader)
        await reader.press("F")
        await reader.until(lambda: app.reading._feeds_pace._waiting is None)
        await reader.settle()
        app.reading.feeds = feeds
        await reader.press(*keys)

    assert snap_compare(app, terminal_size=size, run_before=before)
