"""Rules: what each does, for which articles, and how often it did."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from index.models.documents import RuleUndone
from index.models.feeds import Rule, RuleAction
from tui.cli.pages.words import counted, line

if TYPE_CHECKING:
    from rich.console import RenderableType

_GAP = (0, 2, 0, 0)
_DOES = {RuleAction.READ: "mark read", RuleAction.STAR: "star", RuleAction.HIDE: "hide"}


def rule_list(rules: Sequence[Rule], names: Mapping[str, str]) -> Iterator["RenderableType"]:
    """Show the rules with their numbers; `names` are those of feeds by their ids."""
    if not rules:
        yield Text(
            "There are no rules. Make one with: crossread rules add QUERY --read (or --star, --tag TAG, --hide)."
        )
        return
    table = Table(box=None, pad_edge=False, padding=_GAP, header_style="dim")
    table.add_column("N", justify="right")
    for title in ("does", "with what is found by", "in"):
        table.add_column(title)
    table.add_column("applied", justify="right")
    for rule in rules:
        where = "all feeds" if rule.feed is None else names.get(rule.feed, rule.feed)
        table.add_row(str(rule.id), line(_does(rule)), line(rule.query, "bold"), line(where), f"{rule.applied:,}")
    yield table
    yield Text(counted(len(rules), "rule"), "dim")


def made_rule(rule: Rule, feed: str | None) -> Iterator[Text]:
    """Say what will be done from now on; `feed` is the name of the only feed that it is for."""
    yield Text.assemble(
        f"Rule {rule.id}: ",
        line(f"{_does(rule)} what "),
        line(rule.query, "bold"),
        line(f" finds in {'all feeds' if feed is None else feed}."),
    )
    if rule.applied:
        yield Text(f"Applied to {counted(rule.applied, 'article')}.")


def removed_rule(rule: Rule) -> Iterator[Text]:
    """Say which rule is gone."""
    yield Text.assemble(f"Removed rule {rule.id}: ", line(f"{_does(rule)} what "), line(rule.query, "bold"), " finds.")


def undone_rule(undone: RuleUndone) -> Iterator[Text]:
    """Say how many articles are as they were."""
    yield Text(f"Rule {undone.rule}: {counted(undone.articles, 'article')} put back as before.")


def _does(rule: Rule) -> str:
    return f"tag {rule.tag}" if rule.action is RuleAction.TAG else _DOES[rule.action]
