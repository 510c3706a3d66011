"""Articles go when their feeds keep them no longer; what was set apart stays, and what went does not come back."""

from datetime import UTC, datetime, timedelta

from index.library import Library
from tests.library.serving import Item, Server, rss

NAMES = ("plain", "starred", "tagged", "compared", "other", "newest")


def test_only_what_nobody_set_apart_goes_and_it_does_not_come_back(shelf: Library, server: Server) -> None:
    old = datetime.now(UTC) - timedelta(days=40)
    items = [Item(name.title(), f"The {name} ferry sails.", f"https://example.org/{name}", name, old) for name in NAMES]
    feed = shelf.feeds.add(server.put("/f.xml", rss(*items)))
    ids = {article.title.lower(): article.id for article in shelf.summaries(shelf.order())}
    shelf.set_starred([ids["starred"]], True)
    shelf.tag([ids["tagged"]], "keep")
    shelf.compare([ids["compared"], ids["other"]])
    with shelf._news.database.write() as connection:
        connection.execute("UPDATE article SET fetched = ?", (int(old.timestamp()),))

    shelf.feeds.refresh()
    assert len(shelf.order()) == 6
    shelf.feeds.configure(feed.id, keep_days=30)
    shelf.feeds.refresh()
    assert set(shelf.order()) == set(ids.values()) - {ids["plain"]}
    assert shelf.find("plain").total == 0
    assert shelf.search("ferry").total == 5

    server.put("/f.xml", rss(*items, title="Coast Post again"))
    report = shelf.feeds.refresh()
    assert (report.added, report.unchanged) == (0, 0)
    assert len(shelf.order()) == 5


def test_an_article_that_its_outlet_has_changed_counts_from_then_on(shelf: Library, server: Server) -> None:
    items = [Item(name, f"The {name} ferry sails.", f"https://example.org/{name}", name) for name in NAMES]
    feed = shelf.feeds.add(server.put("/f.xml", rss(*items)))
    old = int((datetime.now(UTC) - timedelta(days=40)).timestamp())
    with shelf._news.database.write() as connection:
        connection.execute("UPDATE article SET fetched = ?, at = ?", (old, old))
    server.put(
        "/f.xml", rss(Item("plain", "The plain ferry is late.", "https://example.org/plain", "plain"), *items[1:])
    )
    shelf.feeds.refresh()
    shelf.feeds.configure(feed.id, keep_days=30)
    shelf.feeds.refresh()
    assert {article.title for article in shelf.summaries(shelf.order())} == {"plain", "newest"}


def test_many_articles_are_marked_read_and_back(shelf: Library, server: Server) -> None:
    items = [Item(f"Number {number}", "Text.", f"https://example.org/{number}", str(number)) for number in range(9)]
    shelf.feeds.add(server.put("/f.xml", rss(*items)))
    first, *others = shelf.order()
    shelf.set_read([first], True)
    marked = shelf.mark_all_read(shelf.order())
    assert (set(marked), shelf.status().unread) == (set(others), 0)
    shelf.mark_unread(marked)
    assert shelf.status().unread == 8
