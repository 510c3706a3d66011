"""Pages of articles: fetched on demand, by a feed's setting, and again while they are young or starred."""

from datetime import UTC, datetime, timedelta

import pytest

from index.errors import FeedError
from index.library import Library
from index.models import Origin
from index.models.feeds import FeedSettings
from tests.library.serving import Item, Server, rss

TEASER = "Ferries to the outer islands sail again from noon on Tuesday."
FULL = (
    "Ferries to the outer islands sail again from noon on Tuesday, the harbour office said.",
    "The storm had kept the harbour closed for three days, and forty boats were moved inland by their owners.",
    "Repairs to the northern pier will take until autumn and cost two million euros, according to the council.",
    "Fishermen asked for help with broken nets and lost catches, which the ministry promised to look into soon.",
)


def page(*paragraphs: str, title: str = "Harbour reopens after the storm") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html lang='en'><head><title>{title}</title><meta name='author' content='Ann Chen'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{text}</article></body></html>"
    )


def subscribe(shelf: Library, server: Server, *, full_text: bool = False, body: str | None = None) -> str:
    """Subscribe to a feed with one article, whose page is there; returns the article's id."""
    link = server.put("/harbour", page(*FULL) if body is None else body)
    item = Item("Harbour reopens after the storm", TEASER, link, "1", datetime.now(UTC) - timedelta(hours=2))
    shelf.feeds.add(server.put("/feed.xml", rss(item)), full_text=full_text)
    (article_id,) = shelf.order()
    return article_id


def test_the_full_text_is_a_revision_and_the_feeds_own_text_stays(shelf: Library, server: Server) -> None:
    article_id = subscribe(shelf, server)
    fetched = shelf.feeds.fetch_full(article_id)
    assert (fetched.id, fetched.revision, fetched.kept) == (article_id, 2, None)
    article = shelf.article(article_id)
    assert "northern pier" in article.text
    assert (article.author, article.updated) == ("Ann Chen", None)
    assert [revision.origin for revision in shelf.revisions(article_id)] == [Origin.FEED, Origin.PAGE]
    assert shelf.article(article_id, 1).text == TEASER
    assert shelf.find("ministry").total == 1


@pytest.mark.parametrize(
    "body",
    [
        page("Subscribe to read on.", title="Harbour reopens after the storm"),
        page(*["We value your privacy and use cookies for advertising purposes."] * 9, title="Before you continue"),
    ],
)
def test_a_page_that_asks_for_something_else_first_is_not_taken(shelf: Library, server: Server, body: str) -> None:
    article_id = subscribe(shelf, server, body=body)
    fetched = shelf.feeds.fetch_full(article_id)
    assert fetched.revision == 1
    assert fetched.kept is not None
    assert fetched.kept.endswith("stays as it was.")
    assert shelf.article(article_id).text == TEASER


def test_a_page_that_cannot_be_had_is_told(shelf: Library, server: Server) -> None:
    article_id = subscribe(shelf, server)
    server.fail("/harbour", 404)
    with pytest.raises(FeedError):
        shelf.feeds.fetch_full(article_id)
    server.put("/harbour", b"%PDF-1.7", Content_Type="application/pdf")
    with pytest.raises(FeedError, match="application/pdf"):
        shelf.feeds.fetch_full(article_id)


def test_a_feed_of_strangers_leads_to_no_private_page(shelf: Library, server: Server) -> None:
    article_id = subscribe(shelf, server)
    with shelf._news.database.write() as connection:
        connection.execute("UPDATE feed SET typed = 0")
    server.asked.clear()
    with pytest.raises(FeedError):
        shelf.feeds.fetch_full(article_id)
    assert server.asked == []


def test_a_page_can_be_an_article_of_its_own(shelf: Library, server: Server) -> None:
    url = server.put("/harbour", page(*FULL))
    added = shelf.feeds.add_page(url)
    article = shelf.article(added.id)
    assert (article.title, article.url, article.revision) == ("Harbour reopens after the storm", url, 1)
    again = shelf.feeds.add_page(url + "?utm_source=x")
    assert (again.id, added.known, again.known) == (added.id, False, True)
    assert len(shelf.order()) == 1


def test_a_feed_is_no_page(shelf: Library, server: Server) -> None:
    url = server.put("/f.xml", rss(Item("Rates", FULL[0], "https://example.org/other", "9")))
    with pytest.raises(FeedError, match=r"This is a feed; `crossread feeds add .*/f\.xml` subscribes to it\."):
        shelf.feeds.add_page(url)
    assert shelf.order() == ()


def test_what_a_page_calls_itself_elsewhere_is_not_believed(shelf: Library, server: Server) -> None:
    claimed = page(*FULL).replace("<head>", "<head><link rel='canonical' href='https://example.org/other'>")
    shelf.feeds.add_page(server.put("/harbour", claimed))
    shelf.feeds.add(server.put("/f.xml", rss(Item("Rates", "Rates rise.", "https://example.org/other", "9"))))
    assert {article.title for article in shelf.summaries(shelf.order())} == {"Rates", "Harbour reopens after the storm"}


def test_feeds_with_full_text_have_the_pages_of_new_articles_fetched(shelf: Library, server: Server) -> None:
    article_id = subscribe(shelf, server, full_text=True)
    assert shelf.feeds.refresh().pages == 1
    assert shelf.article(article_id).revision == 2
    server.asked.clear()
    shelf.feeds.refresh()
    assert server.paths() == ["/feed.xml"]


def test_a_feed_that_is_named_has_its_pages_fetched_and_those_of_others_wait(shelf: Library, server: Server) -> None:
    subscribe(shelf, server, full_text=True)
    other = shelf.feeds.add(server.put("/other.xml", rss(title="Ledger")))
    assert shelf.feeds.refresh([other.id]).pages == 0
    named = next(feed.id for feed in shelf.feeds.list() if feed.id != other.id)
    assert shelf.feeds.refresh([named]).pages == 1


def test_what_a_page_says_in_full_is_no_change_of_what_its_feed_said(shelf: Library, server: Server) -> None:
    article_id = subscribe(shelf, server, full_text=True)
    shelf.feeds.refresh()
    (article,) = shelf.summaries([article_id])
    assert (article.revision, article.updated, article.was) == (2, None, None)
    for hours, boats in ((1.1, "12 boats"), (3.1, "15 boats")):
        later(shelf, hours)
        server.put("/harbour", page(*FULL, f"In the storm {boats} were lost at the northern pier."))
        shelf.feeds.refresh()
    origins = [(mark.revision, mark.origin) for mark in shelf.revisions(article_id)]
    assert origins == [(1, "feed"), (2, "page"), (3, "page"), (4, "page")]
    pairs = [shelf.diff(article_id), shelf.diff(article_id, to=3), shelf.diff(article_id, 1)]
    assert [(diff.from_.revision, diff.to.revision) for diff in pairs] == [(3, 4), (2, 3), (1, 4)]


def later(shelf: Library, hours: float) -> None:
    """Let so many hours pass, for the pages that are watched."""
    with shelf._news.database.write() as connection:
        connection.execute("UPDATE watch SET due = due - ?", (round(hours * 3600),))
        connection.execute("UPDATE article SET at = at - ?", (round(hours * 3600),))


def test_a_page_is_looked_at_again_after_1_3_9_and_27_hours_and_then_no_more(shelf: Library, server: Server) -> None:
    subscribe(shelf, server, full_text=True)
    shelf.feeds.refresh()
    waits = []
    for wait in (1, 3, 9, 27, 81, 243):
        server.asked.clear()
        later(shelf, wait - 0.1)
        shelf.feeds.refresh()
        assert "/harbour" not in server.paths()
        later(shelf, 0.2)
        shelf.feeds.refresh()
        if "/harbour" in server.paths():
            waits.append(wait)
    assert waits == [1, 3, 9, 27]


def test_what_the_outlet_changes_on_its_page_is_a_revision_and_told(shelf: Library, server: Server) -> None:
    article_id = subscribe(shelf, server, full_text=True)
    shelf.feeds.refresh()
    later(shelf, 1.1)
    server.put(
        "/harbour", page(FULL[0], *FULL[1:3], "Five boats sank in the storm.", title="Harbour opens; boats sank")
    )
    report = shelf.feeds.refresh()
    assert (report.updated, report.pages) == (1, 0)
    (article,) = shelf.summaries([article_id])
    assert (article.revision, article.was) == (3, "Harbour reopens after the storm")
    assert article.updated is not None


def test_a_figure_that_changed_is_told(shelf: Library, server: Server) -> None:
    article_id = subscribe(shelf, server, full_text=True)
    shelf.feeds.refresh()
    assert shelf.feeds.figures_changed(article_id) is None
    for hours, boats in ((1.1, "12 boats"), (3.1, "15 boats")):
        later(shelf, hours)
        server.put("/harbour", page(*FULL, f"In the storm {boats} were lost at the northern pier."))
        shelf.feeds.refresh()
    assert shelf.feeds.figures_changed(article_id) == ("12", "15")


def test_the_page_of_a_starred_article_is_watched_and_that_of_others_is_not(shelf: Library, server: Server) -> None:
    article_id = subscribe(shelf, server)
    assert shelf.feeds.refresh().pages == 0
    shelf.set_starred([article_id], True)
    assert shelf.feeds.refresh().pages == 1


def test_an_article_that_is_starred_late_is_watched_again(shelf: Library, server: Server) -> None:
    article_id = subscribe(shelf, server, full_text=True)
    shelf.feeds.refresh()
    later(shelf, 100)
    shelf.feeds.refresh()
    server.asked.clear()
    shelf.feeds.refresh()
    assert server.paths() == ["/feed.xml"]
    shelf.set_starred([article_id], True)
    shelf.feeds.refresh()
    assert server.paths() == ["/feed.xml", "/feed.xml", "/harbour"]


def test_a_page_that_is_gone_is_asked_for_no_more(shelf: Library, server: Server) -> None:
    article_id = subscribe(shelf, server, full_text=True)
    shelf.set_starred([article_id], True)
    server.fail("/harbour", 410)
    for _ in range(3):
        shelf.feeds.refresh()
        later(shelf, 1000)
    assert server.paths().count("/harbour") == 1


def test_a_page_that_fails_at_first_is_tried_again_however_old_its_article(shelf: Library, server: Server) -> None:
    article_id = subscribe(shelf, server, full_text=True)
    had = server.pages["/harbour"]
    server.fail("/harbour", 503)
    later(shelf, 100)
    shelf.feeds.refresh()
    assert shelf.article(article_id).revision == 1
    server.pages["/harbour"] = had
    later(shelf, 1.1)
    assert shelf.feeds.refresh().pages == 1


def test_what_a_feed_says_otherwise_of_an_old_article_has_its_page_fetched(shelf: Library, server: Server) -> None:
    article_id = subscribe(shelf, server, full_text=True)
    shelf.feeds.refresh()
    later(shelf, 100)
    shelf.feeds.refresh()
    server.put("/harbour", page(*FULL, "Five boats sank in the storm."))
    server.put("/feed.xml", rss(Item("Harbour reopens", "Five boats sank.", server.address + "/harbour", "1")))
    shelf.feeds.refresh()
    assert "Five boats" in shelf.article(article_id).text


def test_watching_can_be_switched_off(shelf: Library, server: Server) -> None:
    subscribe(shelf, server, full_text=True)
    shelf.feeds.set_settings(FeedSettings(watch_hours=0))
    assert shelf.feeds.refresh().pages == 1
    server.asked.clear()
    later(shelf, 2)
    shelf.feeds.refresh()
    assert server.paths() == ["/feed.xml"]
