"""How feeds stand in rows."""

from datetime import timedelta

import pytest

from index.models.feeds import Feed
from tests.tui.conftest import NOW
from tui.feeds.feed_rows import cells_of, columns, feed_rows, name_cells, told

PLAIN = Feed(id="f1", url="https://example.org/feed", title="Coast Post")
HAD = PLAIN.model_copy(
    update={
        "checked": NOW,
        "succeeded": NOW - timedelta(minutes=12),
        "next_try": NOW + timedelta(minutes=48),
        "unread": 1204,
        "articles": 2000,
    }
)
FAILED = HAD.model_copy(update={"error": "Could not reach example.org: the name does not exist.", "checked": NOW})
STOPPED = HAD.model_copy(update={"stopped": "example.org says that this feed is gone for good."})


def test_folders_head_their_feeds() -> None:
    world = PLAIN.model_copy(update={"id": "f2", "folder": "News/World", "name": "Wire"})
    assert [(row.label, row.feed) for row in feed_rows((PLAIN, world))] == [
        ("Coast Post", PLAIN),
        ("News › World", None),
        ("Wire", world),
    ]


def test_a_feed_that_was_had_says_when_and_when_again() -> None:
    cells = cells_of(HAD, NOW)
    assert (cells.unread, cells.had, cells.next, cells.sign.strip()) == ("1,204", "12 min ago", "in 48 min", "")


def test_one_that_was_not_had_says_why_and_when_it_is_tried_again() -> None:
    assert cells_of(FAILED, NOW).sign == "!"
    assert told(FAILED, NOW, "r")[1] == (
        "Could not reach example.org: the name does not exist. Tried just now, next try in 48 min."
    )


def test_one_that_was_stopped_says_why_and_which_key_asks_again() -> None:
    cells = cells_of(STOPPED, NOW)
    assert (cells.sign, cells.next) == ("■", "stopped")
    assert told(STOPPED, NOW, "r")[1] == (
        "Stopped: example.org says that this feed is gone for good. r asks for it all the same."
    )


def test_one_that_was_never_asked_for_says_so() -> None:
    assert cells_of(PLAIN, NOW).had == "not yet"
    assert told(PLAIN, NOW, "r")[1] == "Not asked for yet."


def test_what_the_user_chose_is_told() -> None:
    chosen = HAD.model_copy(
        update={
            "name": "Coast",
            "full_text": True,
            "watch_hours": 0,
            "keep_days": 30,
            "authorised": True,
            "tags": ("sea",),
        }
    )
    name, _, choices, url = told(chosen, NOW, "r")
    assert "Coast" in name
    assert "calls itself “Coast Post”" in name
    assert url == chosen.url
    for part in ("2,000 articles, 1,204 unread", "full text", "never looked at again", "30 days", "logs in", "#sea"):
        assert part in choices


@pytest.mark.parametrize("names", [0, 34, 4000])
@pytest.mark.parametrize("width", [20, 46, 64, 80, 104, 160, 300])
def test_columns_fill_the_width_and_never_more(width: int, names: int) -> None:
    wide = columns(width, names)
    assert 3 + wide.name + wide.unread + wide.had + wide.next + wide.trouble + 1 == max(width, 3 + 1 + 8 + 1)


def test_what_is_wrong_has_the_room_that_names_leave() -> None:
    short, long = columns(160, names=34), columns(160, names=90)
    assert short.trouble >= 80
    assert short.name >= 34
    assert long.trouble >= 60


def test_the_longest_name_is_measured_with_its_indent_and_in_cells() -> None:
    folder = PLAIN.model_copy(update={"id": "f2", "folder": "A rather long name of a folder", "title": "日本"})
    assert name_cells(feed_rows((folder,))) == 2 + 4
    assert name_cells(()) == 0
