"""What newsboat keeps: its list of feeds, its cache, and where they are."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.errors import BadInputError
from index.ingest.subscriptions.newsboat import Places, newsboat_places, read_urls
from index.ingest.subscriptions.newsboat_cache import read_cache
from index.ingest.subscriptions.subscription import Subscription

ITEM = {
    "guid": "g1", "title": "Bridge shut", "author": "Ann", "url": "https://a.example/1", "feedurl": "https://a.example/f",
    "pubDate": 1749654245, "content": "<p>It is shut.</p>", "unread": 0, "enclosure_url": "", "enclosure_type": None,
    "flags": "", "deleted": 0, "base": "https://a.example/", "content_mime_type": "text/html",
}  # fmt: skip


def cache(path: Path, items: Sequence[dict[str, object]], *, without: Sequence[str] = (), feeds: bool = True) -> Path:
    """Make a cache as newsboat does, where need be without some columns."""
    columns = [name for name in ITEM if name not in without]
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"CREATE TABLE rss_item (id INTEGER PRIMARY KEY, {', '.join(columns)})")
        for item in items:
            row = [{**ITEM, **item}[name] for name in columns]
            marks = ", ".join("?" * len(columns))
            database.execute(f"INSERT INTO rss_item ({', '.join(columns)}) VALUES ({marks})", row)  # noqa: S608 -- ours
        if feeds:
            database.execute("CREATE TABLE rss_feed (rssurl, url, title)")
            database.execute("INSERT INTO rss_feed VALUES ('https://a.example/f', 'https://a.example', 'The A')")
    return path


def test_a_list_with_tags_and_titles() -> None:
    listed = read_urls(
        b"""# mine
https://a.example/f news "cool stuff" "~The \\"A\\""   # a remark
\t"https://b.example/f#x"\ttwo
https://ann:pw@c.example/f
https://a.example/f more
""".replace(b"\n", b"\r\n")
    )
    assert listed.feeds == (
        Subscription("https://a.example/f", 'The "A"', tags=("news", "cool stuff", "more")),
        Subscription("https://b.example/f#x", tags=("two",)),
        Subscription("https://ann:pw@c.example/f"),
    )
    assert not listed.trouble


def test_commands_and_queries_are_named_and_left_out() -> None:
    listed = read_urls(
        b'"query:Late:unread = \\"yes\\"" x\nexec:~/bin/s3cret tag\n"filter:~/bin/s3cret -v:https://a.example/f"\n'
        b"file:///home/me/feed.xml\nhttps://b.example/f\n"
    )
    assert [feed.url for feed in listed.feeds] == ["https://b.example/f"]
    assert [sentence.partition(":")[0] for sentence in listed.trouble] == ["line 1", "line 2", "line 3", "line 4"]
    assert "s3cret" not in str(listed)


def test_a_hidden_feed_is_taken_and_said() -> None:
    listed = read_urls(b'https://a.example/f "!Hidden" tag\n')
    assert listed.feeds == (Subscription("https://a.example/f", tags=("tag",)),)
    assert len(listed.trouble) == 1


def test_a_list_that_is_no_text_is_refused() -> None:
    with pytest.raises(BadInputError):
        read_urls(b"SQLite format 3\x00\x00\x01\x02" * 10)


def test_articles_come_with_their_marks(tmp_path: Path) -> None:
    path = cache(tmp_path / "cache.db", [{}, {"guid": "g2", "unread": 1, "flags": "ab"}, {"guid": "g3", "deleted": 1}])
    first, second = read_cache(path)
    assert (first.guid, first.url, first.feed_url, first.feed_title) == (
        "g1",
        "https://a.example/1",
        "https://a.example/f",
        "The A",
    )
    assert (first.title, first.author, first.content) == ("Bridge shut", "Ann", "<p>It is shut.</p>")
    assert first.pub_date == datetime(2025, 6, 11, 15, 4, 5, tzinfo=UTC)
    assert (first.read, first.starred) == (True, False)
    assert (second.guid, second.read, second.flags, second.starred) == ("g2", False, "ab", True)


def test_an_old_cache_has_fewer_columns(tmp_path: Path) -> None:
    old = ["deleted", "flags", "base", "content_mime_type", "enclosure_type", "author"]
    (mark,) = read_cache(cache(tmp_path / "cache.db", [{}], without=old, feeds=False))
    assert (mark.guid, mark.read, mark.flags, mark.base, mark.feed_title) == ("g1", True, "", "", "")


def test_cells_may_hold_anything(tmp_path: Path) -> None:
    items: list[dict[str, object]] = [
        {"pubDate": 0},
        {"pubDate": 10**18, "title": None, "guid": 7},
        {"pubDate": "x", "content": b"caf\xe9"},
    ]
    path = cache(tmp_path / "cache.db", items)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE rss_item SET title = CAST(x'6361ff' AS TEXT) WHERE id = 3")
    first, second, third = read_cache(path)
    assert first.pub_date is second.pub_date is third.pub_date is None
    assert (second.title, second.guid) == ("", "7")
    assert (third.title, third.content) == ("ca\ufffd", "caf\ufffd")


def test_the_cache_is_only_read(tmp_path: Path) -> None:
    path = cache(tmp_path / "cache.db", [{}])
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert len(list(read_cache(path))) == 1
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [each.name for each in tmp_path.iterdir()] == ["cache.db"]


def test_a_cache_that_newsboat_is_writing_to_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.ingest.subscriptions.newsboat_cache._WAIT", 0.0)
    path = cache(tmp_path / "cache.db", [{}, {}])
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        writer.execute("UPDATE rss_item SET unread = 1")
        assert [mark.read for mark in read_cache(path)] == [True, True]


def test_articles_are_read_one_after_the_other(tmp_path: Path) -> None:
    path = cache(tmp_path / "cache.db", [{"guid": str(number)} for number in range(500)])
    marks = read_cache(path)
    assert next(marks).guid == "0"
    marks.close()  # type: ignore[attr-defined] # a generator, though only an iterator is promised
    with closing(sqlite3.connect(path, timeout=0)) as database, database:
        database.execute("DELETE FROM rss_item")  # nothing is left open that would hold newsboat up


@pytest.mark.parametrize("content", [b"", b"no database" * 500, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_cache_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cache.db"
    path.write_bytes(content)
    with pytest.raises(BadInputError):
        list(read_cache(path))


def test_a_damaged_cache_gives_a_sentence_after_what_could_be_read(tmp_path: Path) -> None:
    path = cache(tmp_path / "cache.db", [{"content": "x" * 3000, "guid": str(number)} for number in range(50)])
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * (path.stat().st_size // 2))
    with pytest.raises(BadInputError):
        list(read_cache(path))


def test_another_programs_database_and_no_file_are_refused(tmp_path: Path) -> None:
    other = cache(tmp_path / "other.db", [{}], without=["unread"])
    for path in (other, tmp_path / "none.db", tmp_path):
        with pytest.raises(BadInputError):
            list(read_cache(path))
    assert not (tmp_path / "none.db").exists()


def test_places(tmp_path: Path) -> None:
    old = tmp_path / ".newsboat"
    assert newsboat_places({}, tmp_path) == Places(old / "urls", old / "cache.db")
    config = tmp_path / ".config" / "newsboat"
    config.mkdir(parents=True)
    usual = Places(config / "urls", tmp_path / ".local/share/newsboat/cache.db")
    assert newsboat_places({"XDG_CONFIG_HOME": "relative"}, tmp_path) == usual
    named = tmp_path / "c"
    (named / "newsboat").mkdir(parents=True)
    assert newsboat_places({"XDG_CONFIG_HOME": str(named), "XDG_DATA_HOME": str(tmp_path / "d")}, tmp_path) == Places(
        named / "newsboat" / "urls", tmp_path / "d" / "newsboat" / "cache.db"
    )
