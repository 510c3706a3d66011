"""What feeds bring is recognised, told apart from what pages say, and kept together with how each fetch ended."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.models import ArticleSummary, Draft, Origin
from index.models.feeds import Credentials, Feed
from index.store.asking import Checked
from index.store.database import Database
from index.store.feeds import Brought, FeedStore, Received
from index.store.from_feeds import NOT_TOLD
from index.store.news import News
from index.store.news_format import MIGRATIONS
from index.store.pages import Page, PageStore
from index.store.ready import ready
from index.store.state import State
from index.store.watching import WatchStore
from tests.drafts import draft

NOW = datetime(2025, 6, 12, tzinfo=UTC)
SOON = NOW + timedelta(minutes=30)
LATER = NOW + timedelta(hours=1)
LONG = " ".join(f"The harbour master counted {word} ferries." for word in ("two", "four", "nine", "ten", "twelve"))


class Store:
    """A store with two feeds."""

    def __init__(self, folder: Path) -> None:
        self.state = State(folder)
        self.news = News(folder, self.state)
        self.feeds = FeedStore(self.news.database)
        self.one, self.two = self.feeds.add(
            [Feed(id="", url=f"https://example.org/{name}.xml", title=name) for name in ("one", "two")],
            {},
            typed=True,
            now=NOW,
        )

    def take(self, feed: str, *drafts: Draft, at: datetime = NOW, told: bool = True) -> Received:
        key = self.feeds.sources([feed])[0].key
        made = [ready(each) if told else ready(each)._replace(told=NOT_TOLD) for each in drafts]
        return self.feeds.take([Brought(key, made, Checked(key, at))], at)

    def page(self, article_id: str, page: Draft, at: datetime = NOW) -> None:
        watched = WatchStore(self.news.database).of(article_id, "https://example.org/a", at, 48, typed=True)
        assert watched is not None
        PageStore(self.news.database).take([Page(watched, ready(page))], at, lambda *_: None)

    def only(self) -> ArticleSummary:
        (article,) = self.news.summaries(self.news.order())
        return article

    def origins(self, article_id: str) -> list[Origin]:
        return [revision.origin for revision in self.news.revisions(article_id)]

    def due(self, at: datetime) -> list[str]:
        return [watched.id for watched in WatchStore(self.news.database).due(at, 10, 48)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path)
    yield made
    made.news.close()
    made.state.close()


def of_feed(store: Store, text: str = "Ferries sail.", title: str = "Harbour reopens", guid: str = "1") -> Draft:
    return draft(title, text, url="https://example.org/a", guid=f"{store.one}#{guid}")


def test_the_same_address_from_two_feeds_is_one_article_of_both(store: Store) -> None:
    assert len(store.take(store.one, of_feed(store)).added) == 1
    assert store.take(store.two, draft("Harbour", "Shorter.", url="https://example.org/a")) == Received((), ())
    article = store.only()
    assert article.feeds == ("https://example.org/one.xml", "https://example.org/two.xml")
    assert (article.title, article.revision, article.updated) == ("Harbour reopens", 1, None)
    assert store.news.order(feeds=[store.two]) == (article.id,)
    assert store.news.order(feeds=[]) == ()


def test_two_feeds_that_say_different_things_do_not_take_turns(store: Store) -> None:
    for at in (NOW, LATER):
        store.take(store.one, of_feed(store), at=at)
        store.take(store.two, draft("Harbour", "Other words.", url="https://example.org/a"), at=at)
    assert store.only().revision == 1


def test_a_feed_that_says_much_more_tells_the_article(store: Store) -> None:
    store.take(store.one, of_feed(store))
    store.take(store.two, draft("Harbour reopens", LONG, url="https://example.org/a"))
    store.take(store.one, of_feed(store))
    article = store.only()
    assert store.news.text(article.id) == (LONG, "en")
    assert (article.revision, article.updated) == (2, None)


def test_an_edited_article_is_marked_with_its_time_and_the_headline_before(store: Store) -> None:
    store.take(store.one, of_feed(store))
    received = store.take(store.one, of_feed(store, "Four ferries sail.", "Harbour opens again"), at=LATER)
    article = store.only()
    assert received == Received((), (article.id,))
    assert (article.revision, article.updated, article.was) == (2, LATER, "Harbour reopens")
    assert store.origins(article.id) == [Origin.FEED, Origin.FEED]


def test_what_reappears_stays_read(store: Store) -> None:
    store.take(store.one, of_feed(store))
    store.state.set_read([store.only().id], True)
    store.take(store.one)
    assert store.take(store.one, of_feed(store), at=LATER) == Received((), ())
    assert store.only().read


def test_a_guid_that_is_given_to_something_else_is_a_new_article(store: Store) -> None:
    store.take(store.one, draft("Harbour reopens", "Ferries between islands sail.", guid=f"{store.one}#1"))
    other = draft("Central bank raises rates", "Economists expected quarter points.", guid=f"{store.one}#1")
    assert len(store.take(store.one, other).added) == 1
    assert store.take(store.one, other) == Received((), ())


def test_entries_that_all_have_one_address_are_known_by_their_guids(store: Store) -> None:
    storm = of_feed(store, "Ferries between islands sail again.", "Harbour reopens", "1")
    rates = of_feed(store, "Economists expected quarter points.", "Central bank raises rates", "2")
    assert len(store.take(store.one, storm).added) == 1
    assert len(store.take(store.one, rates).added) == 1
    for _ in range(2):
        assert store.take(store.one, rates, storm) == Received((), ())
    assert len(store.news.order()) == 2


def test_a_full_text_is_not_hidden_by_what_the_feed_repeats(store: Store) -> None:
    store.take(store.one, of_feed(store))
    article = store.only()
    store.page(article.id, draft("Harbour reopens", LONG, url="https://example.org/a"))
    assert store.take(store.one, of_feed(store), at=LATER) == Received((), ())
    assert store.origins(article.id) == [Origin.FEED, Origin.PAGE]
    assert store.only().updated is None
    assert store.only().words > article.words


def test_a_feed_that_changes_under_a_full_text_has_the_page_fetched_again(store: Store) -> None:
    store.take(store.one, of_feed(store))
    article = store.only()
    store.page(article.id, draft("Harbour reopens", LONG, url="https://example.org/a"))
    assert store.due(SOON) == []
    store.take(store.one, of_feed(store, "Five ferries sail."), at=SOON)
    assert store.due(SOON) == [article.id]
    assert store.news.text(article.id) == (LONG, "en")

    store.page(article.id, draft("Harbour shut", LONG + " Five sail.", url="https://example.org/a"), at=LATER)
    changed = store.only()
    assert (changed.updated, changed.was, changed.revision) == (LATER, "Harbour reopens", 3)


def test_the_same_page_twice_is_one_revision(store: Store) -> None:
    store.take(store.one, of_feed(store))
    for at in (NOW, LATER):
        store.page(store.only().id, draft("Harbour reopens", LONG, url="https://example.org/a"), at=at)
    assert store.only().revision == 2


def test_what_came_from_elsewhere_is_not_changed_by_what_its_feed_says_first(store: Store) -> None:
    store.take(store.one, of_feed(store, "As another reader kept it."), told=False)
    store.take(store.one, of_feed(store), at=LATER)
    assert store.only().revision == 1
    store.take(store.one, of_feed(store, "Four ferries sail."), at=LATER)
    assert store.only().updated == LATER


def test_a_subscription_that_ends_and_begins_again_finds_its_articles(store: Store) -> None:
    store.take(store.one, of_feed(store))
    store.feeds.remove(store.one)
    assert store.only().feeds == ()
    (again,) = store.feeds.add([Feed(id="", url="https://example.org/one.xml", title="")], {}, typed=True, now=LATER)
    assert again == store.one
    assert store.take(again, of_feed(store), at=LATER) == Received((), ())
    assert store.only().revision == 1


def test_unread_articles_are_counted_by_feed(store: Store) -> None:
    drafts = [draft(str(number), f"Text {number}.", guid=f"{store.one}#{number}") for number in range(4)]
    store.take(store.one, *drafts)
    store.take(store.two, drafts[0])
    ids = store.news.order()
    store.state.set_read([store.news.summaries(ids)[0].id], True)
    store.state.set_hidden(ids[1:2], True)
    assert [(feed.title, feed.articles) for feed in store.feeds.all()] == [("one", 4), ("two", 1)]
    assert sum(feed.unread for feed in store.feeds.all()) in (2, 3)
    assert store.feeds.all()[0].unread == 2
    assert store.news.counts()[:2] == (4, 2)


@pytest.mark.parametrize("read", range(5))
def test_unread_articles_are_counted_alike_however_many_are_read(store: Store, read: int) -> None:
    drafts = [draft(str(number), f"Text {number}.", guid=f"{store.one}#{number}") for number in range(4)]
    store.take(store.one, *drafts)
    store.state.set_read([*store.news.order()[:read], "agone"], True)
    assert [(feed.articles, feed.unread) for feed in store.feeds.all()] == [(4, 4 - read), (0, 0)]


def test_when_the_feed_that_told_an_article_is_removed_another_tells_it(store: Store) -> None:
    told, changed = (draft("a", f"Ferries sail at {hour}.", url="https://example.org/a") for hour in ("one", "two"))
    store.take(store.one, told)
    store.take(store.two, told)
    assert store.take(store.two, changed, at=SOON).updated == ()
    store.feeds.remove(store.one)
    again = draft("a", "Ferries sail at three.", url="https://example.org/a")
    assert store.take(store.two, again, at=LATER).updated == (store.only().id,)


def test_a_feed_that_is_gone_stays_so_when_it_fails_otherwise(store: Store) -> None:
    (one, _) = store.feeds.sources()
    store.feeds.save([Checked(one.key, NOW, stopped="It is gone.", error="It is gone.")], NOW)
    store.feeds.save([Checked(one.key, NOW, error="It is down.")], LATER)
    assert [source.id for source in store.feeds.sources()] == [store.two]
    store.feeds.save([Checked(one.key, NOW)], LATER)
    assert [source.id for source in store.feeds.sources()] == [store.one, store.two]


def test_with_other_credentials_a_feed_is_asked_again_at_once_and_in_full(store: Store) -> None:
    (one, _) = store.feeds.sources()
    store.feeds.save([Checked(one.key, LATER, etag='"1"', digest="d")], NOW)
    store.feeds.save([Checked(one.key, LATER, stopped="It is gone.")], NOW)
    store.feeds.set_credentials(store.one, Credentials.model_validate({"user": "me", "password": "secret-word"}))
    (one, _) = store.feeds.sources(now=NOW, due_only=True)
    assert (one.id, one.etag, one.digest) == (store.one, None, None)


def test_a_failure_keeps_what_the_next_request_needs(store: Store) -> None:
    (source,) = store.feeds.sources([store.one])
    store.feeds.save([Checked(source.key, LATER, etag='"1"', digest="d", interval=900, title="One")], NOW)
    store.feeds.save([Checked(source.key, LATER, error="It is down.", failures=1)], LATER)
    (source,) = store.feeds.sources([store.one])
    feed = store.feeds.get(store.one)
    assert (source.etag, source.digest, source.interval, source.failures) == ('"1"', "d", 900, 1)
    assert feed is not None
    assert (feed.error, feed.succeeded, feed.checked) == ("It is down.", NOW, LATER)


def test_only_feeds_that_are_due_and_not_stopped_are_asked(store: Store) -> None:
    one, two = store.feeds.sources()
    store.feeds.save([Checked(one.key, LATER), Checked(two.key, NOW, stopped="It is gone.")], NOW)
    assert store.feeds.sources(now=NOW, due_only=True) == ()
    assert [source.id for source in store.feeds.sources(now=LATER, due_only=True)] == [store.one]
    assert [source.id for source in store.feeds.sources([store.two])] == [store.two]


def test_a_server_that_asked_for_quiet_is_left_alone_until_then_unless_its_feed_is_named(store: Store) -> None:
    one, two = store.feeds.sources()
    store.feeds.save([Checked(one.key, LATER, error="It is busy.", failures=1, quiet_until=LATER)], NOW)
    # Asked all the same, it is not there at all: what it wished for holds on.
    store.feeds.save([Checked(one.key, LATER, error="It is down.", failures=1)], SOON)
    assert [source.id for source in store.feeds.sources(now=SOON)] == [two.id]
    assert [source.id for source in store.feeds.sources([one.id], now=SOON)] == [one.id]
    assert [source.id for source in store.feeds.sources(now=LATER)] == [one.id, two.id]
    feed = store.feeds.get(one.id)
    assert feed is not None
    assert feed.quiet_until == LATER
    store.feeds.save([Checked(one.key, LATER)], SOON)
    assert len(store.feeds.sources(now=SOON)) == 2


def test_who_is_told_of_changes_is_told_before_they_are_committed(store: Store) -> None:
    store.take(store.one, of_feed(store))
    key = store.feeds.sources([store.one])[0].key
    told: list[str] = []

    def fail(ids: Sequence[str]) -> None:
        told.extend(ids)
        raise KeyboardInterrupt

    brought = Brought(key, [ready(of_feed(store, "Ferries sail at noon."))])
    with pytest.raises(KeyboardInterrupt):
        store.feeds.take([brought], LATER, fail)
    assert told == [store.only().id]
    assert store.only().updated is None
    assert store.feeds.take([brought], LATER).updated == (store.only().id,)


def test_a_feed_that_moves_to_the_address_of_another_stays(store: Store) -> None:
    one, two = store.feeds.sources()
    store.feeds.save([Checked(one.key, LATER, url=two.url), Checked(two.key, LATER, url="https://example.org/3")], NOW)
    assert [source.url for source in store.feeds.sources()] == [one.url, "https://example.org/3"]


@pytest.mark.parametrize(("url", "typed"), [("http://example.org:8080/new", True), ("https://example.net/", False)])
def test_what_was_typed_was_one_host_and_not_the_one_that_a_feed_moves_to(store: Store, url: str, typed: bool) -> None:
    (one, _) = store.feeds.sources()
    store.feeds.save([Checked(one.key, LATER, url=url)], NOW)
    (moved,) = store.feeds.sources([one.id])
    assert (moved.url, moved.typed) == (url, typed)


def test_what_lets_a_feed_in_is_shown_nowhere(store: Store) -> None:
    secret = Credentials.model_validate({"user": "me", "password": "secret-word", "cookie": "a=secret-word"})
    store.feeds.set_credentials(store.one, secret)
    feed = store.feeds.get(store.one)
    assert feed is not None
    assert feed.authorised
    (source,) = store.feeds.sources([store.one])
    assert source.credentials == secret
    assert "secret-word" not in f"{feed!r} {feed.model_dump_json()} {source!r} {source.credentials!r}"
    store.feeds.set_credentials(store.one, None)
    assert store.feeds.sources([store.one])[0].credentials is None


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT article FROM identity WHERE kind = 'guid' AND value = 'x'",
        "SELECT told FROM feed_article WHERE feed = 1 AND article = 1",
        "SELECT feed FROM feed_article WHERE article = 1 AND teller",
        "SELECT 1 FROM dropped WHERE kind = 'url' AND value = 'x'",
        "SELECT article FROM feed_article WHERE feed = 1 ORDER BY article DESC LIMIT 30",
        "SELECT article FROM watch WHERE due <= 7 ORDER BY due LIMIT 9",
        "SELECT key FROM feed_article CROSS JOIN article ON key = feed_article.article WHERE feed = 1 ORDER BY article",
    ],
)
def test_what_every_refresh_asks_is_looked_up_and_never_gone_through(store: Store, statement: str) -> None:
    plan = store.news.database.connection().execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    assert all(row[3].startswith("SEARCH") for row in plan), plan


def test_only_what_is_starred_is_gone_through_for_the_watched(store: Store) -> None:
    statement = "EXPLAIN QUERY PLAN SELECT article.key FROM state.mark CROSS JOIN article USING (id) WHERE starred"
    plan = [row[3] for row in store.news.database.connection().execute(statement)]
    assert "mark_starred" in plan[0], plan


def test_a_library_of_the_format_before_gets_feeds_and_knows_what_changed(tmp_path: Path) -> None:
    old = Database(tmp_path / "news.db", MIGRATIONS[:3])
    with old.write() as connection:
        connection.execute(
            "INSERT INTO article (id, at, change, revision, fetched, words, source, title, lead)"
            " VALUES ('a1', 5, 1, 2, 5, 1, 's', 'New title', 'l')"
        )
        for number, title in ((1, "Old title"), (2, "New title")):
            connection.execute(
                "INSERT INTO revision VALUES (1, ?, ?, ?, '[]', '[]', 'text')", (number, 100 * number, title)
            )
    old.close()
    state = State(tmp_path)
    news = News(tmp_path, state)
    (article,) = news.summaries(["a1"])
    assert (article.was, article.feeds) == ("Old title", ())
    assert article.updated == datetime.fromtimestamp(200, UTC)
    assert [revision.origin for revision in news.revisions("a1")] == [Origin.FILE, Origin.FILE]
    news.close()
    state.close()
