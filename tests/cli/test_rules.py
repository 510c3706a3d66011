"""Rules by the command line: made, shown, applied to what comes in, undone."""

import pytest

from tests.cli.conftest import crossread
from tests.library.serving import Item, Server, rss

STORM = Item("Storm at the coast", "Gusts of 110 km/h hit the coast on Friday.", "https://example.org/storm", "1")
MARKETS = Item("Markets close higher", "The index gained 0.4% to 5,431 points.", "https://example.org/markets", "2")


def total(*options: str) -> int:
    """Return how many articles a list has."""
    return int(crossread("list", *options, "--json").document["total"])


@pytest.mark.usefixtures("empty")
def test_a_rule_is_applied_to_what_comes_in_and_undone_in_one_step(server: Server) -> None:
    made = crossread("rules", "add", "gusts", "--tag", "weather")
    assert (made.status, made.out) == (0, "Rule 1: tag weather what gusts finds in all feeds.\n")
    assert crossread("rules", "add", "title:markets", "--hide", "--json").document["rules"][0]["action"] == "hide"
    crossread("feeds", "add", server.put("/feed", rss(STORM, MARKETS)))
    assert total("--tag", "weather") == 1
    assert total() == 1
    lines = [line.split() for line in crossread("rules", "list").out.splitlines()]
    assert lines[1] == ["1", "tag", "weather", "gusts", "all", "feeds", "1"]
    assert crossread("rules", "undo", "2").out == "Rule 2: 1 article put back as before.\n"
    assert total() == 2
    assert crossread("rules", "undo", "1", "--json").document == {"schema": 1, "rule": 1, "articles": 1}
    assert total("--tag", "weather") == 0
    assert crossread("rules", "remove", "1").out == "Removed rule 1: tag weather what gusts finds.\n"
    assert [rule["id"] for rule in crossread("rules", "list", "--json").document["rules"]] == [2]


@pytest.mark.usefixtures("empty")
def test_a_rule_of_one_feed_leaves_the_others_alone(server: Server) -> None:
    crossread("feeds", "add", server.put("/one", rss(title="One")))
    two = server.put("/two", rss(title="Two"))
    crossread("feeds", "add", two)
    assert "in Two." in crossread("rules", "add", "coast", "--star", "--feed", two).out
    server.put("/one", rss(STORM, title="One"))
    server.put("/two", rss(STORM._replace(link="https://example.com/2", guid="x"), title="Two"))
    crossread("refresh")
    assert (total(), total("--starred"), total("--starred", "--feed", two)) == (2, 1, 1)
    assert crossread("rules", "list", "--json").document["rules"][0]["applied"] == 1


@pytest.mark.parametrize("options", [[], ["--read", "--star"], ["--tag", "a", "--hide"]])
@pytest.mark.usefixtures("empty")
def test_a_rule_does_one_thing(options: list[str]) -> None:
    ran = crossread("rules", "add", "gusts", *options)
    assert ran.status == 2
    assert "--read, --star, --tag TAG and --hide" in ran.err


@pytest.mark.usefixtures("empty")
def test_what_cannot_be_a_rule_is_said_in_a_sentence() -> None:
    for arguments in (
        ["rules", "add", "money:", "--read"],
        ["rules", "add", "gusts", "--read", "--feed", "nowhere"],
        ["rules", "remove", "7"],
        ["rules", "undo", "7"],
    ):
        ran = crossread(*arguments)
        assert (ran.status, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert "There are no rules" in crossread("rules", "list").out
