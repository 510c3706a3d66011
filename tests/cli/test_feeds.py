"""Feeds by the command line, with a server that answers: subscribing, arranging, what others' lists bring along."""

import contextlib
import io
import re
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import crossread
from tests.library.serving import Item, Server, rss
from tui.main import main

NEWS = rss(
    Item("Storm at the coast", "Gusts of 110 km/h hit the coast on Friday.", "https://example.org/storm", "1"),
    Item("Markets close higher", "The index gained 0.4% to 5,431 points.", "https://example.org/markets", "2"),
)
HOSTILE = "[bold]Post[/bold] \x9b31m\u202etsoP\u202c"


def listed() -> list[dict[str, object]]:
    """Return the feeds as the document of `feeds list` has them."""
    feeds = crossread("feeds", "list", "--json").document["feeds"]
    assert isinstance(feeds, list)
    return feeds


@pytest.mark.usefixtures("empty")
def test_a_feed_comes_in_with_name_folder_and_tags(server: Server) -> None:
    url = server.put("/feed", NEWS)
    ran = crossread("feeds", "add", url, "--name", "Ledger", "--folder", "News/World", "--tag", "sea", "--tag", "wind")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Subscribed to: Ledger in News/World")
    assert "2 articles  #sea  #wind" in ran.out
    (feed,) = listed()
    assert (feed["url"], feed["title"], feed["articles"], feed["unread"]) == (url, "Coast Post", 2, 2)
    assert feed["succeeded"] is not None
    assert feed["next_try"] is not None
    assert crossread("search", "gusts", "--json").document["total"] == 1
    lines = crossread("feeds", "list").out.splitlines()
    assert lines[0] == "News/World"
    assert re.search(r"2 unread  Ledger  fetched \d\d:\d\d, next .*\d\d:\d\d  #sea  #wind  ", lines[1])
    assert lines[1].endswith(url)
    assert lines[2] == "1 feed, 2 unread of 2 articles"


class Terminal(io.StringIO):
    """What says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [80, 200])
@pytest.mark.usefixtures("empty")
def test_a_wide_terminal_has_the_address_and_every_one_the_whole_reason(
    columns: int, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.fail("/feed", 503)
    crossread("feeds", "add", "--unseen", url, "--name", "Ledger")
    (sentence,) = crossread("refresh").err.splitlines()
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "dumb")
    with contextlib.redirect_stdout(Terminal()) as terminal:
        assert main(["feeds", "list"]) == 0
    lines = terminal.getvalue().splitlines()
    assert (url in lines[0]) == (columns == 200)
    assert max(map(len, lines)) <= columns
    reason = lines[1:-1]
    assert all(line.startswith("    ") for line in reason)
    assert sentence.removeprefix("Ledger: ") in " ".join(line.strip() for line in reason)


@pytest.mark.usefixtures("empty")
def test_the_feed_of_a_page_is_found_and_of_several_none_is_chosen(server: Server) -> None:
    server.put("/feed", NEWS)
    server.put("/other", NEWS)
    link = '<link rel="alternate" type="application/rss+xml" title="{0}" href="/{0}">'
    one = server.put("/one", f"<html><head>{link.format('feed')}</head><body>News</body></html>")
    two = server.put("/two", f"<html><head>{link.format('feed')}{link.format('other')}</head><body>News</body></html>")
    assert crossread("feeds", "add", one).status == 0
    assert [feed["url"] for feed in listed()] == [f"{server.address}/feed"]
    several = crossread("feeds", "add", two)
    assert (several.status, several.out) == (1, "")
    assert f"{server.address}/feed" in several.err
    assert f"{server.address}/other" in several.err
    again = crossread("feeds", "add", f"{server.address}/feed", "--json")
    assert again.status == 1
    assert "already" in again.document["error"]


@pytest.mark.usefixtures("empty")
def test_a_feed_is_renamed_moved_and_tagged_and_what_was_read_stays_read(server: Server) -> None:
    url = server.put("/feed", NEWS)
    crossread("feeds", "add", url)
    crossread("list")
    crossread("read", "1")
    assert crossread("feeds", "rename", "coast post", "Ledger").out.startswith("Ledger: calls itself “Coast Post”  f")
    assert "; in News/World  f" in crossread("feeds", "move", "Ledger", "News/World").out
    assert "; in News/World; #sea  f" in crossread("feeds", "tag", "sea", "Ledger", url).out
    (feed,) = listed()
    assert (feed["name"], feed["folder"], feed["tags"], feed["unread"]) == ("Ledger", "News/World", ["sea"], 1)
    assert crossread("feeds", "untag", "sea", "Ledger", "--json").document["feeds"][0]["tags"] == []
    assert crossread("feeds", "rename", "Ledger", "").out.startswith("Coast Post: in News/World  f")
    assert crossread("list", "--feed", "coast post", "--unread", "--json").document["total"] == 1


@pytest.mark.usefixtures("empty")
def test_articles_are_listed_by_a_feed_by_a_folder_with_what_is_in_it_and_by_a_tag(server: Server) -> None:
    for number, options in enumerate(
        (["--folder", "News"], ["--folder", "News/World", "--tag", "Sea"], ["--name", "news"])
    ):
        item = Item(f"Storm {number}", "Gusts of 110 km/h.", f"https://example.org/{number}", "1")
        url = server.put(f"/{number}", rss(item, title=f"Post {number}"))
        assert crossread("feeds", "add", url, *options).status == 0

    def titles(reference: str) -> list[str]:
        return sorted(each["title"] for each in crossread("list", "--feed", reference, "--json").document["articles"])

    assert titles("post 0") == ["Storm 0"]
    assert titles("news") == ["Storm 2"], "a feed's name goes first"
    assert titles("News/") == ["Storm 0", "Storm 1"]
    assert titles("news/world") == titles("sea") == titles("#sea") == ["Storm 1"]
    nothing = crossread("list", "--feed", "New")
    assert (nothing.status, nothing.out) == (1, "")
    assert "no feed, folder or tag 'New'" in nothing.err


@pytest.mark.usefixtures("empty")
def test_a_feed_that_cannot_be_had_now_is_subscribed_to_unseen(server: Server) -> None:
    url = server.fail("/feed", 503)
    refused = crossread("feeds", "add", url)
    assert (refused.status, refused.out, listed()) == (1, "", [])
    assert "--unseen" in refused.err
    server.asked.clear()
    assert crossread("feeds", "add", "--unseen", url).out.startswith(f"Subscribed to: {url}")
    assert server.asked == []
    server.put("/feed", NEWS)
    assert crossread("refresh", "--json").document["added"] == 2


@pytest.mark.usefixtures("empty")
def test_an_address_without_a_scheme_is_tried_by_https_and_then_by_http(server: Server, tmp_path: Path) -> None:
    url = server.put("/feed", NEWS)
    bare = url.removeprefix("http://")
    (tmp_path / "password").write_text("secret", encoding="utf-8")
    login = ["--user", "ada", "--password-file", str(tmp_path / "password")]
    assert crossread("feeds", "add", bare, *login).status == 1, "a password never goes out by http unasked"
    assert crossread("feeds", "add", f"https://{bare}").status == 1
    assert server.asked == []
    assert crossread("feeds", "add", bare).status == 0
    assert [feed["url"] for feed in listed()] == [url]
    failed = crossread("feeds", "add", "127.0.0.1:9/feed")
    assert failed.status == 1
    assert "Neither https://127.0.0.1:9/feed nor http://127.0.0.1:9/feed can be fetched." in failed.err


@pytest.mark.usefixtures("empty")
def test_an_article_that_its_outlet_has_changed_is_marked_with_the_headline_before(server: Server) -> None:
    before = Item("Storm nears the coast", "Gusts of 110 km/h.", "https://example.org/storm", "1")
    crossread("feeds", "add", server.put("/feed", rss(before)))
    assert "~" not in crossread("list").out
    server.put("/feed", rss(before._replace(title="Storm hits the coast")))
    assert crossread("refresh").status == 0
    first, _ = crossread("list").out.splitlines()
    assert "●~ Storm hits the coast  was “Storm nears the coast”" in first


@pytest.mark.usefixtures("empty")
def test_articles_stay_when_their_feed_goes_and_a_feed_that_is_not_there_is_named(server: Server) -> None:
    crossread("feeds", "add", server.put("/feed", NEWS))
    ran = crossread("feeds", "remove", "coast post", "nowhere", "--json")
    assert ran.status == 1
    assert [(feed["title"], feed["articles"]) for feed in ran.document["feeds"]] == [("Coast Post", 2)]
    assert [failed["reference"] for failed in ran.document["failed"]] == ["nowhere"]
    assert listed() == []
    assert crossread("list", "--json").document["total"] == 2
    assert "There are no feeds" in crossread("feeds", "list").out


@pytest.mark.usefixtures("empty")
def test_settings_change_what_is_named_and_nothing_else(server: Server) -> None:
    crossread("feeds", "add", server.put("/feed", NEWS))

    def settings(*arguments: str) -> tuple[object, ...]:
        (feed,) = crossread("feeds", "set", "coast post", *arguments, "--json").document["feeds"]
        return feed["full_text"], feed["watch_hours"], feed["keep_days"]

    assert settings("--full-text", "--watch", "12") == (True, 12, None)
    assert settings("--keep", "30") == (True, 12, 30)
    assert settings("--no-full-text", "--watch", "off") == (False, 0, 30)
    assert settings("--watch", "usual", "--keep", "all") == (False, None, None)
    told = crossread("feeds", "set", "coast post", "--keep", "30", "--full-text", "--watch", "off").out
    assert told.startswith("Coast Post: full text; never looked at again; keeps articles for 30 days  f")
    assert "  full text  never looked at again  keeps articles for 30 days  http" in crossread("feeds", "list").out
    everything = crossread("feeds", "set", "coast post", "--keep", "all", "--no-full-text", "--watch", "usual").out
    assert everything.startswith("Coast Post: nothing of its own is set  f")
    for wrong in ([], ["--watch", "soon"], ["--keep", "-1"], ["--no-login", "--cookie", "a=b"]):
        assert crossread("feeds", "set", "coast post", *wrong).status == 2
    assert crossread("feeds", "set", "coast post", "--keep", "0").status == 1


@pytest.mark.usefixtures("empty")
def test_what_holds_for_all_feeds_is_shown_and_set() -> None:
    assert crossread("feeds", "defaults", "--json").document == {
        "schema": 1,
        "watch_hours": 48,
        "unread_when_updated": False,
    }
    assert "not looked at again" in crossread("feeds", "defaults", "--watch", "off", "--unread-when-updated").out
    assert crossread("feeds", "defaults", "--json").document["unread_when_updated"] is True
    assert "is unread again" in crossread("feeds", "defaults").out
    assert crossread("feeds", "defaults", "--read-when-updated", "--json").document["watch_hours"] == 0


@pytest.mark.usefixtures("empty")
def test_what_a_feed_says_of_itself_is_never_markup_and_never_acts(server: Server) -> None:
    feed = rss(Item(HOSTILE, "Text.", "https://example.org/1", "1"), title="[red]Post[/red] \u202etsoP\u202c")
    crossread("feeds", "add", server.put("/feed", feed), "--folder", "[bold]a[/bold]")
    out = crossread("feeds", "list").out
    assert "[red]Post[/red]" in out
    assert "[bold]a[/bold]" in out
    assert "\u202e" not in out


@pytest.mark.usefixtures("empty")
def test_a_list_of_feeds_goes_out_and_comes_in_with_its_folders(server: Server, tmp_path: Path) -> None:
    crossread("feeds", "add", server.put("/feed", NEWS), "--folder", "News/World", "--tag", "sea", "--name", "Ledger")
    crossread("feeds", "add", server.put("/other", NEWS))
    file = tmp_path / "feeds.opml"
    assert crossread("opml", "export", str(file)).err == f"Written to {file}.\n"
    assert crossread("opml", "export").out == file.read_text(encoding="utf-8")
    before = {feed["url"]: (feed["folder"], feed["tags"]) for feed in listed()}
    crossread("feeds", "remove", *map(str, before))
    server.asked.clear()
    taken = crossread("opml", "import", str(file))
    assert (taken.status, taken.out.splitlines()[0]) == (0, "Feeds: 2 added, 0 known")
    assert {feed["url"]: (feed["folder"], feed["tags"]) for feed in listed()} == before
    assert server.asked == []
    assert crossread("opml", "import", str(file), "--json").document["known"] == 2


@pytest.mark.usefixtures("empty")
def test_what_a_list_has_that_cannot_be_taken_is_named_and_the_rest_comes_in(tmp_path: Path) -> None:
    file = tmp_path / "broken.opml"
    file.write_text(
        '<opml><body><outline text="A" xmlUrl="https://example.org/a"/>'
        '<outline text="B" xmlUrl="javascript:alert(1)"/><outline text="C & D" xmlUrl="https://example.org/c">',
        encoding="utf-8",
    )
    ran = crossread("opml", "import", str(file))
    assert (ran.status, ran.out.splitlines()[0]) == (1, "Feeds: 2 added, 0 known, trouble with 1")
    assert len(ran.err.splitlines()) == 1
    nowhere = crossread("opml", "import", str(tmp_path / "nowhere"))
    assert (nowhere.status, nowhere.out, len(nowhere.err.splitlines())) == (1, "", 1)


NEWSBOAT = """
CREATE TABLE rss_feed (rssurl TEXT PRIMARY KEY, url TEXT, title TEXT, lastmodified INTEGER, is_rtl INTEGER, etag TEXT);
CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid TEXT, title TEXT, author TEXT, url TEXT, feedurl TEXT,
    pubDate INTEGER, content TEXT, unread INTEGER, enclosure_url TEXT, enclosure_type TEXT, enqueued INTEGER,
    flags TEXT, deleted INTEGER, base TEXT, content_mime_type TEXT);
INSERT INTO rss_feed VALUES ('https://example.org/feed', 'https://example.org', 'Coast Post', 0, 0, '');
INSERT INTO rss_item VALUES (1, 'g1', 'Storm at the coast', 'A', 'https://example.org/storm', 'https://example.org/feed',
    1749563100, '<p>Gusts of 110 km/h.</p>', 0, '', '', 0, 's', 0, '', 'text/html');
INSERT INTO rss_item VALUES (2, 'g2', 'Markets close higher', 'B', 'https://example.org/markets',
    'https://example.org/feed', 1749563200, '<p>The index gained 0.4%.</p>', 1, '', '', 0, '', 0, '', 'text/html');
"""


def newsboat(folder: Path) -> tuple[Path, Path]:
    """Make newsboat's two files in a folder."""
    folder.mkdir(parents=True)
    (folder / "urls").write_text('https://example.org/feed "~Ledger" sea\n', encoding="utf-8")
    database = sqlite3.connect(folder / "cache.db")
    database.executescript(NEWSBOAT)
    database.close()
    return folder / "urls", folder / "cache.db"


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.usefixtures("empty")
def test_what_newsboat_has_is_taken_over_with_what_was_read(
    named: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    urls, cache = newsboat(tmp_path / "elsewhere" if named else tmp_path / ".newsboat")
    ran = crossread("import", "--newsboat", *(["--urls", str(urls), "--cache", str(cache)] if named else []))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[:2] == ["Feeds: 1 added, 0 known", "Articles: 2 added"]
    (feed,) = listed()
    assert (feed["name"], feed["tags"], feed["articles"], feed["unread"]) == ("Ledger", ["sea"], 2, 1)
    (unread,) = crossread("list", "--unread", "--json").document["articles"]
    assert unread["title"] == "Markets close higher"
    assert crossread("list", "--starred", "--json").document["total"] == 1


@pytest.mark.usefixtures("empty")
def test_newsboat_is_taken_over_by_itself() -> None:
    for wrong in (["--newsboat", "--samples"], ["--urls", "urls"], ["--samples", "--cache", "cache.db"]):
        assert crossread("import", *wrong).status == 2
