"""What the side bar lists."""

from index.models import LibraryStatus, SavedSearch
from tui.reading.shelf import Shelf
from tui.reading.side_rows import Kept, side_rows

STATUS = LibraryStatus(folder="", articles=1204, unread=86, starred=17, read_only=None)
DEALS, RATES = SavedSearch(name="deals", query="google"), SavedSearch(name="rates", query="rate cut")


def test_it_has_the_library_its_parts_tags_and_saved_searches() -> None:
    kept = Kept((("coast", 3),), (DEALS, RATES), {"google": 12})
    places = [(row.label, row.figure, row.place) for row in side_rows(STATUS, kept, "^S") if row.place is not None]
    assert places == [
        ("Inbox", "1,204", Shelf()),
        ("Unread", "86", Shelf(unread=True)),
        ("Starred", "17", Shelf(starred=True)),
        ("#coast", "3", Shelf(tag="coast")),
        ("deals", "12", DEALS),
        ("rates", "", RATES),
    ]


def test_without_saved_searches_it_says_how_to_save_one() -> None:
    assert any("^S" in row.label for row in side_rows(STATUS, Kept(), "^S"))
    assert not any("^S" in row.label for row in side_rows(STATUS, Kept(searches=(DEALS,)), "^S"))
