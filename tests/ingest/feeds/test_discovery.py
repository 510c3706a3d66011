"""The feeds that a page names."""

from index.ingest.feeds.discovery import FoundFeed, feeds_of

_URL = "https://example.org/news/"


def test_declared_feeds_come_in_the_order_of_the_page() -> None:
    page = b"""<html><head><base href="/b/">
      <link rel="alternate" type="application/rss+xml" title=" News " href="rss.xml">
      <link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="https://other.example/atom">
      <link rel="alternate" type="application/feed+json" href="/feed.json">
      <link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" type="text/css" href="x.css">
      <link rel="alternate" type="application/rss+xml" href="rss.xml">
      <link rel="alternate" type="application/rss+xml" href="javascript:x">
      </head><body><a href="/feed">Feed</a></body>"""
    assert feeds_of(page, _URL) == (
        FoundFeed("https://example.org/b/rss.xml", "News", "RSS"),
        FoundFeed("https://other.example/atom", "", "Atom"),
        FoundFeed("https://example.org/feed.json", "", "JSON Feed"),
    )


def test_links_count_where_none_is_declared() -> None:
    page = b"""<html><body><a href="/feed/">All <b>news</b></a>
      <a href="sport.rss">Sport</a><a href="/feeding">No</a>
      <a href="https://other.example/feed">No</a></body></html>"""
    assert feeds_of(page, _URL) == (
        FoundFeed("https://example.org/feed/", "All news", ""),
        FoundFeed("https://example.org/news/sport.rss", "Sport", ""),
    )


def test_links_that_nobody_closes_cost_no_more_than_others() -> None:
    page = b"<html><body>" + b"".join(b"<a href=/%d/feed>word " % n for n in range(60_000))
    found = feeds_of(page, "https://example.org/")
    assert found[0].url == "https://example.org/0/feed"
    assert all(len(feed.title) <= 200 for feed in found)


def test_what_is_no_page_names_none() -> None:
    assert feeds_of(b"", _URL) == feeds_of(bytes(range(256)), _URL) == feeds_of(b"<p>Hi", _URL) == ()
