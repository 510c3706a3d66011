"""Feeds are subscribed to, found, filed and taken over from elsewhere; what lets them in is shown nowhere."""

import sqlite3
from pathlib import Path

import pytest

from index.errors import BadInputError, FeedError, UnknownFeedError
from index.library import Library
from index.models.feeds import Credentials
from tests.library.serving import Item, Server, rss

HARBOUR = Item("Harbour reopens", "Ferries sail again from noon.", "https://example.org/harbour", "1")


def head(*links: tuple[str, str, str]) -> str:
    """Return a page that names feeds: address, title, type."""
    named = "".join(f'<link rel="alternate" type="{kind}" title="{title}" href="{url}">' for url, title, kind in links)
    return f"<html><head><title>Coast Post</title>{named}</head><body><p>Welcome.</p></body></html>"


RSS, ATOM = "application/rss+xml", "application/atom+xml"


def test_what_is_there_comes_in_at_once(shelf: Library, server: Server) -> None:
    feed = shelf.feeds.add(server.put("/f.xml", rss(HARBOUR)), name="Coast", folder="News / Local", tags=("sea", "sea"))
    assert (feed.called, feed.title, feed.folder, feed.tags) == ("Coast", "Coast Post", "News/Local", ("sea",))
    assert (feed.articles, feed.unread) == (1, 1)
    assert shelf.find("ferries").total == 1


def test_the_users_name_for_a_feed_is_not_the_name_of_the_outlet(shelf: Library, server: Server) -> None:
    feed = shelf.feeds.add(server.put("/f.xml", rss(HARBOUR)), name="Coast")
    shelf.feeds.rename(feed.id, "My coast")
    rates = Item("Rates", "Rates rise.", "https://example.org/rates", "2")
    server.put("/f.xml", rss(HARBOUR, rates))
    shelf.feeds.refresh()
    assert {article.source for article in shelf.summaries(shelf.order())} == {"Coast Post"}
    assert shelf.feeds.find("my coast").id == feed.id


def test_a_feed_without_a_title_speaks_in_the_name_of_its_site(shelf: Library, server: Server) -> None:
    shelf.feeds.add(server.put("/f.xml", rss(HARBOUR, title="")), name="Coast")
    (article,) = shelf.summaries(shelf.order())
    assert article.source == "example.org"


def test_a_feed_that_fails_for_the_moment_can_be_subscribed_to_unseen(shelf: Library, server: Server) -> None:
    url = server.fail("/f.xml", 503)
    with pytest.raises(FeedError, match="--unseen"):
        shelf.feeds.add(url)
    with pytest.raises(FeedError) as permanent:
        shelf.feeds.add(server.address + "/none")
    assert "--unseen" not in str(permanent.value)
    server.asked.clear()
    secret = Credentials(headers={"X-Key": "word"})
    feed = shelf.feeds.add(url, name="Coast", tags=["sea"], credentials=secret, unseen=True)
    assert (feed.called, feed.tags, feed.authorised, feed.articles, server.asked) == ("Coast", ("sea",), True, 0, [])
    server.put("/f.xml", rss(HARBOUR))
    assert shelf.feeds.refresh().added == 1
    with pytest.raises(BadInputError, match="subscribed to already"):
        shelf.feeds.add(url, unseen=True)


def test_the_feed_of_a_page_is_found(shelf: Library, server: Server) -> None:
    server.put("/feed", rss(HARBOUR))
    links = [("/feed", "Coast Post RSS", RSS), ("/atom", "Coast Post Atom", ATOM), ("/c", "Comments", RSS)]
    assert shelf.feeds.add(server.put("/", head(*links))).url == server.address + "/feed"


def test_of_several_feeds_the_user_must_choose(shelf: Library, server: Server) -> None:
    with pytest.raises(FeedError, match=r"names 2 feeds.*/sport.*/world"):
        shelf.feeds.add(server.put("/", head(("/sport", "Sport", RSS), ("/world", "World", RSS))))
    assert shelf.feeds.list() == ()


def test_what_is_no_feed_and_names_none_is_told(shelf: Library, server: Server) -> None:
    with pytest.raises(FeedError, match="no feed"):
        shelf.feeds.add(server.put("/", head()))
    with pytest.raises(FeedError, match="nothing at this address"):
        shelf.feeds.add(server.address + "/none")
    with pytest.raises(FeedError):
        shelf.feeds.add("gopher://example.org/")


def test_nobody_subscribes_twice(shelf: Library, server: Server) -> None:
    url = server.put("/f.xml", rss(HARBOUR))
    shelf.feeds.add(url)
    with pytest.raises(BadInputError, match="subscribed to already"):
        shelf.feeds.add(url)


def test_what_lets_a_feed_in_is_sent_and_told_to_nobody(shelf: Library, server: Server) -> None:
    url = server.put("/f.xml", rss(HARBOUR)).replace("//", "//me:secret-word@")
    feed = shelf.feeds.add(url, credentials=Credentials(headers={"X-Key": "secret-word"}, user_agent="Mine/1"))
    shelf.feeds.refresh()
    sent = [{name.lower(): value for name, value in asked.headers.items()} for asked in server.asked]
    assert len(sent) == 2
    for headers in sent:
        assert (headers["x-key"], headers["user-agent"]) == ("secret-word", "Mine/1")
        assert headers["authorization"].startswith("Basic ")
    shown = f"{shelf.feeds.list()!r} {shelf.feeds.export_opml()} {shelf.summaries(shelf.order())!r}"
    assert "secret-word" not in shown
    assert feed.authorised


def test_what_lets_a_feed_in_does_not_follow_it_to_another_host(shelf: Library, server: Server) -> None:
    feed = shelf.feeds.add(server.put("/f.xml", rss(HARBOUR)).replace("//", "//me:word@"))
    server.put("/g.xml", rss(HARBOUR))
    elsewhere = server.address.replace("127.0.0.1", "localhost") + "/g.xml"
    server.fail("/f.xml", 301, Location=elsewhere)
    shelf.feeds.refresh()
    assert shelf.feeds.get(feed.id).url == feed.url


@pytest.mark.parametrize("reference", ["id", "url", "name", "beginning"])
def test_a_feed_is_found_by(shelf: Library, server: Server, reference: str) -> None:
    feed = shelf.feeds.add(server.put("/f.xml", rss(HARBOUR)))
    shelf.feeds.add(server.put("/g.xml", rss(title="Ledger")))
    asked = {"id": feed.id, "url": feed.url, "name": "coast POST", "beginning": feed.id[:6]}[reference]
    assert shelf.feeds.find(asked).id == feed.id


def test_a_feed_that_is_not_there_or_not_the_only_one_is_told(shelf: Library, server: Server) -> None:
    shelf.feeds.add(server.put("/f.xml", rss(HARBOUR)))
    shelf.feeds.add(server.put("/g.xml", rss()))
    with pytest.raises(UnknownFeedError, match="Several"):
        shelf.feeds.find("Coast Post")
    with pytest.raises(UnknownFeedError, match="no feed"):
        shelf.feeds.find("Ledger")
    with pytest.raises(UnknownFeedError):
        shelf.feeds.rename("fnone", "x")


def test_what_the_reader_did_is_kept_when_a_feed_is_renamed_moved_and_removed(shelf: Library, server: Server) -> None:
    feed = shelf.feeds.add(server.put("/f.xml", rss(HARBOUR)))
    shelf.set_read(shelf.order(), True)
    shelf.tag(shelf.order(), "sea")
    assert shelf.feeds.rename(feed.id, "Coast").called == "Coast"
    assert shelf.feeds.rename(feed.id, None).called == "Coast Post"
    assert shelf.feeds.move(feed.id, "/News//World/").folder == "News/World"
    assert shelf.feeds.set_tags(feed.id, ["b", "a"]).tags == ("a", "b")
    assert shelf.feeds.configure(feed.id, full_text=True, keep_days=9, watch_hours=0).keep_days == 9
    assert shelf.feeds.configure(feed.id, keep_days=None).full_text
    shelf.feeds.remove(feed.id)
    assert shelf.feeds.list() == ()
    (article,) = shelf.summaries(shelf.order())
    assert (article.read, article.tags, article.feeds) == (True, ("sea",), ())
    with pytest.raises(BadInputError):
        shelf.feeds.configure(shelf.feeds.add(feed.url).id, keep_days=0)


def test_a_list_of_feeds_goes_out_and_comes_in_without_a_request(
    shelf: Library, server: Server, tmp_path: Path
) -> None:
    shelf.feeds.add(server.put("/f.xml", rss(HARBOUR)), folder="News/Local", tags=("sea",))
    shelf.feeds.add(server.put("/g.xml", rss(title="Ledger")), name="My ledger")
    file = tmp_path / "feeds.opml"
    file.write_text(shelf.feeds.export_opml())
    server.asked.clear()
    other = Library.open(tmp_path / "other")
    taken = other.feeds.import_opml(file)
    assert (taken.added, taken.known, taken.trouble) == (2, 0, ())
    assert [(feed.called, feed.url, feed.folder, feed.tags) for feed in other.feeds.list()] == [
        ("My ledger", server.address + "/g.xml", "", ()),
        ("Coast Post", server.address + "/f.xml", "News/Local", ("sea",)),
    ]
    assert other.feeds.import_opml(file).known == 2
    assert server.asked == []
    other.close()


def test_addresses_of_a_list_from_elsewhere_lead_to_no_private_server(
    shelf: Library, server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "feeds.opml"
    url = server.put("/f.xml", rss(HARBOUR))
    file.write_text(f'<opml version="2.0"><body><outline type="rss" text="x" xmlUrl="{url}"/></body></opml>')
    shelf.feeds.import_opml(file)
    assert len(shelf.feeds.refresh().failed) == 1
    assert server.asked == []
    # Typed by the user, it is asked.
    feed = shelf.feeds.add(url, folder="News", tags=["sea"])
    assert (feed.called, feed.folder, feed.tags, feed.articles, feed.error) == ("x", "News", ("sea",), 1, None)
    with pytest.raises(BadInputError, match="subscribed to already"):
        shelf.feeds.add(url)


def test_a_list_that_is_none_is_told(shelf: Library, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot be read"):
        shelf.feeds.import_opml(tmp_path / "none.opml")
    (tmp_path / "odd.opml").write_bytes(b"\x00\x01\x02" * 50)
    with pytest.raises(BadInputError, match=r"odd\.opml"):
        shelf.feeds.import_opml(tmp_path / "odd.opml")


def test_what_newsboat_knows_is_known_again_whatever_identities_its_feed_gives(
    shelf: Library, server: Server, tmp_path: Path
) -> None:
    front = "https://example.org/"
    items = {
        # As newsboat makes a guid where there is none: the address and the date.
        "https://example.org/one?utm_source=rssSun, 12 Oct 2025": Item(
            "Harbour reopens", "Ferries sail again.", "https://example.org/one?utm_source=rss"
        ),
        " tag:2 \n": Item("Rates rise", "A quarter point was expected.", front, " tag:2 \n"),
        "tag:3": Item("Mill closes", "The owner gave no reason.", front, "tag:3"),
    }
    url = server.put("/f.xml", rss(*items.values()))
    (tmp_path / "urls").write_text(url)
    with sqlite3.connect(tmp_path / "cache.db") as cache:
        cache.execute("CREATE TABLE rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags)")
        cache.executemany(
            "INSERT INTO rss_item VALUES (?, ?, '', ?, ?, 1760000000, ?, 0, 'a')",
            [(guid, item.title, item.link, url, f"<p>{item.text}</p>") for guid, item in items.items()],
        )
    assert shelf.feeds.import_newsboat(tmp_path / "urls", tmp_path / "cache.db").articles == 3
    for _ in range(2):
        report = shelf.feeds.refresh()
        assert (report.added, report.updated, report.failed) == (0, 0, ())
    assert [(article.read, article.starred) for article in shelf.summaries(shelf.order())] == [(True, True)] * 3


def test_newsboats_feeds_and_articles_come_with_what_was_read(shelf: Library, server: Server, tmp_path: Path) -> None:
    url = server.put("/f.xml", rss(HARBOUR, Item("Rates", "Rates rise.", "https://example.org/rates", "2")))
    (tmp_path / "urls").write_text(f'{url} news "~Coast"\nexec:/bin/false\n')
    with sqlite3.connect(tmp_path / "cache.db") as cache:
        cache.execute(
            "CREATE TABLE rss_item (guid TEXT, title TEXT, author TEXT, url TEXT, feedurl TEXT, pubDate INTEGER,"
            " content TEXT, unread INTEGER, flags TEXT, deleted INTEGER, base TEXT)"
        )
        cache.executemany(
            "INSERT INTO rss_item VALUES (?, ?, 'Ann', ?, ?, 1760000000, ?, ?, ?, 0, '')",
            [
                ("1", HARBOUR.title, HARBOUR.link, url, "<p>Ferries sail.</p>", 0, "s"),
                ("9", "Old", "https://example.org/old", url, "<p>It is no longer in the feed.</p>", 1, ""),
                ("3", "Not subscribed", "https://example.net/", "https://example.net/f", "x", 1, ""),
            ],
        )
    taken = shelf.feeds.import_newsboat(tmp_path / "urls", tmp_path / "cache.db")
    assert (taken.added, taken.articles, len(taken.trouble)) == (1, 2, 1)
    assert [(feed.called, feed.tags) for feed in shelf.feeds.list()] == [("Coast", ("news",))]
    articles = {article.title: article for article in shelf.summaries(shelf.order())}
    assert {title: (found.read, found.starred) for title, found in articles.items()} == {
        "Harbour reopens": (True, True),
        "Old": (False, False),
    }
    report = shelf.feeds.refresh()
    assert (report.added, report.updated) == (1, 0)
    assert shelf.states([articles["Harbour reopens"].id])[0].read
