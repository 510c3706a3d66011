"""The store keeps articles by identity and revision, as the contract says."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.errors import UnknownRevisionError
from index.models import Fact, FactKind, Span
from index.store.database import Database
from index.store.news import Added, News
from index.store.news_format import MIGRATIONS
from index.store.state import State
from tests.drafts import JUNE, draft

NOW = datetime(2025, 6, 12, tzinfo=UTC)
TUESDAY = Fact(
    kind=FactKind.DATE,
    text="Tuesday",
    value="2025-06-10",
    start=24,
    end=31,
    sentence=Span(0, 32),
    places=(Span(24, 31),),
)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def news(tmp_path: Path, state: State) -> Iterator[News]:
    opened = News(tmp_path, state)
    yield opened
    opened.close()


def test_the_same_article_twice_is_one_article(news: News) -> None:
    first = news.add([draft(url="https://example.org/a")], NOW)
    second = news.add([draft(url="https://example.org/a")], NOW)

    assert first == Added(added=1, updated=0, unchanged=0)
    assert second == Added(added=0, updated=0, unchanged=1)
    assert len(news.order()) == 1


def test_an_id_is_a_letter_and_twelve_characters_and_stays(news: News) -> None:
    news.add([draft(path="/news/a.txt")], NOW)
    (made,) = news.order()
    news.add([draft(path="/news/a.txt", text="The harbour reopened on Tuesday. Ferries sail from one.")], NOW)

    assert made[0] == "a"
    assert len(made) == 13
    assert news.order() == (made,)


def test_changed_text_is_a_new_revision_and_the_old_one_stays(news: News) -> None:
    news.add([draft(url="https://example.org/a", text="Three boats sank.")], NOW)
    outcome = news.add([draft(url="https://example.org/a", text="Four boats sank.")], NOW + timedelta(hours=1))
    (article_id,) = news.order()

    newest, oldest = news.article(article_id), news.article(article_id, 1)
    assert outcome.updated == 1
    assert newest is not None
    assert oldest is not None
    assert (newest.revision, newest.text) == (2, "Four boats sank.")
    assert (oldest.revision, oldest.text) == (1, "Three boats sank.")
    assert [mark.fetched for mark in news.revisions(article_id)] == [NOW, NOW + timedelta(hours=1)]


def test_a_changed_headline_alone_is_a_new_revision(news: News) -> None:
    news.add([draft("Boats sink", url="https://example.org/a")], NOW)
    news.add([draft("Boats sink off the coast", url="https://example.org/a")], NOW)
    (article_id,) = news.order()

    assert [mark.title for mark in news.revisions(article_id)] == ["Boats sink", "Boats sink off the coast"]


def test_the_text_alone_is_that_of_the_newest_revision(news: News) -> None:
    news.add([draft(url="https://example.org/a", text="Three boats sank.")], NOW)
    news.add([draft(url="https://example.org/a", text="Four boats sank.")], NOW + timedelta(hours=1))
    (article_id,) = news.order()

    article = news.article(article_id)
    assert article is not None
    assert news.text(article_id) == ("Four boats sank.", article.language)
    assert news.text("aunknown") is None


def test_an_unknown_revision_is_named(news: News) -> None:
    news.add([draft()], NOW)
    (article_id,) = news.order()

    with pytest.raises(UnknownRevisionError, match=r"no revision 7.*1 to 1"):
        news.article(article_id, 7)


def test_content_alone_recognises_only_the_same_content(news: News) -> None:
    news.add([draft(text="Three boats sank.")], NOW)
    assert news.add([draft(text="Three boats sank.")], NOW).unchanged == 1
    assert news.add([draft(text="Four boats sank.")], NOW).added == 1


def test_any_identity_recognises_and_a_new_one_is_learned(news: News) -> None:
    news.add([draft(path="/news/a.txt")], NOW)
    news.add([draft(url="https://example.org/a", path="/news/a.txt")], NOW)
    outcome = news.add([draft(url="https://example.org/a", text="The harbour stays shut.")], NOW)
    (article_id,) = news.order()

    article = news.article(article_id)
    assert outcome.updated == 1
    assert article is not None
    assert article.url == "https://example.org/a"


def test_a_path_that_holds_something_else_now_is_a_new_article(news: News) -> None:
    storm = draft(
        "Harbour reopens after storm", "Ferries between islands sail again since yesterday.", path="/news/a.txt"
    )
    rates = draft(
        "Central bank raises rates", "Economists expected quarter percentage point increases.", path="/news/a.txt"
    )
    news.add([storm], NOW)
    assert news.add([rates], NOW).added == 1
    assert news.add([rates], NOW).unchanged == 1
    assert len(set(news.order())) == 2


def test_a_path_goes_with_what_it_holds_now(news: News) -> None:
    rates = ("Central bank raises rates", "Economists expected quarter percentage point increases.")
    news.add([draft("Harbour reopens", "Ferries between islands sail again.", path="/news/latest.txt")], NOW)
    news.add([draft(*rates, path="/news/rates.txt")], NOW)
    assert news.add([draft(*rates, path="/news/latest.txt")], NOW).unchanged == 1
    edited = draft(rates[0], rates[1] + " The vote was close.", path="/news/latest.txt")
    assert news.add([edited], NOW).updated == 1
    assert len(news.order()) == 2


def test_a_copy_of_an_earlier_revision_is_no_news(news: News) -> None:
    earlier = "Three boats sank."
    news.add([draft(text=earlier, path="/news/a.txt")], NOW)
    news.add([draft(text="Four boats sank.", path="/news/a.txt")], NOW)
    for _ in range(2):
        assert news.add([draft(text=earlier, path="/news/copy.txt")], NOW).unchanged == 1
    (article_id,) = news.order()
    assert [mark.revision for mark in news.revisions(article_id)] == [1, 2]


def test_an_address_that_goes_back_to_earlier_words_is_a_revision(news: News) -> None:
    for text in ("Three boats sank.", "Four boats sank.", "Three boats sank."):
        news.add([draft(text=text, url="https://example.org/a")], NOW)
    (article_id,) = news.order()
    assert [mark.revision for mark in news.revisions(article_id)] == [1, 2, 3]


def test_what_is_learned_beside_the_text_is_a_change_and_the_facts_are_made_anew(news: News) -> None:
    news.add([draft(url="https://example.org/a", source="", published=None)], NOW)
    (article_id,) = news.order()
    news.save_facts([(article_id, 1, ())], 1)
    before = news.change()

    assert news.add([draft(url="https://example.org/a", source="Coast Post")], NOW).unchanged == 1
    assert [(found.change, found.id) for found in news.searchable_since(before, 10)] == [(before + 1, article_id)]
    assert news.facts(article_id, 1, 1) is None
    (summary,) = news.summaries([article_id])
    assert (summary.source, summary.published) == ("Coast Post", JUNE)


def test_a_batch_that_changes_nothing_is_no_change(news: News) -> None:
    news.add([draft()], NOW)
    before = news.change()
    news.add([draft()], NOW)
    assert news.change() == before


def test_the_same_content_at_another_address_is_a_reprint(news: News) -> None:
    news.add([draft(url="https://example.org/a", source="")], NOW)
    assert news.add([draft(url="https://example.net/b", source="")], NOW).added == 1
    assert news.add([draft(url="https://example.org/a", source="")], NOW).unchanged == 1
    assert news.add([draft(source="")], NOW).unchanged == 1


def test_an_address_that_holds_something_else_is_a_revision(news: News) -> None:
    news.add([draft("Harbour reopens", "Ferries sail again.", url="https://example.org/live")], NOW)
    outcome = news.add([draft("Rates rise", "Economists expected that.", url="https://example.org/live")], NOW)
    assert outcome.updated == 1


def test_lists_are_newest_first_and_dates_may_be_unknown(news: News) -> None:
    old = draft("Old", "An old one.", published=JUNE - timedelta(days=400))
    new = draft("New", "A new one.", published=JUNE)
    undated = draft("Undated", "Without a date.", published=None)
    news.add([old, undated, new], NOW)

    assert [summary.title for summary in news.summaries(news.order())] == ["Undated", "New", "Old"]
    assert news.summaries(news.order())[0].published is None


def test_summaries_join_what_the_reader_did(news: News, state: State) -> None:
    news.add([draft("One", "First text."), draft("Two", "Second text.")], NOW)
    one, two = sorted(news.summaries(news.order()), key=lambda summary: summary.title)
    state.set_read([one.id], True)
    state.set_starred([two.id], True)
    state.tag([two.id], "storm")
    state.tag([two.id], "coast")

    one, two = news.summaries([one.id, two.id])
    assert (one.read, one.starred, one.tags) == (True, False, ())
    assert (two.read, two.starred, two.tags) == (False, True, ("coast", "storm"))
    assert news.counts() == (2, 1, 1)
    assert news.order(unread=True) == (two.id,)
    assert news.order(starred=True) == (two.id,)
    assert news.order(tag="storm") == (two.id,)


def test_marks_of_articles_that_are_gone_are_harmless(news: News, state: State) -> None:
    news.add([draft()], NOW)
    state.set_read(["agone"], True)
    state.set_starred(["agone"], True)
    assert news.counts() == (1, 1, 0)


def test_what_changed_is_told_in_whole_batches(news: News) -> None:
    news.add([draft(str(number), f"Text number {number}.") for number in range(3)], NOW)
    news.add([draft("late", "Text that came late.")], NOW)

    first = [(found.change, found.id) for found in news.searchable_since(0, 2)]
    assert [change for change, _ in first] == [1, 1, 1]
    assert [found.change for found in news.searchable_since(1, 2)] == [2]
    assert news.searchable_since(2, 2) == []


def test_what_changed_last_comes_last_however_long_it_is_known(news: News) -> None:
    news.add([draft("first", url="https://example.org/a")], NOW)
    news.add([draft("second", "Text that came later.")], NOW)
    news.add([draft("first", "Text that was mended.", url="https://example.org/a")], NOW)
    assert [found.change for found in news.searchable_since(0, 10)] == [2, 3]


def test_facts_belong_to_a_revision_and_a_version(news: News) -> None:
    news.add([draft(url="https://example.org/a")], NOW)
    (article_id,) = news.order()
    fact = TUESDAY
    assert _waiting(news, 1) == [article_id]
    news.save_facts([(article_id, 1, (fact,))], 1)

    assert news.facts(article_id, 1, 1) == (fact,)
    assert _waiting(news, 1) == []
    assert news.count_without_facts(1) == 0
    assert news.facts(article_id, 1, 2) is None
    assert _waiting(news, 2) == [article_id]
    assert news.count_without_facts(2) == 1

    news.add([draft(url="https://example.org/a", text="Another text.")], NOW)
    assert _waiting(news, 1) == [article_id]


def test_ids_are_found_by_their_beginning(news: News) -> None:
    news.add([draft(str(number), f"Text number {number}.") for number in range(20)], NOW)
    ids = news.order()
    assert news.beginning_with(ids[0]) == (ids[0],)
    assert len(news.beginning_with("a")) == 3
    assert news.beginning_with("zzz") == ()


def test_the_lead_is_prose_on_one_line(news: News) -> None:
    text = "Two lines\nof prose.\n\nMore."
    news.add([draft("Any", text)], NOW)
    (article_id,) = news.order()
    assert news.leads([article_id, "aunknown"]) == {article_id: "Two lines of prose. More."}


def test_articles_without_facts_are_gone_through_once(news: News) -> None:
    # Two of each second, so that the id tells which of them comes first.
    news.add([draft(url=f"https://example.org/{n}", published=JUNE + timedelta(seconds=n // 2)) for n in range(6)], NOW)
    passed: list[str] = []
    last = None
    while waiting := news.without_facts(1, 2, last):
        last = waiting[-1]
        passed += [article_id for _, article_id in waiting]
    assert passed == list(news.order())


def test_changes_of_facts_are_told_once_each_in_their_order(news: News) -> None:
    news.add([draft(url=f"https://example.org/{name}") for name in "abc"], NOW)
    assert news.fact_changes(0) == (0, 0)
    one, two, three = news.order()
    news.save_facts([(one, 1, (TUESDAY,)), (two, 1, ()), (one, 1, (TUESDAY,))], 1)
    seen, count = news.fact_changes(0)
    assert count == 2
    assert [(change.key, change.facts) for change in news.facts_since(0, 10)] == [
        (news.key(two), ()),
        (news.key(one), (TUESDAY,)),
    ]
    assert [change.key for change in news.facts_since(0, 1)] == [news.key(two)]
    # Again the last one, and one more: both are new changes, and nothing else is.
    news.save_facts([(one, 1, ())], 2)
    news.save_facts([(three, 1, ())], 2)
    assert [change.key for change in news.facts_since(seen, 10)] == [news.key(one), news.key(three)]
    assert news.fact_changes(seen)[1] == 2


def test_a_new_revision_takes_the_facts_of_the_one_before_away(news: News) -> None:
    news.add([draft(url="https://example.org/a"), draft(url="https://example.org/b")], NOW)
    one, two = news.order()
    news.save_facts([(one, 1, (TUESDAY,)), (two, 1, (TUESDAY,))], 1)
    seen, _ = news.fact_changes(0)
    news.add([draft(url=f"https://example.org/{name}", text="Another text.") for name in "ac"], NOW)
    changed = [article_id for article_id in (one, two) if (found := news.article(article_id)) and found.revision == 2]
    assert [(change.key, change.text, change.facts) for change in news.facts_since(seen, 10)] == [
        (news.key(changed[0]), "Another text.", ())
    ]


def test_facts_of_a_library_of_the_format_before_are_told_as_changes(tmp_path: Path) -> None:
    old = Database(tmp_path / "news.db", MIGRATIONS[:2])
    with old.write() as connection:
        connection.executemany(
            "INSERT INTO article (key, id, at, change, revision, fetched, words, source, title, lead)"
            " VALUES (?, ?, 5, 1, 1, 5, 1, 's', 't', 'l')",
            [(number, f"a{number}") for number in (1, 2, 3)],
        )
        connection.executemany("INSERT INTO revision VALUES (?, 1, 5, 't', '[]', '[]', 'text')", [(1,), (2,), (3,)])
        connection.executemany("INSERT INTO fact_set VALUES (?, 1, 1, '[]')", [(1,), (2,)])
    old.close()
    state = State(tmp_path)
    news = News(tmp_path, state)
    assert {change.key for change in news.facts_since(0, 10)} == {1, 2}
    assert news.fact_changes(0) == (2, 2)
    news.close()
    state.close()


def _waiting(news: News, version: int) -> list[str]:
    """Return the articles that wait for facts."""
    return [article_id for _, article_id in news.without_facts(version, 10)]
