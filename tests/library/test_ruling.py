"""Rules are applied once to what comes in, are seen where they were applied, and are undone in one step."""

import pytest

from index.errors import BadInputError, QueryError, UnknownRuleError
from index.library import Library
from index.models.feeds import RuleAction
from index.store.rules import RuleStore
from tests.library.serving import Item, Server, rss

HARBOUR = Item("Harbour reopens", "Ferries sail again from noon.", "https://example.org/harbour", "1")
RATES = Item("Central bank raises rates", "Economists expected quarter points.", "https://example.org/rates", "2")


def by_title(shelf: Library) -> dict[str, str]:
    ids = shelf._news.database.connection().execute("SELECT title, id FROM article").fetchall()
    return dict(ids)


@pytest.mark.parametrize(
    ("action", "tag", "found"),
    [
        (RuleAction.READ, None, "is:read"),
        (RuleAction.STAR, None, "is:starred"),
        (RuleAction.TAG, "sea", "tag:sea"),
    ],
)
def test_what_a_rule_finds_is_marked_and_can_be_undone(
    shelf: Library, server: Server, action: RuleAction, tag: str | None, found: str
) -> None:
    rule = shelf.rules.add("ferries", action, tag=tag)
    shelf.feeds.add(server.put("/f.xml", rss()))
    server.put("/f.xml", rss(HARBOUR, RATES))
    shelf.feeds.refresh()
    ids = by_title(shelf)
    assert list(shelf.find(found).ids) == [ids["Harbour reopens"]]
    (applied,) = shelf.rules.applied_to(ids["Harbour reopens"])
    assert (applied.rule, applied.query, applied.action, applied.tag) == (rule.id, "ferries", action, tag)
    assert shelf.rules.list()[0].applied == 1

    assert shelf.rules.undo(rule.id) == 1
    assert shelf.find(found).total == 0
    assert shelf.rules.applied_to(ids["Harbour reopens"]) == ()


def test_what_the_user_did_after_a_rule_stands_though_a_slower_process_ends_later(
    shelf: Library, server: Server
) -> None:
    shelf.rules.add("ferries", RuleAction.READ)
    shelf.feeds.add(server.put("/f.xml", rss(HARBOUR, RATES)))
    shelf.set_read(shelf.order(), False)
    RuleStore(shelf._news.database).seen(0)
    shelf.rules.apply()
    assert shelf.status().unread == 2


def test_what_is_hidden_is_in_no_list_count_or_search_until_undone(shelf: Library, server: Server) -> None:
    rule = shelf.rules.add("ferries", RuleAction.HIDE)
    shelf.feeds.add(server.put("/f.xml", rss(HARBOUR, RATES)))
    shelf.feeds.refresh()
    assert len(shelf.order()) == shelf.find("").total == 1
    assert shelf.find("ferries").total == 0
    assert (shelf.status().unread, shelf.feeds.list()[0].unread) == (1, 1)
    shelf.rules.undo(rule.id)
    assert len(shelf.order()) == shelf.find("").total == shelf.status().unread == 2


@pytest.mark.parametrize("removed", ["rule", "feed"])
def test_nothing_stays_hidden_once_its_rule_is_gone(shelf: Library, server: Server, removed: str) -> None:
    feed = shelf.feeds.add(server.put("/f.xml", rss()))
    rule = shelf.rules.add("ferries", RuleAction.HIDE, feed=feed.id)
    shelf.rules.add("economists", RuleAction.STAR, feed=feed.id)
    server.put("/f.xml", rss(HARBOUR, RATES))
    shelf.feeds.refresh()
    assert len(shelf.order()) == 1
    if removed == "rule":
        shelf.rules.remove(rule.id)
    else:
        shelf.feeds.remove(feed.id)
    assert len(shelf.order()) == 2
    assert len(shelf.order(starred=True)) == 1
    assert len(shelf.rules.list()) == (1 if removed == "rule" else 0)


BANK = Item("Loan", "Harbour Trust Inc will pay $2 billion for ferries in May 2025.", "https://example.org/loan", "3")


def test_a_rule_that_asks_for_facts_is_applied_once_they_are_there(shelf: Library, server: Server) -> None:
    loan = Item("Old loan", BANK.text.replace("ferries", "buses"), "https://example.org/old", "4")
    feed = shelf.feeds.add(server.put("/f.xml", rss(loan)))
    shelf.rules.add('org:"Harbour Trust" -org:"Nordic Rail"', RuleAction.TAG, tag="bank", feed=feed.id)
    shelf.rules.add("ferries", RuleAction.STAR)
    server.put("/f.xml", rss(loan, BANK, RATES))
    shelf.feeds.refresh()
    article = by_title(shelf)[BANK.title]
    assert list(shelf.order(starred=True)) == [article]
    assert shelf.order(tag="bank") == ()
    told: list[int] = []
    shelf.derive_facts(ruled=told.append)
    assert list(shelf.order(tag="bank")) == [article]
    assert sum(told) == 1
    # What the user does after that stands, also when facts are made anew.
    shelf.untag([article], "bank")
    server.put("/f.xml", rss(loan, BANK._replace(text=BANK.text + " Shares rose 4%."), RATES))
    assert shelf.feeds.refresh().updated == 1
    shelf.derive_facts()
    assert shelf.order(tag="bank") == ()


def test_facts_that_could_not_be_searched_at_once_are_still_ruled_on(shelf: Library, server: Server) -> None:
    shelf.rules.add("money:2bn", RuleAction.READ)
    shelf.feeds.add(server.put("/f.xml", rss(BANK)))
    made: list[str] = []
    shelf.derive_facts(made=made.extend, until=lambda: bool(made))
    assert shelf.status().unread == 1
    shelf.derive_facts()
    assert shelf.status().unread == 0


def test_undoing_leaves_what_the_reader_did(shelf: Library, server: Server) -> None:
    shelf.feeds.add(server.put("/f.xml", rss(RATES)))
    rule = shelf.rules.add("ferries", RuleAction.READ)
    server.put("/f.xml", rss(HARBOUR, RATES))
    shelf.feeds.refresh()
    harbour = by_title(shelf)["Harbour reopens"]
    shelf.set_starred([harbour], True)
    shelf.rules.undo(rule.id)
    assert (shelf.states([harbour])[0].read, shelf.states([harbour])[0].starred) == (False, True)


def test_a_rule_is_for_new_articles_and_applied_once(shelf: Library, server: Server) -> None:
    shelf.feeds.add(server.put("/f.xml", rss(HARBOUR)))
    shelf.rules.add("ferries OR economists", RuleAction.READ)
    server.put("/f.xml", rss(HARBOUR, RATES))
    shelf.feeds.refresh()
    ids = by_title(shelf)
    assert [shelf.states([ids[item.title]])[0].read for item in (HARBOUR, RATES)] == [False, True]
    shelf.set_read([ids[RATES.title]], False)
    shelf.feeds.refresh()
    assert not shelf.states([ids[RATES.title]])[0].read


def test_a_rule_may_be_for_one_feed(shelf: Library, server: Server) -> None:
    one = shelf.feeds.add(server.put("/1.xml", rss()))
    shelf.feeds.add(server.put("/2.xml", rss(title="Ledger")))
    shelf.rules.add("ferries OR economists", RuleAction.STAR, feed=one.id)
    server.put("/1.xml", rss(HARBOUR))
    server.put("/2.xml", rss(RATES, title="Ledger"))
    shelf.feeds.refresh()
    assert list(shelf.order(starred=True)) == [by_title(shelf)[HARBOUR.title]]


@pytest.mark.parametrize(("query", "action", "tag"), [("", "read", None), ("x", "tag", None), ("x", "read", "a")])
def test_a_rule_that_says_nothing_is_refused(shelf: Library, query: str, action: str, tag: str | None) -> None:
    with pytest.raises(BadInputError):
        shelf.rules.add(query, RuleAction(action), tag=tag)


def test_a_wrong_query_and_an_unknown_rule_are_told(shelf: Library) -> None:
    with pytest.raises(QueryError):
        shelf.rules.add("date:never", RuleAction.READ)
    with pytest.raises(UnknownRuleError):
        shelf.rules.undo(7)
